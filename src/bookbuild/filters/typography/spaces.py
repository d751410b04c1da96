"""Spaces that do not break, by name."""

NO_BREAK = "\u00a0"
"""NO-BREAK SPACE, as wide as a word space."""
THIN = "\u202f"
"""NARROW NO-BREAK SPACE (espace fine insécable)."""
GAP = f"[ {NO_BREAK}{THIN}]"
"""Any of them, for a pattern."""
