"""The story of a release: who gets what, packed, looked at, kept for good."""

from collections.abc import Sequence
from pathlib import Path

from bookbuild.book.load import NAME, YamlLines
from bookbuild.delivery.demands import demand_findings
from bookbuild.delivery.keep import FOLDER, LedgerFault, is_folder_name, keep
from bookbuild.delivery.pack import pack
from bookbuild.delivery.plan import plan
from bookbuild.diagnostics import Location, Report
from bookbuild.formats.content import Artifact, EditionText
from bookbuild.rules import release as rules


def deliver(
    texts: Sequence[EditionText],
    made: Sequence[Artifact],
    lines: YamlLines,
    recipients: Sequence[str],
    root: Path,
    report: Report,
    strict: bool = False,
) -> list[Path]:
    """Put what was made into root/dist/releases/<version>/<recipient>; gives the folders that are new.

    For the recipients that book.yaml names, or those of them in `recipients`. Nothing is put there when anything is
    amiss; the report says what. Raises UnknownRecipient; ToolFailed when a cover can't be drawn.
    """
    book, folder = texts[0].book, texts[0].folder
    parcels, findings = plan(texts, made, lines, recipients)
    report.add(findings)
    if not is_folder_name(book.version):
        hint = "Write one such as 2.0 or 2026-11: letters, digits and . _ + - inside."
        message = f"“{book.version}” can’t name a folder"
        report.add([rules.VERSION_NO_NAME(message, at=lines.at("version"), hint=hint)])
    if report.refuses(strict):
        return []
    incoming = {}
    for parcel in parcels:
        place = root / "build" / FOLDER / parcel.recipient.id
        report.add(demand_findings(parcel, pack(parcel, place)))
        incoming[parcel.recipient.id] = place
    if report.refuses(strict):
        return []
    try:
        new, findings = keep(incoming, root / "dist", folder, book.version, lines.at("version"))
    except LedgerFault as fault:
        hint = "Take it back from where the manuscript is kept; never edit it."
        new, findings = [], [rules.LEDGER_UNREADABLE(str(fault), at=Location(NAME, 1), hint=hint)]
    report.add(findings)
    return new
