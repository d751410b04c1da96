"""`bookbuild explain`."""

import click

from bookbuild.errors import Exit
from bookbuild.rules import all_rules


def run(id: str | None) -> int:
    """Print one rule in full, or the list."""
    known = all_rules()
    if id is None:
        for rule in known.values():
            click.echo(f"{rule.id}  {rule.severity.value:<8} {rule.name}")
        return Exit.OK
    by_name = {rule.name: rule for rule in known.values()}
    wanted = known.get(id.upper()) or by_name.get(id.lower())
    if wanted is None:
        raise click.UsageError(
            f"There is no rule {id}. Ids such as RSC-005 belong to EPUBCheck; `bookbuild explain` lists ours."
        )
    click.echo(
        f"{wanted.id} {wanted.name} ({wanted.severity.value})\n\n{wanted.why}\n\nSource: {wanted.source}"
    )
    return Exit.OK
