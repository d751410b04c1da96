"""`bookbuild release`: files under the names that recipients want, with their papers; the same bytes every time."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.errors import Exit
from tests.book_folder import BookFolder

GENERIC = {
    *("9791099999900_int.pdf", "9791099999900_cov.pdf", "9791099999900_cover.jpg", "9791099999900_onix.xml"),
    *("9791099999917.epub", "9791099999917_cover.jpg", "9791099999917_onix.xml"),
    *(
        "un-livre-d-essai-kindle.epub",
        "un-livre-d-essai-kindle_cover.jpg",
        "un-livre-d-essai-kindle_onix.xml",
    ),
    *("un-livre-d-essai_onix.xml", "un-livre-d-essai_textes.txt"),
    *("BON-DE-LIVRAISON.txt", "SHA256SUMS", "manifest.json"),
}


def tree(book: BookFolder, version: str = "1.0") -> dict[str, dict[str, bytes]]:
    root = book.root / "dist" / "releases" / version
    return {
        folder.name: {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        for folder in sorted(root.glob("*"))
    }


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("release") / "livre")
    book.change("book.yaml", "text:\n", "release: [generic, kobo, {to: kdp, editions: [kindle]}]\ntext:\n")
    result = book.run("release")
    assert result.exit_code == Exit.OK, result.output
    return book


def test_each_recipient_gets_its_files_under_its_names(released: BookFolder) -> None:
    found = tree(released)
    assert found["generic"].keys() == GENERIC
    papers = {"BON-DE-LIVRAISON.txt", "SHA256SUMS", "manifest.json", "un-livre-d-essai_textes.txt"}
    assert found["kobo"].keys() == {
        "9791099999917.epub",
        "9791099999917.jpg",
        "9791099999917_onix.xml",
        *papers,
    }
    assert found["kdp"].keys() == {
        "un-livre-d-essai-kindle.epub",
        "un-livre-d-essai-kindle_cover.jpg",
        *papers,
    }


def test_the_files_are_those_of_dist(released: BookFolder) -> None:
    found, dist = tree(released), (released.root / "dist")
    assert found["kobo"]["9791099999917.epub"] == (dist / "9791099999917.epub").read_bytes()
    assert found["generic"]["9791099999900_int.pdf"] == (dist / "9791099999900_interieur.pdf").read_bytes()
    assert found["kobo"]["9791099999917_onix.xml"] == (dist / "9791099999917_onix.xml").read_bytes()


def test_covers_have_the_sizes_asked(released: BookFolder) -> None:
    found = tree(released)
    sizes = {"kobo": (1920, 2560), "kdp": (1600, 2560), "generic": (1600, 2560)}
    names = {
        "kobo": "9791099999917.jpg",
        "kdp": "un-livre-d-essai-kindle_cover.jpg",
        "generic": "9791099999917_cover.jpg",
    }
    for to, size in sizes.items():
        with Image.open(io.BytesIO(found[to][names[to]])) as picture:
            assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", size)


def test_checksums_and_manifest_name_every_file(released: BookFolder) -> None:
    for files in tree(released).values():
        rows = (line.split("  ") for line in files["SHA256SUMS"].decode().splitlines())
        sums = {name: digest for digest, name in rows}
        assert sums == {
            name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"
        }
        manifest = json.loads(files["manifest.json"])
        assert manifest["version"] == "1.0"
        listed = {one["name"]: (one["sha256"], one["bytes"]) for one in manifest["files"]}
        assert listed == {name: (sums[name], len(files[name])) for name in listed}
        assert files.keys() - listed.keys() == {"BON-DE-LIVRAISON.txt", "SHA256SUMS", "manifest.json"}


def test_the_note_is_in_the_language_of_the_book_and_names_every_file(
    released: BookFolder, tmp_path: Path
) -> None:
    files = tree(released)["generic"]
    note = files["BON-DE-LIVRAISON.txt"].decode()
    assert all(name in note for name in files.keys() - {"BON-DE-LIVRAISON.txt"})
    assert "979-10-999999-1-7" in note and "12,00\u00a0EUR" in note
    english = BookFolder.small(tmp_path)
    english.change("book.yaml", "language: fr", "language: en-GB")
    english.run("release", "kobo")
    assert "DELIVERY-NOTE.txt" in tree(english)["kobo"]


def test_texts_for_shops_hold_what_a_form_asks(released: BookFolder) -> None:
    texts = tree(released)["kobo"]["un-livre-d-essai_textes.txt"].decode()
    assert texts.startswith("Un livre d’essai\n\nAda Martin\n")
    assert "Présentation\n\nUn livre pour les essais.\n" in texts


def test_the_same_book_elsewhere_gives_the_same_bytes(released: BookFolder, tmp_path: Path) -> None:
    other = BookFolder.small(tmp_path / "même livre")
    other.change("book.yaml", "text:\n", "release: [generic, kobo, {to: kdp, editions: [kindle]}]\ntext:\n")
    assert other.run("release").exit_code == Exit.OK
    assert tree(other) == tree(released)


def test_a_changed_word_is_refused_until_the_version_changes(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    assert book.run("release", "kobo").exit_code == Exit.OK
    before = tree(book)
    assert "released before" in book.run("release", "kobo").stderr
    book.change("body/un.md", "premier", "tout premier")
    assert ("RL001", "book.yaml", 1) in book.findings("release", "kobo")
    assert book.run("release", "kobo").exit_code == Exit.FINDINGS
    assert tree(book) == before
    book.change("book.yaml", "language: fr\n", 'language: fr\nversion: "1.1"\n')
    assert book.run("release", "kobo").exit_code == Exit.OK
    assert tree(book) == before
    assert tree(book, "1.1").keys() == {"kobo"}


@pytest.mark.parametrize(
    ("file", "old", "new", "to", "rule"),
    [
        ("body/un.md", "deux.md", "trois.md", "kobo", "MS014"),
        ("book.yaml", "language: fr\n", "language: fr\nversion: ../x\n", "kobo", "RL010"),
        ("book.yaml", "language: fr\n", "language: fr\n", "printer", "RL004"),
        ("body/un.md", "deux.md", "https://www.amazon.fr/livre", "kobo", ""),
    ],
)
def test_with_any_error_nothing_is_handed_over(
    file: str, old: str, new: str, to: str, rule: str, tmp_path: Path
) -> None:
    book = BookFolder.small(tmp_path)
    book.change(file, old, new)
    result = book.run("release", to)
    found = tree(book)
    if rule:
        assert rule in result.output
        assert (result.exit_code, found) == (Exit.FINDINGS, {})
    else:
        assert result.exit_code == Exit.OK
        assert found.keys() == {"kobo"}


def test_what_does_not_go_is_told(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "text:\n", "release: [ingram]\ntext:\n")
    found = [(rule, line) for rule, _, line in book.findings("release") if rule.startswith("RL")]
    assert found == [
        ("RL006", 10)
    ]  # the print edition is for an office, the Kindle edition of no kind it takes


def test_a_recipient_that_nobody_knows_is_a_usage_error(tmp_path: Path) -> None:
    result = BookFolder.small(tmp_path).run("release", "fnac")
    assert result.exit_code == Exit.USAGE
    assert "kobo" in result.stderr


def test_a_spoiled_list_is_told_and_stops(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.write("releases/1.0.sha256", "nonsense\n")
    assert "RL009" in {rule for rule, _, _ in book.findings("release", "kobo")}
    assert tree(book) == {}
