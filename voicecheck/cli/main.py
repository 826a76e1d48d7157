"""The ``voicecheck`` command and its list of commands."""

from __future__ import annotations

import os
from typing import Any

import click

from voicecheck.cli.lazy import LazyGroup
from voicecheck.cli.version import print_version
from voicecheck.languages import beside

COMMANDS = {
    "check": "Check drafted replies against the guide.",
    "baseline": "Write down what is found today, so that only what is new counts.",
    "init": "Set voicecheck up in a repository: guide, baseline, hook, CI.",
    "try": "Score what you type or paste, with bars and findings.",
    "explain": "Explain a check: what it looks for, why, good and bad examples.",
    "rules": "List every check.",
    "guide": "Write, check, test and compare guides.",
    "score": "Print the scores alone, one JSON object a reply.",
    "languages": "List the languages and what their packs hold.",
    "formats": "List the draft formats that can be read.",
    "lsp": "Serve an editor: findings while you write.",
    "completion": "Print the completion script of bash, zsh or fish.",
    "schema": "Print the JSON Schema of a guide or a report.",
}


@click.group(
    cls=LazyGroup,
    package="voicecheck.cli",
    members=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing to report, 1 findings, 2 the run itself is wrong (usage, guide, unreadable draft), 130 interrupted.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Show the version with packs and weights.")
@click.pass_context
def cli(context: click.Context) -> None:
    """The linter for brand voice: checks drafted customer replies against your tone-of-voice guide.

    \b
    voicecheck check drafts/                    a folder of drafts
    voicecheck check reply.md --channel x       one reply, with its channel
    echo "Calm down." | voicecheck check -      from standard input
    voicecheck explain snark/mock-praise        what a finding means
    """
    context.with_resource(beside.allowed())
    if os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; never shows a traceback for what the user can mend."""
    import gc

    # Hundreds of thousands of objects are loaded and kept: to look for garbage among them every
    # 700, as Python does, makes a short run a sixth longer.
    gc.set_threshold(200_000, 50, 100)
    try:
        cli.main(args=arguments, prog_name="voicecheck")
    finally:
        gc.freeze()  # all goes with the process: to look for garbage a last time would take a quarter of a short run


def printable(text: str) -> str:
    """Text whose control characters cannot reach the terminal."""
    from voicecheck.reports.safe import printable as safe

    return safe(text)
