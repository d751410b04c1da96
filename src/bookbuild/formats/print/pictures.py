"""Pictures: copied below Typst's root, in a form Typst reads."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from bookbuild.diagnostics import Finding, Location
from bookbuild.filters.target.typst_inlines import picture_path
from bookbuild.formats.content import EditionText
from bookbuild.rules import print as rules


def copy_pictures(text: EditionText, root: Path) -> dict[str, Location]:
    """Every picture the text and the portraits name, to where `picture_path` says it is.

    Gives back where the book names each, by its path below Typst's root.
    """
    copied = {}
    for url in _named(text):
        copied[picture_path(url)] = picture_place(text, url)
        source, target = text.folder / url, root / picture_path(url).lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == source.suffix.lower():
            shutil.copyfile(source, target)
        else:
            _as_png(source, target)
    return copied


def copy_portraits(text: EditionText, root: Path) -> dict[str, str]:
    """Every portrait that can be used, into `root` itself; names of the files by the person's id."""
    copied = {}
    for person in text.book.contributors:
        if person.portrait and _is_inside(text.folder, person.portrait):
            source = text.folder / person.portrait
            name = f"portrait-{person.id}{Path(picture_path(person.portrait)).suffix}"
            if source.suffix.lower() == Path(name).suffix.lower():
                shutil.copyfile(source, root / name)
            else:
                _as_png(source, root / name)
            copied[person.id] = name
    return copied


def picture_place(text: EditionText, url: str) -> Location:
    """The line of the manuscript that names a picture; book.yaml for a portrait."""
    for written in text.pieces:
        if written.piece.file and url in written.summary.images:
            lines = (text.folder / written.piece.file).read_text(encoding="utf-8").splitlines()
            return Location(written.piece.file, _line_of(Path(url).name, lines))
    return Location("book.yaml")


def _line_of(name: str, lines: list[str]) -> int:
    """The first line, from 1, that shows a picture of this name; else that speaks of it; 0 for none.

    >>> _line_of("plan.png", ["The old-plan.png, and plan.png.", "![](old-plan.png)", "![](maps/plan.png)"])
    3
    """
    whole = rf"(?<![\w.-]){re.escape(name)}(?![\w.-])"
    for pattern in (rf"(?:\]\(|src=)[^)\s]*{whole}", whole):
        if found := [number for number, line in enumerate(lines, start=1) if re.search(pattern, line)]:
            return found[0]
    return 0


def portrait_path(text: EditionText, portrait: str | None) -> str:
    """Path of a portrait below Typst's root; empty for none, and for one that can't be used."""
    return picture_path(portrait) if portrait and _is_inside(text.folder, portrait) else ""


def unusable_portraits(text: EditionText) -> list[Finding]:
    """A finding for each portrait that is not a file inside the book's folder."""
    return [
        rules.PICTURE_UNUSABLE(
            f"{person.portrait}, portrait of {person.name}, is not in the book", Location("book.yaml")
        )
        for person in text.book.contributors
        if person.portrait and not _is_inside(text.folder, person.portrait)
    ]


def _named(text: EditionText) -> Iterable[str]:
    urls = {url for written in text.pieces for url in written.summary.images}
    urls |= {person.portrait for person in text.book.contributors if person.portrait}
    return sorted(url for url in urls if _is_inside(text.folder, url))


def _is_inside(folder: Path, url: str) -> bool:
    """Whether a path leads to a file inside the folder, links on disk followed."""
    path = (folder / url).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file() and ".." not in Path(url).parts


def _as_png(source: Path, target: Path) -> None:
    from PIL import Image

    with Image.open(source) as picture:
        dpi = picture.info.get("dpi")
        picture.save(target, format="PNG", **({"dpi": dpi} if dpi else {}))
