"""Inclusive forms: recognised without false hits, kept whole, and brought to the form that is wanted."""

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.book.model import InclusiveForm
from bookbuild.document.nodes import Inlines, Span
from bookbuild.document.read import read_document
from bookbuild.document.walk import text_of, walk_inlines
from bookbuild.filters.typography import Usage, typeset
from bookbuild.filters.typography.document import typography
from bookbuild.filters.typography.inclusive import expansion, forms

FORMS = [
    "innovant·e", "étudiant·e·s", "étudiant·es", "citoyen·ne", "tous·tes", "auteur·rice·s", "un·e", "ÉTUDIANT·E·S",
    "travailleur‧euse", "engagé⋅e", "né•e", "prêt.e", "engagé.e.s", "citoyen.ne.s", "directeur.trice",
    "innovant-e", "étudiant-e-s", "citoyen‑ne‑s", "professionnel-le-s", "actif-ve", "heureux-se",
    "né(e)", "innovant(e)s", "citoyen(ne)s", "étudiant(es)", "directeur(trice)", "premier(ère)s",
    "étudiant/e", "étudiant/e/s", "directeur/trice", "premier·ère", "maître·sse",
]  # fmt: skip
NO_FORMS = [
    "https://site.es/e", "site.es", "fichier.es", "www.exemple.fr", "contact@etudiant.es", "p.ex.", "S.A.S.", "etc.",
    "prends-les", "donne-le", "dit-elle", "est-ce", "va-t-en", "peut-être", "arc-en-ciel", "quelques-unes",
    "et/ou", "km/h", "auteur(s)", "cos(x)", "f(e)", "kW·h", "N·m", "2·3", "a·b", "col·lecció", "le.la", "fin.Elle",
    "le prix.Le", "moi-même", "grand-mère", "porte-à-porte", "celle-ci", "rends-le-moi", "vingt-et-une",
]  # fmt: skip


def _found(text: str) -> list[str]:
    return [match[0] for _, match in forms(text)]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_recognised_whole(form: str) -> None:
    assert _found(f"Les {form}, bien sûr.") == [form]


@pytest.mark.parametrize("text", NO_FORMS)
def test_what_only_looks_like_a_form_is_none(text: str, pandoc: Pandoc) -> None:
    document, _ = read_document(f"Voir {text} ici.", pandoc, "case.md")
    spans = [
        inline for inline, _ in walk_inlines(typography(document, Usage("fr")).blocks) if _is_whole(inline)
    ]
    assert spans == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_stands_in_a_span_that_never_breaks(form: str, pandoc: Pandoc) -> None:
    document, _ = read_document(f"Les {form} *sont* là.", pandoc, "case.md")
    spans = [
        inline for inline, _ in walk_inlines(typography(document, Usage("fr")).blocks) if _is_whole(inline)
    ]
    assert [text_of([span]) for span in spans] == [form.replace("-", "\u2011")]


def _is_whole(inline: Inlines) -> bool:
    return isinstance(inline, Span) and "incl" in inline.c.attr.classes


@pytest.mark.parametrize(
    ("typed", "median", "period", "expanded"),
    [
        ("innovant·e", "innovant·e", "innovant.e", "innovante ou innovant"),
        ("étudiant·e·s", "étudiant·e·s", "étudiant.e.s", "étudiantes et étudiants"),
        ("étudiant·es", "étudiant·es", "étudiant.es", "étudiantes et étudiants"),
        ("citoyen-ne-s", "citoyen·ne·s", "citoyen.ne.s", "citoyennes et citoyens"),
        ("innovant(e)s", "innovant·e·s", "innovant.e.s", "innovantes et innovants"),
        ("né(e)", "né·e", "né.e", "née ou né"),
        ("directeur/trice", "directeur·trice", "directeur.trice", "directrice ou directeur"),
        ("auteur·rice·s", "auteur·rice·s", "auteur.rice.s", "autrices et auteurs"),
        ("travailleur·euse", "travailleur·euse", "travailleur.euse", "travailleuse ou travailleur"),
        ("heureux·se·s", "heureux·se·s", "heureux.se.s", "heureuses et heureux"),
        ("actif·ve", "actif·ve", "actif.ve", "active ou actif"),
        ("premier·ère·s", "premier·ère·s", "premier.ère.s", "premières et premiers"),
        (
            "professionnel·le·s",
            "professionnel·le·s",
            "professionnel.le.s",
            "professionnelles et professionnels",
        ),
        ("local·e·s", "local·e·s", "local.e.s", "locales et locaux"),
        ("tous·tes", "tous·tes", "tous.tes", "toutes et tous"),
        ("maître·sse", "maître·sse", "maître.sse", "maîtresse ou maître"),
        ("Un·e", "Un·e", "Un.e", "Une ou un"),
        ("ÉTUDIANT·E·S", "ÉTUDIANT·E·S", "ÉTUDIANT.E.S", "ÉTUDIANTES ET ÉTUDIANTS"),
        ("l'auteur·rice", "l’auteur·rice", "l’auteur.rice", "l’autrice ou l’auteur"),
        ("D'étudiant·e·s", "D’étudiant·e·s", "D’étudiant.e.s", "D’étudiantes et d’étudiants"),
    ],
)
def test_a_form_is_brought_to_the_one_an_edition_wants(
    typed: str, median: str, period: str, expanded: str
) -> None:
    assert typeset(typed, Usage("fr", inclusive=InclusiveForm.MEDIAN)) == median
    assert typeset(typed, Usage("fr", inclusive=InclusiveForm.PERIOD)) == period
    assert typeset(typed, Usage("fr", inclusive=InclusiveForm.EXPAND)) == expanded


def test_the_books_own_dictionary_comes_first() -> None:
    words = {"copain·ine·s": "copines et copains", "étudiant·e·s": "étudiantes, étudiants"}
    assert expansion("copain·ine·s", words) == "copines et copains"
    assert expansion("Étudiant·e·s", words) == "Étudiantes, étudiants"


def test_a_form_nobody_knows_stays_when_the_others_are_written_out() -> None:
    usage = Usage("fr", inclusive=InclusiveForm.EXPAND)
    assert typeset("ami·la", usage) == "ami·la"
    assert expansion("ami·la", {}) == ""


def test_forms_are_french_only(pandoc: Pandoc) -> None:
    document, _ = read_document("The citoyen·ne of [citoyen·ne]{lang=fr}", pandoc, "case.md")
    spans = [
        inline for inline, _ in walk_inlines(typography(document, Usage("en")).blocks) if _is_whole(inline)
    ]
    assert len(spans) == 1
