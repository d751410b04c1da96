"""Trim, paper and profile of an edition, before anything is made."""

import pytest

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Edition
from bookbuild.preflight.editions import edition_findings

RIGHT = {
    "id": "paperback",
    "format": "print",
    "trim": "150x210",
    "paper": "offset-90",
    "profile": "offset-eu",
}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [("trim", "folio", "PR007"), ("paper", "vellum", "PR102"), ("profile", "my-printer", "PR103")],
)
def test_a_name_that_styles_do_not_know_is_found(field: str, value: str, rule: str) -> None:
    (finding,) = edition_findings([Edition.model_validate(RIGHT | {field: value})], YamlLines(None))
    assert finding.rule == rule
    assert value in finding.message


def test_known_names_and_ebooks_have_no_findings() -> None:
    ebook = Edition.model_validate({"id": "epub", "format": "epub", "trim": "folio"})
    assert list(edition_findings([Edition.model_validate(RIGHT), ebook], YamlLines(None))) == []
