"""Reading in this process, as watch does."""

from bookbuild.production.read import running_pandoc


def test_a_pandoc_that_has_ended_is_started_anew() -> None:
    first = running_pandoc()
    assert running_pandoc() is first
    first.close()
    second = running_pandoc()
    assert second is not first
    assert second.read(b"Texte", "markdown")[0]
