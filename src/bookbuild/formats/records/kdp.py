"""The fields of KDP’s form, to be copied into it: Amazon takes no ONIX from small houses.

Field names after KDP’s title set-up pages; limits after its help, Metadata guidelines and Book description.
"""

from collections.abc import Iterator

from bookbuild.book.codes import marc_roles
from bookbuild.book.model import Contributor, Format, Mining, Readers
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.package import main_title
from bookbuild.formats.inline import paragraphs, plain
from bookbuild.formats.records.record import Record, record

LONGEST_DESCRIPTION, MOST_KEYWORDS, MOST_CATEGORIES = 4000, 7, 3
_ROLES = {
    "aut": "Author",
    "ctb": "Author",
    "edt": "Editor",
    "edc": "Editor",
    "wfw": "Foreword",
    "ill": "Illustrator",
    "win": "Introduction",
    "aui": "Preface",
    "wpr": "Preface",
    "nrt": "Narrator",
    "pht": "Photographer",
    "trl": "Translator",
}
"""KDP's roles by MARC code; it has none for others."""
_MARKETS = {
    "USD": "Amazon.com",
    "EUR": "Amazon.de, .fr, .es, .it, .nl",
    "GBP": "Amazon.co.uk",
    "CAD": "Amazon.ca",
}


def kdp_record(text: EditionText) -> Record:
    """What to type into which field; categories are chosen there, from the codes given here."""
    return record("KDP", _pairs(text))


def _pairs(text: EditionText) -> Iterator[tuple[str, str | None]]:
    book, edition = text.book, text.edition
    yield "Language", book.language
    yield "Book title", plain(main_title(text))
    if not edition.offprint:
        yield "Subtitle", plain(book.subtitle or "")
        yield "Series", book.series.title if book.series else ""
        number = book.series.number if book.series else None
        yield "Series number", "" if number is None else str(number)
    yield "Edition number", str(book.text_edition.number or "")
    yield from _people(text)
    yield "Description", _description(text)
    licence = book.rights.licence if book.rights else None
    is_open = (licence or "").startswith(("CC-", "CC0"))
    yield "Publishing rights", "I own the copyright" + (f" (published under {licence})" if is_open else "")
    if book.audience.ages:
        yield "Reading age", book.audience.ages
    if book.audience.readers is not Readers.GENERAL:
        yield "Audience", book.audience.readers.value
    yield from (("Keywords", word) for word in book.subjects.keywords[:MOST_KEYWORDS])
    codes = [("BISAC", code) for code in book.subjects.bisac] + [
        ("Thema", code) for code in book.subjects.thema
    ]
    for scheme, code in codes[:MOST_CATEGORIES]:
        yield "Categories, near", f"{scheme} {code} {book.subjects.labels.get(code, '')}"
    yield "Publication date", book.dates.published.isoformat()
    if edition.isbn:
        yield "ISBN", edition.isbn
        yield "Imprint", book.imprint
    if edition.format is Format.PRINT:
        yield "Trim", edition.trim
    elif book.rights and book.rights.mining is not Mining.ALLOWED:
        yield "Digital rights management", "No: our file has none, and this can't be changed later"
    for currency, amount in sorted(edition.price.items()):
        yield "List price", f"{amount} {currency} ({_MARKETS.get(currency, 'other markets')}, with tax)"


def _people(text: EditionText) -> Iterator[tuple[str, str]]:
    """The first leading person is the author; the others follow with their roles."""
    held = next((w.piece for w in text.pieces if w.piece.id == text.edition.offprint), None)
    if held:
        credits = [(text.book.contributor(id), "Author") for id in held.by]
    else:
        credits = [(person, role) for person in text.book.contributors if (role := _role(person))]
    credits.sort(key=lambda credit: credit[1] not in {"Author", "Editor"})
    for number, (person, role) in enumerate(credits):
        yield ("Author", person.name) if number == 0 else ("Contributors", f"{person.name} ({role})")


def _role(person: Contributor) -> str:
    codes = marc_roles(person) or (() if person.role else ("aut",))
    return next((_ROLES[code] for code in codes if code in _ROLES), "")


def _description(text: EditionText) -> str:
    if text.edition.offprint:
        held = next((w.piece for w in text.pieces if w.piece.id == text.edition.offprint), None)
        return plain(held.abstract or "") if held else ""
    said = text.book.description
    return "\n\n".join(paragraphs(plain(said.long)))[:LONGEST_DESCRIPTION] if said else ""
