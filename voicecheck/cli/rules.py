"""``voicecheck rules``: every check in a line."""

from __future__ import annotations

import json

import click

from voicecheck.cli.output import width


@click.command("rules", short_help="List every check.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(format_name: str) -> None:
    """List every check: its id, how grave it is by itself, what it looks for."""
    from voicecheck.checks.registry import catalog

    entries = list(catalog().values())
    if format_name == "json":
        click.echo(
            json.dumps(
                [{"id": entry.id, "severity": entry.severity, "looks_for": entry.looks_for, "why": entry.why, "source": entry.source} for entry in entries],
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    from textwrap import shorten

    columns = width(120)
    column = max(len(entry.id) for entry in entries) + 2
    family = ""
    for entry in entries:
        if entry.family != family:
            click.echo("" if not family else "\n", nl=False)
            family = entry.family
            click.echo(click.style(family, bold=True))
        looks_for = shorten(entry.looks_for.replace("`", ""), max(columns - column - 2, 30), placeholder="…")
        click.echo(f"  {entry.id:<{column}}{looks_for}")
    click.echo(f"\n{len(entries)} checks. voicecheck explain CHECK tells more of one.")
