"""What only all pages together show: blanks that follow one another, spot inks under two names, ink in all."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Pdf, Stream
from PIL import Image

from bookbuild.design.profile import Profile
from bookbuild.formats.print.inks import most_ink_pct
from bookbuild.preflight.pdf.colour import Space
from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.mark import Mark
from bookbuild.preflight.pdf.pictures import picture_fault
from bookbuild.preflight.pdf.sheet import Sheet, visible
from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes, filters
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import preflight

_MOST_PIXELS = 60_000_000
_PICTURES = frozenset({"/DCTDecode", "/DCT"})
_INK_SLACK_PCT = 0.5


class Tally:
    """What is gathered from page to page."""

    def __init__(self, pdf: Pdf, profile: Profile | None) -> None:
        self._pdf, self._profile = pdf, profile
        self._blanks: list[int] = []
        self._spots: dict[str, set[tuple[str, str]]] = {}
        self._pictures: dict[tuple[int, int], float] = {}
        self._seen: set[tuple[int, int]] = set()

    def page(self, sheet: Sheet) -> Iterator[Fault]:
        """Take a page in; the ink of its thickest place, when it is too much."""
        if not visible(sheet.marks):
            self._blanks.append(sheet.number)
        for mark in sheet.marks:
            self._note_spot(mark.colour.space)
        yield from self._damaged(sheet)
        if self._profile is None:
            return
        limit_pct = self._profile.ink_limit_pct.value
        thickest = max(sheet.marks, key=self._ink_pct, default=None)
        if thickest is not None and (found_pct := self._ink_pct(thickest)) > limit_pct + _INK_SLACK_PCT:
            what = f"Up to {found_pct:.0f} % of ink in all; the recipient takes {limit_pct:g} %"
            yield Fault(preflight.INK_LIMIT, what, sheet.number, thickest.box)

    def faults(self, pages: int) -> Iterator[Fault]:
        """What is wrong with them together."""
        for names in self._spots.values():
            if len(names) > 1:
                shown = ", ".join(sorted({f"“{name}”" for name, _ in names}))
                yield Fault(rules.SPOT_NAMES, f"One spot ink is described in {len(names)} ways: {shown}")
        most = self._profile.blank_run.value if self._profile and self._profile.blank_run else None
        run: list[int] = []
        for number in (*self._blanks, pages + 2):
            if run and number != run[-1] + 1:
                if most is not None and len(run) > most and run[-1] != pages:
                    yield Fault(
                        rules.BLANK_RUN, f"{len(run)} blank pages together; {most:g} are taken", run[0]
                    )
                run = []
            run.append(number)

    def _note_spot(self, space: Space) -> None:
        if space.family != "Separation" or space.names in (("All",), ("None",)):
            return
        alternate = space.base.family if space.base else ""
        for name in space.names:
            self._spots.setdefault("".join(name.lower().split()), set()).add((name, alternate))

    def _damaged(self, sheet: Sheet) -> Iterator[Fault]:
        """Pictures whose bytes are none, each at the first place where it is shown."""
        for mark in sheet.marks:
            at = mark.pixels.at if mark.pixels else (0, 0)
            if at == (0, 0) or at in self._seen:
                continue
            self._seen.add(at)
            if wrong := picture_fault(self._pdf.get_object(at)):
                yield Fault(rules.PICTURE_DAMAGED, f"A picture {wrong}", sheet.number, mark.box)

    def _ink_pct(self, mark: Mark) -> float:
        if mark.pixels is None:
            return 100 * mark.colour.total
        at = mark.pixels.at
        if at == (0, 0) or mark.colour.space.parts != 4:
            return 0.0
        if at not in self._pictures:
            self._pictures[at] = _picture_pct(self._pdf.get_object(at))
        return self._pictures[at]


def _picture_pct(picture: Any) -> float:
    """Ink of a picture in CMYK where it lies thickest, in per cent; 0 for one that can't be unpacked."""
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if not isinstance(picture, Stream) or not 0 < width * height <= _MOST_PIXELS:
        return 0.0
    try:
        if not set(filters(picture)) & _PICTURES:
            bounded_bytes(picture, width * height * 8 + height)
        scratch = Pdf.new()
        bare: Any = scratch.copy_foreign(picture)
        for mask in ("/SMask", "/Mask"):  # with one, pikepdf gives RGB
            if mask in bare:
                del bare[mask]
        pixels = pikepdf.PdfImage(bare).as_pil_image()
        return most_ink_pct(pixels) if pixels.mode == "CMYK" else 0.0
    except (
        TooLarge, pikepdf.PdfError, pikepdf.UnsupportedImageTypeError, pikepdf.InvalidPdfImageError,
        NotImplementedError, ValueError, TypeError, OSError, Image.DecompressionBombError,
    ):  # fmt: skip
        return 0.0
