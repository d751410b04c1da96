"""An edition that names the printer's ICC profile comes out as PDF/X-4; one that names a wrong one is told so."""

from pathlib import Path

import pikepdf

from bookbuild.errors import Exit
from tests.book_folder import BookFolder
from tests.formats.print.icc import press_profile

WITH_PROFILE = "profile: office, output-profile: press.icc, output-condition: FOGRA39"


def test_interior_and_cover_are_pdfx4_with_the_named_condition(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("press.icc", press_profile())
    book.change("book.yaml", "profile: office", WITH_PROFILE)
    assert book.run("build", "papier").exit_code == Exit.OK
    for path in sorted((tmp_path / "dist").glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert str(intent.OutputConditionIdentifier) == "FOGRA39"
            assert "PDF/X-4" in bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert len(list((tmp_path / "dist").glob("*.pdf"))) == 2


def test_a_profile_that_is_none_and_one_outside_the_book_are_findings(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("press.icc", "no profile")
    book.change("book.yaml", "profile: office", WITH_PROFILE)
    assert "PR010" in {rule for rule, _, _ in book.findings("build", "papier")}
    book.change("book.yaml", "output-profile: press.icc", "output-profile: ../../press.icc")
    assert "PR010" in {rule for rule, _, _ in book.findings("build", "papier")}
    assert book.dist == {}
