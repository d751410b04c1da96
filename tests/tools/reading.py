"""Chromium as a reading system: pages of an EPUB in a theme and a size of type, measured and photographed."""

import json
import re
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from bookbuild.design.contrast import GROUNDS

TEXTS = {"white": "#1a1a1a", "sepia": "#3b2f1e", "dark": "#e4e4e4"}
"""Colour of the text that a reading system sets in each theme of GROUNDS."""
_WIDTH, _HEIGHT = 500, 900
"""Chromium's windows are not narrower than 500 pixels."""
_MARGIN_PX = 24
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
)
_PROBE = """
addEventListener("load", () => {
  const wide = document.documentElement.clientWidth, faults = [];
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = rgb => { const [r, g, b] = rgb.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = element => { for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found; }
    return [255, 255, 255]; };
  const moves = element => { for (let at = element; at; at = at.parentElement) {
      const sideways = ["auto", "scroll"].includes(getComputedStyle(at).overflowX);
      if (sideways && at.getBoundingClientRect().right <= wide + 1) return true; }
    return false; };
  const name = element => element.localName + (element.className ? "." + element.className : "");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || element.closest("[hidden], annotation, script")) continue;
    const [low, high] = [light(numbers(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${name(element)}: ${text.slice(0, 40)}`);
    const range = document.createRange(); range.selectNodeContents(walker.currentNode);
    const right = range.getBoundingClientRect().right;
    if (right > wide + 1 && !moves(element)) faults.push(`overflow ${Math.round(right - wide)} px: ${name(element)}: ${text.slice(0, 40)}`);
  }
  if (document.documentElement.scrollWidth > wide + 1)
    faults.push(`overflow of the page, ${document.documentElement.scrollWidth - wide} px`);
  document.documentElement.setAttribute("data-faults", JSON.stringify(faults));
});
"""


@dataclass(frozen=True)
class Reader:
    """What a reader has chosen."""

    theme: str
    """A key of GROUNDS."""
    percent: int = 100
    """Size of the type."""


def unpack(epub: Path, folder: Path) -> list[Path]:
    """The pages of the EPUB, unpacked, in no order that matters."""
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
    return sorted(folder.rglob("*.xhtml"))


def in_one(pages: list[Path]) -> Path:
    """The bodies of all pages of one folder in one page beside them: Chromium starts once for the lot."""
    roots = [etree.parse(page).getroot() for page in pages]
    whole = roots[0]
    for root in roots[1:]:
        whole[1].extend(root[1])
    target = pages[0].with_name("whole.xhtml")
    target.write_bytes(etree.tostring(whole, encoding="utf-8"))
    return target


def faults(chromium: str, page: Path, reader: Reader) -> list[str]:
    """Text of less than 4.5:1 on its ground, and what is wider than the window, as the reader sees the page."""
    done = _run(chromium, _as_read(page, reader), "--dump-dom")
    found = re.search(r'data-faults="([^"]*)"', done)
    assert found, f"{page.name}: Chromium gave no answer: {done[:200]}"
    said: list[Any] = json.loads(found[1].replace("&quot;", '"').replace("&amp;", "&"))
    return [f"{page.name}: {fault}" for fault in said]


def photograph(chromium: str, page: Path, reader: Reader, target: Path, height: int = _HEIGHT) -> None:
    """The page as the reader sees it, as PNG."""
    _run(chromium, _as_read(page, reader), f"--screenshot={target}", height=height)


def _as_read(page: Path, reader: Reader) -> Path:
    """A copy of the page beside it, with what a reading system adds: its theme, its margins, our probe."""
    style = (
        f"html {{ background-color: {GROUNDS[reader.theme]}; color: {TEXTS[reader.theme]}; "
        f"font-size: {reader.percent}%; }} body {{ margin: {_MARGIN_PX}px; }}"
    )
    added = f"<style>{style}</style><script>//<![CDATA[\n{_PROBE}//]]></script>\n</head>"
    copy = page.with_name(f"{page.stem}--{reader.theme}-{reader.percent}.xhtml")
    copy.write_text(page.read_text(encoding="utf-8").replace("</head>", added), encoding="utf-8")
    return copy


def _run(chromium: str, page: Path, *flags: str, height: int = _HEIGHT) -> str:
    scheme = "--blink-settings=preferredColorScheme=" + ("0" if "--dark-" in page.name else "1")
    argv = [chromium, *_FLAGS, scheme, f"--window-size={_WIDTH},{height}", *flags, page.as_uri()]
    return subprocess.run(argv, capture_output=True, text=True, check=True, timeout=120).stdout
