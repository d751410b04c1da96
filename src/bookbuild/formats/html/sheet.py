"""The style sheet of one page: the components' own, colours for light and dark, and the widths its author gave."""

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any

from lxml import etree

from bookbuild.design.css import stylesheet
from bookbuild.design.tokens import load_tokens
from bookbuild.formats._xhtml.markup import classes, set_classes
from bookbuild.formats.print.artwork import contrast

_TEXT, _GRAPHIC = 4.5, 3.0
"""Least contrast of text (WCAG 2.2, 1.4.3) and of what is drawn (1.4.11)."""
_DARK = {"ground": "#17181b", "raised": "#212328", "text": "#e6e2d9", "quiet": "#aaa59a", "rule": "#74716a"}
"""Of the dark page; the accent is the book's, lightened until it is read on it."""
_WIDTH = re.compile(r"\s*width:\s*(\d{1,3}(?:\.\d+)?)(%|em|rem|px|cm|mm|in|pt)\s*;?\s*")
_STEPS = 40
_RAISED = 0.045
"""How much of the text's ink is in the ground of boxes."""


def page_sheet(design: Mapping[str, Any], page: etree._Element) -> str:
    """All styles of a page, without `&` and `<`, so that parsers of XML and HTML read the same. Style attributes in it become classes: a strict content security policy forbids them."""
    parts = [_colours(design), stylesheet("html", design).decode().strip(), *_widths(page)]
    return "\n".join(parts).replace("&", r"\26 ").replace("<", r"\3c ") + "\n"


def _colours(design: Mapping[str, Any]) -> str:
    tokens = load_tokens(design)
    ground = tokens.ink_paper.srgb
    raised = _mix(ground, tokens.ink_text.srgb, _RAISED)
    light = {
        "ground": ground,
        "raised": raised,
        "text": readable(tokens.ink_text.srgb, ground, 7.0),
        "quiet": readable(tokens.ink_quiet.srgb, ground, _TEXT),
        "rule": readable(tokens.ink_rule.srgb, ground, _GRAPHIC),
        "accent": readable(tokens.ink_accent.srgb, raised, _TEXT),
    }
    accent = readable(tokens.ink_accent.srgb, _DARK["raised"], _TEXT)
    dark = {**_DARK, "accent": accent}
    return (
        f":root {{ color-scheme: light dark; {_variables(light)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(dark)} }} }}\n"
        f"@media print {{ :root {{ {_variables({**light, 'ground': '#ffffff', 'text': '#000000'})} }} }}"
    )


def readable(ink: str, ground: str, least: float) -> str:
    """The ink, or the same hue as much darker or lighter as this contrast on the ground asks for (`#rrggbb`)."""
    hue, lightness, saturation = rgb_to_hls(*(value / 255 for value in bytes.fromhex(ink[1:])))
    end = max((0.0, 1.0), key=lambda pole: contrast(_hex(pole, pole, pole), ground))
    shades = (lightness + (end - lightness) * step / _STEPS for step in range(_STEPS + 1))
    colours = (_hex(*hls_to_rgb(hue, shade, saturation)) for shade in shades)
    return next((colour for colour in colours if contrast(colour, ground) >= least), _hex(end, end, end))


def _hex(*channels: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _mix(first: str, second: str, share: float) -> str:
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


def _widths(page: etree._Element) -> list[str]:
    """A rule for each width that a style attribute asked for; other styles go."""
    names: dict[str, str] = {}
    for element in page.iterfind(".//*[@style]"):
        found = _WIDTH.fullmatch(element.attrib.pop("style"))
        if found:
            value = f"{found[1]}{found[2]}"
            name = names.setdefault(value, f"width-{len(names) + 1}")
            set_classes(element, [*classes(element), name])
    return [f".{name} {{ width: {value}; }}" for value, name in names.items()]
