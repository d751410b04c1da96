"""What each kind of piece and each component is, in HTML, EPUB and DPUB-ARIA terms.

Roles are those DPUB-ARIA 1.1 allows on the element (ARIA in HTML, 4); EPUBCheck refuses any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.formats._xhtml.markup import (
    EPUB_TYPE,
    NS,
    OPS,
    XML_LANG,
    classes,
    local,
    mark,
    set_classes,
    tag,
    unwrap,
)
from bookbuild.formats.wording import Wording


@dataclass(frozen=True)
class Semantics:
    """The element, epub:type and role of something."""

    element: str
    type: str = ""
    role: str = ""
    label: str = ""
    """Field of `Wording` that names it, when no heading does."""


KINDS = {
    "preface": Semantics("section", "preface", "doc-preface"),
    "foreword": Semantics("section", "foreword", "doc-foreword"),
    "introduction": Semantics("section", "introduction", "doc-introduction"),
    "dedication": Semantics("section", "dedication", "doc-dedication", "dedication"),
    "epigraph": Semantics("section", "epigraph", "doc-epigraph", "epigraph"),
    "acknowledgements": Semantics("section", "acknowledgments", "doc-acknowledgments", "acknowledgements"),
    "part": Semantics("section", "part", "doc-part"),
    "chapter": Semantics("section", "chapter", "doc-chapter"),
    "contribution": Semantics("section", "chapter", "doc-chapter"),
    "conclusion": Semantics("section", "conclusion", "doc-conclusion"),
    "afterword": Semantics("section", "afterword", "doc-afterword"),
    "appendix": Semantics("section", "appendix", "doc-appendix"),
    "glossary": Semantics("section", "glossary", "doc-glossary", "glossary"),
    "bibliography": Semantics("section", "bibliography", "doc-bibliography", "bibliography"),
    "notes": Semantics("section", "endnotes", "doc-endnotes", "notes"),
    "colophon": Semantics("section", "colophon", "doc-colophon", "colophon"),
}
"""Kind of a piece: its section. A kind that is not here is a plain section."""

UNTITLED = frozenset({"dedication", "epigraph"})
"""Kinds whose title names the page but is not shown on it."""

COMPONENTS = {
    "abstract": Semantics("section", "abstract", "doc-abstract", "abstract"),
    "epigraph": Semantics("div", "epigraph", "doc-epigraph"),
    "pull-quote": Semantics("aside", "pullquote", "doc-pullquote"),
    "extract": Semantics("blockquote"),
    "sidebar": Semantics("aside", "sidebar", label="sidebar"),
    "description": Semantics("aside", label="long_description"),
    "letter": Semantics("article", "z3998:letter"),
    "verse": Semantics("div", "z3998:poem"),
    "glossary": KINDS["glossary"],
    "bibliography": KINDS["bibliography"],
    "dedication": KINDS["dedication"],
    "acknowledgements": KINDS["acknowledgements"],
    "colophon": KINDS["colophon"],
}
"""Class of a fenced div: its element. A class that is not here stays a div for the stylesheet alone."""

_LINES = {
    "attribution": "",
    "dateline": "",
    "salutation": "z3998:salutation",
    "signature": "z3998:signature",
}
"""Spans that are a line of their own, with their epub:type; alone in a paragraph, they are the paragraph."""
_PARTS = {"stanzas": "z3998:verse", "speaker": "z3998:persona"}
"""Classes with an epub:type alone."""
_PREFIX, _VOCABULARY = "z3998", "http://www.daisy.org/z3998/2012/vocab/structure/#"
"""ANSI/NISO Z39.98-2012, whose terms the EPUB Structural Semantics Vocabulary takes for poems, letters and plays."""
_OF_Z3998 = etree.XPath("boolean(.//*[starts-with(@epub:type, 'z3998:')])", namespaces={"epub": OPS})
_HEADINGS = tuple(tag(f"h{n}") for n in range(1, 7))
_CLASSED = etree.XPath(".//x:*[@class]", namespaces=NS)
_WITH_LANG = etree.XPath(".//x:*[@lang]", namespaces=NS)
_WITH_DATA = etree.XPath(".//x:*[@*[starts-with(name(), 'data-')]]", namespaces=NS)
_SOURCES = etree.XPath(
    ".//*[@epub:type='bibliography' or contains(concat(' ', @class, ' '), ' bibliography ')]"
    "/*[self::x:p[not(@class)] or self::x:ul or self::x:ol]/descendant-or-self::*[self::x:p or self::x:li]"
    "[not(ancestor::x:li)]",
    namespaces={**NS, "epub": OPS},
)
_OPENERS = etree.XPath(
    ".//x:h1|.//x:h2|.//x:h3|.//x:h4|.//x:h5|.//x:h6|.//x:hr|.//x:header"
    "|.//x:*[@role='doc-abstract' or @role='doc-epigraph']",
    namespaces=NS,
)
"""A paragraph after one of these is not indented. (Not by a `+` selector: Kindle drops those.)"""


def settle_components(section: etree._Element, kind: str, words: Wording) -> None:
    """Elements and attributes for every component on a page of this kind."""
    for element in _CLASSED(section):
        for name in classes(element):
            if name in COMPONENTS:
                _settle(element, COMPONENTS[name], KINDS.get(kind), words)
            elif name in _LINES and local(element) == "span":
                _promote(element, name)
            elif name in _PARTS:
                mark(element, epub_type=_PARTS[name])
        if local(element) in {"pre", "code"}:
            _settle_code(element)
        elif local(element) == "section" and not element.get(EPUB_TYPE):
            element.tag = tag("div")  # pandoc's section for any div that begins with a heading
    for terms in section.iter(tag("dl")):
        _settle_terms(terms)
    for sources in _SOURCES(section):
        mark(sources, epub_type="biblioentry")
    for box in list(section.iter(tag("input"))):
        _settle_box(box)
    _settle_headings(section)


def settle_attributes(section: etree._Element) -> None:
    """`xml:lang` beside every `lang`; no data- attributes; a class for paragraphs that are not indented."""
    for element in _WITH_LANG(section):
        element.set(XML_LANG, element.get("lang"))
    for element in _WITH_DATA(section):
        for name in list(element.attrib):
            if name.startswith("data-"):
                del element.attrib[name]
    for opener in _OPENERS(section):
        follower = opener.getnext()
        if follower is not None and follower.tag == tag("p") and local(follower.getparent()) != "header":
            set_classes(follower, [*classes(follower), "first"])


def declare_vocabularies(root: etree._Element) -> None:
    """The prefix of the terms that the page uses (EPUB 3.3, D.1.3): EPUBCheck refuses one that is not declared."""
    if _OF_Z3998(root):
        root.set(f"{{{OPS}}}prefix", f"{_PREFIX}: {_VOCABULARY}")


def settle_maths(section: etree._Element) -> None:
    """Every formula in words for readers without MathML: its TeX, as `alttext`."""
    for math in section.iter(f"{{{NS['m']}}}math"):
        annotation = next(math.iter(f"{{{NS['m']}}}annotation"), None)
        if annotation is not None and annotation.text:
            math.set("alttext", " ".join(annotation.text.split()))


def _settle(element: etree._Element, what: Semantics, page: Semantics | None, words: Wording) -> None:
    if page is not None and what.type == page.type:
        element.tag = tag("div")  # the page as a whole is one already
        return
    element.tag = tag(what.element)
    mark(element, epub_type=what.type, role=what.role)
    heading = element[0] if len(element) and element[0].tag in _HEADINGS else None
    if heading is not None and what.element != "div":
        if not heading.get("id"):
            heading.set("id", f"{element.get('id') or what.type}-title")
        element.set("aria-labelledby", heading.get("id"))
    elif what.label:
        element.set("aria-label", getattr(words, what.label))


def _promote(span: etree._Element, name: str) -> None:
    """A span that is all of its paragraph hands its class up; with no id or language of its own it goes."""
    holder = span.getparent()
    alone = not (holder.text or "").strip() and not (span.tail or "").strip() and len(holder) == 1
    if holder.tag != tag("p") or not alone:
        return
    set_classes(holder, [*classes(holder), name])
    mark(holder, epub_type=_LINES[name])
    set_classes(span, [other for other in classes(span) if other != name])
    if not span.attrib:
        unwrap(span)


def _settle_code(pre: etree._Element) -> None:
    """The language on `code`, as the HTML specification proposes (4.5.15); pandoc names it on `pre`."""
    code = pre[0] if local(pre) == "pre" and len(pre) == 1 else pre
    names = [name.removeprefix("language-") for name in classes(pre) if name != "sourceCode"]
    set_classes(pre, [])
    set_classes(code, [f"language-{name}" for name in names[:1]])


def _settle_terms(terms: etree._Element) -> None:
    """In a glossary every term is a `dfn`."""
    glossary = any(ancestor.get(EPUB_TYPE) == "glossary" for ancestor in terms.iterancestors())
    if not glossary:
        return
    for child in terms:
        if local(child) == "dt":
            mark(child, epub_type="glossterm")
            _wrap_content(child, "dfn")
        elif local(child) == "dd":
            mark(child, epub_type="glossdef")


def _settle_box(box: etree._Element) -> None:
    """A task's box as a character: a book has no forms, and Kindle refuses a book that has (KPG 6.1)."""
    label = box.getparent()
    label.text = ("☒ " if "checked" in box.attrib else "☐ ") + (box.tail or "")
    box.tail = None
    label.remove(box)
    unwrap(label)


def _wrap_content(element: etree._Element, name: str) -> None:
    inner = etree.Element(tag(name))
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _settle_headings(section: etree._Element) -> None:
    """A sidebar's headings are below the text around it, wherever their author put them, and skip no level."""
    around, inside, own = 1, 1, (None, 0, 0)
    for heading in section.iter(*_HEADINGS):
        level = int(local(heading)[1])
        aside = next(heading.iterancestors(tag("aside")), None)
        if aside is None:
            around = level
            continue
        if own[0] is not aside:
            own, inside = (aside, level, around + 1), around
        inside = min(max(own[2] + level - own[1], own[2]), inside + 1, 6)
        heading.tag = tag(f"h{inside}")


def first_heading(elements: Sequence[etree._Element]) -> etree._Element | None:
    """The h1 that a page begins with, if it does."""
    return elements[0] if elements and elements[0].tag == tag("h1") else None
