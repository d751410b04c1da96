"""P.7: who made the book, and who wrote each contribution."""

from collections.abc import Iterator, Sequence

from lxml import etree

from bookbuild.book.codes import CONTRIBUTION_AUTHOR, UnknownRole, role
from bookbuild.book.model import Contributor
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all, add_identifier, add_markup

_TEXT_BY, _OTHER = "A32", "Z99"
_AUTHORS = frozenset({"A01", _TEXT_BY})


def add_contributors(parent: etree._Element, record: Record) -> None:
    """Everybody with a role in this edition, in book.yaml's order: `NoContributor` when there is nobody."""
    people = list(credits(record))
    for number, (person, codes) in enumerate(people, start=1):
        add_contributor(parent, person, number, codes)
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
            codes = _codes(person, person.id in signed)
        if codes:
            yield person, codes


def _codes(person: Contributor, has_signed: bool) -> list[str]:
    """The person's own role, and that of an author of contributions who is not already named as one."""
    try:
        own = role(person.role).onix if person.role else ""
    except UnknownRole:
        own = _OTHER  # book.yaml's check has made it a finding
    codes = [own] if own else []
    if has_signed and own not in _AUTHORS:
        codes.append(_TEXT_BY)
    return codes


def add_contributor(
    parent: etree._Element, person: Contributor, number: int, codes: Sequence[str], in_full: bool = True
) -> None:
    """A Contributor; `in_full` adds biography and site, which are said once in a record."""
    contributor = add(parent, "Contributor")
    add(contributor, "SequenceNumber", number)
    for code in codes:
        add(contributor, "ContributorRole", code)
    for type_, value in (("16", person.isni), ("21", person.orcid)):
        if value:
            add_identifier(contributor, "NameIdentifier", type_, _bare(value))
    add(contributor, "PersonName", person.name)
    inverted = person.file_as or inverted_name(person.name)
    key, _, before = (part.strip() for part in inverted.partition(","))
    if before:
        add(contributor, "PersonNameInverted", inverted)
        add(contributor, "NamesBeforeKey", before)
    add(contributor, "KeyNames", key)
    if in_full and person.biography:
        add_markup(contributor, "BiographicalNote", person.biography)
    if in_full and person.website:
        add_all(contributor, "Website", [("WebsiteRole", "06"), ("WebsiteLink", person.website)])


def inverted_name(name: str) -> str:
    """The name as catalogues sort it, taking the last word for the family's.

    >>> inverted_name("Marie Durand")
    'Durand, Marie'
    """
    given, _, family = name.strip().rpartition(" ")
    return f"{family}, {given}" if given else family


def _bare(identifier: str) -> str:
    """ORCID and ISNI without address, spaces and hyphens: ONIX wants the 16 characters."""
    return identifier.rstrip("/").rpartition("/")[2].replace("-", "").replace(" ", "").upper()
