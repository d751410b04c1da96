"""PDF/X: what its versions ask for, the profile of the press, output intent, identity.

No profile comes with bookbuild: the CMYK ones may not be copied, and only the printer knows the right one.
ISO 15930 is not free; the rules are those of published preflights. The result is “PDF/X rules checked”,
never “certified”.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from bookbuild.formats.print.inks import PressInks

_REGISTRY = "http://www.color.org"
_PDFX = "{http://www.npes.org/pdfx/ns/id/}"
_PDFX_INFO = "{http://ns.adobe.com/pdfx/1.3/}"
_MEDIA = "{http://ns.adobe.com/xap/1.0/mm/}"
_REGISTERED = re.compile(
    r"FOGRA\d\d|CGATS TR 00[1-6]|CGATS21-2-CRPC[1-7]|JC200103|JCN2002|JCW2003|IFRA(?:26|30)|EUROSB\d{3}|SWOP\w*"
)
"""Names of printing conditions in the ICC's registry of characterizations."""


@dataclass(frozen=True)
class Standard:
    """One version of PDF/X."""

    name: str
    pdf_version: str
    is_blind: bool
    """X-1a, “blind exchange”: inks only, no transparency, no object streams; X-4 allows all three."""
    needs_profile: bool
    """Whether the registered name of a printing condition will not do alone."""
    icc_versions: tuple[int, ...]
    info: Mapping[str, str]
    """Keys of the document information that say which version it is."""


STANDARDS: Mapping[str, Standard] = {
    "PDF/X-4": Standard("PDF/X-4", "1.6", False, True, (2, 4), {}),
    "PDF/X-1a:2003": Standard(
        "PDF/X-1a:2003", "1.4", True, False, (2,), {"GTS_PDFXVersion": "PDF/X-1a:2003"}
    ),
    "PDF/X-1a:2001": Standard(
        "PDF/X-1a:2001", "1.3", True, False, (2,),
        {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"},
    ),
}  # fmt: skip
"""By name (ISO 15930-7, 15930-4, 15930-1)."""


class BadProfile(ValueError):
    """The file is no ICC profile of a CMYK press; the message says what it is."""


@dataclass(frozen=True)
class Press:
    """A printing condition."""

    profile: bytes | None
    """ICC profile, class `prtr`, colour space CMYK; None for a registered condition by its name alone."""
    condition: str
    """Name in the registry of characterizations: FOGRA39, FOGRA52…"""
    embeds: bool = True
    """Whether the profile stands in the file; some recipients want the condition's name alone, and colours need one."""


def read_press(path: Path, condition: str, icc_versions: tuple[int, ...] = (2, 4)) -> Press:
    """The printing condition that an ICC file describes. Raises BadProfile, or OSError."""
    profile = path.read_bytes()
    if len(profile) < 132 or profile[36:40] != b"acsp":  # ICC.1:2022, 7.2.9
        raise BadProfile(f"{path.name} is no ICC profile.")
    kind, space = profile[12:16], profile[16:20]
    if kind != b"prtr" or space != b"CMYK":
        found = f"class {kind.decode('ascii', 'replace')}, colours {space.decode('ascii', 'replace')}".strip()
        raise BadProfile(f"{path.name} is not the profile of a CMYK press ({found}).")
    if profile[8] not in icc_versions:
        allowed = " or ".join(map(str, icc_versions))
        raise BadProfile(
            f"{path.name} is an ICC profile of version {profile[8]}; version {allowed} is asked for."
        )
    try:
        PressInks(profile).of_rgb(1, 0, 0)
    except (OSError, ImageCms.PyCMSError) as error:
        raise BadProfile(f"{path.name} can’t be used: {error}.") from error
    return Press(profile, condition)


def is_registered(condition: str) -> bool:
    """Whether a printing condition can be named without its profile."""
    return _REGISTERED.fullmatch(condition) is not None


def add_intent(pdf: Pdf, press: Press) -> None:
    """Say for which printing condition the inks are meant."""
    condition = String(press.condition)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition,
        OutputCondition=condition,
        Info=condition,
        RegistryName=String(_REGISTRY),
    )
    if press.profile is not None and press.embeds:
        intent.DestOutputProfile = pdf.make_stream(press.profile, N=4)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def add_identity(pdf: Pdf, standard: Standard, digest: str) -> None:
    """Version keys, Trapped, and the names that tell files apart: made from the content (`digest`, hex), not by chance."""
    pdf.docinfo["/Trapped"] = Name("/False")  # `Name.False_` writes /False_ (pikepdf 10)
    for key, value in standard.info.items():
        pdf.docinfo[f"/{key}"] = String(value)
    name = f"uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if standard.info:
            for key, value in standard.info.items():
                metadata[f"{_PDFX_INFO}{key}"] = value
        else:
            metadata[f"{_PDFX}GTS_PDFXVersion"] = standard.name
        metadata["pdf:Trapped"] = "False"
        for key, value in zip(("DocumentID", "InstanceID", "VersionID"), (name, name, "1"), strict=True):
            metadata[f"{_MEDIA}{key}"] = value
        metadata[f"{_MEDIA}RenditionClass"] = "default"
