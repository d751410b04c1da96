"""A Kindle edition from pictures that Kindle does not take: all of them come out as JPEG or PNG."""

import io
import zipfile
from pathlib import Path

from PIL import Image

from tests.book_folder import BookFolder

_KINDS = {"webp": "RGBA", "tiff": "CMYK", "gif": "P", "png": "LA", "jpg": "L"}


def test_every_kind_of_picture_comes_out_as_one_kindle_takes(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    for kind, mode in _KINDS.items():
        out = io.BytesIO()
        Image.new(mode, (600, 400)).save(out, {"jpg": "jpeg"}.get(kind, kind))
        book.write(f"images/{kind}.{kind}", out.getvalue())
    figures = "\n\n".join(f'![Un.](../images/{kind}.{kind}){{alt="Un aplat."}}' for kind in _KINDS)
    book.write("body/un.md", f"# Un\n\n{figures}\n")
    result = book.run("build", "--draft", "kindle")
    assert result.exit_code == 0, result.output
    (epub,) = (tmp_path / "build" / "kindle").glob("*.epub")
    with zipfile.ZipFile(epub) as pack:
        names = [name for name in pack.namelist() if "/images/" in name and "cover" not in name]
        shown = [Image.open(io.BytesIO(pack.read(name))) for name in names]
        assert len(names) == len(_KINDS)
        assert {picture.format for picture in shown} <= {"JPEG", "PNG"}
        assert {picture.mode for picture in shown} <= {"RGB", "L"}
