"""Fonts that open in their own book only: the obfuscation of EPUB 3.3, 4.4, and META-INF/encryption.xml."""

import hashlib
from collections.abc import Iterable
from itertools import cycle

from lxml import etree

ENCRYPTION_NAME = "encryption.xml"
_METHOD = "http://www.idpf.org/2008/embedding"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
_HEAD_BYTES = 1040
_WHITE_SPACE = str.maketrans("", "", "\u0020\u0009\u000d\u000a")


def obfuscated(font: bytes, identifier: str) -> bytes:
    """The font with its head mixed with the book's identifier (4.4.3); done twice, the font itself."""
    key = hashlib.sha1(identifier.translate(_WHITE_SPACE).encode(), usedforsecurity=False).digest()
    head = bytes(byte ^ mask for byte, mask in zip(font[:_HEAD_BYTES], cycle(key), strict=False))
    return head + font[_HEAD_BYTES:]


def encryption_xml(paths: Iterable[str]) -> bytes:
    """The file that says which entries (from the root of the container) are obfuscated (4.2.6.3.2)."""
    root = etree.Element(f"{{{_CONTAINER}}}encryption", nsmap={None: _CONTAINER, "enc": _ENC})
    for path in paths:
        data = etree.SubElement(root, f"{{{_ENC}}}EncryptedData")
        etree.SubElement(data, f"{{{_ENC}}}EncryptionMethod", Algorithm=_METHOD)
        reference = etree.SubElement(data, f"{{{_ENC}}}CipherData")
        etree.SubElement(reference, f"{{{_ENC}}}CipherReference", URI=path)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
