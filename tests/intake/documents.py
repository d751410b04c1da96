"""Contributors' files for tests: made by pandoc from Markdown, parts of them changed by hand."""

import subprocess
import zipfile
from pathlib import Path

from bookbuild._tools.pandoc import pandoc_path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def written(path: Path, text: str, folder: Path | None = None) -> Path:
    """The Markdown as a file of the kind that the path's ending names; pictures are looked for in `folder`."""
    argv = [str(pandoc_path()), "-f", "markdown-smart", "-s", "-o", str(path.resolve())]
    subprocess.run(argv, input=text.encode(), cwd=folder or path.parent, check=True, capture_output=True)
    return path


def changed(path: Path, part: str = "", old: str = "", new: str = "", **added: bytes) -> Path:
    """The same zip with one text in one of its parts replaced, and parts added: `word__x_xml=…` is word/x.xml."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if part:
        text = parts[part].decode()
        assert old in text, f"{part} has no {old!r}"
        parts[part] = text.replace(old, new, 1).encode()
    parts |= {name.replace("__", "/").replace("_", "."): data for name, data in added.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
