"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from voicecheck.dimensions import SITUATIONS

Command = TypeVar("Command", bound=Callable[..., Any])


def context_options(command: Command) -> Command:
    """``--guide``, ``--language``, ``--channel``, ``--situation``, ``--customer``, ``--input``."""
    for option in reversed(
        (
            click.option(
                "--guide",
                "-g",
                "guide",
                default="",
                metavar="FILE",
                help="The guide: a file, or voicecheck:NAME for a shipped one. Default: the nearest voicecheck.yml above each draft.",
            ),
            click.option("--language", "-l", default="", metavar="CODE", help="The language of replies that do not say: en, nb, nn, da, sv. Default: detected."),
            click.option("--channel", "-c", default="", metavar="NAME", help="Where replies that do not say will be published: x, facebook, email …"),
            click.option(
                "--situation", "-s", default="", type=click.Choice(["", *SITUATIONS]), metavar="NAME", help=f"What replies that do not say answer: {', '.join(SITUATIONS)}."
            ),
            click.option("--customer", default="", metavar="TEXT", help="The customer's message, for replies that do not say."),
            click.option("--input", "input_format", default="", metavar="FORMAT", help="Read every draft in this format (voicecheck formats). Default: by the file's ending."),
        )
    ):
        command = option(command)
    return command


def require_format(name: str) -> str:
    """The name of a draft format; a usage error for one that does not exist."""
    from voicecheck.drafts.reader import readers
    from voicecheck.problems import suggestion

    if name and name not in readers():
        raise click.BadParameter(f"“{name}” is no draft format; there are {', '.join(readers())}.{suggestion(name, readers())}", param_hint="--input")
    return name
