"""PDF/X-4 from a finished PDF, with the printer's ICC profile: inks for RGB, output intent, identity.

No profile comes with bookbuild: the CMYK ones may not be copied, and only the printer knows the right one.
ISO 15930-7 is not free; the rules are those of published preflights. The result is “PDF/X rules checked”,
never “certified”.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.print.inks import Inks
from bookbuild.rules import preflight as rules

STANDARD = "PDF/X-4"
_REGISTRY = "http://www.color.org"
_PDFX = "{http://www.npes.org/pdfx/ns/id/}"
_MEDIA = "{http://ns.adobe.com/xap/1.0/mm/}"
_DROPPED = (
    "/OpenAction", "/AA", "/AcroForm", "/Names", "/Dests", "/PageMode", "/Outlines",
    "/StructTreeRoot", "/MarkInfo",
)  # fmt: skip
"""What PDF/X forbids, or no press reads."""


class BadProfile(ValueError):
    """The file is no ICC profile of a CMYK press; the message says what it is."""


@dataclass(frozen=True)
class Press:
    """A printing condition."""

    profile: bytes
    """ICC profile, class `prtr`, colour space CMYK."""
    condition: str
    """Name in the registry of characterizations: FOGRA39, FOGRA52…"""


def read_press(path: Path, condition: str) -> Press:
    """The printing condition that an ICC file describes. Raises BadProfile, or OSError."""
    profile = path.read_bytes()
    if len(profile) < 132 or profile[36:40] != b"acsp":  # ICC.1:2022, 7.2.9
        raise BadProfile(f"{path.name} is no ICC profile.")
    kind, space = profile[12:16], profile[16:20]
    if kind != b"prtr" or space != b"CMYK":
        found = f"class {kind.decode('ascii', 'replace')}, colours {space.decode('ascii', 'replace')}".strip()
        raise BadProfile(f"{path.name} is not the profile of a CMYK press ({found}).")
    return Press(profile, condition)


def to_pdfx4(source: Path, target: Path, press: Press) -> float:
    """Write `source`, whose boxes and Info are finished, as PDF/X-4; `target` may be the same file.

    Gives back the total ink, in per cent, of the thickest colour that was converted. Gradients in RGB stay as
    they are, tagged with their profile: PDF/X-4 allows it.
    """
    inks = Inks(press.profile)
    digest = hashlib.sha256(source.read_bytes() + press.profile).hexdigest()
    with Pdf.open(source, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            inks.convert_page(pdf, page)
            for key in ("/Annots", "/AA", "/StructParents", "/Tabs"):
                if key in page.obj:
                    del page.obj[key]
        for key in _DROPPED:
            if key in pdf.Root:
                del pdf.Root[key]
        _add_intent(pdf, press)
        _add_identity(pdf, digest)
        pdf.remove_unreferenced_resources()
        pdf.save(target, force_version="1.6", deterministic_id=True)
    return inks.most_ink_pct


def press_findings(path: Path, press: Press, limit_pct: float) -> list[Finding]:
    """Turn the PDF at `path` into PDF/X-4; a finding when it lays more ink than the recipient takes."""
    most_pct = to_pdfx4(path, path, press)
    if most_pct <= limit_pct:
        return []
    message = f"Up to {most_pct:.0f} % of ink in all; the recipient takes {limit_pct:g} %."
    return [
        rules.INK_LIMIT(message, Location(path.name), "Use a profile with less ink, such as one named “300”.")
    ]


def _add_intent(pdf: Pdf, press: Press) -> None:
    profile = pdf.make_stream(press.profile, N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(press.condition),
        OutputCondition=String(press.condition),
        Info=String(press.condition),
        RegistryName=String(_REGISTRY),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _add_identity(pdf: Pdf, digest: str) -> None:
    """Version key, Trapped, and the names that tell files apart: made from the content, not by chance."""
    pdf.docinfo["/Trapped"] = Name("/False")  # `Name.False_` writes /False_ (pikepdf 10)
    name = f"uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata[f"{_PDFX}GTS_PDFXVersion"] = STANDARD
        metadata["pdf:Trapped"] = "False"
        for key, value in zip(("DocumentID", "InstanceID", "VersionID"), (name, name, "1"), strict=True):
            metadata[f"{_MEDIA}{key}"] = value
        metadata[f"{_MEDIA}RenditionClass"] = "default"
