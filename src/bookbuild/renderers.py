"""A report as text for a person, lines for a pipe, JSON for a program, commands for GitHub, a page for a team."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from bookbuild.diagnostics import Finding, Report, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def summary(report: Report) -> str:
    """“2 errors, 1 warning”; “no findings” when there are none."""
    counts = [(report.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    words = [f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count]
    if remarks := report.count(Severity.INFO):
        words.append(f"{remarks} remark{'s' if remarks > 1 else ''}")
    return ", ".join(words) or "no findings"


def full(report: Report, folder: Path) -> str:
    """Every finding with the line it is about and what to do, then the sum."""
    blocks = [_full(finding, folder) for finding in report]
    return "\n".join([*blocks, summary(report)])


def concise(report: Report, folder: Path) -> str:
    """One line a finding: file:line:column: severity RULE message. Nothing for no findings."""
    return "\n".join(_line(finding) for finding in report)


def as_json(report: Report, folder: Path, files: Iterable[Mapping[str, str | int]] = ()) -> str:
    """A JSON object: `findings`, the counts by severity, and the `files` that were made, if any are given."""
    findings = [
        {
            "rule": finding.rule,
            "name": finding.name,
            "severity": finding.severity.value,
            "message": finding.message,
            "hint": finding.hint,
            "file": finding.at.file if finding.at else None,
            "line": finding.at.line or None if finding.at else None,
            "column": finding.at.column or None if finding.at else None,
        }
        for finding in report
    ]
    counts = {severity.value: report.count(severity) for severity in Severity}
    made = {"files": list(files)} if files else {}
    return json.dumps({"findings": findings, "counts": counts, **made}, ensure_ascii=False, indent=2)


def github(report: Report, folder: Path) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_github(finding) for finding in report)


RENDERERS: dict[str, Callable[[Report, Path], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}
"""By the value of --format. `folder` is the book's: the paths of findings are relative to it."""


def html(report: Report, title: str, artifacts: Iterable[tuple[str, str, int]]) -> bytes:
    """A page that stands alone: the artifacts (name, kind, bytes) and the findings."""
    from lxml.html import builder as e
    from lxml.html import tostring

    made = [
        e.TR(e.TD(name), e.TD(kind), e.TD(f"{size / 1000:,.0f} kB".replace(",", "\u202f")))
        for name, kind, size in artifacts
    ]
    rows = [
        e.TR(
            e.TD(finding.severity.value, e.CLASS(finding.severity.value)),
            e.TD(e.CODE(finding.rule)),
            e.TD(str(finding.at or "")),
            e.TD(finding.message, *([e.BR(), e.SMALL(finding.hint)] if finding.hint else [])),
        )
        for finding in report
    ]
    head = e.HEAD(e.META(charset="utf-8"), e.TITLE(f"{title} – report"), e.STYLE(_CSS))
    table_head = e.THEAD(
        e.TR(*(e.TH(name, scope="col") for name in ("Severity", "Rule", "Place", "Finding")))
    )
    body = e.BODY(
        e.H1(title),
        e.P(summary(report)),
        e.H2("Files"),
        e.TABLE(e.TBODY(*made)),
        e.H2("Findings"),
        e.TABLE(table_head, e.TBODY(*rows)) if rows else e.P("None."),
    )
    page: bytes = tostring(e.HTML(head, body, lang="en"), doctype="<!DOCTYPE html>", encoding="utf-8")
    return page


_CSS = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #8884 }
.error { color: #c00; font-weight: bold } .warning { color: #a60 } small { opacity: .8 }
"""


def _line(finding: Finding) -> str:
    place = f"{finding.at}: " if finding.at else ""
    severity = click.style(finding.severity.value, fg=COLOURS[finding.severity], bold=True)
    return f"{place}{severity} {finding.rule} {finding.message}"


def _full(finding: Finding, folder: Path) -> str:
    lines = [_line(finding)]
    if source := _source_line(finding, folder):
        number = f"{finding.at.line:>5} │ " if finding.at else ""
        lines.append(click.style(f"{number}{source}", dim=True))
    if finding.hint:
        lines.append(f"      → {finding.hint}")
    return "\n".join([*lines, ""])


def _source_line(finding: Finding, folder: Path) -> str:
    if not (finding.at and finding.at.line):
        return ""
    try:
        text = (folder / finding.at.file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    lines = text.splitlines()
    return lines[finding.at.line - 1].strip()[:100] if finding.at.line <= len(lines) else ""


def _github(finding: Finding) -> str:
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    fields = [f"title={finding.rule}"]
    if finding.at:
        fields += [f"file={finding.at.file}", f"line={max(finding.at.line, 1)}"]
        fields += [f"col={finding.at.column}"] if finding.at.column else []
    text = f"{finding.message} {finding.hint}".strip().replace("%", "%25").replace("\n", "%0A")
    return f"::{level} {','.join(fields)}::{text}"
