"""A record: the fields that one recipient gets of one edition."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """One recipient's view of an edition."""

    recipient: str
    """EPUB, PDF, ONIX 3.0, KDP, Dublin Core."""
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """(name, values), in the recipient's order; never without a value."""

    def as_data(self) -> dict[str, list[str]]:
        """For JSON."""
        return {name: list(values) for name, values in self.fields}


def record(recipient: str, pairs: Iterable[tuple[str, str | None]]) -> Record:
    """Pairs of one name put together; those that say nothing left out."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if value and value.strip():
            fields.setdefault(name, []).append(value.strip())
    return Record(recipient, tuple((name, tuple(values)) for name, values in fields.items()))
