"""``voicecheck score``: the numbers alone."""

from __future__ import annotations

import sys

import click

from voicecheck.cli.headings import Headed, examples
from voicecheck.cli.main import printable
from voicecheck.cli.options import Given, shared_options


@click.command(
    "score",
    cls=Headed,
    short_help="Print the scores alone, one JSON object a reply.",
    epilog=examples("voicecheck score replies.jsonl > scores.jsonl", "echo 'Calm down.' | voicecheck score --language en"),
)
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@shared_options
def command(paths: tuple[str, ...], given: Given) -> None:
    """Print the scores alone: one JSON object a reply, in the order of the drafts.

    Each is {"id", "language", "risk", "verdict", "tone": {…}}; a reply that cannot be judged
    has null numbers and a "reason". The exit code is 0, or 2 if something could not be read.
    """
    from voicecheck.engine import Request, Run
    from voicecheck.reports.safe import json_text

    run = Run(Request(paths or ("-",), given.guide, given.context, given.input_format, given.fields, today=given.today))
    for result in run.results():
        data: dict[str, object] = {
            "id": result.reply.id,
            "language": result.language,
            "risk": result.risk if result.tone is not None else None,
            "verdict": result.verdict,
            "tone": result.tone,
        }
        if result.reason:
            data["reason"] = result.reason
        click.echo(json_text(data))
    for error in run.errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    sys.exit(2 if run.errors else 0)
