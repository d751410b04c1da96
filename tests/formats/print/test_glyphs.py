"""Characters that no face has, and pages that can't be set: findings, never silence."""

from pathlib import Path
from typing import Any

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.diagnostics import Location
from tests.formats.print.setting import SetBook

BOOK: dict[str, Any] = {
    "title": "Essai",
    "language": "fr",
    "publisher": {"name": "Essais"},
    "dates": {"published": "2026-11-16"},
    "text": {"body": ["un.md"]},
    "editions": [{"id": "p", "format": "print", "trim": "a5", "profile": "office"}],
}


def findings(
    folder: Path, pandoc: Pandoc, source: str, **changes: Any
) -> list[tuple[str, Location | None, str]]:
    made = SetBook.of(BOOK | changes, {"un.md": source}, folder, pandoc).made
    return [(finding.rule, finding.at, finding.message) for finding in made.findings]


def test_a_character_that_no_face_has_is_an_error_at_its_line(tmp_path: Path, pandoc: Pandoc) -> None:
    ((rule, at, message),) = findings(tmp_path, pandoc, "# Un\n\nDeux.\n\nOn écrit 日 au tableau.\n")
    assert (rule, at) == ("PR002", Location("un.md", 5))
    assert "日 (U+65E5, cjk unified ideograph-65e5)" in message


def test_a_character_of_another_face_is_told_with_the_face(tmp_path: Path, pandoc: Pandoc) -> None:
    ((rule, at, message),) = findings(tmp_path, pandoc, "# Un\n\nAlerte ☎ ici.\n")
    assert (rule, at) == ("PR003", Location("un.md", 3))
    assert "DejaVuSansMono" in message


def test_french_text_lacks_nothing(tmp_path: Path, pandoc: Pandoc) -> None:
    text = "# Œuvre n° 1\n\n« Ah ! » – l’été, où ça ? 1 312 €, 5 %… innovant·e ; Łódź, Škoda, naïve.\n"
    assert findings(tmp_path, pandoc, text) == []


def test_a_title_too_wide_for_the_running_head_is_cut_and_reported(tmp_path: Path, pandoc: Pandoc) -> None:
    ((rule, at, _),) = findings(tmp_path, pandoc, "# " + "Un très long titre " * 6 + "\n\nDeux.\n")
    assert (rule, at) == ("PR009", Location("un.md"))


def test_a_title_and_a_name_are_asked_too(tmp_path: Path, pandoc: Pandoc) -> None:
    found = findings(tmp_path, pandoc, "# Un 日\n\nDeux.\n")
    assert [(rule, at) for rule, at, _ in found] == [("PR002", Location("un.md", 1))]
    people = [{"id": "a", "name": "Nom 月", "role": "author"}]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "book.yaml").write_text("contributors:\n  - Nom 月\n", encoding="utf-8")
    front = {"front": ["title-page"], "body": ["un.md"]}
    found = findings(tmp_path / "b", pandoc, "# Un\n\nDeux.\n", contributors=people, text=front)
    assert [(rule, at) for rule, at, _ in found] == [("PR002", Location("book.yaml", 2))]


@pytest.mark.parametrize(("code", "face"), [("Ⲁ", "NewCM10-Regular"), ("⁂", "LibertinusSerif-Regular")])
def test_a_face_that_nobody_has_named_is_told_by_the_page_of_the_finished_pdf(
    tmp_path: Path, pandoc: Pandoc, code: str, face: str
) -> None:
    text = f"# Un\n\nDeux.\n\n```\nx = {code}\n```\n"
    ((rule, _, message),) = findings(tmp_path, pandoc, text)
    assert rule == "PR011"
    assert message.startswith(f"{face} has set characters of page 1 ")


def test_faces_that_the_design_names_are_none_of_them(tmp_path: Path, pandoc: Pandoc) -> None:
    text = "# Un\n\n*Deux* **trois** $x^2$ `quatre`.\n\n```\ncinq = 6\n```\n"
    assert findings(tmp_path, pandoc, text) == []
