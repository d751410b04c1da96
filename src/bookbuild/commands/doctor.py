"""`bookbuild doctor`."""

import platform

import click

from bookbuild import __version__
from bookbuild._tools.registry import TOOLS
from bookbuild.errors import Exit


def run() -> int:
    """Print every program with its version and place; TOOL when one that a build needs is missing."""
    click.echo(f"bookbuild {__version__} on Python {platform.python_version()}, {platform.platform()}\n")
    missing = False
    for tool in TOOLS:
        found = tool.probe()
        if found.version:
            sign, text = (
                click.style("✓", fg="green"),
                f"{found.version}  {click.style(found.where, dim=True)}",
            )
        else:
            missing |= tool.required
            sign = click.style("✗", fg="red") if tool.required else click.style("–", dim=True)
            text = f"missing: {found.how}"
        click.echo(f"{sign} {tool.name:<10} {tool.purpose:<46} {text}")
    return Exit.TOOL if missing else Exit.OK
