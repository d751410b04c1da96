"""The index as a tree: entries sorted as a reader looks them up, each with its places."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """One mark in the text."""

    piece: str
    """Id of the piece."""
    anchor: str
    """Id in it."""


@dataclass
class Entry:
    """A term with its places, its subentries, and the terms to look under instead."""

    term: str
    places: list[Place] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    inner: dict[str, "Entry"] = field(default_factory=dict)

    def sorted_inner(self) -> list["Entry"]:
        """Subentries in order."""
        return sorted(self.inner.values(), key=lambda entry: sort_key(entry.term))


def index_tree(marks: Iterable[tuple[str, str, list[str], str]]) -> Entry:
    """The root entry of marks in reading order: (piece id, anchor, entry path, see)."""
    root = Entry("")
    for piece, anchor, path, see in marks:
        entry = root
        for term in path:
            entry = entry.inner.setdefault(term, Entry(term))
        if see:
            if see not in entry.see:
                entry.see.append(see)
        else:
            entry.places.append(Place(piece, anchor))
    return root


def by_letter(root: Entry) -> Iterator[tuple[str, list[Entry]]]:
    """Main entries under their initials; what begins with no letter comes first, under an empty one."""
    groups: dict[str, list[Entry]] = {}
    for entry in root.sorted_inner():
        initial = sort_key(entry.term)[0][:1].upper()
        groups.setdefault(initial if initial.isalpha() else "", []).append(entry)
    yield from sorted(groups.items())


def sort_key(term: str) -> tuple[str, str]:
    """Without accents, case, and the marks that French dictionaries pass over; then as it is.

    >>> sorted(["Zoé", "école", "œuvre", "Ouvrage", "« Été »"], key=sort_key)
    ['école', '« Été »', 'œuvre', 'Ouvrage', 'Zoé']
    """
    spelt = term.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain).strip(), term
