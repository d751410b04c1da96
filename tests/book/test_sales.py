"""Countries and parties of book.yaml: faults at their lines, and what only looks like one."""

from pathlib import Path

import pytest

from tests.book_folder import BookFolder

FAULTS = {
    "a GLN of the house": ("publisher: {", 'publisher: {gln: "3012345678900", ', ("MD021", 5)),
    "a GLN of the distributor": (
        "language: fr", 'language: fr\ndistribution: {name: X, gln: "3012345678910"}', ("MD021", 3),
    ),
    "a country that is none": ("publisher: {", "publisher: {country: QQ, ", ("ON014", 5)),
    "a country sold and not sold": (
        "year: 2026}", "year: 2026, sold-in: [FR], not-sold-in: [FR]}", ("ON014", 6),
    ),
    "a distributor's country that is none": (
        "language: fr", "language: fr\ndistribution: {name: X, countries: [FR, UK]}", ("ON014", 3),
    ),
    "the original's ISBN": (
        "language: fr", "language: fr\noriginal: {language: de, isbn: 978-3-16-148410-1}", ("MD010", 3),
    ),
    "the original's language": ("language: fr", "language: fr\noriginal: {language: de_DE}", ("MD012", 3)),
    "the language of another script": (
        "language: fr", "language: fr\nalso-written: {zh_CN: 书}", ("MD012", 3),
    ),
    "a further role that is none": ("role: author}", "role: author, further-roles: [autor]}", ("MD013", 4)),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, (rule, line) = FAULTS[name]
    book = BookFolder.small(tmp_path).change("book.yaml", old, new)
    assert (rule, "book.yaml", line) in book.findings()


def test_what_is_right_is_no_fault(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "publisher: {", 'publisher: {gln: "3012345678902", country: FR, ')
    book.change("book.yaml", "year: 2026}", "year: 2026, sold-in: [FR, BE], not-sold-in: [US]}")
    book.change(
        "book.yaml", "language: fr", "language: fr\noriginal: {language: de, isbn: 978-3-16-148410-0}"
    )
    book.change(
        "book.yaml", "role: author}", "role: author, further-roles: [illustrator], also-written: {ru: Ада}}"
    )
    assert {rule for rule, _, _ in book.findings()} <= {"MD074"}
