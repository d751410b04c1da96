"""Tiny books for tests: written to a folder, run through the real command line in this process."""

import json
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from bookbuild.cli import main

BOOK = """\
title: Un livre d’essai
language: fr
contributors:
  - {id: ada, name: Ada Martin, file-as: "Martin, Ada", role: author}
publisher: {name: Les Essais, address: "1, rue du Bac, 75007 Paris"}
rights: {holder: Ada Martin, year: 2026}
dates: {published: 2026-03-01}
description: {long: Un livre pour les essais.}
subjects: {thema: [FB]}
text:
  front: [title-page, copyright-page, contents]
  body:
    - body/un.md
    - body/deux.md
editions:
  - {id: papier, format: print, isbn: 979-10-999999-0-0, trim: 140x210, profile: office, price: {EUR: "12.00"}}
  - {id: epub, format: epub, isbn: 979-10-999999-1-7, price: {EUR: "5.99"}}
  - {id: kindle, format: kindle, price: {EUR: "5.99"}}
"""
ONE = "# Un\n\nLe premier chapitre a une note[^1] et un lien vers [l’autre](deux.md).\n\n[^1]: La note.\n"
TWO = "# Deux\n\nLe second chapitre, innovant·e, dit : « Assez ! »\n"


@dataclass
class BookFolder:
    """A book at `root`; its manuscript is in root/manuscript."""

    root: Path

    @classmethod
    def small(cls, root: Path) -> "BookFolder":
        """A clean book of two chapters in three editions."""
        book = cls(root)
        return book.write("book.yaml", BOOK).write("body/un.md", ONE).write("body/deux.md", TWO)

    def write(self, file: str, text: str | bytes) -> "BookFolder":
        """Put a file into the manuscript."""
        path = self.root / "manuscript" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def change(self, file: str, old: str, new: str) -> "BookFolder":
        """Replace a text in a file of the manuscript, which must be there."""
        path = self.root / "manuscript" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        return self.write(file, text.replace(old, new))

    def run(self, *arguments: str, options: tuple[str, ...] = ()) -> Result:
        """`bookbuild -C root … arguments`."""
        result = CliRunner().invoke(main, ["-C", str(self.root), "--jobs", "1", *options, *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def findings(self, *arguments: str) -> list[tuple[str, str | None, int | None]]:
        """(rule, file, line) of every finding of `check`, or of another command."""
        result = self.run(*(arguments or ("check",)), options=("--format", "json"))
        found = json.loads(result.stdout)["findings"]
        return [(finding["rule"], finding["file"], finding["line"]) for finding in found]

    @property
    def dist(self) -> dict[str, bytes]:
        """Everything in dist/, by name."""
        folder = self.root / "dist"
        return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))} if folder.is_dir() else {}
