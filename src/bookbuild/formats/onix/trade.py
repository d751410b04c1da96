"""P.19 to P.26: publisher, dates, rights, the other editions, and how it is sold."""

from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from bookbuild.book.model import Edition, Format
from bookbuild.formats.onix.record import Record, digits
from bookbuild.formats.onix.tree import add, add_all, add_identifier, onix_date

_FRENCH_BOOK_VAT = Decimal("5.5")
"""Per cent, on paper and electronic books: Code général des impôts, article 278-0 bis."""
_CENT = Decimal("0.01")
_PROPRIETARY, _GTIN_13, _ISBN_13 = "01", "03", "15"
"""List 5."""
_INCLUDED, _BASED_ON_PRINT, _AS_EBOOK, _OTHER_FORM = "02", "13", "27", "06"
"""List 51: part of; e-book made from print; available as e-book; alternative format."""


def add_product_identifiers(parent: etree._Element, record: Record, edition: Edition) -> None:
    """GTIN-13 and ISBN-13, the same digits; an edition without ISBN has a name of the publisher's."""
    if edition.isbn:
        for type_ in (_GTIN_13, _ISBN_13):
            add_identifier(parent, "ProductIdentifier", type_, digits(edition))
    else:
        name = record.book.publisher.name
        add_identifier(parent, "ProductIdentifier", _PROPRIETARY, record.own_identifier(edition), name)


def add_publishing_detail(product: etree._Element, record: Record) -> None:
    """Imprint, publisher, contacts, status, dates, copyright, sales rights."""
    publisher = record.book.publisher
    detail = add(product, "PublishingDetail")
    if publisher.imprint:
        add_all(detail, "Imprint", [("ImprintName", publisher.imprint)])
    house = add_all(detail, "Publisher", [("PublishingRole", "01"), ("PublisherName", publisher.name)])
    if publisher.website:
        add_all(house, "Website", [("WebsiteRole", "01"), ("WebsiteLink", publisher.website)])
    _add_contacts(detail, record)
    add(detail, "PublishingStatus", "04" if record.is_published else "02")  # list 64: active, forthcoming
    published = onix_date(record.book.dates.published)
    add_all(detail, "PublishingDate", [("PublishingDateRole", "01"), ("Date", published)])
    if not record.is_print and any(other.format is Format.PRINT for other in record.editions):
        add_all(detail, "PublishingDate", [("PublishingDateRole", "19"), ("Date", published)])
    rights = record.book.rights
    if rights:
        statement = add(detail, "CopyrightStatement")
        add(statement, "CopyrightYear", rights.year)
        add_all(statement, "CopyrightOwner", [("CorporateName", rights.holder)])
    sales = add(detail, "SalesRights")
    add(sales, "SalesRightsType", "01")  # list 46
    add_all(sales, "Territory", [("RegionsIncluded", "WORLD")])


def _add_contacts(detail: etree._Element, record: Record) -> None:
    """List 198: 01 accessibility requests, 10 product safety of objects (Regulation (EU) 2023/988)."""
    name = record.book.publisher.name
    email = record.book.publisher.email if record.is_print else record.book.accessibility.contact
    if email and "@" in email:
        code = "10" if record.is_print else "01"
        children = [("ProductContactRole", code), ("ProductContactName", name), ("EmailAddress", email)]
        add_all(detail, "ProductContact", children)


def add_related_material(product: etree._Element, record: Record) -> None:
    """The other editions that have an ISBN."""
    others = [other for other in record.editions if other.id != record.edition.id and other.isbn]
    related = [(code, other) for other in others if (code := _relation(record.edition, other))]
    if not related:
        return
    material = add(product, "RelatedMaterial")
    for code, other in related:
        element = add(material, "RelatedProduct")
        add(element, "ProductRelationCode", code)
        add_identifier(element, "ProductIdentifier", _ISBN_13, digits(other))


def _relation(edition: Edition, other: Edition) -> str:
    """List 51: what `other` is to `edition`; empty when they are offprints of different texts."""
    if edition.offprint != other.offprint:
        return _INCLUDED if edition.offprint and not other.offprint else ""
    match edition.format is Format.PRINT, other.format is Format.PRINT:
        case True, False:
            return _AS_EBOOK
        case False, True:
            return _BASED_ON_PRINT
        case _:
            return _OTHER_FORM


def add_product_supply(product: etree._Element, record: Record) -> None:
    """Who supplies it, since when, at what price."""
    supply = add(add(product, "ProductSupply"), "SupplyDetail")
    name = record.book.publisher.name
    add_all(supply, "Supplier", [("SupplierRole", "01"), ("SupplierName", name)])  # list 93: to retailers
    add(supply, "ProductAvailability", "20" if record.is_published else "10")  # list 65
    prices = {currency: amount for currency, amount in sorted(record.edition.price.items()) if amount > 0}
    if not prices:
        add(
            supply, "UnpricedItemType", "01" if record.edition.price else "02"
        )  # list 57: free, not yet known
    for currency, amount in prices.items():
        _add_price(supply, currency, amount, is_french=_sells_in_france(record, currency))


def _sells_in_france(record: Record, currency: str) -> bool:
    """Whether the French fixed price and VAT are known to apply: a house in France, a price in euros."""
    address = (record.book.publisher.address or "").rstrip(" .").casefold()
    return currency == "EUR" and address.endswith("france")


def _add_price(supply: etree._Element, currency: str, amount: Decimal, is_french: bool) -> None:
    """List 58, tax included: 04 is fixed by law (81-766 and 2011-590), 02 is recommended."""
    price = add(supply, "Price")
    add(price, "PriceType", "04" if is_french else "02")
    add(price, "PriceStatus", "02")  # list 61: firm
    add(price, "PriceAmount", f"{amount:.2f}")
    if is_french:
        net = (amount / (1 + _FRENCH_BOOK_VAT / 100)).quantize(_CENT, ROUND_HALF_UP)
        children = [
            ("TaxType", "01"),  # list 171: VAT
            ("TaxRateCode", "R"),  # list 62: reduced
            ("TaxRatePercent", str(_FRENCH_BOOK_VAT)),
            ("TaxableAmount", f"{net:.2f}"),
            ("TaxAmount", f"{amount - net:.2f}"),
        ]
        add_all(price, "Tax", children)
    add(price, "CurrencyCode", currency)
    if is_french:
        add_all(price, "Territory", [("CountriesIncluded", "FR")])
