"""Colours of CSS as red, green, blue."""

from dataclasses import dataclass

import tinycss2.color3

_GREY = 16
"""Channels that differ by less look grey."""


@dataclass(frozen=True)
class Colour:
    """Channels from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def grey(self) -> bool:
        """Whether it is black, white, or a grey between."""
        channels = (self.red, self.green, self.blue)
        return max(channels) - min(channels) < _GREY


def parse_colour(value: str) -> Colour | None:
    """The colour that a CSS value names; None for `inherit`, `currentColor`, and what is none."""
    found = tinycss2.color3.parse_color(value)
    if found is None or isinstance(found, str) or not found.alpha:
        return None
    return Colour(*(min(255, max(0, round(channel * 255))) for channel in found[:3]))


def luminance(colour: Colour) -> float:
    """From 0, black, to 255, white, as Amazon reckons it (KPG 10.3.2)."""
    return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue
