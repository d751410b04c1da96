"""The metadata of a package document under construction."""

from dataclasses import dataclass, field

from lxml import etree

from bookbuild.formats._xhtml.markup import XML_LANG

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"


@dataclass
class Metadata:
    """Its elements, in the order in which they are added."""

    root: etree._Element
    count: dict[str, int] = field(default_factory=dict)

    def dc(self, name: str, text: str, **attributes: str) -> str:
        """A Dublin Core element with an id of its own, which is given back."""
        self.count[name] = self.count.get(name, 0) + 1
        id = attributes.pop("id", f"{name}-{self.count[name]}")
        element = etree.SubElement(self.root, f"{{{DC}}}{name}", {"id": id, **attributes})
        element.text = text
        return id

    def meta(self, property: str, text: str, refines: str = "", lang: str = "", **attributes: str) -> None:
        """A meta element about the book, or about the element with the id `refines`; `lang` is its text's."""
        about = {"refines": f"#{refines}"} if refines else {}
        spoken = {XML_LANG: lang} if lang else {}
        element = etree.SubElement(
            self.root, f"{{{OPF}}}meta", {"property": property, **about, **attributes, **spoken}
        )
        element.text = text

    def link(self, rel: str, href: str) -> None:
        """A link to something outside the book."""
        etree.SubElement(self.root, f"{{{OPF}}}link", {"rel": rel, "href": href})
