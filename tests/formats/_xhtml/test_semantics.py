"""Every component of a manuscript as the element, epub:type and role it must be, from Markdown to the page."""

from pathlib import Path

import pytest
from lxml import etree

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import encode
from bookbuild.document.read import read_document
from bookbuild.filters.context import FileContext
from bookbuild.filters.pipeline import finish, understand
from bookbuild.filters.resolve.targets import PieceTargets, Resolved
from bookbuild.filters.target import TargetContext
from bookbuild.filters.typography import Usage
from bookbuild.formats._xhtml.page import PageHead, piece_page

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "epub": "http://www.idpf.org/2007/ops",
}


@pytest.fixture(autouse=True)
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture that the texts show: one that is not there would be reported and left out."""
    (tmp_path / "x.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)


def written(text: str, pandoc: Pandoc, kind: str = "chapter") -> etree._Element:
    """The page of a Markdown text; each of its links leads where it says."""
    document, _ = read_document(text, pandoc, "un.md")
    context = FileContext(Path(), "un.md", text, pandoc, cited=False)
    document = understand(document, context)
    targets = PieceTargets(
        references={
            one.target: Resolved(f"book:un{one.target}")
            for one in context.summary.references
            if one.target.startswith("#")
        }
    )
    target = TargetContext("un", kind, "body", "fr", frozenset({"un"}))
    document = finish(document, targets, Usage("fr"), "html5", target)
    page, _ = pandoc.write(encode(document), "html5")
    return etree.fromstring(piece_page(page, PageHead("un", kind, "body", "fr", "Un")))


@pytest.mark.parametrize(
    ("kind", "type", "role"),
    [
        ("preface", "preface", "doc-preface"),
        ("foreword", "foreword", "doc-foreword"),
        ("introduction", "introduction", "doc-introduction"),
        ("dedication", "dedication", "doc-dedication"),
        ("epigraph", "epigraph", "doc-epigraph"),
        ("acknowledgements", "acknowledgments", "doc-acknowledgments"),
        ("part", "part", "doc-part"),
        ("chapter", "chapter", "doc-chapter"),
        ("contribution", "chapter", "doc-chapter"),
        ("conclusion", "conclusion", "doc-conclusion"),
        ("afterword", "afterword", "doc-afterword"),
        ("appendix", "appendix", "doc-appendix"),
        ("glossary", "glossary", "doc-glossary"),
        ("bibliography", "bibliography", "doc-bibliography"),
        ("notes", "endnotes", "doc-endnotes"),
        ("colophon", "colophon", "doc-colophon"),
        ("other", None, None),
    ],
)
def test_every_part_of_a_book_says_what_it_is(
    kind: str, type: str | None, role: str | None, pandoc: Pandoc
) -> None:
    section = written("# Un\n\nTexte.", pandoc, kind).find("x:body/x:section", NS)
    assert section is not None
    assert (section.get(f"{{{NS['epub']}}}type"), section.get("role")) == (type, role)
    assert section.get("aria-labelledby") or section.get("aria-label")


COMPONENTS = [
    ("::: epigraph\nTout passe.\n:::", "div[@epub:type='epigraph'][@role='doc-epigraph']"),
    ("::: abstract\nRésumé.\n:::", "section[@epub:type='abstract'][@role='doc-abstract'][@aria-label]"),
    ("::: pull-quote\nUne phrase.\n:::", "aside[@epub:type='pullquote'][@role='doc-pullquote']"),
    ("::: extract\nLong.\n:::", "blockquote[@class='extract']"),
    ("> Long.\n>\n> [Paul]{.attribution}", "blockquote/x:p[@class='attribution']"),
    ("::: sidebar\nBref.\n:::", "aside[@epub:type='sidebar'][@aria-label]"),
    ("::: sidebar\n### Aide\n\nBref.\n:::", "aside[@epub:type='sidebar'][@aria-labelledby=x:h2/@id]"),
    ("::: verse\n| Un\n|   deux\n:::", "div[@epub:type='z3998:poem']/x:div[@epub:type='z3998:verse']/x:p/x:span"),
    ("::: letter\n[Chère,]{.salutation}\n\nMot.\n:::", "article/x:p[@epub:type='z3998:salutation']"),
    ("::: letter\nMot.\n\n[Ton ami]{.signature}\n:::", "article/x:p[@epub:type='z3998:signature']"),
    ("::: dialogue\n[Marie]{.speaker} Bonjour.\n:::", "div/x:p/x:span[@epub:type='z3998:persona']"),
    ("::: glossary\nFil\n: Suite.\n:::", "section[@role='doc-glossary']//x:dt[@epub:type='glossterm']/x:dfn"),
    ("::: glossary\nFil\n: Suite.\n:::", "section/x:dl/x:dd[@epub:type='glossdef']"),
    ("::: bibliography\n- Un\n- Deux\n:::", "section[@role='doc-bibliography']/x:ul/x:li[@epub:type='biblioentry']"),
    ("::: bibliography\nUn\n\nDeux\n:::", "section/x:p[2][@epub:type='biblioentry']"),
    ("::: dedication\nÀ toi.\n:::", "section[@epub:type='dedication'][@role='doc-dedication']"),
    ("::: acknowledgements\nMerci.\n:::", "section[@role='doc-acknowledgments']"),
    ("::: colophon\nFini.\n:::", "section[@epub:type='colophon'][@role='doc-colophon']"),
    ("[HTML]{.abbr title='Langage'}", "abbr[@title='Langage'][text()='HTML']"),
    ("<abbr title='Langage'>HTML</abbr>", "abbr[@title='Langage'][text()='HTML']"),
    ("[word]{lang=en}", "span[@lang='en'][@xml:lang='en'][text()='word']"),
    ("Un <i lang='en'>word</i>.", "span[@lang='en'][@xml:lang='en']/x:em[text()='word']"),
    ("*[word]{lang=en}*", "em/x:span[@lang='en'][@xml:lang='en']"),
    ("::: {lang=en}\nSome words.\n:::", "div[@lang='en'][@xml:lang='en']/x:p"),
    ("Un[^1].\n\n[^1]: Note.", "a[@epub:type='noteref'][@role='doc-noteref'][@href='#fn1'][@id='fnref1']"),
    ("Un[^1].\n\n[^1]: Note.", "aside[@epub:type='footnote'][@role='doc-footnote'][@id='fn1']"),
    ("Un[^1].\n\n[^1]: Note.", "aside/x:p/x:a[1][@role='doc-backlink'][@href='#fnref1'][@aria-label]"),
    ("$x^2$", "p/m:math[@alttext='x^2']"),
    ("| V | N |\n|--|--|\n| a | 1 |", "thead/x:tr/x:th[@scope='col'][2]"),
    ("|   | N |\n|--|--|\n| a | 1 |\n\n: Années.", "table[x:caption]/x:tbody/x:tr/x:th[@scope='row'][text()='a']"),
    ("|   | N |\n|--|--|\n| a | 1 |", "thead/x:tr/x:td[1][not(@scope)]"),
    ("![Le plan.](x.svg){alt='Un plan.'}", "figure[x:figcaption]/x:img[@alt='Un plan.']"),
    ("![](x.svg){.decorative}", "img[@alt=''][@role='presentation']"),
    ("Terme\n:   Un.\n\n    Deux.\n", "dl/x:dd[count(x:p)=2]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path"), COMPONENTS)
def test_a_component_has_its_element_type_and_role(text: str, path: str, pandoc: Pandoc) -> None:
    assert written(f"# Un\n\n{text}\n", pandoc).xpath(f"//x:{path}", namespaces=NS), path


def test_notes_after_one_with_a_list_in_it_are_not_lost(pandoc: Pandoc) -> None:
    page = written("# Un\n\nA[^1] b[^2] c[^3].\n\n[^1]: Un.\n\n    - liste\n    - liste\n\n[^2]: Deux.\n\n[^3]: Trois.\n", pandoc)  # fmt: skip
    calls, notes = (
        page.xpath("//x:a[@role='doc-noteref']/@href", namespaces=NS),
        page.xpath("//x:aside", namespaces=NS),
    )
    assert calls == [f"#{note.get('id')}" for note in notes] == ["#fn1", "#fn2", "#fn3"]
    assert [note.findtext("x:p/x:a", namespaces=NS) for note in notes] == ["1.", "2.", "3."]


def test_no_heading_skips_a_level_inside_sidebars_neither(pandoc: Pandoc) -> None:
    text = "# A\n\n## B\n\n::: sidebar\n### S\n\n##### T\n\n### U\n:::\n\n### C\n"
    page = written(text, pandoc)
    found = [
        (etree.QName(one).localname, one.text)
        for one in page.xpath("//*[starts-with(local-name(), 'h') and @id]")
    ]
    assert found == [("h1", "A"), ("h2", "B"), ("h3", "S"), ("h4", "T"), ("h3", "U"), ("h3", "C")]


def test_a_picture_leads_to_its_long_description_and_back(pandoc: Pandoc) -> None:
    text = "# Un\n\n![Le plan.](x.svg){#fig:plan alt='Un plan.' details='#plan-long'}\n\n::: {#plan-long .description}\nÀ gauche, la gare.\n:::\n"  # fmt: skip
    page = written(text, pandoc)
    figure = page.find(".//x:figure", NS)
    assert figure is not None
    assert figure.xpath("x:img/@aria-details", namespaces=NS) == ["plan-long"]
    assert figure.xpath("x:figcaption/x:a/@href", namespaces=NS) == ["#plan-long"]
    described = page.xpath("//x:aside[@id='plan-long'][@aria-label]", namespaces=NS)[0]
    assert described.xpath("x:p/x:a/@href", namespaces=NS) == [f"#{figure.get('id')}"]


def test_a_long_description_that_is_nowhere_is_not_linked(pandoc: Pandoc) -> None:
    page = written("# Un\n\n![Le plan.](x.svg){alt='Un plan.' details='autre.md'}\n", pandoc)
    assert not page.xpath("//@aria-details") and not page.xpath("//x:figcaption//x:a", namespaces=NS)
