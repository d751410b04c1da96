"""A small EPUB that is right, for tests that spoil one thing in it."""

import io
import zipfile
from pathlib import Path

from PIL import Image

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="fr" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:9791099999917</dc:identifier>
<dc:title>Le Dernier Kilomètre</dc:title>
<dc:language>fr</dc:language>
<dc:publisher>Éditions Exemple</dc:publisher>
<dc:date>2026-11-16</dc:date>
<dc:source>urn:isbn:9791099999900</dc:source>
<dc:subject id="s1">FBA</dc:subject>
<meta refines="#s1" property="authority">Thema</meta>
<meta refines="#s1" property="term">FBA</meta>
<dc:creator id="c1">Salomé Vasseur</dc:creator>
<meta refines="#c1" property="role" scheme="marc:relators">edt</meta>
<meta property="dcterms:modified">2026-11-16T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Tout est lisible.</meta>
<meta property="dcterms:conformsTo" id="conf">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy" refines="#conf">Éditions Exemple</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>
</manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine>
</package>"""
NAV = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">
<head><title>Sommaire</title></head><body>
<nav epub:type="toc"><ol><li><a href="text/a.xhtml">Un</a></li>
<li><a href="text/b.xhtml#deux">Deux</a></li></ol></nav>
<nav epub:type="page-list" hidden=""><ol><li><a href="text/a.xhtml#p1">1</a></li>
<li><a href="text/b.xhtml#p2">2</a></li></ol></nav>
</body></html>"""
PAGE_A = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">
<head><title>Un</title></head><body>
<h1>Un<span id="p1" epub:type="pagebreak" role="doc-pagebreak" aria-label="1"></span></h1>
<p>Le bus passe à <i lang="en" xml:lang="en">the mill</i>, voir <a href="b.xhtml#deux">la suite</a>.</p>
<p><img src="../cover.png" alt="Un bus jaune."/></p>
<h2>La carte des arrêts</h2>
</body></html>"""
PAGE_B = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">
<head><title>Deux</title></head><body>
<h1 id="deux">Deux</h1>
<p><span id="p2" epub:type="pagebreak" role="doc-pagebreak" aria-label="2"></span>Fin.</p>
</body></html>"""
MANUSCRIPT = {
    "book.yaml": "title: Le Dernier Kilomètre\nlanguage: fr\n",
    "body/a.md": "# Un\n\nLe bus passe à [the mill]{lang=en}, voir\n[la suite](b.md#deux).\n\n"
    "## La carte des arrêts\n",
    "body/b.md": "# Deux\n\nFin.\n",
}
SOURCES = {"EPUB/text/a.xhtml": "body/a.md", "EPUB/text/b.xhtml": "body/b.md"}


def cover_png(width: int = 1600, height: int = 2560) -> bytes:
    """A cover of one colour."""
    out = io.BytesIO()
    Image.new("L", (width, height), 128).save(out, "PNG")
    return out.getvalue()


def make_epub(
    folder: Path,
    replace: dict[str, str] | None = None,
    cover: bytes | None = None,
    extra: dict[str, bytes] | None = None,
) -> Path:
    """The clean EPUB, with each text of `replace` (old → new) changed, and `extra` files; its manuscript beside it."""
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": PACKAGE,
        "EPUB/nav.xhtml": NAV,
        "EPUB/text/a.xhtml": PAGE_A,
        "EPUB/text/b.xhtml": PAGE_B,
    }
    for old, new in (replace or {}).items():
        assert any(old in text for text in files.values()), old
        files = {name: text.replace(old, new) for name, text in files.items()}
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("EPUB/cover.png", cover or cover_png())
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    for name, text in MANUSCRIPT.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return path
