"""Whose pages an e-book names."""

import pytest

from bookbuild.formats.printed import print_source
from tests.formats.books import book

PRINTS = [
    {"id": "proof", "format": "print", "trim": "150x210"},
    {"id": "paperback", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210"},
    {"id": "hardback", "format": "print", "isbn": "979-10-999999-3-1", "trim": "150x210"},
]


@pytest.mark.parametrize(
    ("edition", "prints", "named"),
    [
        ({}, PRINTS, "paperback"),
        ({}, PRINTS[:1], "proof"),
        ({}, [], None),
        ({"pages-from": "hardback"}, PRINTS, "hardback"),
        ({"pages-from": "none"}, PRINTS, None),
        ({"pages-from": "gone"}, PRINTS, None),
        ({"offprint": "radio"}, PRINTS, None),
        (
            {"offprint": "radio"},
            [*PRINTS, {"id": "leaflet", "format": "print", "offprint": "radio", "isbn": "979-10-999999-3-1"}],
            "leaflet",
        ),
        ({"offprint": "radio"}, [*PRINTS, {"id": "sheet", "format": "print", "offprint": "radio"}], None),
    ],
)
def test_an_ebook_names_the_pages_of_one_printed_edition_of_the_same_text(
    edition: dict[str, str], prints: list[dict[str, str]], named: str | None
) -> None:
    made = book(editions=[*prints, {"id": "e", "format": "epub", **edition}])
    found = print_source(made, made.editions[-1])
    assert (found.id if found else None) == named
