"""What was released stays as it is: a list of checksums beside the book, a folder for each recipient in dist/."""

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bookbuild.diagnostics import Finding, Location
from bookbuild.production.cache import write_whole
from bookbuild.rules import release as rules

FOLDER = "releases"
"""Beside book.yaml: `<version>.sha256`, to be kept with the manuscript; in dist/: `<version>/<recipient>/`."""
_VERSION = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._+-]{0,62}[0-9A-Za-z])?")
_LINE = re.compile(r"([0-9a-f]{64})  ([a-z][a-z0-9-]*/[^/\\\0]+)")


class LedgerFault(ValueError):
    """The list of what was released can't be read; the text says at which line."""


def is_folder_name(version: str) -> bool:
    """Whether a version can name a folder on any disk: letters, digits, and `.`, `_`, `+`, `-` inside."""
    return bool(_VERSION.fullmatch(version))


def keep(
    incoming: Mapping[str, Path], dist: Path, book: Path, version: str, at: Location
) -> tuple[list[Path], list[Finding]]:
    """Move the folders of `incoming`, by recipient, to dist/releases/<version>/<recipient>; gives those that are new.

    All or none: when a released file would have other bytes, nothing moves, and the files are named in findings `at`
    the version. The list in the book's folder is written first: a run that is ended after that is completed by the
    next. Raises LedgerFault.
    """
    ledger = book / FOLDER / f"{version}.sha256"
    known = _read(ledger)
    made = {recipient: digests(folder) for recipient, folder in incoming.items()}
    places = {recipient: dist / FOLDER / version / recipient for recipient in made}
    findings: list[Finding] = []
    for recipient, files in made.items():
        released = known.get(recipient) or digests(places[recipient])
        findings += _other_bytes(recipient, released, files, at)
    if findings:
        return [], findings
    _write(ledger, {**known, **made})
    new = []
    for recipient, folder in incoming.items():
        if places[recipient].exists():
            findings += _put_back(folder, places[recipient], made[recipient])
        else:
            places[recipient].parent.mkdir(parents=True, exist_ok=True)
            folder.replace(places[recipient])
            new.append(places[recipient])
    return new, findings


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 by name, of the files in a folder; none when it is not there."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}


def _other_bytes(
    recipient: str, released: Mapping[str, str], made: Mapping[str, str], at: Location
) -> Iterator[Finding]:
    """That files differ from what was released; nothing when nothing was."""
    changed = [name for name in sorted({*released, *made}) if released.get(name) != made.get(name)]
    if released and changed:
        how = {name: _how(name, released, made) for name in changed}
        message = (
            f"{recipient} has this version already: {'; '.join(f'{name} {how[name]}' for name in changed)}"
        )
        hint = "Give the text a new `version:`; or go back to what it was made of, bookbuild included."
        yield rules.OTHER_BYTES(message, at=at, hint=hint)


def _how(name: str, released: Mapping[str, str], made: Mapping[str, str]) -> str:
    if name not in made:
        return "would be gone"
    return "would have other bytes" if name in released else "would be added"


def _put_back(folder: Path, place: Path, made: Mapping[str, str]) -> Iterator[Finding]:
    """Files of a released folder that somebody has changed or removed since are as they were; others stay."""
    there = digests(place)
    for name, digest in made.items():
        if there.get(name) != digest:
            state = "was changed" if name in there else "was gone"
            (folder / name).replace(place / name)
            yield rules.PUT_BACK(f"{place.name}/{name} {state}; it is again as it was released")
    shutil.rmtree(folder)


def _read(ledger: Path) -> dict[str, dict[str, str]]:
    """Digests by recipient and name; empty when nothing was released."""
    if not ledger.exists():
        return {}
    known: dict[str, dict[str, str]] = {}
    try:
        lines = ledger.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerFault(f"{FOLDER}/{ledger.name}: {error}") from error
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise LedgerFault(f"{FOLDER}/{ledger.name}:{number}: no checksum and name of a file")
        recipient, name = found[2].split("/")
        known.setdefault(recipient, {})[name] = found[1]
    return known


def _write(ledger: Path, known: Mapping[str, Mapping[str, str]]) -> None:
    lines = (
        f"{digest}  {to}/{name}\n"
        for to, files in sorted(known.items())
        for name, digest in sorted(files.items())
    )
    content = "".join(lines).encode()
    if not ledger.exists() or ledger.read_bytes() != content:
        ledger.parent.mkdir(exist_ok=True)
        write_whole(ledger, content)
