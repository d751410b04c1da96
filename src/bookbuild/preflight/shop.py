"""Shops: what each demands of an EPUB, read from styles/shops, every demand with confidence and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder

GENERIC = "generic"
"""What all shops have in common, and what holds for one that says nothing else."""
DEMANDS = frozenset(
    {
        *("file-mb-good", "file-mb-most", "file-names", "page-kb-good", "page-kb-most"),
        *("cover-side-px", "cover-side-px-most", "cover-pixels-most", "cover-ratio", "cover-kinds"),
        *("picture-pixels-good", "picture-pixels-most", "picture-mb-good", "picture-kinds", "picture-in-svg"),
        *("font-kinds", "metadata", "rivals", "prices", "remote"),
    }
)
"""Every key that a file of styles/shops may have; preflight/epub_shop.py says what each means."""
_FIRM = frozenset({"documented", "secondary"})


class UnknownShop(ValueError):
    """Not a file of styles/shops; the message lists them."""


@dataclass(frozen=True)
class Demand:
    """One thing that a shop asks."""

    value: Any
    """A number, a pattern, or a list of words."""
    confidence: str
    """documented, secondary, memory, or default (our own choice)."""
    source: str

    @property
    def firm(self) -> bool:
        """Whether somebody has written it down: else it is no reason to refuse a file."""
        return self.confidence in _FIRM


@dataclass(frozen=True)
class Shop:
    """A shop, with the demands of `generic` where it makes none of its own."""

    id: str
    name: str
    demands: Mapping[str, Demand]

    def number(self, key: str) -> float | None:
        """A limit; None when the shop sets none."""
        demand = self.demands.get(key)
        return float(demand.value) if demand else None

    def words(self, key: str) -> tuple[str, ...]:
        """A list; empty when the shop gives none."""
        demand = self.demands.get(key)
        return tuple(map(str, demand.value)) if demand else ()


def shop_names() -> tuple[str, ...]:
    """Ids of all shops, sorted."""
    return tuple(sorted(path.stem for path in (styles_folder() / "shops").glob("*.yaml")))


@cache
def load_shop(id: str) -> Shop:
    """The shop of this id. Raises UnknownShop."""
    if id not in shop_names():
        raise UnknownShop(f"“{id}” is no shop we know; there are {', '.join(shop_names())}.")
    with (styles_folder() / "shops" / f"{id}.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = YAML(typ="safe").load(file)
    common = dict(load_shop(GENERIC).demands) if id != GENERIC else {}
    own = {key: Demand(*demand) for key, demand in data["demands"].items()}
    return Shop(
        id, data["name"], {key: one for key, one in {**common, **own}.items() if one.value is not None}
    )
