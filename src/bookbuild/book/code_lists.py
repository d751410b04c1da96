"""Subject codes against the lists that the user puts into `codes/` beside book.yaml.

We may not ship the lists (EDItEUR, BISG and CLIL hold the rights); who has them, has them checked. Accepted, each named
by its scheme, `thema`, `bisac`, `clil` or `dewey`:

- `thema.json` as EDItEUR publishes it: objects with a `CodeValue`, at any depth;
- `NAME.csv`: rows parted by commas, semicolons or tabs, with or without a head; the first cell of a row that has the
  shape of a code is the code. EDItEUR's workbook and CLIL's table saved as CSV are such files.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.book.subjects import SHAPES
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import metadata

FOLDER = "codes"
_LARGEST_BYTES = 32 * 1024 * 1024
"""Ten times Thema in one language."""


class BadList(ValueError):
    """The file is no list of codes; the text says why."""


def check_code_lists(book: Book, lines: YamlLines, folder: Path) -> Iterator[Finding]:
    """A finding for each code that the list of its scheme does not have, and for each list that can't be read."""
    for scheme in SHAPES:
        codes = getattr(book.subjects, scheme)
        path = next(
            (p for p in (folder / FOLDER / f"{scheme}.{end}" for end in ("json", "csv")) if p.is_file()), None
        )
        if path is None or not codes:
            continue
        name = path.relative_to(folder).as_posix()
        try:
            known = read_codes(path, scheme, folder)
        except BadList as fault:
            yield metadata.CODE_LIST_UNREADABLE(f"{name}: {fault}", at=Location(name))
            continue
        for number, code in enumerate(codes):
            if SHAPES[scheme].fullmatch(code) and code not in known:
                yield metadata.SUBJECT_NOT_ON_LIST(
                    f"“{code}” is not in {name}", at=lines.at("subjects", scheme, number)
                )


def read_codes(path: Path, scheme: str, folder: Path) -> frozenset[str]:
    """The codes of a list. Raises BadList."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadList("it lies outside the book’s folder")
    if path.stat().st_size > _LARGEST_BYTES:
        raise BadList(f"it is larger than {_LARGEST_BYTES // 1024**2} MB")
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = _of_json(text) if path.suffix == ".json" else _of_csv(text, scheme)
        codes = frozenset(code for code in found if SHAPES[scheme].fullmatch(code))
    except UnicodeDecodeError as error:
        raise BadList("it is not UTF-8") from error
    except RecursionError as error:
        raise BadList("it is nested too deeply") from error
    except (ValueError, csv.Error) as error:
        raise BadList(str(error)) from error
    if not codes:
        raise BadList(f"it holds no {scheme} code")
    return codes


def _of_json(text: str) -> Iterator[str]:
    waiting: list[object] = [json.loads(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(code := node.get("CodeValue"), str):
                yield code.strip()
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _of_csv(text: str, scheme: str) -> Iterator[str]:
    head = text[:4096]
    mark = max(",;\t", key=head.count)
    for row in csv.reader(text.splitlines(), delimiter=mark):
        cells = (cell.strip() for cell in row)
        yield from (cell for cell in [next((c for c in cells if SHAPES[scheme].fullmatch(c)), "")] if cell)
