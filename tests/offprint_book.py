"""A collective book with offprints, for tests that run the command line: three texts that refer to each other."""

from pathlib import Path

from tests.book_folder import BookFolder

BOOK = """\
title: Le Dernier Kilomètre
language: fr
url: https://traille.example/livre
contributors:
  - {id: salome, name: Salomé Vasseur, file-as: "Vasseur, Salomé", role: editor}
  - id: nadege
    name: Nadège Kerbrat
    file-as: "Kerbrat, Nadège"
    role: contributor
    biography: Elle conduit le *bibliobus*.
    portrait: images/nadege.svg
    portrait-alt: Portrait dessiné de Nadège Kerbrat.
  - {id: linh, name: Linh Tran, file-as: "Tran, Linh", role: contributor}
publisher: {name: Éditions de la Traille, address: "1, rue du Bac, 75007 Paris"}
rights: {holder: Éditions de la Traille, year: 2026, licence: CC-BY-SA-4.0}
series: {title: Traverses, issn: 2049-3630}
dates: {published: 2026-03-01, legal-deposit: 2026-03}
description: {long: Un livre blanc.}
subjects: {thema: [FB], keywords: [livre]}
text:
  front: [half-title, title-page, copyright-page, contents]
  body:
    - {file: body/tournee.md, by: nadege, url: "https://traille.example/tournee", keywords: [bus]}
    - {file: body/carte.md, by: [linh, nadege], doi: 10.1234/carte}
    - {file: body/radio.md, by: linh}
  back:
    - {file: back/biblio.md, kind: bibliography}
    - index
editions:
  - {id: papier, format: print, isbn: 979-10-999999-0-0, trim: 140x210, profile: office, price: {EUR: "12.00"}}
  - {id: epub, format: epub, isbn: 979-10-999999-1-7, price: {EUR: "5.99"}}
  - {id: seul, format: epub, offprint: carte}
  - {id: seul-papier, format: print, offprint: carte, trim: 140x210, profile: office, cover: none}
  - {id: seul-kindle, format: kindle, offprint: carte}
  - {id: page, format: html, offprint: each}
"""
TEXTS = {
    "tournee": "# La tournée\n\nElle part tôt.\n\n"
    '![Le plan.](../images/plan.svg){#fig:plan alt="Un plan de la vallée."}\n',
    "carte": """\
# La carte dit vert

::: abstract
Sur les *cartes*, six communes sont vertes.
:::

La carte a une note[^1], citée par [Delmas](../back/biblio.md#delmas), vue dans [la tournée](tournee.md) et à
[la radio](radio.md) ; encore [la radio](radio.md), [la bibliographie](../back/biblio.md) et [ses livres](#reels).
Voir la @fig:debits et la @fig:plan. Un [terme]{.index} de l’index, *[green]{lang=en}*.

![Débits.](../images/debits.svg){#fig:debits alt="Barres." width=60%}

| Lieu | Débit |
|:-----|------:|
| Ici  | 3     |

: Les débits. {#tbl:debits}

## Une {#une}

Un.

## Deux

Deux.

## Trois

Trois.

[^1]: La note.
""",
    "radio": "# Une radio\n\nOn écoute, d’après [Le Mat](../back/biblio.md#le-mat).\n",
}
BIBLIOGRAPHY = """\
# Bibliographie

Ce qui suit existe.

## Livres {#reels}

::: bibliography
- [Delmas, Odile, *L’Ordre*, 2003.]{#delmas}
- [Le Mat, Yvonne, *Clés*, 1996.]{#le-mat}
:::

## Lois

- Loi du 17 juillet 1978.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#333"/></svg>'


def offprint_book(root: Path) -> BookFolder:
    """The book at `root`: an edition of each kind of one text, and a web page of each text."""
    book = BookFolder(root).write("book.yaml", BOOK).write("back/biblio.md", BIBLIOGRAPHY)
    for name, text in TEXTS.items():
        book.write(f"body/{name}.md", text)
    for name in ("plan", "debits", "nadege"):
        book.write(f"images/{name}.svg", SVG)
    return book
