"""Each rule on a fault, with its place and its remedy, and on what looks like that fault and is none."""

import pytest

from tests.proofreading.judging import findings, fixed, places

FAULTS: list[tuple[str, str, str, list[str], str]] = [
    # language, what, text, places, mended text (the same when only a person can tell)
    ("fr", "an open bracket", "Un mot (dit-il.", ["1:8 unbalanced-bracket"], ""),
    ("fr", "a bracket that closes nothing", "Un\nmot dit-il).", ["2:11 unbalanced-bracket"], ""),
    ("fr", "an open quotation", "Il dit : « Viens.\n\nPuis il sortit.", ["1:10 unbalanced-quote"], ""),
    ("fr", "a quotation only closed", "Viens ! » dit-il.", ["1:9 unbalanced-quote"], ""),
    ("en", "an open English quotation", "He said “come.\n\nHe left.", ["1:9 unbalanced-quote"], ""),
    ("fr", "a quotation that ends where another begins", "« Viens.\n\nIl sortit, et la porte battit longtemps derrière lui.\n\n« Reste ! »", ["1:1 unbalanced-quote"], ""),
    ("fr", "a straight quote alone", 'Il dit "viens et "partit".', ["1:8 unbalanced-quote"], ""),
    ("fr", "two spaces", "Un  mot.", ["1:3 double-space"], "Un mot."),
    ("fr", "a space beside a no-break space", "Oui\u00a0 !", ["1:4 double-space"], "Oui\u00a0!"),
    ("fr", "a word twice", "Il est est venu.", ["1:8 doubled-word"], ""),
    ("fr", "an article twice", "Il vit un un chien.", ["1:11 doubled-word"], ""),
    ("fr", "a word twice over a line's end", "Il est venu avec\navec elle.", ["2:1 doubled-word"], ""),
    ("en", "an English word twice", "Paris in the the spring.", ["1:14 doubled-word"], ""),
    ("fr", "a bare capital", "Etre ou ne pas être.", ["1:1 missing-accent"], "Être ou ne pas être."),
    ("fr", "a bare capital after an article", "L’Etat et l’Edition.", ["1:3 missing-accent", "1:13 missing-accent"], "L’État et l’Édition."),
    ("fr", "a bare preposition", "Non. A l’aube, il part.", ["1:6 missing-accent"], "Non. À l’aube, il part."),
    ("fr", "a bare cedilla", "— Ca va ?", ["1:3 missing-accent"], "— Ça va ?"),
    ("fr", "capitals throughout", "TROISIEME ECOLE", ["1:1 missing-accent", "1:11 missing-accent"], "TROISIÈME ÉCOLE"),
    ("fr", "ordinals", "La 1ère, le 2ème, les 3èmes, le XIXème.", ["1:4 ordinal", "1:13 ordinal", "1:23 ordinal", "1:33 ordinal"], "La 1^re^, le 2^e^, les 3^es^, le XIX^e^."),
    ("fr", "a raised ordinal", "Le 2^ème^ jour.", ["1:4 ordinal"], "Le 2^e^ jour."),
    ("fr", "mister", "Avec Mr Durand.", ["1:6 english-title"], "Avec M. Durand."),
    ("fr", "words in oe", "Sa soeur, son Coeur, la manoeuvre, OEUVRES, un oeil.", ["1:4 missing-ligature", "1:15 missing-ligature", "1:25 missing-ligature", "1:36 missing-ligature", "1:48 missing-ligature"], "Sa sœur, son Cœur, la manœuvre, ŒUVRES, un œil."),
    ("fr", "minutes and seconds", "À 48°51'24\" nord.", ["1:5 straight-prime"], "À 48°51′24″ nord."),
    ("fr", "a hyphen for a dash", "Le jour - la nuit.", ["1:9 hyphen-for-dash"], ""),
    ("fr", "both apostrophes", "L’eau, l’air, l'or.", ["1:16 mixed-apostrophes"], "L’eau, l’air, l’or."),
    ("fr", "a Cyrillic letter in a Latin word", "Une p\u0430ge.", ["1:5 mixed-scripts"], "Une page."),
    ("fr", "a zero width space", "Un\u200b mot.", ["1:3 invisible-character"], "Un mot."),
    ("fr", "a soft hyphen in a word", "Haussez\u00advous ?", ["1:8 invisible-character"], ""),
    ("fr", "a soft hyphen beside a space", "Haussez\u00ad les.", ["1:8 invisible-character"], "Haussez les."),
    ("fr", "a zero width space in a word", "Haussez\u200bles.", ["1:8 invisible-character"], ""),
    ("fr", "a stray direction mark", "Un mot\u202e ici.", ["1:7 invisible-character"], "Un mot ici."),
    ("fr", "a line separator", "Un\u2028mot.", ["1:3 invisible-character"], ""),
    ("fr", "UTF-8 read as Windows-1252", "Un Ã©tat.", ["1:4 garbled-character"], ""),
    ("fr", "a replacement character", "Un \ufffdtat.", ["1:4 garbled-character"], ""),
    ("fr", "English in italics", "Il dit *what have you been doing there*.", ["1:9 unmarked-foreign"], ""),
    ("fr", "a paragraph of English", "Un.\n\nThe man who was there had been one of them for more than ten years.", ["3:1 unmarked-foreign"], ""),
    ("en", "French in italics", "He said *nous sommes dans la rue avec vous*.", ["1:10 unmarked-foreign"], ""),
    ("fr", "an empty section", "# Un\n\n## Deux\n\n## Trois\n\nMot.", ["3:1 empty-section"], ""),
    ("fr", "an empty section at the end", "# Un\n\nMot.\n\n## Deux\n", ["5:1 empty-section"], ""),
    ("fr", "a link that says nothing", "Lisez [ici](un.md).", ["1:8 vague-link"], ""),
    ("en", "an English link that says nothing", "[Click *here*](a.md)!", ["1:2 vague-link"], ""),
    ("fr", "notes out of order", "Un[^2], deux[^1].\n\n[^1]: A.\n[^2]: B.", ["1:13 notes-out-of-order"], ""),
    ("fr", "a note that nothing calls", "Un.\n\n[^a]: Note.", ["3:1 unused-note"], ""),
    ("fr", "an address that no link uses", "Un.\n\n[a]: https://a.example", ["3:1 unused-reference"], ""),
    ("fr", "a paragraph without end", "mot " * 450, ["1:1 long-paragraph"], ""),
    ("fr", "notes to oneself", "Un TODO ici, [à compléter].\n\nÀ rédiger.", ["1:4 placeholder", "1:15 placeholder", "3:1 placeholder"], ""),
    ("en", "lorem ipsum", "Lorem ipsum dolor (to come).", ["1:1 placeholder", "1:20 placeholder"], ""),
    ("fr", "dates in two ways", "Le 3 mai 2020, le 4 mai 2020 et le 05/05/2020.", ["1:36 mixed-dates"], ""),
    ("fr", "numbers in two ways", "De 12 000 à 13 000, puis 14000.", ["1:26 mixed-numbers"], ""),
    ("fr", "inclusive forms in two ways", "Les lecteur·rices, les auteur·es et les étudiant(e)s.", ["1:41 mixed-inclusive"], ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "what", "text", "expected", "right"), FAULTS, ids=[fault[1] for fault in FAULTS]
)
def test_a_fault_is_found_at_its_place_and_mended_where_certain(
    language: str, what: str, text: str, expected: list[str], right: str
) -> None:
    assert places(text, language) == expected
    assert fixed(text, language) == (right or text)
    assert all(finding.message and finding.hint for finding in findings(text, language))


RIGHT: list[tuple[str, str]] = [
    ("en", '"One paragraph of it.\n\n"And the last," he said.'),
    ("fr", "A table has a caption."),
    ("fr", 'Un écran de 27" et un mot "net".'),
    ("fr", "Nous nous levons, vous vous taisez, non non, à qui mieux mieux, très très tard, zéro zéro un."),
    ("fr", "L’avoir, c’est tout ; Jean Jean passa."),
    ("fr", "a) un, 2) deux, iv) quatre ; 1°) trois :-) ;)"),
    ("fr", "\\[1\\] Note et \\( seule."),
    ("fr", "— (Cet aparté\n\ndure deux alinéas.)"),
    ("fr", "« Un alinéa.\n\n« Un autre.\n\n« Le dernier. »"),
    ("fr", "« Bonjour.\n\n— Bonjour.\n\n— Adieu. »"),
    ("fr", "Il lut :\n\n« Un vers,\n\nun autre vers,\n\nle dernier. »"),
    ("fr", "> « Une lettre.\n>\n> « Sa fin. »"),
    ("fr", "Le moelleux, coexister, la moelle, le poète, Goethe, Leboeuf, du goéland."),
    ("fr", "Eric, Emile, Evelyne, Ernest et l’Espagne ; Edition Nine ; il a la clef. Vitamine A la nuit."),
    ("fr", "Le 1^er^, le 2^e^, la 2nde ; le ministère, 12 thèmes, un système ; 3 mètres."),
    ("fr", "Mrs Dalloway et Mr, tout court."),
    ("fr", "De 5 - 3 il reste 2 ; -- non ; peut-être."),
    ("fr", "| a  | b  |\n|----|----|\n| un  | un |"),
    ("fr", "| Un vers  ainsi\n|   et l’autre"),
    ("fr", "1.  Un\n2.  Deux\n\n-   Trois\n\nTerme\n\n:   Sens"),
    ("fr", "Des μm, la β-carotène, Δt, λόγος et Кремль."),
    ("fr", "L’arabe \u200fمرحبا\u200f ; 👩\u200d🚀."),
    ("fr", "Il joua *in petto* puis *La Traviata* ; *Le Monde* ; *open source*."),
    ("fr", "[The man who was there had been one of them for more than ten years.]{lang=en}"),
    ("fr", "::: {lang=en}\nThe man who was there had been one of them for more than ten years.\n:::"),
    ("fr", "Un questionnaire à compléter ; à suivre ; Louis XXX."),
    ("fr", "Un[^1], deux[^2], trois [lien][a], [a].\n\n[^1]: A.\n[^2]: B.\n\n[a]: https://a.example"),
    ("fr", "# Partie"),
    ("fr", "# Titre\n\n## Section\n\nMot."),
    ("fr", "Les lecteur·rices et les auteur·es, une porte-fenêtre, l’autre(s), exemple.fr."),
    ("fr", "En 2024, 75005 Paris, 12 000 et 13 000 pages, le 3,14."),
    ("fr", "Le `coeur  Etat` et $Etat  coeur$ et <b class=\"coeur\">mot</b> <https://coeur.example/Etat>."),
    ("fr", "[vers](coeur.md \"Etat\"){.coeur} ![Légende](Etat.png){#coeur alt=\"Etat\"} @coeur [@Etat, p. 2] a@coeur.fr"),
    ("fr", "```\ncoeur  Etat est est\n```\n\n    coeur  Etat\n\n<!-- coeur Etat TODO -->"),
    ("fr", "[coeur  Etat]{.no-typo}"),
    ("en", "He had had it; that that is; Etat, coeur and Mr Smith; the 1ere."),
    ("en", "“One paragraph.\n\n“Another.”\n\nA 6” pipe."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_what_is_right_passes(language: str, text: str) -> None:
    assert places(text, language) == []
    assert fixed(text, language) == text


def test_french_rules_hold_for_french_passages_of_an_english_book() -> None:
    text = "The coeur of [un coeur]{lang=fr}."
    assert places(text, "en") == ["1:18 missing-ligature"]
    assert fixed(text, "en") == "The coeur of [un cœur]{lang=fr}."


def test_english_passages_of_a_french_book_keep_their_spelling() -> None:
    assert places("Un coeur et [one coeur]{lang=en} de [l’[inner *coeur*]{lang=en} coeur]{.x}.") == [
        "1:4 missing-ligature",
        "1:65 missing-ligature",
    ]


def test_a_mixture_of_apostrophes_is_shown_five_times_and_mended_everywhere() -> None:
    text = "L’un, " * 9 + "l'autre, " * 8
    assert places(text) == [f"1:{56 + 9 * n} mixed-apostrophes" for n in range(5)]
    assert fixed(text) == "L’un, " * 9 + "l’autre, " * 8
