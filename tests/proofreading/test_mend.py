"""`check --fix`: only the characters at fault, whole files or none, never what is no prose."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.errors import Exit
from bookbuild.proofreading.mend import rewritten
from bookbuild.proofreading.source import MASK, read_source
from tests.book_folder import BookFolder
from tests.proofreading.judging import fixed
from tests.proofreading.test_source import MARKDOWN

FAULTY = "# Un\n\nLe coeur  de l’Etat.\n\n```\ncoeur  Etat\n```\n"
RIGHT = "# Un\n\nLe cœur de l’État.\n\n```\ncoeur  Etat\n```\n"


def faulty(tmp_path: Path, text: str | bytes = FAULTY) -> BookFolder:
    return BookFolder.small(tmp_path).write("body/deux.md", text)


def content(book: BookFolder) -> bytes:
    return (book.root / "manuscript" / "body" / "deux.md").read_bytes()


def test_fix_mends_says_what_it_did_and_finds_nothing_the_second_time(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    result = book.run("check", "--fix")
    assert content(book) == RIGHT.encode()
    assert "body/deux.md:3:4: MS047 mended: “coeur” → “cœur”" in result.stderr
    assert result.exit_code == Exit.OK
    again = book.run("check", "--fix")
    assert (again.stderr, content(book)) == ("", RIGHT.encode())


def test_diff_shows_the_change_and_writes_nothing(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    result = book.run("check", "--diff")
    assert "-Le coeur  de l’Etat.\n+Le cœur de l’État.\n" in result.stdout
    assert result.stdout.startswith("--- a/body/deux.md\n+++ b/body/deux.md\n")
    assert content(book) == FAULTY.encode()


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    book.run("check")
    assert content(book) == FAULTY.encode()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_ends_the_mark_and_the_last_line_stay(tmp_path: Path, end: str, mark: bytes, last: str) -> None:
    def written(text: str) -> bytes:
        return mark + (text.rstrip("\n") + last).replace("\n", end).encode()

    book = faulty(tmp_path, written(FAULTY))
    book.run("check", "--fix")
    assert content(book) == written(RIGHT)


def test_mixed_line_ends_stay_where_they_are() -> None:
    assert rewritten(b"a\r\nb\rc\nd", "A\nb\nC\nd") == b"A\r\nb\rC\nd"


def test_the_permissions_of_the_file_stay(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    path = tmp_path / "manuscript" / "body" / "deux.md"
    path.chmod(0o640)
    book.run("check", "--fix")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in path.parent.iterdir()) == ["deux.md", "un.md"]


def test_a_file_with_a_byte_that_is_no_utf_8_is_left_alone(tmp_path: Path) -> None:
    raw = FAULTY.encode() + b"\xe9\n"
    book = faulty(tmp_path, raw)
    result = book.run("check", "--fix")
    assert content(book) == raw
    assert "body/deux.md: left alone, it is not UTF-8" in result.stderr


def test_a_symbolic_link_is_left_alone(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    path = tmp_path / "manuscript" / "body" / "deux.md"
    kept = path.rename(tmp_path / "manuscript" / "kept.md")
    path.symlink_to(kept)
    result = book.run("check", "--fix")
    assert kept.read_bytes() == FAULTY.encode()
    assert path.is_symlink()
    assert "symbolic link" in result.stderr


def test_a_link_out_of_the_book_is_neither_read_nor_written(tmp_path: Path) -> None:
    book = faulty(tmp_path / "book")
    outside = tmp_path / "outside.md"
    outside.write_text(FAULTY, encoding="utf-8")
    path = tmp_path / "book" / "manuscript" / "body" / "deux.md"
    path.unlink()
    path.symlink_to(outside)
    result = book.run("check", "--fix", str(path))
    assert outside.read_text(encoding="utf-8") == FAULTY
    assert result.exit_code != Exit.OK


def test_only_the_files_asked_for_are_mended_and_shown(tmp_path: Path) -> None:
    book = faulty(tmp_path).write("body/un.md", FAULTY)
    result = book.run("check", "--fix", str(tmp_path / "manuscript" / "body" / "deux.md"))
    assert content(book) == RIGHT.encode()
    assert (tmp_path / "manuscript" / "body" / "un.md").read_bytes() == FAULTY.encode()
    assert "un.md" not in result.output


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_mending_again_changes_nothing(text: str) -> None:
    once = fixed(text)
    assert fixed(once) == once
    assert once.count("\n") == text.count("\n")


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_what_is_no_prose_is_never_changed(text: str) -> None:
    def blank(text: str) -> str:
        """What every prose of a text masks."""
        proses = read_source(text, "fr").proses
        return "".join(
            sign
            for n, sign in enumerate(text)
            if sign != "\n" and all(prose.text[n] == MASK for prose in proses)
        )

    assert blank(fixed(text)) == blank(text)


WORDS = st.text(alphabet="aeE tou'’«»()- .\n`[]*1èm\u200b", max_size=80)


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_any_text_is_mended_once_and_for_all(text: str) -> None:
    once = fixed(text)
    assert fixed(once) == once
