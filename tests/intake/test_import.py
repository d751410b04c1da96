"""`bookbuild import`: what it makes of styles, remarks and pictures, and what it never overwrites."""

from pathlib import Path

import pytest
from PIL import Image

from bookbuild._tools.pandoc import Pandoc
from bookbuild.intake.take_in import take_in
from tests.book_folder import BookFolder
from tests.intake.documents import changed, written

TEXT = """\
---
title: Un essai
---

::: {custom-style="Épigraphe"}
Un exergue.
:::

# Premier

Une *phrase*[^1] avec [petites capitales]{.smallcaps} et ![un carré rouge](rouge.png).

::: {custom-style="Quote"}
Une citation.
:::

::: {custom-style="Verse"}
Un vers,

un autre.
:::

![Le carré.](rouge.png){alt="un carré"}

\\* \\* \\*

# Second

Voir [le premier](#premier).

[^1]: La note, avec un [lien](https://example.org/).
"""
EXPECTED = """\
# Un essai

::: epigraph
Un exergue.
:::

## Premier

Une *phrase*[^1] avec [petites capitales]{.smallcaps} et ![](../images/essai/01.png){alt="un carré rouge"}.

> Une citation.

::: verse
| Un vers,
| un autre.
:::

![Le carré.](../images/essai/01.png){alt="un carré"}

------------------------------------------------------------------------

## Second

Voir [le premier](#premier).

[^1]: La note, avec un [lien](https://example.org/).
"""


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "reçu"
    folder.mkdir()
    Image.new("RGB", (8, 8), "red").save(folder / "rouge.png")
    return folder


def texts(path: Path, pandoc: Pandoc) -> dict[str, str]:
    root = path.parent.parent
    files = take_in(path, root / "body", root / "images", pandoc).files
    return {file.name: data.decode() for file, data in files.items() if file.suffix == ".md"}


def test_styles_notes_pictures_and_links_become_markdown(received: Path, pandoc: Pandoc) -> None:
    file = written(received / "Essai.docx", TEXT)
    assert texts(file, pandoc) == {"essai.md": EXPECTED}


def test_several_chapters_of_a_file_are_files_and_links_cross_them(received: Path, pandoc: Pandoc) -> None:
    file = written(
        received / "livre.docx", "# Un\n\nVoir [plus loin](#la).\n\n# Deux\n\n## Là {#la}\n\nFin.\n"
    )
    found = texts(file, pandoc)
    assert found["livre-01.md"] == "# Un\n\nVoir [plus loin](livre-02.md#la-1).\n"
    assert found["livre-02.md"].startswith("# Deux\n\n## Là {#la-1}")


def test_a_change_is_accepted_and_a_deletion_is_gone(received: Path, pandoc: Pandoc) -> None:
    file = written(received / "a.docx", "# Un\n\nDu texte.\n")
    marks = (
        '<w:ins w:id="1" w:author="Zoé" w:date="2026-01-02T00:00:00Z"><w:r><w:t>Neuf. </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Zoé" w:date="2026-01-02T00:00:00Z"><w:r><w:delText>Vieux. </w:delText></w:r></w:del>'
    )
    changed(
        file,
        "word/document.xml",
        '<w:r><w:t xml:space="preserve">Du texte.',
        f'{marks}<w:r><w:t xml:space="preserve">Du texte.',
    )
    assert texts(file, pandoc)["a.md"] == "# Un\n\nNeuf. Du texte.\n"


def test_merged_cells_are_divided_and_told(received: Path, pandoc: Pandoc) -> None:
    page = "<h1>Un</h1><table><tr><th colspan=2>tête</th></tr><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    file = received / "table.html"
    file.write_text(page)
    imported = take_in(file, received, received / "images", pandoc)
    rows = [
        line for line in next(iter(imported.files.values())).decode().splitlines() if line.startswith("|")
    ]
    assert [row.replace(" ", "") for row in rows if "-" not in row] == ["|tête||", "|a|b|", "||c|"]
    assert [finding.rule for finding in imported.findings] == ["IM010"]


def test_a_page_that_is_not_utf_8_is_read_as_it_says(received: Path, pandoc: Pandoc) -> None:
    file = received / "page.html"
    file.write_bytes('<meta charset="windows-1252"><h1>Été</h1><p>« Déjà »</p>'.encode("cp1252"))
    assert texts(file, pandoc) == {"page.md": "# Été\n\n« Déjà »\n"}


def test_nothing_is_overwritten_without_force(received: Path, tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path / "livre")
    file = written(received / "deux.docx", "# Deux\n\nAutre texte ![un carré](rouge.png).\n")
    before = (book.root / "manuscript/body/deux.md").read_bytes()
    result = book.run("import", str(file))
    assert result.exit_code == 1
    assert "IM004" in result.output
    assert (book.root / "manuscript/body/deux.md").read_bytes() == before
    assert not (book.root / "manuscript/images").exists()
    assert book.run("import", str(file), "--force").exit_code == 0
    assert b"Autre texte" in (book.root / "manuscript/body/deux.md").read_bytes()
    again = book.run("import", str(file))
    assert again.exit_code == 0, "the same bytes are no loss"


def test_a_file_that_is_not_there_and_a_folder_without_book(tmp_path: Path, received: Path) -> None:
    book = BookFolder.small(tmp_path / "livre")
    assert book.run("import", str(received / "rien.docx")).exit_code == 1
    nobook = BookFolder(tmp_path)
    file = written(received / "a.docx", "# Un\n\nTexte.\n")
    assert nobook.run("import", str(file)).exit_code == 3
    assert nobook.run("import", str(file), "--into", str(tmp_path / "là")).exit_code == 0
    assert (tmp_path / "là" / "a.md").read_text() == "# Un\n\nTexte.\n"
