"""The shape of book.yaml: every field is documented here, and nowhere else.

The JSON Schema (`bookbuild schema`) and the reference page are generated from this model.
Shape only: whether an ISBN's check digit is right is asked in `bookbuild.book.trade`.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)

from bookbuild.diagnostics import Severity


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Shape(BaseModel):
    """Common to all parts of book.yaml: frozen, keys with hyphens, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_kebab,
        populate_by_name=True,
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
    )


Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
"""ASCII lower case, digits and hyphens, starting with a letter."""


class Kind(StrEnum):
    """What a piece of the text is."""

    PREFACE = "preface"
    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    ACKNOWLEDGEMENTS = "acknowledgements"
    PART = "part"
    CHAPTER = "chapter"
    CONTRIBUTION = "contribution"
    CONCLUSION = "conclusion"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    NOTES = "notes"
    COLOPHON = "colophon"
    OTHER = "other"


class MadePage(StrEnum):
    """A page that bookbuild makes from the metadata."""

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    COPYRIGHT_PAGE = "copyright-page"
    CONTENTS = "contents"
    INDEX = "index"
    CONTRIBUTORS = "contributors"
    OFFPRINT = "offprint"
    """Only in offprints, at their end: how to cite the text, and where the others are."""


class Format(StrEnum):
    """A kind of file an edition is made as."""

    EPUB = "epub"
    PRINT = "print"
    KINDLE = "kindle"
    HTML = "html"
    """One page for a web site."""
    PDF = "pdf"


class PdfX(StrEnum):
    """A version of PDF/X."""

    X4 = "X-4"
    """Colours by profile, transparency: what printers of today ask for."""
    X1A_2003 = "X-1a:2003"
    """Inks only, nothing transparent, PDF 1.4."""
    X1A_2001 = "X-1a:2001"
    """The same in PDF 1.3."""


class NotesPlace(StrEnum):
    """Where notes stand."""

    FOOT = "foot"
    """Of the page they are called on."""
    END = "end"
    """Of their piece."""


class InclusiveForm(StrEnum):
    """How French inclusive forms come out."""

    KEEP = "keep"
    """As typed."""
    MEDIAN = "median"
    """`innovant·e·s`."""
    PERIOD = "period"
    """`innovant.e.s`: screen readers stumble less."""
    EXPAND = "expand"
    """`innovantes et innovants`."""


class Availability(StrEnum):
    """Whether shops can have the edition, when its day alone does not say so."""

    IN_STOCK = "in-stock"
    TO_ORDER = "to-order"
    ON_DEMAND = "on-demand"
    """Printed when it is ordered."""
    OUT_OF_STOCK = "out-of-stock"
    REPRINTING = "reprinting"
    OUT_OF_PRINT = "out-of-print"
    CANCELLED = "cancelled"
    """Announced, never published."""
    WITHDRAWN = "withdrawn"


class Protection(StrEnum):
    """What shops do to the e-book before they hand it over. Our own file is never protected."""

    NONE = "none"
    WATERMARK = "watermark"
    ADOBE = "adobe"
    LCP = "lcp"


class Binding(StrEnum):
    """A detail of how a printed edition is bound."""

    SEWN = "sewn"
    GLUED = "glued"
    STAPLED = "stapled"
    FLAPS = "flaps"
    LAMINATED = "laminated"


class Readers(StrEnum):
    """For whom the book is."""

    GENERAL = "general"
    CHILDREN = "children"
    TEENAGE = "teenage"
    SCHOOL = "school"
    UNIVERSITY = "university"
    PROFESSIONAL = "professional"
    ADULT_EDUCATION = "adult-education"


class Revision(StrEnum):
    """How this text differs from an earlier edition of it."""

    REVISED = "revised"
    ENLARGED = "enlarged"
    ABRIDGED = "abridged"
    ANNOTATED = "annotated"
    ILLUSTRATED = "illustrated"
    BILINGUAL = "bilingual"


class Mining(StrEnum):
    """Whether machines may mine the text (Directive (EU) 2019/790, article 4)."""

    RESERVED = "reserved"
    ALLOWED = "allowed"


class OnixVersion(StrEnum):
    """A release of ONIX for Books."""

    V3_0 = "3.0"
    V3_1 = "3.1"


def _design_in_short(value: object) -> object:
    """`novel` or `[novel, large-print]` means `{name: …}`."""
    return {"name": value} if isinstance(value, str | list) else value


def _named_designs(value: dict[str, Any]) -> dict[str, Any]:
    names = value.get("name", [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("`name` is a design, or a list of designs")
    return {**value, "name": names} if names else {key: one for key, one in value.items() if key != "name"}


Design = Annotated[
    dict[str, Any],
    BeforeValidator(_design_in_short, json_schema_input_type=str | list[str] | dict[str, Any]),
    AfterValidator(_named_designs),
]
"""The look: names of designs and variants, tokens."""

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""Two letters, ISO 3166-1: FR, BE, CA."""

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""Year and month: `2026-11`."""

Gln = Annotated[str, Field(pattern=r"^\d{13}$")]
"""Global location number, 13 digits: who somebody is in the trade."""

Address = Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.-]+(:\d+)?(/[^\s\"<>]*)?$")]
"""http or https address."""


class Contributor(Shape):
    """A person (or a body) who made part of the book."""

    id: Slug
    """Short name by which `by:` refers to this person."""
    name: str = Field(min_length=1)
    """As printed: given name, then family name."""
    file_as: str | None = None
    """As sorted in catalogues: `Durand, Marie`. Guessed from the last word of the name when left out."""
    role: str | None = None
    """Role in the *book*: a plain word (author, editor, translator, illustrator…) or a MARC relator code."""
    further_roles: tuple[str, ...] = ()
    """Other roles of the same person, in the same words."""
    corporate: bool = False
    """Whether this is a body: its name is sorted as it is written."""
    also_written: dict[str, str] = Field(default_factory=dict)
    """The name in other scripts, by language: `{ru: Ромен Роллан}`."""
    biography: str | None = None
    """One or two sentences (Markdown inline)."""
    portrait: str | None = None
    """Picture file, relative to book.yaml."""
    portrait_alt: str | None = None
    """What the portrait shows, for those who do not see it."""
    orcid: str | None = None
    """ORCID iD, with hyphens."""
    isni: str | None = None
    """ISNI, 16 characters."""
    website: str | None = None
    """Address of the person's own site."""


class Contact(Shape):
    """Somebody who answers for the book."""

    name: str = Field(min_length=1)
    """Person or company."""
    email: str | None = None
    """E-mail address."""
    street: str | None = None
    """Street and number."""
    postcode: str | None = None
    """Post code."""
    city: str | None = None
    """Town."""
    country: Country | None = None
    """Country, two letters."""


class Publisher(Shape):
    """Who publishes."""

    name: str = Field(min_length=1)
    """Name of the publishing house."""
    imprint: str | None = None
    """The name on the cover, when it is not the house's."""
    address: str | None = None
    """Postal address on one line (asked for on a French copyright page)."""
    email: str | None = None
    """Also the contact for product safety."""
    website: str | None = None
    """https address."""
    gln: Gln | None = None
    """GLN of the house: asked for by Dilicom."""
    city: str | None = None
    """Place of publication."""
    country: Country | None = None
    """Country of publication: FR. In France the fixed price and its VAT go to shops."""
    product_safety: Contact | None = None
    """Who is responsible in the EU for the safety of the printed book, when not the house (Regulation (EU) 2023/988)."""


class Distribution(Shape):
    """Who sells the book to shops, when not the house itself."""

    name: str = Field(min_length=1)
    """Name of the distributor."""
    gln: Gln | None = None
    """GLN of the distributor: asked for by Dilicom."""
    exclusive: bool | None = None
    """Whether nobody else distributes it; not said when left out."""
    email: str | None = None
    """For orders."""
    website: Address | None = None
    """Address of its site."""
    countries: tuple[Country, ...] = ()
    """Countries it serves; all in which the book is sold when left out."""


class Rights(Shape):
    """Copyright."""

    holder: str
    """Who holds the rights."""
    year: int = Field(ge=1450, le=2200)
    """Year of the © line."""
    statement: str | None = None
    """A sentence for the copyright page."""
    licence: str | None = None
    """SPDX id of an open licence: CC-BY-SA-4.0."""
    mining: Mining | None = None
    """Text and data mining: reserved or allowed. Stands in the EPUB and in ONIX; nothing is said when left out."""
    mining_policy: Address | None = None
    """Address of a page or policy file that says under which conditions the text may be mined."""
    sold_in: tuple[Country, ...] = ()
    """The only countries in which the book may be sold; the whole world when left out."""
    not_sold_in: tuple[Country, ...] = ()
    """Countries of the world in which it may not be sold."""


class Series(Shape):
    """A series the book belongs to."""

    title: str
    """Title of the series."""
    number: int | str | None = None
    """Number within it."""
    issn: str | None = None
    """ISSN of the series."""


class Dates(Shape):
    """Dates, ISO 8601."""

    published: date = Field(le=date(2107, 12, 31))
    """Day of publication; also the date inside every file unless SOURCE_DATE_EPOCH is set."""
    legal_deposit: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}$")
    """Month of the dépôt légal: `2026-11`."""
    embargo: date | None = None
    """Day before which no shop may sell it; not said when left out."""


class Subjects(Shape):
    """What the book is about, by scheme; the first of each scheme is the main one."""

    thema: tuple[str, ...] = ()
    """Thema codes; looked up in `codes/thema.json` or `.csv` beside book.yaml when you have put EDItEUR's list there."""
    bisac: tuple[str, ...] = ()
    """BISAC codes; looked up in `codes/bisac.csv` when it is there."""
    clil: tuple[str, ...] = ()
    """CLIL codes, four digits; looked up in `codes/clil.csv` when it is there."""
    dewey: tuple[str, ...] = ()
    """Dewey decimal classification: `302.23`; looked up in `codes/dewey.csv` when it is there."""
    keywords: tuple[str, ...] = ()
    """Words a reader would type."""
    labels: dict[str, str] = Field(default_factory=dict)
    """What codes mean, for people: `{JBCT1: Médias sociaux}`."""


class Audience(Shape):
    """For whom the book is."""

    readers: Readers = Readers.GENERAL
    """general, children, teenage, school, university, professional or adult-education."""
    ages: str | None = Field(default=None, pattern=r"^\d{1,2}(-\d{1,2}|\+)?$")
    """Ages in years, for children and teenagers: `8-12`, `14+`."""


class Original(Shape):
    """The work that this one translates."""

    language: str
    """Its language, BCP 47."""
    title: str | None = None
    """Its title."""
    isbn: str | None = None
    """ISBN of an edition of it."""


class TextEdition(Shape):
    """Which edition of the text this is."""

    number: int | None = Field(default=None, ge=1, le=999)
    """2 for the second."""
    kinds: tuple[Revision, ...] = ()
    """revised, enlarged, abridged, annotated, illustrated, bilingual."""
    statement: str | None = None
    """As it is printed: `2e édition revue et augmentée`."""


class Description(Shape):
    """Texts for shops."""

    short: str | None = None
    """One sentence."""
    long: str = Field(min_length=1)
    """Several paragraphs, plain text."""


class Printer(Shape):
    """Who prints."""

    name: str
    """Name of the printer."""
    address: str | None = None
    """Address, with the country when it is printed abroad."""
    finished: Month | None = None
    """Month in which printing ends: `2026-10`; that of publication when left out."""
    number: str | None = None
    """Number that the printer gave the job (*numéro d’impression*)."""
    reprints: tuple[Month, ...] = ()
    """Months of reprints without changes: `["2027-03"]`."""


class Legal(Shape):
    """Mentions that the law asks for."""

    printer: Printer | None = None
    """The printer, for the achevé d’imprimer."""
    notice: str | None = None
    """A further sentence of the copyright page."""
    price_note: str | None = None
    """For a free book: `Cet exemplaire ne peut être vendu.`"""


class Accessibility(Shape):
    """What only a person can say about accessibility; the rest is derived from the built file."""

    certified_by: str | None = None
    """Who vouches for the conformance claim. Without it, none is made."""
    certifier_credential: str | None = None
    """What qualifies the certifier, as words or an address."""
    certifier_report: str | None = Field(default=None, pattern=r"^https://\S+$")
    """Address of the certifier's report."""
    exemption: str | None = Field(
        default=None, pattern="^eaa-(microenterprise|disproportionate-burden|fundamental-alteration)$"
    )
    """Why the European Accessibility Act asks nothing of this book: eaa-microenterprise,
    eaa-disproportionate-burden or eaa-fundamental-alteration. The last two need an assessment that you keep."""
    hazards: str = "none"
    """none or unknown; or any of flashing, motionSimulation, sound and their denials (noSoundHazard…)."""
    summary_note: str | None = None
    """A sentence added to the accessibility summary."""
    contact: str | None = None
    """Where a reader can ask for another format."""


class Inclusive(Shape):
    """Inclusive writing (`innovant·e·s`)."""

    form: InclusiveForm = InclusiveForm.KEEP
    """keep as typed; median: innovant·e; period: innovant.e; expand: innovante ou innovant."""
    words: dict[str, str] = Field(default_factory=dict)
    """What `expand` writes for forms that its rules do not know: `{copain·ine·s: copines et copains}`."""


class Cover(Shape):
    """The cover."""

    image: str | None = None
    """Front artwork without type, relative to book.yaml; the title is set over it."""
    ebook: str | None = Field(default=None, pattern=r"(?i)\.(jpe?g|png|webp|tiff?)$")
    """Finished front for the e-books, with its type, relative to book.yaml: in place of the printed front's design."""
    blurb: str | None = None
    """Text of the back cover."""
    url: Address | None = None
    """Where shops can fetch a JPEG or PNG of the front cover; ONIX names it for every edition of the whole book."""


class Onix(Shape):
    """The messages for the trade."""

    version: tuple[OnixVersion, ...] = (OnixVersion.V3_0,)
    """3.0, which the French trade takes; or 3.1; or both: `["3.0", "3.1"]`."""
    profile: Slug | None = None
    """Practice that the messages must meet besides: a file of styles/onix, such as dilicom."""

    @field_validator("version", mode="before")
    @classmethod
    def _one_version_is_a_list(cls, value: object) -> object:
        return value if isinstance(value, list | tuple) else (str(value),)


def _words(value: object) -> object:
    """`print epub` is two names; so is `[print, epub]`."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return value
    return tuple(word for item in listed for word in item.lower().split())


EditionNames = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Names of editions, separated by spaces or as a list."""


class TextFile(Shape):
    """One file of the manuscript, at its place in the book."""

    file: str
    """Markdown file, relative to book.yaml."""
    id: Slug | None = None
    """Name of the piece in links and file names; the file's own name when left out."""
    kind: Kind | None = None
    """What it is. `contribution` when `by` is given in the body, else `chapter` there and `other` elsewhere."""
    by: tuple[Slug, ...] = ()
    """Who wrote it, by contributor id: makes the byline, the portrait and the metadata."""
    byline: str | None = None
    """The byline's words before the names; `Texte de` by default."""
    short_title: str | None = None
    """For the running head, when the title is long."""
    abstract: str | None = None
    """Summary, when it is not a `::: abstract` in the file."""
    keywords: tuple[str, ...] = ()
    """What this text is about, for its offprint; the book's keywords when left out."""
    doi: str | None = Field(default=None, pattern=r"^10\.\d{4,9}/\S+$")
    """DOI of this text, without address: `10.1234/abc`."""
    url: Address | None = None
    """Where its offprint can be read: other offprints link to it."""
    listed: bool = True
    """Whether the contents list it."""
    only: EditionNames = ()
    """The editions it is in, when not in all: edition ids, formats, audiences, languages; `print large-print`."""
    except_: EditionNames = Field(default=(), alias="except")
    """The editions it is not in, named like those of `only`."""

    @field_validator("by", mode="before")
    @classmethod
    def _one_name_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Part(Shape):
    """A part of the body, with its own opening page."""

    part: str
    """Title of the part."""
    id: Slug | None = None
    """Name in links; made from the order when left out."""
    file: str | None = None
    """Markdown for the part's opening page, if it has text."""
    contents: tuple[TextFile, ...] = ()
    """The pieces in it, in order."""
    only: EditionNames = ()
    """The editions that the part and all in it are in, when not in all."""
    except_: EditionNames = Field(default=(), alias="except")
    """The editions that the part and all in it are not in."""

    @field_validator("contents", mode="before")
    @classmethod
    def _bare_file_names(cls, value: object) -> object:
        return _spell_out_files(value)


def _spell_out_files(value: object) -> object:
    """`- body/01.md` means `- {file: body/01.md}`."""
    if not isinstance(value, list):
        return value
    return [{"file": item} if isinstance(item, str) and item.endswith(".md") else item for item in value]


def _item_tag(value: Any) -> str:
    if isinstance(value, MadePage | str):
        return "page"
    if isinstance(value, Part) or (isinstance(value, dict) and "part" in value):
        return "part"
    return "file"


Item = Annotated[
    Annotated[MadePage, Tag("page")] | Annotated[Part, Tag("part")] | Annotated[TextFile, Tag("file")],
    Discriminator(_item_tag),
]


class Text(Shape):
    """The order of the text. A bare word is a page bookbuild makes."""

    front: tuple[Item, ...] = ()
    """Before the body: half-title, title-page, copyright-page, contents, preface…"""
    body: tuple[Item, ...] = Field(min_length=1)
    """The chapters or contributions, in parts or not."""
    back: tuple[Item, ...] = ()
    """After the body: conclusion, glossary, index, colophon…"""

    @field_validator("front", "body", "back", mode="before")
    @classmethod
    def _bare_file_names(cls, value: object) -> object:
        return _spell_out_files(value)

    def files(self) -> Iterator[str]:
        """Every Markdown file named, in reading order."""
        for item in (*self.front, *self.body, *self.back):
            if isinstance(item, MadePage):
                continue
            if item.file:
                yield item.file
            if isinstance(item, Part):
                yield from (piece.file for piece in item.contents)


NO_PAGES = "none"
"""What `pages-from` says for no page-list."""


NO_COVER = "none"
"""What an edition's `cover` says for none."""


class Sample(Shape):
    """What a free sample holds; `10 %` is short for `{first: 10 %}`, `[ids]` for `{pieces: [ids]}`."""

    first: str | None = None
    """Share of the body's words, from its beginning; the sample ends with the last whole paragraph within it."""
    pieces: tuple[Slug, ...] = ()
    """Ids of the pieces or parts that it holds whole, instead of a share."""
    link: str | None = Field(default=None, pattern=r"^https?://\S+$")
    """Where readers find the whole book; the publisher's website when left out."""

    @field_validator("first")
    @classmethod
    def _a_share(cls, value: str | None) -> str | None:
        if value is not None and not 0 < _percentage(value) < 100:
            raise ValueError("a share of the text is written `10 %`, and is less than all of it")
        return value

    @model_validator(mode="after")
    def _one_way(self) -> "Sample":
        if bool(self.first) == bool(self.pieces):
            raise ValueError("a sample has either `first: 10 %` or `pieces: [ids]`")
        return self

    @property
    def percentage(self) -> Decimal:
        """`first` as a number; 0 for a sample of whole pieces."""
        return _percentage(self.first or "0 %")


def _percentage(text: str) -> Decimal:
    found = re.fullmatch(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*%", text.strip(), re.ASCII)
    return Decimal(found[1].replace(",", ".")) if found else Decimal(0)


class Case(Shape):
    """The case of a hardback: its measures, as the printer gives them."""

    printed: bool = True
    """Whether it is printed; `false` for a case of cloth or plain paper, of which bookbuild makes no file."""
    wrap_mm: float | None = Field(default=None, ge=5, le=40)
    """What is turned in around each edge of the boards."""
    hinge_mm: float | None = Field(default=None, ge=0, le=20)
    """The groove from the spine to the board."""
    overhang_mm: float | None = Field(default=None, ge=0, le=10)
    """By how much boards reach beyond the pages at head, foot and fore-edge."""


class CoverFile(Shape):
    """A finished cover."""

    file: str
    """PDF, TIFF, JPEG, PNG or SVG, relative to book.yaml: back, spine and front on one page with bleed; or the front
    alone with bleed on four sides, and bookbuild sets back and spine."""
    barcode: bool = False
    """Whether bookbuild prints the barcode on it, at the foot of the back."""


def _as_file(value: object) -> object:
    """`couverture.pdf` for `{file: couverture.pdf}`."""
    return {"file": value} if isinstance(value, str) else value


class Jacket(Shape):
    """The jacket of a hardback, or flaps of a paperback, which are part of its cover and have a width only."""

    flap_mm: float = Field(default=90.0, ge=30, le=160)
    """Width of each flap."""
    spine_mm: float | None = Field(default=None, gt=0, le=120)
    """Width of its spine as the printer gives it; that of the case when left out."""
    cover_mm: tuple[float, float] | None = None
    """Full size of its file as the printer gives it, bleed included: `[520, 246]`, width by height."""
    cover_file: CoverFile | None = None
    """A finished jacket in place of the one that bookbuild sets."""

    @field_validator("cover_file", mode="before", json_schema_input_type=str | CoverFile)
    @classmethod
    def _cover_file_in_short(cls, value: object) -> object:
        return _as_file(value)


class Edition(Shape):
    """A product: one form of the book with its own identifier."""

    id: Slug
    """Short name: `bookbuild build ID`."""
    format: Format
    """epub, print, kindle; pdf: a tagged PDF to read on a screen, with the pages of the printed book; or html: one
    page for a web site."""
    isbn: str | None = None
    """Its own ISBN-13; no two editions share one."""
    trim: str | None = None
    """Print: a name of styles/trims.yaml, or `150x210` (mm), or `5.5x8.5in`; width by height."""
    profile: str | None = None
    """Who receives it: offset-eu, kdp-paperback…"""
    paper: str | None = None
    """Print: a paper of styles/papers.yaml, for the width of the spine."""
    spine_mm: float | None = Field(default=None, gt=0, le=120)
    """Print: width of the spine in millimetres as the printer gives it; beats the formula."""
    bleed_mm: float | None = Field(default=None, ge=0, le=20)
    """Print: bleed in millimetres; the profile's when left out."""
    binding: str | None = Field(default=None, pattern="^(paperback|hardback)$")
    """Print: paperback or hardback; the cover of a hardback is its printed case."""
    case: Case | None = None
    """Print: of a hardback, what the printer says of its case: `{wrap-mm: 15, hinge-mm: 8, overhang-mm: 3}`; or that it
    is not printed, `{printed: false}`."""
    jacket: Jacket | None = None
    """Print: a hardback has a jacket over its case, in a file of its own; a paperback has flaps: `{flap-mm: 90}`."""
    cover_mm: tuple[float, float] | None = None
    """Print: full size of the cover file (of a hardback: of its case) as the printer's calculator or template gives it,
    wrap or bleed included: `[330.2, 260.4]`, width by height."""
    cover_file: CoverFile | None = None
    """Print: a finished cover (of a hardback: a finished case) in place of the one that bookbuild sets:
    `couverture.pdf`, or `{file: couverture.tif, barcode: true}`."""
    binding_details: tuple[Binding, ...] = ()
    """Print: sewn, glued, stapled; flaps, laminated."""
    weight_g: int | None = Field(default=None, gt=0, le=20000)
    """Print: weight in grams as it was weighed; else it is reckoned from paper and pages."""
    output_profile: str | None = None
    """Print: ICC profile of the press, as the printer gives it, relative to book.yaml; makes the PDFs PDF/X-4, or what
    `pdfx` says."""
    output_condition: str = "Custom"
    """Print: registered name of the printing condition that the profile describes: FOGRA39, FOGRA52… For X-1a the name
    alone is enough when nothing but black is printed; where the recipient wants no profile in the file (IngramSpark), it
    stands there alone, and `output-profile` only turns colours into ink."""
    pdfx: PdfX | None = None
    """Print: version of PDF/X, when not the profile's: X-4, X-1a:2003, X-1a:2001."""
    colour: bool = False
    """Print: the interior is printed in colours; in black alone when left out."""
    page_multiple: int | None = Field(default=None, ge=1, le=64)
    """Print: the page count is made a multiple of this by blank pages at the end: 16 for whole signatures of sixteen
    pages; the profile's when left out."""
    marks: bool | None = None
    """Print: crop marks, bleed marks and a slug line around the pages; as the profile says when left out."""
    azw3: bool = False
    """Kindle: also an AZW3, for readers who put the book on their Kindle by cable; with page numbers (APNX) when the
    EPUB has those of the printed book. Amazon takes the EPUB, not this file."""
    fonts: tuple[str, ...] = ()
    """EPUB: faces to embed, as .ttf or .otf files relative to book.yaml, or by the name of a face that bookbuild has
    (EB Garamond). The first family sets the text, the next the titles, one of fixed width the code. Without any, the
    face is the reader's."""
    obfuscate_fonts: bool = False
    """EPUB: fonts open in this book only, where their licence asks for it in words; one that says so in its own bits
    is always obfuscated."""
    kepub: bool = False
    """EPUB: also a `.kepub.epub`, for readers who put the book on their Kobo by cable: its own engine turns pages
    faster, keeps statistics and marks sentences. Kobo's shop takes the EPUB and makes its own."""
    price: dict[str, Decimal] = Field(default_factory=dict)
    """Public price with tax by currency: `{EUR: "18.00"}`."""
    availability: Availability | None = None
    """in-stock, to-order, on-demand, out-of-stock, reprinting, out-of-print, cancelled, withdrawn; else available from
    its day on."""
    available_from: date | None = None
    """Day on which shops can have it (again), when not that of publication."""
    protection: Protection = Protection.NONE
    """E-books: what shops add to the file: none, watermark, adobe, lcp."""
    cover_url: Address | None = None
    """Address of the front cover of this edition, when not that of the book's: an offprint has its own."""
    doi: str | None = Field(default=None, pattern=r"^10\.\d{4,9}/\S+$")
    """DOI of this edition, without address: `10.1234/abc`."""
    pages_from: Slug | None = None
    """EPUB and Kindle: id of the printed edition whose page numbers it carries; `none` for no page-list. PDF: whose
    trim and pages it has. When left out, the first printed edition with an ISBN, else the first."""
    holds: tuple[Slug, ...] = Field(default=(), alias="offprint")
    """Makes offprints: the id of the one text this edition holds, or a list of ids, or `each` for all contributions;
    left out for the whole book. Of several, each becomes an edition of its own, `<id>-<text>`."""
    cover: str | None = None
    """Artwork of this edition's cover, relative to book.yaml, when not the book's; `none` for no cover (print, EPUB)."""
    shops: tuple[str, ...] = ()
    """EPUB: the shops it goes to, whose limits are then checked: apple, kobo, google. When left out, those that all
    shops have in common."""
    sample: Sample | None = None
    """The edition is a free sample of the book: `10 %` of its words, or `[ids]` of its pieces. Its title says so, a
    last page names the book and its editions; it takes no ISBN, and ONIX does not announce it."""
    audience: tuple[Slug, ...] = ()
    """Whom it is for, in words of your own that `only` and `except` ask for: `[press]`."""
    languages: tuple[str, ...] = ()
    """Languages of this edition, its main one first, when not the book's (BCP 47): for passages in several languages
    that `only` and `except` tell apart."""
    title: str | None = None
    """Title of this edition, when not the book's: of a translation in the same manuscript."""
    subtitle: str | None = None
    """Subtitle of this edition, when not the book's."""
    design: Design = Field(default_factory=dict)
    """What this edition changes in the design, over what the book has: `large-print`, tokens, or both."""
    typography: str | None = None
    """Typographic usage of this edition, when not the book's: fr-FR-livre, fr-CA…"""
    safe_spaces: bool = False
    """No-break spaces of full width for the narrow ones: for faces and reading systems that lack U+202F."""
    inclusive: InclusiveForm | None = None
    """How inclusive forms come out in this edition, when not as in the book: keep, median, period or expand."""
    notes: NotesPlace | None = None
    """Where notes stand in this edition, when not as in the book: foot or end."""
    soft_hyphens: bool = False
    """EPUB: soft hyphens in every word, for reading systems that cannot hyphenate."""

    @field_validator("holds", mode="before", json_schema_input_type=Slug | tuple[Slug, ...])
    @classmethod
    def _one_text_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @property
    def offprint(self) -> str | None:
        """Id of the one text it holds; None for the whole book. (`book.offprints` makes an edition of each.)"""
        return self.holds[0] if self.holds else None

    @field_validator("cover_file", mode="before", json_schema_input_type=str | CoverFile)
    @classmethod
    def _cover_file_in_short(cls, value: object) -> object:
        return _as_file(value)

    @model_validator(mode="after")
    def _each_sheet_has_its_own(self) -> "Edition":
        jacket = self.jacket
        if (
            jacket
            and self.binding != "hardback"
            and (jacket.spine_mm or jacket.cover_mm or jacket.cover_file)
        ):
            raise ValueError(
                "flaps of a paperback are part of its cover: `spine-mm`, `cover-mm` and `cover-file` stand in the edition"
            )
        if self.case and not self.case.printed and (self.cover_mm or self.cover_file):
            raise ValueError(
                "a case that is not printed has no file: `cover-mm` and `cover-file` of a jacket stand in `jacket`"
            )
        return self

    @field_validator("sample", mode="before")
    @classmethod
    def _sample_in_short(cls, value: object) -> object:
        if isinstance(value, str):
            return {"first": value}
        return {"pieces": value} if isinstance(value, list) else value

    @field_validator("audience", mode="before")
    @classmethod
    def _one_audience_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Delivery(Shape):
    """Who gets files of a release; a bare name is `{to: NAME}`."""

    to: Slug
    """A name of styles/recipients: generic, printer, kdp, ingram, apple, kobo, google, dilicom, distributor."""
    editions: tuple[Slug, ...] = ()
    """Ids of the editions that go there; all that the recipient takes when left out."""


class Book(Shape):
    """The whole of book.yaml."""

    title: str = Field(min_length=1)
    """Title of the book."""
    subtitle: str | None = None
    """Subtitle."""
    also_written: dict[str, str] = Field(default_factory=dict)
    """The title in other languages or scripts, by language: `{en: The Last Mile}`."""
    language: str
    """Main language, BCP 47: `fr`, `en-GB`."""
    also_in: tuple[str, ...] = ()
    """Other languages that occur in the text."""
    version: str = "1.0"
    """Version of the text; what was released under one version never changes."""
    identifier: str | None = None
    """A stable URN or URL for editions without an ISBN; made from title and publisher when left out."""
    url: Address | None = None
    """The book's page on the web, to which its offprints lead."""
    text_edition: TextEdition = TextEdition()
    """Which edition of the text it is: number, what was revised."""
    original: Original | None = None
    """Of a translation: the original."""
    description: Description | None = None
    """Texts for shops."""
    contributors: tuple[Contributor, ...] = ()
    """Everyone who made the book, in the order of the title page."""
    publisher: Publisher
    """Who publishes."""
    rights: Rights | None = None
    """Copyright."""
    distribution: Distribution | None = None
    """Who sells it to shops; the house itself when left out."""
    series: Series | None = None
    """A series the book belongs to."""
    dates: Dates
    """Dates of publication and legal deposit."""
    subjects: Subjects = Subjects()
    """What it is about."""
    audience: Audience = Audience()
    """For whom it is."""
    onix: Onix = Onix()
    """The messages for the trade."""
    legal: Legal = Legal()
    """Mentions that the law asks for."""
    accessibility: Accessibility = Accessibility()
    """Statements that only a person can make."""
    cover: Cover = Cover()
    """The cover."""
    bibliography: str | None = None
    """CSL JSON file for `[@key]` citations."""
    markdown: str = Field(default="", pattern=r"^([+-][a-z_]+)*$")
    """Pandoc extensions switched on or off: `-tex_math_dollars` for a book full of shell variables."""
    typography: str | None = None
    """Typographic usage, when not the language's own: fr-FR-livre, fr-CH, fr-CA, eu, en-GB…"""
    inclusive: Inclusive = Inclusive()
    """Inclusive writing."""
    notes: NotesPlace = NotesPlace.FOOT
    """Where notes stand: at the `foot` of the page, or at the `end` of their chapter or contribution, under a head of
    their own; an e-book has them there either way, with the head when they are to be at the end. Each piece counts
    its own from 1."""
    hyphenation: tuple[str, ...] = ()
    """Words with hyphens where they may break (`typo-gra-phie`); without any, they never do (`SNCF`)."""
    keep_as_typed: tuple[str, ...] = ()
    """Names whose signs and spaces are right as typed: `Yahoo!`."""
    words: tuple[str, ...] = ()
    """Words of this book that no dictionary has, for `check --spelling`; plurals follow."""
    dictionaries: str | None = None
    """Folder of Hunspell dictionaries (`fr.dic` with `fr.aff`), relative to book.yaml; the system's when left out."""
    design: Design = Field(default_factory=dict)
    """A name of styles/designs (novel, essay, technical) or of styles/variants, or a list of them; or what the book
    changes in styles/tokens.yaml: `{name: novel, size-text-pt: 10.5}`."""
    findings: dict[str, Severity] = Field(default_factory=dict)
    """Severity this book gives to a rule: `{MS014: warning}`."""
    text: Text
    """The order of the text."""
    editions: tuple[Edition, ...] = Field(min_length=1)
    """The products to make."""
    release: tuple[Delivery, ...] = ()
    """Who gets files from `bookbuild release`: `[printer, kobo, {to: apple, editions: [epub]}]`; `generic` when left
    out."""

    @field_validator("release", mode="before")
    @classmethod
    def _bare_recipients(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        return [{"to": item} if isinstance(item, str) else item for item in value]

    def contributor(self, id: str) -> Contributor:
        """The person with this id. KeyError when there is none (the loader has made that a finding)."""
        return {person.id: person for person in self.contributors}[id]

    @property
    def imprint(self) -> str:
        """The name on the cover and title page."""
        return self.publisher.imprint or self.publisher.name
