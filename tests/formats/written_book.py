"""A whole small book for tests of e-books: its text, ready to be made."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bookbuild.book.model import Book, Format
from bookbuild.book.order import extent, reading_order
from bookbuild.document.summary import Heading, IndexMark, Summary
from bookbuild.filters.typography import Usage
from bookbuild.formats._xhtml.head import head_of
from bookbuild.formats._xhtml.page import piece_page
from bookbuild.formats.content import EditionText, Written

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>'

BOOK: dict[str, Any] = {
    "title": "Le Petit Livre",
    "subtitle": "Essai",
    "language": "fr",
    "contributors": [
        {"id": "marie", "name": "Marie Durand", "role": "editor"},
        {
            "id": "elise",
            "name": "Élise Roy",
            "role": "contributor",
            "biography": "Élise Roy écrit *La Feuille*.",
            "portrait": "images/elise.svg",
            "portrait-alt": "Portrait dessiné d’Élise Roy.",
        },
    ],
    "publisher": {"name": "Éditions du Test", "address": "1, rue Haute, 69001 Lyon"},
    "rights": {"holder": "Éditions du Test", "year": 2026, "licence": "CC-BY-SA-4.0"},
    "series": {"title": "Essais", "number": 3},
    "dates": {"published": "2026-11-16", "legal-deposit": "2026-11"},
    "subjects": {"thema": ["GPF"], "keywords": ["essai"]},
    "accessibility": {"certified-by": "Éditions du Test"},
    "text": {
        "front": ["half-title", "title-page", "copyright-page", "contents"],
        "body": [
            {
                "part": "Arriver",
                "id": "arriver",
                "contents": [
                    {"file": "body/tournee.md", "by": ["elise"], "abstract": "Un résumé."},
                    {"file": "body/carte.md", "kind": "chapter"},
                ],
            }
        ],
        "back": ["index", "contributors"],
    },
    "editions": [
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7"},
        {"id": "kindle", "format": "kindle"},
        {"id": "tournee", "format": "epub", "offprint": "tournee"},
    ],
}

LINK = '<a href="carte.xhtml#carte">la carte</a>'
"""Out of the offprint: the filters leave its text."""
FRAGMENTS = {
    "tournee": """<h1 id="tournee">La tournée</h1>
<p>Elle part<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> tôt\u202f;
voir <a href="carte.xhtml#carte">la carte</a> et le <span id="idx-1">bibliobus</span>.</p>
<h2 id="retour">Le retour</h2>
<figure id="fig-plan" data-number="1" data-credit="Dessin : X">
<img src="../images/plan.svg" style="width:80%" alt="Un plan de la vallée." />
<figcaption>Le plan.</figcaption>
</figure>
<p>Soit <math display="inline" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><annotation
encoding="application/x-tex">x</annotation></semantics></math>.</p>
<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">
<hr />
<ol>
<li id="fn1"><p>À six heures.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
</ol>
</section>""",
    "carte": '<h1 id="carte">La carte</h1>\n<p>Voici <span id="idx-1">la vallée</span>.</p>',
}
SUMMARIES = {
    "tournee": Summary(
        title="La tournée",
        headings=[Heading(1, "tournee", "La tournée"), Heading(2, "retour", "Le retour")],
        images=["images/plan.svg"],
        index=[IndexMark(["bibliobus"], "idx-1"), IndexMark(["bus"], "idx-2", see="bibliobus")],
    ),
    "carte": Summary(
        title="La carte",
        headings=[Heading(1, "carte", "La carte")],
        index=[IndexMark(["lieux", "vallée"], "idx-1")],
    ),
}
WHEN = datetime(2026, 11, 16, tzinfo=UTC)


def edition_text(
    folder: Path, edition: str = "epub", changes: Mapping[str, Any] | None = None
) -> EditionText:
    """The text of one edition of the book, with its pages written below `folder`."""
    book = Book.model_validate(BOOK | dict(changes or {}))
    (folder / "images").mkdir(exist_ok=True)
    for name in ("plan", "elise"):
        (folder / "images" / f"{name}.svg").write_bytes(SVG)
    chosen = next(one for one in book.editions if one.id == edition)
    build = folder / "build"
    build.mkdir(exist_ok=True)
    pieces = []
    for piece in extent(reading_order(book), chosen):
        summary, path = SUMMARIES.get(piece.id, Summary()), None
        if piece.id in FRAGMENTS:
            path = build / f"{piece.id}.xhtml"
            fragment = (
                FRAGMENTS[piece.id].replace(LINK, "la carte") if chosen.offprint else FRAGMENTS[piece.id]
            )
            path.write_bytes(piece_page(fragment.encode(), head_of(book, piece, summary, Usage("fr"))))
        pieces.append(Written(piece, summary, path))
    text = EditionText(book, chosen, tuple(pieces), folder, build, WHEN, Usage("fr"), book.editions)
    assert text.edition.format in {Format.EPUB, Format.KINDLE}
    return text


def without_alt(text: EditionText) -> EditionText:
    """The same text, its figure without a description."""
    pieces = []
    for written in text.pieces:
        if written.path:
            page = written.path.read_bytes().replace(b'alt="Un plan de la vall\xc3\xa9e."', b'alt=""')
            written.path.write_bytes(page)
        pieces.append(written)
    return replace(text, pieces=tuple(pieces))
