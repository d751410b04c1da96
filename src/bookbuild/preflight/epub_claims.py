"""Accessibility metadata against the file: each claim in the vocabulary, true of this book, and none forgotten."""

import re
from collections.abc import Iterator

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_evidence import Evidence, Thing
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import NS, XHTML, XML_LANG, Package
from bookbuild.preflight.vocabulary import DEPRECATED, EXEMPTIONS, FEATURES, HAZARDS, MODES, SUFFICIENT
from bookbuild.rules import packaged
from bookbuild.rules import preflight as rules

_MODE, _SUFFICIENT = "schema:accessMode", "schema:accessModeSufficient"
_FEATURE, _HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
_SUMMARY = "schema:accessibilitySummary"
_VOCABULARY = {_MODE: MODES, _FEATURE: FEATURES, _HAZARD: HAZARDS, "a11y:exemption": EXEMPTIONS}
_EXPECTED = (_MODE, _FEATURE, _HAZARD, _SUMMARY)
"""The first three are a MUST by EPUB Accessibility 1.1, 2.2; a summary is a SHOULD."""
_ALONE = {_FEATURE: {"none", "unknown"}, _HAZARD: {"none", "unknown"}}
_CONFORMANCE = re.compile(r"EPUB Accessibility 1\.[1-9]\d* - WCAG 2\.[0-2] Level A{1,3}")
_CONFORMANCE_1_0 = re.compile(r"http://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}")
"""EPUB Accessibility 1.0, section 4.3.2, has addresses."""

_SOUND, _FILM = Thing.AUDIO, Thing.VIDEO
_NEEDS: dict[str, tuple[Thing, ...]] = {
    "audioDescription": (_FILM,),
    "ChemML": (Thing.CHEMISTRY,),
    "closedCaptions": (_FILM, _SOUND),
    "describedMath": (Thing.MATH, Thing.PICTURES),
    "fullRubyAnnotations": (Thing.RUBY,),
    "highContrastAudio": (_SOUND, _FILM),
    "index": (Thing.INDEX,),
    "longDescription": (Thing.LONG_DESCRIPTIONS,),
    "MathML": (Thing.MATH,),
    "openCaptions": (_FILM,),
    "pageBreakMarkers": (Thing.PAGE_BREAKS,),
    "pageNavigation": (Thing.PAGE_LIST,),
    "rubyAnnotations": (Thing.RUBY,),
    "signLanguage": (_FILM,),
    "structuralNavigation": (Thing.HEADINGS, Thing.TOC),
    "synchronizedAudioText": (Thing.OVERLAYS,),
    "tableOfContents": (Thing.TOC,),
    "transcript": (_SOUND, _FILM),
    "ttsMarkup": (Thing.SPEECH,),
}
"""Features, and the things of which the book must have one: without it a reader is stranded."""
_ABOUT: dict[str, tuple[Thing, ...]] = {
    "alternativeText": (Thing.PICTURES, _FILM, Thing.MATH),
    "ARIA": (Thing.ARIA,),
    "timingControl": (_SOUND, _FILM, Thing.SCRIPT, Thing.OVERLAYS),
}
"""Features that are void, and harmless, without one of these."""
_MODES: dict[str, tuple[Thing, ...]] = {
    "auditory": (_SOUND, _FILM, Thing.SCRIPT),
    "textual": (Thing.TEXT, Thing.SCRIPT),
    "visual": (Thing.PICTURES, _FILM, Thing.SCRIPT),
}
_HAZARD_NEEDS: dict[str, tuple[Thing, ...]] = {
    "flashing": (Thing.MOTION, _FILM, Thing.SCRIPT),
    "motionSimulation": (Thing.MOTION, _FILM, Thing.SCRIPT),
    "sound": (_SOUND, _FILM, Thing.SCRIPT),
}
_WORTH_CLAIMING = {
    Thing.INDEX: "index",
    Thing.MATH: "MathML",
    Thing.PAGE_BREAKS: "pageBreakMarkers",
    Thing.PAGE_LIST: "pageNavigation",
    Thing.TOC: "tableOfContents",
    Thing.OVERLAYS: "synchronizedAudioText",
}


def claim_findings(package: Package, evidence: Evidence, at: At) -> Iterator[Finding]:
    """Faults of the accessibility metadata."""
    place = at(package.path, 0)
    for message in _vocabulary_faults(package):
        yield rules.CLAIM_UNKNOWN(message, place)
    for property in _EXPECTED:
        if not package.metas(property):
            yield rules.CLAIM_MISSING(f"The package has no {property}.", place)
    for old, new in _deprecated(package):
        message = f"schema:accessibilityFeature “{old}” is no longer in use."
        yield packaged.CLAIM_DEPRECATED(message, place, f"Write {new}." if new else "Leave it out.")
    for message in _contradictions(package):
        yield packaged.CLAIMS_CONTRADICT(message, place)
    for message in _untrue_claims(package, evidence):
        yield rules.CLAIM_UNTRUE(message, place)
    if evidence.complete:
        for message in _idle_claims(package, evidence):
            yield packaged.CLAIM_IDLE(message, place)
    yield from _conformance_findings(package, at)
    yield from _forgotten_findings(package, evidence, at)


def _vocabulary_faults(package: Package) -> Iterator[str]:
    for property, words in _VOCABULARY.items():
        values = package.metas(property)
        for value in values:
            if value not in words and not (property == _FEATURE and value in DEPRECATED):
                yield f"{property} does not know “{value}”."
        for value in sorted(_ALONE.get(property, set()) & set(values)):
            if len(set(values)) > 1:
                yield f"{property} says “{value}” beside other values; it stands alone."
    for value in package.metas(_SUFFICIENT):
        for mode in value.split(","):
            if mode.strip() not in SUFFICIENT:
                yield f"{_SUFFICIENT} does not know “{mode.strip()}”."


def _deprecated(package: Package) -> Iterator[tuple[str, str]]:
    for value in dict.fromkeys(package.metas(_FEATURE)):
        if value in DEPRECATED:
            yield value, DEPRECATED[value]


def _contradictions(package: Package) -> Iterator[str]:
    said = set(package.metas(_HAZARD))
    for hazard in _HAZARD_NEEDS:
        capital = hazard[0].upper() + hazard[1:]
        stances = said & {hazard, f"no{capital}Hazard", f"unknown{capital}Hazard"}
        if len(stances) > 1:
            yield f"{_HAZARD} says {' and '.join(sorted(stances))}."


def _untrue_claims(package: Package, evidence: Evidence) -> Iterator[str]:
    features = set(package.metas(_FEATURE))
    if evidence.undescribed and (broken := list(_broken_by_a_picture(package))):
        page = sorted(evidence.undescribed)[0]
        yield f"{' and '.join(broken)} {'are' if len(broken) > 1 else 'is'} claimed, and {page} has a picture without words."
    if "displayTransformability" in features and evidence.has(Thing.FIXED_LAYOUT):
        yield "displayTransformability is claimed for a fixed layout."
    if "unlocked" in features and evidence.has(Thing.LOCKED):
        yield "unlocked is claimed, and files of the book are locked."
    if not evidence.complete:
        return
    wanted = (
        (_FEATURE, "", _NEEDS),
        (_MODE, "accessMode ", _MODES),
        (_HAZARD, "accessibilityHazard ", _HAZARD_NEEDS),
    )
    for property, name, needs in wanted:
        for value in dict.fromkeys(package.metas(property)):
            if value in needs and not evidence.has(*needs[value]):
                yield f"{name}{value} is claimed, and the book has no {' nor '.join(needs[value])}."
    alone = {value.strip() for value in package.metas(_SUFFICIENT)}
    if "auditory" in alone and not evidence.has(*_MODES["auditory"]):
        yield "accessModeSufficient auditory is claimed, and the book has no sound."


def _broken_by_a_picture(package: Package) -> Iterator[str]:
    """Claims that one picture without words makes untrue."""
    if "alternativeText" in package.metas(_FEATURE):
        yield "alternativeText"
    if "textual" in package.metas(_SUFFICIENT):
        yield "accessModeSufficient textual"
    if _conformance_claims(package):
        yield "conformance"


def _idle_claims(package: Package, evidence: Evidence) -> Iterator[str]:
    features = set(package.metas(_FEATURE))
    for feature, things in _ABOUT.items():
        if feature in features and not evidence.has(*things):
            yield f"{feature} is claimed, and the book has no {' nor '.join(things)}."


def _conformance_findings(package: Package, at: At) -> Iterator[Finding]:
    place = at(package.path, 0)
    claims = _conformance_claims(package)
    for claim in claims:
        if not _CONFORMANCE.fullmatch(claim) and not _CONFORMANCE_1_0.fullmatch(claim):
            hint = "Write “EPUB Accessibility 1.1 - WCAG 2.2 Level AA”, or another version or level."
            yield packaged.CONFORMANCE_FORM(
                f"The package conforms to “{claim}”: no shop knows that.", place, hint
            )
    if not claims:
        return
    if not package.metas("a11y:certifiedBy"):
        yield rules.UNCERTIFIED("The package claims conformance and nobody certifies it.", place)
    for message in _against_conformance(package):
        yield rules.CLAIM_UNTRUE(f"Conformance is claimed, and {message}.", place)


def _conformance_claims(package: Package) -> list[str]:
    """Claims about accessibility; other specifications (EDUPUB) may be conformed to as well."""
    links = package.root.iterfind("opf:metadata/opf:link[@rel='dcterms:conformsTo']", NS)
    said = [*package.metas("dcterms:conformsTo"), *(link.get("href", "") for link in links)]
    return [claim for claim in said if any(word in claim.lower() for word in ("accessib", "wcag", "a11y"))]


def _against_conformance(package: Package) -> Iterator[str]:
    """What WCAG asks at level A of every page, as far as a file alone can show that it fails; pictures apart."""
    for path, page in package.pages.items():
        if not (page.get("lang") or page.get(XML_LANG)):
            yield f"{path} does not name its language (WCAG 3.1.1)"
            break
    for path, page in package.pages.items():
        title = page.find(f"{{{XHTML}}}head/{{{XHTML}}}title")
        if title is None or not "".join(str(text) for text in title.itertext()).strip():
            yield f"{path} has no title (WCAG 2.4.2)"
            break


def _forgotten_findings(package: Package, evidence: Evidence, at: At) -> Iterator[Finding]:
    """What could be claimed, of books that claim something."""
    place = at(package.path, 0)
    modes, features = set(package.metas(_MODE)), set(package.metas(_FEATURE))
    seen = evidence.informative or evidence.has(_FILM)
    for mode, there in (("visual", seen), ("auditory", evidence.has(_SOUND))):
        if modes and mode not in modes and there:
            what = "pictures or films" if mode == "visual" else "sound"
            yield packaged.MODE_UNSAID(f"The book has {what}, and no {_MODE} {mode}.", place)
    if features and not features & {"none", "unknown"}:
        for thing, feature in _WORTH_CLAIMING.items():
            if evidence.has(thing) and feature not in features:
                yield packaged.FEATURE_UNCLAIMED(
                    f"The book has {thing}, and {feature} is not claimed.", place
                )
    hazards = set(package.metas(_HAZARD))
    unknown = [hazard for hazard in sorted(hazards) if hazard.startswith("unknown")]
    moves = evidence.has(_SOUND, _FILM, Thing.SCRIPT, Thing.MOTION)
    if unknown and evidence.complete and not moves:
        message = f"{_HAZARD} is {' and '.join(unknown)}; the book has only text and still pictures."
        yield packaged.HAZARD_KNOWABLE(message, place)
