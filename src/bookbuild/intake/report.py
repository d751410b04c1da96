"""What is to be said of one imported file."""

from collections import Counter
from dataclasses import dataclass, field

from bookbuild.diagnostics import Finding, Location, Rule

LONGEST_QUOTE = 120
"""Characters of a passage that a finding repeats."""


@dataclass
class Remarks:
    """Findings about one source, gathered while it is read. A passage has no line there: its words are quoted."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    styles: Counter[str] = field(default_factory=Counter)
    """Names of styles that became plain text, and how often."""

    def say(self, rule: Rule, message: str, hint: str = "") -> None:
        """Add a finding about the file."""
        self.findings.append(rule(message, at=Location(self.file), hint=hint))


def quoted(text: str) -> str:
    """A passage as a finding repeats it: on one line, not too long.

    >>> quoted("un\\n deux")
    '“un deux”'
    """
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= LONGEST_QUOTE else f"“{line[:LONGEST_QUOTE].rstrip()}…”"
