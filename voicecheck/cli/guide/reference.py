"""``voicecheck guide reference``: every key, from the model."""

from __future__ import annotations

import click


@click.command("reference")
def command() -> None:
    """Print the reference of every key of a guide as Markdown (docs/guide-reference.md)."""
    from voicecheck.checks.registry import vocabulary
    from voicecheck.guide.files import FLOOR
    from voicecheck.guide.load import read_guide
    from voicecheck.guide.reference import reference
    from voicecheck.guide_tools.readers import checks_reading

    channels = tuple(read_guide(FLOOR, vocabulary()).channels)
    click.echo(reference(vocabulary(), channels, checks_reading), nl=False)
