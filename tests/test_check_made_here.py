"""`bookbuild check FILE` of a file that a book here has made: its findings point into the manuscript."""

from pathlib import Path

from click.testing import CliRunner

from bookbuild.cli import main
from tests.preflight.epubs import make_epub

BOOK = """\
title: Le Dernier Kilomètre
language: fr
publisher: {name: Éditions Exemple}
dates: {published: 2026-11-16}
text: {body: [body/a.md, body/b.md]}
editions: [{id: epub, format: epub}]
"""


def checked(path: Path) -> str:
    return CliRunner().invoke(main, ["check", str(path)]).stdout


def test_findings_of_a_file_in_dist_show_the_markdown(tmp_path: Path) -> None:
    made = make_epub(tmp_path, {"<h2>La carte": '<h4 frame="x">La carte', "arrêts</h2>": "arrêts</h4>"})
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "dist").mkdir()
    said = checked(made.rename(tmp_path / "dist" / "book.epub"))
    assert "body/a.md:6: error RSC-005" in said
    assert "body/a.md:6: warning EP115" in said
    assert "6 │ ## La carte des arrêts" in said


def test_a_file_elsewhere_and_one_of_a_book_that_can_not_be_read_are_places_of_their_own(
    tmp_path: Path,
) -> None:
    made = make_epub(tmp_path, {"<h2>La carte": "<h4>La carte", "arrêts</h2>": "arrêts</h4>"})
    assert "book.epub/EPUB/text/a.xhtml:7: warning EP115" in checked(made)
    (tmp_path / "book.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "build").mkdir()
    assert "book.epub/EPUB/text/a.xhtml:7: warning EP115" in checked(
        made.rename(tmp_path / "build" / "book.epub")
    )
