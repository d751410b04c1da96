"""Python values as Typst source: literals, text as markup, and the tokens as `tokens.typ`.

Everything that reaches a Typst source goes through `string` or `markup`: no character of a manuscript can
become code.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields

from bookbuild.design.tokens import Ink, Tokens

THIN_SPACE = "\u2060\u2006\u2060"
"""How print writes U+202F: EB Garamond lacks it, and Typst would make 0.10 em of it. U+2006 is a sixth of an
em, the French *espace fine*; the word joiners keep the line from breaking there (UAX 14, LB11)."""

_STRING = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STRING_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029]')

_LETTER = r"[^\W\d_]"
_MARKUP_SPECIAL = re.compile(
    r"[\\*_`$#\[\]<>@~'\"/=+]"
    # A hyphen between two letters is only a hyphen; elsewhere it may begin a dash, a minus or a list.
    rf"|-(?!{_LETTER})|(?<!{_LETTER})-"
    r"|\.(?=\.)"  # three dots would become an ellipsis
    r"|(?<=\d)\.(?=\s|$)"  # a number and a dot may begin a numbered item
    r"|:(?=\s|$)"  # ends a term
)
# Typst ends a line at any of these (typst-syntax 0.15, `is_newline`); a second one would end the paragraph.
_LINE_ENDS = re.compile(r"[\x00-\x08\n\x0b\x0c\r\x0e-\x1f\x7f\x85\u2028\u2029]+")


def string(text: str) -> str:
    r"""A Typst string literal.

    >>> string('a "b" \\ c')
    '"a \\"b\\" \\\\ c"'
    """
    return '"' + _STRING_SPECIAL.sub(_string_escape, text) + '"'


def markup(text: str) -> str:
    r"""Text as Typst markup that means just this text.

    >>> markup("dit-il -- #let x = 1 // 2")
    'dit-il \\-\\- \\#let x \\= 1 \\/\\/ 2'
    """
    return _MARKUP_SPECIAL.sub(r"\\\g<0>", _LINE_ENDS.sub(" ", text)).replace("\u202f", THIN_SPACE)


def content(text: str) -> str:
    """Text as a content argument: `[…]`."""
    return f"[{markup(text)}]"


def number(value: float) -> str:
    """A number without a needless fraction.

    >>> number(14.0), number(8.25)
    ('14', '8.25')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def pt(value: float) -> str:
    """A length in points."""
    return f"{number(value)}pt"


def mm(value: float) -> str:
    """A length in millimetres."""
    return f"{number(value)}mm"


def array(items: Sequence[str]) -> str:
    """An array of things that are Typst already."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(items: Mapping[str, str]) -> str:
    """A dictionary whose values are Typst already; keys are our own names."""
    return "(" + ", ".join(f"{key}: {value}" for key, value in items.items()) + ")" if items else "(:)"


def tokens_typ(tokens: Tokens, for_screen: bool = False, notes_at_end: bool = False) -> str:
    """The text of `tokens.typ`: one `#let` a token, measures with their unit, inks for the press or in sRGB; and what
    the edition asks of every page.
    """
    lines = ["// The tokens of this edition, written by bookbuild.design.typ."]
    lines.append(f"#let for-screen = {'true' if for_screen else 'false'}")
    lines.append(f"#let notes-at-end = {'true' if notes_at_end else 'false'}")
    for field in fields(tokens):
        name, literal = _token(field.name, getattr(tokens, field.name), for_screen)
        lines.append(f"#let {name} = {literal}")
    return "\n".join(lines) + "\n"


_UNITS = {"pt": "pt", "em": "em", "pct": "%", "mm": "mm"}


def _token(name: str, value: str | float | Ink, for_screen: bool) -> tuple[str, str]:
    """Name and literal: the unit moves from the name (`size-text-pt`) to the value (`11pt`)."""
    plain = name.replace("_", "-")
    if isinstance(value, Ink) and for_screen:
        return plain, f"rgb({string(value.srgb)})"
    if isinstance(value, Ink):
        return plain, "cmyk(" + ", ".join(f"{number(share)}%" for share in value.cmyk) + ")"
    if isinstance(value, str):
        return plain, string(value)
    stem, _, unit = plain.rpartition("-")
    if unit in _UNITS:
        return stem, number(value) + _UNITS[unit]
    return plain, number(value)


def _string_escape(match: re.Match[str]) -> str:
    char = match[0]
    return _STRING.get(char) or f"\\u{{{ord(char):x}}}"
