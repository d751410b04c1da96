"""Findings about a book: where, what, which rule, what to do; and the report that collects them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an ERROR keeps an artifact out of `dist/`, a WARNING does so with --strict, INFO never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the book. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    """Path relative to the book's folder, with forward slashes."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@dataclass(frozen=True)
class Rule:
    """A rule, declared once in `bookbuild.rules`."""

    id: str
    """Family and number: MS014."""
    name: str
    """A few words with hyphens: unresolved-link."""
    severity: Severity
    why: str
    """One or two sentences: what goes wrong for a reader, a shop or a printer."""
    source: str = "bookbuild"
    """Clause of the standard, or document, that asks for it."""

    def __call__(self, message: str, at: Location | None = None, hint: str = "") -> "Finding":
        """A finding of this rule with the rule's own severity."""
        return Finding(self.id, self.severity, message, at, hint, self.name)


@dataclass(frozen=True)
class Finding:
    """One fault in the book."""

    rule: str
    """Rule id of ours, or the foreign id as its program gives it (RSC-005)."""
    severity: Severity
    message: str
    at: Location | None = None
    hint: str = ""
    name: str = ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By place, then severity, then rule: the order an editor mends in."""
        at = self.at or Location("")
        return (at.file, at.line, at.column, self.severity.rank, self.rule, self.message)


@dataclass
class Report:
    """All findings of a run. Duplicates are kept once."""

    findings: set[Finding] = field(default_factory=set)
    overrides: Mapping[str, Severity] = field(default_factory=dict)
    """Severities that book.yaml gives to rules (`findings:`)."""

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings in, with the book's own severities applied."""
        for finding in findings:
            severity = self.overrides.get(finding.rule, finding.severity)
            self.findings.add(replace(finding, severity=severity))

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self.findings, key=lambda f: f.sort_key))

    def count(self, severity: Severity) -> int:
        """How many findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def refuses_in(self, file: str) -> bool:
        """Whether a file has an error: with one in book.yaml, not even a draft can be made."""
        return any(
            finding.severity is Severity.ERROR and finding.at is not None and finding.at.file == file
            for finding in self
        )

    def refuses(self, strict: bool = False) -> bool:
        """Whether nothing may be released."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))
