"""Who made the book, in its package document."""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.book.codes import ROLES, roles_in
from bookbuild.book.model import Contributor
from bookbuild.book.names import sort_name
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.metadata import Metadata

_CREATORS = frozenset(role.marc for role in ROLES if role.creator)
_AUTHOR, _CONTRIBUTOR = "aut", "ctb"


@dataclass(frozen=True)
class _Credit:
    person: Contributor
    roles: tuple[str, ...]
    """MARC codes, the leading one first."""

    @property
    def leads(self) -> bool:
        """Whether a creator; all others are contributors."""
        return any(role in _CREATORS for role in self.roles)


def add_people(metadata: Metadata, text: EditionText) -> None:
    """Each person with roles, sort name, place, and the name in other scripts; creators come first."""
    credits = sorted(_credits(text), key=lambda credit: not credit.leads)
    for number, credit in enumerate(credits, start=1):
        person = credit.person
        id = metadata.dc("creator" if credit.leads else "contributor", person.name)
        for code in credit.roles:
            metadata.meta("role", code, refines=id, scheme="marc:relators")
        metadata.meta("file-as", sort_name(person), refines=id)
        metadata.meta("display-seq", str(number), refines=id)
        for lang, name in person.also_written.items():
            metadata.meta("alternate-script", name, refines=id, lang=lang)


def _credits(text: EditionText) -> Iterator[_Credit]:
    book = text.book
    offprint = next((w.piece for w in text.pieces if w.piece.id == text.edition.offprint), None)
    if offprint is not None:
        yield from (_Credit(book.contributor(id), (_AUTHOR,)) for id in offprint.by)
        return
    signed = {id for written in text.pieces if written.piece.has_authors for id in written.piece.by}
    for person in book.contributors:
        roles = roles_in(book, person)
        if person.id in signed and not {_AUTHOR, _CONTRIBUTOR} & set(roles):
            roles = (*roles, _CONTRIBUTOR)
        yield _Credit(person, roles)
