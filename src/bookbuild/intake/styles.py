"""Names of styles in word processors, and the components they become: styles/import.yaml."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder

PLAIN, DROP, QUOTE, SCENE, TITLE, SUBTITLE = "plain", "drop", "quote", "scene-break", "title", "subtitle"
"""What a style can become besides a component."""


@dataclass(frozen=True)
class StyleNames:
    """By name, folded: what becomes of it."""

    paragraphs: Mapping[str, str]
    characters: Mapping[str, str]
    captions: frozenset[str]


def folded(name: str) -> str:
    """A name as it is compared: without capitals, accents, hyphens.

    >>> folded("Sous-titre"), folded("Épigraphe")
    ('sous titre', 'epigraphe')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[\s_-]+", " ", plain).strip().casefold()


@cache
def style_names() -> StyleNames:
    """The lists of styles/import.yaml."""
    with (styles_folder() / "import.yaml").open(encoding="utf-8") as file:
        data = YAML(typ="safe").load(file)
    return StyleNames(
        _by_name(data["paragraphs"]), _by_name(data["characters"]), frozenset(map(folded, data["captions"]))
    )


def _by_name(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {folded(name): meaning for meaning, names in lists.items() for name in names}
