"""Which straight quotation marks of a paragraph belong together."""

import re
from typing import NamedTuple


class Straight(NamedTuple):
    """The straight double quotation marks of a text."""

    pairs: list[tuple[int, int]]
    """Offsets of an opening mark and its closing one, in order."""
    lone: int
    """Offset of the first mark without a partner; -1 when there is none."""


def straight_quotes(text: str) -> Straight:
    """The marks in pairs, and the first one that has no partner.

    A mark after a digit opens nothing: it is a second or an inch, unless it closes. One that looks like another
    opening while a quotation is open (a space before it, a letter after it) leaves that quotation without an end.

    >>> straight_quotes('un écran de 27" et "net"')
    Straight(pairs=[(19, 23)], lone=-1)
    """
    pairs: list[tuple[int, int]] = []
    opened = -1
    for place in (match.start() for match in re.finditer('"', text)):
        before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        if opened < 0:
            if before.isalpha():
                return Straight(pairs, place)
            opened = -1 if before.isdigit() else place
        elif before.isspace() and after.isalnum():
            return Straight(pairs, opened)
        else:
            pairs.append((opened, place))
            opened = -1
    return Straight(pairs, opened)
