"""Roles: the plain word of book.yaml, the MARC relator code, the ONIX code and the French byline of each.

MARC relators: id.loc.gov/vocabulary/relators (EPUB 3.3 `role` refines with them). ONIX: list 17, issue 75.
"""

from dataclasses import dataclass

from bookbuild.book.model import Book, Contributor


class UnknownRole(ValueError):
    """Neither a plain word nor a MARC relator code that we know; the message lists the words."""


@dataclass(frozen=True)
class Role:
    """What somebody did for a book."""

    marc: str
    """Three letters."""
    word: str
    """As book.yaml may say it."""
    onix: str
    """Code list 17; empty when ONIX has no such contributor (publisher, printer, funder…)."""
    byline_fr: str
    """Before the name on a French title page; empty when no such line is usual."""
    creator: bool = False
    """Whether the person leads the book's metadata (dc:creator), or follows (dc:contributor)."""


ROLES = (
    Role("aut", "author", "A01", "De", creator=True),
    Role("ctb", "contributor", "A32", "Texte de"),
    Role("edt", "editor", "B01", "Sous la direction de", creator=True),
    Role("edc", "compilation-editor", "C01", "Textes réunis par", creator=True),
    Role("com", "compiler", "C01", "Compilé par"),
    Role("pbd", "series-editor", "B09", "Directeur de collection"),
    Role("trl", "translator", "B06", "Traduit par"),
    Role("aui", "introducer", "A24", "Préface de"),
    Role("wpr", "preface-author", "A15", "Préface de"),
    Role("wfw", "foreword-author", "A23", "Avant-propos de"),
    Role("win", "introduction-author", "A24", "Introduction de"),
    Role("waw", "afterword-author", "A19", "Postface de"),
    Role("wst", "supplement-author", "A18", "Textes complémentaires de"),
    Role("ann", "annotator", "A20", "Notes de"),
    Role("cwt", "commentator", "A21", "Commentaires de"),
    Role("ill", "illustrator", "A12", "Illustrations de"),
    Role("pht", "photographer", "A13", "Photographies de"),
    Role("art", "artist", "A07", "Œuvres de"),
    Role("ctg", "cartographer", "A39", "Cartes de"),
    Role("cov", "cover-designer", "A36", "Couverture de"),
    Role("bkd", "designer", "A11", "Conception graphique"),
    Role("bjd", "jacket-designer", "A36", "Jaquette de"),
    Role("tyd", "type-designer", "", "Caractères de"),
    Role("tyg", "typographer", "", "Typographie"),
    Role("cmt", "compositor", "", "Composition"),
    Role("mrk", "markup-editor", "", "Production EPUB"),
    Role("bkp", "producer", "", "Réalisation"),
    Role("pfr", "proofreader", "", "Correction"),
    Role("rev", "reviewer", "", "Relecture"),
    Role("red", "redaktor", "B24", "Rédaction"),
    Role("pdr", "coordinator", "B15", "Coordination"),
    Role("ive", "interviewee", "A44", "Entretien avec"),
    Role("ivr", "interviewer", "A43", "Propos recueillis par"),
    Role("res", "researcher", "A51", "Recherche"),
    Role("rap", "rapporteur", "B23", "Rapporteur"),
    Role("exp", "expert", "", "Expert"),
    Role("csl", "consultant", "B20", "Conseil"),
    Role("nrt", "narrator", "E07", "Lu par"),
    Role("pbl", "publisher", "", "Éditeur"),
    Role("isb", "issuing-body", "", "Organisme"),
    Role("his", "host", "", "Institution d’accueil"),
    Role("fnd", "funder", "", "Financé par"),
    Role("spn", "sponsor", "", "Avec le soutien de"),
    Role("cph", "copyright-holder", "", "©"),
    Role("prt", "printer", "", "Imprimé par"),
    Role("dte", "dedicatee", "Z02", "À"),
    Role("dpc", "depicted", "", "Portrait de"),
    Role("oth", "other", "Z99", ""),
)
"""Every role we know, the leading ones first."""

CONTRIBUTION_AUTHOR = "A01"
"""ONIX list 17, `By (author)`: who wrote a contribution, within its own ContentItem."""

_BY_NAME = {name: role for role in ROLES for name in (role.marc, role.word)} | {
    "co-author": ROLES[0],
    "aft": next(role for role in ROLES if role.marc == "waw"),  # the older MARC code of the same role
}


def role(name: str) -> Role:
    """The role that a plain word (`editor`) or a MARC code (`edt`) names. Raises UnknownRole."""
    found = _BY_NAME.get(name.strip().lower().replace(" ", "-"))
    if found is None:
        words = ", ".join(sorted(role.word for role in ROLES))
        raise UnknownRole(f"“{name}” is no role: write a MARC relator code, or one of {words}.")
    return found


def marc_roles(person: Contributor) -> tuple[str, ...]:
    """MARC codes of all that somebody did, as book.yaml has them; without those no one knows (a finding says so)."""
    names = filter(None, (person.role, *person.further_roles))
    return tuple(dict.fromkeys(code for name in names if (code := marc(name))))


def roles_in(book: Book, person: Contributor) -> tuple[str, ...]:
    """MARC codes of what somebody did for the book, one at least.

    Without a role somebody is the author, unless others lead; a role no one knows is another one (`oth`).
    """
    if known := marc_roles(person):
        return known
    if person.role:
        return ("oth",)
    return ("ctb",) if any(other.role for other in book.contributors) else ("aut",)


def marc(name: str | None) -> str:
    """MARC code of a role in book.yaml; empty for none, and for one no one knows."""
    try:
        return role(name).marc if name else ""
    except UnknownRole:
        return ""
