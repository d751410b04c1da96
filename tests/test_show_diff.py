"""`bookbuild show --diff`: two editions, or two versions in git, compared for a person."""

import os
import subprocess
from pathlib import Path

import pytest

from bookbuild.errors import Exit
from bookbuild.production.differences import Mark, differences
from bookbuild.production.reading import Passage
from tests.book_folder import BookFolder
from tests.test_conditions import conditional

_WHO = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}  # fmt: skip


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", "-C", root, *who, *arguments], check=True, capture_output=True, env={**os.environ, **_WHO}
    )


@pytest.fixture
def versioned(tmp_path: Path) -> BookFolder:
    """A small book with a tag v1 and a later commit."""
    book = BookFolder.small(tmp_path / "livre")
    git(tmp_path, "init", "-q", "livre")
    book.root.joinpath(".gitignore").write_text("build/\n")
    git(book.root, "add", "-A")
    git(book.root, "commit", "-qm", "un")
    git(book.root, "tag", "v1")
    book.change("body/un.md", "Le premier chapitre", "Le tout premier chapitre")
    git(book.root, "commit", "-qam", "deux")
    return book


def test_two_editions_are_compared_word_by_word(tmp_path: Path) -> None:
    result = conditional(tmp_path).run("show", "--diff", "papier", "epub")
    assert result.exit_code == Exit.OK
    assert "[-la suite-]{+l’écran+}" in result.stdout
    assert "[note: La note [-du papier-]{+de l’écran+}.]" in result.stdout
    assert "\n[-body/papier.md-]\n" in result.stdout
    assert "{+(index)+}" in result.stdout
    assert "\033" not in result.stdout


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from bookbuild.cli import main

    book = conditional(tmp_path)
    arguments = ["-C", str(book.root), "-j", "1", "show", "--diff", "papier", "epub"]
    assert "\033[31m[-la suite-]" in CliRunner().invoke(main, arguments, color=True).stdout


def test_editions_with_the_same_text_are_said_to_have_it(tmp_path: Path) -> None:
    result = BookFolder.small(tmp_path).run("show", "--diff", "papier", "kindle")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "papier and kindle have the same text.")


def test_inclusive_forms_that_an_edition_writes_out_are_shown(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change(
        "book.yaml", "format: epub,", "format: epub, inclusive: expand, typography: fr-CA,"
    )
    output = book.run("show", "--diff", "papier", "epub").stdout
    assert "[-innovant·e-]{+innovante ou innovant+}" in output
    assert "Assez" in output and "{+ +}" not in output


def test_two_versions_of_the_book_are_compared(versioned: BookFolder) -> None:
    output = versioned.run("show", "--diff", "v1", "HEAD").stdout
    assert "    3: Le {+tout +}premier chapitre" in output
    versioned.change("body/deux.md", "Assez", "Encore")
    output = versioned.run("show", "--diff", "HEAD", "epub").stdout
    assert "[-Assez-]{+Encore+}" in output and "tout" not in output


def test_a_name_that_is_neither_edition_nor_version_is_a_usage_error(
    versioned: BookFolder, tmp_path: Path
) -> None:
    for name in ("v2", "--output=x", "HEAD:manuscript", "", "a b"):
        result = versioned.run("show", "--diff", "epub", name)
        assert result.exit_code == Exit.USAGE, name
    loose = BookFolder.small(tmp_path / "sans-git")
    assert loose.run("show", "--diff", "v1", "epub").exit_code == Exit.USAGE


def test_nothing_that_a_repository_configures_is_run(versioned: BookFolder, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "filter.x.smudge", "filter.x.clean", "diff.x.textconv", "core.pager",
                "diff.external", "core.sshCommand", "tar.tar.command"):  # fmt: skip
        git(versioned.root, "config", key, str(script))
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        versioned.root.joinpath(".git/hooks").mkdir(exist_ok=True)
        versioned.root.joinpath(".git/hooks", hook).write_text(script.read_text())
        versioned.root.joinpath(".git/hooks", hook).chmod(0o755)
    versioned.root.joinpath(".git/info").mkdir(exist_ok=True)
    versioned.root.joinpath(".git/info/attributes").write_text("*.md filter=x diff=x\n")
    before = sorted(path for path in versioned.root.rglob("*") if "build" not in path.parts)
    trap.unlink(missing_ok=True)
    assert versioned.run("show", "--diff", "v1", "HEAD").exit_code == Exit.OK
    assert not trap.exists()
    assert sorted(path for path in versioned.root.rglob("*") if "build" not in path.parts) == before


def test_links_and_submodules_of_a_version_are_left_out(versioned: BookFolder) -> None:
    (versioned.root / "manuscript/body/secret.md").symlink_to("/etc/passwd")
    git(versioned.root, "add", "-A")
    git(versioned.root, "commit", "-qm", "link")
    assert "root:" not in versioned.run("show", "--diff", "HEAD", "HEAD").stdout
    assert "have the same text" in versioned.run("show", "--diff", "HEAD", "HEAD").stdout


def passages(*texts: str) -> list[Passage]:
    return [Passage(text, number) for number, text in enumerate(texts, start=1)]


def test_passages_with_little_in_common_are_shown_apart() -> None:
    found = list(differences(passages("a b c d e"), passages("x y z")))
    assert [(one.line, one.words) for one in found] == [
        (1, ((Mark.GONE, "a b c d e"),)),
        (1, ((Mark.NEW, "x y z"),)),
    ]


def test_thousands_of_like_passages_take_no_time() -> None:
    before = passages(*["– Oui." for _ in range(20_000)], "fin")
    after = passages(*["– Oui." for _ in range(19_000)], *[f"– Non {n}." for n in range(3000)], "fin")
    assert len(list(differences(before, after))) == 4000


def test_signs_that_command_a_terminal_are_not_printed(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("body/deux.md", "innovant·e", "[a\u009b31mb]{only=print}")
    output = book.run("show", "--diff", "papier", "epub").stdout
    assert "\u009b" not in output and "a\ufffd31mb" in output
