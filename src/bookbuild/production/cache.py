"""Results kept by content: the same input, code and options give the same key, and the kept bytes."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""Folder of the package: its code is part of every key."""


def digest(*parts: bytes | str) -> str:
    """A key of the parts: 32 hexadecimal digits, different whenever any part is."""
    hashing = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        hashing.update(len(raw).to_bytes(8, "big"))
        hashing.update(raw)
    return hashing.hexdigest()


@cache
def code_key(*places: str) -> str:
    """A key of the code in these files and folders of the package, and of the pandoc that it drives."""
    files = sorted(path for place in places for path in _code(PACKAGE / place))
    return digest(
        version("pypandoc_binary"), *(part for path in files for part in (path.name, path.read_bytes()))
    )


def _code(place: Path) -> Iterable[Path]:
    return (
        [place] if place.is_file() else (path for path in place.rglob("*") if path.suffix in {".py", ".lua"})
    )


class Cache:
    """A folder of kept results. With `enabled` False nothing is found; results are still kept for the next run."""

    def __init__(self, folder: Path, enabled: bool = True) -> None:
        self.folder = folder
        self.enabled = enabled
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key."""
        if not self.enabled:
            return None
        try:
            return (self.folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, whole or not at all."""
        write_whole(self.folder / key, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    waiting.write_bytes(content)
    waiting.replace(path)
