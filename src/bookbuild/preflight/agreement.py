"""Files of one book against book.yaml, and against each other: one ISBN, one title, the same people, language, pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.book.codes import ROLES, marc_roles
from bookbuild.book.identifiers import isbn_digits
from bookbuild.book.model import Book, Edition, Format, MadePage
from bookbuild.design.profile import DEFAULT_PROFILE, load_profile
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.epub.package import main_title
from bookbuild.preflight.identity import (
    IN_BARCODE,
    ON_PAGES,
    Identity,
    identities,
    language_code,
)
from bookbuild.rules import metadata as rules

_CREATORS = frozenset(role.marc for role in ROLES if role.creator)
_READ = frozenset({"epub", "kindle-epub", "interior-pdf", "cover-pdf", "jacket-pdf"})
_COVERS = frozenset({"cover-pdf", "jacket-pdf"})


@dataclass(frozen=True)
class _Expected:
    """What a file of an edition must say."""

    source: str
    """Who says so: book.yaml, or the name of an ONIX message."""
    isbn: str
    """13 digits; empty for none."""
    known_isbns: frozenset[str]
    """Those that may be printed: its own, and those of the book's other editions."""
    title: str
    people: frozenset[str]
    """All that may be named; empty when that is not known."""
    leading: frozenset[str]
    """All that must be."""
    language: str
    pages: int | None = None


def agreement_findings(made: Sequence[tuple[EditionText | None, Made]]) -> Iterator[Finding]:
    """Every file that was made, against book.yaml."""
    expected: dict[str, _Expected] = {}
    known: frozenset[str] = frozenset()
    for text, result in made:
        if text is None:
            continue
        wanted = _of_edition(text)
        known |= wanted.known_isbns
        if wanted.isbn:
            pages = result.pages if text.edition.format is Format.PRINT else None
            expected[wanted.isbn] = replace(wanted, pages=pages)
        for artifact in result.artifacts:
            if artifact.kind in _READ:
                for one in identities(artifact.path):
                    pages = result.pages if artifact.kind == "interior-pdf" else None
                    yield from _findings(one, replace(wanted, pages=pages))
                    yield from _unsaid(one, text, artifact.kind)
    messages = [a.path for text, result in made for a in result.artifacts if a.kind == "onix"]
    for path in messages:
        for record in identities(path):
            own = sorted(record.own & expected.keys())
            if own:
                yield from _findings(record, expected[own[0]])
            elif record.own - known:
                strange = " or ".join(sorted(record.own))
                yield rules.ISBN_DISAGREES(
                    f"no edition has the ISBN {strange}", Location(record.name, record.line)
                )


def together(paths: Iterable[Path]) -> Iterator[Finding]:
    """Files of unknown books: each with itself, and with its record when ONIX messages are among them."""
    found = [one for path in paths for one in identities(path)]
    records = {isbn: one for one in found if one.kind == "onix" for isbn in sorted(one.own)}
    for one in found:
        yield from _with_itself(one)
        if one.kind == "onix":
            continue
        record = next((records[isbn] for isbn in sorted(one.own) if isbn in records), None)
        if record:
            yield from _findings(one, _of_record(record))
        elif records and one.own:
            yield rules.RECORD_MISSING(
                f"no record has the ISBN {' or '.join(sorted(one.own))}", Location(one.name)
            )


def _of_edition(text: EditionText) -> _Expected:
    book, edition = text.book, text.edition
    held = next((w.piece for w in text.pieces if w.piece.id == edition.offprint), None)
    if held:
        people = leading = frozenset(book.contributor(id).name for id in held.by)
    else:
        people = frozenset(person.name for person in book.contributors)
        leading = frozenset(p.name for p in book.contributors if _CREATORS & {*marc_roles(p)})
    own = isbn_digits(edition.isbn) if edition.isbn else ""
    return _Expected(
        "book.yaml", own, _known_isbns(book), main_title(text), people, leading, language_code(book.language)
    )


def _known_isbns(book: Book) -> frozenset[str]:
    """Of all editions and of the original; and what the publisher's own notices say."""
    isbns = [edition.isbn for edition in book.editions] + [book.original.isbn if book.original else None]
    notices = (book.legal.notice, book.rights.statement if book.rights else None)
    said = re.findall(r"97[89][\d\s-]{10,14}\d", " ; ".join(filter(None, notices)))
    return frozenset(isbn_digits(isbn) for isbn in (*isbns, *said) if isbn)


def _of_record(record: Identity) -> _Expected:
    return _Expected(
        record.name,
        next(iter(sorted(record.own)), ""),
        frozenset(),
        record.title,
        frozenset(),
        record.leading,
        record.language,
        record.pages,
    )


def _findings(one: Identity, expected: _Expected) -> Iterator[Finding]:
    at = Location(one.name, one.line)
    yield from _isbn_findings(one, expected, at)
    if one.title and expected.title and _letters(one.title) != _letters(expected.title):
        yield rules.TITLE_DISAGREES(
            f"it is called “{one.title}”, in {expected.source} “{expected.title}”", at
        )
    if one.people:
        yield from _people_findings(one, expected, at)
    if one.language and expected.language and one.language != expected.language:
        yield rules.LANGUAGE_DISAGREES(
            f"its language is {one.language}, in {expected.source} {expected.language}", at
        )
    if one.pages and expected.pages and one.pages != expected.pages:
        yield rules.EXTENT_DISAGREES(f"it says or has {one.pages} pages, the book has {expected.pages}", at)


def _isbn_findings(one: Identity, expected: _Expected, at: Location) -> Iterator[Finding]:
    for place, isbns in one.isbns.items():
        may = expected.known_isbns if place == ON_PAGES else frozenset({expected.isbn} - {""})
        if place == ON_PAGES and not may:
            continue
        rule = rules.BARCODE_DISAGREES if place == IN_BARCODE else rules.ISBN_DISAGREES
        for isbn in sorted(isbns - may):
            right = expected.isbn or "none"
            yield rule(f"the ISBN {place} is {isbn}, in {expected.source} {right}", at)


def _people_findings(one: Identity, expected: _Expected, at: Location) -> Iterator[Finding]:
    names = {_letters(name) for name in one.people}
    # A PDF has room for authors only; who edited or translated the book is on its pages.
    for name in sorted(expected.leading if one.kind != "pdf" else ()):
        if _letters(name) not in names:
            yield rules.PEOPLE_DISAGREE(f"{name} is in {expected.source}, and not in the file", at)
    known = {_letters(name) for name in expected.people}
    for name in sorted(one.people if known else ()):
        if _letters(name) not in known:
            yield rules.PEOPLE_DISAGREE(f"{name} is in the file, and not in {expected.source}", at)


def _unsaid(one: Identity, text: EditionText, kind: str) -> Iterator[Finding]:
    """An ISBN that is not where it must be: on the copyright page, and in the barcode that we draw."""
    edition, at = text.edition, Location(one.name)
    if edition.isbn is None:
        return
    own = isbn_digits(edition.isbn)
    has_page = any(written.piece.kind is MadePage.COPYRIGHT_PAGE for written in text.pieces)
    if kind not in _COVERS and has_page and own not in one.isbns[ON_PAGES]:
        yield rules.ISBN_NOT_SAID(f"its copyright page does not say {edition.isbn}", at)
    if kind in _COVERS and _has_barcode(edition) and not one.isbns[IN_BARCODE]:
        yield rules.BARCODE_DISAGREES(f"no barcode can be read, it should be {own}", at)


def _has_barcode(edition: Edition) -> bool:
    return not load_profile(edition.profile or DEFAULT_PROFILE).barcode.printed_by_recipient


def _with_itself(one: Identity) -> Iterator[Finding]:
    """The ISBNs that name the product alone are one; and it is among those that are printed."""
    at = Location(one.name, one.line)
    places = [
        f"{isbn} {place}" for place, isbns in one.isbns.items() if place != ON_PAGES for isbn in sorted(isbns)
    ]
    if len(one.own) > 1:
        rule = rules.BARCODE_DISAGREES if one.isbns.get(IN_BARCODE) else rules.ISBN_DISAGREES
        yield rule(f"it bears several ISBNs: {', '.join(places)}", at)
    printed = one.isbns.get(ON_PAGES, frozenset())
    if one.own and printed and not one.own & printed:
        yield rules.ISBN_DISAGREES(
            f"its pages say {', '.join(sorted(printed))}, but it is {', '.join(places)}", at
        )


def _letters(text: str) -> str:
    """What tells titles and names apart: letters and digits, without signs, spaces and case."""
    return "".join(re.findall(r"\w", text.casefold()))
