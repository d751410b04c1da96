"""The accessibility summary, sentence by sentence, in the language of the book; each where it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentences:
    """What a summary can say, in one language, typeset."""

    text: str
    described: str
    undescribed: str
    math: str
    index: str
    pages: str
    """The page numbers are those of print."""
    conforms: str
    """The certifier's name follows, and a full stop."""


_SENTENCES = {
    "de": Sentences(
        "Gegliederter Text mit Inhaltsverzeichnis; Schrift, Größe und Farben sind einstellbar.",
        "Bilder, die etwas mitteilen, sind beschrieben.",
        "Einige Bilder sind nicht beschrieben.",
        "Formeln liegen als MathML vor.",
        "Das Register ist verlinkt.",
        "Die Seitenzahlen sind die der gedruckten Ausgabe.",
        "Die Übereinstimmung mit EPUB Accessibility 1.1 und WCAG 2.2, Stufe AA, bestätigt ",
    ),
    "en": Sentences(
        "Structured text with contents; size, face and colours can be changed.",
        "Images that convey meaning are described.",
        "Some images are not described.",
        "Formulas are in MathML.",
        "The index is linked.",
        "Page numbers are those of the printed edition.",
        "Conformance to EPUB Accessibility 1.1 and WCAG 2.2 level AA is certified by ",
    ),
    "es": Sentences(
        "Texto estructurado, con índice de contenido; el tamaño, el tipo de letra y los colores se pueden cambiar.",
        "Las imágenes con significado están descritas.",
        "Algunas imágenes no están descritas.",
        "Las fórmulas están en MathML.",
        "El índice alfabético tiene enlaces.",
        "Los números de página son los de la edición impresa.",
        "La conformidad con EPUB Accessibility 1.1 y WCAG 2.2, nivel AA, la certifica ",
    ),
    "fr": Sentences(
        "Texte structuré, avec un sommaire\u202f; taille, police et couleurs se règlent.",
        "Les images porteuses de sens ont une description.",
        "Certaines images n’ont pas de description.",
        "Les formules sont en MathML.",
        "L’index est muni de liens.",
        "Les numéros de page sont ceux de l’édition imprimée.",
        "La conformité à EPUB Accessibility 1.1 et aux WCAG 2.2, niveau AA, est attestée par ",
    ),
    "it": Sentences(
        "Testo strutturato, con un sommario; la dimensione, il carattere e i colori si possono cambiare.",
        "Le immagini che hanno un significato sono descritte.",
        "Alcune immagini non sono descritte.",
        "Le formule sono in MathML.",
        "L’indice analitico ha i collegamenti.",
        "I numeri di pagina sono quelli dell’edizione a stampa.",
        "La conformità a EPUB Accessibility 1.1 e alle WCAG 2.2, livello AA, è attestata da ",
    ),
    "nl": Sentences(
        "Gestructureerde tekst met een inhoudsopgave; de grootte, het lettertype en de kleuren zijn aan te passen.",
        "De afbeeldingen met een betekenis zijn beschreven.",
        "Een deel van de afbeeldingen is niet beschreven.",
        "De formules zijn in MathML.",
        "Het register heeft koppelingen.",
        "De paginanummers zijn die van de gedrukte uitgave.",
        "De overeenstemming met EPUB Accessibility 1.1 en WCAG 2.2, niveau AA, is bevestigd door ",
    ),
    "pt": Sentences(
        "Texto estruturado, com sumário; o tamanho, o tipo de letra e as cores podem ser alterados.",
        "As imagens com significado têm uma descrição.",
        "Algumas imagens não têm descrição.",
        "As fórmulas estão em MathML.",
        "O índice remissivo tem ligações.",
        "Os números de página são os da edição impressa.",
        "A conformidade com EPUB Accessibility 1.1 e WCAG 2.2, nível AA, é certificada por ",
    ),
}


def sentences(lang: str) -> Sentences:
    """The sentences for a BCP 47 tag; English for a language without its own."""
    return _SENTENCES.get(lang.partition("-")[0].lower(), _SENTENCES["en"])
