"""``voicecheck formats``: what drafts can be read."""

from __future__ import annotations

import click


@click.command("formats", short_help="List the draft formats that can be read.")
def command() -> None:
    """List the draft formats that can be read, for --input."""
    from voicecheck.drafts.reader import readers

    for name, reader in readers().items():
        click.echo(f"{name:<12}{', '.join(reader.suffixes):<22}{(reader.__doc__ or '').strip().splitlines()[0]}")
