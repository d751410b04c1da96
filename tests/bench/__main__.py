"""`make bench`: every corpus book by bookbuild and by pandoc, Typst and calibre alone, medians of three runs.

Then how evenly the novels are set, beside pandoc's own Typst template and WeasyPrint.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from bookbuild._tools.pandoc import pandoc_path
from bookbuild.filters.typography import Usage
from bookbuild.formats.print.pdfx import STANDARDS
from tests.bench.books import BOOKS, CorpusBook, prepare
from tests.bench.checking import check_wall_s
from tests.bench.finishing import compile_cpu_s, finishing_cpu_s
from tests.bench.language import proofreading_cpu_s, typography_cpu_s
from tests.bench.measure import Measure, measure
from tests.bench.typesetting import typesetting

RUNS = int(os.environ.get("BENCH_RUNS", "3"))
_TYPST = "import sys, typst; typst.Compiler(sys.argv[1], root='.').compile(output=sys.argv[2], format='pdf', pdf_tags=False)"


def main() -> int:
    """Print a table for each book, and how each figure stands to its target."""
    corpus = Path(os.environ.get("BOOKBUILD_CORPUS", ""))
    if not corpus.is_dir() or not os.environ.get("BOOKBUILD_CORPUS"):
        print(
            "Set BOOKBUILD_CORPUS to a folder that holds sans-famille, jean-christophe and rust-book.",
            file=sys.stderr,
        )
        return 2
    missed = 0
    with tempfile.TemporaryDirectory(prefix="bookbuild-bench-") as place:
        for book in BOOKS:
            missed += bench(book, corpus, Path(place))
        for book in BOOKS:
            if book.novel:  # WeasyPrint needs a minute for the long one
                missed += typesetting(book, corpus, Path(place), with_weasyprint=not book.has_targets)
    missed += _language(corpus)
    return 1 if missed else 0


def bench(book: CorpusBook, corpus: Path, place: Path) -> int:
    """One book; gives the number of targets missed."""
    root, files = prepare(book, corpus, place)
    print(f"\n## {book.name}\n\n{'':<44}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}")
    peers = _peers(root, files)
    ours = _ours(root, book)
    epub, typst = peers["pandoc -t epub3"], peers.get("typst compile")
    cold = ours["EPUB + interior + Kindle, cold"]
    edited, watched = ours["… after a one-word edit"], ours["… the same, in watch"]
    figures = [
        ("three after one word / three cold (wall)", edited.wall_s / cold.wall_s, 0.5),
        ("three after one word, watched / three cold (wall)", watched.wall_s / cold.wall_s, 0.5),
    ]
    if typst:
        both = epub.wall_s + typst.wall_s
        figures.append(("three cold / (pandoc epub3 + typst compile) (wall)", cold.wall_s / both, 1.25))
        figures.append(("peak memory / typst compile's", cold.peak_mb / typst.peak_mb, 1.15))
    figures += _azw3(root)
    figures += _finishing(root, book)
    judged: list[tuple[str, float, float | None]] = [
        ("EPUB cold / pandoc epub3 (wall)", ours["EPUB, cold"].wall_s / epub.wall_s, book.cold_epub),
        ("check of the EPUB by a warm EPUBCheck (s)", _check(root), _CHECK_S),
        *((name, figure, target if book.has_targets else None) for name, figure, target in figures),
    ]
    print()
    for name, figure, target in judged:
        print(f"{name:<52} {figure:.2f}{_verdict(figure, target) if target else ''}")
    return sum(target is not None and figure > target for _, figure, target in judged)


_CHECK_S = 10.0
"""Target for a check when Java runs already, whatever the book."""
_TYPOGRAPHY_CPU_S, _PROOFREADING_CPU_S = 4.0, 6.0
"""Targets for jean-christophe (570,000 words), one core."""


def _language(corpus: Path) -> int:
    files = sorted((corpus / "jean-christophe").glob("**/*.md"))
    costs: list[tuple[str, Callable[[], float], float]] = [
        ("TYPOGRAPHY", partial(typography_cpu_s, files, Usage("fr")), _TYPOGRAPHY_CPU_S),
        ("proofreading", partial(proofreading_cpu_s, files), _PROOFREADING_CPU_S),
    ]
    print("\n## Language, jean-christophe: CPU seconds\n")
    missed = 0
    for name, cost, target in costs:
        cpu_s = statistics.median(cost() for _ in range(RUNS))
        print(f"{name:<52} {cpu_s:.2f}{_verdict(cpu_s, target)}")
        missed += cpu_s > target
    return missed


def _verdict(ratio: float, target: float) -> str:
    return f"  {'met' if ratio <= target else 'MISSED'} (target {target:.2f})"


def _peers(root: Path, files: Sequence[str]) -> dict[str, Measure]:
    pandoc, text = pandoc_path(), root / "manuscript"
    (root / "peer").mkdir()
    epub, typ, pdf = root / "peer" / "pandoc.epub", text / "pandoc.typ", root / "peer" / "typst.pdf"
    title = ("--metadata", "title=Bench")
    jobs: dict[str, list[str | Path]] = {
        "pandoc -t epub3": [pandoc, *files, "-t", "epub3", "--toc", *title, "-o", epub],
        "pandoc -t typst": [pandoc, *files, "-s", "-t", "typst", *title, "-o", typ],
        "typst compile": [sys.executable, "-c", _TYPST, typ.name, pdf],
    }
    found: dict[str, Measure] = {}
    for name, argv in jobs.items():
        try:
            found[name] = _median(name, partial(measure, argv, text))
        except subprocess.CalledProcessError as error:
            refusal = error.output.decode(errors="replace").strip().splitlines()[-1]
            print(f"{name:<44}refuses pandoc's output: {refusal}")
    typ.unlink(missing_ok=True)
    return found


def _ours(root: Path, book: CorpusBook) -> dict[str, Measure]:
    build: list[str | Path] = [sys.executable, "-m", "bookbuild", "-C", root, "build", "--draft"]
    three: list[str | Path] = [*build, "epub", "print", "kindle"]

    def cold(argv: Sequence[str | Path]) -> Callable[[], Measure]:
        def run() -> Measure:
            shutil.rmtree(root / "build", ignore_errors=True)
            return measure(argv, root)

        return run

    def edited() -> Measure:
        path = root / "manuscript" / book.edited
        path.write_text(
            path.read_text(encoding="utf-8").replace(" la ", " une ", 1).replace(" the ", " one ", 1),
            encoding="utf-8",
        )
        return measure(three, root)

    def nothing() -> Measure:
        return measure([sys.executable, "-m", "bookbuild", "-C", root, "--no-ace", "build"], root)

    found = {
        "EPUB, cold": _median("EPUB, cold", cold([*build, "epub"])),
        "EPUB + interior + Kindle, cold": _median("EPUB + interior + Kindle, cold", cold(three)),
        "… after a one-word edit": _median("… after a one-word edit", edited),
    }
    found["… the same, in watch"] = _watched(root, book)
    nothing()  # a whole build with all checks, so that the next finds nothing changed
    found["… nothing changed"] = _median("… nothing changed", nothing)
    return found


def _azw3(root: Path) -> list[tuple[str, float, float]]:
    """AZW3 of the Kindle EPUB that has just been built, beside calibre when it is installed: ratios and targets."""
    (epub,) = (root / "build" / "kindle").glob("*.epub")
    argv: list[str | Path] = [sys.executable, "-m", "bookbuild", "azw3", epub, "-o", root / "book.azw3"]
    ours = _median("AZW3 of the Kindle EPUB", partial(measure, argv, root))
    calibre = shutil.which("ebook-convert")
    if calibre is None:
        print(f"{'calibre ebook-convert':<44}is not installed")
        return []
    theirs = _median(
        "calibre ebook-convert", partial(measure, [calibre, epub, root / "peer" / "book.azw3"], root)
    )
    return [
        ("AZW3 / calibre (wall)", ours.wall_s / theirs.wall_s, 0.25),
        ("AZW3 / calibre (peak memory)", ours.peak_mb / theirs.peak_mb, 0.5),
    ]


def _check(root: Path) -> float:
    """Wall seconds of a check when Java runs already."""
    (epub,) = (root / "build" / "epub").glob("*.epub")
    cold_s, warm_s = check_wall_s(epub)
    print(f"{'check of the EPUB, first':<44}{cold_s:>8.2f}\n{'… and again':<44}{warm_s:>8.2f}", flush=True)
    return warm_s


def _finishing(root: Path, book: CorpusBook) -> list[tuple[str, float, float]]:
    """PDF/X of the interior that has just been built, beside the compile that set it: ratios and targets."""
    build = root / "build" / "paperback"
    compiled_s = statistics.median(compile_cpu_s(build) for _ in range(RUNS))
    print(f"{'typst compile of our interior':<44}{'':>8}{compiled_s:>8.2f}")
    found = []
    for standard in STANDARDS:
        cpu_s = statistics.median(finishing_cpu_s(build, standard, book.trim) for _ in range(RUNS))
        print(f"{f'{standard} of it':<44}{'':>8}{cpu_s:>8.2f}", flush=True)
        found.append((f"{standard} / typst compile (cpu)", cpu_s / compiled_s, 0.2))
    return found


def _watched(root: Path, book: CorpusBook) -> Measure:
    """From the save of an edited file to the drafts made again, by a running `bookbuild watch`; no memory is taken."""
    path = root / "manuscript" / book.edited
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "watch", "epub", "print", "kindle"]
    walls: list[float] = []
    with subprocess.Popen(argv, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as watch:
        assert watch.stderr is not None
        _wait_for("Watching", watch.stderr)
        for number in range(RUNS):
            started = time.perf_counter()
            path.write_text(
                path.read_text(encoding="utf-8")
                .replace(" et ", f" et{number} ", 1)
                .replace(" and ", f" and{number} ", 1),
                encoding="utf-8",
            )
            _wait_for("done in", watch.stderr)
            walls.append(time.perf_counter() - started)
        watch.terminate()
    wall_s = statistics.median(walls)
    print(f"{'… the same, in watch':<44}{wall_s:>8.2f}", flush=True)
    return Measure(wall_s, 0.0, 0.0)


def _wait_for(words: str, lines: IO[str]) -> None:
    if not any(words in line for line in lines):
        raise RuntimeError(f"`bookbuild watch` ended before it said “{words}”")


def _median(name: str, run: Callable[[], Measure]) -> Measure:
    """The run with the median wall time of RUNS; printed."""
    runs = sorted((run() for _ in range(RUNS)), key=lambda cost: cost.wall_s)
    middle = runs[statistics.median_low(range(RUNS))]
    print(f"{name:<44}{middle.wall_s:>8.2f}{middle.cpu_s:>8.2f}{middle.peak_mb:>9.0f}", flush=True)
    return middle


if __name__ == "__main__":
    sys.exit(main())
