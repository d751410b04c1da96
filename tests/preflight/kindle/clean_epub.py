"""A small EPUB in which Amazon's rules find nothing, and the means to spoil one thing in it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw

OPF, NAV, NCX, CSS = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/book.css"
CONTENTS, ONE, TWO = "EPUB/contents.xhtml", "EPUB/one.xhtml", "EPUB/two.xhtml"
COVER, PHOTO, FONT = "EPUB/cover.jpg", "EPUB/photo.jpg", "EPUB/face.ttf"

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="fr" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:9791099999917</dc:identifier>
<dc:title id="t1">Le Dernier Kilomètre</dc:title>
<meta property="title-type" refines="#t1">main</meta>
<dc:title id="t2">Une enquête</dc:title>
<dc:language>fr</dc:language>
<dc:creator>Salomé Vasseur</dc:creator>
<dc:date>2026-11-16</dc:date>
<dc:source>urn:isbn:9791099999900</dc:source>
<meta property="dcterms:modified">2026-11-16T00:00:00Z</meta>
<meta name="cover" content="cover"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="css" href="book.css" media-type="text/css"/>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml" properties="mathml"/>
<item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
<item id="photo" href="photo.jpg" media-type="image/jpeg"/>
<item id="face" href="face.ttf" media-type="font/ttf"/>
</manifest>
<spine toc="ncx"><itemref idref="contents"/><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr" xml:lang="fr">
<head><title>Page</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
"""
_NAV = (
    _HEAD
    + """<body>
<nav epub:type="toc"><ol>
<li><a href="one.xhtml">Un</a></li>
<li><a href="two.xhtml">Deux</a><ol><li><a href="two.xhtml#carte">La carte</a></li></ol></li>
</ol></nav>
<nav epub:type="landmarks"><ol>
<li><a epub:type="toc" href="contents.xhtml">Sommaire</a></li>
<li><a epub:type="bodymatter" href="one.xhtml">Début</a></li>
</ol></nav>
<nav epub:type="page-list"><ol>
<li><a href="one.xhtml#p1">1</a></li>
<li><a href="two.xhtml#p2">2</a></li>
</ol></nav>
</body></html>"""
)
_NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:isbn:9791099999917"/></head>
<docTitle><text>Le Dernier Kilomètre</text></docTitle>
<navMap>
<navPoint id="n1" playOrder="1"><navLabel><text>Un</text></navLabel><content src="one.xhtml"/></navPoint>
<navPoint id="n2" playOrder="2"><navLabel><text>Deux</text></navLabel><content src="two.xhtml"/>
<navPoint id="n3" playOrder="3"><navLabel><text>La carte</text></navLabel><content src="two.xhtml#carte"/></navPoint>
</navPoint>
</navMap>
</ncx>"""
_CONTENTS = (
    _HEAD
    + """<body>
<section epub:type="toc" role="doc-toc"><h1>Sommaire</h1><ol>
<li><a href="one.xhtml">Un</a></li>
<li><a href="two.xhtml">Deux</a></li>
</ol></section>
</body></html>"""
)
_ONE = (
    _HEAD
    + """<body>
<h1>Un<span id="p1" epub:type="pagebreak" role="doc-pagebreak"></span></h1>
<p>Le bus passe au pied de l’immeuble, et chacun sait que c’est le dernier.<a id="r1" epub:type="noteref" href="#n1">1</a></p>
<p>La ligne s’arrête là\u00a0; on marche ensuite jusqu’à la mairie, un kilomètre environ, sans abri.</p>
<h2>Les horaires</h2>
<p>Ils changent souvent. Voir <a href="two.xhtml#carte">la carte des arrêts</a>.</p>
<figure><img src="photo.jpg" alt="Un bus jaune."/><figcaption>Le bus, un soir.</figcaption></figure>
<section epub:type="footnotes">
<aside id="n1" epub:type="footnote"><p><a href="#r1" epub:type="backlink">1.</a> Depuis la réforme.</p></aside>
</section>
</body></html>"""
)
_TWO = (
    _HEAD
    + """<body>
<h1>Deux</h1>
<p><span id="p2" epub:type="pagebreak" role="doc-pagebreak"></span>Les arrêts sont nommés d’après les rues.</p>
<h2 id="carte">La carte des arrêts</h2>
<table><thead><tr><th scope="col">Arrêt</th><th scope="col">Heure</th></tr></thead>
<tbody><tr><td>Mairie</td><td>8</td></tr><tr><td>École</td><td>9</td></tr></tbody></table>
<p>La durée vaut <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="d"><mi>d</mi></math> minutes.</p>
<blockquote><p>On attend.</p></blockquote>
<p class="hang"><span class="quiet">Mairie</span></p>
<p><span class="cap">U</span>n dernier bus.</p>
</body></html>"""
)
_CSS = """@font-face { font-family: "Exemple"; src: url(face.ttf); }
body { font-family: "Exemple", serif; }
p { margin: 0; text-indent: 1.2em; }
h1, h2 { margin: 1em 0; text-align: left; text-indent: 0; font-family: "Exemple"; }
figure { margin: 1em 0; text-align: center; }
figure img { width: 100%; }
figcaption { text-align: left; }
td, th { padding: 0.2em; text-align: left; }
blockquote { margin: 1em 5%; }
.quiet { color: #777777; }
.hang { padding-left: 1.5em; text-indent: -1.5em; }
.cap { float: left; font-size: 320%; margin-top: -0.3225em; margin-bottom: -0.3245em; }
"""

Files = dict[str, bytes]
Spoil = Callable[[Files], None]


@cache
def jpeg(width: int, height: int, mode: str = "RGB") -> bytes:
    """A picture of many colours, as no drawing has."""
    out = io.BytesIO()
    small = Image.effect_mandelbrot((width // 8, height // 8), (-3, -2.5, 2, 2.5), 100)
    small.resize((width, height), Image.Resampling.BICUBIC).convert(mode).save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def png(width: int, height: int, mode: str = "RGB", colour: str | tuple[int, ...] = "white") -> bytes:
    """A drawing of two colours."""
    out = io.BytesIO()
    image = Image.new(mode, (width, height), colour)
    ImageDraw.Draw(image).line((0, 0, width, height), fill="black", width=9)
    image.save(out, "PNG")
    return out.getvalue()


@cache
def font(rights: int = 0) -> bytes:
    """A TrueType font of one letter, with this fsType."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({".notdef": pen.glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Exemple", "styleName": "Regular"})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def clean_files() -> Files:
    """Every file but mimetype."""
    texts = {
        "META-INF/container.xml": _CONTAINER,
        OPF: _PACKAGE,
        NAV: _NAV,
        NCX: _NCX,
        CONTENTS: _CONTENTS,
        ONE: _ONE,
        TWO: _TWO,
        CSS: _CSS,
    }
    files = {name: text.encode() for name, text in texts.items()}
    return files | {COVER: jpeg(1600, 2560), PHOTO: jpeg(1200, 900), FONT: font()}


@dataclass
class Zip:
    """How the archive is written, for the faults that are in the archive itself."""

    mimetype_first: bool = True
    mimetype_stored: bool = True
    extra: bytes = b""
    said: bytes = b"application/epub+zip"


@dataclass(frozen=True)
class Example:
    """One thing that is wrong."""

    requirement: str
    """As in requirements.csv."""
    rules: tuple[str, ...]
    """All that are raised."""
    spoil: tuple[Spoil, ...]
    zip: Zip = field(default_factory=Zip)
    limits: tuple[tuple[str, int], ...] = ()
    """Module-level limits to be lowered, so that a test needs no file of 650 MB."""


def swap(file: str, old: str, new: str) -> Spoil:
    """Put `new` where `old` stands, which must be there."""

    def spoil(files: Files) -> None:
        text = files[file].decode()
        assert old in text, (file, old)
        files[file] = text.replace(old, new, 1).encode()

    return spoil


def after(file: str, mark: str, new: str) -> Spoil:
    """Add `new` after `mark`."""
    return swap(file, mark, mark + new)


def css(text: str) -> Spoil:
    """Add rules to the sheet."""

    def spoil(files: Files) -> None:
        files[CSS] += text.encode()

    return spoil


def body(text: str, file: str = TWO) -> Spoil:
    """Add XHTML at the end of a page."""
    return swap(file, "</body>", f"{text}</body>")


def put(file: str, data: bytes, media_type: str = "") -> Spoil:
    """Add or replace a file; with a media type, in the manifest too."""

    def spoil(files: Files) -> None:
        files[file] = data
        if media_type:
            item = f'<item id="x{len(files)}" href="{file.removeprefix("EPUB/")}" media-type="{media_type}"/>'
            after(OPF, "<manifest>", item)(files)

    return spoil


def drop(file: str) -> Spoil:
    """Take a file out of the archive."""

    def spoil(files: Files) -> None:
        del files[file]

    return spoil


def write_epub(path: Path, files: Files, how: Zip) -> Path:
    """The archive at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        mimetype = zipfile.ZipInfo("mimetype")
        mimetype.compress_type = zipfile.ZIP_STORED if how.mimetype_stored else zipfile.ZIP_DEFLATED
        mimetype.extra = how.extra
        if how.mimetype_first:
            archive.writestr(mimetype, how.said)
        for name, data in files.items():
            archive.writestr(name, data)
        if not how.mimetype_first:
            archive.writestr(mimetype, how.said)
    return path
