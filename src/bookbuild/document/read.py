"""One manuscript file to one typed, located document."""

from pathlib import Path

from bookbuild._tools.pandoc import LogMessage, Pandoc
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.coalesce import coalesce
from bookbuild.document.locate import locate
from bookbuild.document.nodes import Document, decode
from bookbuild.rules import manuscript

FORMAT = "markdown-smart-raw_tex-raw_attribute-yaml_metadata_block-pandoc_title_block"
"""Pandoc's Markdown without `smart`, which writes English quotes and wrong primes in French; without raw TeX and
raw attributes, since a manuscript gives us text, never code for our typesetter; and without metadata blocks, which
would swallow what stands between two scene breaks (`---`): all metadata are in book.yaml."""


def decode_text(raw: bytes, file: str) -> tuple[str, list[Finding]]:
    """The text of a file in UTF-8, line ends as LF, no byte-order mark; a finding with the line of a bad byte."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        finding = manuscript.NOT_UTF8(
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            at=Location(file, line, column),
            hint="Save the file as UTF-8; the byte often is an accented letter saved as Windows-1252.",
        )
        return raw.decode("utf-8-sig", errors="replace"), [finding]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_document(
    text: str,
    pandoc: Pandoc,
    file: str,
    extensions: str = "",
    bibliography: Path | None = None,
    lang: str = "en",
) -> tuple[Document, list[Finding]]:
    """The document of a Markdown text, runs of text joined, leaf blocks located.

    `extensions` are pandoc's, added or removed: `-tex_math_dollars`. With a `bibliography` (CSL JSON), citations
    are set in the language and the file gets its list of references. Pandoc's own warnings come as findings.
    """
    json, log = pandoc.read(text.encode(), FORMAT + extensions, bibliography, lang)
    try:
        document = locate(coalesce(decode(json)), text)
    except RecursionError:
        fault = manuscript.TOO_DEEP(
            "things stand inside each other more than eighty deep", at=Location(file, 1),
            hint="Look for *, [ or > that were never closed, in a long row.",
        )  # fmt: skip
        return Document([]), [fault]
    return document, [_warning(message, file) for message in log if message.type not in _OURS]


_OURS = frozenset({"DuplicateIdentifier"})
"""Pandoc's warnings about what our own rules say better."""


def _warning(message: LogMessage, file: str) -> Finding:
    return manuscript.PANDOC_WARNING(message.pretty, at=Location(file, message.line, message.column))
