"""Filters shown by example: each file of tests/golden holds cases of input and expected output.

`make accept` (pytest --accept) writes the outputs anew; the diff is then the thing to review. A case is

    ### name
    `phase` is one of normalise, normalise with names that an edition answers to, typography fr, typography en, html, typst
    input, a line of =====, output, and where there are any a line of ----- and the findings
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.book.order import Piece
from bookbuild.document.nodes import encode
from bookbuild.document.read import read_document
from bookbuild.filters.context import FileContext
from bookbuild.filters.pipeline import finish, understand
from bookbuild.filters.resolve.targets import resolve_book
from bookbuild.filters.target import TargetContext
from bookbuild.filters.typography import Usage
from bookbuild.filters.typography.document import typography

HERE = Path(__file__).parent
CASE = re.compile(
    r"^### (?P<name>[^\n]+)\n`(?P<phase>[^`]+)`\n(?P<input>.*?)^=====\n(?P<output>.*?)(?=^### |\Z)",
    re.M | re.S,
)


class Case(NamedTuple):
    file: Path
    name: str
    phase: str
    input: str
    output: str


def cases() -> list[Case]:
    return [
        Case(file, match["name"], match["phase"], match["input"], match["output"])
        for file in sorted(HERE.glob("*.md"))
        for match in CASE.finditer(file.read_text(encoding="utf-8"))
    ]


def run(case: Case, pandoc: Pandoc, folder: Path) -> str:
    """What the phase makes of the input: pandoc's text of the document, then the findings."""
    source = case.input.strip("\n") + "\n"
    name = "body/case.md"
    document, warnings = read_document(source, pandoc, name)
    phase, _, language = case.phase.partition(" ")
    names = frozenset(language.split()) if phase == "normalise" else frozenset()
    context = FileContext(folder, name, source, pandoc, names, findings=list(warnings))
    document = understand(document, context)
    writer = "markdown-smart-raw_html"
    if phase == "typography":
        document = typography(document, Usage(language))
    elif phase in {"html", "typst"}:
        writer = "html5" if phase == "html" else "typst"
        piece = Piece("case", "chapter", "body", name)  # type: ignore[arg-type]  # values of the enums
        targets, unresolved = resolve_book([piece], {"case": context.summary}, "fr")
        context.findings.extend(unresolved)
        target = TargetContext("case", "chapter", "body", "fr", frozenset({"case"}))
        document = finish(document, targets["case"], Usage(language or "fr"), writer, target)
    text, _ = pandoc.write(encode(document), writer)
    lines = [
        f"{finding.at}: {finding.severity.value} {finding.rule} {finding.message}"
        for finding in context.findings
    ]
    return text.decode().strip("\n") + "\n" + ("-----\n" + "\n".join(lines) + "\n" if lines else "")


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.stem}: {case.name}")
def test_the_filters_give_what_the_golden_file_says(
    case: Case, pandoc: Pandoc, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "body").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    )
    got = run(case, pandoc, tmp_path)
    if request.config.getoption("--accept"):
        accept(case, got)
    else:
        assert got == case.output.rstrip("\n") + "\n"


def accept(case: Case, got: str) -> None:
    text = case.file.read_text(encoding="utf-8")

    def renew(match: re.Match[str]) -> str:
        if match["name"] != case.name:
            return match[0]
        return f"### {match['name']}\n`{match['phase']}`\n{match['input']}=====\n{got}\n"

    case.file.write_text(CASE.sub(renew, text), encoding="utf-8")


def test_there_are_cases_for_every_kind_of_phase() -> None:
    assert {case.phase.split()[0] for case in cases()} == {"normalise", "typography", "html", "typst"}
