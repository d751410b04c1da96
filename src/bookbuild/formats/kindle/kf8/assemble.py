"""Everything of the EPUB at its place in the book, before records are made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.archive import Archive
from bookbuild.formats.kindle.kf8.flows import Flows
from bookbuild.formats.kindle.kf8.fragments import Assembly
from bookbuild.formats.kindle.kf8.images import thumbnail
from bookbuild.formats.kindle.kf8.navigation import Line, kindle_landmarks, placed_contents
from bookbuild.formats.kindle.kf8.pages import Shared, prepared
from bookbuild.formats.kindle.kf8.protection import obfuscated
from bookbuild.formats.kindle.kf8.publication import Entry, Publication, Target
from bookbuild.formats.kindle.kf8.resources import Resources


@dataclass(frozen=True)
class Assembled:
    """The book, whole."""

    publication: Publication
    assembly: Assembly
    flows: tuple[bytes, ...]
    """The text, then style sheets and drawings."""
    resources: Resources
    lines: Sequence[Line]
    """The contents; there is always one."""
    landmarks: dict[str, tuple[str, int]]
    cover: int | None
    """Number of its resource, from 1."""
    thumbnail: int | None
    vertical: bool
    """Whether a style sheet sets vertical lines."""
    shared: Shared
    dead: Sequence[Target]
    """What links lead to that is not there."""


def assemble(archive: Archive, publication: Publication, largest_picture: int | None) -> Assembled:
    """Read the EPUB's pages, and what they show. One page is in memory at a time. Raises Unreadable."""
    unlocks, _ = obfuscated(archive, publication.metadata.identifier)
    resources = Resources(archive, publication.items, unlocks, largest_picture)
    cover, small = _cover(publication.cover, resources)
    shared = Shared(resources, Flows(archive, resources), publication.metadata.language)
    assembly = Assembly()
    for path in publication.pages:
        head, body = prepared(archive.tree(path), path, shared)
        assembly.add(path, head, body, shared)
    text, dead = assembly.linked(shared.targets)
    return Assembled(
        publication,
        assembly,
        (text, *shared.flows.flows),
        resources,
        _lines(publication, assembly),
        kindle_landmarks(publication.landmarks, assembly),
        cover,
        small,
        shared.flows.vertical,
        shared,
        tuple(dict.fromkeys(dead)),
    )


def _cover(path: str | None, resources: Resources) -> tuple[int | None, int | None]:
    """Numbers of the cover's resource and of its thumbnail's.

    The thumbnail is the first resource and the cover the second: EXTH counts from 0, and there are readers that take
    a cover with number 0 for none (@lingo-reader/mobi-parser 0.4.6).
    """
    if path is None:
        return None, None
    small = resources.add(b"")
    if resources.link(path) is None:
        resources.records.clear()
        return None, None
    resources.records[small - 1] = thumbnail(resources.records[-1])
    return small + 1, small


def _lines(publication: Publication, assembly: Assembly) -> list[Line]:
    """The contents; a book without any has its title as only line, or a device knows no chapter."""
    whole = Entry(publication.metadata.title, (publication.pages[0], ""))
    return placed_contents(publication.contents, assembly) or placed_contents([whole], assembly)
