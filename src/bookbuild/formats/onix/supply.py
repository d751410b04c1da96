"""P.24 to P.26: where it is sold, who supplies it, since when, at what price."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from bookbuild.book.law import is_french
from bookbuild.book.model import Availability, Book, Distribution
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all, add_identifier, onix_date

_FRENCH_BOOK_VAT = Decimal("5.5")
"""Per cent, on paper and electronic books: Code général des impôts, article 278-0 bis."""
_CENT = Decimal("0.01")
_GLN = "06"
"""Lists 44 and 92."""
_AVAILABLE, _NOT_YET, _AWAITING_STOCK, _NOT_YET_ON_DEMAND = "20", "10", "11", "12"
"""List 65."""
_EXPECTED = "08"
"""List 166: day on which shops are expected to have it."""


@dataclass(frozen=True)
class _State:
    """Codes for what book.yaml says of the edition."""

    status: str
    """List 64."""
    availability: str
    """List 65, once it is published."""


_AVAILABILITIES = {
    None: _State("04", _AVAILABLE),
    Availability.IN_STOCK: _State("04", "21"),
    Availability.TO_ORDER: _State("04", "22"),
    Availability.ON_DEMAND: _State("04", "23"),
    Availability.OUT_OF_STOCK: _State("04", "31"),
    Availability.REPRINTING: _State("04", "32"),
    Availability.OUT_OF_PRINT: _State("07", "51"),
    Availability.CANCELLED: _State("01", "01"),
    Availability.WITHDRAWN: _State("11", "46"),
}
_BEFORE_ITS_DAY = {
    Availability.IN_STOCK: _AWAITING_STOCK,
    Availability.TO_ORDER: _AWAITING_STOCK,
    Availability.ON_DEMAND: _NOT_YET_ON_DEMAND,
}


def publishing_status(record: Record) -> str:
    """List 64: active, forthcoming (02) before its day, or given up."""
    if not record.is_published and not record.is_dropped:
        return "02"
    return _AVAILABILITIES[record.edition.availability].status


def add_product_supply(product: etree._Element, record: Record) -> None:
    """Market, supplier, availability with the expected day, prices."""
    supply = add(product, "ProductSupply")
    add_territory(add(supply, "Market"), record.book, record.book.distribution)
    detail = add(supply, "SupplyDetail")
    _add_supplier(detail, record.book)
    _add_availability(detail, record)
    prices = {currency: amount for currency, amount in sorted(record.edition.price.items()) if amount > 0}
    if not prices:  # list 57: free of charge; to be announced
        add(detail, "UnpricedItemType", "01" if record.edition.price else "02")
    for currency, amount in prices.items():
        _add_price(detail, currency, amount, is_french=currency == "EUR" and is_french(record.book))


def add_territory(parent: etree._Element, book: Book, distribution: Distribution | None = None) -> None:
    """Where the book may be sold, and this distributor sells it: countries, or the world but for some."""
    rights = book.rights
    countries = rights.sold_in if rights else ()
    barred = rights.not_sold_in if rights else ()
    if distribution and distribution.countries:
        countries = tuple(c for c in distribution.countries if not countries or c in countries)
    countries = tuple(country for country in countries if country not in barred)
    territory = add(parent, "Territory")
    if countries:
        add(territory, "CountriesIncluded", " ".join(countries))
        return
    add(territory, "RegionsIncluded", "WORLD")
    if barred:
        add(territory, "CountriesExcluded", " ".join(barred))


def _add_supplier(detail: etree._Element, book: Book) -> None:
    """List 93: 02 and 03 a distributor, alone or not; 06 when that is not said; 01 the house itself."""
    distribution, house = book.distribution, book.publisher
    supplier = add(detail, "Supplier")
    if distribution is None:
        role, gln, name = "01", house.gln, house.name
    else:
        role = {True: "02", False: "03", None: "06"}[distribution.exclusive]
        gln, name = distribution.gln, distribution.name
    add(supplier, "SupplierRole", role)
    if gln:
        add_identifier(supplier, "SupplierIdentifier", _GLN, gln)
    add(supplier, "SupplierName", name)
    if distribution and distribution.email:
        add(supplier, "EmailAddress", distribution.email)
    if distribution and distribution.website:
        children = [("WebsiteRole", "33"), ("WebsiteLink", distribution.website)]  # list 73
        add_all(supplier, "Website", children)


def _add_availability(detail: etree._Element, record: Record) -> None:
    said = record.edition.availability
    expected = record.edition.available_from
    if record.is_published or record.is_dropped:
        add(detail, "ProductAvailability", _AVAILABILITIES[said].availability)
    else:
        add(detail, "ProductAvailability", _BEFORE_ITS_DAY.get(said, _NOT_YET) if said else _NOT_YET)
        expected = expected or record.book.dates.published
    if expected and expected > record.when.date():
        children = [("SupplyDateRole", _EXPECTED), ("Date", onix_date(expected))]
        add_all(detail, "SupplyDate", children)


def _add_price(detail: etree._Element, currency: str, amount: Decimal, is_french: bool) -> None:
    """List 58, tax included: 04 is fixed by law (81-766 and 2011-590), 02 is recommended."""
    price = add(detail, "Price")
    add(price, "PriceType", "04" if is_french else "02")
    add(price, "PriceStatus", "02")  # list 61: firm
    add(price, "PriceAmount", f"{amount:.2f}")
    if is_french:
        add_all(price, "Tax", _french_tax(amount))
    add(price, "CurrencyCode", currency)
    if is_french:
        add_all(price, "Territory", [("CountriesIncluded", "FR")])


def _french_tax(amount: Decimal) -> Iterator[tuple[str, str]]:
    net = (amount / (1 + _FRENCH_BOOK_VAT / 100)).quantize(_CENT, ROUND_HALF_UP)
    yield "TaxType", "01"  # list 171: VAT
    yield "TaxRateCode", "R"  # list 62: reduced
    yield "TaxRatePercent", str(_FRENCH_BOOK_VAT)
    yield "TaxableAmount", f"{net:.2f}"
    yield "TaxAmount", f"{amount - net:.2f}"
