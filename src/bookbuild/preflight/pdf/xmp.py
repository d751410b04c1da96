"""XMP metadata of a PDF, read without entities or network; no more of it than a few megabytes."""

from typing import Any

from lxml import etree
from pikepdf import Pdf, Stream

from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes

_MOST_BYTES = 4 << 20
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, PDF = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}"
XMP, MEDIA = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/xap/1.0/mm/}"
PDFX = "{http://www.npes.org/pdfx/ns/id/}"


def xmp_of(pdf: Pdf) -> dict[str, str]:
    """Simple properties, and the first item of lists, by expanded name; none when there are no readable metadata."""
    stream: Any = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(bounded_bytes(stream, _MOST_BYTES), parser)
    except (TooLarge, etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        found |= {str(name): str(value) for name, value in description.attrib.items()}
        for one in description:
            if isinstance(one.tag, str):
                items = one.iter(f"{_RDF}li")
                first = next(items, None)
                found[one.tag] = ((first if first is not None else one).text or "").strip()
    return found
