"""An ONIX message of unknown origin, read in bounded memory: no entities, no network."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from lxml import etree
from onixcheck.models import OnixMeta

LARGEST_BYTES = 64 * 1024 * 1024
_REFERENCE = "ONIXMessage"
_NAMES = {"ONIXMessage": "reference", "ONIXmessage": "short"}


class NotOnix(ValueError):
    """The bytes are no ONIX message. The text says why; `line` is 0 when no line is to blame."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Message:
    """A message that could be read."""

    tree: etree._ElementTree
    """As it came, but that a missing namespace is added."""
    release: str
    """2.1, 3.0 or 3.1."""
    style: str
    """reference or short, after its tags."""

    def schema(self, kind: str) -> str:
        """Path of the schema (`xsd` or `rng`) that onixcheck brings; empty when there is none."""
        return str(OnixMeta.SCHEMA_MAP.get((self.release, self.style, kind), ""))

    def plain(self) -> etree._Element:
        """A copy with reference names without namespace, at the same lines; for messages of release 3."""
        names = _reference_names(self.schema("xsd")) if self.style == "short" else {}
        root = deepcopy(self.tree.getroot())
        for element in root.iter(etree.Element):
            name = etree.QName(element).localname
            element.tag = names.get(name, name)
        return root


def read_message(xml: bytes) -> Message:
    """The message. Raises NotOnix."""
    if len(xml) > LARGEST_BYTES:
        raise NotOnix(f"the file is larger than {LARGEST_BYTES // 1024**2} MB: split it")
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        raise NotOnix(f"no well-formed XML: {error.msg}", error.lineno or 0) from error
    except ValueError as error:  # an encoding that is declared and no one knows
        raise NotOnix(f"no XML that can be read: {error}") from error
    tree = root.getroottree()
    dtd = tree.docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise NotOnix("the file declares entities: ONIX needs none, and they can blow up any reader")
    style = _NAMES.get(etree.QName(root).localname)
    if style is None:
        raise NotOnix(f"the root element is {etree.QName(root).localname}, not {_REFERENCE}", 1)
    release = root.get("release") or next(
        (r for r in OnixMeta.ONIX_VERSIONS if r in (root.nsmap.get(None) or "")), ""
    )
    if release not in OnixMeta.ONIX_VERSIONS:
        raise NotOnix(f"the release is “{release}”; known are {', '.join(OnixMeta.ONIX_VERSIONS)}", 1)
    return Message(_with_namespace(tree, release, style), release, style)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _with_namespace(tree: etree._ElementTree, release: str, style: str) -> etree._ElementTree:
    """Elements in no namespace belong to that of their release; the schemas ask for it."""
    host = "www" if release == OnixMeta.V21 else "ns"
    namespace = f"http://{host}.editeur.org/onix/{release}/{style}"
    for element in tree.getroot().iter(etree.Element):
        if not etree.QName(element).namespace:
            element.tag = f"{{{namespace}}}{element.tag}"
    return tree


@cache
def _reference_names(schema: str) -> dict[str, str]:
    """Short names with the reference names that the schema with short tags gives them."""
    xs = {"xs": "http://www.w3.org/2001/XMLSchema"}
    path = ".//xs:attribute[@name='refname']//xs:enumeration"
    return {
        element.get("name", ""): value.get("value", "")
        for element in etree.parse(schema).getroot().iterfind("xs:element", xs)
        if (value := element.find(path, xs)) is not None
    }
