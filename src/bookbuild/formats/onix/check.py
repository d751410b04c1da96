"""Is the message valid by EDItEUR's schemas and code lists?"""

import io
import re

from onixcheck.validation import validate as schema_messages

from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import onix as rules


class _Named(io.BytesIO):
    """Bytes with the name that onixcheck 0.9 asks of a file."""

    name = "onix.xml"


def validate(xml: bytes) -> list[Finding]:
    """What the official schemas (XSD and RELAX NG) refuse, each fault at its line; offline."""
    findings: dict[tuple[int, str], Finding] = {}
    messages = schema_messages(_Named(xml), schemas=("xsd", "rng"))
    for message in messages:
        place = re.search(r":(\d+):\d+$", message.location)
        line = int(place[1]) if place else 0
        rule = rules.SCHEMA if message.error_type != "EXCEPTION" else rules.NOT_ONIX
        text = f"{message.message} [{message.validator}]"
        findings.setdefault((line, text), rule(text, Location(_Named.name, line)))
    return list(findings.values())
