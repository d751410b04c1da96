"""The words that only a printed book needs, and `words.typ` with those that print components say."""

from dataclasses import dataclass

from bookbuild.design import typ
from bookbuild.formats.wording import wording


@dataclass(frozen=True)
class PrintWords:
    """The words of one language, typeset."""

    page: str
    """Before a page number: `texte, page 12`."""
    isbn: str
    """Before the ISBN of an edition; its name follows in brackets."""
    price: str
    printed: str
    """With {month}: the achevé d’imprimer."""
    printed_by: str
    job: str
    """With {number}: the printer's own."""
    reprinted: str
    """With {months}."""
    editions: dict[str, str]
    """What an edition is called on the copyright page, by format."""


_FRENCH = PrintWords(
    page="page",
    isbn="ISBN",
    price="Prix\u00a0:",
    printed="Achevé d’imprimer en {month}",
    printed_by="par",
    job="N^o^ d’impression\u00a0: {number}",
    reprinted="Réimprimé en {months}",
    editions={"print": "papier", "epub": "EPUB", "kindle": "Kindle", "pdf": "PDF"},
)
_ENGLISH = PrintWords(
    page="page",
    isbn="ISBN",
    price="Price:",
    printed="Printing completed in {month}",
    printed_by="by",
    job="Print job {number}",
    reprinted="Reprinted in {months}",
    editions={"print": "print", "epub": "EPUB", "kindle": "Kindle", "pdf": "PDF"},
)
_BY_LANGUAGE = {"fr": _FRENCH, "en": _ENGLISH}


def print_words(lang: str) -> PrintWords:
    """The words for a BCP 47 tag; English for a language we have none of."""
    return _BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH)


def words_typ() -> str:
    """The text of `words.typ`: words in every language we have, asked for as `word("figure", text.lang)`."""
    languages = {lang: _spoken(lang) for lang in _BY_LANGUAGE}
    return (
        "// Words by language, written by bookbuild.formats.print.words.\n"
        f"#let words = {typ.dictionary(languages)}\n"
        "#let word(name, lang) = words.at(lang, default: words.en).at(name)\n"
    )


def _spoken(lang: str) -> str:
    words = wording(lang)
    said = {
        "page": print_words(lang).page,
        "figure": words.figure,
        "table": words.table,
        "notes": words.notes,
        "label-end": words.after_label,
        "see": words.see,
        "see-also": words.see_also,
        "list-mark": words.list_mark,
    }
    return typ.dictionary({name: typ.content(text) for name, text in said.items()})
