"""TYPOGRAPHY: the micro-typography of each language; rules in a module a language, applied by `edits`."""

from bookbuild.filters.typography.text import typeset

__all__ = ["typeset"]
