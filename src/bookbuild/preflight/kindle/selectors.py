"""Which elements a CSS selector means: types, classes, ids, descendants and children, which is what Kindle knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree

_COMPOUND = re.compile(r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<rest>(?:[.#](?:[\w-]|[^\x00-\x7f])+)*)")
_ODD = re.compile(r"[+~]|:(?!link|visited|hover|active|focus)", re.IGNORECASE)
_LONGEST = 10_000
"""Characters of a selector list."""
_MOMENT = re.compile(r":(?:hover|active|focus|target)", re.IGNORECASE)
_PSEUDO = re.compile(r"::?[\w-]+(?:\([^()]*\))?")
_SIBLINGS = re.compile(r"(?:\S+\s*)[+~]")
_ATTRIBUTE = re.compile(r"\[[^]]*\]")


@dataclass(frozen=True)
class Compound:
    """`p.first#a`: what one element must be."""

    tag: str
    """Empty for any."""
    classes: frozenset[str]
    id: str

    def fits(self, element: etree._Element) -> bool:
        """Whether the element is so."""
        return (
            (not self.tag or etree.QName(element).localname == self.tag)
            and (not self.id or element.get("id") == self.id)
            and (not self.classes or self.classes <= classes_of(element.get("class") or ""))
        )


@dataclass(frozen=True)
class Selector:
    """Compounds from the outermost to the element meant; `child[n]` says whether n+1 is a child of n."""

    text: str
    compounds: tuple[Compound, ...]
    """Empty when the selector asks for more than Kindle knows: it is then taken to mean nothing."""
    child: tuple[bool, ...] = ()

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Ids, classes, types (Selectors 3, 9)."""
        return (
            sum(bool(compound.id) for compound in self.compounds),
            sum(len(compound.classes) for compound in self.compounds),
            sum(bool(compound.tag) for compound in self.compounds),
        )

    @property
    def unknown(self) -> bool:
        """Whether it has siblings, structural pseudo-classes or pseudo-elements."""
        return bool(_ODD.search(_ATTRIBUTE.sub("", self.text)))

    @property
    def momentary(self) -> bool:
        """Whether it means what somebody points at, which nobody does on a page of e-ink."""
        return bool(_MOMENT.search(self.text))

    @cached_property
    def loosely(self) -> "Selector":
        """The same without attributes and pseudo-classes: what it could mean at most. Siblings are left out."""
        text = _SIBLINGS.sub(" ", _PSEUDO.sub("", _ATTRIBUTE.sub("", self.text)))
        return _parse(text.strip() or "*")

    def fits(self, element: etree._Element) -> bool:
        """Whether it means this element."""
        if not self.compounds or not self.compounds[-1].fits(element):
            return False
        reached = {element}
        for compound, child in zip(reversed(self.compounds[:-1]), reversed(self.child), strict=True):
            outward = (outer for inner in reached for outer in _outward(inner, only_parent=child))
            reached = {outer for outer in outward if compound.fits(outer)}
        return bool(reached)


def parse_selectors(text: str) -> tuple[Selector, ...]:
    """The selectors of a list; one too long to be meant is taken to mean nothing."""
    if len(text) > _LONGEST:
        return (Selector(text[:60], ()),)
    return tuple(_parse(part.strip()) for part in _split(text) if part.strip())


@lru_cache(maxsize=4096)
def classes_of(attribute: str) -> frozenset[str]:
    """The names in a class attribute."""
    return frozenset(attribute.split())


def _outward(element: etree._Element, *, only_parent: bool) -> Iterator[etree._Element]:
    outer = element.iterancestors()
    return islice(outer, 1) if only_parent else outer


def _split(text: str) -> list[str]:
    """At commas that are in no brackets."""
    return re.split(r",(?![^(\[]*[)\]])", text)


def _parse(text: str) -> Selector:
    compounds: list[Compound] = []
    child: list[bool] = []
    for part in re.sub(r"\s*>\s*", " >", text).split():
        found = _COMPOUND.fullmatch(part.removeprefix(">"))
        if found is None or not found[0]:
            return Selector(text, ())
        if compounds:
            child.append(part.startswith(">"))
        names = re.findall(r"[.#][^.#]+", found["rest"])
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        ids = [name[1:] for name in names if name[0] == "#"]
        tag = found["tag"] or ""
        compounds.append(Compound("" if tag == "*" else tag, classes, ids[0] if ids else ""))
    return Selector(text, tuple(compounds), tuple(child))
