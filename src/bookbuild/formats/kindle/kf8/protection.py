"""Encryption in an EPUB: obfuscated fonts can be read by anyone, everything else is locked."""

import hashlib
import re
from collections.abc import Callable, Mapping

from bookbuild.formats.kindle.kf8.archive import Archive, resolve

_ENC = "{http://www.w3.org/2001/04/xmlenc#}"
_ENCRYPTION = "META-INF/encryption.xml"
_IDPF, _ADOBE = "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"

Unlock = Callable[[bytes], bytes]


def obfuscated(archive: Archive, identifier: str) -> tuple[Mapping[str, Unlock], list[str]]:
    """What makes each obfuscated font plain, by name; and the names of files that are really encrypted."""
    if _ENCRYPTION not in archive:
        return {}, []
    fonts: dict[str, Unlock] = {}
    locked: list[str] = []
    for data in archive.tree(_ENCRYPTION).iter(f"{_ENC}EncryptedData"):
        method, reference = (
            data.find(f"{_ENC}EncryptionMethod"),
            next(data.iter(f"{_ENC}CipherReference"), None),
        )
        name = resolve("", reference.get("URI", ""))[0] if reference is not None else "a file"
        unlock = _unlock(method.get("Algorithm", "") if method is not None else "", identifier)
        if unlock:
            fonts[name] = unlock
        else:
            locked.append(name)
    return fonts, locked


def _unlock(algorithm: str, identifier: str) -> Unlock | None:
    if algorithm == _IDPF:  # EPUB 3.3, 4.4: the SHA-1 of the identifier without white space
        key = hashlib.sha1("".join(identifier.split()).encode(), usedforsecurity=False).digest()
        return lambda data: _xor(data, key, 1040)
    digits = re.sub(r"[^0-9a-fA-F]", "", identifier.lower().removeprefix("urn:uuid:"))
    if algorithm == _ADOBE and len(digits) == 32:
        return lambda data: _xor(data, bytes.fromhex(digits), 1024)
    return None


def _xor(data: bytes, key: bytes, length: int) -> bytes:
    """The first `length` bytes, each XOR the key's; the rest as it is."""
    head = bytes(byte ^ key[n % len(key)] for n, byte in enumerate(data[:length]))
    return head + data[length:]
