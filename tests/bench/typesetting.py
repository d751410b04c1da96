"""How a novel is set at 6 × 9 in and 11 pt: by bookbuild, by pandoc's own Typst template, by WeasyPrint."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from bookbuild._tools.pandoc import pandoc_path
from bookbuild.design.faces import font_folders
from tests.bench.books import CorpusBook, prepare
from tests.bench.setting import Setting, setting_of

TARGETS = {
    "gap_sd_em": 0.030,
    "runts": 0,
    "widows": 0,
    "orphans": 0,
    "heads_at_foot": 0,
    "hyphens_turned": 0,
    "inclusive_divided": 0,
    "ladder": 2,
    "worst_foot": 1,
    "unlevel_share": 0.01,
}
"""The most that our own pages may have. LuaLaTeX’s evenness, measured elsewhere on another French novel, is 0.027 em."""
_TRIM, _PAPER = "6x9in", "us-trade"
"""One size by the names of bookbuild and of Typst."""
_TYPST = (
    "import sys, typst; typst.Compiler(sys.argv[1], font_paths=sys.argv[3:], ignore_system_fonts=True)"
    ".compile(output=sys.argv[2], format='pdf', pdf_tags=False)"
)
_SHEET = """
@font-face { font-family: Garamond; src: url("%s") }
@page { size: 6in 9in; margin: 20mm 18mm 25mm 18mm }
html { font: 11pt/14pt Garamond; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }
p { margin: 0; text-indent: 1.3em }
h1, h2, h3 { break-before: page; break-after: avoid; hyphens: none; text-align: left }
"""


def typesetting(book: CorpusBook, corpus: Path, place: Path, with_weasyprint: bool) -> int:
    """Print the figures side by side; gives the number of targets that ours miss."""
    root, files = prepare(replace(book, trim=_TRIM), corpus, place / "set")
    setters: dict[str, Callable[[], Path]] = {
        "bookbuild": lambda: _ours(root),
        "pandoc + typst": lambda: _pandoc(root, files),
    }
    if with_weasyprint and importlib.util.find_spec("weasyprint"):
        setters["WeasyPrint"] = lambda: _weasyprint(root, files)
    found = {name: setting_of(make()) for name, make in setters.items()}
    print(f"\n## {book.name}, set at 6 × 9 in, 11 pt\n\n{'':<22}" + "".join(f"{name:>16}" for name in found))
    for field in fields(Setting):
        values = [getattr(setting, field.name) for setting in found.values()]
        print(
            f"{field.name:<22}{''.join(_figure(value) for value in values)}{_verdict(field.name, values[0])}"
        )
    if with_weasyprint and "WeasyPrint" not in found:
        print("WeasyPrint is not installed (pip install '.[bench]')")
    return sum(getattr(found["bookbuild"], name) > most for name, most in TARGETS.items())


def _figure(value: float) -> str:
    return f"{value:>16}" if isinstance(value, int) else f"{value:>16.4f}"


def _verdict(name: str, value: float) -> str:
    if name not in TARGETS:
        return ""
    return f"  {'met' if value <= TARGETS[name] else 'MISSED'} (target {TARGETS[name]})"


def _ours(root: Path) -> Path:
    _run(
        [sys.executable, "-m", "bookbuild", "--no-ace", "-C", root, "build", "paperback"], root
    )  # drafts have ragged feet
    (pdf,) = (root / "build" / "paperback").glob("*_interieur.pdf")
    return pdf


def _pandoc(root: Path, files: Sequence[str]) -> Path:
    text, pdf = root / "manuscript", root / "pandoc.pdf"
    options = [f"papersize={_PAPER}", "fontsize=11pt", "mainfont=EB Garamond", "lang=fr"]
    variables = [part for option in options for part in ("-V", option)]
    _run([pandoc_path(), *files, "-s", "-t", "typst", *variables, "-o", "pandoc.typ"], text)
    _run([sys.executable, "-c", _TYPST, "pandoc.typ", pdf, *font_folders()], text)
    return pdf


def _weasyprint(root: Path, files: Sequence[str]) -> Path:
    text, pdf = root / "manuscript", root / "weasyprint.pdf"
    face = next(path for folder in font_folders() for path in sorted(folder.rglob("EBGaramond*.ttf")))
    (text / "peer.css").write_text(_SHEET % face.resolve().as_uri(), encoding="utf-8")
    argv: list[str | Path] = [
        pandoc_path(),
        *files,
        "-s",
        "-t",
        "html5",
        "-V",
        "lang=fr",
        "--metadata",
        "title=Bench",
    ]
    _run([*argv, "-c", "peer.css", "--template", _template(text), "-o", "peer.html"], text)
    _run([sys.executable, "-m", "weasyprint", "-q", "peer.html", pdf], text)
    return pdf


def _template(folder: Path) -> Path:
    """A page with nothing but our sheet: pandoc's own would narrow the text for screens."""
    path = folder / "peer.template"
    path.write_text(
        '<html lang="$lang$"><head><meta charset="utf-8"><title>$title$</title>'
        '<link rel="stylesheet" href="peer.css"></head><body>$body$</body></html>',
        encoding="utf-8",
    )
    return path


def _run(argv: Sequence[str | Path], folder: Path) -> None:
    subprocess.run([*map(str, argv)], cwd=folder, check=True, capture_output=True)
