"""The last phase: the same document, made ready for one of pandoc's writers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TargetContext:
    """What a target filter must know of the piece it writes, and of the edition it is written for."""

    piece_id: str
    kind: str
    """A value of `Kind`."""
    matter: str
    """front, body or back."""
    lang: str
    extent: frozenset[str]
    """Ids of the pieces this edition holds: a link to any other keeps its text only."""
    depth: int = 0
    """1 inside a part."""
