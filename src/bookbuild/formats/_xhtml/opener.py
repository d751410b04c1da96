"""How a piece begins: title, byline, who wrote it, abstract."""

from lxml import etree

from bookbuild.formats._xhtml.head import PageHead, Person
from bookbuild.formats._xhtml.markup import add, mark, tag, text_of
from bookbuild.formats._xhtml.prose import set_prose
from bookbuild.formats._xhtml.semantics import UNTITLED, first_heading
from bookbuild.formats.wording import Wording


def open_piece(section: etree._Element, head: PageHead, words: Wording) -> None:
    """The opener around the first heading; the section is named by that heading instead of its aria-label."""
    title = first_heading(list(section))
    if title is not None and head.kind in UNTITLED:
        _name_by_hidden_title(section, title)
        title = None
    if title is not None:
        title.set("id", title.get("id") or f"{head.id}-title")
        section.set("aria-labelledby", title.get("id"))
        section.attrib.pop("aria-label", None)
    if title is not None or head.byline or head.people:
        section.insert(0, _opener(title, head, words))
    if head.abstract:
        section.insert(1, _abstract(head.abstract, words))


def add_portrait(parent: etree._Element, person: Person, words: Wording) -> None:
    """A portrait; its text alternative says at least whose it is."""
    figure = add(parent, "figure", class_="portrait")
    add(
        figure,
        "img",
        src=f"../{person.portrait}",
        alt=person.portrait_alt or f"{words.portrait} {person.name}",
    )


def _opener(title: etree._Element | None, head: PageHead, words: Wording) -> etree._Element:
    opener = etree.Element(tag("header"), {"class": "opener"})
    if title is not None:
        title.tail = "\n"
        opener.append(title)
    if head.byline:
        add(opener, "p", head.byline, class_="byline").tail = "\n"
    if any(person.portrait or person.biography for person in head.people):
        _present(opener, head.people, words)
    opener.tail = "\n"
    return opener


def _present(opener: etree._Element, people: tuple[Person, ...], words: Wording) -> None:
    """Each person's portrait beside their biography."""
    aside = add(opener, "aside", class_="presentation", aria_label=words.biography)
    for person in people:
        entry = add(aside, "div", class_="person")
        if person.portrait:
            add_portrait(entry, person, words)
        for paragraph in person.biography:
            set_prose(add(entry, "p"), paragraph)
        entry.tail = "\n"
    aside.tail = "\n"


def _abstract(text: tuple[str, ...], words: Wording) -> etree._Element:
    abstract = etree.Element(tag("section"))
    mark(abstract, class_="abstract", epub_type="abstract", role="doc-abstract", aria_label=words.abstract)
    for paragraph in text:
        set_prose(add(abstract, "p"), paragraph)
    abstract.tail = "\n"
    return abstract


def _name_by_hidden_title(section: etree._Element, title: etree._Element) -> None:
    """Links to the heading still arrive: its id goes to the section."""
    section.set("aria-label", text_of(title))
    if title.get("id"):
        section.set("id", title.get("id"))
    section.remove(title)
