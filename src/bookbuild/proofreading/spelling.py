"""Words that a Hunspell dictionary does not have. Only this module knows spylls, which reads the dictionaries."""

import gc
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bookbuild.diagnostics import Location
from bookbuild.proofreading.proof import Name, Proof, Remark
from bookbuild.proofreading.source import Source, primary
from bookbuild.rules import proofreading

Lookup = Callable[[str], bool]

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
)
_WORD = re.compile(r"(?<![\w\0@#/\\.’'^·-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w\0@/\\]|\.\w)")
_ELISION = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)['’](?=\w)|(?<=\w)['’](?:s|d|ll|re|ve)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:^|[.!?…:»«“”\"—–\n(*>]|--)[ \u00a0\u202f*_\"“«»(\[—–-]*\Z")
_ENCLITIC = re.compile(
    r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|le|la|les|en|y|là|ci|même|mêmes)\b"
)


def words_of(source: Source, file: str) -> dict[str, Name]:
    """Every word of a file's main language, but for names: words with a capital inside a sentence."""
    text = source.proses[0].text
    found: dict[str, Name] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) < 3 or word.isupper() or any(part[:1].isupper() for part in word.split("-")[1:]):
            continue
        if not word.islower() and not _SENTENCE.search(text, max(0, match.start() - 8), match.start()):
            continue
        if name := found.get(word):
            name.count += 1
        else:
            at = Location(file, source.lines.at(match.start()), source.lines.column(match.start()))
            found[word] = Name(1, at, match.start())
    return found


def unknown_words(
    proofs: Sequence[Proof], own: frozenset[str], knows: Lookup, verdicts: dict[str, bool]
) -> Iterator[Remark]:
    """Each unknown word once, at its first place. `own` are the book's words; `verdicts` are kept between runs."""
    names = {name for proof in proofs for name in proof.names}
    counts: Counter[str] = Counter()
    first: dict[str, Name] = {}
    for proof in proofs:
        for word, name in proof.words.items():
            counts[word] += name.count
            first.setdefault(word, name)
    known = {word.casefold() for word in own}
    for word, name in first.items():
        if word not in names and not _is_known(word, known, knows, verdicts):
            times = f" ({counts[word]} times in the book)" if counts[word] > 1 else ""
            finding = proofreading.UNKNOWN_WORD(
                f"“{word}” is in no dictionary{times}",
                name.at,
                "Mend it, or add it to `words:` in book.yaml.",
            )
            yield Remark(finding.rule, finding, name.start, name.start + len(word))


def _is_known(word: str, own: set[str], knows: Lookup, verdicts: dict[str, bool]) -> bool:
    bare = _ENCLITIC.sub("", _ELISION.sub("", word.replace("’", "'")))
    if {word.casefold(), bare.casefold()} & own or len(bare) < 2:
        return True
    for form in (word.replace("’", "'"), bare):
        for spelt in dict.fromkeys((form, form[:1].lower() + form[1:])):
            if spelt not in verdicts:
                verdicts[spelt] = knows(spelt)
            if verdicts[spelt]:
                return True
    parts = bare.split("-")
    return len(parts) > 1 and all(len(part) < 2 or _is_known(part, own, knows, verdicts) for part in parts)


def inflected(words: Mapping[str, object] | Sequence[str]) -> frozenset[str]:
    """The book's own words with their plurals: « wiki » allows « wikis »."""
    return frozenset(
        form for word in words for form in (word, f"{word}s", f"{word}x", f"{word}e", f"{word}es")
    )


def find_dictionary(language: str, folder: Path | None) -> Path | None:
    """The .dic file of a language: in the folder given, or where systems keep them; its .aff stands beside it."""
    places = (
        [folder]
        if folder
        else [Path(place) for place in (*os.environ.get("DICPATH", "").split(os.pathsep), *_FOLDERS) if place]
    )
    wanted = language.replace("-", "_")
    for place in places:
        there = sorted(
            path for path in place.glob(f"{primary(language)}*.dic") if path.with_suffix(".aff").is_file()
        )
        for name in (wanted, primary(language), f"{primary(language)}_US", f"{primary(language)}_FR"):
            for path in there:
                if path.stem.lower() == name.lower():
                    return path
        if there:
            return there[0]
    return None


def load_dictionary(path: Path) -> Lookup:
    """A dictionary to ask; it is read at the first word. That raises ImportError without spylls, and ValueError for
    files that it can't read.
    """
    loaded: list[Lookup] = []

    def knows(word: str) -> bool:
        if not loaded:
            loaded.append(_read(path))
        return loaded[0](word)

    return knows


def _read(path: Path) -> Lookup:
    from spylls.hunspell import Dictionary

    fault = ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls 0.1.7 leaves its files to the collector
        try:
            dictionary = Dictionary.from_files(str(path.with_suffix("")))
        except (OSError, ValueError, LookupError, TypeError, AttributeError, re.error) as error:
            fault = str(error) or type(error).__name__
        gc.collect()  # its files and the reader of them hold one another
    if fault:
        raise ValueError(f"{path.name} is no Hunspell dictionary that can be read ({fault})")
    return lambda word: bool(dictionary.lookup(word))
