"""Profiles of messages: what a recipient wants beyond EDItEUR's schemas, each a data file of styles/onix."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder


class UnknownProfile(ValueError):
    """Not a file of styles/onix; the message lists them."""


@dataclass(frozen=True)
class Requirement:
    """Something that a record, or the message, must say."""

    path: str
    """XPath from Product, of reference names without namespace; from the message when it begins with `/`."""
    what: str
    """In words, for the finding."""
    why: str
    level: str
    """error or warning."""
    key: tuple[str, ...]
    """Where book.yaml says it; `*` stands for the number of the edition."""
    confidence: str
    """documented, secondary or memory."""
    on: str = "all"
    """all, print or digital."""
    when: str = ""
    """A path without which the record need not say it."""
    pattern: str = ""
    """For the whole text of each element found."""
    longest: int = 0
    """Characters; 0 for any number."""
    source: str = ""
    offprint_key: tuple[str, ...] = ()
    """Where book.yaml says it of an offprint, when not at `key`."""


@dataclass(frozen=True)
class MessageProfile:
    """What one recipient wants."""

    id: str
    name: str
    needs_isbn: bool
    """Whether products without an ISBN are left out of the messages."""
    requirements: tuple[Requirement, ...]


@cache
def message_profile(id: str) -> MessageProfile:
    """The profile of this name. Raises UnknownProfile."""
    known = message_profiles()
    if id not in known:
        raise UnknownProfile(f"“{id}” is no profile of styles/onix; it knows {', '.join(known)}.")
    with (styles_folder() / "onix" / f"{id}.yaml").open(encoding="utf-8") as file:
        data = YAML(typ="safe").load(file)
    wanted = tuple(_requirement(one) for one in data["requirements"])
    return MessageProfile(id, data["name"], data["needs_isbn"], wanted)


def _requirement(data: dict[str, Any]) -> Requirement:
    fields: dict[str, Any] = {
        name: tuple(said) if isinstance(said, list) else said for name, said in data.items()
    }
    return Requirement(**fields)


@cache
def message_profiles() -> tuple[str, ...]:
    """The names of all profiles."""
    return tuple(sorted(path.stem for path in (styles_folder() / "onix").glob("*.yaml")))
