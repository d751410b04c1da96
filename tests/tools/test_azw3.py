"""Our AZW3, read by programs that are not ours: the same text, links, contents, pictures, fonts and page numbers."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.formats.kindle.kf8.images import LARGEST_BYTES
from bookbuild.formats.kindle.kf8.write import write_azw3
from tests.bench.books import BOOKS, CorpusBook, prepare
from tests.formats.kindle.kf8.epubs import make_epub, page, picture
from tests.tools.azw3_readers import Opened, by_kindleunpack, by_mobi_parser, by_mobitool, page_map

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("BOOKBUILD_REQUIRE_TOOLS") == "1"
RequireTool = Callable[[str], str]
FONT = b"\0\1\0\0" + bytes(range(256)) * 40


@pytest.fixture(scope="module")
def mobi_parser() -> Path:
    """Where npm has installed @lingo-reader/mobi-parser: MOBI_PARSER_HOME, or .venv/mobi-parser."""
    home = Path(os.environ.get("MOBI_PARSER_HOME", ROOT / ".venv" / "mobi-parser"))
    if not (home / "node_modules" / "@lingo-reader" / "mobi-parser").is_dir():
        reason = f"npm install --prefix {home} @lingo-reader/mobi-parser has not been run"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    return home


def built(root: Path, *options: str) -> Path:
    """The Kindle EPUB of the book at `root`."""
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "build", *options, "kindle"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    (epub,) = (root / "build" / "kindle").glob("*.epub")
    return epub


def converted(epub: Path) -> tuple[Opened, Path]:
    result = write_azw3(epub, epub.with_suffix(".azw3"))
    assert [finding for finding in result.findings if finding.rule != "KI108"] == []
    return Opened(epub), result.files[0]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, Path]:
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "manuscript", root / "manuscript")
    return converted(built(root))


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, Path]:
    return converted(torture_epub(tmp_path_factory.mktemp("torture") / "torture.epub"))


def torture_epub(path: Path) -> Path:
    """A book of everything that has broken a converter somewhere."""
    code = "fn main() {\n    println!(&quot;&lt;{}&gt; &amp;&amp; 𝔘&quot;, x);\n}\n" * 150
    rows = ("".join(f"<td id='c{r}-{c}'>case {r}·{c}</td>" for c in range(20)) for r in range(100))
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'
    pages = {
        "a.xhtml": page(
            '<section id="top"><h1 id="h">Début</h1><p dir="rtl" lang="he">שלום עולם, קוראים יקרים</p><p lang="ja">吾輩は猫である。</p>'
            f'<p>𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩🏽‍🚀 e\u0301 {"x" * 30}</p><pre><code>{code}</code></pre>{svg}<p>Fin. <a href="c.xhtml#c99-19">fin</a></p></section>',
            "<style>@font-face { font-family: F; src: url(f.ttf) } body { font-family: F }</style>",
        ),
        "empty.xhtml": "",
        "b.xhtml": f'<p id="huge">{"Un très long paragraphe, sans fin ni cesse. " * 1500}<a href="a.xhtml#h">h</a> <i id="in">ici</i></p>',
        "blank.xhtml": "\n  \n",
        "c.xhtml": f'<table id="t"><caption>T</caption><tbody>{cells}</tbody></table><p><a href="#c50-10">milieu</a><a href="d.xhtml#li299">299</a></p>',
        "d.xhtml": "<ul>" + "".join(f'<li id="li{n}"><p>Point {n}<a href="b.xhtml#in">↩</a></p></li>' for n in range(300)) + "</ul>",
        "e.xhtml": "".join(f'<p><img src="i{n}.png" alt="image {n}"/><span id="p{n}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{n}"/>{n}</p>' for n in range(400)),
        "f.xhtml": "".join(f'<p>Note<a id="r{n}" href="#n{n}">{n}</a> {"mot " * 90}</p>' for n in range(200))
        + "".join(f'<aside id="n{n}"><p><a href="#r{n}">{n}</a> La note {n}.</p></aside>' for n in range(200)),
    }  # fmt: skip
    files = {f"i{n}.png": picture(size=(n % 20 + 1, n // 20 + 1), seed=n) for n in range(400)}
    labels = ["i", "ii", "iii", "iv", *map(str, range(1, 397))]
    chapters = [
        ("Début & <fin>", "a.xhtml#top", [("Titre", "a.xhtml#h", ())]),
        ("Vide", "empty.xhtml", ()),
        ("Long", "b.xhtml#huge", [("Ici", "b.xhtml#in", ())]),
        ("Table", "c.xhtml", [("Case", "c.xhtml#c99-0", [("Sous-case", "c.xhtml#c99-19", ())])]),
        ("Liste", "d.xhtml", [(f"Point {n}", f"d.xhtml#li{n}", ()) for n in range(0, 300, 5)]),
        ("Images", "e.xhtml", ()),
        ("Notes", "f.xhtml", ()),
    ]
    return make_epub(
        path,
        pages,
        files={**files, "f.ttf": FONT, "cover.jpg": picture("JPEG", (600, 960))},
        cover="cover.jpg",
        contents=chapters,
        landmarks=[("bodymatter", "a.xhtml#h"), ("toc", "a.xhtml")],
        page_list=[(label, f"e.xhtml#p{n}") for n, label in enumerate(labels)],
    )


def same_pictures(source: Opened, read: Opened) -> None:
    """Every picture is shown, and those a Kindle takes as they are have the same bytes."""
    assert len(read.pictures) == len(source.pictures)
    for before, after in zip(source.pictures, read.pictures, strict=True):
        assert after == before or len(before) > LARGEST_BYTES >= len(after)


def whole_by_kindleunpack(source: Opened, azw3: Path, folder: Path) -> Opened:
    apnx = azw3.with_suffix(".apnx")
    read = by_kindleunpack(azw3, folder, apnx if apnx.is_file() else None)
    assert read.text == source.text
    assert read.links == source.links
    assert read.contents == source.contents
    same_pictures(source, read)
    return read


def whole_by_mobitool(mobitool: str, source: Opened, azw3: Path, folder: Path) -> None:
    """libmobi 0.11 takes some links to the first byte of a fragment for links to the page: 99 of 100 are asked for."""
    read = by_mobitool(mobitool, azw3, folder)
    assert read.text == source.text
    assert len(read.links) == len(source.links)
    right = sum(one == other for one, other in zip(read.links, source.links, strict=True))
    assert right >= 0.99 * len(source.links)
    assert [line[:2] for line in read.contents] == [line[:2] for line in source.contents]
    same_pictures(source, read)


def whole_by_mobi_parser(node: str, home: Path, source: Opened, azw3: Path, folder: Path) -> None:
    read = by_mobi_parser(node, home, azw3, folder)
    assert read.text == source.text
    assert list(read.links) == [source.page_of(place) for place in source.links]
    assert [line[:2] for line in read.contents] == [line[:2] for line in source.contents]
    assert read.cover[:2] == b"\xff\xd8"


def test_kindleunpack_reads_the_sample_book(sample: tuple[Opened, Path], tmp_path: Path) -> None:
    read = whole_by_kindleunpack(*sample, tmp_path / "out")
    assert len(read.links) > 200 and len(read.contents) > 30


def test_kindleunpack_reads_the_torture_book(torture: tuple[Opened, Path], tmp_path: Path) -> None:
    source, azw3 = torture
    read = whole_by_kindleunpack(source, azw3, tmp_path / "out")
    assert len(read.links) == 1 + 1 + 2 + 300 + 400
    assert read.files(".ttf") == {FONT}
    assert [b"<circle" in drawing for drawing in read.files(".svg")] == [True]
    (cover,) = (path for path in read.items.values() if "cover" in path and path.endswith(".jpeg"))
    assert read.archive.read(cover) == source.archive.read("EPUB/cover.jpg")


def test_kindleunpack_finds_each_page_of_print_at_its_element(
    torture: tuple[Opened, Path], tmp_path: Path
) -> None:
    source, azw3 = torture
    read = by_kindleunpack(azw3, tmp_path / "out", azw3.with_suffix(".apnx"))
    labels = ["i", "ii", "iii", "iv", *map(str, range(1, 397))]
    wanted = [source.place("EPUB/nav.xhtml", f"e.xhtml#p{n}") for n in range(400)]
    assert len(set(wanted)) == 400
    assert page_map(read) == list(zip(labels, wanted, strict=True))


def test_kindleunpack_finds_the_printed_pages_of_the_sample_book(
    sample: tuple[Opened, Path], tmp_path: Path
) -> None:
    source, azw3 = sample
    (nav,) = (name for name in source.archive.namelist() if name.endswith("/nav.xhtml"))
    links = etree.fromstring(source.archive.read(nav)).iterfind(
        ".//{*}nav[@{http://www.idpf.org/2007/ops}type='page-list']//{*}a"
    )
    wanted = [(link.text, source.place(nav, link.get("href"))) for link in links]
    assert len(wanted) > 80
    assert page_map(by_kindleunpack(azw3, tmp_path / "out", azw3.with_suffix(".apnx"))) == wanted


@pytest.mark.tool
@pytest.mark.parametrize("book", ["sample", "torture"])
def test_libmobi_reads_it(
    book: str, request: pytest.FixtureRequest, tmp_path: Path, require_tool: RequireTool
) -> None:
    source, azw3 = request.getfixturevalue(book)
    whole_by_mobitool(require_tool("mobitool"), source, azw3, tmp_path / "out")


@pytest.mark.tool
@pytest.mark.parametrize("book", ["sample", "torture"])
def test_mobi_parser_reads_it(
    book: str, request: pytest.FixtureRequest, mobi_parser: Path, tmp_path: Path, require_tool: RequireTool
) -> None:
    source, azw3 = request.getfixturevalue(book)
    whole_by_mobi_parser(require_tool("node"), mobi_parser, source, azw3, tmp_path / "out")


@pytest.fixture
def calibre() -> Callable[[str], str]:
    """Finds a program of calibre's; skips without it, always: it is 792 MB of packages."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip("calibre is not installed (and never required)")
        return path

    return find


@pytest.mark.tool
def test_calibre_reads_it_when_it_is_here(
    torture: tuple[Opened, Path], tmp_path: Path, calibre: Callable[[str], str]
) -> None:
    source, azw3 = torture
    back = tmp_path / "back.epub"
    argv = [calibre("ebook-convert"), str(azw3), str(back), "--no-default-epub-cover"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    read = Opened(back)
    assert read.text == source.text
    assert [label for label, _, _ in read.contents] == [label for label, _, _ in source.contents]


@pytest.mark.tool
@pytest.mark.parametrize("book", ["sample", "torture"])
def test_calibre_finds_the_strands_it_would_have_written(
    book: str, request: pytest.FixtureRequest, tmp_path: Path, calibre: Callable[[str], str]
) -> None:
    _, azw3 = request.getfixturevalue(book)
    argv = [calibre("calibre-debug"), "-m", str(azw3)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=600, cwd=tmp_path)
    assert done.returncode == 0 and "TBS mismatch" not in done.stdout + done.stderr


@pytest.mark.corpus
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_all_readers_read_real_books(
    book: CorpusBook, corpus: Path, tmp_path: Path, mobi_parser: Path, require_tool: RequireTool
) -> None:
    root, _ = prepare(book, corpus, tmp_path)
    source, azw3 = converted(built(root, "--draft"))
    whole_by_kindleunpack(source, azw3, tmp_path / "kindleunpack")
    whole_by_mobitool(require_tool("mobitool"), source, azw3, tmp_path / "libmobi")
    whole_by_mobi_parser(require_tool("node"), mobi_parser, source, azw3, tmp_path / "parser")


def test_an_edition_can_have_an_azw3_beside_its_epub(tmp_path: Path) -> None:
    from tests.book_folder import BookFolder

    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "format: kindle,", "format: kindle, azw3: true,")
    result = book.run("build", "kindle")
    assert result.exit_code == 0, result.output
    assert sorted(name for name in book.dist if "kindle" in name) == [
        "un-livre-d-essai-kindle.apnx",
        "un-livre-d-essai-kindle.azw3",
        "un-livre-d-essai-kindle.epub",
    ]
    assert "try it on a Kindle" in result.stderr
    first = book.dist["un-livre-d-essai-kindle.azw3"]
    assert book.run("build", "kindle", options=("--no-cache",)).exit_code == 0
    assert book.dist["un-livre-d-essai-kindle.azw3"] == first


def test_the_command_writes_checks_and_says_which_engine_it_was(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from bookbuild.cli import main

    epub = make_epub(
        tmp_path / "b.epub", {"a.xhtml": "<p>A</p>"}, files={"c.jpg": picture("JPEG")}, cover="c.jpg"
    )
    result = CliRunner().invoke(main, ["azw3", str(epub), "-o", str(tmp_path / "x.azw3"), "--shelf", "books"])
    assert result.exit_code == 0, result.output
    assert "own engine" in result.stderr
    assert (tmp_path / "x.azw3").is_file()
    assert [
        path.name
        for path in tmp_path.glob("*.jpg")
        if re.fullmatch(r"thumbnail_.*_EBOK_portrait\.jpg", path.name)
    ]
    assert CliRunner().invoke(main, ["check", str(tmp_path / "x.azw3")]).exit_code == 0
    assert CliRunner().invoke(main, ["azw3", str(tmp_path / "no.epub")]).exit_code == 1
    assert CliRunner().invoke(main, ["azw3", str(epub), "-o", str(epub)]).exit_code == 2


def test_calibre_is_used_when_asked_for_and_its_absence_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from bookbuild.cli import main
    from bookbuild.errors import Exit

    epub = make_epub(tmp_path / "b.epub", {"a.xhtml": "<p>A</p>"})
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = CliRunner().invoke(main, ["azw3", str(epub), "--engine", "calibre"])
    assert missing.exit_code == Exit.TOOL and "calibre is not installed" in missing.output
    program = tmp_path / "ebook-convert"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo "ebook-convert (calibre 6.13.0)" && exit\necho x > "$2"\n'
    )
    program.chmod(0o755)
    used = CliRunner().invoke(main, ["azw3", str(epub), "--engine", "calibre"])
    assert used.exit_code == 0 and "Written by calibre 6.13.0" in used.stderr
    program.write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "b.azw3").unlink()
    assert CliRunner().invoke(main, ["azw3", str(epub), "--engine", "calibre"]).exit_code == Exit.TOOL
