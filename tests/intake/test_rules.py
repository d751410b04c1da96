"""Every rule of imports: a file that breaks it, and one that only looks as if."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bookbuild._tools.pandoc import Pandoc
from bookbuild.intake import take_in as story
from bookbuild.intake.take_in import take_in
from tests.intake.documents import NAMESPACES, changed, written

BODY = "word/document.xml"
Make = Callable[[Path], Path]


def docx(
    text: str = "# Un\n\nDu texte.\n", part: str = "", old: str = "", new: str = "", **added: bytes
) -> Make:
    def make(folder: Path) -> Path:
        Image.new("RGB", (8, 8), "red").save(folder / "rouge.png")
        file = written(folder / "lettre.docx", text)
        return changed(file, part, old, new, **added)

    return make


def odt(text: str, old: str = "", new: str = "") -> Make:
    def make(folder: Path) -> Path:
        return changed(written(folder / "lettre.odt", text), "content.xml" if old else "", old, new)

    return make


def plain(name: str, text: str | bytes) -> Make:
    def make(folder: Path) -> Path:
        Image.new("RGB", (8, 8), "red").save(folder / "rouge.png")
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder / name

    return make


def with_entry(name: str, size: int = 1) -> Make:
    """A .docx with one entry more, of this many zeros."""

    def make(folder: Path) -> Path:
        file = docx()(folder)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, bytes(size))
        return file

    return make


def claiming(size: int) -> Make:
    """A .docx whose directory claims that an entry unpacks to that many bytes."""

    def make(folder: Path) -> Path:
        file = docx()(folder)
        raw = bytearray(file.read_bytes())
        place = raw.index(b"PK\1\2")
        raw[place + 24 : place + 28] = struct.pack("<L", size)
        file.write_bytes(bytes(raw))
        return file

    return make


INSERTED = f'<w:ins {NAMESPACES} w:id="1" w:author="Zoé" w:date="2026-01-02T00:00:00Z"><w:r><w:t>neuf </w:t></w:r></w:ins>'
BOX = f"<w:r {NAMESPACES}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>En marge.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
COMMENTS = f'<w:comments {NAMESPACES}><w:comment w:author="Paul"><w:p><w:r><w:t>Vraiment ?</w:t></w:r></w:p></w:comment></w:comments>'.encode()
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
RUN = "<w:r>"

CASES: dict[str, tuple[Make, Make]] = {
    "IM001": (plain("lettre.docx", "Ceci n’est pas un fichier Word."), docx()),
    "IM002": (with_entry("../evil.txt"), with_entry("word/fine.txt")),
    "IM003": (plain("lettre.pages", "x"), plain("lettre.html", "<h1>Un</h1><p>Texte</p>")),
    "IM005": (
        docx(part=BODY, old=RUN, new=INSERTED + RUN),
        docx("# Un\n\nMots soulignés : [neuf]{.underline}.\n"),
    ),
    "IM006": (docx(word__comments_xml=COMMENTS), docx("# Un\n\nUn commentaire[^1].\n\n[^1]: Une note.\n")),
    "IM007": (
        plain("lettre.html", '<h1>Un</h1><p><img src="https://example.org/a.png" alt="a"></p>'),
        plain("lettre.html", '<h1>Un</h1><p><img src="rouge.png" alt="un carré"></p>'),
    ),
    "IM008": (
        docx("# Un\n\nVoici ![](rouge.png) l’image.\n"),
        docx("# Un\n\nVoici ![un carré](rouge.png) l’image.\n"),
    ),
    "IM009": (
        docx('# Un\n\n::: {custom-style="Style maison"}\nTexte.\n:::\n'),
        docx('# Un\n\n::: {custom-style="Épigraphe"}\nTexte.\n:::\n'),
    ),
    "IM010": (docx(part=BODY, old=RUN, new=BOX + RUN), docx("# Un\n\n> En marge.\n")),
    "IM011": (docx(word__vbaProject_bin=b"\0" * 64), docx(word__document_bak=b"\0" * 64)),
    "IM012": (
        plain("lettre.tex", "\\section{Un}\nDu \\inconnu{gros} texte."),
        plain("lettre.tex", "\\section{Un}\nDu \\emph{gros} texte."),
    ),
    "IM014": (docx("---\nauthor: Ada Martin\n---\n\n# Un\n\nTexte.\n"), docx("# Un\n\nAda Martin.\n")),
    "IM015": (docx("# Un\n\n[Là](#nulle-part).\n"), docx("# Un\n\n[Là](#deux).\n\n## Deux\n\nFin.\n")),
    "IM016": (
        plain("lettre.tex", "\\section{Un}\nComme on l’a dit \\cite{dupont}."),
        plain("lettre.tex", "\\section{Un}\nComme on l’a dit [dupont]."),
    ),
}


def rules_of(path: Path, pandoc: Pandoc) -> set[str]:
    return {
        finding.rule
        for finding in take_in(path, path.parent / "body", path.parent / "images", pandoc).findings
    }


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_sees_what_breaks_it_and_nothing_else(rule: str, tmp_path: Path, pandoc: Pandoc) -> None:
    bad, good = CASES[rule]
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()
    assert rule in rules_of(bad(tmp_path / "bad"), pandoc)
    assert rules_of(good(tmp_path / "good"), pandoc) == set()


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (with_entry("/etc/passwd"), "IM002"),
        (with_entry("word/../../x"), "IM002"),
        (claiming(700_000_000), "IM002"),
        (docx(part=BODY, old="<w:document", new=f"{ENTITIES}<w:document"), "IM002"),
        (odt("# Un\n", "<office:document-content", f"{ENTITIES}<office:document-content"), "IM002"),
        (docx(part=BODY, old="</w:document>", new=""), "IM001"),
        (plain("lettre.html", b"<p>\xe9\xff</p>"), "IM001"),
        (plain("lettre.html", "<div>" * 20_000), "IM001"),
        (plain("lettre.odt", b"PK\3\4"), "IM001"),
    ],
)
def test_hostile_and_broken_files_are_findings(make: Make, rule: str, tmp_path: Path, pandoc: Pandoc) -> None:
    imported = take_in(make(tmp_path), tmp_path / "body", tmp_path / "images", pandoc)
    assert {finding.rule for finding in imported.findings} == {rule}
    assert imported.files == {}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path, pandoc: Pandoc) -> None:
    assert rules_of(with_entry("word/styles.xml")(tmp_path), pandoc) == {"IM002"}


def test_nothing_outside_the_folder_is_read(tmp_path: Path, pandoc: Pandoc) -> None:
    (tmp_path / "secret.txt").write_text("le secret")
    inner = tmp_path / "recu"
    inner.mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "dehors.png")
    (inner / "lien.png").symlink_to(tmp_path / "dehors.png")
    page = '<h1>Un</h1><p><iframe src="../secret.txt"></iframe><img src="../dehors.png" alt="d"><img src="lien.png" alt="l"></p>'
    (inner / "page.html").write_text(page)
    (inner / "page.tex").write_text("\\section{Un}\n\\input{../secret.txt} \\includegraphics{../dehors}")
    for name in ("page.html", "page.tex"):
        imported = take_in(inner / name, tmp_path / "body", tmp_path / "images", pandoc)
        assert [path.suffix for path in imported.files] == [".md"]
        assert all(b"secret" not in data for data in imported.files.values())
        assert "IM007" in {finding.rule for finding in imported.findings}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.emf", b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(64)),
        ("a.png", b"junk"),
        ("a.svg", b"<svg"),
        ("b.svg", f"{ENTITIES}<svg>&b;".encode()),
    ],
)
def test_pictures_that_no_book_takes_are_left_out_and_told(
    name: str, data: bytes, tmp_path: Path, pandoc: Pandoc
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "page.html").write_text(f'<h1>Un</h1><p>Voici <img src="{name}" alt="une carte">.</p>')
    imported = take_in(tmp_path / "page.html", tmp_path / "body", tmp_path / "images", pandoc)
    assert [finding.rule for finding in imported.findings] == ["IM007"]
    assert list(imported.files.values()) == [b"# Un\n\nVoici une carte.\n"]


def test_words_that_would_read_otherwise_are_told(
    tmp_path: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = docx("# Un\n\nDu texte.\n")(tmp_path)
    assert "IM013" not in rules_of(file, pandoc)
    monkeypatch.setattr(story, "write_markdown", lambda blocks, pandoc: "# Un\n\nDu test.\n")
    assert rules_of(file, pandoc) == {"IM013"}
