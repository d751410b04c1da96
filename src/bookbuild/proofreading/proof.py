"""What proofreading one file gives: kept in the cache, and all that the rules about the whole book see of it."""

import msgspec

from bookbuild.diagnostics import Finding, Location


class Remark(msgspec.Struct):
    """A finding with the passage it is about, as offsets in the text, and what mends it."""

    rule: str
    finding: Finding | None
    """None for one more of a kind that has been shown often enough."""
    start: int
    end: int
    mended: str | None = None


class Use(msgspec.Struct):
    """One place where the book chose one way of writing among several."""

    family: str
    """dates, numbers or inclusive."""
    style: str
    text: str
    at: Location
    start: int


class Name(msgspec.Struct):
    """A capitalised word inside sentences: how often, and where first."""

    count: int
    at: Location
    start: int


class Allowance(msgspec.Struct):
    """A comment that allows rules in a passage."""

    rules: list[str]
    start: int
    end: int
    at: Location


class Proof(msgspec.Struct):
    """One file, proofread."""

    file: str
    remarks: list[Remark] = []
    uses: list[Use] = []
    names: dict[str, Name] = {}
    terms: list[str] = []
    """Words that definition lists define."""
    allowances: list[Allowance] = []
    pictures: list["Picture"] = []
    words: dict[str, Name] = {}
    """Every word, for the spelling; empty unless it was asked for."""


class Picture(msgspec.Struct):
    """A picture as the source names it."""

    address: str
    width: str
    """As its attributes give it: `60%`, `8cm`; empty when they do not."""
    at: Location
    start: int
