"""Flows: the text is flow 0, then each style sheet and drawing is one; the FDST record says where each ends.

FDST: `FDST`, where its table begins (u32: 12), number of flows (u32), then begin and end of each (2 × u32) in all the
text before compression. A page names a flow by `kindle:flow:0001?mime=text/css`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.formats.kindle.kf8.archive import Archive, Unreadable, resolve
from bookbuild.formats.kindle.kf8.numbers import base32
from bookbuild.formats.kindle.kf8.resources import SVG_TYPE, Resources
from bookbuild.formats.kindle.kf8.styles import is_vertical, kindle_styles

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
CSS_TYPE = "text/css"


@dataclass
class Flows:
    """Style sheets and drawings, in the order in which pages name them, each once."""

    archive: Archive
    resources: Resources
    flows: list[bytes] = field(default_factory=list)
    """From flow 1 on."""
    vertical: bool = False
    """Whether a sheet sets vertical lines."""
    _links: dict[tuple[str, str], str] = field(default_factory=dict)

    def sheet_link(self, path: str) -> str | None:
        """The link of a style sheet of the EPUB; None when it is not there."""
        key = (CSS_TYPE, path)
        if key not in self._links:
            if path not in self.archive:
                return None
            self._links[key] = self._add(self._sheet(path, set()).encode(), CSS_TYPE)
        return self._links[key]

    def style_link(self, css: str, base: str) -> str:
        """The link of a `style` element's text, which stands in the page `base`."""
        text = self.styles(css, base)
        key = (f"{CSS_TYPE};inline", text)
        if key not in self._links:
            self._links[key] = self._add(text.encode(), CSS_TYPE)
        return self._links[key]

    def styles(self, css: str, base: str, seen: set[str] | None = None) -> str:
        """CSS of the file `base`, made ready; sheets in `seen` are not imported again."""
        known = set() if seen is None else seen
        self.vertical = self.vertical or is_vertical(css)

        def link(href: str) -> str | None:
            return None if ":" in href.partition("/")[0] else self.resources.link(resolve(base, href)[0])

        return kindle_styles(css, link, lambda href: self._sheet(resolve(base, href)[0], known))

    def drawing_file_link(self, path: str) -> str | None:
        """The link of an SVG file of the EPUB; None when it can't be shown."""
        key = (SVG_TYPE, path)
        if key not in self._links:
            try:
                root = self.archive.tree(path)
            except Unreadable as error:
                self.resources.refused[path] = str(error)
                return None
            self._links[key] = self.drawing_link(root, path)
        return self._links[key]

    def drawing_link(self, svg: etree._Element, base: str) -> str:
        """The link of a drawing; the pictures in it become resources."""
        for script in list(svg.iter(f"{_SVG}script", f"{_SVG}foreignObject")):
            parent = script.getparent()
            if parent is not None:
                parent.remove(script)
        for image in svg.iter(f"{_SVG}image"):
            href = image.get(_XLINK_HREF) or image.get("href") or ""
            image.set(_XLINK_HREF, self.resources.link(resolve(base, href)[0]) or "")
        alone = etree.fromstring(etree.tostring(svg, encoding="utf-8", with_tail=False))
        etree.cleanup_namespaces(alone)
        return self._add(etree.tostring(alone, encoding="utf-8"), SVG_TYPE)

    def _sheet(self, path: str, seen: set[str]) -> str:
        if path in seen or path not in self.archive:
            return ""
        seen.add(path)
        return self.styles(self.archive.text(path), path, seen)

    def _add(self, data: bytes, media_type: str) -> str:
        self.flows.append(data)
        return f"kindle:flow:{base32(len(self.flows), 4)}?mime={media_type}"


def fdst_record(lengths: list[int]) -> bytes:
    """The FDST record of flows of these lengths, in bytes, flow 0 first. An empty flow is a flow too."""

    def limits() -> Iterator[bytes]:
        begin = 0
        for length in lengths:
            yield struct.pack(">II", begin, begin + length)
            begin += length

    return b"FDST" + struct.pack(">II", 12, len(lengths)) + b"".join(limits())
