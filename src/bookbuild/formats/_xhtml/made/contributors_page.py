"""Everyone who wrote, drew or edited: portrait, biography, and the way to their texts."""

from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.head import person_of
from bookbuild.formats._xhtml.markup import BODY_TYPES, add, new_page, write_page
from bookbuild.formats._xhtml.opener import add_portrait
from bookbuild.formats._xhtml.prose import set_prose
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.wording import wording


def contributors_page(text: EditionText, made: Written) -> bytes:
    """The XHTML of the page, people in the order of book.yaml; those without a biography are left out."""
    book, words = text.book, wording(text.book.language)
    title_id = f"{made.piece.id}-title"
    root = new_page(book.language, words.contributors, BODY_TYPES[made.piece.matter.value])
    section = add(
        root[1], "section", epub_type="contributors", class_="contributors", aria_labelledby=title_id
    )
    add(add(section, "header", class_="opener"), "h1", words.contributors, id=title_id)
    for contributor in book.contributors:
        if not contributor.biography:
            continue
        person = person_of(contributor, text.usage)
        entry = add(section, "section", class_="contributor", aria_labelledby=f"person-{contributor.id}")
        add(entry, "h2", person.name, id=f"person-{contributor.id}")
        if person.portrait:
            add_portrait(entry, person, words)
        for paragraph in person.biography:
            set_prose(add(entry, "p"), paragraph)
        texts = [written for written in text.pieces if contributor.id in written.piece.by and written.path]
        if texts:
            listed = add(entry, "ul", class_="texts")
            for written in texts:
                link = add(add(listed, "li"), "a", href=f"{written.piece.id}.xhtml")
                link.text = typeset(written.title, text.usage)
    return write_page(root)
