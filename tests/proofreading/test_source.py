"""The mask: as long as the source, blank where it is no prose."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.proofreading.source import MASK, read_source

MARKDOWN = st.lists(
    st.sampled_from(
        [
            "mot", "Etat", " ", "  ", "\n", "\n\n", "`", "``", "```", "~~~\n", "$", "$$", "[", "]", "(", ")", "![", "^[", "[^1]", "[^1]:",
            "](a b)", "](u)", "{.c}", "{lang=en}", "{", "}", "<b>", "</b>", "<code>", "</code>", "<!--", "-->", "<http://x>", "@key",
            "a@b.fr", "https://x.fr/(a)", "www.x.fr", "\\", "*", "_", "# ", "## ", ":::\n", "::: {lang=en}\n", "    ", "\t", "- ", "1. ", ":   ",
            "> ", "|", "|---|\n", "---\n", "===\n", "'", "’", "«", "»", "\u200b", "\u00e9", "\U0001f600", "[a]: b\n",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_every_prose_has_the_length_and_the_lines_of_its_source(text: str) -> None:
    for prose in read_source(text, "fr").proses:
        assert len(prose.text) == len(text)
        assert all(seen in {MASK, given} for seen, given in zip(prose.text, text, strict=True))
        assert [n for n, sign in enumerate(text) if sign == "\n"] == [
            n for n, sign in enumerate(prose.text) if sign == "\n"
        ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Un `code` ici", "Un ······ ici"),
        ("Un ``a ` b``", "Un ·········"),
        ("Un ` seul", "Un ` seul"),
        ("De 5 $ à 6 $", "De 5 $ à 6 $"),
        ("Ici $x_1$.", "Ici ·····."),
        ("$$\na\n$$", "··\n·\n··"),
        ("[mot](a(b).md 'T') !", "·mot·············· !"),
        ("[mot][A] [mot]", "·mot···· [mot]"),
        ("![mot](a.png){width=3cm}", "··mot···················"),
        ("Mot[^n] et^[une note]", "Mot···· et··une note·"),
        ("[^n]: La note", "····· La note"),
        ("[n]: a.md", "·········"),
        ("# Titre {#id}", "# Titre ·····"),
        ("{mot} et {a}", "{mot} et {a}"),
        ("Voir [@a1, p. 2] et @b.", "Voir [···, p. 2] et ··."),
        ("<i lang='en'>word</i> mot", "····················· mot"),
        ("a <!-- b --> c", "a ·········· c"),
        ("https://a.fr/b. Mot", "··············. Mot"),
        ("[https://a.fr](https://a.fr)", "····························"),
        ("écrire à a.b@c.fr.", "écrire à ········."),
        ("\\*mot\\*", "·*mot·*"),
        ("_mot_ a_b", "·mot· a_b"),
        ("---\ntitle: x\n---\nMot", "···\n········\n···\nMot"),
        ("::: a\nMot\n:::", "·····\nMot\n···"),
        ("~~~\na\n~~~\nMot", "···\n·\n···\nMot"),
        ("Mot\n\n    code", "Mot\n\n········"),
        ("- Mot\n\n    suite", "- Mot\n\n    suite"),
        ("[^1]: Mot\n\n    suite\n\n        code", "····· Mot\n\n    suite\n\n············"),
    ],
)
def test_what_is_no_prose_is_blank(text: str, seen: str) -> None:
    assert read_source(text, "fr").proses[0].text.replace(MASK, "·") == seen


def test_a_passage_in_another_language_is_in_its_own_prose() -> None:
    french, english = read_source("Un [word [mot]{lang=fr} end]{lang=en} ici", "fr").proses
    assert french.text.replace(MASK, "·") == "Un ·······mot························ ici"
    assert english.text.replace(MASK, "·").strip("·") == "word " + "·" * 14 + " end"


@pytest.mark.parametrize(
    "nasty",
    ["[" * 50_000, "`" + "` ``" * 20_000, "<!--" * 30_000, "$a" * 50_000, "<a " * 40_000, "](" * 40_000, "{.a" * 40_000,
     "@" * 60_000, "a" * 200_000, "![[^" * 30_000, "\n\n- " * 20_000, "<code>" * 20_000, "(" * 60_000, "« " * 40_000,
     "['a" * 30_000, "](u 'a" * 20_000, "[a][" * 30_000, "_" * 100_000, "*a" * 60_000, "1ère" * 30_000],
)  # fmt: skip
def test_hostile_text_takes_linear_time(nasty: str) -> None:
    from bookbuild.proofreading.proofread import proofread

    started = time.process_time()
    proofread(nasty, "a.md", "fr")
    assert time.process_time() - started < 6
