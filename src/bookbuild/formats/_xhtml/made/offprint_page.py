"""The last page of an offprint: the book it comes from, how to cite it, and the book's other texts."""

from lxml import etree

from bookbuild.formats._xhtml.markup import BODY_TYPES, add, append_text, new_page, write_page
from bookbuild.formats._xhtml.prose import set_runs
from bookbuild.formats.citation import citation
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.offprint import other_texts, source_runs
from bookbuild.formats.wording import wording


def offprint_page(text: EditionText, made: Written) -> bytes:
    """The XHTML of the page."""
    words = wording(text.book.language)
    title_id = f"{made.piece.id}-title"
    root = new_page(text.book.language, words.offprint, BODY_TYPES[made.piece.matter.value])
    section = add(root[1], "section", class_="offprint", aria_labelledby=title_id)
    add(add(section, "header", class_="opener"), "h1", words.offprint, id=title_id)
    fill_offprint(section, text)
    return write_page(root)


def fill_offprint(section: etree._Element, text: EditionText) -> None:
    """What the page says, below its heading."""
    words = wording(text.book.language)
    source = add(section, "p", class_="source")
    set_runs(source, source_runs(text, words))
    if text.book.url:
        append_text(source, " ")
        add(source, "a", words.whole_book, href=text.book.url)
        append_text(source, ".")
    add_citation(section, text)
    others = list(other_texts(text))
    if not others:
        return
    add(section, "h2", words.same_book, id="same-book")
    listed = add(section, "ul", class_="texts", aria_labelledby="same-book")
    for other in others:
        item = add(listed, "li")
        if other.url:
            add(item, "a", other.title, href=other.url)
        else:
            append_text(item, other.title)
        if other.by:
            append_text(item, f", {other.by}")


def add_citation(section: etree._Element, text: EditionText) -> None:
    """The line by which the text is cited."""
    cited = citation(text)
    line = add(section, "p", class_="citation")
    add(line, "strong", cited.label)
    append_text(line, " ")
    set_runs(line, cited.runs)
    if cited.address:
        append_text(line, " ")
        add(line, "a", cited.address, href=cited.address)
