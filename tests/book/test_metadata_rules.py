"""Every rule about book.yaml with a book that breaks it alone, and one that looks like it and breaks none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bookbuild.book.code_lists import check_code_lists
from bookbuild.book.editions import check_editions
from bookbuild.book.load import load
from bookbuild.book.trade import check_trade
from bookbuild.diagnostics import Rule
from bookbuild.preflight.editions import usage_findings
from bookbuild.rules import metadata
from tests.book_folder import BookFolder
from tests.preflight.test_agreement import RULES as RULES_OF_FILES

Change = tuple[str, str]
AUTHOR = 'contributors:\n  - {id: ada, name: Ada Martin, file-as: "Martin, Ada", role: author}\n'
LANGUAGE, PUBLISHER, DATES = "language: fr", "publisher: {name: Les Essais", "dates: {published: 2026-03-01"
TEXT, SUBJECTS, EPUB, PAPER = "Un livre pour les essais.", "thema: [FB]", "{id: epub, ", "{id: papier, "
FRENCH = (PUBLISHER, f"accessibility: {{certified-by: Les Essais}}\n{PUBLISHER}, country: FR")
DEPOSITED = (DATES, f"{DATES}, legal-deposit: 2026-03")
TRADE = ("profile: office", "profile: offset-eu")
PRINTED = (LANGUAGE, f"{LANGUAGE}\nlegal: {{printer: {{name: Imprimerie, address: Roanne}}}}")
CODE_LISTS = {
    "codes/thema.json": '{"CodeList": {"ThemaCodes": {"Code": [{"CodeValue": "FB"}, {"CodeValue": "1DDF"}, {"CodeValue": "YFB"}]}}}',
    "codes/clil.csv": "\ufeffCode;Libellé\n3126;Essais\n",
    "codes/dewey.csv": "Code;Label\n302.23;Media\n",
    "codes/bisac.csv": "[]",
}

PAIRS: dict[str, tuple[Sequence[Change], Sequence[Change]]] = {
    # rule: changes that break it alone, changes that look like it and are right
    "MD001": ([(LANGUAGE, "language: [fr")], [(LANGUAGE, "language: 'fr'")]),
    "MD002": ([(LANGUAGE, f"{LANGUAGE}\nsubtilte: Un")], [(LANGUAGE, f"{LANGUAGE}\nsubtitle: Un")]),
    "MD003": ([(f"{LANGUAGE}\n", "")], []),
    "MD004": ([("format: kindle", "format: mobi")], [("format: kindle", 'format: "kindle"')]),
    "MD010": ([("979-10-999999-1-7", "979-10-999999-1-8")], [("979-10-999999-1-7", "979-10-999999-2-4")]),
    "MD011": ([("979-10-999999-1-7", "979-10-999999-0-0")], [("979-10-999999-1-7", "979-10-999999-3-1")]),
    "MD012": ([(LANGUAGE, "language: fr_FR")], [(LANGUAGE, "language: fr-FR")]),
    "MD013": ([("role: author", "role: scribe")], [("role: author", "role: ill")]),
    "MD014": ([("- body/deux.md", "- {file: body/deux.md, by: eva}")], [("- body/deux.md", "- {file: body/deux.md, by: ada}")]),
    "MD015": ([("id: kindle", "id: papier")], [("id: kindle", "id: epub-2")]),
    "MD016": ([("- body/deux.md", "- body/un.md")], [("- body/deux.md", "- body/un-2.md")]),
    "MD017": ([("{id: kindle, ", "{id: kindle, offprint: trois, ")], [("{id: kindle, ", "{id: kindle, offprint: deux, ")]),
    "MD018": ([(", isbn: 979-10-999999-1-7", "")], [(EPUB, "{id: epub, offprint: un, "), (", isbn: 979-10-999999-1-7", "")]),
    "MD019": ([("role: author}", "role: author}\n  - {id: ada, name: Eva}")], [("role: author}", "role: author}\n  - {id: eva, name: Eva}")]),
    "MD020": ([("trim: 140x210, ", "")], [("trim: 140x210", "trim: 5.5x8.5in")]),
    "MD021": ([("role: author", "role: author, orcid: 0000-0002-1825-0098")], [("role: author", "role: author, orcid: 0000-0002-1825-0097")]),
    "MD022": ([(LANGUAGE, f"{LANGUAGE}\nfindings: {{MS999: warning}}")], [(LANGUAGE, f"{LANGUAGE}\nfindings: {{RSC-005: info}}")]),
    "MD023": ([(SUBJECTS, "thema: [FB, roman]")], [(SUBJECTS, "thema: [FB, 1DDF], dewey: ['302.23']")]),
    "MD024": ([(', price: {EUR: "12.00"}', "")], [('price: {EUR: "12.00"}', "price: {EUR: 0}")]),
    "MD025": ([(SUBJECTS, "keywords: [vent]")], [(SUBJECTS, 'clil: ["3126"]')]),
    "MD026": ([(f"description: {{long: {TEXT}}}\n", "")], []),
    "MD027": ([(TEXT, "x" * 4001)], [(TEXT, "x" * 4000)]),
    "MD028": ([(AUTHOR, "")], []),
    "MD029": ([(LANGUAGE, f"{LANGUAGE}\ntypography: xx")], [(LANGUAGE, f"{LANGUAGE}\ntypography: fr-FR-livre")]),
    "MD040": ([(EPUB, "{id: epub, pages-from: kindle, ")], [(EPUB, "{id: epub, pages-from: papier, ")]),
    "MD041": ([("979-10-999999-1-7", "9791999999918")], []),
    "MD042": ([("979-10-999999-1-7", "979-1-0999-9991-7")], []),
    "MD043": ([("format: kindle", "format: kindle, offprint: un, isbn: 979-10-999999-1-7")], [("format: kindle", "format: kindle, offprint: un, isbn: 979-10-999999-2-4")]),
    "MD044": ([(EPUB, "{id: epub, doi: 10.1234/a, "), (PAPER, "{id: papier, doi: 10.1234/A, ")], [(EPUB, "{id: epub, doi: 10.1234/a, "), (PAPER, "{id: papier, doi: 10.1234/b, ")]),
    "MD045": ([(SUBJECTS, "thema: [FC]")], [(SUBJECTS, "thema: [FB, 1DDF], clil: ['3126']")]),
    "MD046": ([(SUBJECTS, f"{SUBJECTS}, bisac: [FIC000000]")], [(SUBJECTS, f"{SUBJECTS}, dewey: ['302.23']")]),
    "MD047": ([(SUBJECTS, "thema: [FB, FB]")], [(SUBJECTS, "thema: [FB, 1DDF]")]),
    "MD048": ([(DATES, f"{DATES}, embargo: 2026-03-02")], [(DATES, f"{DATES}, embargo: 2026-03-01, legal-deposit: 2026-02")]),
    "MD049": ([(DATES, f"{DATES}, legal-deposit: 2026-13")], [(DATES, f"{DATES}, legal-deposit: 2025-12")]),
    "MD060": ([("EUR: \"12.00\"", "EUR: 12, Eur: 12")], [("EUR: \"12.00\"", "EUR: 12, CAD: 20")]),
    "MD061": ([('"12.00"', '"12.005"')], [('"12.00"', '"12.500"')]),
    "MD062": ([FRENCH, ('EUR: "12.00"', "CHF: 12")], [FRENCH, ('EUR: "12.00"', "EUR: 12, CHF: 12")]),
    "MD063": ([("{long:", "{short: " + "x" * 351 + ", long:")], [("{long:", "{short: " + "x" * 350 + ", long:")]),
    "MD064": ([(TEXT, "Un <b>livre</b>.")], [(TEXT, "Un *livre* à < 3 € R&D.")]),
    "MD065": ([(TEXT, "Un livre de www.essais.example.")], [(TEXT, "Un livre sur les adresses.")]),
    "MD066": ([(SUBJECTS, f"{SUBJECTS}, keywords: [vent, mer, sel, eau, feu, bois, roc, fer]")], [(SUBJECTS, f"{SUBJECTS}, keywords: [vent, mer, sel, eau, feu, bois, roc]")]),
    "MD067": ([(SUBJECTS, f"{SUBJECTS}, keywords: [Livre]")], [(SUBJECTS, f"{SUBJECTS}, keywords: [livres]")]),
    "MD068": ([(SUBJECTS, f"{SUBJECTS}, keywords: ['vent, mer']")], [(SUBJECTS, f"{SUBJECTS}, keywords: [vent de mer]")]),
    "MD069": ([("title: Un livre d’essai", "title: 'Un livre d’essai '")], [("title: Un livre d’essai", "title: 'Un livre\u202f: essai'")]),
    "MD070": ([("title: Un livre d’essai", "title: UN LIVRE D’ESSAI")], [("title: Un livre d’essai", "title: SNCF")]),
    "MD071": ([("title: Un livre d’essai", "title: Un livre d'essai")], [("title: Un livre d’essai", "title: Un livre « d’essai »")]),
    "MD072": ([FRENCH, TRADE, DEPOSITED], [FRENCH, TRADE, DEPOSITED, PRINTED]),
    "MD073": ([FRENCH, ("thema: [FB]", "thema: [YFB]")], [FRENCH, ("thema: [FB]", "thema: [YFB]"), (LANGUAGE, f"{LANGUAGE}\nlegal: {{notice: Loi n° 49-956 du 16\u00a0juillet 1949.}}")]),
    "MD074": ([(PUBLISHER, f"{PUBLISHER}, country: BE")], [(PUBLISHER, f"{PUBLISHER}, country: CH")]),
    "MD075": ([(LANGUAGE, f"{LANGUAGE}\naccessibility: {{certified-by: Moi, exemption: eaa-microenterprise}}")], [(LANGUAGE, f"{LANGUAGE}\naccessibility: {{exemption: eaa-microenterprise}}")]),
    "MD076": ([(LANGUAGE, f"{LANGUAGE}\nidentifier: urn:isbn:9791099999931")], [(LANGUAGE, f"{LANGUAGE}\nidentifier: urn:uuid:9791099999931")]),
    "MD110": ([(EPUB, "{id: epub, audience: kindle, ")], [(EPUB, "{id: epub, audience: presse, ")]),
    "MD111": ([("format: kindle", "format: kindle, sample: [trois]")], [("format: kindle", "format: kindle, sample: [deux]")]),
    "MD113": ([(EPUB, "{id: epub, sample: 10 %, ")], [("format: kindle", "format: kindle, sample: 10 %")]),
}  # fmt: skip


def rules_of(root: Path, changes: Sequence[Change]) -> set[str]:
    """The rules that the small book breaks after these changes, with code lists beside it."""
    book = BookFolder.small(root)
    for name, text in CODE_LISTS.items():
        book.write(name, text)
    for old, new in changes:
        book.change("book.yaml", old, new)
    loaded = load(book.root)
    found = {finding.rule for finding in loaded.findings}
    if loaded.book is not None:
        found |= {finding.rule for finding in check_trade(loaded.book, loaded.lines)}
        found |= {finding.rule for finding in check_editions(loaded.book, loaded.lines)}
        found |= {finding.rule for finding in usage_findings(loaded.book, loaded.lines)}
        found |= {finding.rule for finding in check_code_lists(loaded.book, loaded.lines, loaded.folder)}
    return found


def test_no_rule_about_metadata_is_without_its_pair() -> None:
    declared = {rule.id for rule in vars(metadata).values() if isinstance(rule, Rule)}
    of_samples = {"MD112"}  # seen once the text is cut: tests/test_samples.py
    assert declared == PAIRS.keys() | RULES_OF_FILES | of_samples


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_finds_its_fault_and_nothing_else(tmp_path: Path, rule: str) -> None:
    assert rules_of(tmp_path, PAIRS[rule][0]) == {rule}


@pytest.mark.parametrize("rule", PAIRS)
def test_what_looks_like_the_fault_and_is_none_is_not_found(tmp_path: Path, rule: str) -> None:
    assert rules_of(tmp_path, PAIRS[rule][1]) == set()


def test_all_faults_are_found_at_once_each_at_its_line(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "title: Un livre d’essai", "title: Un livre d'essai")
    book.change("book.yaml", SUBJECTS, "thema: [roman]").change(
        "book.yaml", "979-10-999999-1-7", "979-10-999999-1-8"
    )
    assert [(rule, line) for rule, _, line in book.findings()] == [("MD071", 1), ("MD023", 9), ("MD010", 17)]


def test_a_code_list_outside_the_book_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("FB;x\n", encoding="utf-8")
    book = BookFolder.small(tmp_path / "book")
    (tmp_path / "book/manuscript/codes").mkdir()
    (tmp_path / "book/manuscript/codes/thema.csv").symlink_to(tmp_path / "list.csv")
    loaded = load(book.root)
    assert loaded.book is not None
    assert [f.rule for f in check_code_lists(loaded.book, loaded.lines, loaded.folder)] == ["MD046"]


def test_check_looks_codes_up_in_the_lists_of_the_book(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("codes/thema.csv", "Code\tLabel\nFC\tBiographical fiction\n")
    assert book.findings() == [("MD045", "book.yaml", 9)]
