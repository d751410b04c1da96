"""One stylesheet of a folder of components, its tokens replaced by literals.

`var()` is never shipped: old reading systems drop the rule, or the whole sheet (RMSDK 9 and 10, KF8).
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from bookbuild.design.contrast import seen_everywhere
from bookbuild.design.styles import styles_folder
from bookbuild.design.tokens import BadToken, Ink, Tokens, load_tokens

_TOKEN = re.compile(r"\$([a-z][a-z0-9-]*)")
_BOLD = 500
"""From this weight on a token is bold in an e-book."""
_FIRST = "text.css"
"""Others are put after it by name: none depends on another."""
_FOLDERS = {
    "epub": ("epub",),
    "epub-modern": ("epub-modern",),
    "kindle": ("epub", "kindle"),
    "html": ("epub", "epub-modern", "html"),
}
"""Folders of styles/ that make a sheet (`epub-modern`: what full browser engines get besides); a component of a later
folder takes the place of its namesake."""


def stylesheet(target: str, overrides: Mapping[str, Any]) -> bytes:
    """The sheet of a target, a key of `_FOLDERS`. `overrides` is the `design:` of book.yaml. Raises BadToken."""
    literals = css_literals(load_tokens(overrides))
    files = {
        file.name: file for folder in _FOLDERS[target] for file in (styles_folder() / folder).glob("*.css")
    }
    order = sorted(files, key=lambda name: (name != _FIRST, name))
    sheet = "\n".join(files[name].read_text(encoding="utf-8") for name in order)
    return _TOKEN.sub(lambda found: _literal(found[1], literals), sheet).encode()


def css_literals(tokens: Tokens) -> dict[str, str]:
    """What each token is in CSS: sizes in em of the text size, names as they are, inks so that every theme shows them.

    `size-title-pt` is `$size-title`, `indent-em` is `$indent`; of weights, faces of readers have two.
    """
    literals: dict[str, str] = {}
    for field in fields(tokens):
        name, value = field.name.replace("_", "-"), getattr(tokens, field.name)
        if isinstance(value, Ink):
            literals[name] = seen_everywhere(value.srgb)
        elif isinstance(value, str):
            literals[name] = value
        elif name.startswith("size-"):
            literals[name.removesuffix("-pt")] = f"{value / tokens.size_text_pt:.2f}em"
        elif name.endswith("-weight"):
            literals[name] = "bold" if value >= _BOLD else "normal"
        elif name.endswith("-em"):
            literals[name.removesuffix("-em")] = f"{value:g}em"
    return literals


def _literal(name: str, literals: Mapping[str, str]) -> str:
    if name not in literals:
        raise BadToken(f"a stylesheet uses ${name}, which is no token.")
    return literals[name]
