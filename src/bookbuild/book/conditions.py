"""Which editions a passage or a piece is in: `only` and `except`, and the names that an edition answers to."""

import msgspec

from bookbuild.book.model import Book, Edition, Format


class Condition(msgspec.Struct, frozen=True):
    """`only` and `except` of one passage, in lower case. Without either it is in every edition."""

    only: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """The values of `except`."""

    def holds(self, names: frozenset[str]) -> bool:
        """Whether the passage is in an edition that answers to these names."""
        return (not self.only or not names.isdisjoint(self.only)) and names.isdisjoint(self.others)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every name it asks for."""
        return (*self.only, *self.others)


def terms_of(text: str) -> tuple[str, ...]:
    """The names of one attribute: separated by spaces, case passed over.

    >>> terms_of("print  Large-Print")
    ('print', 'large-print')
    """
    return tuple(text.lower().split())


def names_of(book: Book, edition: Edition) -> frozenset[str]:
    """What an edition answers to: its id, its format, its audiences, its languages (`fr-CA` also to `fr`)."""
    languages = [tag.lower() for tag in edition.languages or (book.language,)]
    return frozenset(
        [
            edition.id,
            edition.format.value,
            *edition.audience,
            *languages,
            *(tag.partition("-")[0] for tag in languages),
        ]
    )


def known_names(book: Book) -> frozenset[str]:
    """Every name that a condition of this book may ask for: those of its editions, and all formats."""
    return frozenset(format.value for format in Format).union(
        *(names_of(book, edition) for edition in book.editions)
    )
