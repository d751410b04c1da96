"""PDFium beside itself."""

import subprocess
import sys
from pathlib import Path

import pikepdf

READ_BY_TWO = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from bookbuild._tools.pdfium import opened

def words(path):
    found = []
    for _ in range(20):
        with opened(path) as document:
            found.append([page.get_textpage().get_text_range() for page in document])
    return found

with ThreadPoolExecutor(2) as threads:
    first, second = threads.map(words, [Path(sys.argv[1])] * 2)
print(first == second and len(set(map(tuple, first))) == 1 and len(first[0]))
"""


def test_two_threads_read_the_same_words(tmp_path: Path) -> None:
    """In a process of its own: threads that PDFium lets in together end it with a signal."""
    path = tmp_path / "many.pdf"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Times
        )
        for number in range(40):
            page = pdf.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            lines = "".join(f"0 -14 Td (page {number}, ligne {line}) Tj " for line in range(40))
            page.Contents = pdf.make_stream(f"BT /F 12 Tf 72 700 Td {lines}ET".encode())
        pdf.save(path)
    ran = subprocess.run(
        [sys.executable, "-c", READ_BY_TWO, str(path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "40"), ran.stderr
