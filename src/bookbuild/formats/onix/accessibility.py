"""What an EPUB says of its accessibility, in ONIX: read from the built file, so that the two can't disagree.

Crosswalk: W3C, Accessibility Metadata Crosswalk; ONIX lists 196 (features) and 143 (hazards), issue 75.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

_FEATURES = {
    "alternativeText": "14", "ARIA": "30", "ChemML": "18", "describedMath": "53",
    "displayTransformability": "36", "highContrastAudio": "27", "highContrastDisplay": "37", "index": "12",
    "latex": "35", "latex-chemistry": "54", "longDescription": "15",
    "MathML": "17", "MathML-chemistry": "34", "none": "09", "pageBreakMarkers": "19",
    "pageNavigation": "41", "readingOrder": "13", "structuralNavigation": "29", "synchronizedAudioText": "20",
    "tableOfContents": "11", "ttsMarkup": "21", "unknown": "08",
}  # fmt: skip
_HAZARDS = {
    "none": "00", "flashing": "13", "noFlashingHazard": "14", "sound": "15", "noSoundHazard": "16",
    "motionSimulation": "17", "noMotionSimulationHazard": "18", "unknownFlashingHazard": "24",
    "unknownSoundHazard": "25", "unknownMotionSimulationHazard": "26",
}  # fmt: skip
_SUFFICIENT = {"textual": "52", "auditory": "51"}
_CONFORMANCE = {
    "EPUB Accessibility 1.1": "04", "WCAG 2.0": "80", "WCAG 2.1": "81", "WCAG 2.2": "82",
    "Level A": "84", "Level AA": "85", "Level AAA": "86",
}  # fmt: skip
_EXEMPTIONS = {
    "eaa-microenterprise": "75",
    "eaa-disproportionate-burden": "76",
    "eaa-fundamental-alteration": "77",
}

_CONTENT = {
    ("schema:accessMode", "visual"): "07",
    ("schema:accessMode", "chartOnVisual"): "19",
    ("schema:accessMode", "diagramOnVisual"): "19",
    ("schema:accessMode", "mathOnVisual"): "48",
    ("schema:accessibilityFeature", "MathML"): "48",
    ("schema:accessibilityFeature", "latex"): "48",
    ("schema:accessibilityFeature", "describedMath"): "48",
}
"""List 81, by the claim that shows it: still images, figures, mathematics."""

_ADDRESS = re.compile("https?://")

ACCESSIBILITY, HAZARD = "09", "12"
"""ProductFormFeatureType, list 79."""

_OPF = {"opf": "http://www.idpf.org/2007/opf"}
_CONTAINER = {"c": "urn:oasis:names:tc:opendocument:xmlns:container"}


@dataclass(frozen=True)
class Feature:
    """A ProductFormFeature."""

    type: str
    """ACCESSIBILITY or HAZARD."""
    value: str
    """Code of list 196 or 143."""
    description: str = ""


@dataclass(frozen=True)
class Claims:
    """What a built e-book says of itself."""

    features: tuple[Feature, ...] = ()
    content: tuple[str, ...] = ()
    """Codes of list 81 besides text: what a reader must see to read the book."""


NO_CLAIMS = Claims()


def claims_of(epub: Path) -> Claims:
    """What the package document of a built EPUB claims. The file must be one that EPUBCheck accepts."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(epub) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
        path = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=_CONTAINER))
        package = etree.fromstring(archive.read(path), parser)
    claims = [
        (meta.get("property", ""), " ".join((meta.text or "").split()))
        for meta in package.iterfind("opf:metadata/opf:meta[@property]", _OPF)
    ]
    claims += [
        (link.get("rel", ""), link.get("href", ""))
        for link in package.iterfind("opf:metadata/opf:link[@href]", _OPF)
    ]
    publisher = package.findtext("opf:metadata/{http://purl.org/dc/elements/1.1/}publisher", "", _OPF)
    own = ("a11y:certifiedBy", " ".join(publisher.split())) in claims
    features = dict.fromkeys(
        feature for property, value in claims for feature in _features(property, value, own)
    )
    content = dict.fromkeys(_CONTENT[claim] for claim in claims if claim in _CONTENT)
    return Claims(tuple(features), tuple(content))


def claims_of_pdf(pdf: Path) -> Claims:
    """What a built PDF for screens is: what its tags and bookmarks make possible (list 196)."""
    with pikepdf.open(pdf) as document:
        root: Any = document.Root
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            has = {
                "05": str(metadata.get("pdfuaid:part", "")) == "1",  # PDF/UA-1
                "11": "/Outlines" in root,  # contents one can navigate by
                "13": "/StructTreeRoot" in root,  # reading order
                "14": "/StructTreeRoot" in root,  # PDF/UA-1: every figure is described
                "22": "/Lang" in root,
                "29": "/StructTreeRoot" in root,  # headings and lists
            }
    return Claims(tuple(Feature(ACCESSIBILITY, code) for code, there in has.items() if there))


def _features(property: str, value: str, own: bool) -> Iterator[Feature]:
    """What one claim is in ONIX. `own`: the publisher vouches for the book itself."""
    match property:
        case "schema:accessibilitySummary":
            yield Feature(ACCESSIBILITY, "00", value)
        case "schema:accessibilityFeature" if value in _FEATURES:
            yield Feature(ACCESSIBILITY, _FEATURES[value])
        case "schema:accessModeSufficient" if value in _SUFFICIENT:
            yield Feature(ACCESSIBILITY, _SUFFICIENT[value])
        case "schema:accessibilityHazard" if value in _HAZARDS:
            yield Feature(HAZARD, _HAZARDS[value])
        case "dcterms:conformsTo":
            for words in re.findall(r"EPUB Accessibility [\d.]+|WCAG [\d.]+|Level A{1,3}", value):
                if words in _CONFORMANCE:
                    yield Feature(ACCESSIBILITY, _CONFORMANCE[words])
        case "a11y:certifiedBy":
            yield Feature(ACCESSIBILITY, "90", value)
        case "a11y:certifierCredential":
            yield Feature(ACCESSIBILITY, "89" if _ADDRESS.match(value) else "88", value)
        case "a11y:certifierReport":
            yield Feature(ACCESSIBILITY, "96" if own else "94", value)
        case "a11y:exemption" if value in _EXEMPTIONS:
            yield Feature(ACCESSIBILITY, _EXEMPTIONS[value])
