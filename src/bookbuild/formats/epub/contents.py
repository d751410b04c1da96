"""The table of contents as a tree: parts, the pieces in them, and their sections."""

from dataclasses import dataclass, field

from bookbuild.book.model import Kind, MadePage
from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.pages import Page
from bookbuild.formats.content import EditionText
from bookbuild.formats.wording import and_list, wording

_UNLISTED = frozenset(
    {MadePage.TITLE_PAGE, MadePage.COPYRIGHT_PAGE, MadePage.CONTENTS, Kind.DEDICATION, Kind.EPIGRAPH}
)
"""Kinds that a table of contents does not name."""
SECTIONS, PIECES = 2, 1
"""How deep the contents go: pieces only, or their second-level headings too."""


@dataclass
class Entry:
    """A line of the contents."""

    title: str
    href: str
    """From the package's root."""
    by: str = ""
    """Who wrote it; empty when nobody is named."""
    inner: list["Entry"] = field(default_factory=list)


def contents(text: EditionText, pages: tuple[Page, ...], depth: int = SECTIONS) -> list[Entry]:
    """The entries in reading order."""
    top: list[Entry] = []
    parts: dict[str, Entry] = {}
    for page in pages:
        piece = page.written.piece
        if piece.kind in _UNLISTED or not piece.listed:
            continue
        entry = Entry(_title(text, page), page.href, _authors(text, page))
        if depth >= SECTIONS:
            entry.inner = _sections(text, page)
        if piece.kind is Kind.PART:
            parts[piece.id] = entry
        holder = parts.get(piece.part or "") if piece.depth else None
        (holder.inner if holder else top).append(entry)
    return top


def levels(entries: list[Entry]) -> int:
    """How many levels the tree has."""
    return 1 + max((levels(entry.inner) for entry in entries), default=0) if entries else 0


def _title(text: EditionText, page: Page) -> str:
    words = wording(text.book.language)
    made = {
        MadePage.INDEX: words.index,
        MadePage.CONTRIBUTORS: words.contributors,
        MadePage.OFFPRINT: words.offprint,
    }
    if isinstance(page.written.piece.kind, MadePage):
        return made[page.written.piece.kind]
    return typeset(page.written.title, text.usage) or page.id


def _authors(text: EditionText, page: Page) -> str:
    """`A, B et C`; no one on an offprint, whose title page has said it."""
    if text.edition.offprint:
        return ""
    names = [typeset(text.book.contributor(id).name, text.usage) for id in page.written.piece.by]
    return and_list(names, wording(text.book.language))


def _sections(text: EditionText, page: Page) -> list[Entry]:
    return [
        Entry(typeset(heading.text, text.usage), f"{page.href}#{heading.id}")
        for heading in page.written.summary.headings
        if heading.level == 2 and heading.id
    ]
