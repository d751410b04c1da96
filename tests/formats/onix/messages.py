"""Three books and what is known of their files, for tests of the messages."""

from collections.abc import Mapping
from typing import Any

from bookbuild.book.model import OnixVersion
from bookbuild.formats.onix.accessibility import ACCESSIBILITY, HAZARD, Claims, Feature
from bookbuild.formats.onix.make import make_onix
from bookbuild.formats.onix.record import Known
from bookbuild.formats.printed import PrintedPage
from tests.formats.books import COLLECTIVE, WHEN, book, pieces

CLAIMS = Claims(
    (
        Feature(ACCESSIBILITY, "52"),
        Feature(ACCESSIBILITY, "11"),
        Feature(ACCESSIBILITY, "00", "Texte structuré, avec un sommaire."),
        Feature(HAZARD, "00"),
    ),
    ("07",),
)
PAGES = (
    PrintedPage("i", "title-page"),
    PrintedPage("ii", "", blank=True),
    PrintedPage("3", "radio"),
    PrintedPage("4", "radio"),
    PrintedPage("5", "radio", blank=True),
    PrintedPage("7", "journal"),
)

WHITE_PAPER: Mapping[str, Any] = {
    **COLLECTIVE,
    "also-written": {"en": "The Last Mile"},
    "text-edition": {"number": 2, "kinds": ["revised", "enlarged"], "statement": "2^e^ édition"},
    "series": {"title": "Traverses", "number": 2, "issn": "2049-3630"},
    "publisher": {
        **COLLECTIVE["publisher"],
        "gln": "3012345678902",
        "city": "Lyon",
        "country": "FR",
        "product-safety": {
            "name": "Service des objets",
            "email": "objets@traille.example",
            "street": "12, quai du Passeur",
            "postcode": "69009",
            "city": "Lyon",
            "country": "FR",
        },
    },
    "distribution": {
        "name": "La Charrette",
        "gln": "3012345678919",
        "exclusive": True,
        "email": "commandes@charrette.example",
        "website": "https://charrette.example",
        "countries": ["FR", "BE"],
    },
    "rights": {**COLLECTIVE["rights"], "mining": "reserved", "not-sold-in": ["US"]},
    "subjects": {**COLLECTIVE["subjects"], "labels": {"JBCT1": "Médias et société"}},
    "cover": {**COLLECTIVE["cover"], "url": "https://traille.example/couverture.jpg"},
    "editions": [
        {"id": "paperback", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210",
         "binding-details": ["sewn", "flaps"], "price": {"EUR": "18.00"}, "availability": "in-stock"},
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7", "price": {"EUR": "7.99"},
         "protection": "watermark", "doi": "10.1234/dernier"},
        {"id": "radio", "format": "epub", "isbn": "979-10-999999-2-4", "offprint": "radio", "price": {"EUR": "0"},
         "cover-url": "https://traille.example/radio.png"},
    ],
}  # fmt: skip
"""A collective work: two editions and an offprint."""

TRANSLATED_NOVEL: Mapping[str, Any] = {
    "title": "La Colline au moulin",
    "language": "fr",
    "original": {"language": "ru", "title": "Мельница", "isbn": "978-5-00-000000-7"},
    "description": {"long": "Un moulin, une colline."},
    "contributors": [
        {"id": "al", "name": "Anna Lebedeva", "role": "author", "also-written": {"ru": "Анна Лебедева"},
         "isni": "0000 0001 2103 2683"},
        {"id": "jd", "name": "Jeanne Duru", "role": "translator", "further-roles": ["preface-author"]},
        {"id": "cl", "name": "Centre des lettres", "role": "editor", "corporate": True},
    ],
    "publisher": {"name": "Quai", "country": "FR"},
    "dates": {"published": "2027-09-01"},
    "audience": {"readers": "teenage", "ages": "12-16"},
    "subjects": {"thema": ["FB", "5AN"], "clil": ["3442"], "keywords": ["moulin"]},
    "rights": {"holder": "Quai", "year": 2026, "sold-in": ["FR", "BE", "CH"]},
    "text": {"body": ["one.md"]},
    "editions": [
        {"id": "relie", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210", "binding": "hardback",
         "weight-g": 612, "spine-mm": 24.5, "price": {"EUR": "24.00"}, "availability": "on-demand"}
    ],
}  # fmt: skip
"""A novel in hardback, early announced."""

DIGITAL: Mapping[str, Any] = {
    "title": "The Mill on the Hill",
    "language": "en-GB",
    "contributors": [{"id": "al", "name": "Ann Lee", "role": "author"}],
    "publisher": {"name": "Quay Press", "website": "https://quay.example"},
    "dates": {"published": "2026-11-16"},
    "text": {"body": ["one.md"]},
    "editions": [
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7", "price": {"GBP": "4.99", "EUR": "5.99"}}
    ],
}
"""Sold as a file only, by a house outside France."""

BOOKS = {"livre-blanc": WHITE_PAPER, "novel": TRANSLATED_NOVEL, "digital": DIGITAL}


def message(name: str, version: OnixVersion = OnixVersion.V3_0, **changes: Any) -> bytes:
    """The message about all editions of one of BOOKS, with some of its fields changed."""
    of = book(BOOKS[name], **changes)
    known = Known(
        {"paperback": 192, "relie": 320},
        {"paperback": PAGES},
        {"epub": CLAIMS, "radio": CLAIMS},
        {"epub": 3_240_000, "radio": 4_000},
    )
    return make_onix(of, pieces(of), of.editions, known, WHEN, version)
