"""Tokens: the measures, faces and inks of a book, from styles/tokens.yaml and the book's own `design:`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from ruamel.yaml import YAML

from bookbuild.design.designs import NAME, UnknownDesign, flat, layered, tokens_under
from bookbuild.design.styles import styles_folder
from bookbuild.design.trim import Trim

_DECIMAL = re.compile(r"-?[0-9]{1,6}\.[0-9]{1,6}")
_SIZES = (3, 200)
"""Of type, in points."""
_SRGB = re.compile(r"#[0-9a-f]{6}")
_BOUNDS = {
    "drop-cap-lines": (0, 6),
    "sink-lines": (0, 30),
    "rule-thin-pt": (0.1, 6),
    "rule-thick-pt": (0.1, 6),
    "title-weight": (100, 900),
    "section-weight": (100, 900),
    "subsection-weight": (100, 900),
    "margin-inner-pct": (0, 40),
    "margin-outer-pct": (0, 40),
    "margin-head-pct": (0, 40),
    "margin-foot-pct": (0, 40),
}
"""Outside these a number was meant otherwise."""

Side = Literal["left", "center"]
Caps = Literal["normal", "small-caps"]
Style = Literal["normal", "italic"]
Rule = Literal["none", "solid"]
Edge = Literal["outer", "center"]
"""Words a token may be; those that a style sheet needs are the words of CSS."""


class BadToken(ValueError):
    """A token that does not exist, or a value it can't have; the message says what would do."""


@dataclass(frozen=True)
class Ink:
    """One colour, matched by eye for screen and press."""

    srgb: str
    """`#rrggbb`, lower case."""
    cmyk: tuple[float, float, float, float]
    """Percentages of cyan, magenta, yellow and black."""

    @property
    def coverage_pct(self) -> float:
        """Total ink, in percent: what a recipient limits."""
        return sum(self.cmyk)


@dataclass(frozen=True)
class Tokens:
    """Every token, by the name it has in tokens.yaml (hyphens written as underscores)."""

    face_text: str
    face_display: str
    face_code: str
    face_math: str
    face_fallback: str
    generic_text: str
    generic_code: str
    generic_display: str
    size_text_pt: float
    leading_pt: float
    size_small_pt: float
    size_note_pt: float
    size_code_pt: float
    size_heads_pt: float
    size_title_pt: float
    size_part_pt: float
    size_book_pt: float
    size_section_pt: float
    size_subsection_pt: float
    size_quote_pt: float
    indent_em: float
    margin_inner_pct: float
    margin_outer_pct: float
    margin_head_pct: float
    margin_foot_pct: float
    text_align: Literal["justify", "left"]
    feet: Literal["level", "ragged"]
    numerals: Literal["old-style", "lining"]
    scale_formula_em: float
    drop_cap_lines: float
    sink_lines: float
    title_align: Side
    title_caps: Caps
    title_weight: float
    title_tracking_em: float
    title_rule: Rule
    opener_folio: Literal["none", "shown"]
    head_align: Side
    section_caps: Caps
    section_style: Style
    section_weight: float
    subsection_caps: Caps
    subsection_style: Style
    subsection_weight: float
    section_numbers: Literal["none", "decimal"]
    heads_align: Edge
    heads_caps: Caps
    heads_rule: Rule
    folio_align: Edge
    front_folios: Literal["auto", "arabic", "roman"]
    rule_thin_pt: float
    rule_thick_pt: float
    scene_sign: str
    code_frame: Rule
    table_rows: Rule
    space_least_pct: float
    space_most_pct: float
    tracking_least_em: float
    tracking_most_em: float
    hyphenation_cost_pct: float
    ink_text: Ink
    ink_quiet: Ink
    ink_rule: Ink
    ink_tint: Ink
    ink_accent: Ink
    ink_paper: Ink


def load_tokens(design: Mapping[str, Any], trim: Trim | None = None) -> Tokens:
    """The tokens of styles/tokens.yaml, what the named design changes for a trim, and the book's own over them.

    `design` is the `design:` of book.yaml, names as in tokens.yaml; an ink may change one of its values. E-books have
    no trim. Raises BadToken.
    """
    with (styles_folder() / "tokens.yaml").open(encoding="utf-8") as file:
        house: dict[str, Any] = YAML(typ="safe").load(file)
    try:
        own = flat(design)
    except UnknownDesign as error:
        raise BadToken(str(error)) from error
    under = tokens_under(own.pop(NAME, None), trim)
    for name in (*under, *own):
        if name not in house:
            close = get_close_matches(name, house, 1)
            raise BadToken(
                f"“{name}” is no design token" + (f"; did you mean “{close[0]}”?" if close else ".")
            )
    values = layered(house, under, own)
    if values["face-display"] == "inherit":
        values["face-display"] = values["face-text"]
    kinds = {field.name: field.type for field in fields(Tokens)}
    return Tokens(**{name: _value(name.replace("_", "-"), kind, values) for name, kind in kinds.items()})


def merged_design(book: Mapping[str, Any], edition: Mapping[str, Any]) -> dict[str, Any]:
    """The tokens of both, the edition's over the book's; of an ink it may change one value. Raises BadToken."""
    try:
        return layered(flat(book), flat(edition))
    except UnknownDesign as error:
        raise BadToken(str(error)) from error


def _value(name: str, kind: Any, values: Mapping[str, Any]) -> Any:
    """One token in its type."""
    value = values[name]
    if kind is Ink:
        return _ink(name, value)
    if kind is float:
        number = _number(value)
        if number is None:
            raise BadToken(f"“{name}” is a number, not “{value}”.")
        least, most = _BOUNDS.get(name, _SIZES if name.endswith("-pt") else (-1000, 1000))
        if not least <= number <= most:
            raise BadToken(f"“{name}” is between {least} and {most}, not {value}.")
        return number
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise BadToken(f"“{name}” is {' or '.join(get_args(kind))}, not “{value}”.")
        return value
    if not isinstance(value, str) or not value.strip():
        raise BadToken(f"“{name}” is a name, not “{value}”.")
    return value


def _number(value: object) -> float | None:
    """A number; book.yaml gives those with a point as they are written."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return float(value)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _ink(name: str, value: Any) -> Ink:
    if not isinstance(value, Mapping) or set(value) != {"srgb", "cmyk"}:
        raise BadToken(
            f'“{name}” needs two values, srgb and cmyk: {{srgb: "#8c2f1b", cmyk: [25, 90, 100, 22]}}.'
        )
    srgb = str(value["srgb"]).lower()
    if not _SRGB.fullmatch(srgb):
        raise BadToken(f'“{name}”: srgb is written "#8c2f1b", not “{value["srgb"]}”.')
    cmyk = value["cmyk"]
    if not isinstance(cmyk, list) or len(cmyk) != 4 or not all(_is_percentage(share) for share in cmyk):
        raise BadToken(f"“{name}”: cmyk is four percentages, such as [25, 90, 100, 22], not “{cmyk}”.")
    cyan, magenta, yellow, black = (_number(share) or 0.0 for share in cmyk)
    return Ink(srgb, (cyan, magenta, yellow, black))


def _is_percentage(share: object) -> bool:
    number = _number(share)
    return number is not None and 0 <= number <= 100
