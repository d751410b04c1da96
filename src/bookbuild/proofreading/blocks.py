"""The blocks of a Markdown source that are no prose, and the headings: a line at a time.

Where Markdown is in doubt (a fence that never closes, an indented line below a list) the text is taken for code:
a rule then misses a fault, and never mends what is no prose.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

Mark = tuple[int, int]
"""Start and end of what is no prose."""


class Heading(NamedTuple):
    """A heading: its level, and where its line starts and ends."""

    level: int
    start: int
    end: int


class Foreign(NamedTuple):
    """A passage with a language of its own; an empty one is for no rule to touch (`.no-typo`)."""

    start: int
    end: int
    language: str


class Comment(NamedTuple):
    """An HTML comment, with its marks."""

    start: int
    end: int
    text: str


class Definition(NamedTuple):
    """A footnote's or a link's definition: the label as it stands."""

    label: str
    start: int


@dataclass
class Blocks:
    """What the lines of a source say."""

    marks: list[Mark] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    laid_out: list[Mark] = field(default_factory=list)
    """Tables and line blocks."""
    notes: list[Definition] = field(default_factory=list)
    links: list[Definition] = field(default_factory=list)
    """Reference definitions: `[label]: address`."""


_PLAIN = re.compile(r"[^\W\d_]|[«“”\"'’(—–…]")
"""How most lines of a book begin."""
_ITEM = re.compile(
    r"(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z#]|[ivxlcIVXLC]{1,6}|@[\w-]*)[.)]|[:~])(?:[ \t]+|$)|(\[\^[^\]\s]+\]:)[ \t]*"
)
_FENCE = re.compile(r"(`{3,}(?!.*`)|~{3,})")
_DIV = re.compile(r":{3,}[ \t]*(.*?)[ \t]*:*[ \t]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_LINK_DEFINITION = re.compile(r"\[(?![\^@])((?:[^\[\]\\]|\\.)+)\]:[ \t]*\S")
_RULED = re.compile(r"[ \t]*[|+:]?[-=][-=:|+ \t]*[-=][-=:|+ \t]*")
"""The ruled line of a table, or a scene break."""
_YAML_KEY = re.compile(r"[A-Za-z][\w-]*[ \t]*:")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
LANGUAGE = re.compile(r"\blang=[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
AS_TYPED = re.compile(r"\.no-typo\b")


def read_blocks(text: str) -> Blocks:
    """Everything that whole lines tell."""
    reader = _Reader(text)
    reader.read()
    return reader.found


@dataclass
class _OpenDiv:
    start: int
    language: str | None


class _Reader:
    """Goes through the lines; what is open (a fence, a list, a div) is its state."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Blocks()
        self._fence = ""
        self._contents: list[int] = []
        """Where the text of the open list items begins, in columns."""
        self._divs: list[_OpenDiv] = []
        self._blank = True
        self._code = False
        self._paragraph = 0
        """Where the paragraph began."""
        self._before = ""
        """The line before."""

    def read(self) -> None:
        offset = skip = self._metadata()
        for line in self.text[offset:].split("\n"):
            end = offset + len(line)
            if offset >= skip:
                skip = max(skip, self._line(line, offset, end))
            offset = end + 1
        for div in self._divs:
            self._close(div, len(self.text))

    def _metadata(self) -> int:
        """Where the text begins, after YAML metadata."""
        first, second = (*self.text[:2000].split("\n", 2), "", "")[:2]
        if first.rstrip() != "---" or not _YAML_KEY.match(second):
            return 0
        close = _YAML_END.search(self.text, 4)
        if close is None:
            return 0
        self.found.marks.append((0, close.end()))
        return close.end()

    def _line(self, line: str, offset: int, end: int) -> int:
        """One line; gives the offset up to which lines are done with (after a comment)."""
        if self._fence:
            self.found.marks.append((offset, end))
            bare = line.strip()
            if len(bare) >= len(self._fence) and not bare.strip(self._fence[0]):
                self._fence = ""
            return end
        bare = line.lstrip(" \t")
        if not bare:
            self._blank = True
            self._before = ""
            return end
        if self._blank:
            self._paragraph = offset
        skip = self._text(line, bare, offset, end)
        self._blank = skip > end
        self._before = line
        return skip

    def _text(self, line: str, bare: str, offset: int, end: int) -> int:
        indent = (
            len(line) - len(bare) if "\t" not in line else len(line.expandtabs(4)) - len(bare.expandtabs(4))
        )
        if self._blank:
            while self._contents and indent < self._contents[-1]:
                self._contents.pop()
        base = self._contents[-1] if self._contents else 0
        if indent >= base + 4 and (self._blank or self._code):
            self._code = True
            self.found.marks.append((offset, end))
            return end
        self._code = False
        if _PLAIN.match(bare) and not _ITEM.match(bare):
            return end
        return self._markup(bare, indent, end - len(bare), end)

    def _markup(self, bare: str, indent: int, start: int, end: int) -> int:
        if bare.startswith("<!--"):
            return self._comment(start)
        if fence := _FENCE.match(bare):
            self._fence = fence[1]
            self.found.marks.append((start, end))
        elif bare.startswith(":::") and (div := _DIV.match(bare)):
            self._div(div[1], start, end)
        elif self._blank and (heading := _HEADING.match(bare)):
            self.found.headings.append(Heading(len(heading[1]), start, end))
        elif definition := _LINK_DEFINITION.match(bare):
            self.found.links.append(Definition(definition[1], start))
            self.found.marks.append((start, end))
        elif bare.startswith("|"):
            self.found.laid_out.append((start, end))
        elif _RULED.fullmatch(bare):
            self._ruled(bare, start, end)
        elif item := _ITEM.match(bare):
            self._item(item, indent, start)
        return end

    def _comment(self, start: int) -> int:
        close = self.text.find("-->", start)
        close = len(self.text) if close < 0 else close + 3
        self.found.comments.append(Comment(start, close, self.text[start:close]))
        self.found.marks.append((start, close))
        return max(close, start + 1)

    def _div(self, attributes: str, start: int, end: int) -> None:
        self.found.marks.append((start, end))
        if attributes:
            language = LANGUAGE.search(attributes)
            as_typed = AS_TYPED.search(attributes)
            self._divs.append(_OpenDiv(end, "" if as_typed else language[1] if language else None))
        elif self._divs:
            self._close(self._divs.pop(), start)

    def _close(self, div: _OpenDiv, end: int) -> None:
        if div.language is not None:
            self.found.foreign.append(Foreign(div.start, end, div.language))

    def _item(self, item: re.Match[str], indent: int, start: int) -> None:
        if item[1]:
            self.found.notes.append(Definition(item[1][2:-2], start))
            self.found.marks.append((start, start + len(item[1])))
            self._contents = [indent + 4]
            return
        while self._contents and indent < self._contents[-1]:
            self._contents.pop()
        self._contents.append(indent + len(item[0]))

    def _ruled(self, bare: str, start: int, end: int) -> None:
        """The underline of a heading, the ruled line of a table, or a scene break."""
        underline = not bare.strip().strip("=") or not bare.strip().strip("-")
        if underline and self._before and self._paragraph == start - len(self._before) - 1:
            level = 1 if bare[0] == "=" else 2
            self.found.headings.append(Heading(level, self._paragraph, end))
        if self._before or not underline:
            close = self.text.find("\n\n", end)
            close = len(self.text) if close < 0 else close
            if self.text[self._paragraph :].startswith("---") and self._paragraph < start:
                # a multiline table: its rows are parted by blank lines, and a ruled line ends it
                last = self.text.find("\n---", end)
                close = self.text.find("\n", last + 4) if last >= 0 else close
            self.found.laid_out.append((self._paragraph, max(close, end)))
