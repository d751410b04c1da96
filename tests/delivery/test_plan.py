"""Recipients and what goes to them; every rule about it broken once, and once only seemingly."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.book.load import load
from bookbuild.book.model import Format, Sample
from bookbuild.delivery.demands import demand_findings
from bookbuild.delivery.papers import Packed
from bookbuild.delivery.plan import Parcel, plan
from bookbuild.delivery.recipients import UnknownRecipient, load_recipient, recipient_names
from bookbuild.design.image_limits import image_limits
from bookbuild.diagnostics import Location
from bookbuild.formats.content import Artifact, EditionText
from bookbuild.formats.onix.profile import message_profiles
from bookbuild.preflight.shop import shop_names
from bookbuild.production.plan import date_of, usage_of
from tests.book_folder import BookFolder

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("id", recipient_names())
def test_every_recipient_is_whole_and_names_what_there_is(id: str) -> None:
    recipient = load_recipient(id)
    assert recipient.name() and recipient.name("fr") and recipient.patterns
    assert all("{name}" in pattern for pattern in recipient.patterns.values())
    assert not recipient.shop or recipient.shop in shop_names()
    assert not recipient.message or recipient.message in message_profiles()
    if recipient.cover:
        assert image_limits(recipient.cover.sizes).cover_width_px >= 1400
        assert recipient.cover.formats <= set(Format)


def test_an_unknown_recipient_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownRecipient, match="apple"):
        load_recipient("fnac")


@pytest.mark.parametrize(
    ("release", "rule"),
    [
        ("[fnac]", "RL002"),
        ("[apple]", ""),
        ("[{to: kobo, editions: [hardback]}]", "RL003"),
        ("[{to: kobo, editions: [epub]}]", ""),
        ("[{to: kobo, editions: [kindle]}]", "RL005"),
        ("[{to: kdp, editions: [kindle]}]", ""),
        ("[dilicom]", "RL013"),
        ("[distributor]", ""),
    ],
)
def test_check_says_what_is_wrong_with_release(release: str, rule: str, tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "text:\n", f"release: {release}\ntext:\n")
    found = {rule for rule, file, line in book.findings() if rule.startswith("RL")}
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("to", "kind", "megabytes", "rule"),
    [
        ("ingram", "epub", 101, "RL007"),
        ("ingram", "epub", 99, ""),
        ("kdp", "kindle-epub", 651, "RL008"),
        ("kdp", "kindle-epub", 649, ""),
        ("printer", "interior-pdf", 900, ""),
    ],
)
def test_a_file_too_large_for_its_recipient_is_told(
    to: str, kind: str, megabytes: int, rule: str, tmp_path: Path
) -> None:
    path = tmp_path / "fichier"
    with path.open("wb") as file:
        file.truncate(megabytes * MEGABYTE)
    parcel = Parcel(load_recipient(to), (text_of(tmp_path),), (), Location("book.yaml", 1))
    found = demand_findings(parcel, [Packed(path, kind, None)])
    assert [finding.rule for finding in found] == ([rule] if rule else [])


@pytest.mark.parametrize(("described", "rules"), [(True, []), (False, ["RL012"])])
def test_a_shop_gets_texts(described: bool, rules: list[str], tmp_path: Path) -> None:
    text = text_of(tmp_path, described)
    parcel = Parcel(load_recipient("kobo"), (text,), (), Location("book.yaml", 1))
    assert [finding.rule for finding in demand_findings(parcel, [])] == rules


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"holds": ("un",)}, "it is an offprint"),
        ({"sample": Sample(first="10 %")}, "it is a sample"),
    ],
)
def test_shops_of_whole_books_get_no_piece_of_one(
    changes: dict[str, object], why: str, tmp_path: Path
) -> None:
    text = text_of(tmp_path)
    piece = replace(text, edition=text.edition.model_copy(update=changes))
    made = [Artifact(tmp_path / "a.epub", piece.edition.id, "epub")]
    lines = load(tmp_path / "livre").lines
    parcels, findings = plan((text,), made, lines, ("apple",))
    assert len(parcels) == 1 and findings == []
    parcels, findings = plan((piece,), made, lines, ("apple",))
    assert parcels == [] and why in findings[0].message


def text_of(root: Path, described: bool = True) -> EditionText:
    """An edition of the small book, as the demands see it."""
    book = load(BookFolder.small(root / "livre").root).book
    assert book is not None
    book = book if described else book.model_copy(update={"description": None})
    return EditionText(
        book, book.editions[1], (), root, root, date_of(book, ""), usage_of(book, book.editions[1])
    )
