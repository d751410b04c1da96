"""What no schema sees: check digits, records sent twice, sums, dates that contradict each other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree
from stdnum import ean

from bookbuild.book.identifiers import isbn_fault, isni_fault, issn_fault
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import onix as rules

_CENT = Decimal("0.01")
_EXPECTED = "08"
"""List 166."""
_AVAILABLE_LATER = frozenset({"10", "11", "12", "31", "32", "33"})
"""Of list 65: with these the list asks for the expected day."""
_DATE_SHAPES = {"00": "YYYYMMDD", "01": "YYYYMM", "05": "YYYY"}
"""List 55."""
_SHORT_TEXT, _LONGEST_SHORT = "02", 350
"""List 153: in 3.0 a short description has at most 350 characters, tags included."""


def sense_findings(root: etree._Element, name: str) -> Iterator[Finding]:
    """Faults of a message with plain reference names."""
    for finding, element in _all(root):
        yield replace(finding, at=Location(name, element.sourceline or 0))


def _all(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    yield from _identifiers(root)
    yield from _twice(root)
    yield from _shapes(root)
    sent = _text(root, "Header/SentDateTime")[:8]
    for product in root.iter("Product"):
        yield from _prices(product)
        yield from _availability(product)
        yield from _dates(product, sent)
        yield from _short_texts(product, root.get("release", ""))


def _gln_fault(text: str) -> str:
    return "" if len(text) == 13 and ean.is_valid(text) else "its digits do not agree"


def _isbn_fault(text: str) -> str:
    return isbn_fault(text) if text.isdigit() else "ONIX wants 13 digits without hyphens"


def _gtin_fault(text: str) -> str:
    return "" if text.isdigit() and ean.is_valid(text) else "its digits do not agree"


_FAULTS: dict[tuple[str, str], Callable[[str], str]] = {
    ("ProductIDType", "03"): _gtin_fault,
    ("ProductIDType", "15"): _isbn_fault,
    ("WorkIDType", "15"): _isbn_fault,
    ("NameIDType", "16"): isni_fault,
    ("NameIDType", "21"): isni_fault,
    ("CollectionIDType", "02"): issn_fault,
    ("SenderIDType", "06"): _gln_fault,
    ("AddresseeIDType", "06"): _gln_fault,
    ("PublisherIDType", "06"): _gln_fault,
    ("SupplierIDType", "06"): _gln_fault,
}
"""By the element that names the scheme and its code (lists 5, 13, 16, 44, 92)."""


def _identifiers(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    for value in root.iter("IDValue"):
        holder = value.getparent()
        scheme = (
            next((e for e in holder if str(e.tag).endswith("IDType")), None) if holder is not None else None
        )
        fault_of = _FAULTS.get((str(scheme.tag), scheme.text or "")) if scheme is not None else None
        text = (value.text or "").strip()
        if fault_of and (fault := fault_of(text)):
            yield rules.IDENTIFIER(f"{text}: {fault}"), value


def _twice(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    """One ISBN for two products; record references are compared by the schema."""
    first: dict[str, int] = {}
    for element in root.iterfind("Product/ProductIdentifier[ProductIDType='15']/IDValue"):
        text = (element.text or "").strip()
        line = first.setdefault(text, element.sourceline or 0)
        if line != element.sourceline:
            yield rules.SENT_TWICE(f"the ISBN {text} is also that of line {line}"), element


def _shapes(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    """Dates in the shape that their attribute names, YYYYMMDD without one; the schemas take any text."""
    for element in root.iter("Date"):
        shape = _DATE_SHAPES.get(element.get("dateformat", "00"))
        text = (element.text or "").strip()
        if shape and not _is_date(text, shape):
            yield rules.DATE_SHAPE(f"“{text}” is no date of the shape {shape}"), element


def _is_date(text: str, shape: str) -> bool:
    """Whether these are digits, as many as the shape has, of a day that exists."""
    if not (text.isascii() and text.isdigit() and len(text) == len(shape)):
        return False
    try:
        date.fromisoformat(text + "19000101"[len(text) :])
    except ValueError:
        return False
    return True


def _prices(product: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    for price in product.iter("Price"):
        amount = _number(price, "PriceAmount")
        taxes = price.findall("Tax")
        if amount is None or len(taxes) != 1 or _text(price, "PriceType") not in {"02", "04"}:
            continue
        net, tax, rate = (_number(taxes[0], f"Tax{n}") for n in ("ableAmount", "Amount", "RatePercent"))
        if net is not None and tax is not None and abs(net + tax - amount) > _CENT:
            yield rules.PRICE_SUM(f"{net} and tax of {tax} are not {amount}"), price
        elif net is not None and rate is not None and abs(net * (1 + rate / 100) - amount) > 2 * _CENT:
            yield rules.PRICE_SUM(f"{net} and {rate} % are not {amount}"), price


def _availability(product: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    for detail in product.iter("SupplyDetail"):
        code = detail.find("ProductAvailability")
        if code is None or code.text not in _AVAILABLE_LATER:
            continue
        if not any(role.text == _EXPECTED for role in detail.iter("SupplyDateRole")):
            text = f"availability {code.text}, and no day from which shops can expect it"
            yield rules.NO_EXPECTED_DAY(text), code


def _dates(product: etree._Element, sent: str) -> Iterator[tuple[Finding, etree._Element]]:
    """Only whole days of eight digits are compared; they sort as text."""
    status = _text(product, "PublishingDetail/PublishingStatus")
    day = product.find("PublishingDetail/PublishingDate[PublishingDateRole='01']/Date")
    if (
        day is None
        or not (day.text or "").isdigit()
        or len(day.text or "") != len(sent)
        or not sent.isdigit()
    ):
        return
    if status == "04" and (day.text or "") > sent:
        yield rules.STATUS_DATE(f"active, and published only on {day.text}"), day
    elif status == "02" and (day.text or "") < sent:
        yield rules.STATUS_DATE(f"forthcoming, and published on {day.text} already"), day


def _short_texts(product: etree._Element, release: str) -> Iterator[tuple[Finding, etree._Element]]:
    for content in product.iterfind(f".//TextContent[TextType='{_SHORT_TEXT}']"):
        for text in content.iterfind("Text"):
            inner = (text.text or "") + "".join(etree.tostring(e, encoding="unicode") for e in text)
            size = len(inner.strip()) if release == "3.0" else len("".join(text.itertext()).strip())
            if size > _LONGEST_SHORT:
                yield rules.SHORT_TEXT(f"the short description has {size} characters"), text


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _number(element: etree._Element, path: str) -> Decimal | None:
    try:
        return Decimal(_text(element, path))
    except InvalidOperation:
        return None
