"""What the style sheets of a book say of its elements: the cascade as far as Kindle follows it."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.epub_package import XHTML, Package, resolve
from bookbuild.preflight.kindle.sheet import (
    AtRule,
    Declaration,
    Sheet,
    StyleRule,
    for_kindle,
    parse_sheet,
    parse_style,
)

LARGEST_SHEET_BYTES = 1024 * 1024
"""Sheets of books have some kilobytes."""
_IMPORT = re.compile(r"""(?:url\(\s*)?["']?([^"')\s]+)""", re.IGNORECASE)
_INHERITED = frozenset(
    {"color", "font-family", "font-style", "font-weight", "line-height", "text-align", "text-indent"}
)


class Styles:
    """Every sheet of the book, and the declarations that win for an element."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._won: dict[tuple[object, ...], dict[str, Declaration]] = {}

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Each CSS file, by name; those that are no text or too large are in `unreadable`."""
        return {path: sheet for path, sheet in self._read.items() if isinstance(sheet, Sheet)}

    @cached_property
    def unreadable(self) -> Mapping[str, str]:
        """Each CSS file that can't be read, with the reason."""
        return {path: reason for path, reason in self._read.items() if isinstance(reason, str)}

    @cached_property
    def inner(self) -> tuple[tuple[str, Sheet], ...]:
        """The style elements as (page, sheet)."""
        return tuple(
            (path, parse_sheet(element.text or "", path, element.sourceline or 1))
            for path, page in self._package.pages.items()
            for element in page.iter(f"{{{XHTML}}}style")
        )

    @cached_property
    def all_sheets(self) -> tuple[Sheet, ...]:
        """CSS files and style elements."""
        return (*self.sheets.values(), *(sheet for _, sheet in self.inner))

    @cached_property
    def rules(self) -> tuple[StyleRule, ...]:
        """Every rule that Kindle reads."""
        return tuple(rule for sheet in self.all_sheets for rule in sheet.rules if rule.applies)

    @cached_property
    def at_rules(self) -> tuple[AtRule, ...]:
        """Every at-rule."""
        return tuple(rule for sheet in self.all_sheets for rule in sheet.at_rules)

    @cached_property
    def attributes(self) -> tuple[Declaration, ...]:
        """The declarations of all style attributes."""
        return tuple(
            declaration
            for path, page in self._package.pages.items()
            for element in page.xpath("//*[@style]")
            for declaration in _attribute(path, element)
        )

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Every declaration that Kindle reads, as it was written."""
        said = (declaration for rule in self.rules for declaration in rule.declarations)
        return tuple(one for one in (*said, *self.attributes) if not one.expanded)

    @cached_property
    def live(self) -> tuple[Declaration, ...]:
        """As `declarations`, of rules only that are about something in the book and that Kindle follows."""
        rules = (
            rule
            for rule in self.rules
            if not all(selector.unknown for selector in rule.selectors) and self.example(rule) is not None
        )
        said = (declaration for rule in rules for declaration in rule.declarations)
        return tuple(one for one in (*said, *self.attributes) if not one.expanded)

    def own(self, path: str, element: etree._Element, name: str) -> Declaration | None:
        """The declaration that wins for a property on the element itself."""
        return self._winners(path, element).get(name)

    def said(self, path: str, element: etree._Element, name: str) -> Declaration | None:
        """As `own`; an inherited property is looked up outwards too."""
        found = self.own(path, element, name)
        if found is not None and found.value != "inherit":
            return found
        parent = element.getparent()
        if name not in _INHERITED or parent is None:
            return found
        return self.said(path, parent, name)

    def example(self, rule: StyleRule) -> tuple[str, etree._Element] | None:
        """A page and an element in it that a rule is about; None for a rule that means nothing in this book."""
        for selector in rule.selectors:
            loose = selector.loosely
            if not loose.compounds or selector.momentary:
                continue
            last = loose.compounds[-1]
            key = f".{min(last.classes)}" if last.classes else last.tag or "*"
            for path, element in self._kinds.get(key, ()):
                if loose.fits(element):
                    return path, element
        return None

    @cached_property
    def _kinds(self) -> dict[str, list[tuple[str, etree._Element]]]:
        """The first element of each kind, by type, by `.class`, and all by `*`.

        Of one kind are elements that no selector of the book can tell apart.
        """
        ids = {
            compound.id
            for rule in self.rules
            for selector in rule.selectors
            for compound in selector.loosely.compounds
        }
        seen: dict[tuple[int, str, str, str], int] = {}
        kinds: dict[str, list[tuple[str, etree._Element]]] = {}
        for path, page in self._package.pages.items():
            numbers: dict[etree._Element, int] = {}
            for element in page.iter("*"):
                id = element.get("id") or ""
                names = element.get("class") or ""
                outer = numbers.get(element.getparent(), -1)
                kind = (outer, str(element.tag), names, id if id in ids else "")
                if kind not in seen:
                    seen[kind] = len(seen)
                    keys = {etree.QName(element).localname, "*", *(f".{name}" for name in names.split())}
                    for key in keys:
                        kinds.setdefault(key, []).append((path, element))
                numbers[element] = seen[kind]
        return kinds

    @cached_property
    def _read(self) -> dict[str, Sheet | str]:
        found: dict[str, Sheet | str] = {}
        for item in self._package.items.values():
            if item.media_type != "text/css" or item.path not in self._package.names:
                continue
            try:
                text = self._package.archive.read(item.path, LARGEST_SHEET_BYTES).decode("utf-8-sig")
            except EpubFault as error:
                found[item.path] = str(error)
            except UnicodeDecodeError:
                found[item.path] = f"{item.path} is not UTF-8"
            else:
                found[item.path] = parse_sheet(text, item.path)
        return found

    @cached_property
    def _by_page(self) -> dict[str, tuple[StyleRule, ...]]:
        """Pages with the same rules share one tuple, so that what won on one page is known for the next."""
        shared: dict[tuple[int, ...], tuple[StyleRule, ...]] = {}
        found: dict[str, tuple[StyleRule, ...]] = {}
        for path, page in self._package.pages.items():
            rules = tuple(self._page_rules(path, page))
            found[path] = shared.setdefault(tuple(map(id, rules)), rules)
        return found

    def _page_rules(self, path: str, page: etree._Element) -> Iterator[StyleRule]:
        for link in page.iter(f"{{{XHTML}}}link"):
            if "stylesheet" in (link.get("rel") or "").lower() and for_kindle(link.get("media") or ""):
                yield from self._with_imports(resolve(path, link.get("href") or "")[0], set())
        for owner, sheet in self.inner:
            if owner == path:
                yield from (rule for rule in sheet.rules if rule.applies)

    def _with_imports(self, path: str, seen: set[str]) -> Iterator[StyleRule]:
        sheet = self.sheets.get(path)
        if sheet is None or path in seen:
            return
        seen.add(path)
        for rule in sheet.at_rules:
            if rule.keyword == "import" and (found := _IMPORT.match(rule.prelude)):
                yield from self._with_imports(resolve(path, found[1])[0], seen)
        yield from (rule for rule in sheet.rules if rule.applies)

    def _winners(self, path: str, element: etree._Element) -> dict[str, Declaration]:
        """By property. Kept for elements that no selector can tell apart."""
        rules = self._by_page.get(path, ())
        place = (path, element.sourceline, element.get("style")) if element.get("style") else ()
        key = (id(rules), place, *_chain(element))
        if key in self._won:
            return self._won[key]
        best: dict[str, tuple[tuple[object, ...], Declaration]] = {}
        for number, rule in enumerate(rules):
            fitting = [selector.specificity for selector in rule.selectors if selector.fits(element)]
            if not fitting:
                continue
            for declaration in rule.declarations:
                rank = (declaration.important, 0, max(fitting), number)
                if declaration.name not in best or best[declaration.name][0] <= rank:
                    best[declaration.name] = (rank, declaration)
        for declaration in _attribute(path, element):
            rank = (declaration.important, 1, (0, 0, 0), 0)
            if declaration.name not in best or best[declaration.name][0] <= rank:
                best[declaration.name] = (rank, declaration)
        self._won[key] = {name: declaration for name, (_, declaration) in best.items()}
        return self._won[key]


def _attribute(path: str, element: etree._Element) -> tuple[Declaration, ...]:
    style = element.get("style")
    if not style:
        return ()
    return parse_style(style, path, element.sourceline or 0, f"<{etree.QName(element).localname}>")


def _chain(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Type, classes and id of an element and those around it."""
    current: etree._Element | None = element
    while current is not None:
        yield str(current.tag), current.get("class") or "", current.get("id") or ""
        current = current.getparent()
