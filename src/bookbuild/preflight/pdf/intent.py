"""The output intent: for which printing condition the inks are meant (ISO 15930, OutputIntents; ICC.1, 7.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookbuild.design.profile import Profile
from bookbuild.formats.print.pdfx import is_registered
from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes
from bookbuild.rules import pdf_file as rules

_MOST_BYTES = 64 << 20
_SPACES = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}


@dataclass(frozen=True)
class Intent:
    """What the one output intent says."""

    space: bytes = b"CMYK"
    """Colour space of its profile; CMYK where a condition is only named: those in the registry are presses."""
    profile: tuple[int, int] = (0, 0)
    """The object that holds the profile."""
    data: bytes = b""


def intent_of(pdf: Pdf) -> Intent:
    """The output intent of a PDF/X file, as far as it is readable."""
    for intent in _intents(pdf, "/GTS_PDFX"):
        profile: Any = intent.get("/DestOutputProfile")
        if isinstance(profile, Stream):
            data = _read(profile)
            return Intent(data[16:20] or b"CMYK", profile.objgen, data)
    return Intent()


def intent_faults(pdf: Pdf, standard: str, recipient: Profile | None = None) -> Iterator[Fault]:
    """Faults of the output intent of a file that claims to be PDF/X; some recipients want no ICC profile in it."""
    intents = _intents(pdf, "/GTS_PDFX")
    if len(intents) != 1:
        yield Fault(rules.OUTPUT_INTENT, f"{len(intents)} output intents; {standard} asks for exactly one")
        return
    (intent,) = intents
    condition = str(intent.get("/OutputConditionIdentifier", ""))
    named = condition.strip() and is_registered(condition)
    profile = intent.get("/DestOutputProfile")
    if not condition.strip():
        yield Fault(rules.OUTPUT_INTENT, "The output intent names no printing condition")
    elif not named and not str(intent.get("/Info", "")).strip():
        yield Fault(rules.OUTPUT_INTENT, f"“{condition}” is in no registry, and Info does not say what it is")
    if named and not str(intent.get("/RegistryName", "")).strip():
        yield Fault(rules.NO_REGISTRY, f"The output intent does not say in which registry {condition} is")
    if isinstance(profile, Stream):
        yield from _profile_faults(profile, standard)
        if recipient is not None and recipient.condition and standard != "PDF/X-4":
            yield Fault(
                rules.OUTPUT_PROFILE,
                f"{recipient.name} wants the condition by its name, and no ICC profile in the file",
            )
    elif "/DestOutputProfileRef" not in intent and (standard == "PDF/X-4" or not named):
        yield Fault(rules.OUTPUT_PROFILE, "The output intent has no profile")
    for other in _intents(pdf, "/GTS_PDFA1"):
        theirs: Any = other.get("/DestOutputProfile")
        if isinstance(theirs, Stream) and isinstance(profile, Stream) and _read(theirs) != _read(profile):
            yield Fault(
                rules.INTENTS_DISAGREE, "The output intents of PDF/X and PDF/A have different profiles"
            )


def _profile_faults(profile: Any, standard: str) -> Iterator[Fault]:
    data = _read(profile)
    if len(data) < 132 or data[36:40] != b"acsp":
        yield Fault(rules.OUTPUT_PROFILE, "The profile of the output intent is no ICC profile")
        return
    if data[12:16] != b"prtr":
        kind = data[12:16].decode("ascii", "replace")
        yield Fault(rules.OUTPUT_PROFILE, f"The profile of the output intent is of class {kind}, not prtr")
    space = data[16:20]
    allowed = [b"CMYK"] if "X-1a" in standard else list(_SPACES)
    if space not in allowed:
        said = space.decode("ascii", "replace").strip()
        yield Fault(rules.OUTPUT_PROFILE, f"The profile of the output intent is for {said}")
    elif profile.get("/N") != _SPACES[space]:
        yield Fault(
            rules.OUTPUT_PROFILE,
            f"The output intent’s profile has {_SPACES[space]} colours, its stream says {profile.get('/N')}",
        )
    versions = (2, 4) if standard == "PDF/X-4" else (2,)
    if data[8] not in versions:
        yield Fault(
            rules.OUTPUT_PROFILE,
            f"ICC version {data[8]}; {standard} takes {' or '.join(map(str, versions))}",
        )


def _intents(pdf: Pdf, kind: str) -> list[Any]:
    held: Any = pdf.Root.get("/OutputIntents")
    return [
        one
        for one in (held if isinstance(held, Array) else [])
        if isinstance(one, Dictionary) and one.get("/S") == Name(kind)
    ]


def _read(profile: Stream) -> bytes:
    try:
        return bounded_bytes(profile, _MOST_BYTES)
    except TooLarge:
        return b""
