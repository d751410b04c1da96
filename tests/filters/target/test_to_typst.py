"""Documents as Typst bodies."""

from dataclasses import replace

from bookbuild.document.nodes import (
    Attr,
    Code,
    CodeBlock,
    CodeC,
    Div,
    DivC,
    Document,
    Emph,
    Header,
    HeaderC,
    Inlines,
    LineBlock,
    Link,
    LinkC,
    Math,
    MathC,
    Note,
    Para,
    Plain,
    RawBlock,
    RawC,
    RawInline,
    Span,
    SpanC,
    Str,
    Tagged,
    Target,
)
from bookbuild.filters.target import TargetContext
from bookbuild.filters.target.typst import IMPORT, to_typst

CONTEXT = TargetContext("carte", "appendix", "body", "fr", frozenset({"carte", "radio"}), 1)


def body(*blocks: object, context: TargetContext = CONTEXT) -> str:
    """The Typst of blocks, without the import."""
    written = to_typst(Document(list(blocks)), context).blocks  # type: ignore[arg-type]
    assert isinstance(written[0], RawBlock)
    return written[0].c.text.removeprefix(IMPORT).strip("\n")


def line(*inlines: Inlines) -> str:
    """Of text that is no paragraph: the last words of one are bound."""
    return body(Plain(list(inlines)))


def span(classes: str, text: str, **pairs: str) -> Span:
    return Span(SpanC(Attr(pairs.pop("id", ""), classes.split(), list(pairs.items())), [Str(text)]))


def link(url: str, text: str, *classes: str) -> Link:
    return Link(LinkC(Attr(classes=list(classes)), [Str(text)], Target(url)))


def test_punctuation_after_a_call_stays_text() -> None:
    assert line(Emph([Str("a")]), Str("; b")) == "#emph[a];; b"
    assert line(Emph([Str("a")]), Str("(b)")) == "#emph[a];(b)"
    assert line(Emph([Str("a")]), Str(".b")) == "#emph[a];.b"


def test_no_line_ends_between_a_dash_and_its_no_break_space() -> None:
    assert line(Str("ici – là\u00a0–\u00a0et")) == "ici – là\u00a0–\u2060\u00a0et"


def test_a_heading_is_labelled_with_its_piece() -> None:
    heading = Header(HeaderC(2, Attr("une-tache"), [Str("Une tâche")]))
    assert body(heading) == "#heading(level: 2)[Une tâche] <carte:une-tache>"


def test_index_marks_of_a_heading_stand_behind_it() -> None:
    heading = Header(HeaderC(1, Attr("t"), [span("index", "Données", id="idx-1", entry="données")]))
    assert body(heading) == '#heading(level: 1)[Données] <carte:t>\n#index-mark("carte:idx-1");'


def test_a_see_reference_leaves_no_place() -> None:
    assert line(span("index", "X", id="idx-2", entry="x", see="y")) == "X"


def test_links_go_to_the_piece_the_place_or_nowhere() -> None:
    assert line(link("book:radio", "la radio")) == '#to("radio")[la radio];'
    assert line(link("book:radio#onde", "l’onde", "page")) == '#page-of("radio:onde")[l’onde];'
    assert line(link("book:autre#x", "ailleurs")) == "ailleurs"
    assert line(link("javascript:alert(1)", "clic")) == "clic"


def test_a_web_address_is_shown_in_a_note_unless_the_text_is_the_address() -> None:
    assert line(link("https://a.example/", "a.example")) == '#address("https://a.example/", "a.example");'
    assert line(link("https://a.example/", "le site")) == '#web("https://a.example/", "a.example")[le site];'
    inside = line(Note([Para([link("https://a.example/", "site")])]))
    assert inside == '#footnote[site (#address("https://a.example/", "a.example");)];'


def test_a_language_span_changes_the_hyphenation() -> None:
    assert line(span("", "white paper", lang="en-GB")) == '#text(lang: "en", region: "gb")[white paper];'
    assert line(span("", "texte", lang="fr")) == "texte"
    assert line(span("", "texte", lang='x"; #evil')) == "texte"


def test_inclusive_forms_are_not_hyphenated() -> None:
    assert line(span("incl", "auteur·rice")) == "#incl[auteur·rice];"


def test_raw_nodes_never_reach_the_page() -> None:
    assert line(Str("a"), RawInline(RawC("typst", '#read("/etc/passwd")')), Str("b")) == "ab"
    assert body(Plain([Str("a")]), RawBlock(RawC("typst", "#evil"))) == "a"


def test_code_is_a_string_and_no_code() -> None:
    assert line(Code(CodeC(Attr(), 'a" #b'))) == '#raw("a\\" #b");'
    block = CodeBlock(CodeC(Attr(classes=["rust"]), 'fn main() {\n    "x"\n}'))
    assert body(block) == '#listing("fn main() {\\n    \\"x\\"\\n}", lang: "rust")'


def test_components_are_calls_of_their_own_name() -> None:
    epigraph = Div(DivC(Attr(classes=["epigraph"]), [Para([Str("x "), span("attribution", "Anon.")])]))
    assert body(epigraph) == "#epigraph[\nx\u00a0#attribution[Anon\u2060.];\n\n]"


def test_verse_keeps_indents_and_stanzas() -> None:
    verse = LineBlock([[Str("un")], [Str("\u00a0\u00a0deux")], [], [Str("trois")]])
    assert body(verse) == "#stanzas(((0, [un]), (2, [deux]), ), ((0, [trois]), ), )"


def test_formulas_are_left_to_pandoc_and_said_as_typed() -> None:
    formula = Math(MathC(Tagged("InlineMath"), "x^2"))
    written = to_typst(Document([Para([Str("ici \x000\x00 "), formula, Str(".")])]), CONTEXT).blocks
    assert isinstance(written[0], Plain)
    assert written[0].c == [
        RawInline(RawC("typst", IMPORT + 'ici  0  #formula("x^2")[')),
        formula,
        RawInline(RawC("typst", "];.\n")),
    ]


def test_the_paragraph_that_opens_a_piece_is_given_in_words_and_no_other_is() -> None:
    prose = replace(CONTEXT, kind="chapter")
    title = Header(HeaderC(1, Attr("titre", [], []), [Str("Titre")]))
    text = Para([Str("Les rues, "), Emph([Str("le soir")]), Str(".")])
    assert body(title, text, Para([Str("Puis rien.")]), context=prose).endswith(
        '#opening("L", [es], ([rues,], [#emph[le\u00a0soir\u2060];.], ), none)\n\nPuis\u00a0rien\u2060.'
    )
    for first in (Str("« Les rues »"), Str("1815 fut froid."), Emph([Str("Les")])):
        assert "#opening" not in body(Para([first]), context=prose)


def test_boxes_bleed_where_they_are_asked_to() -> None:
    box = Div(DivC(Attr("", ["sidebar", "bleed"], []), [Para([Str("Un.")])]))
    assert body(box) == "#sidebar(bleed: true)[\nUn\u2060.\n\n]"


def test_a_heading_without_number_says_so() -> None:
    heading = Header(HeaderC(2, Attr("", ["unnumbered"], []), [Str("Fin")]))
    assert body(heading) == "#heading(level: 2, numbering: none)[Fin]"
