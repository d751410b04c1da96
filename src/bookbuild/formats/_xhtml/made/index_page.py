"""The index: each term with links to its places, named by the text they stand in."""

from itertools import groupby

from lxml import etree

from bookbuild.book.order import slug
from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.markup import BODY_TYPES, add, append_text, new_page, write_page
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.index_terms import Entry, Place, by_letter, index_tree
from bookbuild.formats.wording import wording


def index_page(text: EditionText, made: Written) -> bytes:
    """The XHTML of the index. epub:type as EPUB Indexes 1.0 names the parts."""
    words = wording(text.book.language)
    title_id = f"{made.piece.id}-title"
    root = new_page(text.book.language, words.index, BODY_TYPES[made.piece.matter.value])
    section = add(
        root[1], "section", epub_type="index", role="doc-index", class_="index", aria_labelledby=title_id
    )
    add(add(section, "header", class_="opener"), "h1", words.index, id=title_id)
    page = _IndexPage(text)
    for letter, entries in by_letter(page.root):
        group = add(section, "section", epub_type="index-group", class_="letter")
        if letter:
            add(group, "h2", letter, id=f"letter-{slug(letter)}")
            group.set("aria-labelledby", f"letter-{slug(letter)}")
        page.list_entries(group, entries, "")
    return write_page(root)


class _IndexPage:
    """The terms of one edition, and the names of the pieces they stand in."""

    def __init__(self, text: EditionText) -> None:
        self.usage = text.usage
        self.words = wording(text.book.language)
        self.names = {
            written.piece.id: typeset(written.piece.short_title or written.title, text.usage)
            for written in text.pieces
        }
        self.root = index_tree(
            (written.piece.id, mark.id, mark.entry, mark.see)
            for written in text.pieces
            for mark in written.summary.index
        )
        self.ids: dict[str, str] = {}
        self._taken: set[str] = set()
        for entry in self.root.sorted_inner():
            self._take_ids(entry, "")

    def list_entries(self, parent: etree._Element, entries: list[Entry], path: str) -> None:
        listed = add(parent, "ul", epub_type="index-entry-list")
        for entry in entries:
            inner = f"{path}!{entry.term}" if path else entry.term
            item = add(listed, "li", epub_type="index-entry", id=self.ids[inner])
            add(item, "span", typeset(entry.term, self.usage), epub_type="index-term")
            self._add_places(item, entry.places)
            for target in entry.see:
                self._add_see(item, target, also=bool(entry.places))
            if entry.inner:
                self.list_entries(item, entry.sorted_inner(), inner)

    def _add_places(self, item: etree._Element, places: list[Place]) -> None:
        """`La tournée, 2, 3 ; Le carton`: the first place of a text by its name, the others by number."""
        mark = ": " if self.words.lang != "fr" else "\u00a0: "
        for piece, group in groupby(places, key=lambda place: place.piece):
            append_text(item, mark)
            mark = self.words.list_mark
            for number, place in enumerate(group, start=1):
                if number > 1:
                    append_text(item, ", ")
                link = add(item, "a", epub_type="index-locator", href=f"{piece}.xhtml#{place.anchor}")
                link.text = self.names[piece] if number == 1 else str(number)
                if number > 1:
                    link.set("aria-label", f"{self.names[piece]}, {number}")

    def _add_see(self, item: etree._Element, target: str, also: bool) -> None:
        append_text(item, self.words.list_mark if also else ", ")
        see = add(item, "span", epub_type="index-xref-related" if also else "index-xref-preferred")
        add(see, "em", self.words.see_also if also else self.words.see)
        append_text(see, " ")
        words = typeset(target.rpartition("!")[2], self.usage)
        if target in self.ids:
            add(see, "a", words, href=f"#{self.ids[target]}")
        else:
            append_text(see, words)

    def _take_ids(self, entry: Entry, path: str) -> None:
        path = f"{path}!{entry.term}" if path else entry.term
        id, number = f"term-{slug(path)}", 1
        while id in self._taken:
            number += 1
            id = f"term-{slug(path)}-{number}"
        self.ids[path] = id
        self._taken.add(id)
        for inner in entry.sorted_inner():
            self._take_ids(inner, path)
