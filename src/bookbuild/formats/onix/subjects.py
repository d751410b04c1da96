"""P.12 and P.13: what the book is about, and for whom it is."""

from collections.abc import Mapping, Sequence

from lxml import etree

from bookbuild.book.model import Audience, Readers, Subjects
from bookbuild.formats.onix.tree import add, add_all

_THEMA, _BISAC, _CLIL, _DEWEY, _KEYWORDS = "93", "10", "29", "01", "20"
"""List 27."""
_THEMA_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""List 27 by the first character of a Thema qualifier: place, language, time, education, interest, style."""
_READERS = {
    Readers.GENERAL: "01",
    Readers.CHILDREN: "02",
    Readers.TEENAGE: "03",
    Readers.SCHOOL: "04",
    Readers.UNIVERSITY: "05",
    Readers.PROFESSIONAL: "06",
    Readers.ADULT_EDUCATION: "08",
}
"""List 28."""


def add_subjects(detail: etree._Element, subjects: Subjects) -> None:
    """Codes of each scheme, the first of it the main one, then keywords."""
    _add_codes(detail, _THEMA, [c for c in subjects.thema if not c[:1].isdigit()], subjects.labels)
    for code in subjects.thema:
        if code[:1] in _THEMA_QUALIFIERS:
            _add_codes(detail, _THEMA_QUALIFIERS[code[0]], [code], subjects.labels, has_main=False)
    _add_codes(detail, _BISAC, subjects.bisac, subjects.labels)
    _add_codes(detail, _CLIL, subjects.clil, subjects.labels)
    _add_codes(detail, _DEWEY, subjects.dewey, subjects.labels)
    if subjects.keywords:
        words = "; ".join(subjects.keywords)
        add_all(detail, "Subject", [("SubjectSchemeIdentifier", _KEYWORDS), ("SubjectHeadingText", words)])


def _add_codes(
    detail: etree._Element,
    scheme: str,
    codes: Sequence[str],
    labels: Mapping[str, str],
    has_main: bool = True,
) -> None:
    for number, code in enumerate(codes):
        subject = add(detail, "Subject")
        if has_main and number == 0:
            add(subject, "MainSubject")
        add(subject, "SubjectSchemeIdentifier", scheme)
        add(subject, "SubjectCode", code)
        if label := labels.get(code):
            add(subject, "SubjectHeadingText", label)


def add_audience(detail: etree._Element, audience: Audience) -> None:
    """Readers, and their ages as years of interest (list 30, 17; list 31: 03 from, 04 to, 01 exactly)."""
    children = [("AudienceCodeType", "01"), ("AudienceCodeValue", _READERS[audience.readers])]
    add_all(detail, "Audience", children)
    if audience.ages is None:
        return
    first, dash, last = audience.ages.rstrip("+").partition("-")
    is_open = dash or audience.ages.endswith("+")
    limits = [("AudienceRangePrecision", "03" if is_open else "01"), ("AudienceRangeValue", str(int(first)))]
    limits += [("AudienceRangePrecision", "04"), ("AudienceRangeValue", str(int(last)))] if last else []
    add_all(detail, "AudienceRange", [("AudienceRangeQualifier", "17"), *limits])
