"""The pages of an interior, kept beside it: an e-book alone needs no Typst when nothing in print has changed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

import bookbuild
from bookbuild.formats.printed import PrintedPage

_NAME = "pages.json"
_PACKAGE = Path(bookbuild.__file__).parent
_CODE = ("formats/print", "formats/printed.py", "design", "_tools")
_PROGRAMS = ("typst", "pypdfium2", "fontpkg-eb-garamond")
_MADE = frozenset({"main.typ", "main.pdf", "feet.typ", "galleys.pdf", "notes.typ"})


class _Kept(msgspec.Struct):
    key: str
    pages: tuple[PrintedPage, ...]


def page_key(root: Path, main: str) -> str:
    """A key of all that decides the pages: Typst's sources below `root`, the first `main.typ`, code and programs."""
    hashing = hashlib.blake2b(digest_size=16)
    for part in (_code_key().encode(), main.encode(), *_parts(root)):
        hashing.update(len(part).to_bytes(8, "big"))
        hashing.update(part)
    return hashing.hexdigest()


def kept_pages(folder: Path, key: str) -> tuple[PrintedPage, ...]:
    """The pages kept in the edition's folder under this key; none when they are of another, or unreadable."""
    kept = _read(folder)
    return kept.pages if kept is not None and kept.key == key else ()


def pages_as_kept(folder: Path) -> tuple[PrintedPage, ...]:
    """The pages kept in the edition's folder, of whatever they are; for a look at the PDF beside them."""
    kept = _read(folder)
    return kept.pages if kept is not None else ()


def keep_pages(folder: Path, key: str, pages: tuple[PrintedPage, ...]) -> None:
    """Keep the pages, whole or not at all."""
    waiting = folder / f".{_NAME}"
    waiting.write_bytes(msgspec.json.encode(_Kept(key, pages)))
    waiting.replace(folder / _NAME)


def forget_pages(folder: Path) -> None:
    """Have them set anew."""
    (folder / _NAME).unlink(missing_ok=True)


def _read(folder: Path) -> _Kept | None:
    """What is kept; None when nothing is, or nothing readable."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _parts(root: Path) -> Iterator[bytes]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not (path.parent == root and path.name in _MADE):
            yield path.relative_to(root).as_posix().encode()
            yield path.read_bytes()


@cache
def _code_key() -> str:
    hashing = hashlib.blake2b(digest_size=16)
    for name in _PROGRAMS:
        hashing.update(f"{name} {version(name)}\n".encode())
    for place in (_PACKAGE / name for name in _CODE):
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            hashing.update(path.name.encode() + b"\n" + path.read_bytes())
    return hashing.hexdigest()
