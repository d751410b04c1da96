"""RGB to the inks of one press: drawings by operators, pictures by pixels, neutral colours to black alone."""

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf
from PIL import Image, ImageCms

_NEUTRAL = 0.004
"""Channels of sRGB that differ by less are a grey: one step of 255."""
_SAMPLED_PIXELS = 1_000_000
_PAINT_RGB = {"rg": "k", "RG": "K"}
_SET_SPACE = {"cs": "k", "CS": "K"}
_SET_COLOUR = {"sc": "k", "scn": "k", "SC": "K", "SCN": "K"}


class Inks:
    """Converts pages for one press; remembers what it has converted, since pages share pictures and forms."""

    def __init__(self, profile: bytes) -> None:
        self._transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        self._colours: dict[tuple[float, ...], tuple[float, ...]] = {}
        self._seen: set[tuple[int, int]] = set()
        self.most_ink_pct = 0.0
        """Total of the four inks where they lie thickest, in per cent, so far."""

    def convert_page(self, pdf: Pdf, page: Page) -> None:
        """Replace RGB in the page, and in the forms and pictures it uses."""
        resources = page.obj.get("/Resources")
        if resources is None:
            return
        spaces = _spaces(resources)
        if _is_rgb(spaces) or _has_rgb_operator(page):
            page.obj.Contents = pdf.make_stream(self._rewritten(page, spaces))
        if "/Group" in page.obj:
            page.obj.Group.CS = Name.DeviceCMYK
        self._convert_resources(resources)

    def cmyk(self, rgb: Iterable[float]) -> tuple[float, ...]:
        """Four shares of ink for a colour of sRGB, each part from 0 to 1."""
        red, green, blue = key = tuple(round(min(1.0, max(0.0, part)), 3) for part in rgb)
        if key not in self._colours:
            if max(key) - min(key) < _NEUTRAL:
                self._colours[key] = (0.0, 0.0, 0.0, round(1 - red, 4))
            else:
                pixel = Image.new("RGB", (1, 1), (round(red * 255), round(green * 255), round(blue * 255)))
                self._colours[key] = tuple(round(part / 255, 4) for part in self._applied(pixel).tobytes())
            self.most_ink_pct = max(self.most_ink_pct, 100 * sum(self._colours[key]))
        return self._colours[key]

    def _applied(self, picture: Image.Image) -> Image.Image:
        converted = ImageCms.applyTransform(picture, self._transform)
        assert converted is not None  # noqa: S101 — only in-place conversion gives nothing back
        return converted

    def _convert_resources(self, resources: Object) -> None:
        spaces: Any = resources.get("/ColorSpace") or {}
        for name, components in _spaces(resources).items():
            if components == 1:  # krilla's ICC grey: a grey of one ink
                spaces[name] = Name.DeviceGray
        forms: Any = resources.get("/XObject") or {}
        for drawn in forms.values():
            if drawn.objgen in self._seen:
                continue
            self._seen.add(drawn.objgen)
            if drawn.get("/Subtype") == Name.Image:
                self._convert_picture(drawn)
            elif drawn.get("/Subtype") == Name.Form:
                self._convert_form(drawn)

    def _convert_form(self, form: Any) -> None:
        resources = form.get("/Resources")
        spaces = _spaces(resources) if resources is not None else {}
        if _is_rgb(spaces) or _has_rgb_operator(form):
            form.write(self._rewritten(form, spaces))
        if "/Group" in form:
            form.Group.CS = Name.DeviceCMYK
        if resources is not None:
            self._convert_resources(resources)

    def _convert_picture(self, picture: Any) -> None:
        components = 0 if picture.get("/ImageMask", False) else _components(picture.get("/ColorSpace"))
        if components == 1:
            picture.ColorSpace = Name.DeviceGray
        if components != 3:
            return
        pixels = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
        red, green, blue = (channel.tobytes() for channel in pixels.split())
        is_grey = red == green == blue
        inked = pixels.convert("L") if is_grey else self._applied(pixels)
        if not is_grey:
            self.most_ink_pct = max(self.most_ink_pct, _most_ink_pct(inked))
        picture.write(zlib.compress(inked.tobytes(), 9), filter=Name.FlateDecode)
        picture.ColorSpace = Name.DeviceGray if is_grey else Name.DeviceCMYK
        picture.BitsPerComponent = 8
        for key in ("/Decode", "/Intent"):
            if key in picture:
                del picture[key]

    def _rewritten(self, content: Any, spaces: dict[str, int]) -> bytes:
        return pikepdf.unparse_content_stream(list(self._steps(content, spaces)))

    def _steps(
        self, content: Any, spaces: dict[str, int]
    ) -> Iterator[ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
        in_rgb = {"k": False, "K": False}
        stack: list[dict[str, bool]] = []
        for step in pikepdf.parse_content_stream(content):
            operator = str(step.operator)
            if operator == "q":
                stack.append(dict(in_rgb))
            elif operator == "Q" and stack:
                in_rgb = stack.pop()
            elif operator in _SET_SPACE:
                ink = _SET_SPACE[operator]
                in_rgb[ink] = spaces.get(str(step.operands[0])) == 3
                if in_rgb[ink]:
                    continue
            elif operator in _PAINT_RGB:
                yield self._ink(step.operands, _PAINT_RGB[operator])
                continue
            elif operator in _SET_COLOUR and in_rgb[_SET_COLOUR[operator]]:
                yield self._ink(step.operands, _SET_COLOUR[operator])
                continue
            yield step

    def _ink(self, operands: Any, operator: str) -> ContentStreamInstruction:
        parts = [Object.parse(f"{part:.4f}".encode()) for part in self.cmyk(float(one) for one in operands)]
        return ContentStreamInstruction(parts, Operator(operator))


def _most_ink_pct(picture: Image.Image) -> float:
    """Of a CMYK picture; a large one is sampled, every n-th pixel of every n-th line."""
    step = max(1, round((picture.width * picture.height / _SAMPLED_PIXELS) ** 0.5))
    sampled = picture.resize(
        (-(-picture.width // step), -(-picture.height // step)), Image.Resampling.NEAREST
    )
    data = sampled.tobytes()
    thickest = max(map(sum, zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True)))
    return thickest / 255 * 100


def _spaces(resources: Any) -> dict[str, int]:
    """Components of each named colour space that is RGB or a grey with a profile; others are left out."""
    found = {
        str(name): _components(space)
        for name, space in (resources.get("/ColorSpace") or Dictionary()).items()
    }
    return {name: components for name, components in found.items() if components} | {"/DeviceRGB": 3}


def _components(space: Any) -> int:
    """3 for RGB, 1 for a grey with a profile, else 0."""
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased:
        components = int(space[1].get("/N", 0))
        return components if components in {1, 3} else 0
    if isinstance(space, Array) and len(space) and space[0] == Name.CalRGB:
        return 3
    return 3 if space == Name.DeviceRGB else 0


def _has_rgb_operator(content: Any) -> bool:
    streams = content.obj.get("/Contents", Array()) if isinstance(content, Page) else content
    parts = streams if isinstance(streams, Array) else [streams]
    return any(
        b" rg" in data or b" RG" in data or b"/DeviceRGB" in data
        for data in (one.read_bytes() for one in parts)
    )


def _is_rgb(spaces: dict[str, int]) -> bool:
    return any(components == 3 for name, components in spaces.items() if name != "/DeviceRGB")
