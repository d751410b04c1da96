"""English as Chicago and Hart's set it; what is right, and what is no prose, stays."""

import pytest
from hypothesis import example, given, settings

from bookbuild.filters.typography.edits import HOLE, rewrite_between
from bookbuild.filters.typography.english import AMERICAN, BRITISH
from tests.filters.typography.claims import KEPT_EVERYWHERE, check, check_any, shown, tricky

BOTH = [
    ('"Don\'t," she said.', "“Don’t,” she said."),
    ("\"He said 'no' to me.\"", "“He said ‘no’ to me.”"),
    ("'He said \"no\" to me.'", "‘He said “no” to me.’"),
    ('"He said "no" to me."', "“He said ‘no’ to me.”"),
    ("('a') [\"b\"]", "(‘a’) [“b”]"),
    ('"A speech that goes on in the next paragraph.', "“A speech that goes on in the next paragraph."),
    (f"\"{HOLE}\" and '{HOLE}'", f"“{HOLE}” and ‘{HOLE}’"),
    (f"the {HOLE}'s type", f"the {HOLE}’s type"),
    ('"word"-like', "“word”-like"),
    ('“half"', "“half”"),
    ("the '90s", "the ’90s"),
    ("the ‘90s", "the ’90s"),
    ("in '68 and '69", "in ’68 and ’69"),
    ("'Tis the season; 'twas night.", "’Tis the season; ’twas night."),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("Tell 'em, 'cause I won't.", "Tell ’em, ’cause I won’t."),
    ("the dogs' bowl, James's and the 1990's", "the dogs’ bowl, James’s and the 1990’s"),
    ("O'Brien", "O’Brien"),
    ('"Give \'im that," he said, "an\' quick."', "“Give ’im that,” he said, “an’ quick.”"),
    ("1990--1995", "1990–1995"),
    ("pp. iv--ix", "pp. iv–ix"),
    ("A--Z", "A–Z"),
    ("word--aside--word", "word—aside—word"),
    ("word---aside---word", "word—aside—word"),
    ('"I was--"', "“I was—”"),
    ("-- Oscar Wilde", "—Oscar Wilde"),
    ("wait...", "wait…"),
    ("wait . . . what", "wait .~.~. what"),
    ("Really ? Yes , indeed ; no !", "Really? Yes, indeed; no!"),
    ("( inside )", "(inside)"),
    ("25 % of it", "25% of it"),
    ("10 km and 5 lb", "10~km and 5~lb"),
    ("120 000 people", "120^000 people"),
    ("at 10 a.m. in 79 AD", "at 10~a.m. in 79~AD"),
    ("on 5 January and on January 6", "on 5~January and on January~6"),
    ("Mr. Smith and Dr Jones", "Mr.~Smith and Dr~Jones"),
    ("J. R. R. Tolkien", "J.~R.~R.~Tolkien"),
    ("Edsger W. Dijkstra said", "Edsger W.~Dijkstra said"),
    ("see p. 12, no. 5, § 4 and vol. 2", "see p.~12, no.~5, §~4 and vol.~2"),
    ("Henry VIII and World War II", "Henry~VIII and World War~II"),
    ("\"In 1990\" he said '1990'", "“In 1990” he said ‘1990’"),
]
AMERICAN_CASES = [
    *BOTH,
    ("word -- aside -- word", "word—aside—word"),
    ("word --- aside --- word", "word—aside—word"),
    ("and then --", "and then—"),
]
BRITISH_CASES = [
    *BOTH,
    ("'Don't', she said.", "‘Don’t’, she said."),
    ("word -- aside -- word", "word – aside – word"),
    ("word -- aside --, word", "word – aside –, word"),
    ("'It was in 1990', he said", "‘It was in 1990’, he said"),
    ("'A speech that goes on in the next paragraph.", "‘A speech that goes on in the next paragraph."),
]
KEPT = [
    *KEPT_EVERYWHERE,
    "5'10\" tall",
    "a 6' plank and a 12\" ruler",
    "the 1st, 2nd and 3rd of May",
    "10,000.5",
    "--release",
    "use the --force flag",
    "a well-known co-author",
    "in 2024 300 people",
    "Plan B. The end",
    "the parent of module A. Notice",
    ".NET and .gitignore",
    "“Right,” he said — ‘quite’ right.",
    "»foreign« «marks»",
    "x --> y",
    "Tel. 212 555 123",
]


@pytest.mark.parametrize(("typed", "wanted"), AMERICAN_CASES)
def test_american_english_is_set_as_chicago_sets_it(typed: str, wanted: str) -> None:
    check(typed, wanted, AMERICAN)


@pytest.mark.parametrize(("typed", "wanted"), BRITISH_CASES)
def test_british_english_is_set_as_hart_sets_it(typed: str, wanted: str) -> None:
    check(typed, wanted, BRITISH)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_prose_or_is_right_stays(text: str) -> None:
    check(text, shown(text), AMERICAN)
    check(text, shown(text), BRITISH)


def test_a_pair_is_found_across_the_borders_of_emphasis() -> None:
    parts = ["He said ", '"', "go", '" -- and', " went."]
    borders = [8, 9, 11, 19]
    text = rewrite_between("".join(parts), borders, AMERICAN)
    starts = [0, *borders]
    assert [text[start:end] for start, end in zip(starts, [*borders, len(text)], strict=True)] == [
        "He said ",
        "“",
        "go",
        "”—and",
        " went.",
    ]


@settings(max_examples=400, deadline=None)
@example('"-- -- "')
@given(tricky("tis", "em", "n", "Mr. ", "am", ". . .", " 5 ", "10 000"))
def test_any_text_is_set_once_and_for_all(text: str) -> None:
    check_any(text, AMERICAN)
    check_any(text, BRITISH)
