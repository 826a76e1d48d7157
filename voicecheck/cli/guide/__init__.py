"""``voicecheck guide``: write, check, test and compare guides."""

from __future__ import annotations

import click

from voicecheck.cli.lazy import LazyGroup

COMMANDS = {
    "new": "Write a guide in a short interview.",
    "learn": "Propose limits from replies that the brand has approved.",
    "check": "Tell every mistake in a guide, and every rule that can never fire.",
    "test": "Run a guide's own examples like unit tests.",
    "show": "Print every value of a guide with the line it comes from.",
    "diff": "Tell what changed between two guides, and for which replies.",
    "schema": "Print the JSON Schema of a guide, for an editor.",
    "reference": "Print the reference of every key of a guide.",
}


@click.group("guide", cls=LazyGroup, package="voicecheck.cli.guide", members=COMMANDS, short_help="Write, check, test and compare guides.")
def command() -> None:
    """Write, check, test and compare guides.

    \b
    voicecheck guide new                        an interview writes voicecheck.yml
    voicecheck guide check && voicecheck guide test
    voicecheck guide diff HEAD:voicecheck.yml voicecheck.yml drafts/
    """


def path_or_found(given: str) -> str:
    """The guide that is named, else the one that holds for the current folder."""
    from voicecheck.guide.discover import discover

    return given or discover("-").path
