"""Every check of an ONIX message."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact
from bookbuild.formats.onix.make import KIND
from bookbuild.formats.onix.profile import MessageProfile, UnknownProfile, message_profile
from bookbuild.preflight.onix.codes import code_findings
from bookbuild.preflight.onix.message import LARGEST_BYTES, NotOnix, read_message
from bookbuild.preflight.onix.requirements import Unmet, unmet
from bookbuild.preflight.onix.schemas import schema_findings
from bookbuild.preflight.onix.sense import sense_findings
from bookbuild.rules import onix as rules


def check_onix(xml: bytes, name: str, profile: MessageProfile | None = None) -> list[Finding]:
    """What is wrong with a message called `name`, each fault at its line. Of ONIX 2.1 only the schema is asked."""
    try:
        message = read_message(xml)
    except NotOnix as fault:
        return [rules.NOT_ONIX(str(fault), Location(name, fault.line))]
    findings = list(schema_findings(message, name))
    if message.release == "2.1":
        return findings
    root = message.plain()
    findings += code_findings(message, root, name)
    findings += sense_findings(root, name)
    if profile:
        findings += [one.finding(profile, Location(name, one.line)) for one in unmet(root, profile)]
    return findings


def check_onix_file(path: Path, profile: MessageProfile | None = None) -> list[Finding]:
    """The same of a file; of one that is too large no more is read than shows it."""
    with path.open("rb") as file:
        return check_onix(file.read(LARGEST_BYTES + 1), path.name, profile)


def profile_findings(artifacts: Sequence[Artifact], book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Our own messages against the profile that book.yaml names, each fault at the key that would mend it."""
    if not book.onix.profile:
        return
    try:
        profile = message_profile(book.onix.profile)
    except UnknownProfile as fault:
        yield rules.PROFILE_UNKNOWN(str(fault), lines.at("onix", "profile"))
        return
    messages = [artifact for artifact in artifacts if artifact.kind == KIND]
    if profile.needs_isbn and messages:
        for number, edition in enumerate(book.editions):
            if not edition.isbn and not edition.sample:
                text = f"“{edition.id}” has no ISBN: it is not in the messages for {profile.name}"
                yield rules.LEFT_OUT(text, lines.at("editions", number))
    numbers = {edition.id: number for number, edition in enumerate(book.editions)}
    for artifact in messages:
        if artifact.edition:
            message = read_message(artifact.path.read_bytes())
            for one in unmet(message.plain(), profile):
                yield one.finding(profile, lines.at(*_path(one, book, numbers[artifact.edition])))


def _path(one: Unmet, book: Book, edition: int) -> tuple[str | int, ...]:
    """The key of book.yaml that would mend it."""
    key = one.requirement.key
    if book.editions[edition].offprint and one.requirement.offprint_key:
        key = one.requirement.offprint_key
    return tuple(edition if step == "*" else step for step in key)
