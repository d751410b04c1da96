"""How large pictures and covers of an e-book may be, by who receives it: styles/images.yaml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder

GENERIC = "epub-generic"


@dataclass(frozen=True)
class ImageLimits:
    """The figures of one profile; their confidence and sources are in the file."""

    max_pixels: int
    max_bytes: int
    jpeg_quality: int
    jpeg_quality_least: int
    """Only to come under `max_bytes`."""
    cover_width_px: int
    cover_height_px: int
    cover_max_bytes: int


@cache
def image_limits(profile: str) -> ImageLimits:
    """The limits of a profile; the generic ones for one that says nothing of pictures."""
    with (styles_folder() / "images.yaml").open(encoding="utf-8") as file:
        data: dict[str, dict[str, list[Any]]] = YAML(typ="safe").load(file)
    figures = {name: figure[0] for name, figure in {**data[GENERIC], **data.get(profile, {})}.items()}
    return ImageLimits(
        max_pixels=figures["max-pixels"],
        max_bytes=int(figures["max-mb"] * 1_000_000),
        jpeg_quality=figures["jpeg-quality"],
        jpeg_quality_least=figures["jpeg-quality-least"],
        cover_width_px=figures["cover-width-px"],
        cover_height_px=figures["cover-height-px"],
        cover_max_bytes=int(figures["cover-max-mb"] * 1_000_000),
    )
