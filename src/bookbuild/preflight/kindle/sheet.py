"""A style sheet as rules and declarations with their lines, parsed by tinycss2 (CSS Syntax Level 3)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from bookbuild.preflight.kindle.selectors import Selector, parse_selectors

_SIDES = ("top", "right", "bottom", "left")
_FOR_KINDLE = re.compile(r"(?:only\s+)?(?:all|screen|handheld|amzn-kf8|amzn-et)", re.IGNORECASE)


@dataclass(frozen=True)
class Declaration:
    """`name: value`, in lower case, with its place."""

    name: str
    value: str
    path: str
    line: int
    important: bool = False
    where: str = ""
    """The selector, or the element of a style attribute."""
    expanded: bool = False
    """Whether it is one side of a shorthand that is listed too."""


@dataclass(frozen=True)
class StyleRule:
    """Selectors and what they declare."""

    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]
    path: str
    line: int
    applies: bool
    """Whether Kindle reads it: not for print, nor for another kind of device."""


@dataclass(frozen=True)
class AtRule:
    """`@keyword prelude`."""

    keyword: str
    prelude: str
    path: str
    line: int
    declarations: tuple[Declaration, ...] = ()
    """Of @font-face."""


@dataclass
class Sheet:
    """A style sheet, or a style element."""

    path: str
    rules: list[StyleRule] = field(default_factory=list)
    at_rules: list[AtRule] = field(default_factory=list)
    errors: list[tuple[str, int]] = field(default_factory=list)
    """Message and line."""


def parse_sheet(text: str, path: str, first_line: int = 1) -> Sheet:
    """The sheet `text`, which stands in `path` from `first_line` on."""
    sheet = Sheet(path)
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    _add(sheet, nodes, first_line - 1, applies=True)
    return sheet


def parse_style(text: str, path: str, line: int, where: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute; faulty ones are left out."""
    nodes = tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
    return tuple(_declarations(nodes, path, line - 1, where, []))


def _add(sheet: Sheet, nodes: Iterable[Any], above: int, *, applies: bool) -> None:
    for node in nodes:
        line = node.source_line + above
        if node.type == "error":
            sheet.errors.append((node.message, line))
        elif node.type == "qualified-rule" and (fault := _fault(node.prelude)):
            sheet.errors.append((fault, line))
        elif node.type == "qualified-rule":
            sheet.rules.append(_style_rule(sheet, node, above, applies))
        elif node.type == "at-rule":
            _add_at_rule(sheet, node, above, applies)


def _add_at_rule(sheet: Sheet, node: Any, above: int, applies: bool) -> None:
    keyword, prelude = node.lower_at_keyword, tinycss2.serialize(node.prelude).strip()
    line = node.source_line + above
    declared: tuple[Declaration, ...] = ()
    if keyword == "media" and node.content is not None:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        _add(sheet, inner, above, applies=applies and for_kindle(prelude))
    elif keyword in {"font-face", "page"} and node.content is not None:
        nodes = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        declared = tuple(_declarations(nodes, sheet.path, above, f"@{keyword}", sheet.errors))
    sheet.at_rules.append(AtRule(keyword, prelude, sheet.path, line, declared))


def _fault(tokens: Sequence[Any]) -> str:
    """What is wrong with a selector or a value; empty for nothing."""
    return next((token.message for token in tokens if token.type == "error"), "")


def for_kindle(media: str) -> bool:
    """Whether one query of a media list holds on every Kindle."""
    return not media.strip() or any(_FOR_KINDLE.fullmatch(query.strip()) for query in media.split(","))


def _style_rule(sheet: Sheet, node: Any, above: int, applies: bool) -> StyleRule:
    text = tinycss2.serialize(node.prelude).strip()
    nodes = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    short = " ".join(text.split())
    short = short if len(short) <= 60 else f"{short[:60]}…"
    declared = tuple(_declarations(nodes, sheet.path, above, short, sheet.errors))
    line = node.source_line + above
    return StyleRule(parse_selectors(text), declared, sheet.path, line, applies)


def _declarations(
    nodes: Sequence[Any], path: str, above: int, where: str, errors: list[tuple[str, int]]
) -> Iterator[Declaration]:
    for node in nodes:
        line = node.source_line + above
        if node.type == "error":
            errors.append((node.message, line))
        elif node.type == "declaration" and (fault := _fault(node.value)):
            errors.append((fault, line))
        elif node.type == "declaration":
            value = " ".join(tinycss2.serialize(node.value).split())
            kept = value if "url(" in value.lower() else value.lower()
            said = Declaration(node.lower_name, kept, path, line, node.important, where)
            yield said
            yield from _sides(said)


def _sides(said: Declaration) -> Iterator[Declaration]:
    """The four sides of a margin or padding."""
    if said.name not in {"margin", "padding"} or "(" in said.value:
        return
    values = said.value.split()
    if not 1 <= len(values) <= 4:
        return
    top, right = values[0], values[1 % len(values)]
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    for side, value in zip(_SIDES, (top, right, bottom, left), strict=True):
        yield Declaration(
            f"{said.name}-{side}", value, said.path, said.line, said.important, said.where, expanded=True
        )
