"""What a page of the manuscript becomes, fragment by fragment."""

from dataclasses import replace

import pytest
from lxml import etree

from bookbuild.errors import ToolFailed
from bookbuild.formats._xhtml.page import PageHead, Person, piece_page

NS = {"x": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
HEAD = PageHead("essai", "chapter", "body", "fr", "Essai")


def page(fragment: str, head: PageHead = HEAD) -> etree._Element:
    return etree.fromstring(piece_page(fragment.encode(), head))


def markup(fragment: str, head: PageHead = HEAD) -> str:
    """What stands inside the page's section."""
    text = piece_page(fragment.encode(), head).decode()
    return text[text.index(">", text.index("<section")) + 1 : text.rindex("</section>")].strip()


def test_a_chapter_is_a_section_named_by_its_title() -> None:
    section = page('<h1 id="titre">Un titre</h1>\n<p>Texte.</p>').find("x:body/x:section", NS)
    assert dict(section.attrib) == {
        f"{{{NS['epub']}}}type": "chapter",
        "role": "doc-chapter",
        "class": "piece-chapter",
        "aria-labelledby": "titre",
    }


def test_a_page_names_its_language_twice_its_title_and_its_matter() -> None:
    root = page("<p>Texte.</p>")
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext("x:head/x:title", namespaces=NS) == "Essai"
    assert root.find("x:body", NS).get(f"{{{NS['epub']}}}type") == "bodymatter"


def test_a_page_begins_with_an_xml_declaration_and_the_html_doctype() -> None:
    assert piece_page(b"<p>x</p>", HEAD).startswith(
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html'
    )


def test_an_empty_element_is_closed_by_a_tag_of_its_own() -> None:
    assert '<span id="idx-1"></span><br/>' in markup('<p>a<span id="idx-1"></span><br /></p>')


def test_the_opener_holds_title_byline_portraits_and_notices() -> None:
    people = (Person("Élise Roy", ("Elle lit *Le Temps*.",), "images/elise.svg", "Élise."),)
    head = PageHead(
        "essai", "contribution", "body", "fr", "Essai", "Texte d’Élise Roy", people, ("Un résumé.",)
    )
    assert markup('<h1 id="t">Essai</h1>\n<p>Texte.</p>', head).replace("\n", "") == (
        '<header class="opener"><h1 id="t">Essai</h1><p class="byline">Texte d’Élise Roy</p>'
        '<aside class="presentation" aria-label="Notice biographique"><div class="person">'
        '<figure class="portrait"><img src="../images/elise.svg" alt="Élise."/></figure>'
        "<p>Elle lit <em>Le Temps</em>.</p></div></aside></header>"
        '<section class="abstract" epub:type="abstract" role="doc-abstract" aria-label="Résumé">'
        '<p>Un résumé.</p></section><p class="first">Texte.</p>'
    )


def test_a_portrait_without_description_says_whose_it_is() -> None:
    head = PageHead(
        "e", "contribution", "body", "fr", "E", people=(Person("Ulysse Haddad", (), "images/u.png"),)
    )
    assert 'alt="Portrait\u00a0: Ulysse Haddad"' in markup("<h1>E</h1>", head)


def test_the_title_of_a_dedication_names_the_page_and_is_not_shown() -> None:
    head = PageHead("dedicace", "dedication", "front", "fr", "Dédicace")
    root = page('<h1 id="dedicace">Dédicace</h1>\n<div class="dedication">\n<p>À Paul.</p>\n</div>', head)
    section = root.find("x:body/x:section", NS)
    assert (section.get("id"), section.get("aria-label"), root.find(".//x:h1", NS)) == (
        "dedicace",
        "Dédicace",
        None,
    )
    assert section.find("x:div", NS).get("role") is None


NOTE = """<p>Un<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>
<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">
<hr />
<ol>
<li id="fn1">{}</li>
</ol>
</section>"""
BACK = (
    '<a href="#fnref1" class="back" epub:type="backlink" role="doc-backlink" '
    'aria-label="Retour à l’appel de note\u00a01">1.</a>'
)
PANDOC_BACK = '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a>'


def test_a_note_begins_with_the_link_back_to_its_call() -> None:
    assert markup(NOTE.format(f"<p>Une note.{PANDOC_BACK}</p>")).replace("\n", "") == (
        '<p>Un<a href="#fn1" class="noteref" id="fnref1" role="doc-noteref" epub:type="noteref">'
        "<sup>1</sup></a>.</p>"
        '<section class="notes" epub:type="footnotes" aria-label="Notes">'
        '<aside id="fn1" epub:type="footnote" role="doc-footnote">'
        f"<p>{BACK}\u00a0Une note.</p></aside></section>"
    )


def test_notes_that_are_to_stand_at_the_end_have_a_head() -> None:
    at_end = replace(HEAD, notes_at_end=True)
    text = markup(NOTE.format(f"<p>Une note.{PANDOC_BACK}</p>"), at_end).replace("\n", "")
    assert (
        '<section class="notes" epub:type="endnotes" role="doc-endnotes" aria-label="Notes"><h2>Notes</h2>'
        '<aside id="fn1" epub:type="footnote" role="doc-footnote">' in text
    )


def test_a_note_that_begins_with_a_list_gets_a_paragraph_for_its_link() -> None:
    text = markup(NOTE.format(f"<ul><li>a</li></ul><p>{PANDOC_BACK}</p>"))
    assert f"<p>{BACK}\u00a0</p><ul><li>a</li></ul></aside>" in text


def test_a_figure_has_its_number_caption_and_credit() -> None:
    figure = (
        '<figure id="fig-x" data-number="2" data-credit="Dessin : X">\n'
        '<img src="../images/x.svg" alt="Une vue." />\n'
        '<figcaption aria-hidden="true">La <em>vue</em>.</figcaption>\n</figure>'
    )
    assert markup(figure).replace("\n", "") == (
        '<figure id="fig-x"><img src="../images/x.svg" alt="Une vue."/>'
        '<figcaption><span class="label">'
        'Figure\u00a02</span>\u00a0– La <em>vue</em>. <span class="credit">Dessin : X</span></figcaption>'
        "</figure>"
    )


def test_a_picture_that_says_nothing_is_marked_so_and_one_that_lacks_alt_is_not() -> None:
    assert markup('<p><img src="d.png" class="decorative" /><img src="e.png" /></p>') == (
        '<p><img src="d.png" role="presentation" alt=""/><img src="e.png" alt=""/></p>'
    )


def test_header_cells_say_what_they_head() -> None:
    table = (
        '<table id="tbl-x" data-number="1"><caption>Débits.</caption><thead><tr><th>A</th>'
        '<th style="text-align: right;">B</th></tr></thead><tbody><tr><th>a</th>'
        '<td style="text-align: right;">1</td>'
        "</tr></tbody></table>"
    )
    assert markup(table) == (
        '<table id="tbl-x"><caption><span class="label">Tableau\u00a01</span>\u00a0– Débits.</caption>'
        "<thead><tr>"
        '<th scope="col">A</th><th scope="col" class="right">B</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td class="right">1</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ('<div class="epigraph">', '<div class="epigraph" epub:type="epigraph" role="doc-epigraph">'),
        ('<div class="pull-quote">', '<aside class="pull-quote" epub:type="pullquote" role="doc-pullquote">'),
        ('<div class="extract">', '<blockquote class="extract">'),
        ('<div class="letter">', '<article class="letter" epub:type="z3998:letter">'),
        (
            '<div class="bibliography">',
            '<section class="bibliography" epub:type="bibliography" role="doc-bibliography" '
            'aria-label="Bibliographie">',
        ),
    ],
)
def test_a_component_is_the_element_it_means(fragment: str, expected: str) -> None:
    assert markup(f"{fragment}<p>x</p></div>").startswith(f"{expected}<p")


def test_the_glossary_of_a_glossary_is_said_once_and_its_terms_are_defined() -> None:
    head = PageHead("glossaire", "glossary", "back", "fr", "Glossaire")
    text = markup('<h1>G</h1><div class="glossary"><dl><dt>Fil</dt><dd><p>Suite.</p></dd></dl></div>', head)
    assert (
        '<div class="glossary"><dl><dt epub:type="glossterm"><dfn>Fil</dfn></dt><dd epub:type="glossdef">'
        in text
    )


def test_a_sidebar_is_named_by_its_heading_which_is_one_level_below_the_text() -> None:
    text = markup('<h1 id="t">T</h1><section id="aide" class="sidebar">\n<h3>Aide</h3>\n<p>x</p>\n</section>')
    assert '<aside id="aide" class="sidebar" epub:type="sidebar" aria-labelledby="aide-title">' in text
    assert '<h2 id="aide-title">Aide</h2>' in text


def test_an_attribution_alone_in_its_paragraph_is_the_paragraph() -> None:
    assert markup('<p><span class="attribution">Paul, <em>Lettres</em></span></p>') == (
        '<p class="attribution">Paul, <em>Lettres</em></p>'
    )
    assert markup('<p>Vers. <span class="attribution">Paul</span></p>').startswith("<p>Vers.")


def test_code_names_its_language_as_html_proposes() -> None:
    assert markup('<pre class="python"><code>x &lt; 1</code></pre>') == (
        '<pre><code class="language-python">x &lt; 1</code></pre>'
    )


def test_a_task_box_is_a_character() -> None:
    assert markup('<ul><li><label><input type="checkbox" checked="" />b</label></li></ul>') == (
        "<ul><li>☒ b</li></ul>"
    )


def test_foreign_words_have_both_language_attributes_and_nothing_has_data() -> None:
    assert markup('<p><span lang="en" data-x="1">book</span></p>') == (
        '<p><span lang="en" xml:lang="en">book</span></p>'
    )


def test_the_paragraph_after_a_heading_or_a_scene_break_is_not_indented() -> None:
    text = markup("<h2>A</h2>\n<p>a</p>\n<p>b</p>\n<hr />\n<p>c</p>")
    assert text.replace("\n", "") == '<h2>A</h2><p class="first">a</p><p>b</p><hr/><p class="first">c</p>'


def test_control_characters_are_dropped_for_xml_has_none() -> None:
    assert markup("<p>a\x0bb\x1f</p>") == "<p>ab</p>"


def test_a_fragment_that_is_not_xml_is_a_fault_of_ours_and_says_which_piece() -> None:
    with pytest.raises(ToolFailed, match="“essai”"):
        piece_page(b"<p>&nbsp;</p>", HEAD)


def test_the_same_fragment_gives_the_same_bytes() -> None:
    assert piece_page(NOTE.encode(), HEAD) == piece_page(NOTE.encode(), HEAD)
