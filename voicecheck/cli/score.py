"""``voicecheck score``: the numbers alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import click

from voicecheck.cli.headings import Headed, examples
from voicecheck.cli.main import printable
from voicecheck.cli.options import Given, shared_options
from voicecheck.cli.reader_gone import reader_may_leave

if TYPE_CHECKING:
    from voicecheck.results import Result


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

    run = Run(Request(paths or ("-",), given.guide, given.context, given.input_format, given.fields, today=given.today))
    with reader_may_leave(), closing(run.written(_lines)) as written:
        for lines in written:
            click.echo(lines, nl=False)
    for error in run.errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    sys.exit(2 if run.errors else 0)


def _lines(results: Iterable[Result]) -> str:
    from voicecheck.reports.safe import json_text

    return "".join(f"{json_text(_scores(result))}\n" for result in results)


def _scores(result: Result) -> dict[str, object]:
    data: dict[str, object] = {
        "id": result.reply.id,
        "language": result.language,
        "risk": result.risk if result.tone is not None else None,
        "verdict": result.verdict,
        "tone": result.tone,
    }
    return {**data, "reason": result.reason} if result.reason else data
