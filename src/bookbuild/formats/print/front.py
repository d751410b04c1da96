"""The front of the cover as a picture, for the EPUB: the design of the printed front, in sRGB."""

import json
import tempfile
from functools import lru_cache
from pathlib import Path

from bookbuild._tools.typst import compile_png
from bookbuild.design.faces import font_folders
from bookbuild.design.styles import styles_folder
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import MM_PER_INCH, Trim
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.artwork import place_artwork
from bookbuild.formats.print.cover_words import front_words

_WIDTH_MM = 100.0
"""Any width would do: every measure of the front is a share of it."""
_SAFETY_MM = 6.0


def front_png(text: EditionText, width_px: int = 1600, height_px: int = 2560) -> bytes:
    """The front as PNG, exactly this many pixels. Raises ToolFailed."""
    root = text.build / "front"
    root.mkdir(parents=True, exist_ok=True)
    copy_styles(root, "front.typ", "front-page.typ")
    trim = Trim(_WIDTH_MM, _WIDTH_MM * height_px / width_px)
    artwork, _ = place_artwork(text.artwork, text.folder, root, trim)
    tokens = load_tokens(text.book.design)
    words = front_words(text, tokens, artwork, for_press=False)
    words |= {"trim": [trim.width_mm, trim.height_mm], "safety": _SAFETY_MM}
    ppi = width_px / (_WIDTH_MM / MM_PER_INCH)
    files = frozenset((path.name, path.read_bytes()) for path in root.iterdir())
    return _draw(files, json.dumps(words), ppi)


@lru_cache(maxsize=2)
def _draw(files: frozenset[tuple[str, bytes]], words: str, ppi: float) -> bytes:
    """The picture that these files and words give: all it depends on, so EPUB and Kindle share it."""
    with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
        for name, content in files:
            Path(folder, name).write_bytes(content)
        (page,) = compile_png(Path(folder), "front-page.typ", font_folders(), ppi, {"cover": words})
    return page


def copy_styles(root: Path, *names: str) -> None:
    """Put these files of styles/print into the folder that Typst sees."""
    for name in names:
        (root / name).write_bytes((styles_folder() / "print" / name).read_bytes())
