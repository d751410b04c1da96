"""One edition as one web page: `<stem>.html`."""

from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.html.document import whole_page
from bookbuild.formats.html.frame import framed
from bookbuild.formats.html.head import add_head
from bookbuild.formats.html.pictures import Pictures
from bookbuild.formats.html.sheet import page_sheet
from bookbuild.formats.html.write import write_html


def make(text: EditionText) -> Made:
    """Build the page in the edition's build folder. The same text gives the same bytes."""
    text.progress("joining pages")
    pictures = Pictures(text)
    page = framed(text, whole_page(text, pictures))
    sheet = page_sheet(text.book.design, page)
    add_head(page, text, sheet)
    target = text.build / f"{text.stem}.html"
    target.write_bytes(write_html(page))
    return Made((Artifact(target, text.edition.id, "html"),), tuple(pictures.findings))
