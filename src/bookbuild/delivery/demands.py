"""What a recipient asks of the files themselves, looked at before they are handed over."""

from collections.abc import Iterator, Sequence

from bookbuild.delivery.papers import Packed
from bookbuild.delivery.plan import Parcel
from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.artifacts import page_sources
from bookbuild.preflight.epub import check_for_shop
from bookbuild.rules import release as rules

_MB = 1024 * 1024
_FIRM = frozenset({"documented", "secondary"})


def demand_findings(parcel: Parcel, packed: Sequence[Packed]) -> Iterator[Finding]:
    """Files that are too large, EPUBs that the shop would refuse, a book without texts."""
    recipient, book = parcel.recipient, parcel.editions[0].book
    if recipient.texts and not book.description:
        message = f"{recipient.name()} shows a description; book.yaml has none"
        yield rules.NO_TEXTS(message, at=Location(parcel.at.file, 1), hint="Write `description:`.")
    for one in packed:
        yield from _size(parcel, one)
    if recipient.shop:
        texts = {text.edition.id: text for text in parcel.editions}
        for one in packed:
            if one.kind == "epub" and one.edition:
                text = texts[one.edition.id]
                sources = page_sources(written.piece for written in text.pieces)
                yield from check_for_shop(one.path, sources, text.folder, recipient.shop)


def _size(parcel: Parcel, one: Packed) -> Iterator[Finding]:
    limit = parcel.recipient.largest_mb.get(one.kind)
    size = one.path.stat().st_size / _MB
    if limit and size > limit.value:
        rule = rules.TOO_LARGE if limit.confidence in _FIRM else rules.PERHAPS_TOO_LARGE
        message = f"{one.path.name} has {size:,.1f} MB; {parcel.recipient.name()} takes {limit.value:g}"
        yield rule(message, at=parcel.at, hint=f"{limit.source} ({limit.confidence}).")
