"""The pages of printed editions on their way to the page-lists of e-books, which are made beside them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from bookbuild._tools.beside import Awaited
from bookbuild.book.model import Edition
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.printed import Printed, PrintedPage, PrintedSource, page_list_source
from bookbuild.production.plan import Options

_Pages = Awaited[tuple[PrintedPage, ...]]


def with_pages(texts: Sequence[EditionText], options: Options) -> list[EditionText]:
    """The same texts, each e-book with a way to the pages of its printed edition, and that with a way to show them."""
    from bookbuild.formats.print.kept_pages import forget_pages

    sources = {text.edition.id: page_list_source(text.book, text.edition) for text in texts}
    named = {source.id for source in sources.values() if source}
    awaited: dict[str, _Pages] = {text.edition.id: Awaited() for text in texts if text.edition.id in named}
    linked = []
    for text in texts:
        source = sources[text.edition.id]
        if text.edition.id in awaited:
            linked.append(replace(text, show_pages=awaited[text.edition.id].give))
            if not options.use_cache:
                forget_pages(text.build)
        elif source is not None and source.id in awaited:
            linked.append(replace(text, printed=_awaiting(source, awaited[source.id])))
        else:
            linked.append(text)
    return linked


def _awaiting(source: Edition, pages: _Pages) -> PrintedSource:
    def printed() -> Printed | None:
        found = pages.get()
        return Printed(source, found) if found else None

    return printed


@contextmanager
def pages_shown(text: EditionText) -> Iterator[None]:
    """Nobody waits for ever: when the block ends without pages, there are none."""
    try:
        yield
    finally:
        if text.show_pages:
            text.show_pages(())


def show_pages(text: EditionText) -> Made:
    """Have the pages of a printed edition set, and nothing else made of it."""
    from bookbuild.formats.print.interior import pages_of

    with pages_shown(text):
        pages, findings = pages_of(text)
        if text.show_pages:
            text.show_pages(pages)
    return Made((), findings)
