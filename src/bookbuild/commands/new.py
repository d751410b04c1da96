"""`bookbuild new`."""

import json
import os
import re
import shlex
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

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
    _fill_in(directory / "Makefile", {"SOURCE": _source(directory)})
    (directory / "gitignore").rename(directory / ".gitignore")
    if sample:
        shutil.rmtree(directory / "manuscript")
        shutil.copytree(_sample(), directory / "manuscript")
    else:
        _fill_in(directory / "manuscript" / "book.yaml", _first_values(title or _title(directory), language))
    click.echo(f"{directory} is ready. Next:\n\n  cd {shlex.quote(str(directory))} && make\n", err=True)
    return Exit.OK


def _sample() -> Path:
    """The sample book: in the wheel beside the code, in a source tree at the top."""
    packaged = PACKAGE / "manuscript"
    return packaged if packaged.is_dir() else PACKAGE.parent.parent / "manuscript"


def _title(directory: Path) -> str:
    words = re.sub(r"[-_]+", " ", directory.resolve().name).strip()
    return f"{words[:1].upper()}{words[1:]}"


def _first_values(title: str, language: str) -> dict[str, str]:
    """The one place where the clock is read: a new book is dated today."""
    today = datetime.now(UTC).date()
    return {
        "TITLE": title.replace("\\", "\\\\").replace('"', '\\"'),
        "LANGUAGE": language,
        "YEAR": str(today.year),
        "DATE": today.isoformat(),
        "MONTH": today.strftime("%Y-%m"),
    }


def _source(directory: Path) -> str:
    """What pip is to install for the book: this bookbuild's own folder, seen from the book's, or the name on PyPI.

    Where a package was installed from is in its `direct_url.json` (PEP 610); one from PyPI has none.
    """
    told = json.loads(distribution("bookbuild").read_text("direct_url.json") or "{}")
    if "dir_info" not in told:
        return "bookbuild"
    folder = url2pathname(urlsplit(told["url"]).path)
    found = Path(os.path.relpath(folder, directory.resolve())).as_posix()
    return found.replace("$", "$$").replace("#", "\\#")


def _fill_in(file: Path, values: Mapping[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text), encoding="utf-8")
