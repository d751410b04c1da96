"""The sample book, built once as `make` builds it, and judged by programs that are not ours."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

ROOT = Path(__file__).parents[2]
RequireTool = Callable[[str], str]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "manuscript", root / "manuscript")
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "build"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "dist"


def one(dist: Path, pattern: str) -> Path:
    (path,) = dist.glob(pattern)
    return path


def test_no_checker_finds_an_error_and_epubcheck_not_even_a_warning(dist: Path) -> None:
    report = json.loads((dist / "report.json").read_text(encoding="utf-8"))
    foreign = [
        finding for finding in report["findings"] if re.fullmatch(r"[A-Z]{3}-\d{3}\w?", finding["rule"])
    ]
    assert report["counts"]["error"] == 0
    assert foreign == []


def test_the_text_has_fifteen_thousand_words_and_no_straight_quotes(dist: Path) -> None:
    pdf = pypdfium2.PdfDocument(one(dist, "*_interieur.pdf"))
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert len(re.findall(r"\w+", text)) > 15_000
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "manuscript").rglob("*.md"))
    prose = re.sub(r"(?ms)^```.*?^```|`[^`\n]*`|\{[^}\n]*\}|\$[^$\n]*\$", "", source)
    assert not re.search(r"[\"']", prose)


def test_the_barcode_of_the_cover_is_the_isbn_of_the_paperback(dist: Path) -> None:
    page = pypdfium2.PdfDocument(one(dist, "*_couverture.pdf"))[0].render(scale=4).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == ["9791099999900"]


@pytest.mark.tool
def test_the_interior_prints_on_the_black_plate_only(dist: Path, require_tool: RequireTool) -> None:
    argv = [require_tool("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", str(one(dist, "*_interieur.pdf"))]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, timeout=300)
    pages = [[float(ink) for ink in line.split()[:4]] for line in done.stdout.splitlines() if "CMYK" in line]
    assert len(pages) > 100
    assert all(cyan == magenta == yellow == 0 for cyan, magenta, yellow, _ in pages)
    assert sum(black > 0 for *_, black in pages) > 80


@pytest.mark.tool
@pytest.mark.parametrize("pdf", ["*_interieur.pdf", "*_couverture.pdf"])
def test_qpdf_finds_the_structure_sound(dist: Path, pdf: str, require_tool: RequireTool) -> None:
    done = subprocess.run(
        [require_tool("qpdf"), "--check", str(one(dist, pdf))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.tool
@pytest.mark.parametrize("pdf", ["*_interieur.pdf", "*_couverture.pdf"])
def test_every_font_is_embedded_and_subset(dist: Path, pdf: str, require_tool: RequireTool) -> None:
    done = subprocess.run(
        [require_tool("pdffonts"), str(one(dist, pdf))], capture_output=True, text=True, check=True
    )
    fonts = [line.split() for line in done.stdout.splitlines()[2:]]
    assert fonts
    assert all(line[-5:-3] == ["yes", "yes"] for line in fonts)
