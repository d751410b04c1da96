"""Text as a content stream shows it: how far it runs, and what of it is ink (ISO 32000-1, 9.4)."""

from typing import Any

from pikepdf import String

from bookbuild.preflight.pdf.colour import Colour
from bookbuild.preflight.pdf.geometry import Box, Matrix, lengths, then
from bookbuild.preflight.pdf.mark import Kind, Mark
from bookbuild.preflight.pdf.state import State

_INVISIBLE = frozenset({3, 7})
"""Text render modes that paint nothing (ISO 32000-1, 9.3.6)."""
_STROKED, _FILLED_AND_STROKED = frozenset({1, 5}), frozenset({2, 6})


def shown(state: State, at: Matrix, items: Any) -> tuple[float, Mark | None]:
    """How far strings and the numbers between them run, in text space; their ink, None for spaces alone."""
    face = state.face
    x, first, last, missing, descends = 0.0, None, 0.0, False, False
    per = state.size / 1000
    widths, default, spaces = face.widths, face.default_width, face.spaces
    for item in items:
        if not isinstance(item, String):
            x -= float(item) * per * state.scale
            continue
        for code in face.codes(bytes(item)):
            width = widths.get(code, default) * per + state.character_space
            if code == 32 and face.code_bytes == 1:
                width += state.word_space
            start, x = x, x + width * state.scale
            if code not in spaces:
                first = start if first is None else first
                last = x - state.character_space * state.scale
                missing = missing or (code == 0 and face.identity)
                descends = descends or code in face.descending
    if first is None or state.render_mode in _INVISIBLE:
        return x, None
    return x, _mark(state, at, first, last, missing, descends)


def _colour(state: State) -> Colour:
    """Of letters that are filled and outlined, the colour that a press minds more."""
    if state.render_mode in _FILLED_AND_STROKED:
        return max(state.fill, state.stroke, key=lambda one: (one.space.is_rgb, one.is_rich_black, one.total))
    return state.stroke if state.render_mode in _STROKED else state.fill


def _mark(state: State, at: Matrix, first: float, last: float, missing: bool, descends: bool) -> Mark:
    """Ink of text is counted from the baseline to half the size: so much all letters have, and few lines more."""
    whole = then(at, state.matrix)
    return Mark(
        Kind.TEXT,
        Box(first, state.rise, last, state.rise + state.size / 2).moved(whole),
        _colour(state),
        size_pt=abs(state.size * lengths(whole)[1]),
        face=state.face.name,
        descends=descends and whole[1] == whole[2] == 0 < whole[3],
        missing=missing,
        alpha=state.alpha,
        blend=state.blend,
        soft_mask=state.soft_mask,
        overprints=state.overprints,
    )
