"""`bookbuild new`."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from bookbuild.book.trade import canonical_language
from bookbuild.errors import BookbuildError, Exit

PACKAGE = Path(__file__).parent.parent
TEMPLATE = PACKAGE / "template"


def run(directory: Path, title: str, language: str, sample: bool) -> int:
    """Copy the template, or the whole sample book, into an empty folder."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise BookbuildError(
            f"{directory} is there already and is not empty.", "Nothing was written. Choose another name."
        )
    if canonical_language(language) != language:
        right = canonical_language(language)
        raise click.UsageError(f"“{language}” is not a language tag{f'; write {right}' if right else ''}.")
    shutil.copytree(TEMPLATE, directory, dirs_exist_ok=True)
    (directory / "gitignore").rename(directory / ".gitignore")
    if sample:
        shutil.rmtree(directory / "manuscript")
        shutil.copytree(_sample(), directory / "manuscript")
    else:
        _fill_in(directory / "manuscript" / "book.yaml", title or _title(directory), language)
    click.echo(f"{directory} is ready. Next:\n\n  cd {directory} && make\n", err=True)
    return Exit.OK


def _sample() -> Path:
    """The sample book: in the wheel beside the code, in a source tree at the top."""
    packaged = PACKAGE / "manuscript"
    return packaged if packaged.is_dir() else PACKAGE.parent.parent / "manuscript"


def _title(directory: Path) -> str:
    words = re.sub(r"[-_]+", " ", directory.resolve().name).strip()
    return f"{words[:1].upper()}{words[1:]}"


def _fill_in(book: Path, title: str, language: str) -> None:
    """The one place where the clock is read: a new book is dated today."""
    today = datetime.now(UTC).date()
    values = {
        "TITLE": title.replace("\\", "\\\\").replace('"', '\\"'),
        "LANGUAGE": language,
        "YEAR": str(today.year),
        "DATE": today.isoformat(),
        "MONTH": today.strftime("%Y-%m"),
    }
    text = book.read_text(encoding="utf-8")
    book.write_text(re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text), encoding="utf-8")
