"""KI: rules about Kindle."""

from bookbuild.diagnostics import Rule, Severity
