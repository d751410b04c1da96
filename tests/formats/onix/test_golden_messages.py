"""Whole messages, to be read: `pytest --accept` writes them anew, the diff is the thing to review."""

from pathlib import Path

import pytest

from bookbuild.book.model import OnixVersion
from bookbuild.preflight.onix.check import check_onix
from tests.formats.onix.messages import BOOKS, message

HERE = Path(__file__).parent / "golden"


@pytest.mark.parametrize("version", OnixVersion)
@pytest.mark.parametrize("name", BOOKS)
def test_the_message_is_as_it_was_and_nothing_is_wrong_with_it(
    name: str, version: OnixVersion, request: pytest.FixtureRequest
) -> None:
    made = message(name, version)
    golden = HERE / f"{name}-{version.value}.xml"
    if request.config.getoption("--accept"):
        golden.write_bytes(made)
    assert made.decode() == golden.read_text(encoding="utf-8")
    assert check_onix(made, golden.name) == []
