"""The words bookbuild itself puts into a book, by language: bylines, labels, names of made pages.

They are typeset already (no-break spaces in place). A language without words of its own gets English.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MUTE_H = frozenset(
    {
        *(
            "habib",
            "hadrien",
            "hector",
            "hélène",
            "héloïse",
            "henri",
            "henriette",
            "hermance",
            "hermine",
            "hervé",
        ),
        *("hilaire", "hippolyte", "honoré", "honorine", "horace", "hortense", "hubert", "hugo", "hugues"),
    }
)
"""Given names before which French elides; others in H keep their `de`: the list is short on purpose."""
_VOWEL = re.compile(r"[aeiouœæàâäéèêëîïôöùûü]|y(?![aeiou])", re.IGNORECASE)
"""`Yves` elides, `Yasmine` does not."""


@dataclass(frozen=True)
class Wording:
    """The words of one language."""

    lang: str
    text_by: str
    conjunction: str
    figure: str
    table: str
    after_label: str
    """Between `Figure 2` and its caption."""
    notes: str
    back_to_text: str
    """Name of the link from a note back to its call; the number follows."""
    abstract: str
    biography: str
    portrait: str
    """Alternative text of a portrait that has none in book.yaml; the name follows."""
    cover: str
    title_page: str
    copyright_page: str
    contents: str
    landmarks: str
    page_list: str
    start: str
    index: str
    see: str
    see_also: str
    list_mark: str
    """Between the things of a list that have commas themselves."""
    contributors: str
    glossary: str
    bibliography: str
    dedication: str
    epigraph: str
    acknowledgements: str
    colophon: str
    sidebar: str
    long_description: str
    """The link from a picture to the text that describes it at length."""
    back_to_picture: str
    excerpt_of: str
    """Before the title of the whole book, on an offprint."""
    offprint: str
    """Name of an offprint's last page."""
    taken_from: str
    """Before the title of the book, in a sentence."""
    inside: str
    """Between a text and the book it is in."""
    cite_text: str
    """Before the line by which a text is cited."""
    cite_book: str
    edited: str
    """Behind the name of one who edited a book, in the line by which it is cited."""
    edited_by_several: str
    translated: str
    """Before the names of translators, there."""
    page: str
    """Before one page number, there."""
    pages: str
    """Before several."""
    page_range: str
    """Between the first and the last page."""
    about_book: str
    """Over the line by which a book is cited, on a web page."""
    same_book: str
    """Before the list of the book's other texts."""
    whole_book: str
    """The link to the book's page."""
    skip: str
    """The link that passes over a web page's head."""
    on_this_page: str
    sample: str
    """In brackets behind the title of a free sample."""
    sample_end: str
    """Title of a sample's last page."""
    sample_of: str
    """The page's first sentence, before the title."""
    sample_editions: str
    """Before the list of the book's editions."""
    sample_link: str
    open_quote: str
    close_quote: str
    legal_deposit: str
    all_rights_reserved: str
    licence: str
    digital_edition: str
    version: str
    contact: str
    roles: dict[str, str]
    """Byline of a role by MARC code, where it is not `book.codes`' French one."""
    months: tuple[str, ...]


_FRENCH = Wording(
    lang="fr",
    text_by="Texte de",
    conjunction="et",
    figure="Figure",
    table="Tableau",
    after_label="\u00a0– ",
    notes="Notes",
    back_to_text="Retour à l’appel de note",
    abstract="Résumé",
    biography="Notice biographique",
    portrait="Portrait\u00a0:",
    cover="Couverture",
    title_page="Page de titre",
    copyright_page="Mentions légales",
    contents="Sommaire",
    landmarks="Repères",
    page_list="Pages de l’édition imprimée",
    start="Début du texte",
    index="Index",
    see="voir",
    see_also="voir aussi",
    list_mark="\u202f; ",
    contributors="Les auteurs et autrices",
    glossary="Glossaire",
    bibliography="Bibliographie",
    dedication="Dédicace",
    epigraph="Épigraphe",
    acknowledgements="Remerciements",
    colophon="Colophon",
    sidebar="Encadré",
    long_description="Description détaillée",
    back_to_picture="Retour à l’image",
    excerpt_of="Extrait de",
    offprint="À propos de ce texte",
    taken_from="Ce texte est extrait de",
    inside="dans",
    cite_text="Pour citer ce texte\u00a0:",
    cite_book="Pour citer ce livre\u00a0:",
    edited="(dir.)",
    edited_by_several="(dir.)",
    translated="traduit par",
    page="p.\u00a0",
    pages="p.\u00a0",
    page_range="-",
    about_book="À propos de ce livre",
    same_book="Dans le même livre",
    whole_book="Voir le livre entier",
    skip="Aller au texte",
    on_this_page="Sur cette page",
    sample="extrait",
    sample_end="Fin de l’extrait",
    sample_of="Ce qui précède est un extrait de",
    sample_editions="Le livre entier existe en ces éditions\u00a0:",
    sample_link="Trouver le livre\u00a0:",
    open_quote="«\u00a0",
    close_quote="\u00a0»",
    legal_deposit="Dépôt légal\u00a0:",
    all_rights_reserved="Tous droits réservés.",
    licence="Licence\u00a0:",
    digital_edition="ISBN de cette édition numérique\u00a0:",
    version="Version du texte\u00a0:",
    contact="Demander ce livre dans un autre format\u00a0:",
    roles={},
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
)

_ENGLISH = Wording(
    lang="en",
    text_by="By",
    conjunction="and",
    figure="Figure",
    table="Table",
    after_label=". ",
    notes="Notes",
    back_to_text="Back to note reference",
    abstract="Abstract",
    biography="About the author",
    portrait="Portrait:",
    cover="Cover",
    title_page="Title page",
    copyright_page="Copyright page",
    contents="Contents",
    landmarks="Landmarks",
    page_list="Pages of the printed edition",
    start="Start of the text",
    index="Index",
    see="see",
    see_also="see also",
    list_mark="; ",
    contributors="The contributors",
    glossary="Glossary",
    bibliography="Bibliography",
    dedication="Dedication",
    epigraph="Epigraph",
    acknowledgements="Acknowledgements",
    colophon="Colophon",
    sidebar="Sidebar",
    long_description="Long description",
    back_to_picture="Back to the picture",
    excerpt_of="An excerpt from",
    offprint="About this text",
    taken_from="This text is taken from",
    inside="in",
    cite_text="To cite this text:",
    cite_book="To cite this book:",
    edited="(ed.)",
    edited_by_several="(eds)",
    translated="translated by",
    page="p.\u00a0",
    pages="pp.\u00a0",
    page_range="–",
    about_book="About this book",
    same_book="In the same book",
    whole_book="See the whole book",
    skip="Skip to the text",
    on_this_page="On this page",
    sample="sample",
    sample_end="End of the sample",
    sample_of="What you have read is a sample of",
    sample_editions="The whole book is published in these editions:",
    sample_link="Find the book:",
    open_quote="“",
    close_quote="”",
    legal_deposit="Legal deposit:",
    all_rights_reserved="All rights reserved.",
    licence="Licence:",
    digital_edition="ISBN of this electronic edition:",
    version="Version of the text:",
    contact="To ask for this book in another format:",
    roles={
        "aut": "By",
        "ctb": "With texts by",
        "edt": "Edited by",
        "edc": "Compiled by",
        "com": "Compiled by",
        "trl": "Translated by",
        "aui": "Introduced by",
        "wpr": "Preface by",
        "wfw": "Foreword by",
        "win": "Introduction by",
        "waw": "Afterword by",
        "wst": "Supplementary texts by",
        "ann": "Notes by",
        "cwt": "Commentary by",
        "ill": "Illustrations by",
        "pht": "Photographs by",
        "art": "Works by",
        "ctg": "Maps by",
        "cov": "Cover by",
        "bkd": "Designed by",
        "bjd": "Jacket by",
        "tyd": "Typefaces by",
        "tyg": "Typography by",
        "pfr": "Proofread by",
        "pdr": "Coordinated by",
        "ive": "Interview with",
        "ivr": "Interviewed by",
        "res": "Research by",
    },
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

_BY_LANGUAGE = {"fr": _FRENCH, "en": _ENGLISH}


def wording(lang: str) -> Wording:
    """The words for a BCP 47 tag; English for a language we have none of."""
    return _BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH)


def byline(names: Sequence[str], words: Wording, before: str = "") -> str:
    """The words before the names (`Texte de` when none are given), and the names.

    >>> byline(["Élise Karakachian"], wording("fr"))
    'Texte d’Élise Karakachian'
    >>> byline(["Léonie Sacré", "Tiago Lopes"], wording("fr-CH"))
    'Texte de Léonie Sacré et Tiago Lopes'
    >>> byline(["Ann Lee"], wording("en"), "Interview with")
    'Interview with Ann Lee'
    """
    before = (before or words.text_by).strip()
    people = and_list(names, words)
    if words.lang == "fr" and before.casefold().split()[-1] == "de" and elides(people):
        return f"{before[:-1]}’{people}"
    return f"{before} {people}"


def and_list(names: Sequence[str], words: Wording) -> str:
    """Names as a sentence lists them: `A, B et C`."""
    if len(names) < 2:
        return "".join(names)
    serial = "," if words.lang == "en" and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{serial} {words.conjunction} {names[-1]}"


def elides(name: str) -> bool:
    """Whether French `de` loses its vowel before this name.

    >>> [elides(name) for name in ("Honoré Fanchette", "Hakim", "Yves", "Yasmine", "Ulysse")]
    [True, False, True, False, True]
    """
    first = re.split(r"[\s-]", name.strip(), maxsplit=1)[0].casefold()
    return bool(_VOWEL.match(first)) or first in _MUTE_H


def number_label(word: str, number: str) -> str:
    """`Figure 2`: the label of a numbered thing, with its no-break space."""
    return f"{word}\u00a0{number}"


def month_year(month: str, words: Wording) -> str:
    """A month as people write it.

    >>> month_year("2026-11", wording("fr"))
    'novembre 2026'
    """
    year, _, number = month.partition("-")
    return f"{words.months[int(number) - 1]} {year}"
