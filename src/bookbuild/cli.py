"""The command line: each command is a few lines; the work is elsewhere, and imported when it is asked for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bookbuild import __version__
from bookbuild.errors import BookbuildError, Exit

EXIT_CODES = """
\b
Exit codes:
  0  all is well
  1  the book has errors (with --strict, warnings count): nothing was released
  2  the command line could not be understood
  3  there is no book here
  4  a program that is needed is missing or failed
"""


@dataclass(frozen=True)
class Settings:
    """The options that all commands share."""

    root: Path
    format: str
    jobs: int
    strict: bool
    use_cache: bool
    use_ace: bool


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="bookbuild")
@click.option(
    "-C",
    "root",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Work on the book in DIR instead of here.",
)
@click.option(
    "--format",
    type=click.Choice(["full", "concise", "json", "github"]),
    default="full",
    show_default=True,
    help="How findings are shown.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes to work with; as many as there are cores by default.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option(
    "--ace/--no-ace",
    default=True,
    envvar="BOOKBUILD_ACE",
    help="Whether Ace, when it is installed, checks each EPUB too; by default it does.",
)
@click.pass_context
def main(
    context: click.Context, root: Path, format: str, jobs: int | None, strict: bool, no_cache: bool, ace: bool
) -> None:
    """Make every edition of a book from one Markdown manuscript.

    Findings about the book go to standard output, progress to standard error.
    """
    from bookbuild._tools.workers import cores

    context.obj = Settings(root, format, jobs or cores(), strict, not no_cache, ace)


@main.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--draft", is_flag=True, help="Make the files in build/ only: no foreign checker, nothing released."
)
@click.option(
    "--guides",
    is_flag=True,
    help="Beside each printed cover, a sheet of its trim, folds, safety and barcode, for a designer.",
)
@click.pass_obj
def build(settings: Settings, editions: tuple[str, ...], draft: bool, guides: bool) -> None:
    """Make editions and put them in dist/.

    EDITION is the id of an edition in book.yaml, or one of epub, kindle, print, html, offprints,
    cover, onix.
    Without any, everything is made. Nothing reaches dist/ while the report has an error.
    """
    from bookbuild.commands.build import run

    raise SystemExit(run(settings, editions, draft, guides))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    metavar="NAME",
    default="",
    help="Check FILES by a recipient's rules too: kindle, apple, kobo, google, dilicom; of PDFs: a printer, such as kdp-paperback.",
)
@click.option("--fix", is_flag=True, help="Mend the Markdown where the remedy is certain.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, as a diff; nothing is written.")
@click.option("--spelling", is_flag=True, help="Look up every word in a Hunspell dictionary too.")
@click.pass_obj
def check(
    settings: Settings, files: tuple[Path, ...], profile: str, fix: bool, diff: bool, spelling: bool
) -> None:
    """Check the manuscript and book.yaml; or check FILES: Markdown of a book, EPUB, AZW3, PDF, HTML, ONIX.

    Nothing is made, and nothing is changed without --fix.
    """
    from bookbuild.commands.check import run
    from bookbuild.commands.proofread import Proofreading

    raise SystemExit(run(settings, files, profile, Proofreading(fix, diff, spelling)))


@main.command()
@click.argument("edition", required=False, default="")
@click.option(
    "-o",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Put it there too; it is in build/proof by default.",
)
@click.pass_obj
def proof(settings: Settings, edition: str, target: Path | None) -> None:
    """Make a proof to correct on: printed pages, lines of the manuscript at their left, findings at their right.

    EDITION is the id of a printed edition; the first one of the whole book by default. A proof is made whatever the
    findings, unless book.yaml itself has an error or the pages can't be set.
    """
    from bookbuild.commands.proof import run

    raise SystemExit(run(settings, edition, target))


@main.command()
@click.argument("epub", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to; beside the EPUB by default.",
)
@click.option(
    "--shelf",
    type=click.Choice(["documents", "books"]),
    default="documents",
    show_default=True,
    help="Where a Kindle lists it. Amazon has deleted such “books” from devices that went on line.",
)
@click.option(
    "--engine",
    type=click.Choice(["builtin", "calibre"]),
    default="builtin",
    show_default=True,
    help="Who writes it; calibre must be installed, and writes no page numbers.",
)
@click.pass_obj
def azw3(settings: Settings, epub: Path, target: Path | None, shelf: str, engine: str) -> None:
    """Make an AZW3 of an EPUB, for a Kindle that is cabled to the computer.

    Beside it goes FILE.apnx with the printed book’s page numbers, when the EPUB has them; on the Kindle it belongs in
    FILE.sdr/. With `--shelf books` there is a thumbnail for the device’s system/thumbnails too.
    """
    from bookbuild.commands.azw3 import run

    raise SystemExit(run(settings, epub, target, shelf == "books", engine))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    "target",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write there instead of into the book’s body/ and images/.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@click.pass_obj
def import_files(settings: Settings, files: tuple[Path, ...], target: Path | None, force: bool) -> None:
    """Turn FILES (.docx, .odt, .html, .epub, .tex) of contributors into Markdown chapters, with their pictures.

    Styles become components (styles/import.yaml says which), notes stay notes. Tracked changes, comments and whatever
    could not be carried are listed. No program inside a file is run, nothing is fetched.
    """
    from bookbuild.commands.import_files import run

    raise SystemExit(run(settings, files, target, force))


@main.command()
@click.argument("recipients", nargs=-1, metavar="[RECIPIENT]...")
@click.pass_obj
def release(settings: Settings, recipients: tuple[str, ...]) -> None:
    """Build everything, and gather for each recipient what it takes, in dist/releases/VERSION/RECIPIENT.

    RECIPIENT is one that `release:` in book.yaml names, or any file of styles/recipients. What was released under one
    version never changes: other bytes are refused until book.yaml has a new version. Refused too while the report has
    an error (exit code 1).
    """
    from bookbuild.commands.release import run

    raise SystemExit(run(settings, recipients))


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the book.")
@click.option("--language", default="fr", show_default=True, help="Main language (BCP 47).")
@click.option("--sample", is_flag=True, help="Start from the whole sample book instead of a short one.")
def new(directory: Path, title: str, language: str, sample: bool) -> None:
    """Start a book in DIRECTORY, which must not exist or be empty."""
    from bookbuild.commands.new import run

    raise SystemExit(run(directory, title, language, sample))


@main.command()
@click.option("--metadata", is_flag=True, help="Show instead what each recipient will read of each edition.")
@click.option(
    "--diff",
    nargs=2,
    metavar="A B",
    default=None,
    help="Show instead what B leaves out, adds or says otherwise than A: each an edition, or a version in git.",
)
@click.pass_obj
def show(settings: Settings, metadata: bool, diff: tuple[str, str] | None) -> None:
    """Show the book as bookbuild reads it: parts, contributions, words, editions, identifiers.

    With --metadata: the EPUB's package, the PDF's Info and XMP, ONIX in short, the fields of KDP's form, Dublin Core
    and schema.org; with `--format json` before `show` as data.

    With --diff, two texts are compared word by word: `--diff paperback epub` two editions, `--diff v1.0 HEAD` two
    versions of the book in git, `--diff HEAD epub` what has changed in an edition since the last commit. A name that
    is an edition's id means the edition. [-Words like these-] are in A only, {+these+} in B only. The exit code is 0
    whether the texts differ or not.
    """
    if metadata and diff:
        raise click.UsageError("--metadata and --diff show different things: ask for one.")
    if metadata:
        from bookbuild.commands.show_metadata import run as run_metadata

        raise SystemExit(run_metadata(settings))
    if diff:
        from bookbuild.commands.diff import run as run_diff

        raise SystemExit(run_diff(settings, *diff))
    from bookbuild.commands.show import run

    raise SystemExit(run(settings))


@main.command()
def doctor() -> None:
    """Say which programs are here, in which version, and how to get what is missing."""
    from bookbuild.commands.doctor import run

    raise SystemExit(run())


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain a RULE (such as MS014): why it is there and where it comes from. Without one, list them all."""
    from bookbuild.commands.explain import run

    raise SystemExit(run(rule))


@main.command()
@click.option("--reference", is_flag=True, help="Print the reference page of book.yaml in Markdown instead.")
def schema(reference: bool) -> None:
    """Print the JSON Schema of book.yaml, for editors that complete and check it."""
    from bookbuild.commands.schema import run

    raise SystemExit(run(reference))


@main.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--check", is_flag=True, help="Check each draft too, with EPUBCheck for e-books.")
@click.pass_obj
def watch(settings: Settings, editions: tuple[str, ...], check: bool) -> None:
    """Make EDITIONS again each time a file of the book is saved. Drafts in build/; ends with Ctrl-C."""
    from bookbuild.commands.watch import run

    raise SystemExit(run(settings, editions, check))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL, to be sourced from its start-up file."""
    from click.shell_completion import get_completion_class

    completer: Any = get_completion_class(shell)
    click.echo(completer(main, {}, "bookbuild", "_BOOKBUILD_COMPLETE").source())


__all__ = ["BookbuildError", "Exit", "Settings", "main"]
