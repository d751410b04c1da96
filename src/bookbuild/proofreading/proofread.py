"""The rules of proofreading in their order: this is the list to read, and the place for a new one."""

from collections.abc import Callable, Iterator

from bookbuild.diagnostics import Location
from bookbuild.proofreading import characters, foreign, french, punctuation, structure, words
from bookbuild.proofreading.allowances import allowances
from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.inlines import Link
from bookbuild.proofreading.proof import Picture, Proof, Remark
from bookbuild.proofreading.source import Prose, Source, read_source
from bookbuild.proofreading.spelling import words_of
from bookbuild.proofreading.usages import names, terms, uses

OF_PROSE: tuple[Callable[[Prose, Source], Iterator[Fault]], ...] = (
    characters.invisible,
    characters.mixed_scripts,
    characters.garbled,
    punctuation.brackets,
    punctuation.quotes,
    punctuation.straight_quotes,
    punctuation.double_spaces,
    punctuation.hyphens,
    punctuation.primes,
    punctuation.apostrophes,
    words.doubled_words,
    words.placeholders,
    french.capitals,
    french.ordinals,
    french.titles,
    french.ligatures,
    foreign.unmarked_foreign,
    structure.long_paragraphs,
)
"""Rules about the text of one language: each runs on every language that a file has."""
OF_SOURCE: tuple[Callable[[Source], Iterator[Fault]], ...] = (
    structure.empty_sections,
    structure.vague_links,
    structure.notes,
    structure.unused_references,
)
"""Rules about a file as a whole. Those about the whole book are in `consistency`."""


def proofread(text: str, file: str, language: str, spelling: bool = False) -> Proof:
    """The remarks on one file, and what the rules about the whole book need of it; its words only for `spelling`."""
    source = read_source(text, language)
    allowed, remarks = allowances(source, file)
    remarks += [_remark(fault, source, file) for fault in faults(source)]
    remarks.sort(key=lambda remark: (remark.start, remark.end, remark.rule))
    return Proof(
        file,
        remarks,
        list(uses(source, file)),
        names(source, file),
        terms(source),
        allowed,
        [
            _picture(picture, source, file)
            for picture in source.inlines.pictures
            if _stands_alone(picture, text)
        ],
        words_of(source, file) if spelling else {},
    )


def faults(source: Source) -> Iterator[Fault]:
    """Every fault in a source, rule by rule."""
    for prose in source.proses:
        for rule in OF_PROSE:
            yield from rule(prose, source)
    for whole in OF_SOURCE:
        yield from whole(source)


def _remark(fault: Fault, source: Source, file: str) -> Remark:
    at = Location(file, source.lines.at(fault.start), source.lines.column(fault.start))
    finding = fault.rule(fault.message, at, fault.hint) if fault.shown else None
    return Remark(fault.rule.id, finding, fault.start, fault.end, fault.mended)


def _stands_alone(picture: Link, text: str) -> bool:
    """Whether a picture opens its paragraph: one inside a sentence is set as high as a letter."""
    return not text[text.rfind("\n", 0, picture.start) + 1 : picture.start].strip(" >![")


def _picture(picture: Link, source: Source, file: str) -> Picture:
    at = Location(file, source.lines.at(picture.at), source.lines.column(picture.at))
    width = next(
        (
            part[6:].strip("\"'")
            for part in picture.attributes.strip("{} ").split()
            if part.startswith("width=")
        ),
        "",
    )
    return Picture(picture.address, width, at, picture.at)
