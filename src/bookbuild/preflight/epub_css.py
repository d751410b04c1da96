"""Style sheets of any EPUB: what Adobe's older engine (RMSDK) does not know, for which it drops the whole sheet."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import tinycss2
from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder
from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import XHTML, Package
from bookbuild.rules import epub_style as rules

_CSS_TYPE = "text/css"
LARGEST_SHEET_BYTES = 1024 * 1024
"""Sheets of books have some kilobytes."""
_SKIP = {"skip_comments": True, "skip_whitespace": True}
_BLOCKS = frozenset({"[] block", "() block", "{} block"})
_UNSEEN = frozenset({"charset", "namespace"})
"""At-rules that show nothing themselves."""


@dataclass(frozen=True)
class Fault:
    """A construct the old engine does not know; or, when `broken`, one that is no CSS."""

    line: int
    what: str
    broken: bool = False


def css_findings(package: Package, at: At) -> Iterator[Finding]:
    """One finding for each construct of each file, at its first place."""
    seen: set[tuple[str, str]] = set()
    for path, line, text, attribute in _sheets(package, at):
        if isinstance(text, Finding):
            yield text
            continue
        for fault in style_faults(text) if attribute else sheet_faults(text):
            if (path, fault.what) in seen:
                continue
            seen.add((path, fault.what))
            place = at(path, line + fault.line - 1)
            yield (
                rules.STYLE_UNREADABLE(fault.what, place)
                if fault.broken
                else rules.OLD_ENGINE(
                    fault.what,
                    place,
                    "Do it as CSS 2.1 does, or in a sheet of its own that holds nothing else.",
                )
            )


def sheet_faults(text: str) -> list[Fault]:
    """The faults of a sheet. One of conditional rules alone has none: nothing else is lost with it."""
    nodes = tinycss2.parse_stylesheet(text, **_SKIP)
    if nodes and all(_is_conditional(node) for node in nodes):
        return [fault for fault in _rules_faults(nodes) if fault.broken]
    return list(_rules_faults(nodes))


def style_faults(text: str) -> list[Fault]:
    """The faults of a style attribute."""
    return list(_declarations_faults(tinycss2.parse_declaration_list(text, **_SKIP)))


@cache
def known() -> Mapping[str, frozenset[str]]:
    """styles/epub-css.yaml: what the engine knows, by kind of construct."""
    with (styles_folder() / "epub-css.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = YAML(typ="safe").load(file)
    return {name: frozenset(map(str, words)) for name, words in data.items() if name != "sources"}


def _sheets(package: Package, at: At) -> Iterator[tuple[str, int, str | Finding, bool]]:
    """(file, first line, text, whether a style attribute) of all that styles; a Finding for what can't be read."""
    for item in package.items.values():
        if item.media_type == _CSS_TYPE and item.path in package.names - package.locked.keys():
            try:
                text: str | Finding = package.archive.read(item.path, LARGEST_SHEET_BYTES).decode("utf-8-sig")
            except (EpubFault, UnicodeDecodeError) as error:
                text = rules.STYLE_UNREADABLE(f"{item.path}: {error}", at(item.path, 0))
            yield item.path, 1, text, False
    for path, page in package.pages.items():
        for element in page.iter(f"{{{XHTML}}}style"):
            yield path, element.sourceline or 1, element.text or "", False
        for element in page.xpath("//*[@style]"):
            yield path, element.sourceline or 1, element.get("style", ""), True


def _is_conditional(node: Any) -> bool:
    if node.type != "at-rule":
        return False
    keyword = node.lower_at_keyword
    return keyword in _UNSEEN or (keyword in known()["conditional"] and node.content is not None)


def _rules_faults(nodes: Iterable[Any]) -> Iterator[Fault]:
    for node in nodes:
        if node.type == "error":
            yield Fault(node.source_line, f"CSS: {node.message}", broken=True)
        elif node.type == "qualified-rule":
            yield from _selector_faults(node.prelude)
            yield from _declarations_faults(tinycss2.parse_blocks_contents(node.content, **_SKIP))
        elif node.type == "at-rule":
            yield from _at_rule_faults(node)


def _at_rule_faults(node: Any) -> Iterator[Fault]:
    keyword, line = node.lower_at_keyword, node.source_line
    if keyword not in known()["at-rules"]:
        yield Fault(line, f"@{keyword}")
        return
    if keyword == "media":
        for block in (token for token in node.prelude if token.type == "() block"):
            feature = next((token.value for token in block.content if token.type == "ident"), "…")
            yield Fault(line, f"@media ({feature[:40]})")
        inner = tinycss2.parse_rule_list(node.content or [], **_SKIP)
        if not inner:
            yield Fault(line, "an empty @media")
        yield from _rules_faults(inner)
    elif node.content is not None:
        yield from _declarations_faults(tinycss2.parse_blocks_contents(node.content, **_SKIP))


def _selector_faults(tokens: list[Any]) -> Iterator[Fault]:
    for place, part in enumerate(tokens):
        if part.type == "error":
            yield Fault(part.source_line, f"CSS: {part.message}", broken=True)
        elif part == "~":
            yield Fault(part.source_line, "the combinator “~”")
        elif part == ":":
            yield from _pseudo_faults(tokens[place + 1 : place + 2], tokens[place - 1 : place] == [":"])


def _pseudo_faults(after: list[Any], double: bool) -> Iterator[Fault]:
    for name in after:
        if name.type == "function":
            if name.lower_name not in known()["pseudo-classes"]:
                yield Fault(name.source_line, f"the selector “:{name.lower_name}()”")
        elif name.type == "ident":
            words = known()["pseudo-elements"] | (frozenset() if double else known()["pseudo-classes"])
            if name.lower_value not in words:
                yield Fault(name.source_line, f"the selector “{':' * (1 + double)}{name.lower_value}”")


def _declarations_faults(nodes: Iterable[Any]) -> Iterator[Fault]:
    for node in nodes:
        if node.type == "error":
            yield Fault(node.source_line, f"CSS: {node.message}", broken=True)
        elif node.type == "qualified-rule":
            yield Fault(node.source_line, "a rule within a rule")
        elif node.type == "at-rule":
            yield Fault(node.source_line, f"@{node.lower_at_keyword} within a rule")
        elif node.type == "declaration":
            if node.name.startswith("--"):
                yield Fault(node.source_line, "custom properties")
                continue
            yield from _value_faults(node.value)
            yield from _display_faults(node)


def _display_faults(node: Any) -> Iterator[Fault]:
    if node.lower_name == "display":
        for token in node.value:
            if token.type == "ident" and token.lower_value in known()["displays"]:
                yield Fault(node.source_line, f"display: {token.lower_value}")


def _value_faults(tokens: Iterable[Any]) -> Iterator[Fault]:
    """Value functions and units after CSS 2.1, at any depth."""
    waiting = deque(tokens)
    while waiting:
        token = waiting.popleft()
        if token.type == "function":
            if token.lower_name not in known()["functions"]:
                yield Fault(token.source_line, f"{token.lower_name}()")
            waiting += token.arguments
        elif token.type in _BLOCKS:
            waiting += token.content
        elif token.type == "dimension" and token.lower_unit not in known()["units"]:
            yield Fault(token.source_line, f"the unit “{re.sub(r'[^a-z]', '', token.lower_unit)[:12]}”")
        elif token.type == "error":
            yield Fault(token.source_line, f"CSS: {token.message}", broken=True)
