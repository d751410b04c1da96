"""The filters in their order: this is the list to read, and the place for a new one.

NORMALISE and STRUCTURE see one file and fill its summary; RESOLVE knows the whole book through `PieceTargets`;
TYPOGRAPHY knows the language; TARGET makes the document ready for one writer.
"""

from collections.abc import Callable

from bookbuild.document.nodes import Document
from bookbuild.filters.context import FileContext
from bookbuild.filters.normalise.characters import characters
from bookbuild.filters.normalise.citations import citations
from bookbuild.filters.normalise.components import components
from bookbuild.filters.normalise.conditions import conditions
from bookbuild.filters.normalise.headings import headings
from bookbuild.filters.normalise.ids import ids
from bookbuild.filters.normalise.notes import undefined_notes
from bookbuild.filters.normalise.pictures import pictures
from bookbuild.filters.normalise.raw_html import raw_html
from bookbuild.filters.resolve.references import references
from bookbuild.filters.resolve.targets import PieceTargets
from bookbuild.filters.structure.index_marks import index_marks
from bookbuild.filters.structure.summarise import summarise
from bookbuild.filters.target import TargetContext
from bookbuild.filters.target.html import to_html
from bookbuild.filters.target.typst import to_typst
from bookbuild.filters.typography import Usage
from bookbuild.filters.typography.document import typography

NORMALISE = (
    characters,
    raw_html,
    conditions,
    citations,
    undefined_notes,
    headings,
    ids,
    components,
    pictures,
)
STRUCTURE = (index_marks, summarise)
RESOLVE = references
TYPOGRAPHY = typography
TARGET: dict[str, Callable[[Document, TargetContext], Document]] = {"html5": to_html, "typst": to_typst}
"""By pandoc's name of the writer."""

FILTERS = (*NORMALISE, *STRUCTURE, RESOLVE, TYPOGRAPHY, *TARGET.values())
"""All of them, in the order they run."""


def understand(document: Document, context: FileContext) -> Document:
    """NORMALISE and STRUCTURE: what one file says, its summary and findings in the context."""
    for act in (*NORMALISE, *STRUCTURE):
        document = act(document, context)
    return document


def finish(
    document: Document, targets: PieceTargets, usage: Usage, writer: str, context: TargetContext
) -> Document:
    """RESOLVE, TYPOGRAPHY and TARGET: the document ready for pandoc's writer."""
    document = RESOLVE(document, targets)
    document = TYPOGRAPHY(document, usage)
    return TARGET[writer](document, context)
