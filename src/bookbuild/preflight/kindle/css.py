"""Style sheets as such: syntax, at-rules, selectors, properties and units that Kindle takes."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding, Rule
from bookbuild.preflight.epub_package import XHTML, resolve
from bookbuild.preflight.kindle.book import Book, is_outside
from bookbuild.preflight.kindle.selectors import Selector, classes_of
from bookbuild.preflight.kindle.sheet import Declaration, StyleRule
from bookbuild.rules import kindle_style as rules

_URL = re.compile(r"""url\(\s*["']?([^"')]*)""", re.IGNORECASE)
_IMPORTED = re.compile(r"""(?:url\(\s*)?["']?([^"')\s]+)""", re.IGNORECASE)
_DEAD_AT_RULES = frozenset({"supports", "layer", "container", "property", "namespace", "scope"})
_DROPPED = frozenset(
    [
        "max-height",
        "counter-increment",
        "counter-reset",
        "counter-set",
        "outline",
        "outline-color",
        "outline-style",
        "outline-width",
        "quotes",
        "content",
        "content-visibility",
        "transition",
        "animation",
        "transform",
        "overflow-x",
        "overflow-y",
        "hyphenate-character",
        "text-shadow",
        "box-shadow",
        "filter",
        "opacity",
        "clip-path",
        "object-fit",
    ]
)
"""max-width is not here: Enhanced Typesetting knows it, and the old list contradicts the new."""
_FUNCTIONS = re.compile(r"\b(var|min|max|clamp|calc)\(")
_LAYOUTS = re.compile(r"^(?:inline-)?(?:flex|grid)$")
_POSITIONS = frozenset({"absolute", "fixed", "sticky"})
_MEASURED = re.compile(
    r"(?:font-size|line-height|text-indent|(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-\w+)?)$"
)
_FIXED = re.compile(r"(?<![\w.#-])-?(\d*\.?\d+)(px|pt|pc|cm|mm|in|q)\b")
_NEGATIVE = re.compile(r"(?<![\w.)])-\.?\d")
_EM = re.compile(r"(-?\d*\.?\d+)r?em$")
_SIDES = frozenset({"margin-left", "margin-right", "padding-left", "padding-right"})
_SLIGHT_EM = 2.0
"""Side margins of up to this many em, as of lists, leave a line on any screen."""
_ROOMS = ("margin-left", "padding-top", "padding-right", "padding-bottom", "padding-left")
_FREE = frozenset({"auto", "inherit", "initial", "unset"})
_PICTURES = frozenset({"img", "svg", "image", "hr", "canvas", "video"})
"""Elements without text; a rule's height is its thickness."""


def css_findings(book: Book) -> Iterator[Finding]:
    """Faults of the style sheets, and of style elements and attributes."""
    for path, reason in book.styles.unreadable.items():
        yield book.say(rules.CSS_ERROR, reason, path)
    for sheet in book.styles.all_sheets:
        for message, line in sheet.errors:
            yield book.say(rules.CSS_ERROR, f"CSS: {message}", sheet.path, line)
    yield from _outside_findings(book)
    yield from _at_rule_findings(book)
    for rule in book.styles.rules:
        yield from _rule_findings(book, rule)
    for declaration in book.styles.attributes:
        yield from _declaration_findings(book, declaration)


def _rule_findings(book: Book, rule: StyleRule) -> Iterator[Finding]:
    """A rule about nothing in the book does no harm; but custom properties do by being there."""
    example = book.styles.example(rule)
    if example is None:
        for one in rule.declarations:
            if one.name.startswith("--"):
                yield from _declaration_findings(book, one)
        return
    yield from _selector_findings(book, rule)
    if all(selector.unknown for selector in rule.selectors):
        return  # Kindle passes over it
    for one in rule.declarations:
        yield from _declaration_findings(book, one)
    yield from _space_findings(book, rule.declarations, *example)
    yield from _height_findings(book, rule)


def _outside_findings(book: Book) -> Iterator[Finding]:
    """Files that sheets name: imports, fonts, pictures."""
    named = [
        (at.path, at.line, found[1])
        for at in book.styles.at_rules
        if at.keyword == "import" and (found := _IMPORTED.match(at.prelude))
    ]
    declared = [*book.styles.declarations, *(one for at in book.styles.at_rules for one in at.declarations)]
    named += [(one.path, one.line, url) for one in declared for url in _URL.findall(one.value)]
    for path, line, url in named:
        target, _ = resolve(path, url)
        if is_outside(url):
            if not url.lower().startswith("data:"):
                yield book.say(rules.CSS_OUTSIDE, f"{url} is outside the book", path, line)
        elif target not in book.package.names:
            yield book.say(rules.CSS_OUTSIDE, f"{url} is not in the book", path, line)
        elif target not in book.items:
            yield book.say(rules.CSS_OUTSIDE, f"{url} is not in the manifest", path, line)


def _at_rule_findings(book: Book) -> Iterator[Finding]:
    for at in book.styles.at_rules:
        if at.keyword in _DEAD_AT_RULES and not _declares_epub_prefix(at.keyword, at.prelude):
            yield book.say(rules.CSS_AT_RULE, f"Kindle passes over @{at.keyword}", at.path, at.line)
        elif at.keyword == "media" and "amzn-mobi" in at.prelude.lower() and "not" not in at.prelude.lower():
            message = "@media amzn-mobi is for files that Amazon no longer makes"
            yield book.say(rules.CSS_IGNORED, message, at.path, at.line)


def _declares_epub_prefix(keyword: str, prelude: str) -> bool:
    """`@namespace epub …` does no harm: only the selectors that use it are passed over."""
    return keyword == "namespace" and "http://www.idpf.org/2007/ops" in prelude


def _selector_findings(book: Book, rule: StyleRule) -> Iterator[Finding]:
    for selector in rule.selectors:
        if selector.unknown:
            message = f"Kindle passes over the selector “{selector.text[:60]}”"
            yield book.say(rules.CSS_IGNORED, message, rule.path, rule.line)
            return


def _declaration_findings(book: Book, said: Declaration) -> Iterator[Finding]:
    if said.expanded:
        return
    found = _unsupported(said)
    if found:
        yield _say(book, rules.CSS_UNSUPPORTED, said, found)
    elif said.name in _DROPPED:
        yield _say(book, rules.CSS_IGNORED, said, "is dropped by Kindle")
    elif _MEASURED.match(said.name) and (fixed := _FIXED.search(said.value)) and float(fixed[1]):
        yield _say(book, rules.FIXED_UNIT, said, "does not grow with the type")
    if said.name in {"margin", "margin-left", "margin-right"} and "auto" in said.value.split():
        yield _say(book, rules.CSS_UNRELIABLE, said, "does not centre on every reader")


def _unsupported(said: Declaration) -> str:
    """What Kindle can't take in a declaration; empty for nothing."""
    if said.name.startswith("--"):
        return "is a custom property"
    if function := _FUNCTIONS.search(said.value):
        return f"calls {function[1]}()"
    if said.name == "display" and _LAYOUTS.match(said.value):
        return "is no layout for a book"
    if said.name == "position" and said.value in _POSITIONS:
        return "takes text out of the flow"
    if said.name == "line-height" and said.value.startswith("-"):
        return "is negative"
    return ""


def _space_findings(
    book: Book, declared: tuple[Declaration, ...], path: str, example: etree._Element
) -> Iterator[Finding]:
    """Negative margins and indents without room for them; side margins in em; drop caps.

    Room may be made by another rule: `example` is an element that this one is about.
    """
    by_name = {one.name: one for one in declared}
    drop_cap = by_name.get("float") is not None and "font-size" in by_name
    if drop_cap:
        yield from _drop_cap_findings(book, by_name)
    for one in declared:
        if one.name.startswith(("margin-", "text-indent")) and _NEGATIVE.search(one.value) and not drop_cap:
            room = {name: said for name in _ROOMS if (said := book.styles.own(path, example, name))}
            if not _has_room(one, room | by_name):
                yield _say(book, rules.NEGATIVE_SPACE, one, "reaches over the edge")
        elif one.name in _SIDES and (size := _EM.match(one.value)) and float(size[1]) > _SLIGHT_EM:
            yield _say(book, rules.SIDE_MARGIN_UNIT, one, "grows with the type")


def _has_room(said: Declaration, by_name: dict[str, Declaration]) -> bool:
    """Whether a padding or margin on the left takes up a negative indent; or a padding a negative margin."""
    amount = _EM.match(said.value)
    rooms = (
        ["padding-left", "margin-left"]
        if said.name == "text-indent"
        else [said.name.replace("margin", "padding")]
    )
    room = sum(
        float(found[1])
        for name in rooms
        if name in by_name and (found := _EM.match(by_name[name].value)) and float(found[1]) > 0
    )
    if amount is None:
        return any(by_name[name].value == said.value.removeprefix("-") for name in rooms if name in by_name)
    return room + float(amount[1]) >= -0.01


def _drop_cap_findings(book: Book, by_name: dict[str, Declaration]) -> Iterator[Finding]:
    """KPG 10.3.6: a large floating letter is sized in % or em, with small negative margins above and below."""
    size = by_name["font-size"]
    large = re.match(r"(\d+(?:\.\d+)?)(%|em)$", size.value)
    fixed = _FIXED.match(size.value)
    is_large = fixed or (large and float(large[1]) >= (200 if large[2] == "%" else 2))
    if is_large and (fixed or "margin-top" not in by_name):
        message = "makes a drop cap without the margins that set it on its line"
        yield _say(book, rules.CSS_UNRELIABLE, size, message)


def _height_findings(book: Book, rule: StyleRule) -> Iterator[Finding]:
    heights = [one for one in rule.declarations if one.name == "height" and one.value not in _FREE]
    if heights and any(_holds_text(book, selector) for selector in rule.selectors):
        yield _say(book, rules.FIXED_HEIGHT, heights[-1], "is no room for text of another size")


def _holds_text(book: Book, selector: Selector) -> bool:
    """Whether the selector means an element of the book that may hold text."""
    if not selector.compounds:
        return False
    last = selector.compounds[-1]
    if last.tag:
        return last.tag not in _PICTURES
    kinds = {
        etree.QName(element).localname
        for page in book.package.pages.values()
        for element in (page.xpath("//*[@class]") if last.classes else page.iter(f"{{{XHTML}}}*"))
        if not last.classes or last.classes <= classes_of(element.get("class") or "")
        if not last.id or element.get("id") == last.id
    }
    return bool(kinds - _PICTURES)


def _say(book: Book, rule: Rule, said: Declaration, what: str) -> Finding:
    value = said.value if len(said.value) <= 40 else f"{said.value[:40]}…"
    return book.say(rule, f"{said.where} {{ {said.name}: {value} }} {what}", said.path, said.line)
