"""Names as catalogues sort them, and titles without their article."""

from bookbuild.book.model import Contributor

_ARTICLES = {
    "fr": ("Les ", "Le ", "La ", "L’", "L'", "Une ", "Un ", "Des "),
    "en": ("The ", "An ", "A "),
    "de": ("Der ", "Die ", "Das ", "Eine ", "Ein "),
    "es": ("Los ", "Las ", "El ", "La ", "Una ", "Un "),
    "it": ("Gli ", "Il ", "Lo ", "La ", "L’", "Le ", "Una ", "Uno ", "Un ", "I "),
}
"""Articles that catalogues sort without."""


def sort_name(person: Contributor) -> str:
    """The name by which somebody is sorted: book.yaml's, else the last word first; a body's as it is."""
    return person.file_as or (person.name if person.corporate else inverted_name(person.name))


def inverted_name(name: str) -> str:
    """The name as catalogues sort it, taking the last word for the family's.

    >>> inverted_name("Marie Durand")
    'Durand, Marie'
    """
    given, _, family = name.strip().rpartition(" ")
    return f"{family}, {given}" if given else family


def article_apart(title: str, language: str) -> tuple[str, str]:
    """A title's article, and the rest; no article when it has none, or the language's are not known.

    >>> article_apart("L’Avenir", "fr-CA")
    ('L’', 'Avenir')
    """
    articles = _ARTICLES.get(language.partition("-")[0], ())
    article = next((article for article in articles if title.startswith(article)), "")
    return article.strip(), title.removeprefix(article)


def sort_title(title: str, language: str) -> str:
    """The title as catalogues sort it.

    >>> sort_title("Le Dernier Kilomètre", "fr")
    'Dernier Kilomètre, Le'
    """
    article, rest = article_apart(title, language)
    return f"{rest}, {article}" if article and rest else title
