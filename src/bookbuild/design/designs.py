"""Designs: what a look changes of the house's tokens, drawn for three trims; variants go over any of them.

`styles/designs/NAME.yaml` has `tokens` and, by trim, what that trim changes of them; any other trim takes what
the nearest of the three has. `styles/variants/NAME.yaml` is tokens alone.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder
from bookbuild.design.trim import Trim, parse_trim

DEFAULT_DESIGN = "essay"
"""Of a book that names none: the tokens of styles/tokens.yaml are drawn for it."""
NAME = "name"
"""The key of `design:` beside the tokens: one name, or several that go over one another."""


class UnknownDesign(ValueError):
    """Neither a design nor a variant; the message lists them."""


def design_names() -> tuple[str, ...]:
    """The designs of styles/designs, sorted."""
    return _names("designs")


def variant_names() -> tuple[str, ...]:
    """The variants of styles/variants, sorted."""
    return _names("variants")


def flat(design: Mapping[str, Any]) -> dict[str, Any]:
    """A `design:` with its variants resolved into tokens, under the tokens it gives itself; one design is named.

    Raises UnknownDesign.
    """
    base, variants = None, []
    for name in _listed(design.get(NAME, ())):
        if name in design_names():
            base = name
        elif name in variant_names():
            variants.append(_read("variants", name))
        else:
            raise UnknownDesign(
                f"“{name}” is no design; there are {', '.join(design_names())}, and {', '.join(variant_names())} "
                "to go over any of them."
            )
    own = {name: value for name, value in design.items() if name != NAME}
    return layered(*variants, own, {NAME: base} if base else {})


def tokens_under(name: str | None, trim: Trim | None) -> dict[str, Any]:
    """What the design of this name changes for a trim; for no trim in particular, what all its trims share."""
    design = _read("designs", name or DEFAULT_DESIGN)
    tokens, drawn_for = design.get("tokens") or {}, design["trims"]
    if trim is None:
        return layered(tokens)
    return layered(tokens, drawn_for[min(drawn_for, key=lambda drawn: _distance_mm(parse_trim(drawn), trim))])


def layered(*layers: Mapping[str, Any] | None) -> dict[str, Any]:
    """Tokens over tokens; of an ink a layer may change one of its values."""
    both: dict[str, Any] = {}
    for layer in layers:
        for name, value in (layer or {}).items():
            under = both.get(name)
            both[name] = (
                {**under, **value} if isinstance(under, Mapping) and isinstance(value, Mapping) else value
            )
    return both


def _distance_mm(drawn: Trim, trim: Trim) -> float:
    return abs(drawn.width_mm - trim.width_mm) + abs(drawn.height_mm - trim.height_mm)


def _listed(names: object) -> Iterable[str]:
    return [names] if isinstance(names, str) else [str(name) for name in names]  # type: ignore[attr-defined]


def _names(folder: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (styles_folder() / folder).glob("*.yaml")))


@cache
def _read(folder: str, name: str) -> Mapping[str, Any]:
    with (styles_folder() / folder / f"{name}.yaml").open(encoding="utf-8") as file:
        data: Mapping[str, Any] = YAML(typ="safe").load(file)
    return data
