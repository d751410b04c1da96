"""The pages bookbuild makes, as calls of their print components."""

from collections.abc import Iterator
from decimal import Decimal

from bookbuild.book.model import Edition, Format, Kind, MadePage
from bookbuild.design import typ
from bookbuild.filters.target.typst_inlines import bare
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats._xhtml.made.copyright_page import licence_address, rights_line
from bookbuild.formats._xhtml.made.title_page import credit_lines
from bookbuild.formats.citation import citation
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.index_terms import Entry, by_letter, index_tree
from bookbuild.formats.offprint import other_texts, signature, source_line, source_runs
from bookbuild.formats.print.pictures import portrait_path
from bookbuild.formats.print.texts import set_line, set_lines, set_paragraphs, set_runs, set_title
from bookbuild.formats.print.words import print_words
from bookbuild.formats.wording import and_list, month_year, wording

_UNLISTED = frozenset({Kind.DEDICATION, Kind.EPIGRAPH, Kind.COLOPHON})
"""Kinds that contents never list."""
_LISTED_PAGES = frozenset({MadePage.INDEX, MadePage.CONTRIBUTORS})
_CURRENCIES = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF", "CAD": "$ CA"}


def made_page(text: EditionText, made: Written, head: str) -> str:  # noqa: PLR0911 — one a kind of page
    """The call that sets a page we make; `head` is the literal of its running heads."""
    id = typ.string(made.piece.id)
    words = wording(text.book.language)
    match made.piece.kind:
        case MadePage.HALF_TITLE:
            return f"#half-title({id}, {set_line(text.book.title, text.usage)})"
        case MadePage.TITLE_PAGE:
            return f"#title-page({id}, {_title_page(text)})"
        case MadePage.COPYRIGHT_PAGE:
            groups = [set_lines(group, text.usage) for group in _copyright_groups(text)]
            return f"#copyright-page({id}, {typ.array([group for group in groups if group != '()'])})"
        case MadePage.CONTENTS:
            title = set_line(words.contents, text.usage)
            return f"#contents({id}, {title}, {_contents_entries(text)}, head: {head})"
        case MadePage.INDEX:
            return f"#index({id}, {set_line(words.index, text.usage)}, {_index_entries(text)}, head: {head})"
        case MadePage.OFFPRINT:
            return f"#offprint({id}, {set_line(words.offprint, text.usage)}, {_offprint(text)})"
        case _:
            title = set_line(words.contributors, text.usage)
            return f"#contributors({id}, {title}, {_people(text)}, head: {head})"


def page_title(text: EditionText, made: Written) -> str:
    """The title of any piece in contents and running heads, plain and typeset."""
    words = wording(text.book.language)
    names = {
        MadePage.CONTENTS: words.contents,
        MadePage.INDEX: words.index,
        MadePage.CONTRIBUTORS: words.contributors,
        MadePage.OFFPRINT: words.offprint,
    }
    if isinstance(made.piece.kind, MadePage):
        return names.get(made.piece.kind, "")
    return typeset(made.title, text.usage)


def heading_name(written: Written) -> str:
    """The label of a piece's own heading; empty when it has none."""
    headings = written.summary.headings
    if headings and headings[0].level == 1 and headings[0].id:
        return f"{written.piece.id}:{headings[0].id}"
    return ""


def author_names(text: EditionText, written: Written) -> str:
    """`A, B et C`: who wrote a piece; empty for no one named."""
    names = [typeset(text.book.contributor(id).name, text.usage) for id in written.piece.by]
    return and_list(names, wording(text.book.language))


def printer_lines(text: EditionText) -> str:
    """The achevé d’imprimer as an array of lines; `()` when no printer is named."""
    printer = text.book.legal.printer
    if printer is None:
        return "()"
    words, own = wording(text.book.language), print_words(text.book.language)
    month = month_year(printer.finished or text.book.dates.published.strftime("%Y-%m"), words)
    reprints = and_list([month_year(again, words) for again in printer.reprints], words)
    deposit = text.book.dates.legal_deposit
    lines = [
        own.printed.format(month=month),
        f"{own.printed_by} {printer.name}",
        printer.address or "",
        own.job.format(number=printer.number) if printer.number else "",
        f"{words.legal_deposit} {month_year(deposit, words)}" if deposit else "",
        own.reprinted.format(months=reprints) if reprints else "",
    ]
    return set_lines(lines, text.usage)


def _title_page(text: EditionText) -> str:
    book, usage = text.book, text.usage
    words = wording(book.language)
    arguments = {"imprint": set_line(book.imprint, usage)}
    if book.series and not text.excerpted:
        number = f", {book.series.number}" if book.series.number is not None else ""
        arguments["series"] = set_line(f"{book.series.title}{number}", usage)
    if text.excerpted is not None:
        signed = signature(text, text.excerpted)
        arguments["title"] = typ.content(page_title(text, text.excerpted))
        arguments["names"] = typ.array([typ.content(signed)] if signed else [])
        arguments["others"] = typ.array([typ.content(source_line(text, words))])
    else:
        first, *others = [*credit_lines(book, words, usage)] or [""]
        arguments["title"] = set_line(book.title, usage)
        arguments["names"] = typ.array([typ.content(first)] if first else [])
        arguments["others"] = typ.array([typ.content(line) for line in others])
        if book.subtitle:
            arguments["subtitle"] = set_line(book.subtitle, usage)
    return ", ".join(f"{name}: {value}" for name, value in arguments.items())


def _copyright_groups(text: EditionText) -> Iterator[list[str]]:
    """Groups of lines: rights, ISBN of every edition, publisher, legal deposit and price, notices.

    What a French book must say: arrêté of 12 January 1995 (Service-Public F22672).
    """
    book, words, own = text.book, wording(text.book.language), print_words(text.book.language)
    rights = book.rights
    yield [rights_line(book, words)]
    yield [(rights.statement or "") if rights else "", licence_address(rights.licence if rights else None)]
    yield [
        f"{own.isbn} ({_edition_name(edition, text)})\u00a0: {edition.isbn}"
        for edition in text.siblings or (text.edition,)
        if edition.isbn and edition.offprint == text.edition.offprint
    ]
    if text.excerpted and text.excerpted.piece.doi:
        yield [f"DOI {text.excerpted.piece.doi}"]
    if book.series and book.series.issn and not text.excerpted:
        yield [f"{book.series.title}, ISSN {book.series.issn}"]
    house = book.publisher
    imprint = (
        f"{house.name}, {house.imprint}" if house.imprint and house.imprint != house.name else house.name
    )
    yield [imprint, house.address or "", " – ".join(filter(None, (house.website, house.email)))]
    deposit = book.dates.legal_deposit if not text.excerpted else None  # it is the book's
    yield [
        f"{words.legal_deposit} {month_year(deposit, words)}" if deposit else "",
        " · ".join(_price_lines(text.edition, own.price)),
        "" if text.excerpted else book.legal.price_note or "",
    ]
    yield [book.legal.notice or ""]


def _edition_name(edition: Edition, text: EditionText) -> str:
    name = print_words(text.book.language).editions[edition.format.value]
    alike = [
        other
        for other in text.siblings
        if other.format is edition.format and other.isbn and other.offprint == edition.offprint
    ]
    return f"{name}, {edition.id}" if len(alike) > 1 else name


def _price_lines(edition: Edition, before: str) -> Iterator[str]:
    if edition.format is not Format.PRINT:
        return
    for currency, amount in sorted(edition.price.items(), key=lambda item: (item[0] != "EUR", item[0])):
        figure = f"{amount.quantize(Decimal('0.01'))}".replace(".", "," if currency == "EUR" else ".")
        yield f"{before} {figure}\u00a0{_CURRENCIES.get(currency, currency)}"


def _contents_entries(text: EditionText) -> str:
    entries = []
    for written in text.pieces:
        piece = written.piece
        if not piece.listed or piece.kind in _UNLISTED:
            continue
        if isinstance(piece.kind, MadePage) and piece.kind not in _LISTED_PAGES:
            continue
        title = page_title(text, written)
        if not title:
            continue
        authors = author_names(text, written)
        heading = heading_name(written)
        entries.append(
            typ.dictionary(
                {
                    "id": typ.string(piece.id),
                    "kind": typ.string(piece.kind.value),
                    "depth": str(piece.depth),
                    "title": set_title(title, text.usage),
                    "heading": typ.string(heading) if heading else "none",
                    "authors": typ.content(authors) if authors else "none",
                }
            )
        )
    return typ.array(entries)


def _offprint(text: EditionText) -> str:
    """The book an offprint comes from, how to cite it, and the book's other texts, as arguments."""
    words, cited = wording(text.book.language), citation(text)
    arguments = {
        "source": _with_address(set_runs(source_runs(text, words)), text.book.url or ""),
        "label": typ.content(cited.label),
        "citation": _with_address(set_runs(cited.runs), cited.address),
        "others-title": typ.content(words.same_book),
        "others": typ.array(
            [
                typ.content(f"{other.title}, {other.by}" if other.by else other.title)
                for other in other_texts(text)
            ]
        ),
    }
    return ", ".join(f"{name}: {value}" for name, value in arguments.items())


def _with_address(content: str, url: str) -> str:
    """A content argument, and a web address behind it as print shows it."""
    shown = f" #address({typ.string(url)}, {typ.string(bare(url))});" if url else ""
    return f"[{content[1:-1]}{shown}]"


def _index_entries(text: EditionText) -> str:
    root = index_tree(
        (written.piece.id, mark.id, mark.entry, mark.see)
        for written in text.pieces
        for mark in written.summary.index
    )
    entries = []
    for letter, group in by_letter(root):
        for entry in group:
            lines = typ.array(list(_index_lines(entry, 0, text.usage)))
            entries.append(typ.dictionary({"letter": typ.string(letter), "lines": lines}))
    return typ.array(entries)


def _index_lines(entry: Entry, depth: int, usage: Usage) -> Iterator[str]:
    """One line an entry: depth, term, names of its places, entries to look under."""
    places = typ.array([typ.string(f"{place.piece}:{place.anchor}") for place in entry.places])
    see = typ.array([set_line(other.replace("!", ", "), usage) for other in entry.see])
    yield f"({depth}, {set_line(entry.term, usage)}, {places}, {see})"
    for inner in entry.sorted_inner():
        yield from _index_lines(inner, depth + 1, usage)


def _people(text: EditionText) -> str:
    return typ.array(
        [person_literal(text, person.id) for person in text.book.contributors if person.biography]
    )


def person_literal(text: EditionText, id: str) -> str:
    """A contributor as a dictionary: name, notice, portrait."""
    person = text.book.contributor(id)
    portrait = portrait_path(text, person.portrait)
    return typ.dictionary(
        {
            "name": typ.content(typeset(person.name, text.usage)),
            "notice": set_paragraphs(person.biography, text.usage),
            "portrait": typ.string(portrait) if portrait else "none",
            "alt": typ.string(person.portrait_alt) if person.portrait_alt else "none",
        }
    )
