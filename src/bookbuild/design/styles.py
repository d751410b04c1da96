"""Where the styles are: beside the source tree, or inside the installed package."""

from functools import cache
from pathlib import Path


@cache
def styles_folder() -> Path:
    """The folder of tokens, trims, papers, profiles and component styles. Raises FileNotFoundError."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "styles", package.parents[1] / "styles"):
        if (folder / "trims.yaml").is_file():
            return folder
    raise FileNotFoundError(
        f"no styles/ in {package} nor beside its source tree: the installation is incomplete"
    )
