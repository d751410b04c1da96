"""What can be wrong with pages, words, tables, formulas, notes and links."""

from tests.preflight.kindle.clean_epub import ONE, OPF, TWO, Example, Files, after, body, css, put, swap

_XHTML = "application/xhtml+xml"
_ROW = "<tr><td>a</td><td>b</td></tr>"
_HEADED = "<thead><tr><th>a</th><th>b</th></tr></thead>"


def _utf_16(files: Files) -> None:
    files[TWO] = files[TWO].decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")


PAGES = (
    Example("K-HTM-1", ("KI048",), (swap(TWO, "<p>La durée", "<p>La <b>durée"), swap(ONE, 'href="two.xhtml#carte"', 'href="two.xhtml"'))),
    Example("K-HTM-1", ("KI048",), (body("<!-- a -- b -->"), swap(ONE, 'href="two.xhtml#carte"', 'href="two.xhtml"'))),
    Example("K-HTM-2", ("KI049",), (_utf_16,)),
    Example("K-S2K-1", ("KI049",), (swap(TWO, '<?xml version="1.0" encoding="utf-8"?>\n', ""),)),
    Example("K-HTM-3", ("KI050",), (body("<script>let a = 1;</script>"),)),
    Example("K-HTM-4", ("KI050",), (body('<video controls="controls"></video>'),)),
    Example("K-HTM-4", ("KI050",), (body("<p><input/></p>"),)),
    Example("K-S2K-6", ("KI050",), (body('<p data-AmznRemoved="x">Mot.</p>'),)),
    Example("K-HTM-5", ("KI048",), (body("<div><p>Un <p>deux</p></p></div>"),)),
    Example("K-HTM-6", ("KI052",), (body('<p><img src="Photo.jpg" alt="Bus"/></p>'),)),
    Example("K-HTM-6", ("KI052",), (after(OPF, "<manifest>", '<item id="no" href="no.css" media-type="text/css"/>'),)),
    Example("K-S2K-2", ("KI052",), (body('<p><img alt="Bus"/></p>'),)),
    Example("K-HTM-7", ("KI053",), (put("EPUB/la page.css", b"p {}", ""), after(OPF, "<manifest>", '<item id="sp" href="la%20page.css" media-type="text/css"/>'))),
    Example("K-HTM-7", ("KI053",), (body('<p id="école">Voir <a href="one.xhtml?a b">ici même</a></p>'), put("EPUB/one.xhtml?a b", b""))),
    Example("K-HTM-8", ("KI054",), (swap(TWO, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "x.txt">]>'),)),
    Example("K-HTM-8", ("KI054",), (swap(TWO, "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">'),)),
    Example("K-HTM-9", ("KI054",), (swap(TWO, "http://www.idpf.org/2007/ops", "http://example.org/ops"),)),
    Example("K-HTM-10", ("KI055",), (body("<p>À <time>20 h</time>.</p>"),)),
    Example("K-HTM-11", ("KI056",), (body(f'<p class="gone">{"mot " * 2600}</p>'), css(".gone { display: none; }"))),
    Example("K-HTM-11", ("KI056",), (body(f'<p style="display: none">{"mot " * 2600}</p>'),)),
    Example("K-HTM-12", ("KI057", "KI062"), (body("<p></p><p>\u00a0</p><p><br/></p><p></p>"),)),
    Example("K-HTM-12", ("KI057",), (body("<p>Un<br/><br/><br/><br/><br/>deux</p>"),)),
    Example("K-TXT-3", ("KI062",), (body("<p></p>"),)),
    Example("K-HTM-13", ("KI058",), (swap(TWO, "</head>", "<style>p { text-indent: 1em; }</style></head>"),)),
)  # fmt: skip
WORDS = (
    Example("K-TXT-1", ("KI059",), (body("<p>Oui\u202f!</p>"),)),
    Example("K-TXT-1", ("KI059",), (body("<p>mot\u2060s</p>"),)),
    Example("K-TXT-1", ("KI059",), (body("<p>mot\u200bs</p>"),)),
    Example("K-TXT-1", ("KI060",), (body("<p>insé\u00adcable</p>"),)),
    Example("K-NOTE-5", ("KI060",), (swap(ONE, "réforme", "ré\u00adforme"),)),
    Example("K-TXT-2", ("KI061",), (body("<p>Un\u00a0deux\u00a0trois\u00a0quatre\u00a0cinq\u00a0six\u00a0sept</p>"),)),
    Example("K-ACC-1", ("KI063",), (swap(TWO, ' lang="fr" xml:lang="fr"', ""),)),
    Example("K-ACC-2/3", ("KI064",), (swap(ONE, ' alt="Un bus jaune."', ""),)),
    Example("K-ACC-2/3", ("KI003",), (swap(ONE, "Un bus jaune.", "Un bus jaune. " * 11),)),
    Example("K-ACC-4", ("KI065",), (swap(TWO, '<h2 id="carte">La carte des arrêts</h2>', '<h3 id="carte">La carte des arrêts</h3>'), css("h3 { text-align: left; }"))),
)  # fmt: skip
TABLES = (
    Example("K-TAB-1", ("KI095",), (swap(TWO, "<td>Mairie</td>", f"<td><table>{_HEADED}{_ROW}</table></td>"),)),
    Example("K-TAB-2", ("KI096",), (body(f"<table>{_HEADED}{_ROW * 900}</table>"),)),
    Example("K-TAB-2", ("KI096",), (swap(TWO, "<td>Mairie</td>", f"<td>{'a' * 20_001}</td>"),)),
    Example("K-TAB-3", ("KI002",), (body(f"<table>{_HEADED}{_ROW * 100}</table>"),)),
    Example("K-TAB-3", ("KI002",), (body(f"<table><tr>{'<th>a</th>' * 11}</tr></table>"),)),
    Example("K-TAB-4", ("KI097",), (body(f"<table>{_ROW * 2}</table>"),)),
    Example("K-TAB-4", ("KI097",), (body(f"<table><tbody>{_ROW}</tbody>{_HEADED}</table>"),)),
    Example("K-TAB-5", ("KI095",), (swap(TWO, "<td>Mairie</td>", '<td rowspan="3">Mairie</td>'),)),
    Example("K-TAB-5", ("KI095",), (swap(TWO, "<tr><td>Mairie</td><td>8</td></tr>", '<tr><td colspan="5">Mairie</td></tr>'),)),
    Example("K-TAB-5", ("KI095",), (body("<table><tr><th>a</th><td></td></tr><tr><th>b</th><td></td></tr></table>"),)),
    Example("K-TAB-5", ("KI095",), (swap(TWO, "<table>", "<table><caption>Arrêts</caption>"), css("caption { caption-side: bottom; }"))),
    Example("K-TAB-5", ("KI095",), (swap(TWO, "<td>Mairie", '<td class="n">Mairie'), css(".n { margin-left: -1em; padding-left: 1em; }"))),
    Example("K-CSS-17", ("KI095",), (swap(TWO, "<td>Mairie", '<td><p class="f">x</p>Mairie'), css(".f { float: right; }"))),
    Example("K-MML-1", ("KI098",), (swap(TWO, "<mi>d</mi>", "<maction><mi>d</mi></maction>"),)),
    Example("K-MML-2", ("KI098",), (swap(TWO, ' alttext="d"', ""),)),
)  # fmt: skip
NOTES = (
    Example("K-NOTE-1", ("KI004",), (swap(ONE, '<a href="#r1" epub:type="backlink">1.</a> ', ""),)),
    Example("K-NOTE-1", ("KI004",), (swap(ONE, '<a href="#r1" epub:type="backlink">', '<a href="one.xhtml" epub:type="backlink">'),)),
    Example("K-NOTE-2", ("KI005",), (swap(ONE, '<a href="#r1" epub:type="backlink">1.</a> Depuis la réforme.', 'Depuis la réforme. <a href="#r1" epub:type="backlink">1</a>'),)),
    Example("K-NOTE-3", ("KI005",), (swap(ONE, '<a id="r1" epub:type="noteref" href="#n1">', '<a epub:type="noteref" href="#n1">'), swap(ONE, "<p>Le bus", '<p id="r1">Le bus'))),
    Example("K-NOTE-4", ("KI006",), (body("<p>Et le texte reprend.</p>", ONE),)),
    Example("K-LNK-1/2", ("KI007",), (swap(ONE, "two.xhtml#carte", "trois.xhtml"),)),
    Example("K-LNK-1/2", ("KI007",), (swap(ONE, "two.xhtml#carte", "two.xhtml#plan"),)),
    Example("K-LNK-3", ("KI007",), (body('<p><a href="file:///C:/livre.docx">Le livre</a></p>'),)),
    Example("K-LNK-3", ("KI007",), (body('<p><a href="https://example.org/a b">Le livre</a></p>'),)),
    Example("K-LNK-6", ("KI008",), (body('<p><a id="a" href="#b">La suite</a> et <a id="b" href="#a">le début</a></p>'),)),
    Example("K-LNK-4", ("KI051",), (body('<p><a href="https://www.kobo.com/fr/ebook/x">Le tome deux</a></p>'),)),
    Example("K-LNK-4", ("KI051",), (body('<p><a href="https://forms.gle/x">Notre enquête</a></p>'),)),
    Example("K-LNK-5", ("KI099",), (body('<p><a href="https://example.org/">Cliquez ici</a></p>'),)),
    Example("K-LNK-7", ("KI009",), (put("EPUB/apart.xhtml", b""), lambda files: files.update({"EPUB/apart.xhtml": files[TWO].replace(b' id="p2"', b"")}), after(OPF, "<manifest>", f'<item id="ap" href="apart.xhtml" media-type="{_XHTML}"/>'), swap(ONE, "Ils changent souvent.", 'Ils <a href="apart.xhtml">changent</a> souvent.'))),
    Example("K-S2K-3", ("KI009",), (swap(TWO, "<body>", '<body id="tout">'), swap(ONE, "two.xhtml#carte", "two.xhtml#tout"))),
)  # fmt: skip
EXAMPLES = (*PAGES, *WORDS, *TABLES, *NOTES)
