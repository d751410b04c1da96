"""What holds a text together: sections, links, notes, addresses, the length of paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bookbuild.proofreading.blocks import Heading
from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.inlines import same_label
from bookbuild.proofreading.languages import language
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

MAX_WORDS = 400
"""Words of a paragraph that fill a page of 210 mm."""
_NO_SIGNS = str.maketrans("", "", "*_.…!→»«")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DIV_LINE = re.compile(r"^[ \t]*:::.*$", re.MULTILINE)


def empty_sections(source: Source) -> Iterator[Fault]:
    """Headings that one of the same or a higher level follows at once. A lone title is a part's opening page."""
    headings = source.blocks.headings
    for heading, following in pairwise([*headings, Heading(0, len(source.text), len(source.text))]):
        between = source.text[heading.end : following.start]
        if (
            following.level > heading.level
            or (between[:400].strip() and _has_text(between))
            or len(headings) == 1
        ):
            continue
        title = source.text[heading.start : heading.end].strip("# \n=-")
        if heading.level == 1 and following.level == 1:
            continue  # title and subtitle as two headings, or parts of a work
        yield Fault(
            proofreading.EMPTY_SECTION, heading.start, heading.end, f"nothing stands under “{title[:60]}”",
            "Write the section, or take its heading out.",
        )  # fmt: skip


def _has_text(between: str) -> bool:
    return bool(_DIV_LINE.sub("", _COMMENT.sub("", between)).strip())


def vague_links(source: Source) -> Iterator[Fault]:
    """Links whose words say nothing of where they lead."""
    vague = language(source.proses[0].primary).vague_links
    for link in source.inlines.links:
        words = " ".join(source.text[link.start : link.end].split()).translate(_NO_SIGNS).strip().casefold()
        if words in vague:
            yield Fault(
                proofreading.VAGUE_LINK, link.start, link.end, f"a link that says only “{words}”",
                "Let the link say what it leads to.",
            )  # fmt: skip


def notes(source: Source) -> Iterator[Fault]:
    """Notes that nothing calls; numbers that do not follow the text."""
    calls, given = source.inlines.calls, source.blocks.notes
    called = {call.label for call in calls}
    for note in given:
        if note.label not in called:
            yield Fault(
                proofreading.UNUSED_NOTE, note.start, note.start + len(note.label) + 3, f"nothing calls the note [^{note.label}]",
                f"Put [^{note.label}] where it belongs, or take the note out.",
            )  # fmt: skip
    numbered = [call for call in calls if call.label.isdecimal()]
    highest = 0
    for call in numbered:
        if int(call.label) < highest:
            yield Fault(
                proofreading.NOTES_OUT_OF_ORDER, call.start, call.start + len(call.label) + 3,
                f"the note [^{call.label}] is called after [^{highest}]",
                "Readers see the notes numbered anew; look whether this one was moved without its text.",
            )  # fmt: skip
        highest = max(highest, int(call.label))


def unused_references(source: Source) -> Iterator[Fault]:
    """Definitions `[label]: address` that no link uses."""
    for definition in source.blocks.links:
        if same_label(definition.label) not in source.inlines.used:
            yield Fault(
                proofreading.UNUSED_REFERENCE, definition.start, definition.start + len(definition.label) + 2,
                f"no link uses [{definition.label}]", "Take it out, or link to it.",
            )  # fmt: skip


def long_paragraphs(prose: Prose, source: Source) -> Iterator[Fault]:
    """Paragraphs of more than MAX_WORDS."""
    for start, end in prose.paragraphs:
        if end - start > MAX_WORDS * 3 and not source.is_laid_out(start):
            words = len(prose.text[start:end].split())
            if words > MAX_WORDS and not prose.text[start:end].lstrip().startswith(("-", "*", "1.")):
                at = end - len(prose.text[start:end].lstrip(" \n\0"))
                yield Fault(
                    proofreading.LONG_PARAGRAPH, at, at + 1, f"a paragraph of {words} words", "Look whether it can be parted."
                )  # fmt: skip
