"""A message against the profile of a recipient."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.onix.profile import MessageProfile, Requirement
from bookbuild.rules import onix as rules

_DIGITAL = "E"
"""First letter of list 150's codes for digital products that are delivered on line."""
_DELETED = "05"
"""List 1: a record to be deleted says nothing more."""


@dataclass(frozen=True)
class Unmet:
    """A requirement that a message does not meet."""

    requirement: Requirement
    product: int
    """Number of the product in the message, from 0; -1 for the message as a whole."""
    line: int
    found: str
    """What stands there instead; empty when nothing does."""

    def finding(self, profile: MessageProfile, at: Location) -> Finding:
        """A finding at a line of the message, or of book.yaml."""
        wanted = self.requirement
        rule = rules.PROFILE if wanted.level == "error" else rules.PROFILE_ADVICE
        what = f"{wanted.what} ({profile.name})"
        text = f"“{self.found}” is not {what}" if self.found else f"missing: {what}"
        key = ".".join(part for part in wanted.key if part != "*")
        return rule(text, at, f"{wanted.why} In book.yaml: {key}.")


def unmet(root: etree._Element, profile: MessageProfile) -> Iterator[Unmet]:
    """What a message with plain reference names lacks, product by product."""
    products = [p for p in root.iterfind("Product") if p.findtext("NotificationType") != _DELETED]
    for wanted in profile.requirements:
        if wanted.path.startswith("/"):
            yield from _unmet(wanted, root, wanted.path.removeprefix("/"), -1)
            continue
        for number, product in enumerate(products):
            if _applies(wanted, product):
                yield from _unmet(wanted, product, wanted.path, number)


def _applies(wanted: Requirement, product: etree._Element) -> bool:
    is_digital = (product.findtext("DescriptiveDetail/ProductForm") or "").startswith(_DIGITAL)
    if wanted.on != "all" and is_digital != (wanted.on == "digital"):
        return False
    return not wanted.when or bool(product.xpath(wanted.when))


def _unmet(wanted: Requirement, element: etree._Element, path: str, number: int) -> Iterator[Unmet]:
    found = element.xpath(path)
    if not found:
        yield Unmet(wanted, number, element.sourceline or 0, "")
    for one in found:
        text = " ".join("".join(one.itertext()).split())
        is_wrong = wanted.pattern and not re.fullmatch(wanted.pattern, text)
        if is_wrong or (wanted.longest and len(text) > wanted.longest):
            yield Unmet(
                wanted, number, one.sourceline or 0, text if len(text) < 60 else f"{len(text)} characters"
            )
