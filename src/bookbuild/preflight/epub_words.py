"""What a page says to those who do not see it: its headings, its pictures, its language."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_evidence import is_decorative, is_named, why_it_informs
from bookbuild.preflight.epub_language import Text, looks_like, texts
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import NS, XHTML, XML_LANG, Package, resolve
from bookbuild.preflight.epub_pictures import Head
from bookbuild.rules import packaged
from bookbuild.rules import preflight as rules

_HEADINGS = tuple(f"{{{XHTML}}}h{n}" for n in range(1, 7))
_IMG = f"{{{XHTML}}}img"
_PLACEHOLDER = re.compile(
    r"(?:an? |une? )?(?:image|img|picture|photo|figure|illustration|graphic|alt|alt text|todo|untitled|bild|imagen)"
    r"[\s_-]*\d*|.*\.(?:jpe?g|png|gif|svg|webp)|https?://\S+",
    re.IGNORECASE,
)
"""Alternative texts that tell nothing. “Cover” and “Couverture” tell enough."""
_ORNAMENT_PX = 300
"""Shorter side from which a picture is hardly an ornament."""
Sizes = Mapping[str, tuple[int, int]]
"""Pixels by name of the picture."""


def word_findings(package: Package, pictures: Sequence[Head], at: At) -> Iterator[Finding]:
    """Faults of headings, pictures and languages, page by page."""
    sizes = {head.item.path: (head.width, head.height) for head in pictures}
    yield from _unsaid_languages(package, at)
    for path, page in package.pages.items():
        yield from _heading_findings(path, page, at)
        yield from _picture_findings(path, page, sizes, at)
        for text in texts(page):
            if found := looks_like(text.words, text.lang):
                yield packaged.WRONG_LANGUAGE(_in_words(text, found), at(path, text.line))
    summary = " ".join(package.metas("schema:accessibilitySummary"))
    language = (package.root.findtext("opf:metadata/dc:language", "", NS) or "").strip()
    if found := looks_like(re.findall(r"[^\W\d_]+", summary.lower()), language, short=True):
        message = f"The accessibility summary is in “{found}”; the book is in “{language}”."
        yield packaged.SUMMARY_LANGUAGE(message, at(package.path, 0))


def _unsaid_languages(package: Package, at: At) -> Iterator[Finding]:
    """One finding for all pages: who forgot it once forgot it everywhere."""
    pages = [path for path, page in package.pages.items() if not (page.get("lang") or page.get(XML_LANG))]
    if pages:
        more = f", nor do {len(pages) - 1} other pages" if len(pages) > 1 else ""
        message = f"{pages[0]} does not name its language{more}."
        yield packaged.PAGE_LANGUAGE_UNSAID(
            message, at(pages[0], package.pages[pages[0]].sourceline or 0), 'Write <html lang="fr">.'
        )


def _in_words(text: Text, found: str) -> str:
    return f"{len(text.words):,} words are marked as “{text.lang}” and look like “{found}”."


def _heading_findings(path: str, page: etree._Element, at: At) -> Iterator[Finding]:
    last = 0
    for element in page.iter(*_HEADINGS):
        level = int(etree.QName(element).localname[1])
        words = " ".join("".join(str(text) for text in element.itertext()).split())[:60]
        place = at(path, element.sourceline or 0)
        named = words or element.get("aria-label") or any(img.get("alt") for img in element.iter(_IMG))
        if not named:
            yield packaged.HEADING_EMPTY(f"A heading of level {level} has no words.", place)
        if last and level > last + 1:
            message = f"“{words}” is a heading of level {level} right under level {last}."
            yield rules.BUILT_HEADING_JUMP(message, place)
        last = level


def _picture_findings(path: str, page: etree._Element, sizes: Sizes, at: At) -> Iterator[Finding]:
    for image in page.iter(_IMG):
        if is_decorative(image):
            continue
        source, alt = image.get("src", ""), (image.get("alt") or "").strip()
        place = at(path, image.sourceline or 0)
        if is_named(image):
            if alt and (_PLACEHOLDER.fullmatch(alt) or alt == _stem(source)):
                yield packaged.ALT_NO_WORDS(f"The alt of {source} is “{alt}”.", place)
        elif image.get("alt") is None:
            yield packaged.PICTURE_UNSPOKEN(f"{source} has no alt attribute.", place)
        elif why := why_it_informs(image) or _is_large(sizes.get(resolve(path, source)[0])):
            hint = 'Describe it; or, if it only adorns: role="presentation".'
            yield packaged.PICTURE_UNSPOKEN(f"{source} has an empty alt, and {why}.", place, hint)


def _is_large(size: tuple[int, int] | None) -> str:
    return f"{size[0]} × {size[1]} pixels" if size and min(size) >= _ORNAMENT_PX else ""


def _stem(source: str) -> str:
    return posixpath.splitext(posixpath.basename(unquote(source)))[0]
