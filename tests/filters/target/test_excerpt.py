"""What an offprint's text says of the rest of the book."""

from bookbuild.document.nodes import (
    Attr,
    Blocks,
    BulletList,
    Div,
    DivC,
    Document,
    Header,
    HeaderC,
    Inlines,
    Link,
    LinkC,
    Para,
    Plain,
    Span,
    SpanC,
    Str,
    Target,
)
from bookbuild.document.walk import text_of, text_of_blocks, walk_inlines
from bookbuild.filters.target import Elsewhere, Excerpt, TargetContext
from bookbuild.filters.target.excerpt import excerpt

ELSEWHERE = (
    Elsewhere("radio", "« Radio »"),
    Elsewhere("plan", "« Plan »", "https://a.example/plan"),
)
HELD = frozenset({"carte", "biblio"})


def context(piece: str = "carte", *, linked: bool = True, url: str = "") -> TargetContext:
    about = Excerpt("Livre", "dans", url, linked, ELSEWHERE, ("biblio#un",), piece == "biblio")
    return TargetContext(piece, "chapter", "body", "fr", HELD, excerpt=about)


def link(url: str, text: str = "ici") -> Link:
    return Link(LinkC(Attr(), [Str(text)], Target(url)))


def settled(*inlines: Inlines, **said: object) -> list[Inlines]:
    document = excerpt(Document([Para(list(inlines))]), context(**said))  # type: ignore[arg-type]
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Para)
    return paragraph.c


def urls(inlines: list[Inlines]) -> list[str]:
    return [one.c.target.url for one, _ in walk_inlines([Para(inlines)]) if isinstance(one, Link)]


def test_what_is_held_and_the_web_stay_linked() -> None:
    kept = [link("book:carte#une"), link("https://b.example"), link("book:biblio"), link("book:biblio#un")]
    assert urls(settled(*kept)) == ["book:carte#une", "https://b.example", "book:biblio", "book:biblio#un"]


def test_a_work_that_is_left_out_is_not_linked_to() -> None:
    assert urls(settled(link("book:biblio#deux"))) == []


def test_the_first_reference_to_a_text_cites_it_and_the_next_does_not() -> None:
    found = settled(link("book:radio"), Str(", "), link("book:radio#x"))
    assert text_of(found) == "ici [« Radio », dans Livre], ici" and urls(found) == []


def test_the_citation_leads_to_the_books_page() -> None:
    assert urls(settled(link("book:radio"), url="https://a.example")) == ["https://a.example"]


def test_a_text_that_is_on_the_web_is_linked_to_where_links_can_be_followed() -> None:
    assert urls(settled(link("book:plan#x"))) == ["https://a.example/plan"]
    on_paper = settled(link("book:plan#x"), linked=False, url="https://a.example")
    assert urls(on_paper) == [] and text_of(on_paper) == "ici [« Plan », dans Livre]"


def test_a_page_without_a_title_is_cited_by_the_book_alone() -> None:
    assert text_of(settled(link("book:index"))) == "ici [dans Livre]"


def test_a_reference_that_says_the_title_is_not_told_it_again() -> None:
    assert text_of(settled(link("book:radio", "Radio"))) == "Radio [dans Livre]"


def test_a_whole_book_is_left_as_it_is() -> None:
    plain = TargetContext("carte", "chapter", "body", "fr", HELD)
    document = Document([Para([link("book:radio")])])
    assert excerpt(document, plain) is document and urls(document.blocks[0].c) == ["book:radio"]  # type: ignore[union-attr,arg-type]


def heading(level: int, text: str) -> Header:
    return Header(HeaderC(level, Attr(text.lower()), [Str(text)]))


def work(id: str, text: str) -> list[Blocks]:
    return [Plain([Span(SpanC(Attr(id), [Str(text)]))])]


def test_a_bibliography_keeps_works_with_the_headings_above_them() -> None:
    blocks: list[Blocks] = [
        heading(1, "Bibliographie"),
        Para([Str("Tout ceci existe.")]),
        heading(2, "Lois"),
        BulletList([work("loi", "Loi.")]),
        heading(2, "Livres"),
        heading(3, "Romans"),
        Div(DivC(Attr(classes=["bibliography"]), [BulletList([work("un", "Un."), work("deux", "Deux.")])])),
        heading(3, "Essais"),
    ]
    kept = excerpt(Document(blocks), context("biblio"))
    assert text_of_blocks(kept.blocks).split("\n") == ["Bibliographie", "Livres", "Romans", "Un."]
