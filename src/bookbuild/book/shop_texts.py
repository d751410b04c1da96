"""Texts for shops: how long they may be, and what they may not hold."""

import re
from collections.abc import Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata

LONGEST_SHORT = 350
"""Characters of a short description: ONIX list 153, 02."""
MOST_KEYWORDS, LONGEST_KEYWORD = 7, 50
"""KDP's seven boxes."""
_MARKUP = re.compile(
    r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--|&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});"
)
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+")
_Path = tuple[str | int, ...]


def check_texts(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for text, path in _texts(book):
        if found := _MARKUP.search(text):
            yield metadata.MARKUP_IN_TEXT(
                f"“{found[0]}” in {_name(path)}",
                at=lines.at(*path),
                hint="Write plain text, *emphasis* at most.",
            )
        if path[0] == "description" and (found := _ADDRESS.search(text)):
            yield metadata.ADDRESS_IN_TEXT(
                f"“{found[0]}” in {_name(path)}", at=lines.at(*path), hint="Leave it out."
            )
    short = (book.description.short if book.description else None) or ""
    if len(short) > LONGEST_SHORT:
        yield metadata.LONG_SHORT_DESCRIPTION(
            f"the short description has {len(short)} characters", at=lines.at("description", "short")
        )
    yield from _keywords(book, lines)


def _name(path: _Path) -> str:
    return ".".join(map(str, path))


def _texts(book: Book) -> Iterator[tuple[str, _Path]]:
    if book.description:
        yield book.description.long, ("description", "long")
        yield book.description.short or "", ("description", "short")
    yield book.cover.blurb or "", ("cover", "blurb")
    for number, person in enumerate(book.contributors):
        yield person.biography or "", ("contributors", number, "biography")


def _keywords(book: Book, lines: YamlLines) -> Iterator[Finding]:
    keywords = book.subjects.keywords
    at_all = lines.at("subjects", "keywords")
    if len(keywords) > MOST_KEYWORDS:
        yield metadata.KEYWORDS_MANY(f"{len(keywords)} keywords", at=at_all, hint="Keep the best seven.")
    known = {_folded(person.name): person.name for person in book.contributors}
    title = f" {_folded(book.title)} "
    seen: set[str] = set()
    for number, keyword in enumerate(keywords):
        at, folded = lines.at("subjects", "keywords", number), _folded(keyword)
        if len(keyword) > LONGEST_KEYWORD:
            yield metadata.KEYWORDS_MANY(f"“{keyword}” has {len(keyword)} characters", at=at)
        if found := re.search("[;,]", keyword):
            yield metadata.KEYWORD_SEPARATOR(
                f"“{keyword}” holds a “{found[0]}”", at=at, hint="Make two keywords of it."
            )
        if folded in seen or folded in known or f" {folded} " in title:
            what = "stands twice" if folded in seen else "is a name" if folded in known else "is in the title"
            yield metadata.KEYWORD_REPEATS(
                f"“{keyword}” {what}", at=at, hint="Write what readers would type besides."
            )
        seen.add(folded)


def _folded(text: str) -> str:
    """Words only, in lower case: as a search compares them."""
    return " ".join(re.findall(r"\w+", text.casefold()))
