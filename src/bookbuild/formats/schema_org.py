"""A book, an edition of it, or one text of it as schema.org describes them: JSON-LD for web pages and search engines.

Terms: schema.org, release 28: Book, Chapter, BookSeries, Person, Organization, Offer, DefinedTerm.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bookbuild.book.codes import marc_roles
from bookbuild.book.identifiers import isbn_digits, unique_identifier
from bookbuild.book.model import Audience, Book, Contributor, Edition, Format, Readers
from bookbuild.formats._xhtml.made.copyright_page import licence_address
from bookbuild.formats.content import Written
from bookbuild.formats.inline import paragraphs, plain

Node = dict[str, Any]
"""A JSON object: values are strings, numbers, nodes, and lists of these."""

CONTEXT = "https://schema.org"
_PROPERTIES = {"aut": "author", "edt": "editor", "edc": "editor", "trl": "translator", "ill": "illustrator"}
"""By MARC role; anybody else is a `contributor`."""
_ADDRESSES = {"orcid": "https://orcid.org/", "isni": "https://isni.org/isni/"}


def work(
    book: Book,
    edition: Edition,
    pieces: Sequence[Written],
    pages: int | None = None,
    accessibility: Sequence[tuple[str, str]] = (),
) -> Node:
    """The JSON-LD of an edition, ready for `json.dumps(…, ensure_ascii=False)`; keys with nothing to say are left out.

    A whole book is a `Book` whose `hasPart` lists its signed texts as `Chapter`s. An offprint is a `Chapter` with its
    own `author`s and `abstract`, whose `isPartOf` is the `Book` with its editors and printed ISBN. `pieces` may hold
    the whole book or the offprint's text alone; `pages` is the page count of print; `accessibility` is pairs of
    property and value as in the package document (`schema:accessMode`, `textual`).

    In HTML, escape `<` as `\\u003c` within the script element (HTML, 4.12.1.3).
    """
    held = next((written for written in pieces if written.piece.id == edition.offprint), None)
    node = _chapter(book, held) if held else _book(book, edition)
    node = {"@context": CONTEXT, **node} | {
        "@id": unique_identifier(book, edition),
        "isbn": isbn_digits(edition.isbn) if edition.isbn else "",
        "numberOfPages": pages,
        "offers": [_offer(currency, str(price)) for currency, price in sorted(edition.price.items())],
        "sameAs": f"https://doi.org/{edition.doi}" if edition.doi else "",
    }
    if held:
        node["isPartOf"] = _without_nothing(_whole(book))
    else:
        node["hasPart"] = [_part(book, written) for written in pieces if written.piece.has_authors]
    return _without_nothing(node | _claims(accessibility))


def _book(book: Book, edition: Edition) -> Node:
    texts = book.description
    return (
        _whole(book)
        | {
            "bookFormat": _format(edition),
            "bookEdition": book.text_edition.statement or str(book.text_edition.number or ""),
            "inLanguage": [book.language, *book.also_in] if book.also_in else book.language,
            "description": "\n\n".join(paragraphs(plain(texts.long))) if texts else "",
            "abstract": plain(texts.short) if texts and texts.short else "",
            "isPartOf": _series(book),
            "translationOfWork": _original(book),
        }
        | _common(book)
    )


def _whole(book: Book) -> Node:
    """The book as its texts name it: without what only one edition has."""
    printed = [
        edition for edition in book.editions if edition.format is Format.PRINT and not edition.offprint
    ]
    return {
        "@type": "Book",
        "name": plain(book.title),
        "alternativeHeadline": plain(book.subtitle or ""),
        **_people(book.contributors),
        "publisher": _publisher(book),
        "datePublished": book.dates.published.isoformat(),
        "isbn": next((isbn_digits(edition.isbn) for edition in printed if edition.isbn), ""),
    }


def _chapter(book: Book, held: Written) -> Node:
    return {
        **_part(book, held),
        "inLanguage": book.language,
        "publisher": _publisher(book),
        "datePublished": book.dates.published.isoformat(),
    } | _common(book)


def _part(book: Book, written: Written) -> Node:
    return _without_nothing(
        {
            "@type": "Chapter",
            "name": written.title,
            "author": [_person(book.contributor(id)) for id in written.piece.by],
            "abstract": plain(written.piece.abstract or "").strip(),
        }
    )


def _common(book: Book) -> Node:
    """What is true of the book and of each text in it."""
    subjects, rights = book.subjects, book.rights
    schemes = (
        ("Thema", subjects.thema),
        ("BISAC", subjects.bisac),
        ("CLIL", subjects.clil),
        ("DDC", subjects.dewey),
    )
    return {
        "about": [_term(scheme, code, subjects.labels) for scheme, codes in schemes for code in codes],
        "keywords": list(subjects.keywords),
        "audience": _audience(book.audience),
        "copyrightYear": rights.year if rights else None,
        "copyrightNotice": f"© {rights.year} {rights.holder}" if rights else "",
        "license": licence_address(rights.licence if rights else None),
        "version": book.version,
    }


def _people(contributors: Sequence[Contributor]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for person in contributors:
        roles = marc_roles(person) or ("oth" if person.role else "aut",)
        for name in dict.fromkeys(_PROPERTIES.get(role, "contributor") for role in roles):
            found.setdefault(name, []).append(_person(person))
    return found


def _person(person: Contributor) -> Node:
    family, _, given = (person.file_as or "").partition(",")
    addresses = [f"{_ADDRESSES[key]}{value}" for key in _ADDRESSES if (value := _bare(person, key))]
    return _without_nothing(
        {
            "@type": "Organization" if person.corporate else "Person",
            "name": person.name,
            "givenName": given.strip(),
            "familyName": family.strip() if given else "",
            "description": " ".join(paragraphs(plain(person.biography or ""))),
            "url": person.website,
            "sameAs": addresses,
        }
    )


def _bare(person: Contributor, key: str) -> str:
    value = str(getattr(person, key) or "").rstrip("/").rpartition("/")[2]
    return value if key == "orcid" else value.replace(" ", "").replace("-", "")


def _publisher(book: Book) -> Node:
    house = book.publisher
    return _without_nothing(
        {"@type": "Organization", "name": house.name, "url": house.website, "email": house.email}
    )


def _series(book: Book) -> Node:
    series = book.series
    if series is None:
        return {}
    return _without_nothing(
        {"@type": "BookSeries", "name": series.title, "issn": series.issn, "position": series.number}
    )


def _original(book: Book) -> Node:
    if book.original is None:
        return {}
    original = book.original
    isbn = isbn_digits(original.isbn) if original.isbn else ""
    return _without_nothing(
        {"@type": "Book", "name": original.title, "inLanguage": original.language, "isbn": isbn}
    )


def _format(edition: Edition) -> str:
    if edition.format is not Format.PRINT:
        return "https://schema.org/EBook"
    return f"https://schema.org/{'Hardcover' if edition.binding == 'hardback' else 'Paperback'}"


def _offer(currency: str, price: str) -> Node:
    return {"@type": "Offer", "price": price, "priceCurrency": currency}


def _term(scheme: str, code: str, labels: Mapping[str, str]) -> Node:
    return _without_nothing(
        {"@type": "DefinedTerm", "inDefinedTermSet": scheme, "termCode": code, "name": labels.get(code, "")}
    )


def _audience(audience: Audience) -> Node:
    if audience.readers is Readers.GENERAL and not audience.ages:
        return {}
    node = {"@type": "PeopleAudience", "audienceType": audience.readers.value}
    return node | ({"suggestedAge": audience.ages} if audience.ages else {})


def _claims(pairs: Sequence[tuple[str, str]]) -> Node:
    """Accessibility as schema.org has it: one list for each property; the summary is one text."""
    found: dict[str, list[str]] = {}
    for property, value in pairs:
        if property.startswith("schema:"):
            found.setdefault(property.removeprefix("schema:"), []).append(value)
    summary = " ".join(found.pop("accessibilitySummary", []))
    return {**found, "accessibilitySummary": summary}


def _without_nothing(node: Mapping[str, Any]) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
