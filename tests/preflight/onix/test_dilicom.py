"""What the French trade wants in a message: found when it is missing, at the line of book.yaml in a build."""

from typing import Any

import pytest

from bookbuild.formats.onix.profile import message_profile, message_profiles
from bookbuild.preflight.onix.check import check_onix
from tests.book_folder import BookFolder
from tests.formats.onix.messages import WHITE_PAPER, message

DILICOM = message_profile("dilicom")
CONFIDENCES = {"documented", "secondary", "memory"}


def found(xml: bytes) -> list[tuple[str, str]]:
    return [(finding.rule, finding.hint) for finding in check_onix(xml, "m.xml", DILICOM)]


def test_a_complete_message_meets_all() -> None:
    assert found(message("livre-blanc")) == []


def test_every_requirement_says_how_far_it_can_be_trusted_and_where_book_yaml_says_it() -> None:
    assert message_profiles() == ("dilicom",)
    for wanted in DILICOM.requirements:
        assert wanted.confidence in CONFIDENCES, wanted.path
        assert bool(wanted.source) == (wanted.confidence != "memory"), wanted.path
        assert wanted.level in {"error", "warning"}
        assert wanted.key


MISSING: dict[str, tuple[dict[str, Any], set[str], str]] = {
    "GLN of sender and publisher": (
        {"publisher": {k: v for k, v in WHITE_PAPER["publisher"].items() if k != "gln"}},
        {"ON010"},
        "publisher.gln",
    ),
    "GLN of the distributor": (
        {"distribution": {"name": "La Charrette"}},
        {"ON010"},
        "distribution.gln",
    ),
    "CLIL": ({"subjects": {"thema": ["JBCT1"]}}, {"ON010"}, "subjects.clil"),
    "the price's law": (
        {"publisher": {**WHITE_PAPER["publisher"], "country": "BE"}},
        {"ON010"},
        "publisher.country",
    ),
    "the cover": ({"cover": {}}, {"ON011"}, "cover.url"),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_named_with_its_key(name: str) -> None:
    changes, rules, key = MISSING[name]
    faults = found(message("livre-blanc", **changes))
    assert {rule for rule, _ in faults} == rules
    assert all(key in hint for _, hint in faults)


def test_a_message_is_not_asked_for_what_it_can_not_have() -> None:
    """A file has no weight, paper no protection, a free book no tax."""
    hints = " ".join(hint for _, hint in found(message("livre-blanc", publisher={"name": "x"})))
    assert "weight" not in hints
    assert "protection" not in hints
    assert "publisher.country" in hints


def test_a_deleted_record_need_not_say_anything() -> None:
    xml = (
        b'<ONIXMessage release="3.0"><Header><Sender><SenderIdentifier><SenderIDType>06</SenderIDType>'
        b"<IDValue>3012345678902</IDValue></SenderIdentifier><EmailAddress>a@b.example</EmailAddress></Sender>"
        b"<SentDateTime>20261116</SentDateTime></Header><Product><RecordReference>q.1</RecordReference>"
        b"<NotificationType>05</NotificationType><ProductIdentifier><ProductIDType>03</ProductIDType>"
        b"<IDValue>9791099999900</IDValue></ProductIdentifier></Product></ONIXMessage>"
    )
    assert found(xml) == []


def test_a_build_with_the_profile_finds_what_is_missing_at_its_line(tmp_path: Any) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "language: fr", "language: fr\nonix: {profile: dilicom}")
    places = book.findings("build", "onix")
    assert ("ON010", "book.yaml", 6) in places  # publisher.gln: the line of publisher
    assert not [place for place in places if place[0] == "ON002"]
    assert not (book.root / "dist").exists()


def test_a_profile_that_is_none_is_found(tmp_path: Any) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "language: fr", "language: fr\nonix: {profile: dilicon}")
    assert ("ON012", "book.yaml", 3) in book.findings("build", "onix")


def test_check_takes_a_message_and_the_profile(tmp_path: Any) -> None:
    (tmp_path / "m.xml").write_bytes(message("digital"))
    result = BookFolder(tmp_path).run("check", str(tmp_path / "m.xml"), "--profile", "dilicom")
    assert result.exit_code == 1
    assert "ON010" in result.output
    assert "m.xml:" in result.output
