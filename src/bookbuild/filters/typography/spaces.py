"""Spaces that do not break, by name."""

NO_BREAK = "\u00a0"
"""NO-BREAK SPACE, as wide as a word space."""
THIN = "\u202f"
"""NARROW NO-BREAK SPACE (espace fine insécable)."""
GAP = f"[ {NO_BREAK}{THIN}]"
"""Any of them, for a pattern."""


def gap_before(signs: str) -> tuple[str, ...]:
    """Each sign after each kind of space: what a rule that closes up looks for first."""
    return tuple(f"{space}{sign}" for space in (" ", NO_BREAK, THIN) for sign in signs)


def gap_after(signs: str) -> tuple[str, ...]:
    """Each sign before each kind of space."""
    return tuple(f"{sign}{space}" for space in (" ", NO_BREAK, THIN) for sign in signs)
