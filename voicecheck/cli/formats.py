"""``voicecheck formats``: what drafts can be read."""

from __future__ import annotations

import click

from voicecheck.cli.output import width


@click.command("formats", short_help="List the draft formats that can be read.")
def command() -> None:
    """List the draft formats that can be read, for --input, and how each is recognised.

    In a folder and on standard input a format is told by the content; JSON and YAML files that
    hold no replies are passed over in folders. Where replies stand somewhere else, --map says
    where: --map reply=content.nb, --map 'reply=items[].body', --map reply=/items/*/body.
    """
    from textwrap import fill

    from voicecheck.drafts.reader import readers

    columns = width()
    indent = " " * 17
    for name, reader in readers().items():
        click.echo(fill((reader.__doc__ or "").strip().splitlines()[0], columns, initial_indent=f"{name:<17}", subsequent_indent=indent))
        click.echo(fill(f"{', '.join(reader.suffixes)}; recognised by {reader.known_by}", columns, initial_indent=indent, subsequent_indent=indent))
