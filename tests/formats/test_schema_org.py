"""schema.org JSON-LD of a book and of an offprint."""

from datetime import date

from bookbuild.book.model import Book
from bookbuild.book.order import reading_order
from bookbuild.document.summary import Summary
from bookbuild.formats.content import Written
from bookbuild.formats.schema_org import Node, work

BOOK = Book.model_validate(
    {
        "title": "Le *Vent*",
        "language": "fr",
        "contributors": [
            {"id": "ada", "name": "Ada Martin", "file-as": "Martin, Ada", "role": "editor"},
            {"id": "eva", "name": "Eva Roy", "role": "contributor", "orcid": "0000-0002-1825-0097"},
        ],
        "publisher": {"name": "Les Essais", "website": "https://essais.example"},
        "dates": {"published": date(2026, 3, 1)},
        "series": {"title": "Airs", "number": 2, "issn": "2049-3630"},
        "subjects": {"thema": ["FB"], "labels": {"FB": "Fiction"}},
        "text": {"body": [{"file": "a.md", "by": "eva", "abstract": "Un *mot*."}]},
        "editions": [
            {"id": "papier", "format": "print", "isbn": "979-10-999999-0-0", "price": {"EUR": "12.00"}},
            {"id": "tire", "format": "epub", "offprint": "a"},
        ],
    }
)
PIECES = [Written(piece, Summary(title="Brise"), None) for piece in reading_order(BOOK)]


def test_a_printed_book_has_its_isbn_price_pages_and_signed_texts() -> None:
    node: Node = work(BOOK, BOOK.editions[0], PIECES, pages=120)
    assert (node["@type"], node["name"], node["isbn"]) == ("Book", "Le Vent", "9791099999900")
    assert node["bookFormat"] == "https://schema.org/Paperback"
    assert node["numberOfPages"] == 120
    assert node["offers"] == [{"@type": "Offer", "price": "12.00", "priceCurrency": "EUR"}]
    assert node["editor"] == [
        {"@type": "Person", "name": "Ada Martin", "givenName": "Ada", "familyName": "Martin"}
    ]
    assert node["isPartOf"] == {"@type": "BookSeries", "name": "Airs", "issn": "2049-3630", "position": 2}
    assert [part["name"] for part in node["hasPart"]] == ["Brise"]


def test_an_offprint_is_a_chapter_of_its_author_and_never_bears_the_books_isbn() -> None:
    node = work(
        BOOK, BOOK.editions[1], PIECES, accessibility=[("schema:accessMode", "textual"), ("dc:x", "y")]
    )
    assert (node["@type"], node["name"], node["abstract"]) == ("Chapter", "Brise", "Un mot.")
    assert node["author"][0]["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert "isbn" not in node and "editor" not in node
    assert node["isPartOf"]["name"] == "Le Vent" and node["isPartOf"]["isbn"] == "9791099999900"
    assert node["accessMode"] == ["textual"]
