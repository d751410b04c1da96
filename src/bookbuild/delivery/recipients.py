"""Recipients: what a shop or a printer takes, and how it wants it named; a data file each, with sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bookbuild.book.model import Edition, Format
from bookbuild.design.profile import DEFAULT_PROFILE, Figure
from bookbuild.design.styles import styles_folder

ONIX, ONIX_ALL = "onix", "onix-all"
"""Kinds of artifact in `files`: the message about an edition, and that about all."""


class UnknownRecipient(ValueError):
    """Not a file of styles/recipients; the message lists them."""


@dataclass(frozen=True)
class CoverWish:
    """The front of the cover as a picture."""

    pattern: str
    """Its name, with `{name}` for that of the edition."""
    formats: frozenset[Format]
    """Editions that it is wanted for."""
    sizes: str
    """Profile of styles/images.yaml."""


@dataclass(frozen=True)
class Recipient:
    """Who takes what."""

    id: str
    names: Mapping[str, str]
    """By language; under "" when it is called the same in all."""
    rules: str
    """Month in which these rules were last looked at: `2026-11`."""
    whole_only: bool
    """Takes no offprints."""
    isbn: bool
    """Takes no edition without an ISBN."""
    profiles: frozenset[str]
    """Of a printed edition: only with one of these profiles; empty for any."""
    not_profiles: frozenset[str]
    """Of a printed edition: not with one of these."""
    patterns: Mapping[str, str]
    """By kind of artifact: its name, with `{name}` for that of the edition."""
    largest_mb: Mapping[str, Figure]
    """By kind of artifact."""
    cover: CoverWish | None
    texts: bool
    """Takes descriptions, biographies and keywords."""
    shop: str
    """File of styles/shops whose demands an EPUB must meet; empty for none."""
    message: str
    """Profile of ONIX messages that it takes only; empty for any."""

    def name(self, language: str = "en") -> str:
        """What it is called; in English when it has no name in the language."""
        return self.names.get(language) or self.names.get("") or self.names["en"]

    def suits(self, edition: Edition) -> bool:
        """Whether a printed edition is made by rules that suit this recipient; any other edition does."""
        if edition.format is not Format.PRINT:
            return True
        profile = edition.profile or DEFAULT_PROFILE
        return (not self.profiles or profile in self.profiles) and profile not in self.not_profiles


def recipient_names() -> tuple[str, ...]:
    """Ids of all recipients, sorted."""
    return tuple(sorted(path.stem for path in (styles_folder() / "recipients").glob("*.yaml")))


@cache
def load_recipient(id: str) -> Recipient:
    """The recipient of this id. Raises UnknownRecipient."""
    if id not in recipient_names():
        raise UnknownRecipient(f"“{id}” is no recipient; there are {', '.join(recipient_names())}")
    with (styles_folder() / "recipients" / f"{id}.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = YAML(typ="safe").load(file)
    name = data["name"]
    return Recipient(
        id,
        names=name if isinstance(name, dict) else {"": name},
        rules=data["rules"],
        whole_only=data["editions"] == "whole",
        isbn=data["isbn"],
        profiles=frozenset(data.get("profiles", ())),
        not_profiles=frozenset(data.get("not_profiles", ())),
        patterns={kind: pattern for kind, (pattern, _, _) in data["files"].items()},
        largest_mb={kind: Figure(*figure) for kind, figure in data.get("largest_mb", {}).items()},
        cover=_cover(data["cover"]) if "cover" in data else None,
        texts=data["texts"],
        shop=data.get("shop", ""),
        message=data.get("message", ""),
    )


def _cover(data: Mapping[str, Any]) -> CoverWish:
    wanted_for = data.get("for", [format.value for format in Format])
    return CoverWish(data["file"][0], frozenset(map(Format, wanted_for)), data["sizes"])
