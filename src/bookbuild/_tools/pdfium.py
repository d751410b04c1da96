"""PDFium, for one thread at a time: what it keeps between calls is shared by all documents of the process.

Two threads at once end the process (PDFium's `public/fpdfview.h`: it is not thread-safe), and editions are made
side by side.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import pypdfium2

_ONE_AT_A_TIME = RLock()


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document, with all its pages, for the block; other threads that want one wait for its end.

    Raises PdfiumError for what is no PDF.
    """
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(path) as document:
        yield document
