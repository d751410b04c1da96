"""A text proofread in a line, for tests."""

from bookbuild.diagnostics import Finding
from bookbuild.proofreading.judge import judge
from bookbuild.proofreading.mend import apart, mended
from bookbuild.proofreading.proof import Remark
from bookbuild.proofreading.proofread import proofread


def findings(text: str, language: str = "fr") -> list[Finding]:
    """What is said of one file of a book."""
    found = judge([proofread(text, "a.md", language)], frozenset()).findings
    return sorted(found, key=lambda finding: finding.sort_key)


def places(text: str, language: str = "fr") -> list[str]:
    """`line:column rule` of each finding."""
    return [
        f"{finding.at.line}:{finding.at.column} {finding.name}"
        for finding in findings(text, language)
        if finding.at
    ]


def remedies(text: str, language: str = "fr") -> list[Remark]:
    """What can be mended for certain."""
    return judge([proofread(text, "a.md", language)], frozenset()).mends["a.md"]


def fixed(text: str, language: str = "fr") -> str:
    """The text with every remedy, and those that they make possible."""
    for _ in range(5):
        text = mended(text, apart(remedies(text, language)))
    return text
