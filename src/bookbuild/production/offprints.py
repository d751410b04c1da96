"""Offprints, made after the whole book: each text's editions in a worker process of their own."""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace

from bookbuild._tools.workers import Workers
from bookbuild.book.model import Format
from bookbuild.formats.content import EditionText, Made, no_pages, silent
from bookbuild.formats.printed import Printed, PrintedPage, cited_print
from bookbuild.production.page_lists import with_pages
from bookbuild.production.plan import Options, Wanted

Folios = MutableMapping[str, tuple[PrintedPage, ...]]
"""The pages of printed books by edition id; filled while they are set."""
MakeEach = Callable[[Sequence[EditionText], Wanted], list[tuple[EditionText, Made]]]
_COST = 250_000
"""What one text's editions weigh against the start of a process (`IN_PROCESS_BYTES`): two are worth it."""


@dataclass(frozen=True)
class _Task:
    """The editions of one text: its e-books may name the pages of its print."""

    texts: tuple[EditionText, ...]
    what: Wanted
    options: Options
    make_each: MakeEach


def showing_folios(
    texts: Sequence[EditionText],
    offprints: Sequence[EditionText],
    announced: Sequence[EditionText],
    folios: Folios,
) -> list[EditionText]:
    """The whole book's texts; pages of printed editions go to `folios` too.

    Those, that is, which readers of an offprint cite, and all that ONIX announces.
    """
    cited = {source.id for text in offprints if (source := cited_print(text.book, text.edition))}
    cited |= {text.edition.id for text in announced if text.edition.format is Format.PRINT}
    return [_showing(text, folios) if text.edition.id in cited else text for text in texts]


def make_offprints(
    texts: Sequence[EditionText], folios: Folios, what: Wanted, options: Options, make_each: MakeEach
) -> list[tuple[EditionText, Made]]:
    """What `make_each` makes of the offprints, in the order of `texts` by text; the printed book has been set."""
    groups: dict[str, list[EditionText]] = {}
    for text in texts:
        held = replace(_citing(text, folios), progress=silent)
        groups.setdefault(text.edition.offprint or "", []).append(held)
    tasks = [_Task(tuple(group), what, options, make_each) for group in groups.values()]
    with Workers(options.jobs) as workers:
        return [made for group in workers.map(_make, tasks, lambda task: _COST) for made in group]


def _make(task: _Task) -> list[tuple[EditionText, Made]]:
    """One text's editions, printed ones first. Runs in a worker."""
    texts = task.texts if task.options.draft else with_pages(task.texts, task.options)
    made = task.make_each(texts, task.what)
    return [(replace(text, printed=no_pages, show_pages=None), result) for text, result in made]


def _showing(text: EditionText, folios: Folios) -> EditionText:
    others = text.show_pages

    def show(pages: tuple[PrintedPage, ...]) -> None:
        if pages:
            folios[text.edition.id] = pages
        if others:
            others(pages)

    return replace(text, show_pages=show)


def _citing(text: EditionText, folios: Folios) -> EditionText:
    source = cited_print(text.book, text.edition)
    pages = folios.get(source.id) if source else None
    return replace(text, cited=Printed(source, pages)) if source and pages else text
