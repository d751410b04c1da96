"""Pages as Kindle takes them: characters it knows, pictures it shows, formulas without TeX inside, tables that fit.

Clauses are those of Amazon's Kindle Publishing Guidelines (KPG).
"""

import re
from html import escape, unescape

from lxml import etree

from bookbuild.formats._xhtml.markup import write_tree
from bookbuild.formats.kindle.tables import fit_tables

_NO_BREAK, _PLAIN = "\u00a0", " "
_CHARACTERS = str.maketrans(
    {
        "\u202f": _NO_BREAK,  # before ; ! ? in French
        "\u2007": _NO_BREAK,  # figure space
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", _PLAIN),
        **dict.fromkeys("\u2060\ufeff\u200b\u200e\u200f\u00ad", None),
    }
)
"""KPG 6.7: no other spaces or format characters; they may break selection, look-up and line ends."""

# Our pages are written by lxml (see formats.epub.accessibility): tags can be found in the text itself.
_SVG_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+\.(?:svg|gif))(")')
_IGNORED = re.compile(r"<(/?)(kbd|small)\b")
_KEPT_AS = {"kbd": "code", "small": "span"}
"""KDP help GG5R7N649LECKP7U: tags that Kindle passes over, as tags it knows."""
_MATH = "{http://www.w3.org/1998/Math/MathML}"


def adapt_page(page: bytes) -> bytes:
    """A page of the EPUB as a page of the Kindle edition."""
    text = page.decode().translate(_CHARACTERS)
    adapted = _SVG_SOURCE.sub(
        lambda found: f"{found[1]}{escape(png_href(unescape(found[2])))}{found[3]}", text
    )
    adapted = _IGNORED.sub(lambda found: f"<{found[1]}{_KEPT_AS[found[2]]}", adapted)
    data = adapted.encode()
    if b"<math" not in data and b"<table" not in data:
        return data
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    _plain_math(root)
    fit_tables(root)
    return write_tree(root)


def adapt_text(text: str) -> str:
    """A label of the navigation with the characters Kindle knows."""
    return text.translate(_CHARACTERS)


def png_href(href: str) -> str:
    """Where the PNG of a picture stands that Kindle does not take as it is.

    >>> png_href("images/portraits/marie.svg")
    'images/portraits/marie-svg.png'
    """
    stem, _, suffix = href.rpartition(".")
    return f"{stem}-{suffix}.png"


def _plain_math(root: etree._Element) -> None:
    """MathML without its TeX annotation, which becomes the `alttext` (KPG 10.6). Changes in place."""
    for math in root.iter(f"{_MATH}math"):
        semantics = math.find(f"{_MATH}semantics")
        if semantics is not None:
            annotation = semantics.find(f"{_MATH}annotation")
            if annotation is not None and annotation.text:
                math.set("alttext", annotation.text.strip())
            math.replace(semantics, semantics[0])
        if not math.get("alttext"):  # what a reader without MathML shows
            math.set("alttext", " ".join("".join(map(str, math.itertext())).split()))
