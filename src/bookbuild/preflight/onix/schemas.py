"""What EDItEUR's schemas refuse: XSD, then RELAX NG, both as onixcheck brings them; offline."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.onix.message import Message
from bookbuild.rules import onix as rules

_MOST = 200
"""Findings of one schema: who sends a message with more has one fault many times."""


def schema_findings(message: Message, name: str) -> Iterator[Finding]:
    """Faults at their lines. RELAX NG is asked when XSD is content: of one fault it makes many."""
    found = list(_refused(message.tree, _xsd(message.schema("xsd")), name, "XSD"))
    if not found and (rng := message.schema("rng")):
        found = list(_refused(message.tree, _rng(rng), name, "RNG"))
    yield from found


def _refused(
    tree: etree._ElementTree, schema: etree.XMLSchema | etree.RelaxNG, name: str, kind: str
) -> Iterator[Finding]:
    if schema.validate(tree):
        return
    seen: set[tuple[int, str]] = set()
    for entry in schema.error_log:
        text = f"{_without_namespace(entry.message)} [{kind}]"
        if (entry.line, text) not in seen and len(seen) < _MOST:
            seen.add((entry.line, text))
            yield rules.SCHEMA(text, Location(name, entry.line))


def _without_namespace(message: str) -> str:
    for release in ("3.0", "3.1"):
        message = message.replace(f"{{http://ns.editeur.org/onix/{release}/reference}}", "")
    return message


@cache
def _xsd(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(file=path)


@cache
def _rng(path: str) -> etree.RelaxNG:
    return etree.RelaxNG(file=path)
