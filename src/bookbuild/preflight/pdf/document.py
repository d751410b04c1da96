"""What PDF/X asks of the file as a whole: version, identity, metadata, nothing that acts (ISO 15930)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.xmp import DC, MEDIA, PDF, PDFX, XMP, xmp_of
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import preflight

_VERSIONS = {
    "PDF/X-1a:2001": "1.4", "PDF/X-1a:2003": "1.4", "PDF/X-3:2002": "1.4", "PDF/X-3:2003": "1.4", "PDF/X-4": "1.6"
}  # fmt: skip
"""Newest PDF version of each; a header of 1.4 is tolerated where 1.3 is asked for."""
_INFO_KEYS: Mapping[str, Mapping[str, str]] = {
    "PDF/X-1a:2001": {"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"},
    "PDF/X-1a:2003": {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
    "PDF/X-3:2002": {"/GTS_PDFXVersion": "PDF/X-3:2002"},
    "PDF/X-3:2003": {"/GTS_PDFXVersion": "PDF/X-3:2003"},
}
"""Where each version says that it is one: in Info. X-4 says it in XMP (ISO 15930-7)."""
_AREAS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
_INTENTS_OK = frozenset({"/MediaBox", "/BleedBox"})
_DATE = re.compile(
    r"D?:?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(Z|[+-]\d\d'?:?(?:\d\d'?)?)?"
)


@dataclass(frozen=True)
class Claims:
    """What the file says of itself."""

    info: Mapping[str, Any]
    xmp: Mapping[str, str]

    @property
    def standards(self) -> set[str]:
        """The versions of PDF/X that it claims to be."""
        said = {str(self.info.get(key, "")) for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance")}
        said.add(self.xmp.get(f"{PDFX}GTS_PDFXVersion", ""))
        return {one for one in said if one.startswith("PDF/X")}

    @property
    def standard(self) -> str:
        """The one that its rules are taken from; empty for a plain PDF."""
        known = sorted((one for one in self.standards if one in _VERSIONS), reverse=True)
        if "PDF/X-4p" in self.standards:
            return "PDF/X-4"
        return known[0] if known else ""


def claims_of(pdf: Pdf) -> Claims:
    """What the document information and the XMP say. Wrong types in them are read as nothing."""
    said: Any = pdf.trailer.get("/Info")
    info = {str(key): value for key, value in said.items()} if isinstance(said, Dictionary) else {}
    return Claims(info, xmp_of(pdf))


def document_faults(pdf: Pdf, claims: Claims, wanted: str) -> Iterator[Fault]:
    """Faults of the file. `wanted` is the version of PDF/X that its recipient asks for, or PDF."""
    if wanted.startswith("PDF/X") and wanted not in claims.standards:
        said = " and ".join(sorted(claims.standards)) or "a plain PDF"
        yield Fault(preflight.NOT_PDFX, f"The file says it is {said}; {wanted} is asked for")
    for check in _ALWAYS:
        yield from check(pdf, claims)
    if claims.standard:
        for check in _PDFX:
            yield from check(pdf, claims)


def _version_key(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    """Whether the file says what it is where that standard has its programs look."""
    for key, value in _INFO_KEYS.get(claims.standard, {}).items():
        if str(claims.info.get(key, "")) != value:
            yield Fault(preflight.NOT_PDFX, f"Info has no {key[1:]} that says “{value}”")
    said = claims.xmp.get(f"{PDFX}GTS_PDFXVersion", "")
    if claims.standard == "PDF/X-4" and not said.startswith("PDF/X-4"):
        yield Fault(preflight.NOT_PDFX, "XMP does not say that the file is PDF/X-4")


def _version(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    most = _VERSIONS[claims.standard]
    said = max(str(pdf.pdf_version), str(pdf.Root.get("/Version", "/0"))[1:])
    if said > most:
        yield Fault(rules.PDF_VERSION, f"PDF {said}; {claims.standard} has {most} at most")


def _identifier(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    held: Any = pdf.trailer.get("/ID")
    if not (isinstance(held, Array) and len(held) == 2):
        yield Fault(rules.NO_FILE_ID, "The file has no identifier")


def _object_streams(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    if claims.standard == "PDF/X-4":
        return
    packed = pdf.trailer.get("/Type") == Name.XRef or any(
        isinstance(one, Object) and isinstance(one, Dictionary) and one.get("/Type") == Name.ObjStm
        for one in pdf.objects
    )
    if packed:
        yield Fault(rules.OBJECT_STREAMS, "The file has cross-reference or object streams")


def _needed(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not str(claims.info.get(key, "")).strip():
            yield Fault(rules.METADATA_MISSING, f"The document information has no {key[1:]}")
    if not any(str(claims.info.get(key, "")) for key in ("/Creator", "/Producer")):
        yield Fault(rules.NO_CREATOR, "The document information names neither Creator nor Producer")


def _agree(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    for key, name in (
        ("/Title", f"{DC}title"),
        ("/CreationDate", f"{XMP}CreateDate"),
        ("/ModDate", f"{XMP}ModifyDate"),
    ):
        in_info, in_xmp = str(claims.info.get(key, "")).strip(), claims.xmp.get(name, "").strip()
        if not in_xmp and claims.standard == "PDF/X-4":
            yield Fault(rules.METADATA_DIFFER, f"XMP has no {name.partition('}')[2]}")
        elif in_xmp and in_info and not _same(in_info, in_xmp):
            yield Fault(rules.METADATA_DIFFER, f"{key[1:]} is “{in_info}”, but “{in_xmp}” in XMP")


def _same(first: str, second: str) -> bool:
    return first == second or (_moment(first) is not None and _moment(first) == _moment(second))


def _moment(text: str) -> datetime | None:
    """A date of PDF or of XMP in UTC; None for what is none."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    parts = [int(part) for part in found.groups()[:6] if part]
    parts += [1] * (3 - len(parts))
    zone = re.sub(r"[':]", "", found[7] or "Z")
    try:
        if zone == "Z":
            return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
        stamp = datetime(*parts).strftime("%Y%m%d%H%M%S")  # type: ignore[arg-type]
        return datetime.strptime(stamp + zone.ljust(5, "0"), "%Y%m%d%H%M%S%z").astimezone(UTC)
    except ValueError:
        return None


def _trapped(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    in_info = claims.info.get("/Trapped")
    said = str(in_info)[1:] if isinstance(in_info, Name) else ""
    in_xmp = claims.xmp.get(f"{PDF}Trapped", "")
    if said not in {"True", "False"}:
        yield Fault(rules.TRAPPED, "Trapped is neither the name True nor the name False")
    elif (claims.standard == "PDF/X-4" or in_xmp) and in_xmp != said:
        yield Fault(rules.TRAPPED, f"Trapped is {said}, but “{in_xmp}” in XMP")


def _media(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    if claims.standard != "PDF/X-4":
        return
    missing = [
        f"xmpMM:{key}"
        for key in ("DocumentID", "VersionID", "RenditionClass")
        if not claims.xmp.get(MEDIA + key)
    ]
    if missing:
        yield Fault(rules.MEDIA_MANAGEMENT, f"XMP has no {' and no '.join(missing)}")


def _packed(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    stream: Any = pdf.Root.get("/Metadata")
    if stream is not None and "/Filter" in stream:
        yield Fault(rules.METADATA_PACKED, "The XMP metadata are packed")


def _layers(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    held: Any = pdf.Root.get("/OCProperties")
    if not isinstance(held, Dictionary):
        return
    if claims.standard != "PDF/X-4":
        yield Fault(rules.OPTIONAL_CONTENT, f"Optional content; {claims.standard} has none")
        return
    others: Any = held.get("/Configs")
    for config in (held.get("/D"), *(list(others) if isinstance(others, Array) else [])):
        if isinstance(config, Dictionary) and (
            not str(config.get("/Name", "")) or (claims.standard and "/AS" in config)
        ):
            yield Fault(rules.OPTIONAL_CONTENT, "A configuration of layers has no name, or acts by itself")


def _actions(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    root: Any = pdf.Root
    names: Any = root.get("/Names")
    opening: Any = root.get("/OpenAction")
    if opening is not None and (claims.standard or _acts(opening)):
        yield Fault(rules.ACTIONS, "OpenAction is not allowed")
    if "/AA" in root:
        yield Fault(rules.ACTIONS, "The catalogue has actions of its own")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        yield Fault(rules.ACTIONS, "The file has JavaScript")
    for number, page in enumerate(pdf.pages, start=1):
        if "/AA" in page.obj:
            yield Fault(rules.ACTIONS, "The page has actions of its own", number)


def _acts(action: Any) -> bool:
    """Whether an action does more than show a place."""
    return isinstance(action, Dictionary) and str(action.get("/S", "")) != "/GoTo"


def _files(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    names: Any = pdf.Root.get("/Names")
    if "/AF" in pdf.Root or (isinstance(names, Dictionary) and "/EmbeddedFiles" in names):
        yield Fault(rules.EMBEDDED_FILES, "Files lie within the file")


def _fields(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    form: Any = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    fields: Any = form.get("/Fields")
    if "/XFA" in form or (isinstance(fields, Array) and len(fields)):
        yield Fault(rules.FORM_FIELDS, "The file is a form")


def _areas(pdf: Pdf, claims: Claims) -> Iterator[Fault]:
    held: Any = pdf.Root.get("/ViewerPreferences")
    for key in _AREAS if isinstance(held, Dictionary) else ():
        if key in held and str(held[key]) not in _INTENTS_OK:
            yield Fault(rules.VIEWER_AREAS, f"{key[1:]} is {str(held[key])[1:]}")


_Check = Callable[[Pdf, Claims], Iterator[Fault]]
_ALWAYS: tuple[_Check, ...] = (_actions, _files, _fields, _areas)
_PDFX: tuple[_Check, ...] = (
    _version_key, _version, _identifier, _object_streams, _needed, _agree, _trapped, _media, _packed, _layers
)  # fmt: skip
"""Only of a file that claims to be PDF/X: of a plain one it is said once that it is none."""
