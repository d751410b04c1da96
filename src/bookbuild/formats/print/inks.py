"""Colours and pixels as ink: one black for an interior, or the four inks of a press as its ICC profile has them."""

import io
from functools import cached_property
from typing import Protocol

from PIL import Image, ImageCms

_NEUTRAL = 0.004
"""Channels of sRGB that differ by less are a grey: one step of 255."""
_SAMPLED_PIXELS = 1_000_000
_SAME_GREY = 10
"""Steps of 255: a gamma of 2.2 differs from sRGB's curve by 8, in the shadows alone."""
_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue (ITU-R BT.709), for one-ink printing."""
Ink = tuple[float, float, float, float]
"""Shares of cyan, magenta, yellow and black, each from 0 to 1."""


class NoProfile(ValueError):
    """A colour that only the profile of the press can turn into ink."""


class Inks(Protocol):
    """How colours become ink."""

    def of_rgb(self, red: float, green: float, blue: float) -> Ink:
        """A colour of sRGB, parts from 0 to 1. Raises NoProfile."""

    def of_cmyk(self, ink: Ink) -> Ink:
        """A colour that is ink already."""

    def picture(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """A picture in L (a share of white) or CMYK; `profile` is the ICC profile it was saved with.

        Raises NoProfile.
        """


class OneBlack:
    """Everything in shares of black."""

    def of_rgb(self, red: float, green: float, blue: float) -> Ink:
        """By luminance."""
        light = sum(weight * part for weight, part in zip(_LUMINANCE, (red, green, blue), strict=True))
        return 0.0, 0.0, 0.0, round(1 - min(1.0, max(0.0, light)), 4)

    def of_cmyk(self, ink: Ink) -> Ink:
        """Each ink as dark as it looks."""
        cyan, magenta, yellow, black = ink
        if not (cyan or magenta or yellow):
            return ink
        return self.of_rgb(*((1 - part) * (1 - black) for part in (cyan, magenta, yellow)))

    def picture(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """Pixels in greys, from sRGB where a profile says what they are."""
        if picture.mode in {"L", "1"}:
            return _grey(picture, profile)
        said = _from(profile, picture.mode, ImageCms.createProfile("sRGB"), "RGB")
        return _light(_applied(picture, said) if said else picture.convert("RGB"))


class PressInks:
    """The inks of one press. Neutral colours are black ink alone, which no misregister blurs."""

    def __init__(self, profile: bytes | None) -> None:
        """`profile` is the press's; without one, only neutral colours and inks have a meaning."""
        self._bytes = profile
        self._colours: dict[tuple[float, ...], Ink] = {}

    def of_rgb(self, red: float, green: float, blue: float) -> Ink:
        """By the profile; a grey as black alone."""
        key = tuple(round(min(1.0, max(0.0, part)), 3) for part in (red, green, blue))
        if key not in self._colours:
            if max(key) - min(key) < _NEUTRAL:
                self._colours[key] = (0.0, 0.0, 0.0, round(1 - key[0], 4))
            else:
                pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in key))
                cyan, magenta, yellow, black = self._inked(pixel, None).tobytes()
                self._colours[key] = tuple(round(n / 255, 4) for n in (cyan, magenta, yellow, black))  # type: ignore[assignment]
        return self._colours[key]

    def of_cmyk(self, ink: Ink) -> Ink:
        """As it is."""
        return ink

    def picture(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """Greys stay greys; inks of another press and colours become those of this one."""
        if picture.mode in {"L", "1"}:
            return _grey(picture, profile)
        if picture.mode == "CMYK":
            if self._bytes is None or profile == self._bytes:
                return picture
            said = _from(profile, "CMYK", self._profile, "CMYK")
            return _applied(picture, said) if said else picture
        pixels = picture.convert("RGB")
        red, green, blue = (channel.tobytes() for channel in pixels.split())
        return pixels.convert("L") if red == green == blue else self._inked(pixels, profile)

    def _inked(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """Pixels in RGB, of sRGB unless a profile says otherwise."""
        if self._bytes is None:
            raise NoProfile
        said = _from(profile, "RGB", self._profile, "CMYK")
        return _applied(picture, said or self._from_srgb)

    @cached_property
    def _profile(self) -> ImageCms.ImageCmsProfile:
        assert self._bytes is not None  # noqa: S101 — `_inked` has looked
        return ImageCms.ImageCmsProfile(io.BytesIO(self._bytes))

    @cached_property
    def _from_srgb(self) -> ImageCms.ImageCmsTransform:
        return _transform(ImageCms.createProfile("sRGB"), self._profile, "RGB", "CMYK")


def _light(picture: Image.Image) -> Image.Image:
    """Pixels in RGB as greys, weighed as the colours of drawings are."""
    return picture.convert("L", (*_LUMINANCE, 0.0))


def _grey(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Greys as those of sRGB, where the profile of a screen or camera says that they are others.

    A profile of class prtr is that of a press, such as Photoshop's dot gains: its greys are ink already.
    """
    if picture.mode == "1" or profile is None or profile[12:16] == b"prtr":
        return picture if picture.mode == "L" else picture.convert("L")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "GRAY":
            return picture
        to_srgb = _transform(source, ImageCms.createProfile("sRGB"), "L", "RGB")
    except (OSError, ImageCms.PyCMSError):
        return picture
    greys = _light(_applied(Image.frombytes("L", (256, 1), bytes(range(256))), to_srgb)).tobytes()
    if max(abs(grey - n) for n, grey in enumerate(greys)) <= _SAME_GREY:
        return picture
    return picture.point(list(greys))


def most_ink_pct(picture: Image.Image) -> float:
    """Total ink where it lies thickest, in per cent; of a large picture every n-th pixel of every n-th line is read."""
    step = max(1, round((picture.width * picture.height / _SAMPLED_PIXELS) ** 0.5))
    size = -(-picture.width // step), -(-picture.height // step)
    data = picture.resize(size, Image.Resampling.NEAREST).tobytes()
    if picture.mode == "L":
        return (255 - min(data)) / 255 * 100
    thickest = max(map(sum, zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True)))
    return thickest / 255 * 100


def _from(
    profile: bytes | None, mode: str, target: object, to_mode: str
) -> ImageCms.ImageCmsTransform | None:
    """The way from the profile that a picture was saved with; None when that is none for its kind of pixels."""
    if profile is None:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        fits = source.profile.xcolor_space.strip() == mode
        return _transform(source, target, mode, to_mode) if fits else None
    except (OSError, ImageCms.PyCMSError):
        return None


def _transform(source: object, target: object, from_mode: str, to_mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        source,  # type: ignore[arg-type]  # a profile, or one that Pillow has made
        target,  # type: ignore[arg-type]
        from_mode,
        to_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _applied(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(picture, transform)
    assert converted is not None  # noqa: S101 — only in-place conversion gives nothing back
    return converted
