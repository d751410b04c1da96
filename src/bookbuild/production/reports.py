"""The report as files that go with the artifacts: for a team (HTML) and for programs (JSON)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bookbuild.diagnostics import Report
from bookbuild.formats.content import Artifact
from bookbuild.production.cache import write_whole
from bookbuild.renderers import as_json, html


def write_reports(report: Report, title: str, artifacts: Sequence[Artifact], build: Path) -> list[Path]:
    """Write report.html and report.json into the build folder; gives their paths."""
    page, data = build / "report.html", build / "report.json"
    sizes = [artifact.path.stat().st_size for artifact in artifacts]
    made = [
        (one.path.name, ", ".join(filter(None, (one.kind, one.about))), size)
        for one, size in zip(artifacts, sizes, strict=True)
    ]
    files: list[Mapping[str, str | int]] = [
        {"name": one.path.name, "kind": one.kind, "bytes": size, "about": one.about}
        for one, size in zip(artifacts, sizes, strict=True)
    ]
    write_whole(page, html(report, title, made))
    write_whole(data, (as_json(report, build, files) + "\n").encode())
    return [page, data]
