"""Designs and variants: sets of tokens, by name."""

from itertools import combinations

import pytest
from pydantic import ValidationError

from bookbuild.book.model import Edition
from bookbuild.design.contrast import AA_TEXT, contrast
from bookbuild.design.css import stylesheet
from bookbuild.design.designs import DEFAULT_DESIGN, design_names, tokens_under, variant_names
from bookbuild.design.tokens import BadToken, load_tokens, merged_design
from bookbuild.design.trim import Trim, parse_trim, trims

A4 = Trim(210, 297)


def test_there_are_three_designs_and_large_print_to_go_over_them() -> None:
    assert design_names() == ("essay", "novel", "technical")
    assert variant_names() == ("large-print",)


def test_a_book_that_names_no_design_has_the_tokens_of_the_house() -> None:
    assert load_tokens({}) == load_tokens({"name": [DEFAULT_DESIGN]})


@pytest.mark.parametrize("name", design_names())
def test_a_design_is_drawn_for_three_trims(name: str) -> None:
    drawn = {load_tokens({"name": [name]}, parse_trim(trim)) for trim in trims()}
    assert len(drawn) == 3


def test_another_trim_takes_what_the_nearest_has() -> None:
    for own, near in (("109x180", "poche"), ("5.5x8.5in", "grand-roman"), ("141x204", "roman")):
        assert tokens_under("novel", parse_trim(own)) == tokens_under("novel", parse_trim(near))


def test_a_book_changes_tokens_of_its_design() -> None:
    own = load_tokens({"name": ["novel"], "size-text-pt": 12}, parse_trim("poche"))
    assert (own.size_text_pt, own.title_align) == (12, "center")


@pytest.mark.parametrize("name", design_names())
@pytest.mark.parametrize("trim", ["poche", "livre-blanc", "a4"])
def test_large_print_sets_no_text_under_sixteen_points_over_any_design(name: str, trim: str) -> None:
    tokens = load_tokens({"name": [name, "large-print"]}, parse_trim(trim))
    sizes = {field: value for field, value in vars(tokens).items() if field.startswith("size_")}
    assert min(value for field, value in sizes.items() if field != "size_code_pt") >= 16
    assert tokens.leading_pt >= 1.25 * tokens.size_text_pt
    assert tokens.text_align == "left"
    assert tokens.face_text == load_tokens({"name": [name]}).face_text


def test_what_an_edition_says_goes_over_what_the_book_says() -> None:
    book = {"name": ["novel"], "size-text-pt": 12, "ink-accent": {"srgb": "#112233"}}
    large = load_tokens(merged_design(book, {"name": ["large-print"], "size-note-pt": 18}), A4)
    assert (large.size_text_pt, large.size_note_pt, large.title_align) == (17, 18, "center")
    assert large.ink_accent.srgb == "#112233"
    other = load_tokens(merged_design(book, {"name": ["technical"]}), A4)
    assert (other.face_display, other.size_text_pt) == ("Source Sans 3", 12)


@pytest.mark.parametrize("name", ["nouvel", "tokens", "../tokens", ""])
def test_an_unknown_name_gets_the_list(name: str) -> None:
    with pytest.raises(BadToken, match="essay, novel, technical, and large-print"):
        load_tokens({"name": [name]})


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("novel", {"name": ["novel"]}),
        (["novel", "large-print"], {"name": ["novel", "large-print"]}),
        ({"name": "novel", "size-text-pt": 11}, {"name": ["novel"], "size-text-pt": 11}),
        ({"size-text-pt": 11}, {"size-text-pt": 11}),
    ],
)
def test_a_name_is_short_for_a_design_without_changes(written: object, means: object) -> None:
    assert Edition.model_validate({"id": "p", "format": "print", "design": written}).design == means


@pytest.mark.parametrize("written", [{"name": 3}, [["novel"]], 7])
def test_a_name_of_another_shape_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Edition.model_validate({"id": "p", "format": "print", "design": written})


@pytest.mark.parametrize(
    "change",
    [{"title-align": "right"}, {"title-weight": 40}, {"drop-cap-lines": 9}, {"margin-inner-pct": 50}],
)
def test_a_token_has_no_value_that_no_component_knows(change: dict[str, object]) -> None:
    with pytest.raises(BadToken, match=next(iter(change))):
        load_tokens(change)


@pytest.mark.parametrize("target", ["epub", "kindle", "html"])
def test_designs_are_seen_in_the_style_sheets(target: str) -> None:
    sheets = {name: stylesheet(target, {"name": [name]}) for name in design_names()}
    assert all(sheets[one] != sheets[other] for one, other in combinations(sheets, 2))
    assert b"text-align: center" in sheets["novel"] and b"font-variant: small-caps" in sheets["novel"]
    assert b"font-family: sans-serif" in sheets["technical"]


@pytest.mark.parametrize("name", design_names())
def test_text_and_accent_are_read_on_the_paper_of_their_design(name: str) -> None:
    tokens = load_tokens({"name": [name]})
    for ink in (tokens.ink_text, tokens.ink_quiet, tokens.ink_accent):
        assert contrast(ink.srgb, tokens.ink_paper.srgb) >= AA_TEXT
    for ground in (tokens.ink_tint, tokens.ink_paper):
        assert contrast(tokens.ink_text.srgb, ground.srgb) >= 7
    assert tokens.ink_text.cmyk == (0, 0, 0, 100)
