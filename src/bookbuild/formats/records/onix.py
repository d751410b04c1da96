"""A product record of ONIX, in short: the fields by which shops list, sort and sell."""

from collections.abc import Iterator

from lxml import etree

from bookbuild.book.model import OnixVersion
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.onix.make import make_onix
from bookbuild.formats.onix.record import Known
from bookbuild.formats.records.record import Record, record

_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # name, path from Product, children in order (none for the element itself)
    ("RecordReference", "RecordReference", ()),
    ("NotificationType", "NotificationType", ()),
    ("ProductIdentifier", "ProductIdentifier", ("ProductIDType", "IDValue")),
    ("ProductForm", "DescriptiveDetail/ProductForm", ()),
    ("ProductFormDetail", "DescriptiveDetail/ProductFormDetail", ()),
    ("ProductFormFeature", "DescriptiveDetail/ProductFormFeature",
     ("ProductFormFeatureType", "ProductFormFeatureValue", "ProductFormFeatureDescription")),
    ("Measure", "DescriptiveDetail/Measure", ("MeasureType", "Measurement", "MeasureUnitCode")),
    ("Collection", "DescriptiveDetail/Collection/TitleDetail/TitleElement",
     ("TitlePrefix", "TitleWithoutPrefix", "TitleText", "PartNumber")),
    ("Title", "DescriptiveDetail/TitleDetail/TitleElement", ("TitlePrefix", "TitleWithoutPrefix", "TitleText")),
    ("Subtitle", "DescriptiveDetail/TitleDetail/TitleElement/Subtitle", ()),
    ("Contributor", "DescriptiveDetail/Contributor", ("ContributorRole", "PersonName", "CorporateName")),
    ("EditionNumber", "DescriptiveDetail/EditionNumber", ()),
    ("Language", "DescriptiveDetail/Language", ("LanguageRole", "LanguageCode")),
    ("Extent", "DescriptiveDetail/Extent", ("ExtentType", "ExtentValue", "ExtentUnit")),
    ("Subject", "DescriptiveDetail/Subject", ("SubjectSchemeIdentifier", "SubjectCode", "SubjectHeadingText")),
    ("Audience", "DescriptiveDetail/Audience", ("AudienceCodeType", "AudienceCodeValue")),
    ("TextContent", "CollateralDetail/TextContent", ("TextType", "Text")),
    ("Imprint", "PublishingDetail/Imprint", ("ImprintName",)),
    ("Publisher", "PublishingDetail/Publisher", ("PublishingRole", "PublisherName")),
    ("CountryOfPublication", "PublishingDetail/CountryOfPublication", ()),
    ("PublishingStatus", "PublishingDetail/PublishingStatus", ()),
    ("PublishingDate", "PublishingDetail/PublishingDate", ("PublishingDateRole", "Date")),
    ("SalesRights", "PublishingDetail/SalesRights", ("SalesRightsType", "Territory")),
    ("RelatedWork", "RelatedMaterial/RelatedWork", ("WorkRelationCode", "WorkIdentifier")),
    ("RelatedProduct", "RelatedMaterial/RelatedProduct", ("ProductRelationCode", "ProductIdentifier")),
    ("Supplier", "ProductSupply/SupplyDetail/Supplier", ("SupplierRole", "SupplierName")),
    ("ProductAvailability", "ProductSupply/SupplyDetail/ProductAvailability", ()),
    ("UnpricedItemType", "ProductSupply/SupplyDetail/UnpricedItemType", ()),
    ("Price", "ProductSupply/SupplyDetail/Price",
     ("PriceType", "PriceAmount", "CurrencyCode", "TaxRatePercent", "Territory")),
)  # fmt: skip


_COMPOSITES = frozenset({"Territory", "WorkIdentifier", "ProductIdentifier"})


def onix_record(text: EditionText, whole: tuple[Written, ...], known: Known) -> Record:
    """Of the first release that the book asks for; `whole` is all its pieces."""
    version = text.book.onix.version[0] if text.book.onix.version else OnixVersion.V3_0
    root = etree.fromstring(make_onix(text.book, whole, [text.edition], known, text.when, version))
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    product = root.find("Product")
    return record(f"ONIX {version.value}", _pairs(product) if product is not None else ())


def _pairs(product: etree._Element) -> Iterator[tuple[str, str]]:
    for name, path, children in _FIELDS:
        for element in product.iterfind(path):
            parts = [element] if not children else [one for child in children for one in element.iter(child)]
            yield name, " ".join(filter(None, map(_words, parts)))


def _words(element: etree._Element) -> str:
    """The text, a line for each paragraph or item; the parts of a composite side by side."""
    blocks = list(element.iter("p", "li")) or [element]
    between = " " if element.tag in _COMPOSITES else ""
    return "\n".join(" ".join(between.join(block.itertext()).split()) for block in blocks)
