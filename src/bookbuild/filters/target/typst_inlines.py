"""Inlines as Typst markup. Every call ends with `;`, so that what follows is text again."""

import re
from collections.abc import Callable, Sequence

from bookbuild.design import typ
from bookbuild.document.nodes import (
    Attr,
    Blocks,
    Cite,
    Code,
    Emph,
    Image,
    Inlines,
    LineBreak,
    Link,
    Math,
    Note,
    Quoted,
    RawInline,
    SmallCaps,
    SoftBreak,
    Space,
    Span,
    Str,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from bookbuild.document.walk import text_of
from bookbuild.filters.target import TargetContext

_CALLS: dict[type[Inlines], str] = {
    Emph: "emph",
    Strong: "strong",
    Underline: "underline",
    Strikeout: "strike",
    Superscript: "super",
    Subscript: "sub",
    SmallCaps: "smallcaps",
}
"""Inlines that are a Typst function of the same meaning."""

_SPANS = {
    "incl": "incl",
    "hyph": "hyph",
    "smallcaps": "smallcaps",
    "attribution": "attribution",
    "dateline": "dateline",
    "salutation": "salutation",
    "signature": "signature",
    "speaker": "speaker",
    "abbr": "abbr",
    "kbd": "kbd",
    "mark": "mark",
    "underline": "underline",
}
"""Span classes that are a component of styles/print."""

_DASHED = re.compile("([–-])(?=[\u00a0\u202f])")
_JOINED = "\\1\u2060"
"""A line may end between a dash and a no-break space (UAX #14, LB12a), and the next then begins with that space."""
_ABROAD = ("http://", "https://", "mailto:", "tel:")
"""Links out of the book; any other scheme keeps its text only."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?(?:-.*)?")


class InlineWriter:
    """Writes inlines of one piece. `blocks` writes the blocks of a note."""

    FORMULA = re.compile("\x00(\\d+)\x00")
    """Holds the place of a formula; `design.typ` lets no NUL of the manuscript through."""

    def __init__(self, context: TargetContext, blocks: Callable[[list[Blocks]], str]) -> None:
        self.formulas: list[Math] = []
        self._context = context
        self._blocks = blocks
        self._marks: list[str] = []
        self._in_heading = False
        self._in_note = False

    def write(self, inlines: Sequence[Inlines], in_heading: bool = False) -> str:
        """Inlines as markup. In a heading, index marks and anchors are kept back for `take_marks`."""
        before, self._in_heading = self._in_heading, in_heading or self._in_heading
        out = "".join(
            typ.markup(_DASHED.sub(_JOINED, inline.c)) if isinstance(inline, Str) else self._inline(inline)
            for inline in inlines
        )
        self._in_heading = before
        return out

    def take_marks(self) -> list[str]:
        """The marks of the heading just written."""
        marks, self._marks = self._marks, []
        return marks

    def name(self, id: str, piece: str = "") -> str:
        """An id of a file as a name in the whole book."""
        return f"{piece or self._context.piece_id}:{id}"

    def label(self, id: str) -> str:
        """The label of an id; ids are ASCII names, which Typst takes with a colon before."""
        return f"<{self.name(id)}>"

    def anchor(self, id: str) -> str:
        """A place that links can reach; nothing without an id."""
        if not id:
            return ""
        anchor = f"#anchor({typ.string(self.name(id))});"
        if self._in_heading:
            self._marks.append(anchor)
            return ""
        return anchor

    def language(self, attr: Attr) -> str:
        """Arguments that change the language, for hyphenation; empty when it does not change."""
        found = _LANGUAGE.fullmatch(attr.get("lang"))
        if found is None or attr.get("lang") == self._context.lang:
            return ""
        region = typ.string(found[2].lower()) if found[2] else "none"
        return f"lang: {typ.string(found[1])}, region: {region}"

    def _inline(self, inline: Inlines) -> str:  # noqa: PLR0911, PLR0912 — one line a kind of inline
        match inline:
            case SmallCaps() if text_of(inline.c).isupper():
                return f"#all-smallcaps[{self.write(inline.c)}];"
            case Emph() | Strong() | Underline() | Strikeout() | Superscript() | Subscript() | SmallCaps():
                return f"#{_CALLS[type(inline)]}[{self.write(inline.c)}];"
            case Span():
                return self._span(inline)
            case Link():
                return self._link(inline)
            case Note():
                return self._note(inline)
            case Code():
                return f"{self.anchor(inline.c.attr.id)}#raw({typ.string(inline.c.text)});"
            case Math():
                self.formulas.append(inline)
                return f"#formula({typ.string(inline.c.text.strip())})[\x00{len(self.formulas) - 1}\x00];"
            case Image():
                path = typ.string(picture_path(inline.c.target.url))
                return f"#inline-picture({path}, alt: {alternative(inline)});"
            case LineBreak():
                return "\\ "
            case Space() | SoftBreak():
                return " "
            case Quoted():
                return f"“{self.write(inline.c.inlines)}”"
            case Cite():
                return self.write(inline.c.inlines)
            case Str():
                return typ.markup(inline.c)
            case RawInline():
                return ""

    def _span(self, span: Span) -> str:
        attr = span.c.attr
        text = self.write(span.c.inlines)
        if "index" in attr.classes:
            return self._index_mark(attr) + text
        for name in attr.classes:
            if name in _SPANS:
                text = f"#{_SPANS[name]}[{text}];"
        if language := self.language(attr):
            text = f"#text({language})[{text}];"
        return self.anchor(attr.id) + text

    def _index_mark(self, attr: Attr) -> str:
        """The place of an index entry; one that only refers to another entry has none."""
        if attr.get("see") or not attr.id:
            return ""
        end = self._inner_target(attr.get("to"))
        to = f", to: {typ.string(end)}" if end else ""
        mark = f"#index-mark({typ.string(self.name(attr.id))}{to});"
        if self._in_heading:
            self._marks.append(mark)
            return ""
        return mark

    def _link(self, link: Link) -> str:
        url, attr = link.c.target.url, link.c.attr
        text = self.write(link.c.inlines)
        target = self._inner_target(url)
        if target:
            call = "page-of" if "page" in attr.classes else "to"
            text = f"#{call}({typ.string(target)})[{text}];"
        elif url.startswith(_ABROAD):
            text = self._web_link(url, text, text_of(link.c.inlines))
        return self.anchor(attr.id) + text

    def _inner_target(self, url: str) -> str:
        """The label's name of a place in this edition; empty for any other."""
        if url.startswith("#"):
            return self.name(url[1:])
        if not url.startswith("book:"):
            return ""
        piece, _, anchor = url.removeprefix("book:").partition("#")
        if piece not in self._context.extent:
            return ""
        return self.name(anchor, piece) if anchor else piece

    def _web_link(self, url: str, text: str, plain: str) -> str:
        """On paper an address must be read: it stands in the text already, or in a note."""
        shown = url.removeprefix("mailto:").removeprefix("tel:")
        if bare(plain) == bare(shown):
            return f"#address({typ.string(url)}, {typ.string(plain)});"
        if self._in_heading:
            return text
        if self._in_note:
            return f"{text} (#address({typ.string(url)}, {typ.string(bare(shown))});)"
        return f"#web({typ.string(url)}, {typ.string(bare(shown))})[{text}];"

    def _note(self, note: Note) -> str:
        before, self._in_note = self._in_note, True
        text = self._blocks(note.c).strip("\n")
        self._in_note = before
        return f"#{'title-note' if self._in_heading else 'footnote'}[{text}];"


def bare(address: str) -> str:
    """An address as print shows it, without scheme and last slash."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        address = address.removeprefix(scheme)
    return address.rstrip("/")


def alternative(image: Image) -> str:
    """The alternative text of a picture as a Typst string; `none` for one that says nothing."""
    if "decorative" in image.c.attr.classes:
        return "none"
    words = image.c.attr.get("alt") or text_of(image.c.inlines)
    return typ.string(words) if words else "none"


def picture_path(url: str) -> str:
    """Where a picture of the manuscript stands below Typst's root; TIFF, which Typst can't read, becomes PNG.

    >>> picture_path("images/carte.svg"), picture_path("images/plan.TIFF")
    ('/pictures/images/carte.svg', '/pictures/images/plan.TIFF.png')
    """
    suffix = ".png" if url.lower().endswith((".tif", ".tiff")) else ""
    return f"/pictures/{url}{suffix}"
