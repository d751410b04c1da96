"""Colour spaces and colours of content streams (ISO 32000-1, 8.6): what family they are of, what ink they take."""

from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

_DEPTH = 6
"""Spaces within spaces: an Indexed of a Separation of an ICCBased has three."""
_DEVICE = {
    "/DeviceGray": ("Gray", 1), "/G": ("Gray", 1), "/CalGray": ("CalGray", 1),
    "/DeviceRGB": ("RGB", 3), "/RGB": ("RGB", 3), "/CalRGB": ("CalRGB", 3),
    "/DeviceCMYK": ("CMYK", 4), "/CMYK": ("CMYK", 4), "/Lab": ("Lab", 3),
}  # fmt: skip
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
DARK, TRACE = 0.85, 0.05
"""More black than this, with more of another ink than that, is a rich black."""
_NEUTRAL = 0.3
"""So is a dark grey of the other three: they differ by less than this, cyan being the weakest ink."""
Inks = tuple[float, float, float, float]


@dataclass(frozen=True)
class Space:
    """A colour space."""

    family: str
    """Gray, RGB, CMYK (device spaces), CalGray, CalRGB, Lab, ICC, Separation, DeviceN, Indexed, Pattern, unknown."""
    parts: int = 1
    names: tuple[str, ...] = ()
    """Colorants of a Separation or DeviceN."""
    base: "Space | None" = None
    """Alternate of a spot colour, base of an Indexed, colours of an uncoloured pattern."""
    profile: tuple[int, int] = (0, 0)
    """The object that an ICC space's profile is."""

    @property
    def is_rgb(self) -> bool:
        """Whether its colours are lights, not inks."""
        if self.family in {"Indexed", "Pattern"}:
            return self.base is not None and self.base.is_rgb
        return self.family in {"RGB", "CalRGB", "Lab"} or (self.family == "ICC" and self.parts == 3)

    @property
    def device_independent(self) -> bool:
        """Whether it, or what it rests on, is described by colorimetry."""
        if self.family in {"ICC", "CalGray", "CalRGB", "Lab"}:
            return True
        return self.base is not None and self.base.device_independent


GRAY, RGB, CMYK = Space("Gray"), Space("RGB", 3), Space("CMYK", 4)
PATTERN, UNKNOWN = Space("Pattern", 0), Space("unknown")


@dataclass(frozen=True)
class Colour:
    """A colour as content sets it."""

    space: Space = GRAY
    parts: tuple[float, ...] = (0.0,)

    @property
    def inks(self) -> Inks | None:
        """Shares of the four process inks; None for what is no ink before someone converts it."""
        return _inks(self.space, self.parts)

    @property
    def total(self) -> float:
        """All inks together, spot colours among them; 0 for what is no ink."""
        inks = self.inks
        if inks is not None:
            return sum(inks)
        return sum(self.parts) if self.space.family in {"Separation", "DeviceN"} else 0.0

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper as it is, but for what it covers."""
        family = self.space.family
        if not self.parts:
            return False  # of a picture or a gradient: any
        if self.space.is_rgb and family not in {"Lab", "Indexed", "Pattern"}:
            return min(self.parts) >= 0.999
        return family not in {"Indexed", "Pattern", "Lab", "unknown"} and self.total <= 0.001

    @property
    def is_rich_black(self) -> bool:
        """Whether it is a black of several inks."""
        inks = self.inks
        if inks is None or max(inks[:3]) <= TRACE:
            return False
        least, most = min(inks[:3]), max(inks[:3])
        return inks[3] > DARK or (least + inks[3] > DARK and most - least < _NEUTRAL)


BLACK = Colour()


def _inks(space: Space, parts: tuple[float, ...]) -> Inks | None:
    grey = space.family in {"Gray", "CalGray"} or (space.family == "ICC" and space.parts == 1)
    if grey and len(parts) == 1:
        return 0.0, 0.0, 0.0, 1 - parts[0]
    if (space.family == "CMYK" or (space.family == "ICC" and space.parts == 4)) and len(parts) == 4:
        return parts[0], parts[1], parts[2], parts[3]
    if space.family in {"Separation", "DeviceN"} and len(parts) == len(space.names):
        inks = [0.0, 0.0, 0.0, 0.0]
        for name, part in zip(space.names, parts, strict=True):
            if name == "All":
                inks = [part] * 4
            elif name in _PROCESS:
                inks[_PROCESS[name]] = part
            elif name != "None":
                return None
        return inks[0], inks[1], inks[2], inks[3]
    return None


def space_of(said: Any, named: Any = None, depth: int = 0) -> Space:
    """The space that a name or array says; `named` are the resources' spaces."""
    if depth > _DEPTH:
        return UNKNOWN
    if isinstance(said, Name):
        return _by_name(str(said), named, depth)
    if not (isinstance(said, Array) and len(said) and isinstance(said[0], Name)):
        return UNKNOWN
    return _by_array(str(said[0]), list(said), named, depth)


def _by_array(kind: str, said: list[Any], named: Any, depth: int) -> Space:
    inner = said[1] if len(said) > 1 else None
    if kind == "/ICCBased":
        return _icc(inner)
    if kind in {"/Separation", "/DeviceN"}:
        names = (inner,) if kind == "/Separation" else tuple(inner) if isinstance(inner, Array) else ()
        alternate = space_of(said[2], named, depth + 1) if len(said) > 2 else UNKNOWN
        return Space(kind[1:], len(names), tuple(str(name)[1:] for name in names), alternate)
    if kind in {"/Indexed", "/I", "/Pattern"}:
        base = space_of(inner, named, depth + 1) if inner is not None else None
        return Space("Pattern", 0, base=base) if kind == "/Pattern" else Space("Indexed", base=base)
    return Space(*_DEVICE[kind]) if kind in _DEVICE else UNKNOWN


def _by_name(name: str, named: Any, depth: int) -> Space:
    if name in _DEVICE:
        default = named.get(f"/Default{_DEVICE[name][0]}") if isinstance(named, Dictionary) else None
        return space_of(default, None, depth + 1) if isinstance(default, Array) else Space(*_DEVICE[name])
    if name == "/Pattern":
        return PATTERN
    inner = named.get(name) if isinstance(named, Dictionary) else None
    return space_of(inner, named, depth + 1) if inner is not None else UNKNOWN


def _icc(stream: Any) -> Space:
    if not isinstance(stream, Stream):
        return UNKNOWN
    parts = stream.get("/N", 0)
    return Space("ICC", int(parts) if isinstance(parts, int) else 0, profile=stream.objgen)
