"""What recipients do not print, by an edition that asks for it and one that looks like it and is right."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Rule
from bookbuild.formats.print.cover import make_cover
from bookbuild.formats.print.cover_size import cover_size
from bookbuild.rules import recipient
from tests.book_folder import BookFolder
from tests.formats.books import book, edition_text

PRINT = "trim: 140x210, profile: office"
NOTICE = ("language: fr", "language: fr\nlegal: {notice: %s}")

PAIRS = {
    "PR380": [
        ("profile: bod, trim: 140x210", "profile: bod, trim: 135x215"),
        ("profile: kdp-paperback, trim: 9x12in", "profile: kdp-paperback, trim: 140x210"),
        ("profile: kdp-hardcover, binding: hardback, trim: 5x8in", "profile: kdp-hardcover, binding: hardback, trim: 6x9in"),
        ("profile: ingramspark, paper: ingram-creme-50, trim: 7x10in", "profile: ingramspark, paper: ingram-white-50, trim: 7x10in"),
        ("profile: ingramspark, binding: hardback, trim: 110x178", "profile: ingramspark, trim: 110x178"),
    ],
    "PR381": [
        ("profile: kdp-paperback, trim: 6x9in, paper: offset-90", "profile: kdp-paperback, trim: 6x9in, paper: kdp-cream"),
        ("profile: kdp-paperback, trim: a4, paper: kdp-standard-colour", "profile: kdp-paperback, trim: a4, paper: kdp-colour"),
        ("profile: lulu, trim: a5, paper: kdp-white", "profile: offset-eu, trim: a5, paper: kdp-white"),
    ],
    "PR384": [
        ("profile: kdp-hardcover, trim: 6x9in", "profile: kdp-hardcover, trim: 6x9in, binding: hardback"),
        ("profile: kdp-paperback, trim: 6x9in, binding: hardback", "profile: ingramspark, trim: 6x9in, binding: hardback"),
        ("profile: kdp-hardcover, trim: 6x9in, binding: hardback, jacket: {}", "profile: ingramspark, trim: 6x9in, binding: hardback, jacket: {}"),
        ("profile: kdp-paperback, trim: 6x9in, jacket: {}", "profile: offset-eu, trim: 6x9in, jacket: {}"),
    ],
    "PR385": [
        ("profile: kdp-paperback, trim: 6x9in, colour: true", "profile: kdp-paperback, trim: 6x9in, colour: true, paper: kdp-colour"),
    ],
}  # fmt: skip
CASES = [(rule, wrong, right) for rule, pairs in PAIRS.items() for wrong, right in pairs]
OURS = {rule.id for rule in vars(recipient).values() if isinstance(rule, Rule)}


def said_of(folder: Path, edition: str, *changes: tuple[str, str]) -> set[str]:
    made = BookFolder.small(folder)
    made.change("book.yaml", PRINT, edition)
    for old, new in changes:
        made.change("book.yaml", old, new)
    return {rule for rule, _, _ in made.findings()} & OURS


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES)
def test_what_the_recipient_does_not_make_is_found_and_nothing_else(
    tmp_path: Path, rule: str, wrong: str, right: str
) -> None:
    assert said_of(tmp_path / "wrong", wrong) == {rule}
    assert said_of(tmp_path / "right", right) == set()


@pytest.mark.parametrize(
    ("notice", "profile", "refused"),
    [
        ("Printed in France.", "ingramspark", True),
        ("Imprimé en France.", "ingramspark", True),
        ("Papier certifié FSC.", "bod", True),
        ("Imprimé en France.", "offset-eu", False),
        ("Ce livre imprime une marque.", "ingramspark", False),
    ],
)
def test_statements_that_hold_a_book_back_are_found(
    tmp_path: Path, notice: str, profile: str, refused: bool
) -> None:
    change = (NOTICE[0], NOTICE[1] % notice)
    said = said_of(tmp_path, f"trim: 148x210, profile: {profile}", change)
    assert said == ({"PR386"} if refused else set())


@pytest.mark.parametrize(("profile", "trim"), [("ingramspark", "6x9in"), ("bod", "135x215")])
def test_a_spine_that_copies_contradict_each_other_about_is_asked_of_the_user(
    tmp_path: Path, profile: str, trim: str
) -> None:
    edition = {"id": "p", "format": "print", "isbn": "979-10-999999-0-0", "profile": profile, "trim": trim}
    asked = make_cover(edition_text(book(editions=[edition]), tmp_path / "a"), 192)
    (finding,) = [one for one in asked.findings if one.rule in {"PR382", "PR130"}]
    assert (finding.rule, "192 pages" in finding.message) == ("PR382", True)
    given = make_cover(edition_text(book(editions=[{**edition, "spine_mm": 11.4}]), tmp_path / "b"), 192)
    assert not {"PR382", "PR130"} & {one.rule for one in given.findings}


@pytest.mark.parametrize(("pages", "spine_mm"), [(84, 6), (85, 13), (250, 21), (800, 54)])
def test_a_hardback_of_lulu_has_the_spine_of_its_table(tmp_path: Path, pages: int, spine_mm: float) -> None:
    edition = {"id": "p", "format": "print", "profile": "lulu", "trim": "6x9in", "binding": "hardback"}
    assert cover_size(edition_text(book(editions=[edition]), tmp_path), pages).spine_mm == spine_mm
