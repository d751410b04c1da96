"""The opening page of a part that has no text of its own."""

from bookbuild.formats._xhtml.head import PageHead
from bookbuild.formats._xhtml.markup import BODY_TYPES, add, new_page, write_page


def part_page(head: PageHead) -> bytes:
    """A page with the part's title."""
    root = new_page(head.lang, head.title, BODY_TYPES[head.matter])
    title_id = f"{head.id}-title"
    section = add(
        root[1], "section", epub_type="part", role="doc-part", class_="piece-part", aria_labelledby=title_id
    )
    add(add(section, "header", class_="opener"), "h1", head.title, id=title_id)
    return write_page(root)
