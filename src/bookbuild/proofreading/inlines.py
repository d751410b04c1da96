"""What is no prose inside a paragraph: code, mathematics, tags, addresses, attributes, keys and labels.

One pass over the signs that can open any of these; the time it takes is linear in the text, whatever the text.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from bookbuild.proofreading.blocks import AS_TYPED, LANGUAGE, Comment, Definition, Foreign, Mark

_SIGN = re.compile(r"\\(?=[^\w\s]|[ \n])|`+|\$\$?|<|!\[|\^\[|\[|\]|\{|@|://|www\.|\n[ \t\0]*(?=\n)")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[#.][^\s{}=]|[\w:-]+=)(?:[^{}\n]|\n(?![ \t]*\n))*\}|\{[ \t]*-[ \t]*\}")
_ADDRESS = re.compile(
    r"\([ \t\n]*(<[^<>\n]*>|(?:[^\s()<>\\]|\\.)*(?:\((?:[^\s()\\]|\\.)*\)(?:[^\s()<>\\]|\\.)*)*)"
    r"(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t\n]*\)"
    r"|\(([^()\n]{0,300})\)"
)
_LABEL = re.compile(r"\[([^\[\]\n]*(?:\n[^\[\]\n]+)?)\]")
_NOTE_CALL = re.compile(r"\[\^([^\[\]\s]+)\]")
_KEY = re.compile(r"@(?:\{[^{}\n]*\}|[^\W_](?:[\w:.#$%&+?~/-]*\w)?|\*)")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>")
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "math", "svg", "tt", "var"})
_MATH = re.compile(r"\$(?=[^\s$])(?:[^$\\\n]|\\.|\n(?![ \t]*\n))*(?<!\s)\$(?!\d)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}$")
_URL_REST = re.compile(r"[^\s<>«»“”\"\0`|\\\[\]]*")
_URL_END = ".,;:!?)]}*_…'’"
_LOCAL_PART = re.compile(r"[\w.+-]{1,64}$")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_EMPHASIS = re.compile(r"(?<![^\W_])_+(?=[^\W_])|(?<=[^\W_])_+(?![^\W_])|(?<!\w)_+(?!\w)")


class Link(NamedTuple):
    """A link or a picture: where its words are, where it leads, its attributes."""

    start: int
    """Of the words."""
    end: int
    address: str
    attributes: str
    at: int
    """Where the address stands."""


class Call(NamedTuple):
    """A note's call."""

    label: str
    start: int


@dataclass
class Inlines:
    """What stands in the paragraphs of a source."""

    marks: list[Mark] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Link] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Labels of links, as `same_label` makes them."""


class _Bracket(NamedTuple):
    start: int
    kind: str
    """`[`, `![` or `^[`."""


def same_label(label: str) -> str:
    """A label as Markdown compares them: without case, its spaces one."""
    return " ".join(label.split()).casefold()


def read_inlines(text: str, definitions: list[Definition]) -> Inlines:
    """The inlines of a text in which the blocks that are no prose are masked. `definitions` are of links."""
    scanner = _Scanner(text, {same_label(each.label) for each in definitions})
    scanner.scan()
    if "_" in text:
        scanner.found.marks += [match.span() for match in _EMPHASIS.finditer(text)]
    return scanner.found


class _Scanner:
    """From sign to sign; each method takes the sign's place and gives where to go on."""

    def __init__(self, text: str, labels: set[str]) -> None:
        self.text = text
        self.found = Inlines()
        self._labels = labels
        self._brackets: list[_Bracket] = []
        self._tags: dict[str, list[tuple[int, str | None]]] = {}
        self._gone: set[str] = set()
        """Ends that come no more in this text."""
        self._runs: dict[int, list[int]] | None = None
        self._breaks: list[int] = []

    def scan(self) -> None:
        actions = {
            "<": self._angle, "[": self._open, "![": self._open, "^[": self._open, "]": self._close,
            "{": self._brace, "@": self._at, "://": self._url, "www.": self._url,
            "$": self._math, "$$": self._display, "\\": self._escape,
        }  # fmt: skip
        position = 0
        while sign := _SIGN.search(self.text, position):
            words = sign[0]
            if words[0] == "\n":
                self._brackets.clear()
                position = sign.end()
            elif words[0] == "`":
                position = self._code(sign.start(), len(words))
            else:
                position = max(actions[words](sign.start(), words), sign.start() + 1)

    def _mark(self, start: int, end: int) -> int:
        self.found.marks.append((start, end))
        return end

    def _escape(self, start: int, _: str) -> int:
        bracket = self.text[start + 1] in "()[]{}"  # meant to stand alone: it has no other half to look for
        self._mark(start, start + 1 + bracket)
        return start + 2

    def _code(self, start: int, length: int) -> int:
        if self._runs is None:
            self._runs = {}
            for run in re.finditer("`+", self.text):
                self._runs.setdefault(len(run[0]), []).append(run.start())
            self._breaks = [gap.start() for gap in re.finditer(r"\n[ \t\0]*\n", self.text)]
        runs = self._runs.get(length, [])
        following = bisect_right(runs, start)
        gap = bisect_left(self._breaks, start)
        end = self._breaks[gap] if gap < len(self._breaks) else len(self.text)
        if following < len(runs) and runs[following] < end:
            return self._attributes(self._mark(start, runs[following] + length))
        return start + length

    def _math(self, start: int, _: str) -> int:
        formula = _MATH.match(self.text, start)
        return self._mark(start, formula.end()) if formula else start + 1

    def _display(self, start: int, _: str) -> int:
        close = self.text.find("$$", start + 2)
        if close < 0 or self.text.find("\n\n", start, close) >= 0:
            return start + 2
        return self._attributes(self._mark(start, close + 2))

    def _brace(self, start: int, _: str) -> int:
        return self._attributes(start)

    def _attributes(self, start: int) -> int:
        """Past the attributes that stand here, if any do."""
        if self.text[start : start + 1] != "{":
            return start
        attributes = _ATTRIBUTES.match(self.text, start)
        return self._mark(start, attributes.end()) if attributes else start

    # --- brackets ----------------------------------------------------------------------------------------------

    def _open(self, start: int, sign: str) -> int:
        call = _NOTE_CALL.match(self.text, start) if sign == "[" else None
        if call:
            self.found.calls.append(Call(call[1], start))
            return self._mark(start, call.end())
        self._brackets.append(_Bracket(start, sign))
        return start + len(sign)

    def _close(self, start: int, _: str) -> int:
        if not self._brackets:
            return start + 1
        bracket = self._brackets.pop()
        inside = bracket.start + len(bracket.kind)
        end = self._tail(bracket, inside, start)
        if end == start and bracket.kind != "^[":
            return start + 1
        self._mark(bracket.start, inside)
        return self._mark(start, max(end, start + 1))

    def _tail(self, bracket: _Bracket, inside: int, close: int) -> int:
        """The end of what follows the closing bracket; `close` itself when nothing makes it a link or a span."""
        following = self.text[close + 1 : close + 2]
        if following == "(" and (address := _ADDRESS.match(self.text, close + 1)):
            end = self._end_of_attributes(address.end())
            which = 1 if address[1] is not None else 2
            link = Link(
                inside,
                close,
                address[which].strip("<>"),
                self.text[address.end() : end],
                address.start(which),
            )
            (self.found.pictures if bracket.kind == "![" else self.found.links).append(link)
            return self._spoken(inside, close, end, address.end())
        if following == "{" and (end := self._end_of_attributes(close + 1)) > close + 1:
            return self._spoken(inside, close, end, close + 1)
        words = same_label(self.text[inside:close])
        if following == "[" and (label := _LABEL.match(self.text, close + 1)):
            self.found.used.add(same_label(label[1]) or words)
            return label.end()
        if words in self._labels:
            self.found.used.add(words)
            return close + 1
        return close

    def _end_of_attributes(self, start: int) -> int:
        attributes = _ATTRIBUTES.match(self.text, start) if self.text[start : start + 1] == "{" else None
        return attributes.end() if attributes else start

    def _spoken(self, inside: int, close: int, end: int, attributes: int) -> int:
        """Note the language of a span or a link."""
        given = self.text[attributes:end]
        language = LANGUAGE.search(given)
        if AS_TYPED.search(given):
            self.found.foreign.append(Foreign(inside, close, ""))
        elif language:
            self.found.foreign.append(Foreign(inside, close, language[1]))
        return end

    # --- addresses and tags ------------------------------------------------------------------------------------

    def _at(self, start: int, _: str) -> int:
        local = _LOCAL_PART.search(self.text, max(0, start - 64), start)
        if local:
            domain = _DOMAIN.match(self.text, start + 1)
            return self._mark(local.start(), domain.end()) if domain else start + 1
        key = _KEY.match(self.text, start)
        return self._mark(start, key.end()) if key else start + 1

    def _url(self, start: int, sign: str) -> int:
        scheme = _SCHEME.search(self.text, max(0, start - 21), start) if sign == "://" else None
        if sign == "://" and scheme is None:
            return start + 1
        rest = _URL_REST.match(self.text, start + len(sign))
        words = rest[0].rstrip(_URL_END) if rest else ""
        return self._mark(scheme.start() if scheme else start, start + len(sign) + len(words))

    def _angle(self, start: int, _: str) -> int:
        if self.text.startswith("<!--", start):
            end = self._find("-->", start)
            if end < 0:
                return start + 1
            self.found.comments.append(Comment(start, end, self.text[start:end]))
            return self._mark(start, end)
        if link := _AUTOLINK.match(self.text, start):
            return self._mark(start, link.end())
        tag = _TAG.match(self.text, start)
        if tag is None:
            return start + 1
        self._mark(start, tag.end())
        return self._element(tag)

    def _element(self, tag: re.Match[str]) -> int:
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closing:
            if opened := self._tags.get(name):
                begun, spoken = opened.pop()
                if spoken is not None:
                    self.found.foreign.append(Foreign(begun, tag.start(), spoken))
        elif name in _VERBATIM:
            end = self._find(f"</{tag[2]}>", tag.end())
            return self._mark(tag.end(), end) if end >= 0 else tag.end()
        elif not attributes.endswith("/"):
            language = LANGUAGE.search(attributes)
            self._tags.setdefault(name, []).append((tag.end(), language[1] if language else None))
        return tag.end()

    def _find(self, end: str, start: int) -> int:
        """The end of the next `end`, or -1; what is not there is looked for once."""
        if end in self._gone:
            return -1
        found = self.text.find(end, start)
        if found < 0:
            self._gone.add(end)
            return -1
        return found + len(end)
