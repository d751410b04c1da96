"""Before anything is made: does the recipient of each printed edition make such a book?"""

import re
from collections.abc import Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Edition, Format
from bookbuild.design.offer import PAPERBACK
from bookbuild.design.profile import DEFAULT_PROFILE, Profile, UnknownProfile, load_profile
from bookbuild.design.trim import DEFAULT_TRIM, Trim, UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import recipient as rules


def print_findings(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """What a recipient's presses do not make of an edition as book.yaml has it, with its line there."""
    for number, edition in enumerate(book.editions):
        if edition.format is not Format.PRINT:
            continue
        try:
            profile = load_profile(edition.profile or DEFAULT_PROFILE)
            trim = parse_trim(edition.trim or DEFAULT_TRIM)
        except (UnknownProfile, UnknownTrim):
            continue  # said by `edition_findings`

        def at(key: str, number: int = number) -> Location:
            return lines.at("editions", number, key)

        yield from _size(edition, profile, trim, at("trim"))
        yield from _paper(edition, profile, trim, at("paper"))
        yield from _binding(edition, profile, at("binding"))
        yield from _jacket(edition, profile, at("jacket"))
        yield from _statements(book, edition, profile, lines)


def _size(edition: Edition, profile: Profile, trim: Trim, at: Location) -> Iterator[Finding]:
    """The general sizes, and those of the edition's paper and binding."""
    offer = profile.offer
    terms = offer.terms(profile.paper_id(edition.paper), edition.binding or PAPERBACK)
    for sizes in (offer.sizes, *(one.sizes for one in terms)):
        if sizes and not sizes.holds(trim):
            message = f"edition {edition.id}: {profile.name} does not make such a book of {trim}"
            yield rules.TRIM_NOT_OFFERED(message, at, f"There are: {sizes}.")
            return


def _paper(edition: Edition, profile: Profile, trim: Trim, at: Location) -> Iterator[Finding]:
    offer, name = profile.offer, profile.paper_id(edition.paper)
    if not offer.papers:
        return
    if name not in offer.papers or not offer.offers(trim, name):
        had = [paper for paper in offer.papers if offer.offers(trim, paper)]
        message = f"edition {edition.id}: {profile.name} has no paper “{name}” for {trim}"
        yield rules.PAPER_NOT_OFFERED(message, at, f"There are: {', '.join(had)}.")
    elif edition.colour and offer.papers[name].black_only:
        coloured = [paper for paper, terms in offer.papers.items() if not terms.black_only]
        message = f"edition {edition.id}: on “{name}” {profile.name} prints no colours"
        yield rules.PAPER_IN_BLACK(message, at, f"In colour: {', '.join(coloured)}.")


def _binding(edition: Edition, profile: Profile, at: Location) -> Iterator[Finding]:
    bindings, name = profile.offer.bindings, edition.binding or PAPERBACK
    if bindings and name not in bindings:
        message = f"edition {edition.id}: {profile.name} makes no {name}"
        yield rules.BINDING_NOT_OFFERED(message, at, f"Write `binding: {', '.join(bindings)}`.")


def _jacket(edition: Edition, profile: Profile, at: Location) -> Iterator[Finding]:
    name = edition.binding or PAPERBACK
    terms = profile.offer.bindings.get(name)
    if edition.jacket and terms and not terms.jackets:
        what = "flaps on a paperback" if name == PAPERBACK else "jacket for a hardback"
        message = f"edition {edition.id}: {profile.name} makes no {what}"
        yield rules.BINDING_NOT_OFFERED(message, at, "Leave `jacket:` out.")


def _statements(book: Book, edition: Edition, profile: Profile, lines: YamlLines) -> Iterator[Finding]:
    """Sentences of the copyright page that the recipient holds a book back for."""
    said = {
        ("legal", "notice"): book.legal.notice,
        ("rights", "statement"): book.rights.statement if book.rights else None,
    }
    for pattern, why in profile.offer.refused.items():
        for place, text in said.items():
            found = re.search(pattern, text or "", re.IGNORECASE)
            if found:
                message = (
                    f"edition {edition.id}: {profile.name} holds back a book that says “{found[0].strip()}”"
                )
                yield rules.STATEMENT_REFUSED(message, lines.at(*place), f"{why}.")
