"""Real manuscripts that nobody here wrote: two novels and a technical book."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.bench.books import BOOKS, CorpusBook, prepare, with_ragged_feet

pytestmark = pytest.mark.corpus


RequireTool = Callable[[str], str]


def build(root: Path, *names: str, option: str = "--no-ace") -> dict[str, list[dict[str, object]]]:
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "--format", "json", option, "build", *names]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_epubcheck_and_ace_have_nothing_to_say(
    book: CorpusBook, corpus: Path, tmp_path: Path, require_tool: RequireTool
) -> None:
    require_tool("ace-puppeteer")
    root, _ = prepare(with_ragged_feet(book), corpus, tmp_path)
    findings = build(root, "epub", "kindle", option="--ace")["findings"]
    assert [finding for finding in findings if finding["name"] in {"epubcheck", "ace"}] == []
    assert not {"TL020", "TL021"} & {finding["rule"] for finding in findings}
    assert len(list((root / "dist").glob("*.epub"))) == 2


def test_the_faults_of_the_technical_book_are_findings_with_file_and_line(
    corpus: Path, tmp_path: Path
) -> None:
    book = next(book for book in BOOKS if book.name == "rust-book")
    root, _ = prepare(with_ragged_feet(book), corpus, tmp_path)
    findings = build(root, "epub")["findings"]
    dead = [finding for finding in findings if finding["rule"] == "MS014"]
    assert dead
    assert all(str(finding["file"]).endswith(".md") and finding["line"] for finding in dead)


def test_a_novel_is_set_with_running_heads_and_blind_openers(corpus: Path, tmp_path: Path) -> None:
    root, _ = prepare(next(book for book in BOOKS if book.name == "sans-famille"), corpus, tmp_path)
    build(root, "print")
    pdf = pypdfium2.PdfDocument(next((root / "dist").glob("*_interieur.pdf")))
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (396, 612)  # 5.5 × 8.5 in, no bleed for an office printer
    plain = str.maketrans({"\u00a0": " ", "\u2060": ""})
    texts = [page.get_textpage().get_text_range().translate(plain) for page in pdf]
    opener = next(number for number, text in enumerate(texts) if text.lstrip().startswith("I – Au village"))
    assert str(opener + 1) not in texts[opener].split()
    assert str(opener + 2) in texts[opener + 1].split()
