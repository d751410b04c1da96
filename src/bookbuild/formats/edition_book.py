"""The book as one edition says it is: title, languages, design; every other edition's book is as it was."""

from bookbuild.book.model import Book, Edition
from bookbuild.design.tokens import merged_design
from bookbuild.formats.wording import wording


def edition_book(book: Book, edition: Edition) -> Book:
    """The book itself when the edition changes nothing of it.

    A sample says in its title that it is one, and takes none of the book's identifiers.
    """
    changes: dict[str, object] = {
        key: value
        for key, value in (
            ("title", edition.title),
            ("subtitle", edition.subtitle),
            ("notes", edition.notes),
            ("design", merged_design(book.design, edition.design) if edition.design else None),
        )
        if value is not None
    }
    if edition.languages:
        changes["language"], *others = edition.languages
        changes["also_in"] = tuple(dict.fromkeys([*others, *book.also_in]))
    if edition.sample:
        words = wording(edition.languages[0] if edition.languages else book.language)
        changes["title"] = f"{changes.get('title', book.title)} ({words.sample})"
        changes["identifier"] = None
    return book.model_copy(update=changes) if changes else book
