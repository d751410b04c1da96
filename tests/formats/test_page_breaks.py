"""Pages found again in a text by their letters."""

from bookbuild.formats.page_breaks import Start, letters, page_starts

TEXT = letters(
    "Le premier bus part à six heures devant la mairie, et personne ne l’attend. "
    "Le second bus part à sept heures devant la mairie, et tout le monde l’attend. "
    "Le troisième ne part jamais, car la ligne a été supprimée avant la guerre."
)


def before(words: str) -> int:
    """How many letters of the text stand before these words."""
    return TEXT.index(letters(words))


def test_a_page_begins_where_the_one_before_it_ends() -> None:
    pages = ["Le premier bus part à six heures devant la", "mairie, et personne ne l’attend. Le second bus"]
    assert page_starts(pages, TEXT) == [Start(0), Start(before("mairie, et personne"))]


def test_a_word_divided_at_the_turn_is_found_in_its_middle() -> None:
    pages = ["Le premier bus part à six heures devant la mai\x02", "rie, et personne ne l’attend."]
    assert page_starts(pages, TEXT)[1] == Start(before("rie, et personne"))


def test_words_that_only_paper_has_do_not_mislead() -> None:
    pages = [
        "Le premier bus (voir la carte, page 12) part à six heures devant la mairie, et personne ne l’attend.",
        "Ligne Heure Arrêt\r\nLe second bus part à sept heures devant la mairie,",
        "et tout le monde l’attend. Le troisième ne part jamais,",
    ]
    assert [start and start.letter for start in page_starts(pages, TEXT)] == [
        0,
        before("Le second bus"),
        before("et tout le monde"),
    ]


def test_the_signs_before_the_first_letter_are_those_of_its_own_line() -> None:
    pages = [
        "Le premier bus part à six heures devant la mairie, et personne ne l’attend.",
        "« 12 – Le second bus",
    ]
    assert page_starts(pages, TEXT)[1] == Start(before("Le second"), "« 12 – ")


def test_a_page_of_other_words_has_no_place_and_the_next_one_has() -> None:
    pages = [
        "Le premier bus part à six heures",
        "Zzz yyy xxx www vvv uuu ttt sss rrr qqq ppp ooo nnn mmm",
        "Le second bus part à sept heures devant la mairie,",
    ]
    starts = page_starts([pages[0].replace("heures", "heures wwww kkkk jjjj hhhh"), *pages[1:]], TEXT)
    assert starts[1] is None
    assert starts[2] == Start(before("Le second bus"))


def test_a_page_without_words_is_where_the_next_one_begins() -> None:
    pages = [
        "Le premier bus part à six heures wwww kkkk jjjj hhhh",
        "",
        "Le second bus part à sept heures devant la mairie,",
    ]
    assert page_starts(pages, TEXT)[1] == Start(before("Le second bus"))


def test_a_page_without_words_is_not_after_the_signs_with_which_the_next_one_begins() -> None:
    pages = [
        "Le premier bus part à six heures devant la mairie, et personne ne l’attend.",
        "",
        "$ « Le second bus part à sept heures devant la mairie,",
    ]
    first, figure, code = page_starts(pages, TEXT)
    assert first == Start(0)
    assert figure == code == Start(before("Le second bus"), "$ « ")


def test_no_pages_have_no_places() -> None:
    assert page_starts([], TEXT) == []
