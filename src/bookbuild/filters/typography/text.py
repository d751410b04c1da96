"""Texts from the metadata, set as the manuscript is."""

from bookbuild.filters.typography.edits import rewrite
from bookbuild.filters.typography.marks import without_marks
from bookbuild.filters.typography.usage import Usage, kept_by, rules_of


def typeset(text: str, usage: Usage) -> str:
    """A string as its usage wants it. What can't be said in plain text, a superscript, is left out."""
    return without_marks(rewrite(text, rules_of(usage), kept_by(usage)))
