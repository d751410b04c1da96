"""Findings that a comment allows: `<!-- bookbuild: allow MS043 because the stammer is meant -->`.

It holds for the paragraph it stands in; alone between blank lines, for the next one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.proofreading.proof import Allowance, Remark
from bookbuild.proofreading.source import Source
from bookbuild.rules import proofreading

_OURS = re.compile(r"<!--+\s*bookbuild\b\s*:?\s*(.*?)\s*--+>", re.DOTALL)
_ALLOW = re.compile(
    r"allow\s+((?:[\w-]+)(?:\s*(?:,|\band\b|\bet\b)\s*[\w-]+)*)\s+(?:because|car|parce qu(?:e\b|[’']))\s*(\S.*)",
    re.DOTALL,
)
_NAME = re.compile(r"[\w-]+")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_HINT = "Write <!-- bookbuild: allow MS043 because … -->, with your reason."

ALLOWABLE = {
    name: rule.id
    for rule in vars(proofreading).values()
    if isinstance(rule, Rule)
    and rule not in {proofreading.UNEXPLAINED_ALLOWANCE, proofreading.UNUSED_ALLOWANCE}
    for name in (rule.id, rule.name)
}
"""Rules by id and by name; an allowance itself can't be allowed."""


def allowances(source: Source, file: str) -> tuple[list[Allowance], list[Remark]]:
    """The allowances of a file, and remarks about those that give no reason or name no rule of ours."""
    found: list[Allowance] = []
    remarks: list[Remark] = []
    gaps = [gap.span() for gap in _BLANK_LINES.finditer(source.text)] if "bookbuild" in source.text else []
    for start, end, text in source.comments:
        ours = _OURS.fullmatch(text)
        if ours is None:
            continue
        at = Location(file, source.lines.at(start), source.lines.column(start))
        allow = _ALLOW.fullmatch(ours[1])
        names = [name for name in _NAME.findall(allow[1]) if name not in {"and", "et"}] if allow else []
        unknown = [name for name in names if name.lower() not in ALLOWABLE and name.upper() not in ALLOWABLE]
        if allow is None or unknown:
            what = f"“{unknown[0]}” is no rule that can be allowed" if unknown else "no reason is given"
            remarks.append(_remark(proofreading.UNEXPLAINED_ALLOWANCE(what, at, _HINT), start, end))
            continue
        rules = [ALLOWABLE.get(name.upper()) or ALLOWABLE[name.lower()] for name in names]
        found.append(Allowance(rules, *_scope(source.text, gaps, start, end), at))
    return found, remarks


def _remark(finding: Finding, start: int, end: int) -> Remark:
    return Remark(finding.rule, finding, start, end)


def _scope(text: str, gaps: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The paragraph around a comment; the one after it when nothing else stands there. `gaps` are blank lines."""
    after = bisect_left(gaps, (end, 0))
    begin = next((gap[1] for gap in reversed(gaps[max(0, after - 40) : after]) if gap[1] <= start), 0)
    close = gaps[after][0] if after < len(gaps) else len(text)
    if after < len(gaps) and not _COMMENTS.sub("", text[begin:close]).strip():
        close = gaps[after + 1][0] if after + 1 < len(gaps) else len(text)
    return begin, close


def kept(remarks: Iterable[Remark], allowed: list[Allowance], used: set[int]) -> Iterator[Remark]:
    """The remarks that nothing allows. The allowances that were needed are added to `used`, by `id`."""
    for remark in remarks:
        allowing = [
            each for each in allowed if remark.rule in each.rules and each.start <= remark.start < each.end
        ]
        used.update(map(id, allowing))
        if not allowing:
            yield remark


def unused(allowed: Iterable[Allowance], used: set[int]) -> Iterator[Finding]:
    """Allowances that allowed nothing."""
    for each in allowed:
        if id(each) not in used:
            yield proofreading.UNUSED_ALLOWANCE(
                f"nothing here needs {' or '.join(each.rules)} to be allowed",
                each.at,
                "Take the comment out.",
            )
