"""P.7: who made the book, and who wrote each contribution."""

from collections.abc import Iterator, Sequence

from lxml import etree

from bookbuild.book.codes import CONTRIBUTION_AUTHOR, role, roles_in
from bookbuild.book.model import Book, Contributor
from bookbuild.book.names import sort_name
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all, add_identifier, add_markup, language_code

_TEXT_BY, _TRANSLATOR = "A32", "B06"
_AUTHORS = frozenset({"A01", _TEXT_BY})
_OTHER_SCRIPT = "05"
"""List 18: transliterated or translated form of the name."""


def add_contributors(parent: etree._Element, record: Record) -> None:
    """Everybody with a role in this edition, in book.yaml's order: `NoContributor` when there is nobody."""
    people = list(credits(record))
    original = record.book.original
    for number, (person, codes) in enumerate(people, start=1):
        add_contributor(parent, person, number, codes, original.language if original else "")
    if not people:
        add(parent, "NoContributor")


def credits(record: Record) -> Iterator[tuple[Contributor, list[str]]]:
    """Each person with the ONIX codes (list 17) of what they did for this edition."""
    offprint = record.offprint
    signed = {id for written in record.contributions for id in written.piece.by}
    for person in record.book.contributors:
        if offprint:
            codes = [CONTRIBUTION_AUTHOR] if person.id in offprint.piece.by else []
        else:
            codes = _codes(record.book, person, person.id in signed)
        if codes:
            yield person, codes


def _codes(book: Book, person: Contributor, has_signed: bool) -> list[str]:
    """The person's own roles, and that of an author of contributions who is not already named as one."""
    codes = dict.fromkeys(code for marc in roles_in(book, person) if (code := role(marc).onix))
    if has_signed and not _AUTHORS & codes.keys():
        codes[_TEXT_BY] = None
    return list(codes)


def add_contributor(
    parent: etree._Element,
    person: Contributor,
    number: int,
    codes: Sequence[str],
    translated_from: str = "",
    in_full: bool = True,
) -> None:
    """A Contributor; `in_full` adds biography and site, which are said once in a record.

    `translated_from` is the language (BCP 47) of the original, for translators.
    """
    contributor = add(parent, "Contributor")
    add(contributor, "SequenceNumber", number)
    for code in codes:
        add(contributor, "ContributorRole", code)
    if translated_from and _TRANSLATOR in codes:
        add(contributor, "FromLanguage", language_code(translated_from))
    for type_, value in (("16", person.isni), ("21", person.orcid)):
        if value:
            add_identifier(contributor, "NameIdentifier", type_, _bare(value))
    _add_name(contributor, person)
    for language, name in person.also_written.items():
        other = add(contributor, "AlternativeName")
        add(other, "NameType", _OTHER_SCRIPT)
        tag = "CorporateName" if person.corporate else "PersonName"
        add(other, tag, name, language=language_code(language))
    if in_full and person.biography:
        add_markup(contributor, "BiographicalNote", person.biography)
    if in_full and person.website:
        add_all(contributor, "Website", [("WebsiteRole", "06"), ("WebsiteLink", person.website)])


def _add_name(contributor: etree._Element, person: Contributor) -> None:
    sorted_as = sort_name(person)
    if person.corporate:
        add(contributor, "CorporateName", person.name)
        if sorted_as != person.name:
            add(contributor, "CorporateNameInverted", sorted_as)
        return
    add(contributor, "PersonName", person.name)
    key, _, before = (part.strip() for part in sorted_as.partition(","))
    if before:
        add(contributor, "PersonNameInverted", sorted_as)
        add(contributor, "NamesBeforeKey", before)
    add(contributor, "KeyNames", key)


def _bare(identifier: str) -> str:
    """ORCID and ISNI without address, spaces and hyphens: ONIX wants the 16 characters."""
    return identifier.rstrip("/").rpartition("/")[2].replace("-", "").replace(" ", "").upper()
