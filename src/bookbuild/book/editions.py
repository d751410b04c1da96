"""What book.yaml says of its editions' differences: names that conditions ask for, samples, languages."""

from collections.abc import Iterator
from difflib import get_close_matches

from bookbuild.book.conditions import Condition, known_names, names_of
from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Edition, Format, MadePage, Part
from bookbuild.book.order import reading_order
from bookbuild.book.trade import canonical_language
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import manuscript, metadata


def check_editions(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    yield from _conditions(book, lines)
    for number, edition in enumerate(book.editions):
        yield from _names(book, edition, number, lines)
        yield from _sample(book, edition, number, lines)
        for place, tag in enumerate(edition.languages):
            if (right := canonical_language(tag)) != tag:
                yield metadata.LANGUAGE_TAG(
                    f"“{tag}” is not a language tag",
                    at=lines.at("editions", number, "languages", place),
                    hint=f"Write {right}." if right else "Use a BCP 47 tag: fr, en-GB, pt-BR.",
                )


def unknown_name(term: str, known: frozenset[str], at: Location) -> Finding:
    """The finding for a name in `only` or `except` that no edition answers to."""
    close = get_close_matches(term, sorted(known), 1)
    return manuscript.UNKNOWN_EDITION_NAME(
        f"“{term}” is no edition, format, audience or language of this book",
        at=at,
        hint=f"Did you mean “{close[0]}”?" if close else f"Known here: {', '.join(sorted(known))}.",
    )


def in_no_edition(condition: Condition, at: Location) -> Finding:
    """The finding for what every edition leaves out."""
    asked = (("only", condition.only), ("except", condition.others))
    said = ", ".join(f"{key} {' '.join(terms)}" for key, terms in asked if terms)
    return manuscript.IN_NO_EDITION(f"no edition meets the condition: {said}", at=at)


def _conditions(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """`only` and `except` of pieces and parts."""
    known = known_names(book)
    editions = [names_of(book, edition) for edition in book.editions]
    for matter in ("front", "body", "back"):
        for number, item in enumerate(getattr(book.text, matter)):
            if isinstance(item, MadePage):
                continue
            inner = item.contents if isinstance(item, Part) else ()
            path: tuple[str | int, ...] = ("text", matter, number)
            found = [(item, path), *((piece, (*path, "contents", n)) for n, piece in enumerate(inner))]
            for held, place in found:
                condition = Condition(held.only, held.except_)
                unknown = [term for term in condition.terms if term not in known]
                for term in unknown:
                    key = "only" if term in condition.only else "except"
                    yield unknown_name(term, known, lines.at(*place, key))
                if not unknown and not any(condition.holds(names) for names in editions):
                    yield in_no_edition(condition, lines.at(*place, "only" if condition.only else "except"))


def _names(book: Book, edition: Edition, number: int, lines: YamlLines) -> Iterator[Finding]:
    """An id or audience that another format, edition or language also goes by."""
    formats = {format.value for format in Format} - {edition.format.value}
    others = {other.id for other in book.editions if other.id != edition.id}
    languages = {tag.lower() for other in book.editions for tag in other.languages or (book.language,)}
    own = [("id", edition.id, formats | languages)]
    own += [("audience", name, formats | languages | others | {edition.id}) for name in edition.audience]
    for key, name, taken in own:
        if name in taken:
            yield metadata.NAME_IN_TWO_SENSES(
                f"“{name}” is also a format, a language or another edition",
                at=lines.at("editions", number, key),
                hint="Rename it.",
            )


def _sample(book: Book, edition: Edition, number: int, lines: YamlLines) -> Iterator[Finding]:
    if edition.sample is None:
        return
    pieces = {piece.id for piece in reading_order(book) if not isinstance(piece.kind, MadePage)}
    for id in edition.sample.pieces:
        if id not in pieces:
            close = get_close_matches(id, sorted(pieces), 1)
            yield metadata.SAMPLE_UNKNOWN(
                f"“{id}” is no piece of this book",
                at=lines.at("editions", number, "sample"),
                hint=f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(sorted(pieces)[:8])}.",
            )
    if edition.isbn:
        yield metadata.SAMPLE_ISBN(
            f"the sample “{edition.id}” has an ISBN",
            at=lines.at("editions", number, "isbn"),
            hint="Leave it out: what is given away needs none.",
        )
