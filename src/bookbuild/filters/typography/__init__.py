"""TYPOGRAPHY: the micro-typography of each language; rules in a module a language, applied by `edits`."""

from bookbuild.filters.typography.text import typeset
from bookbuild.filters.typography.usage import Usage

__all__ = ["Usage", "typeset"]
