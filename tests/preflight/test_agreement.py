"""Finished files that were tampered with: what disagrees with book.yaml, or with another file, is found."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from bookbuild.book.load import load
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.formats.content import Artifact, Made
from bookbuild.preflight.agreement import agreement_findings, together
from bookbuild.preflight.barcode import read_ean13
from bookbuild.preflight.identity import identities
from tests.book_folder import BookFolder
from tests.formats.books import edition_text

INTERIOR, COVER = "9791099999900_interieur.pdf", "9791099999900_couverture.pdf"
EPUB, ONIX = "9791099999917.epub", "9791099999917_onix.xml"
PAPER_ONIX = "9791099999900_onix.xml"
KINDS = {INTERIOR: ("papier", "interior-pdf"), COVER: ("papier", "cover-pdf"), EPUB: ("epub", "epub")}
Tamper = Callable[[Path], None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("book"))
    book.change("book.yaml", "profile: office", "profile: offset-eu")
    book.change("body/deux.md", "Le second", "Malot, *Sans famille*, ISBN 978-2-07-036002-4. Le second")
    assert book.run("build", "papier", "cover", "epub", "onix").exit_code == 0
    return book


def copies(built: BookFolder, folder: Path) -> dict[str, Path]:
    shutil.copytree(built.root / "dist", folder / "dist")
    return {path.name: path for path in (folder / "dist").iterdir()}


def within(old: str, new: str) -> Tamper:
    """Replace a text in the file, or in the entries of a zip; it must be there."""

    def spoil(path: Path) -> None:
        if path.suffix != ".epub":
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
            return
        with zipfile.ZipFile(path) as archive:
            entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
        assert any(old.encode() in data for _, data in entries)
        with zipfile.ZipFile(path, "w") as archive:
            for entry, data in entries:
                archive.writestr(entry, data.replace(old.encode(), new.encode()))

    return spoil


def with_pdf(change: Callable[[pikepdf.Pdf], None]) -> Tamper:
    def spoil(path: Path) -> None:
        with pikepdf.Pdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path)

    return spoil


def xmp(key: str, value: str | list[str]) -> Tamper:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata[key] = value

    return with_pdf(change)


def whitened(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 0 0 k 0 0 5000 5000 re f Q")


FAULTS: list[tuple[str, str, Tamper]] = [
    ("MD050", EPUB, within("urn:isbn:9791099999917", "urn:isbn:9791099999900")),
    ("MD050", EPUB, within("979-10-999999-1-7", "979-10-999999-3-1")),
    ("MD050", INTERIOR, xmp("dc:identifier", "urn:isbn:9791099999917")),
    ("MD050", ONIX, within("<IDValue>9791099999917", "<IDValue>9791099999931")),
    ("MD051", EPUB, within("979-10-999999-1-7", "")),
    ("MD052", COVER, with_pdf(whitened)),
    ("MD053", EPUB, within("Un livre d’essai</dc:title>", "Un autre livre</dc:title>")),
    ("MD053", INTERIOR, xmp("dc:title", "Un autre livre")),
    ("MD053", ONIX, within("livre d’essai", "livre d’été")),
    ("MD054", EPUB, within("Ada Martin</dc:creator>", "Ada Martinez</dc:creator>")),
    ("MD054", INTERIOR, xmp("dc:creator", ["Ada Martinez"])),
    ("MD054", ONIX, within("<PersonName>Ada Martin<", "<PersonName>Ada Martinez<")),
    ("MD055", EPUB, within("<dc:language id=\"language-1\">fr", "<dc:language id=\"language-1\">de")),
    ("MD055", INTERIOR, with_pdf(lambda pdf: pdf.Root.__setitem__("/Lang", pikepdf.String("de")))),
    ("MD055", ONIX, within("<LanguageCode>fre", "<LanguageCode>ger")),
    ("MD056", INTERIOR, with_pdf(lambda pdf: pdf.pages.__delitem__(-1))),
    ("MD056", PAPER_ONIX, within("</ExtentValue>\n        <ExtentUnit>03", "0</ExtentValue>\n        <ExtentUnit>03")),
]  # fmt: skip
RULES = {rule for rule, _, _ in FAULTS} | {"MD057"}
"""Those of MD that are about finished files."""


def against_book(of: Book, files: dict[str, Path], folder: Path) -> list[Finding]:
    """All files against book.yaml, as after a build."""
    texts = {edition.id: edition_text(of, folder, n) for n, edition in enumerate(of.editions)}
    pages = identities_pages(folder)
    made = []
    for name, (edition, kind) in KINDS.items():
        artifact = Artifact(files[name], edition, kind)
        made.append((texts[edition], Made((artifact,), pages=pages if edition == "papier" else None)))
    onix = [Artifact(path, "", "onix") for name, path in files.items() if name.endswith("_onix.xml")]
    return list(agreement_findings([*made, (None, Made(tuple(onix)))]))


def identities_pages(folder: Path) -> int | None:
    """Of the interior as it was set."""
    return identities(folder.parent / "right" / INTERIOR)[0].pages


@pytest.fixture
def of(built: BookFolder) -> Book:
    book = load(built.root).book
    assert book is not None
    return book


@pytest.fixture
def folder(built: BookFolder, tmp_path: Path) -> Path:
    shutil.copytree(built.root / "dist", tmp_path / "right")
    return tmp_path / "tampered"


def test_what_was_made_agrees_with_book_yaml_and_with_itself_and_may_cite_other_isbns(
    built: BookFolder, of: Book, folder: Path
) -> None:
    files = copies(built, folder)
    assert against_book(of, files, folder) == []
    assert list(together(files.values())) == []


@pytest.mark.parametrize(("rule", "name", "tamper"), FAULTS)
def test_each_disagreement_with_book_yaml_is_found(
    built: BookFolder, of: Book, folder: Path, rule: str, name: str, tamper: Tamper
) -> None:
    files = copies(built, folder)
    tamper(files[name])
    found = against_book(of, files, folder)
    assert {finding.rule for finding in found} >= {rule}
    assert {finding.at.file for finding in found if finding.at} == {name}


@pytest.mark.parametrize(
    ("name", "tamper"),
    [
        (EPUB, within("Un livre d’essai</dc:title>", "Un  livre d'essai</dc:title>")),
        (INTERIOR, with_pdf(lambda pdf: pdf.Root.__setitem__("/Lang", pikepdf.String("fr-CA")))),
    ],
    ids=["another apostrophe", "the language of a country"],
)
def test_what_says_the_same_otherwise_is_no_disagreement(
    built: BookFolder, of: Book, folder: Path, name: str, tamper: Tamper
) -> None:
    files = copies(built, folder)
    tamper(files[name])
    assert against_book(of, files, folder) == []


def test_files_that_are_checked_together_are_held_against_their_record(
    built: BookFolder, folder: Path
) -> None:
    files = copies(built, folder)
    within("Un livre d’essai</dc:title>", "Un autre livre</dc:title>")(files[EPUB])
    result = built.run("check", str(files[EPUB]), str(files[ONIX]))
    assert "MD053" in result.output and "Un autre livre" in result.output


def test_a_file_under_the_isbn_of_another_is_found_without_book_yaml(built: BookFolder, folder: Path) -> None:
    files = copies(built, folder)
    other = files[EPUB].rename(files[EPUB].with_name("9791099999931.epub"))
    assert [finding.rule for finding in together([other])] == ["MD050"]


def test_a_file_whose_record_is_not_in_the_message_is_found(built: BookFolder, folder: Path) -> None:
    files = copies(built, folder)
    assert [finding.rule for finding in together([files[EPUB], files[PAPER_ONIX]])] == ["MD057"]
    assert list(together([files[EPUB], files[ONIX]])) == []


def test_the_barcode_of_a_turned_cover_is_read(built: BookFolder, folder: Path) -> None:
    cover = copies(built, folder)[COVER]
    with_pdf(lambda pdf: pdf.pages[0].rotate(90, relative=True))(cover)
    assert read_ean13(cover) == "9791099999900"


def test_what_is_no_book_has_no_identity(tmp_path: Path) -> None:
    for name in ("a.epub", "a.pdf", "a.xml", "a.txt"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 nothing")
        assert identities(tmp_path / name) == ()
