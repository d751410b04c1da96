"""Every example in a docstring is true."""

import doctest
import importlib
from pathlib import Path

import pytest

_SOURCE = Path(__file__).parent.parent / "src"
_MODULES = sorted(
    ".".join(path.relative_to(_SOURCE).with_suffix("").parts)
    for path in _SOURCE.glob("bookbuild/**/*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert _MODULES


@pytest.mark.parametrize("name", _MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
