"""A file of the package."""

from dataclasses import dataclass

XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True)
class Item:
    """One file with its line of the manifest."""

    id: str
    href: str
    """From the package's root."""
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
