"""Codes whose list depends on another code: the schemas take any text there, shops do not."""

from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from lxml import etree

from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.onix.message import Message
from bookbuild.rules import onix as rules

_XS = "{http://www.w3.org/2001/XMLSchema}"
_DEPENDENT = (
    ("ProductFormFeatureType", "ProductFormFeatureValue", {"09": 196, "12": 143, "15": 220}),
    ("AudienceCodeType", "AudienceCodeValue", {"01": 28, "22": 203}),
    ("ResourceVersionFeatureType", "FeatureValue", {"01": 178}),
    ("ReturnsCodeType", "ReturnsCode", {"02": 66, "04": 204}),
)
"""The element that says which, the one that holds the code, and the list by the first one's code."""


def code_findings(message: Message, root: etree._Element, name: str) -> Iterator[Finding]:
    """Values that are not on their list, of the issue that onixcheck brings. `root` has plain names."""
    lists = str(PurePath(message.schema("xsd")).with_name("ONIX_BookProduct_CodeLists.xsd"))
    for which, value, numbers in _DEPENDENT:
        for element in root.iter(which):
            number = numbers.get((element.text or "").strip())
            said = None if element.getparent() is None else element.getparent().find(value)
            if number is None or said is None:
                continue
            code = (said.text or "").strip()
            if code not in _codes(lists, number):
                text = f"{code} is no code of list {number} ({value})"
                yield rules.NOT_ON_LIST(text, Location(name, said.sourceline or 0))


@cache
def _codes(path: str, number: int) -> frozenset[str]:
    """The codes of a list."""
    types = etree.parse(path).getroot().iterfind(f"{_XS}simpleType")
    found = next((one for one in types if one.get("name") == f"List{number}"), None)
    return (
        frozenset(one.get("value", "") for one in found.iter(f"{_XS}enumeration"))
        if found is not None
        else frozenset()
    )
