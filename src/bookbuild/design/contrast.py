"""Contrast between two colours (WCAG 2.2), and an ink that is seen on every ground a reader may choose."""

AA_TEXT, AA_GRAPHIC = 4.5, 3.0
"""Least contrast of text (WCAG 2.2, 1.4.3) and of what is drawn (1.4.11)."""
GROUNDS = {"white": "#ffffff", "sepia": "#f4ecd8", "dark": "#121212"}
"""The themes that reading systems have, more or less; true black is kinder than dark."""
_STEPS = 64


def contrast(first: str, second: str) -> float:
    """From 1 to 21 between two `#rrggbb`."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def seen_everywhere(srgb: str) -> str:
    """The ink, or the nearest one on its way to white or black that stands out of every ground as a rule does.

    No colour has the contrast of text on all of them: coloured text is nowhere in our sheets.
    """
    mixed = (
        _mix(srgb, towards, step / _STEPS) for step in range(_STEPS + 1) for towards in ("#ffffff", "#000000")
    )
    return next(
        ink for ink in mixed if all(contrast(ink, ground) >= AA_GRAPHIC for ground in GROUNDS.values())
    )


def _luminance(srgb: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definitions)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(srgb))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(srgb: str, towards: str, share: float) -> str:
    pairs = zip(_channels(srgb), _channels(towards), strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)


def _channels(srgb: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(srgb.removeprefix("#"))
    return red, green, blue
