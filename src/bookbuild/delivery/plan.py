"""Which files go to whom, under which names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Delivery, Edition
from bookbuild.book.order import slug
from bookbuild.delivery.recipients import ONIX, ONIX_ALL, Recipient, UnknownRecipient, load_recipient
from bookbuild.design.profile import DEFAULT_PROFILE
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText
from bookbuild.rules import release as rules

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
    at: Location
    """Where book.yaml names the recipient."""


def check_deliveries(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """What is wrong with `release:` in book.yaml, before anything is made."""
    known = {edition.id: edition for edition in book.editions}
    for number, delivery in enumerate(book.release):
        at = lines.at("release", number)
        try:
            recipient = load_recipient(delivery.to)
        except UnknownRecipient as error:
            yield rules.UNKNOWN_RECIPIENT(str(error), at=at)
            continue
        if recipient.message and recipient.message != book.onix.profile:
            message = f"{recipient.name()} takes messages of the profile {recipient.message} only"
            yield rules.MESSAGE_ASKED_FOR(
                message, at=at, hint=f"Write `onix: {{profile: {recipient.message}}}`."
            )
        for id in delivery.editions:
            if id not in known:
                message = f"“{id}” is no edition of this book"
                yield rules.UNKNOWN_EDITION(message, at=at, hint=f"Its editions: {', '.join(known)}.")
            elif recipient.isbn and not known[id].isbn:
                message = f"{recipient.name()} knows files by their ISBN; the edition {id} has none"
                yield rules.ISBN_ASKED_FOR(message, at=at, hint="Give it an `isbn:` of its own.")


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
        kept: list[EditionText] = []
        for text in texts:
            edition = text.edition
            named = edition.id in delivery.editions
            if not _takes(recipient, edition, made) or (delivery.editions and not named):
                continue
            if why := "" if named else _unfit(edition, recipient):
                message = f"the edition {edition.id} does not go to {recipient.name()}: {why}"
                findings.append(rules.EDITION_LEFT_OUT(message, at=at))
            else:
                kept.append(text)
        if kept:
            parcels.append(Parcel(recipient, tuple(kept), tuple(_items(recipient, kept, made)), at))
        else:
            message = f"{recipient.name()} takes {', '.join(sorted(recipient.patterns))}; this book has no edition for it"
            findings.append(rules.NOTHING_TO_DELIVER(message, at=at))
    return parcels, findings


def _deliveries(book: Book, lines: YamlLines, only: Sequence[str]) -> Iterator[tuple[Delivery, Location]]:
    """What book.yaml says, or of it what `only` names; a recipient in `only` that it does not name gets all it takes."""
    said = {delivery.to: (delivery, lines.at("release", n)) for n, delivery in enumerate(book.release)}
    names = only or tuple(said) or (DEFAULT,)
    for name in dict.fromkeys(names):
        yield said.get(name, (Delivery(to=name), lines.at("release")))


def _takes(recipient: Recipient, edition: Edition, made: Sequence[Artifact]) -> bool:
    """Whether it takes a file of this edition; who takes the message about all has an interest in each."""
    kinds = {one.kind for one in made if one.edition == edition.id and one.kind != ONIX}
    return bool(kinds) and (ONIX_ALL in recipient.patterns or bool(kinds & recipient.patterns.keys()))


def _unfit(edition: Edition, recipient: Recipient) -> str:
    """Why an edition that nobody names in so many words does not go to a recipient; empty when it does."""
    if recipient.isbn and not edition.isbn:
        return "it has no ISBN"
    if recipient.whole_only and edition.offprint:
        return "it is an offprint"
    if recipient.whole_only and edition.sample:
        return "it is a sample"
    if not recipient.suits(edition):
        return f"it is made for {edition.profile or DEFAULT_PROFILE}"
    return ""


def _items(recipient: Recipient, texts: Sequence[EditionText], made: Sequence[Artifact]) -> Iterator[Item]:
    """The files, each under the recipient's name; a second one of a kind (ONIX in two releases) keeps its own."""
    named: set[str] = set()
    owners = [
        *((text.edition.id, text.stem, text.edition) for text in texts),
        ("", slug(texts[0].book.title), None),
    ]
    for id, stem, edition in owners:
        for artifact in made:
            kind = ONIX_ALL if artifact.kind == ONIX and not artifact.edition else artifact.kind
            if artifact.edition == id and kind in recipient.patterns:
                wanted = recipient.patterns[kind].format(name=stem)
                name = artifact.path.name if wanted in named else wanted
                named.add(name)
                yield Item(artifact, name, edition)
