"""Files that LibreOffice has written: chapters come in from its .docx and .odt with all that they hold."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.read import read_document
from bookbuild.intake.take_in import Imported, take_in
from tests.intake.documents import written
from tests.intake.test_round_trip import CHAPTERS, SAMPLE, holds, source_of

pytestmark = pytest.mark.tool
FLAT = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Verse" style:family="paragraph"/>
<style:style style:name="Epigraph" style:display-name="Épigraphe" style:family="paragraph"/></office:styles>
<office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Verse"/>
</office:automatic-styles><office:body><office:text><text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Zoé</dc:creator>
<dc:date>2026-01-02T03:04:05</dc:date></office:change-info><text:p>ancien</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Zoé</dc:creator>
<dc:date>2026-01-02T03:04:05</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">Le titre</text:p><text:p text:style-name="Epigraph">Exergue.</text:p>
<text:h text:outline-level="1">Premier</text:h>
<text:p>Un texte <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>nouveau<text:change-end
 text:change-id="c2"/> avec note<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>La note.</text:p></text:note-body></text:note><office:annotation><dc:creator>Paul</dc:creator>
<dc:date>2026-01-02T03:04:05</dc:date><text:p>Vraiment ?</text:p></office:annotation> fin.</text:p>
<text:p text:style-name="P1">un vers</text:p><text:p text:style-name="P1">deux vers</text:p>
<text:p text:style-name="Quotations">Cité.</text:p></office:text></office:body></office:document>
"""
EXPECTED = """\
# Le titre

::: epigraph
Exergue.
:::

## Premier

Un texte nouveau avec note[^1] fin.

::: verse
| un vers
| deux vers
:::

> Cité.

[^1]: La note.
"""


@pytest.fixture
def save_as(require_tool: Callable[[str], str], tmp_path: Path) -> Callable[[Path, str], Path]:
    """LibreOffice saves a file as one of another kind."""
    program = require_tool("soffice")

    def save(path: Path, ending: str) -> Path:
        target = tmp_path / "saved"
        profile = (tmp_path / "profile").as_uri()
        argv = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(target),
            str(path),
        ]
        subprocess.run(argv, check=True, capture_output=True, timeout=180)
        return target / f"{path.stem}.{ending}"

    return save


def markdown_of(imported: Imported) -> str:
    [text] = [data.decode() for path, data in imported.files.items() if path.suffix == ".md"]
    return text


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_styles_notes_changes_and_comments(
    ending: str, save_as: Callable[[Path, str], Path], tmp_path: Path, pandoc: Pandoc
) -> None:
    (tmp_path / "essai.fodt").write_text(FLAT, encoding="utf-8")
    file = save_as(tmp_path / "essai.fodt", ending)
    imported = take_in(file, tmp_path / "body", tmp_path / "images", pandoc)
    assert markdown_of(imported) == EXPECTED
    assert sorted((finding.rule, finding.message) for finding in imported.findings) == [
        ("IM005", "Zoé, 2026-01-02: deletion of “ancien”"),
        ("IM005", "Zoé, 2026-01-02: insertion of “nouveau”"),
        ("IM006", "Paul, 2026-01-02: “Vraiment ?”"),
    ]


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_a_chapter_with_seven_notes_is_the_same(
    ending: str, save_as: Callable[[Path, str], Path], tmp_path: Path, pandoc: Pandoc
) -> None:
    text = source_of(CHAPTERS[-1])
    other = "docx" if ending == "odt" else "odt"
    file = save_as(written(tmp_path / f"carton.{other}", text, SAMPLE), ending)
    imported = take_in(file, tmp_path / "body", tmp_path / "images", pandoc)
    before, _ = read_document(text, pandoc, "a.md")
    after, _ = read_document(markdown_of(imported), pandoc, "b.md")
    assert holds(after) == holds(before)


@pytest.mark.parametrize("ending", ["odt", "docx"])
def test_pictures_come_along(
    ending: str, save_as: Callable[[Path, str], Path], tmp_path: Path, pandoc: Pandoc
) -> None:
    from PIL import Image

    Image.new("RGB", (40, 40), "red").save(tmp_path / "rouge.png")
    text = "# Un\n\nUn carré ![un carré rouge](rouge.png) dans la phrase.\n"
    other = "docx" if ending == "odt" else "odt"
    file = save_as(written(tmp_path / f"image.{other}", text), ending)
    imported = take_in(file, tmp_path / "body", tmp_path / "images", pandoc)
    assert (tmp_path / "images" / "image" / "01.png") in imported.files
    described = '{alt="un carré rouge"}' if ending == "odt" else ""  # pandoc describes no picture of an .odt
    assert f"![](../images/image/01.png){described}" in markdown_of(imported)
