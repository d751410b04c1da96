"""P.19 to P.21: who publishes, who answers questions, when, and where it may be sold."""

from lxml import etree

from bookbuild.book.model import Contact, Format, OnixVersion
from bookbuild.formats.onix.form import creative_commons
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.supply import add_territory, publishing_status
from bookbuild.formats.onix.tree import add, add_all, add_identifier, onix_date

_GLN = "06"
"""List 44."""
_PUBLICATION, _EMBARGO, _PRINT_COUNTERPART = "01", "02", "19"
"""List 163."""
_EXCLUSIVE, _NON_EXCLUSIVE, _NOT_FOR_SALE = "01", "02", "03"
"""List 46."""
_ACCESSIBILITY_REQUESTS, _PRODUCT_SAFETY = "01", "10"
"""List 198."""


def add_publishing_detail(product: etree._Element, record: Record) -> None:
    """Imprint, publisher, place, contacts, status, dates, copyright, sales rights."""
    publisher = record.book.publisher
    detail = add(product, "PublishingDetail")
    add_all(detail, "Imprint", [("ImprintName", record.book.imprint)])
    house = add(detail, "Publisher")
    add(house, "PublishingRole", "01")  # list 45: publisher
    if publisher.gln:
        add_identifier(house, "PublisherIdentifier", _GLN, publisher.gln)
    add(house, "PublisherName", publisher.name)
    if publisher.website:
        add_all(house, "Website", [("WebsiteRole", "01"), ("WebsiteLink", publisher.website)])
    if publisher.city:
        add(detail, "CityOfPublication", publisher.city)
    if publisher.country:
        add(detail, "CountryOfPublication", publisher.country)
    _add_contact(detail, record)
    add(detail, "PublishingStatus", publishing_status(record))
    _add_dates(detail, record)
    rights = record.book.rights
    if rights:
        statement = add(detail, "CopyrightStatement")
        add(statement, "CopyrightYear", rights.year)
        add_all(statement, "CopyrightOwner", [("CorporateName", rights.holder)])
    _add_sales_rights(detail, record)


def _add_contact(detail: etree._Element, record: Record) -> None:
    """For an object who answers for its safety (Regulation (EU) 2023/988), for an e-book who can help to read it."""
    publisher = record.book.publisher
    if record.is_print:
        contact = publisher.product_safety or Contact(name=publisher.name, email=publisher.email)
    else:
        contact = Contact(name=publisher.name, email=record.book.accessibility.contact)
    has_email = "@" in (contact.email or "")
    if not has_email and not publisher.product_safety:
        return
    element = add(detail, "ProductContact")
    add(element, "ProductContactRole", _PRODUCT_SAFETY if record.is_print else _ACCESSIBILITY_REQUESTS)
    add(element, "ProductContactName", contact.name)
    if has_email:
        add(element, "EmailAddress", contact.email)
    if record.version is not OnixVersion.V3_0 and contact.street and contact.city and contact.country:
        add(element, "StreetAddress", contact.street)  # 3.0 has no room for an address
        add(element, "LocationName", contact.city)
        if contact.postcode:
            add(element, "PostalCode", contact.postcode)
        add(element, "CountryCode", contact.country)


def _add_dates(detail: etree._Element, record: Record) -> None:
    """Day of publication, and of an embargo; of an e-book also that of its printed counterpart, the same day."""
    editions = record.book.editions
    has_print = any(
        other.format is Format.PRINT and other.offprint == record.edition.offprint for other in editions
    )
    dates = record.book.dates
    days = [(_PUBLICATION, dates.published)]
    days += [(_EMBARGO, dates.embargo)] if dates.embargo else []
    days += [(_PRINT_COUNTERPART, dates.published)] if has_print and not record.is_print else []
    for role, day in days:
        add_all(detail, "PublishingDate", [("PublishingDateRole", role), ("Date", onix_date(day))])


def _add_sales_rights(detail: etree._Element, record: Record) -> None:
    """Where it may be sold, and where not. An open licence leaves nobody exclusive rights."""
    rights = record.book.rights
    found = creative_commons(rights.licence) if rights else None
    is_open = found is not None and "nc" not in found[0].split("-")
    sales = add(detail, "SalesRights")
    add(sales, "SalesRightsType", _NON_EXCLUSIVE if is_open else _EXCLUSIVE)
    add_territory(sales, record.book)
    if rights is None:
        return
    if barred := [country for country in rights.not_sold_in if country not in rights.sold_in]:
        sales = add(detail, "SalesRights")
        add(sales, "SalesRightsType", _NOT_FOR_SALE)
        add_all(sales, "Territory", [("CountriesIncluded", " ".join(barred))])
    if rights.sold_in:
        add(detail, "ROWSalesRightsType", _NOT_FOR_SALE)
