"""Each of Amazon's rules on a book that breaks this rule and no other; and the table of what is covered."""

import csv
from pathlib import Path

import pytest

from bookbuild.preflight.kindle import package
from bookbuild.rules import all_rules
from tests.preflight.kindle import examples_package, examples_pages, examples_style
from tests.preflight.kindle.checking import kindle_findings
from tests.preflight.kindle.clean_epub import Example, clean_files, write_epub

EXAMPLES = (*examples_package.EXAMPLES, *examples_pages.EXAMPLES, *examples_style.EXAMPLES)
OURS = {id for id in all_rules() if id.startswith("KI0")}


def requirements() -> list[dict[str, str]]:
    with (Path(__file__).parent / "requirements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.requirement)
def test_a_book_that_breaks_one_rule_gets_that_finding_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Example
) -> None:
    files = clean_files()
    for spoil in example.spoil:
        spoil(files)
    for name, value in example.limits:
        monkeypatch.setattr(package, name, value)
    found = kindle_findings(write_epub(tmp_path / "book.epub", files, example.zip))
    assert sorted({finding.rule for finding in found}) == sorted(example.rules), found


def test_every_requirement_has_a_rule_or_a_reason_and_every_rule_a_requirement() -> None:
    rows = requirements()
    assert len(rows) == len({row["requirement"] for row in rows}) == 144
    for row in rows:
        assert bool(row["rule"]) != bool(row["why no rule"]), row
        assert set(row["rule"].split()) <= OURS, row
    assert {rule for row in rows for rule in row["rule"].split()} == OURS


def test_every_requirement_with_a_rule_has_an_example_of_it() -> None:
    shown = {(example.requirement, rule) for example in EXAMPLES for rule in example.rules}
    asked = {(row["requirement"], rule) for row in requirements() for rule in row["rule"].split()}
    missing = asked - shown
    assert {requirement for requirement, _ in missing} <= {"K-META-4"}, missing
    assert ("K-META-4", "KI018") in shown


def test_every_rule_names_its_section() -> None:
    for id in OURS:
        assert all_rules()[id].source != "bookbuild", id
