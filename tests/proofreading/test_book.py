"""Proofreading a whole book, by the command line."""

from pathlib import Path

import pytest
from PIL import Image

from bookbuild.errors import Exit
from tests.book_folder import BOOK, BookFolder

GOOD = "# Deux\n\nLe second chapitre.\n"


def found(book: BookFolder, *arguments: str) -> list[tuple[str, str | None, int | None]]:
    return [each for each in book.findings("check", *arguments) if each[0] >= "MS040"]


def test_a_build_does_not_proofread(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/deux.md", "# Deux\n\nLe coeur.\n")
    assert found(book) == [("MS047", "body/deux.md", 3)]
    assert [rule for rule, _, _ in book.findings("build", "--draft", "epub")] == []


def test_a_second_check_finds_the_same(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/deux.md", "# Deux\n\nLe coeur.\n")
    assert book.run("check").stdout == book.run("check").stdout


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    text = "# Un\n\n" + "Le coeur  de l'Etat.\n\n" * 15_000
    book = BookFolder.small(tmp_path).write("body/un.md", text).write("body/deux.md", text)
    alone = book.run("check", options=("--format", "concise", "--no-cache"))
    together = book.run("check", options=("--format", "concise", "--no-cache", "--jobs", "2"))
    assert together.stdout == alone.stdout
    assert alone.stdout.count("MS047") == 30_000


def test_one_file_is_checked_in_its_book(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    for name in ("un", "deux"):
        book.write(f"body/{name}.md", f"# {name}\n\nLe coeur et [un lien](rien.md).\n")
    path = tmp_path / "manuscript" / "body" / "un.md"
    assert book.findings("check", str(path)) == [
        ("MS014", "body/un.md", 3),
        ("MS047", "body/un.md", 3),
    ]


def test_a_file_that_book_yaml_does_not_list_is_checked_too(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/trois.md", "# Trois\n\nLe coeur.\n")
    path = tmp_path / "manuscript" / "body" / "trois.md"
    assert found(book, str(path)) == [("MS047", "body/trois.md", 3)]


def test_a_file_without_a_book_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Mot.")
    assert BookFolder(tmp_path).run("check", str(tmp_path / "a.md")).exit_code == Exit.NO_BOOK


def test_warnings_refuse_with_strict_only(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/deux.md", "# Deux\n\nLe coeur.\n")
    assert book.run("check").exit_code == Exit.OK
    assert book.run("check", options=("--strict",)).exit_code == Exit.FINDINGS


def test_book_yaml_changes_a_severity(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/deux.md", "# Deux\n\nLe coeur.\n")
    book.write("book.yaml", BOOK + "findings: {MS047: error}\n")
    assert book.run("check").exit_code == Exit.FINDINGS


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Avec Ada Martim et Martin.", 1),
        ("Avec Ada Mártin.", 1),
        ("Avec Ada Matrin.", 1),
        ("Avec Ada Martine et les Martins.", 0),
        ("Avec Ada Marteau et Marthe.", 0),
        ("Martim, au début d’une phrase.", 0),
    ],
)
def test_a_name_is_compared_with_the_contributors(tmp_path: Path, text: str, faults: int) -> None:
    book = BookFolder.small(tmp_path).write("body/deux.md", f"# Deux\n\n{text}\n")
    assert [rule for rule, _, _ in found(book)] == ["MS062"] * faults


def test_a_name_that_lost_its_accent_is_compared_with_the_book(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/un.md", "# Un\n\n" + "Puis vint Nadège, encore.\n\n" * 20)
    book.write("body/deux.md", "# Deux\n\nPuis vint Nadege.\n")
    assert found(book) == [("MS062", "body/deux.md", 3)]


def test_styles_are_compared_over_the_whole_book(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write(
        "body/un.md", "# Un\n\nLe 3 mai 2020, le 4 mai 2020, le 5 mai 2020.\n"
    )
    book.write("body/deux.md", "# Deux\n\nLe 2020-05-06.\n")
    assert found(book) == [("MS064", "body/deux.md", 3)]


def test_a_picture_too_coarse_for_its_width_is_found(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    text = "# Deux\n\n![A.](../images/a.png)\n\n![A.](../images/a.png){width=20%}\n\n![B.](../images/b.png)\n\nMot ![a](../images/a.png) mot.\n"
    book.write("body/deux.md", text)
    folder = tmp_path / "manuscript" / "images"
    folder.mkdir()
    Image.new("RGB", (300, 200)).save(folder / "a.png")
    Image.new("RGB", (1500, 200)).save(folder / "b.png")
    assert found(book) == [("MS056", "body/deux.md", 3)]


DICTIONARY = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"


def spelt(tmp_path: Path, text: str) -> BookFolder:
    book = (
        BookFolder.small(tmp_path)
        .write("body/un.md", "# Mot\n\nUn mot.\n")
        .write("body/deux.md", f"# Mot\n\n{text}\n")
    )
    book.write("words/fr.aff", DICTIONARY).write("words/fr.dic", "5\nmot/S\nun\nla\ncinq\naujourd'hui\n")
    return book.write("book.yaml", BOOK + "dictionaries: words\nwords: [wiki]\n")


def test_unknown_words_are_reported_once_with_their_count(tmp_path: Path) -> None:
    pytest.importorskip("spylls")
    book = spelt(tmp_path, "Cinq mots, un wikis, l’mot, aujourd’hui, mot-mots : cimq et cimq. La Kerbrat.")
    assert found(book) == []
    result = book.run(
        "check",
        "--spelling",
        options=(
            "--format",
            "concise",
        ),
    )
    assert result.stdout == "body/deux.md:3:53: info MS067 “cimq” is in no dictionary (2 times in the book)\n"
    assert (
        book.run(
            "check",
            "--spelling",
            options=(
                "--format",
                "concise",
            ),
        ).stdout
        == result.stdout
    )


def test_without_a_dictionary_that_is_said(tmp_path: Path) -> None:
    book = spelt(tmp_path, "Mot.")
    (tmp_path / "manuscript" / "words" / "fr.dic").unlink()
    assert [rule for rule, _, _ in found(book, "--spelling")] == ["MS070"]


def test_a_broken_dictionary_is_no_traceback(tmp_path: Path) -> None:
    pytest.importorskip("spylls")
    book = spelt(tmp_path, "Mot.").write("words/fr.aff", b"SET nonsense\nSFX S Y x\n\xff")
    assert [rule for rule, _, _ in found(book, "--spelling")] == ["MS070"]


def test_a_dictionary_outside_the_book_is_refused(tmp_path: Path) -> None:
    book = spelt(tmp_path, "Mot.").change("book.yaml", "dictionaries: words", "dictionaries: ../..")
    assert [rule for rule, _, _ in book.findings("check", "--spelling")] == ["MS005"]


def test_the_sample_book_is_clean() -> None:
    root = Path(__file__).parents[2]
    assert found(BookFolder(root)) == []
