"""What a delivery says to people, in French and in English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words of one language; a colon after one of them is `colon`."""

    language: str
    colon: str
    note: str
    note_file: str
    texts_file: str
    book: str
    by: str
    version: str
    published: str
    publisher: str
    recipient: str
    edition: str
    whole_book: str
    price: str
    byte: str
    short: str
    long: str
    blurb: str
    biographies: str
    subjects: str
    keywords: str
    to_check: str
    for_good: str
    kinds: Mapping[str, str]
    """By kind of file."""


FRENCH = Words(
    language="fr",
    colon="\u00a0:",
    note="Bon de livraison",
    note_file="BON-DE-LIVRAISON.txt",
    texts_file="{name}_textes.txt",
    book="Livre",
    by="De",
    version="Version du texte",
    published="Parution",
    publisher="Éditeur",
    recipient="Destinataire",
    edition="Édition",
    whole_book="Pour toutes les éditions",
    price="Prix public TTC",
    byte="octets",
    short="En une phrase",
    long="Présentation",
    blurb="Quatrième de couverture",
    biographies="Biographies",
    subjects="Sujets",
    keywords="Mots-clés",
    to_check="Pour vérifier que rien ne s’est perdu en route\u00a0: sha256sum -c SHA256SUMS",
    for_good="Ces fichiers ne changeront plus\u00a0: une correction paraîtra sous un autre numéro de version.",
    kinds={
        "epub": "livre numérique (EPUB)",
        "kepub": "livre numérique pour liseuse Kobo, par câble",
        "kindle-epub": "livre numérique pour Kindle (EPUB)",
        "azw3": "livre numérique pour Kindle, par câble",
        "apnx": "numéros de page du fichier AZW3",
        "interior-pdf": "intérieur (PDF)",
        "cover-pdf": "couverture (PDF)",
        "jacket-pdf": "jaquette (PDF)",
        "screen-pdf": "livre à lire à l’écran (PDF)",
        "html": "page pour un site web",
        "onix": "fiche ONIX",
        "cover-image": "première de couverture (JPEG)",
        "texts": "textes pour les libraires",
        "manifest": "liste des fichiers, pour les programmes",
    },
)
ENGLISH = Words(
    language="en",
    colon=":",
    note="Delivery note",
    note_file="DELIVERY-NOTE.txt",
    texts_file="{name}_texts.txt",
    book="Book",
    by="By",
    version="Version of the text",
    published="Published",
    publisher="Publisher",
    recipient="Recipient",
    edition="Edition",
    whole_book="For all editions",
    price="Price with tax",
    byte="bytes",
    short="In one sentence",
    long="Description",
    blurb="Back cover",
    biographies="Biographies",
    subjects="Subjects",
    keywords="Keywords",
    to_check="To check that nothing was lost on the way: sha256sum -c SHA256SUMS",
    for_good="These files will never change: a correction will have another version number.",
    kinds={
        "epub": "e-book (EPUB)",
        "kepub": "e-book for a Kobo reader, by cable",
        "kindle-epub": "e-book for Kindle (EPUB)",
        "azw3": "e-book for Kindle, by cable",
        "apnx": "page numbers of the AZW3 file",
        "interior-pdf": "interior (PDF)",
        "cover-pdf": "cover (PDF)",
        "jacket-pdf": "jacket (PDF)",
        "screen-pdf": "book for screens (PDF)",
        "html": "page for a web site",
        "onix": "ONIX record",
        "cover-image": "front cover (JPEG)",
        "texts": "texts for shops",
        "manifest": "list of the files, for programs",
    },
)


def words_of(language: str) -> Words:
    """Those of the book's language; English when it is neither."""
    return FRENCH if language.partition("-")[0] == "fr" else ENGLISH
