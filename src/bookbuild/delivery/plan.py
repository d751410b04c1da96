"""Which files go to whom, under which names."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Delivery, Edition
from bookbuild.delivery.recipients import Recipient, UnknownRecipient, load_recipient
from bookbuild.design.profile import DEFAULT_PROFILE
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText
from bookbuild.rules import release as rules

ONIX = "onix"
DEFAULT = "generic"
"""Who gets everything when book.yaml names nobody."""


@dataclass(frozen=True)
class Item:
    """A file that was made, as one recipient wants it."""

    artifact: Artifact
    name: str
    edition: Edition | None
    """None for the ONIX message about all editions."""


@dataclass(frozen=True)
class Parcel:
    """What one recipient gets of what was made."""

    recipient: Recipient
    editions: tuple[EditionText, ...]
    items: tuple[Item, ...]


def check_deliveries(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """What is wrong with `release:` in book.yaml, before anything is made."""
    for number, delivery in enumerate(book.release):
        at = lines.at("release", number)
        try:
            recipient = load_recipient(delivery.to)
        except UnknownRecipient as error:
            yield rules.UNKNOWN_RECIPIENT(str(error), at=at)
            continue
        known = {edition.id: edition for edition in book.editions}
        for id in delivery.editions:
            if id not in known:
                message = f"“{id}” is no edition of this book"
                yield rules.UNKNOWN_EDITION(message, at=at, hint=f"Its editions: {', '.join(known)}.")
            elif recipient.isbn and not known[id].isbn:
                message = f"{recipient.name} knows files by their ISBN; the edition {id} has none"
                yield rules.ISBN_ASKED_FOR(message, at=at, hint="Give it an `isbn:` of its own.")


def made_files(dist: Path) -> list[Artifact]:
    """What the report of the last build names. Raises OSError, ValueError, KeyError when there is none to be read."""
    report = json.loads((dist / "report.json").read_text(encoding="utf-8"))
    return [
        Artifact(dist / file["name"], file["edition"], file["kind"], file["about"]) for file in report["files"]
    ]


def plan(
    texts: Sequence[EditionText], made: Sequence[Artifact], lines: YamlLines, only: Sequence[str] = ()
) -> tuple[list[Parcel], list[Finding]]:
    """A parcel for each recipient that book.yaml names, or for those in `only`; and what is amiss.

    Raises UnknownRecipient.
    """
    parcels: list[Parcel] = []
    findings: list[Finding] = []
    for delivery, at in _deliveries(texts[0].book, lines, only):
        recipient = load_recipient(delivery.to)
        kinds = recipient.patterns.keys() - {ONIX}
        kept: list[EditionText] = []
        for text in texts:
            edition = text.edition
            if not kinds.intersection(one.kind for one in made if one.edition == edition.id):
                continue
            if delivery.editions and edition.id not in delivery.editions:
                continue
            if why := "" if edition.id in delivery.editions else _unfit(edition, recipient):
                message = f"the edition {edition.id} does not go to {recipient.name}: {why}"
                findings.append(rules.EDITION_LEFT_OUT(message, at=at))
            else:
                kept.append(text)
        if kept:
            parcels.append(Parcel(recipient, tuple(kept), tuple(_items(recipient, kept, made))))
        else:
            takes = ", ".join(sorted(recipient.patterns))
            message = f"{recipient.name} takes {takes}; this book has no such edition for it"
            findings.append(rules.NOTHING_TO_DELIVER(message, at=at))
    return parcels, findings


def _deliveries(book: Book, lines: YamlLines, only: Sequence[str]) -> Iterator[tuple[Delivery, Location]]:
    """What book.yaml says, or of it what `only` names; a recipient in `only` that it does not name gets all it takes."""
    said = {delivery.to: (delivery, lines.at("release", n)) for n, delivery in enumerate(book.release)}
    names = only or tuple(said) or (DEFAULT,)
    for name in dict.fromkeys(names):
        yield said.get(name, (Delivery(to=name), lines.at("release")))


def _unfit(edition: Edition, recipient: Recipient) -> str:
    """Why an edition that nobody names in so many words does not go to a recipient; empty when it does."""
    if recipient.isbn and not edition.isbn:
        return "it has no ISBN"
    if recipient.whole_only and edition.offprint:
        return "it is an offprint"
    if not recipient.suits(edition):
        return f"it is made for {edition.profile or DEFAULT_PROFILE}"
    return ""


def _items(recipient: Recipient, texts: Sequence[EditionText], made: Sequence[Artifact]) -> Iterator[Item]:
    """The files, each under the recipient's name; a second one of a kind keeps its own."""
    for text in texts:
        named: set[str] = set()
        for artifact in made:
            if artifact.edition == text.edition.id and artifact.kind in recipient.patterns:
                first = artifact.kind not in named
                name = recipient.patterns[artifact.kind].format(name=text.stem)
                named.add(artifact.kind)
                yield Item(artifact, name if first else artifact.path.name, text.edition)
    messages = [artifact for artifact in made if artifact.kind == ONIX]
    common = [artifact for artifact in messages if artifact.edition not in _ids(texts[0].book)]
    if ONIX in recipient.patterns and (not recipient.whole_only or common == messages):
        yield from (Item(artifact, artifact.path.name, None) for artifact in common)


def _ids(book: Book) -> set[str]:
    return {edition.id for edition in book.editions}
