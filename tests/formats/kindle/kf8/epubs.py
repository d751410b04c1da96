"""Small EPUBs for tests of the AZW3: pages as the markup of their bodies."""

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from PIL import Image

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
XMLNS = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
TYPES = {
    "css": "text/css",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "woff": "font/woff",
    "ncx": "application/x-dtbncx+xml",
}
Contents = Sequence[tuple[str, str, "Contents"]]
"""Label, href, what is below it."""


def page(body: str, head: str = "", attributes: str = 'lang="fr" xml:lang="fr"') -> str:
    """A whole page."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<html {XMLNS} {attributes}><head><title>T</title>{head}</head><body>{body}</body></html>'


def make_epub(
    path: Path,
    pages: Mapping[str, str],
    *,
    files: Mapping[str, bytes] | None = None,
    contents: Contents | None = None,
    page_list: Sequence[tuple[str, str]] = (),
    landmarks: Sequence[tuple[str, str]] = (),
    metadata: str = "",
    spine: str = "",
    cover: str = "",
    archive_files: Mapping[str, bytes] | None = None,
) -> Path:
    """An EPUB at `path`. Bodies by name (or whole pages, when they begin with `<?xml`), `files` by name below EPUB/.

    `contents` are a line for each page when left out; `page_list` and `landmarks` are pairs of label or type and href.
    """
    lines = [(name, name, ()) for name in pages] if contents is None else contents
    nav = page(
        f'<nav epub:type="toc"><h1>C</h1>{_list(lines)}</nav>'
        + '<nav epub:type="landmarks"><ol>'
        + "".join(f'<li><a epub:type="{kind}" href="{href}">{kind}</a></li>' for kind, href in landmarks)
        + '</ol></nav><nav epub:type="page-list" hidden=""><ol>'
        + "".join(f'<li><a href="{href}">{label}</a></li>' for label, href in page_list)
        + "</ol></nav>"
    )
    items = [
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    ]
    for n, name in enumerate(files or {}):
        properties = ' properties="cover-image"' if name == cover else ""
        items.append(
            f'<item id="f{n}" href="{name}" media-type="{TYPES[name.rpartition(".")[2]]}"{properties}/>'
        )
    package = f"""<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9791099999917</dc:identifier>
<dc:title>Le Livre &amp; l’Été</dc:title><dc:language>fr</dc:language><dc:creator>Ada Martin</dc:creator>
<meta property="dcterms:modified">2026-11-16T00:00:00Z</meta>{metadata}</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{"".join(items)}</manifest>
<spine {spine}>{"".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))}</spine></package>"""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("EPUB/package.opf", package)
        archive.writestr("EPUB/nav.xhtml", nav)
        for name, body in pages.items():
            archive.writestr(f"EPUB/{name}", body if body.startswith("<?xml") else page(body))
        for name, data in (files or {}).items():
            archive.writestr(f"EPUB/{name}", data)
        for name, data in (archive_files or {}).items():
            archive.writestr(name, data)
    return path


def _list(lines: Contents) -> str:
    items = (
        f'<li><a href="{href}">{escape(label)}</a>{_list(inner) if inner else ""}</li>'
        for label, href, inner in lines
    )
    return f"<ol>{''.join(items)}</ol>"


def picture(
    format: str = "PNG", size: tuple[int, int] = (40, 60), noise: bool = False, seed: int = 1
) -> bytes:
    """A picture of one grey, or of noise that does not compress."""
    image = Image.new("RGB", size, (seed * 37 % 256, 128, 128))
    if noise:
        image = Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    image.save(out, format, **({"quality": 95} if format == "JPEG" else {}))
    return out.getvalue()
