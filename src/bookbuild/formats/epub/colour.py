"""Pictures in sRGB: the colour that every reading system takes a picture for that names no other."""

import io

from PIL import Image, ImageCms

_LARGEST_PROFILE_BYTES = 4_000_000
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""Colour space of a profile: Pillow's mode for its pixels."""
_LEVELS = (0, 64, 128, 192, 255)
_SAME = 6
"""Steps, of 255, that no eye tells apart: grey of gamma 2.2 is within them of sRGB."""
_CLEAR = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_SIXTEEN_BITS = frozenset({"I;16", "I;16B", "I;16L", "I"})


def is_srgb(picture: Image.Image) -> bool:
    """Whether the picture's numbers can be read as sRGB: it has no profile, a broken one, or one that says the same."""
    profile = _profile(picture)
    if profile is None:
        return picture.mode != "CMYK"
    mode = _SPACES[profile.profile.xcolor_space]
    if mode == "CMYK":
        return False
    sample = _sample(mode)
    converted = _converted(sample, profile)
    pairs = zip(sample.convert("RGB").tobytes(), converted.tobytes(), strict=True)
    return all(abs(before - after) <= _SAME for before, after in pairs)


def to_srgb(picture: Image.Image) -> Image.Image:
    """The picture in L, RGB or RGBA of 8 bits, by its own profile where it has one, and without it."""
    profile = _profile(picture)
    clear = picture.mode in _CLEAR or "transparency" in picture.info
    if picture.mode in _SIXTEEN_BITS:
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    alpha = picture.convert("RGBA").getchannel("A") if clear else None
    if profile is not None:
        own = _SPACES[profile.profile.xcolor_space]
        picture = _converted(picture.convert(own), profile)
        if own == "L":
            picture = picture.convert("L")
    grey = picture.mode in {"1", "L", "LA", "La"}
    settled = picture.convert("L" if grey and alpha is None else "RGB")
    if alpha is not None:
        settled.putalpha(alpha)
    settled.info = {}
    return settled


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's profile, when it can be read and is of the picture's kind of colour."""
    data = picture.info.get("icc_profile")
    if not data or len(data) > _LARGEST_PROFILE_BYTES:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return None
    mode = _SPACES.get(profile.profile.xcolor_space)
    grey = picture.mode in {"1", "L", "LA", "La", *_SIXTEEN_BITS}
    return profile if mode == ("CMYK" if picture.mode == "CMYK" else "L" if grey else "RGB") else None


def _converted(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Relative colorimetric with black point compensation, as printers' and painters' programs do."""
    try:
        done = ImageCms.profileToProfile(
            picture,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:  # a profile of one direction only, or a broken one
        return picture.convert("RGB")
    assert done is not None  # noqa: S101 — only None when it works in place
    return done


def _sample(mode: str) -> Image.Image:
    """Every mixture of a few levels."""
    if mode == "L":
        return Image.frombytes("L", (len(_LEVELS), 1), bytes(_LEVELS))
    mixed = bytes(channel for r in _LEVELS for g in _LEVELS for b in _LEVELS for channel in (r, g, b))
    return Image.frombytes("RGB", (len(mixed) // 3, 1), mixed)
