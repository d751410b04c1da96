"""EPUBs against the demands of shops: each demand broken, and the clean book that keeps them all."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Edition
from bookbuild.cli import main
from bookbuild.diagnostics import Finding, Severity
from bookbuild.formats.epub.make import make
from bookbuild.preflight import shop
from bookbuild.preflight.artifacts import check_artifacts
from bookbuild.preflight.editions import shop_findings
from bookbuild.preflight.epub import check_epub
from bookbuild.preflight.shop import DEMANDS, Demand, Shop, UnknownShop, load_shop, shop_names
from tests.formats.written_book import edition_text
from tests.preflight.epubs import SOURCES, make_epub

ITEM = '<item id="a" '
PICTURE = 'alt="Un bus jaune."/></p>'


def faults(path: Path, *shops: str) -> list[Finding]:
    return check_epub(path, SOURCES, path.parent, [], shops)


def item(href: str, type: str) -> dict[str, str]:
    more = '<p><img src="../x.png" alt="Une carte."/></p>'
    return {ITEM: f'<item id="x" href="{href}" media-type="{type}"/>{ITEM}', PICTURE: PICTURE + more}


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("name", shop_names())
def test_every_shop_demands_known_things_with_source_and_confidence(name: str) -> None:
    found = load_shop(name)
    assert set(found.demands) <= DEMANDS
    for demand in found.demands.values():
        assert demand.confidence in {"documented", "secondary", "memory", "default"}
        assert demand.source


@pytest.mark.parametrize("name", shop_names())
def test_the_clean_book_is_right_for_every_shop(tmp_path: Path, name: str) -> None:
    path = make_epub(tmp_path).rename(tmp_path / "9791099999917.epub")
    assert faults(path, name) == []


def test_what_a_shop_does_not_say_is_as_in_general_and_null_takes_it_away() -> None:
    general, apple = load_shop("generic"), load_shop("apple")
    assert apple.demands["font-kinds"] == general.demands["font-kinds"]
    assert apple.number("file-mb-most") == 2048
    assert general.number("picture-mb-good") == 5
    assert apple.number("picture-mb-good") is None


def test_a_shop_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnknownShop, match="apple, generic, google, kobo"):
        load_shop("../profiles/office")


PLANTED: dict[str, tuple[str, str, dict[str, str], dict[str, bytes]]] = {
    "a file name without ISBN": ("google", "EP171", {}, {}),
    "a page of 320 KB": ("generic", "EP172", {"Fin.": "Fin. " * 66_000}, {}),
    "a picture of 6 million pixels": ("apple", "EP176", item("x.png", "image/png"), {"EPUB/x.png": png(3000, 2000)}),
    "a GIF in Apple Books": ("apple", "EP177", item("x.gif", "image/gif"), {"EPUB/x.gif": b"GIF89a"}),
    "a picture of 6 MB": ("generic", "EP178", item("x.png", "image/png"), {"EPUB/x.png": b"x" * 6 * 1024 * 1024}),
    "a font of a newer kind": ("kobo", "EP179", item("f.woff2", "font/woff2"), {"EPUB/f.woff2": b"x"}),
    "no publisher": ("generic", "EP180", {"dc:publisher": "dc:rights"}, {}),
    "a link to another shop": ("apple", "EP181", {'"b.xhtml#deux"': '"https://www.amazon.fr/dp/1234567890"'}, {}),
    "a link to Apple in a book for Kobo": ("kobo", "EP181", {'"b.xhtml#deux"': '"https://books.apple.com/fr/book/1"'}, {}),
    "a price on the copyright page": (
        "apple", "EP182", {"<p>Le bus": '<section epub:type="copyright-page"><p>Prix : 18,00 €</p></section><p>Le bus'}, {},
    ),
    "a picture wrapped in SVG": (
        "apple",
        "EP183",
        {PICTURE: PICTURE + '<svg xmlns="http://www.w3.org/2000/svg"><image href="../cover.png"/></svg>'},
        {},
    ),
    "a picture from outside": ("generic", "EP184", {'"../cover.png"': '"https://example.org/x.png"'}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_broken_demand_is_found_in_the_shops_name(tmp_path: Path, name: str) -> None:
    shop, rule, replace, extra = PLANTED[name]
    found = [
        finding for finding in faults(make_epub(tmp_path, replace, extra=extra), shop) if finding.rule == rule
    ]
    assert found
    assert found[0].message.startswith(f"{load_shop(shop).name}: ")
    assert found[0].hint


@pytest.mark.parametrize(
    ("size", "rule"),
    [((1399, 2238), "EP116"), ((1600, 1600), "EP174"), ((2400, 1500), "EP174"), ((7300, 10100), "EP173")],
)
def test_the_size_and_shape_of_the_cover(tmp_path: Path, size: tuple[int, int], rule: str) -> None:
    assert {finding.rule for finding in faults(make_epub(tmp_path, cover=png(*size)), "generic")} == {rule}


def test_a_cover_of_another_kind(tmp_path: Path) -> None:
    gif = {'href="cover.png" media-type="image/png"': 'href="cover.png" media-type="image/gif"'}
    assert "EP175" in {finding.rule for finding in faults(make_epub(tmp_path, gif), "generic")}


RIGHT: dict[str, tuple[str, dict[str, str]]] = {
    "a link to a rival’s other business": ("apple", {'"b.xhtml#deux"': '"https://aws.amazon.com/s3/"'}),
    "a link that is no address": ("apple", {'"b.xhtml#deux"': '"http://[amazon."'}),
    "a price in the story": ("apple", {"Fin.": "Il rendit 18,00 € et se tut."}),
    "a price on a copyright page elsewhere": (
        "kobo", {"<p>Le bus": '<section epub:type="copyright-page"><p>Prix : 18,00 €</p></section><p>Le bus'},
    ),
    "a drawing without pictures": ("apple", {PICTURE: PICTURE + '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'}),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_look_alike_breaks_no_demand(tmp_path: Path, name: str) -> None:
    shop, replace = RIGHT[name]
    ids = {finding.rule for finding in faults(make_epub(tmp_path, replace), shop)}
    assert not {id for id in ids if id >= "EP170"}


def test_only_what_somebody_has_written_down_refuses_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_epub(tmp_path)
    for confidence, severity in (("documented", Severity.ERROR), ("memory", Severity.WARNING)):
        strict = Shop("strict", "Strict", {"file-mb-most": Demand(0.000001, confidence, "its help page")})
        monkeypatch.setattr("bookbuild.preflight.epub.load_shop", lambda id, strict=strict: strict)
        (finding,) = faults(path, "strict")
        assert (finding.rule, finding.severity, finding.hint) == (
            "EP170",
            severity,
            f"its help page ({confidence}).",
        )
    assert shop.GENERIC in shop_names()


def test_the_command_checks_by_a_shops_demands(tmp_path: Path) -> None:
    path = make_epub(tmp_path, {'"b.xhtml#deux"': '"https://www.kobo.com/fr/fr/ebook/un"'})
    general, apple = (
        CliRunner().invoke(main, ["--format=concise", "check", *profile, str(path)])
        for profile in ([], ["--profile", "apple"])
    )
    assert "EP181" not in general.stdout
    assert "warning EP181 Apple Books: a link leads to https://www.kobo.com" in apple.stdout


def test_an_edition_is_checked_by_the_shops_it_names(tmp_path: Path) -> None:
    changes = {"editions": [{"id": "epub", "format": "epub", "shops": ["google", "kobo"]}]}
    text = edition_text(tmp_path, changes=changes)
    found = {finding.rule: finding for finding in check_artifacts([(text, make(text))], ask_ace=False)}
    assert found["EP171"].message.startswith("Google Play Books: the file is called le-petit-livre")


def test_a_shop_that_nobody_knows_is_found_at_its_line() -> None:
    editions = [Edition.model_validate({"id": "e", "format": "epub", "shops": ["apple", "nook"]})]
    (finding,) = shop_findings(editions, YamlLines(None))
    assert (finding.rule, finding.hint) == ("EP199", "There are: apple, generic, google, kobo.")
