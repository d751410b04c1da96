"""Ace's report as violations: from fakes that crash, start late or write nonsense."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bookbuild._tools import ace
from bookbuild._tools.ace import Violation, check, is_here, probe
from bookbuild.errors import ToolFailed, ToolMissing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")


def fake_ace(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An `ace-puppeteer`, alone on PATH, that runs this with OUT set to the folder asked for."""
    program = folder / "bin" / "ace-puppeteer"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\nPATH=/usr/bin:/bin\n"
        'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && OUT=$2; shift; done\n' + script
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", "/bin/true")


def report(*violations: Mapping[str, object], url: str = "text/a.xhtml") -> str:
    document = {"earl:testSubject": {"url": url}, "assertions": violations}
    return f"mkdir -p $OUT; cat > $OUT/report.json <<'END'\n{json.dumps({'assertions': [document]})}\nEND\n"


CONTRAST = {
    "earl:test": {
        "earl:impact": "serious",
        "dct:title": "color-contrast",
        "help": {"url": "http://kb.daisy.org/x", "dct:description": "Mind the contrast"},
    },
    "earl:result": {
        "dct:description": "2.44:1 is\n too little",
        "earl:pointer": {"cfi": ["/4/6[p-3]/2", "/4"]},
        "html": "<a>x</a>",
    },
}


def test_a_violation_has_page_place_rule_and_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_ace(tmp_path, monkeypatch, report(CONTRAST))
    assert check(tmp_path / "x.epub") == [
        Violation(
            "text/a.xhtml",
            "/4/6/2",
            "color-contrast",
            "serious",
            "2.44:1 is too little",
            "<a>x</a>",
            "Mind the contrast. http://kb.daisy.org/x",
        )
    ]


def test_a_violation_of_the_package_has_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {**CONTRAST, "earl:result": {"dct:description": "no summary"}}
    fake_ace(tmp_path, monkeypatch, report(plain, url="EPUB/content.opf"))
    (violation,) = check(tmp_path / "x.epub")
    assert (violation.page, violation.cfi) == ("", "")


@pytest.mark.parametrize(
    "script",
    ["", "mkdir -p $OUT; echo '{' > $OUT/report.json", "mkdir -p $OUT; echo '[]' > $OUT/report.json"],
)
def test_no_report_that_can_be_read_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    fake_ace(tmp_path, monkeypatch, script)
    with pytest.raises(ToolFailed, match="no report"):
        check(tmp_path / "x.epub")


def test_a_browser_that_starts_late_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = f"[ -f {tmp_path}/tried ] || {{ touch {tmp_path}/tried; echo 'Failed to launch the browser process' >&2; exit 1; }}\n"
    fake_ace(tmp_path, monkeypatch, late + report())
    assert check(tmp_path / "x.epub") == []


def test_a_crash_is_a_failure_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_ace(tmp_path, monkeypatch, f"echo x >> {tmp_path}/times; echo no memory >&2; exit 3")
    with pytest.raises(ToolFailed, match="no memory"):
        check(tmp_path / "x.epub")
    assert (tmp_path / "times").read_text() == "x\n"


def test_a_hang_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_ace(tmp_path, monkeypatch, "sleep 60")
    monkeypatch.setattr(ace, "TIMEOUT_S", 0.3)
    with pytest.raises(ToolFailed, match="did not finish"):
        check(tmp_path / "x.epub")


def test_without_ace_or_without_a_browser_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_ace(tmp_path, monkeypatch, "")
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH")
    assert not is_here()
    assert probe().version is None
    with pytest.raises(ToolMissing, match="Ace"):
        check(tmp_path / "x.epub")
