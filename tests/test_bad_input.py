"""Whatever is wrong with a book is a finding with its rule, file and line; dist/ stays as it was."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from bookbuild.errors import Exit
from tests.book_folder import BOOK, BookFolder

Place = tuple[str, str, int | None]


@pytest.fixture
def book(tmp_path: Path) -> BookFolder:
    return BookFolder.small(tmp_path)


def png(width: int, height: int) -> bytes:
    """The smallest file that says it is a PNG of this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_a_clean_book_has_no_findings(book: BookFolder) -> None:
    assert book.findings() == []


def test_a_folder_without_a_book_says_how_to_start_one(tmp_path: Path) -> None:
    result = BookFolder(tmp_path).run("build")
    assert result.exit_code == Exit.NO_BOOK
    assert "bookbuild new" in result.stderr


BOOK_FAULTS = {
    "a tab": ("title: Un", "title:\n\tUn", ("MD001", "book.yaml", 2)),
    "an unknown key": ("language: fr", "language: fr\nsubtitel: x", ("MD002", "book.yaml", 3)),
    "a missing key": ("publisher: {name: Les Essais, ", "publisher: {", ("MD003", "book.yaml", 5)),
    "a date that can't be": ("2026-03-01", "2026-13-01", ("MD004", "book.yaml", 7)),
    "a wrong check digit": ("979-10-999999-0-0", "979-10-999999-0-1", ("MD010", "book.yaml", 16)),
    "one ISBN twice": ("979-10-999999-1-7", "979-10-999999-0-0", ("MD011", "book.yaml", 17)),
    "a language tag with an underscore": ("language: fr", "language: fr_FR", ("MD012", "book.yaml", 2)),
    "a role that is none": ("role: author", "role: autor", ("MD013", "book.yaml", 4)),
    "a listed file that isn't there": ("body/deux.md", "body/trois.md", ("MS001", "book.yaml", 14)),
    "a file outside the book": ("body/deux.md", "../../dehors.md", ("MS005", "book.yaml", 14)),
    "a severity that is none": (
        "language: fr",
        "language: fr\nfindings: {MS014: mild}",
        ("MD004", "book.yaml", 3),
    ),
    "a key twice": ("language: fr", "language: fr\ntitle: x", ("MD001", "book.yaml", 3)),
}


@pytest.mark.parametrize("fault", BOOK_FAULTS)
def test_a_fault_in_book_yaml_is_found_with_its_line(book: BookFolder, fault: str) -> None:
    old, new, place = BOOK_FAULTS[fault]
    assert old in BOOK
    assert place in book.change("book.yaml", old, new).findings()


def test_an_unknown_key_comes_with_the_nearest_known_one(book: BookFolder) -> None:
    result = book.change("book.yaml", "rights:", "rigths:").run("check")
    assert "Did you mean “rights”?" in result.stdout


CHAPTER_FAULTS: dict[str, tuple[str | bytes, Place]] = {
    "an empty chapter": ("", ("MS003", "body/deux.md", None)),
    "a byte that is not UTF-8": (b"# Deux\n\nAcc\xe8s\n", ("MS004", "body/deux.md", 3)),
    "ill-formed HTML": ("# Deux\n\nTexte <em>sans fin.\n", ("MS010", "body/deux.md", 3)),
    "a note without definition": ("# Deux\n\nTexte[^x].\n", ("MS013", "body/deux.md", 3)),
    "a dead link": ("# Deux\n\nTexte\n\n[ici](#rien)\n", ("MS014", "body/deux.md", 5)),
    "a dead cross-reference": ("# Deux\n\nVoir @fig:rien.\n", ("MS015", "body/deux.md", 3)),
    "a duplicate id": ("# Deux\n\n[a]{#x}\n\n[b]{#x}\n", ("MS016", "body/deux.md", 5)),
    "a heading jump": ("# Deux\n\n### Trop bas\n", ("MS017", "body/deux.md", 3)),
    "an unknown class": ("# Deux\n\n::: epigrafe\nTexte\n:::\n", ("MS018", "body/deux.md", 3)),
    "a huge picture": ("# Deux\n\n![x](../images/huge.png)\n", ("MS033", "body/deux.md", 3)),
    "a picture outside the book": ("# Deux\n\n![x](../../secret.png)\n", ("MS005", "body/deux.md", 3)),
    "a picture by absolute path": ("# Deux\n\n![x](/etc/hostname)\n", ("MS005", "body/deux.md", 3)),
    "a picture behind a symbolic link": (
        "# Deux\n\n![x](../images/link.png)\n",
        ("MS005", "body/deux.md", 3),
    ),
    "a remote picture": ("# Deux\n\n![x](https://example.org/x.png)\n", ("MS031", "body/deux.md", 3)),
    "a picture that is none": ("# Deux\n\n![x](../images/text.png)\n", ("MS035", "body/deux.md", 3)),
}


@pytest.fixture
def pictures(book: BookFolder) -> BookFolder:
    book.write("images/huge.png", png(40_000, 40_000)).write("images/text.png", "no picture")
    (book.root / "secret.png").write_bytes(png(1, 1))
    (book.root / "manuscript" / "images" / "link.png").symlink_to(book.root / "secret.png")
    return book


@pytest.mark.parametrize("fault", CHAPTER_FAULTS)
def test_a_fault_in_a_chapter_is_found_with_its_line(pictures: BookFolder, fault: str) -> None:
    text, place = CHAPTER_FAULTS[fault]
    assert place in pictures.write("body/deux.md", text).findings()


def test_a_chapter_on_disk_that_is_not_listed_is_found(book: BookFolder) -> None:
    assert ("MS002", "body/oublie.md", None) in book.write(
        "body/oublie.md", "# Oublié\n\nTexte.\n"
    ).findings()


def test_all_faults_come_in_one_run(pictures: BookFolder) -> None:
    for number, (text, _) in enumerate(CHAPTER_FAULTS.values()):
        pictures.write(f"body/f{number:02}.md", text)
    listed = "".join(f"    - body/f{number:02}.md\n" for number in range(len(CHAPTER_FAULTS)))
    pictures.change(
        "book.yaml", "    - body/deux.md\n", f"    - body/deux.md\n{listed}    - body/absent.md\n"
    )
    pictures.change("book.yaml", "979-10-999999-0-0", "979-10-999999-0-1")
    rules = {rule for rule, _, _ in pictures.findings()}
    assert rules >= {place[0] for _, place in CHAPTER_FAULTS.values()} | {"MS001", "MD010"}


def test_a_book_with_errors_leaves_dist_as_it_was(book: BookFolder) -> None:
    (book.root / "dist").mkdir()
    (book.root / "dist" / "earlier.epub").write_bytes(b"as it was")
    result = book.change("body/deux.md", "Assez", "Assez[^x]").run("build", "epub")
    assert result.exit_code == Exit.FINDINGS
    assert book.dist == {"earlier.epub": b"as it was"}


def test_aliases_without_end_are_a_finding(book: BookFolder) -> None:
    layers = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))
    assert [rule for rule, _, _ in book.write("book.yaml", f"l0: &l0 [x]\n{layers}").findings()] == ["MD001"]


def test_warnings_refuse_only_with_strict(book: BookFolder) -> None:
    book.change("body/deux.md", "# Deux\n", "# Deux\n\n### Trop bas\n")
    assert book.run("check").exit_code == Exit.OK
    assert book.run("check", options=("--strict",)).exit_code == Exit.FINDINGS


def test_the_book_can_change_the_severity_of_a_rule(book: BookFolder) -> None:
    book.change("body/un.md", "(deux.md)", "(trois.md)")
    assert book.run("check").exit_code == Exit.FINDINGS
    book.change("book.yaml", "language: fr", "language: fr\nfindings: {MS014: warning}")
    assert book.run("check").exit_code == Exit.OK


def test_a_bibliography_that_is_missing_or_outside_the_book_is_a_finding_and_not_read(tmp_path: Path) -> None:
    for name, rule in (("refs.json", "MS001"), ("/etc/hostname", "MS005"), ("../refs.json", "MS005")):
        book = BookFolder.small(tmp_path / name.strip("./").replace("/", "-"))
        book.change("book.yaml", "language: fr", f"language: fr\nbibliography: {name}")
        assert (rule, "book.yaml", 3) in book.findings()


def test_things_nested_without_end_are_a_finding(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/un.md", "# Un\n\n" + "> " * 200 + "mot\n")
    book.write("body/deux.md", "# Deux\n\n" + "*a **b " * 300 + "*** " * 300 + "\n")
    assert ("MS008", "body/un.md", 1) in book.findings()
    assert book.run("build", "--draft", "epub").exit_code in {0, 1}


def test_an_alias_that_holds_itself_is_a_finding(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "language: fr", "language: fr\ndesign: &a {x: *a}")
    assert [rule for rule, _, _ in book.findings()] == ["MD001"]


def test_a_name_too_long_for_any_disk_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write(
        "body/un.md", f"# Un\n\n![x](pipe.png)\n\n![y]({'a' * 400}.png)\n"
    )
    os.mkfifo(tmp_path / "manuscript" / "body" / "pipe.png")
    book.change("book.yaml", "- body/deux.md", f"- body/deux.md\n    - body/{'b' * 400}.md")
    rules = [rule for rule, _, _ in book.findings()]
    assert rules.count("MS030") == 2
    assert "MS001" in rules


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("2026-03-01", "9999-01-01", "MD004"),
        ("title: Un livre d’essai", 'title: "Un \\x01 livre"', "MD001"),
        ("language: fr", "language: fr\ndesign: {foo: 1}", "DS001"),
        ("language: fr", "language: fr\ndesign: {size-text-pt: much}", "DS001"),
    ],
)
def test_what_book_yaml_can_not_mean_stops_even_a_draft(
    tmp_path: Path, old: str, new: str, rule: str
) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", old, new)
    assert rule in [found for found, _, _ in book.findings()]
    assert book.run("build", "--draft", "epub").exit_code == 1


def test_a_long_title_makes_a_file_name_that_disks_hold_and_a_dead_link_is_no_fault(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "Un livre d’essai", "a b c d " * 60)
    (tmp_path / "manuscript" / "body" / "nowhere").symlink_to("not-there")
    assert book.run("build", "--draft", "epub").exit_code == 0
