"""One piece of the book as a finished XHTML page: a fragment and a head in, bytes out, in any process."""

from lxml import etree

from bookbuild.errors import ToolFailed
from bookbuild.formats._xhtml.figures import settle_figures, settle_tables
from bookbuild.formats._xhtml.head import PageHead, Person, head_of
from bookbuild.formats._xhtml.markup import BODY_TYPES, OPS, XHTML, fill_head, mark, write_page
from bookbuild.formats._xhtml.notes import settle_notes
from bookbuild.formats._xhtml.opener import open_piece
from bookbuild.formats._xhtml.semantics import (
    KINDS,
    Semantics,
    declare_vocabularies,
    settle_attributes,
    settle_components,
    settle_maths,
)
from bookbuild.formats.wording import wording

__all__ = ["PageHead", "Person", "head_of", "piece_page"]

_BEFORE = f'<html xmlns="{XHTML}" xmlns:epub="{OPS}"><head/><body><section>\n'.encode()
_AFTER = b"</section></body></html>"
_NOT_XML = bytes(range(0x20)).translate(None, b"\t\n\r")
"""Control characters that a manuscript may hold and XML 1.0 (2.2) may not."""


def piece_page(fragment: bytes, head: PageHead) -> bytes:
    """The XHTML page of pandoc's html5 `fragment`. Raises ToolFailed when that is not XML."""
    root = _parse(fragment, head)
    section, words = root[1][0], wording(head.lang)
    what = KINDS.get(head.kind, Semantics("section"))
    name = head.title or (getattr(words, what.label) if what.label else head.id)
    mark(section, epub_type=what.type, role=what.role, class_=f"piece-{head.kind}", aria_label=name)
    fill_head(root, head.lang, name)
    mark(root[1], epub_type=BODY_TYPES[head.matter])
    settle_figures(section, words)
    settle_tables(section, words)
    settle_maths(section)
    settle_notes(section, words, head.notes_at_end)
    settle_components(section, head.kind, words)
    open_piece(section, head, words)
    settle_attributes(section)
    declare_vocabularies(root)
    return write_page(root)


def _parse(fragment: bytes, head: PageHead) -> etree._Element:
    """The fragment inside the body and section of a page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for piece in (_BEFORE, fragment.translate(None, _NOT_XML), _AFTER):
            parser.feed(piece)
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise ToolFailed(
            "pandoc",
            f"wrote “{head.id}” as HTML that is not XML: {error.msg}",
            "This is a fault of bookbuild, not of the book: please report it with the file.",
        ) from error
