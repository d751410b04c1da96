"""What can be wrong with style sheets, fonts and pictures."""

import io

from PIL import Image

from tests.preflight.kindle.clean_epub import (
    CSS,
    FONT,
    ONE,
    OPF,
    PHOTO,
    Example,
    body,
    css,
    font,
    jpeg,
    png,
    put,
    swap,
)


def _moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("L", (400, 400), n) for n in (0, 255)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def _photograph_as_png() -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg(1200, 896))) as image:
        noise = Image.merge("RGB", [Image.effect_noise(image.size, 90 + n) for n in range(3)])
        noise.save(out, "PNG")
    return out.getvalue()


def _drawing_as_jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "white").save(out, "JPEG")
    return out.getvalue()


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
_RECT = '<rect width="9" height="9"/>'

BODY = (
    Example("K-BODY-1", ("KI066",), (css("p { line-height: 1.4; }"),)),
    Example("K-BODY-1", ("KI066",), (css("html { line-height: 1.2; }"),)),
    Example("K-BODY-2", ("KI066",), (css("body { font-size: 0.9em; }"),)),
    Example("K-BODY-3", ("KI066",), (css("body { color: #223399; }"),)),
    Example("K-BODY-4", ("KI067",), (css("body { background: #ffffee; }"),)),
    Example("K-CSS-15", ("KI067",), (css("html { background-color: white; }"),)),
    Example("K-BODY-5", ("KI066",), (css("body { margin: 0 5%; }"),)),
    Example("K-BODY-5", ("KI066",), (css("p { padding-left: 5%; }"),)),
    Example("K-BODY-6", ("KI068",), (css("body { font-weight: bold; }"),)),
    Example("K-BODY-6", ("KI068",), (css("p { font-style: italic; }"),)),
    Example("K-BODY-7", ("KI069",), (css("p { text-indent: 5em; }"),)),
    Example("K-BODY-7", ("KI069",), (css("p { text-indent: 0; }"),)),
    Example("K-BODY-8", ("KI070",), (css("p { text-align: left; }"),)),
    Example("K-BODY-9", ("KI071",), (css('p { font-family: "Exemple", serif; }'),)),
    Example("K-FNT-3", ("KI071",), (css("h1 { font-family: Garamond, serif; }"),)),
    Example("K-BODY-10", ("KI072",), (swap(CSS, "text-align: left; text-indent: 0; font", "text-indent: 0; font"),)),
    Example("K-BODY-11", ("KI073",), (css(".quiet { color: #cccccc; }"),)),
    Example("K-CSS-13", ("KI073",), (css("blockquote { color: black; }"),)),
)  # fmt: skip
SHEETS = (
    Example("K-CSS-1", ("KI074",), (css("p { text-indent 1em; }"),)),
    Example("K-CSS-1", ("KI074",), (css("p } text-indent: 1em; {"),)),
    Example("K-CSS-2", ("KI075",), (css(".a { background: url(http://example.org/a.png); }"),)),
    Example("K-CSS-2", ("KI075",), (swap(CSS, "@font-face", '@import "https://example.org/a.css";\n@font-face'),)),
    Example("K-FNT-2", ("KI075",), (swap(CSS, "url(face.ttf)", "url(autre.ttf)"),)),
    Example("K-FNT-2", ("KI075",), (swap(OPF, '<item id="face" href="face.ttf" media-type="font/ttf"/>', ""),)),
    Example("K-CSS-3", ("KI077",), (css("@supports (display: block) { p { text-indent: 1em; } }"),)),
    Example("K-CSS-4", ("KI078",), (css("h1 + p { text-indent: 0; }"),)),
    Example("K-CSS-4", ("KI078",), (css("p:first-child { text-indent: 0; }"),)),
    Example("K-CSS-4", ("KI078",), (css("p::first-letter { font-weight: bold; }"),)),
    Example("K-CSS-5", ("KI076",), (css("figure { --gap: 1em; }"),)),
    Example("K-CSS-5", ("KI076",), (css("figure { margin-top: calc(1em + 2%); }"),)),
    Example("K-CSS-6", ("KI076",), (css("figure { display: flex; }"),)),
    Example("K-CSS-7", ("KI076",), (css("figure { position: absolute; }"),)),
    Example("K-CSS-8", ("KI078",), (css("figure { counter-increment: figure; }"),)),
    Example("K-CSS-9", ("KI080",), (css("figure { margin-top: 12px; }"),)),
    Example("K-CSS-9", ("KI080",), (body('<p style="text-indent: 5mm">Mot.</p>'),)),
    Example("K-CSS-10", ("KI076",), (css("figure { line-height: -1; }"),)),
    Example("K-CSS-10", ("KI081",), (css("figure { margin-top: -2em; }"),)),
    Example("K-CSS-10", ("KI081",), (css(".hang { text-indent: -2em; }"),)),
    Example("K-CSS-11", ("KI082",), (css("blockquote { margin-left: 4em; }"),)),
    Example("K-CSS-12", ("KI083",), (css("blockquote { height: 5em; }"),)),
    Example("K-CSS-12", ("KI083",), (css(".box { height: 5em; }"), body('<div class="box"><p>Mot.</p></div>'))),
    Example("K-CSS-14", ("KI078",), (css("@media amzn-mobi { p { text-indent: 0; } }"),)),
    Example("K-CSS-16", ("KI079",), (css("figure { margin: 1em auto; }"),)),
    Example("K-CSS-18", ("KI079",), (swap(CSS, " margin-top: -0.3225em; margin-bottom: -0.3245em;", ""),)),
    Example("K-FNT-1", ("KI084",), (put(FONT, b"wOFF" + bytes(40)),)),
    Example("K-FNT-1", ("KI084",), (put(FONT, b"\0\1\0\0" + bytes(40)),)),
    Example("K-FNT-4", ("KI085",), (put(FONT, font(2)),)),
)  # fmt: skip
PICTURES = (
    Example("K-IMG-1", ("KI086",), (put("EPUB/a.webp", b"RIFF", "image/webp"),)),
    Example("K-IMG-2", ("KI087",), (put(PHOTO, jpeg(1200, 900)[:5000]),)),
    Example("K-IMG-3", ("KI086",), (put(PHOTO, jpeg(1200, 896, "CMYK")),)),
    Example("K-IMG-4", ("KI088",), (put("EPUB/a.png", png(500, 500, "RGBA", (0, 0, 0, 0)), "image/png"),)),
    Example("K-IMG-5", ("KI086",), (put("EPUB/a.gif", _moving(), "image/gif"),)),
    Example("K-IMG-6", ("KI086",), (put("EPUB/a.jpg", png(500, 500), "image/jpeg"),)),
    Example("K-IMG-7", ("KI089",), (put(PHOTO, jpeg(800, 600)),)),
    Example("K-IMG-7", ("KI089", "KI093"), (put(PHOTO, jpeg(288, 400)), css("figure img { width: 24%; }"))),
    Example("K-IMG-11", ("KI090",), (put(PHOTO, jpeg(240, 400)),)),
    Example("K-IMG-8", ("KI092",), (put(PHOTO, jpeg(1200, 900) + bytes(5 * 1024 * 1024)),)),
    Example("K-IMG-9/10", ("KI091",), (body('<p><img src="https://example.org/a.png" alt="A"/></p>'),)),
    Example("K-IMG-9/10", ("KI091",), (body('<p><img src="data:image/png;base64,AA==" alt="A"/></p>'),)),
    Example("K-IMG-12", ("KI089",), (css("figure img { height: 50%; }"),)),
    Example("K-IMG-12", ("KI089",), (body('<p>Un mot <img src="photo.jpg" alt="A" style="width: 50%"/> et un autre.</p>'),)),
    Example("K-IMG-13", ("KI093",), (css("figure img { width: 40%; }"),)),
    Example("K-IMG-14", ("KI093",), (put("EPUB/a.png", _photograph_as_png(), "image/png"),)),
    Example("K-IMG-14", ("KI093",), (put(PHOTO, _drawing_as_jpeg()),)),
    Example("K-IMG-15", ("KI093",), (swap(ONE, '<figure><img src="photo.jpg" alt="Un bus jaune."/><figcaption>Le bus, un soir.</figcaption></figure>', '<figure><figcaption>Le bus, un soir.</figcaption><img src="photo.jpg" alt="Un bus jaune."/></figure>'),)),
    Example("K-SVG-4", ("KI093",), (body(_SVG.format(_RECT)),)),
    Example("K-SVG-1", ("KI093", "KI094"), (body(_SVG.format(_RECT).replace("0 0 9 9", "-1 0 9 9.5")),)),
    Example("K-SVG-1", ("KI093", "KI094"), (put("EPUB/a.svg", _SVG.format(_RECT).replace("<svg", '<svg width="9mm"').encode(), "image/svg+xml"),)),
    Example("K-SVG-2", ("KI093", "KI094"), (body(_SVG.format("<text>A</text>")),)),
    Example("K-SVG-2", ("KI093", "KI094"), (body(_SVG.format(_RECT.replace("<rect", '<rect transform="rotate(9)"'))),)),
    Example("K-SVG-3", ("KI093", "KI094"), (body(_SVG.format(_RECT) * 26),)),
)  # fmt: skip
EXAMPLES = (*BODY, *SHEETS, *PICTURES)
