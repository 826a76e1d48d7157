"""``voicecheck score``: the numbers alone."""

from __future__ import annotations

import sys

import click

from voicecheck.cli.main import printable
from voicecheck.cli.options import context_options, require_format


@click.command("score", short_help="Print the scores alone, one JSON object a reply.")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@context_options
def command(paths: tuple[str, ...], guide: str, language: str, channel: str, situation: str, customer: str, input_format: str) -> None:
    """Print the scores alone: one JSON object a reply, in the order of the drafts.

    Each is {"id", "language", "risk", "verdict", "tone": {…}}; a reply that cannot be judged
    has null numbers and a "reason". The exit code is 0, or 2 if something could not be read.
    """
    from voicecheck.drafts.find import find_drafts, read_draft
    from voicecheck.drafts.reply import Context
    from voicecheck.engine import Guides, judge
    from voicecheck.problems import Problem
    from voicecheck.reports.safe import json_text

    require_format(input_format)
    defaults = Context(language, channel, situation, customer)
    guides = Guides(guide)
    problems: list[Problem] = []
    for draft in find_drafts(paths or ("-",)):
        if isinstance(draft, Problem):
            problems.append(draft)
            continue
        path = guides.path_for(draft)
        compiled = guides.compiled(path) if path else None
        for item in read_draft(draft, input_format):
            if isinstance(item, Problem):
                problems.append(item)
            elif compiled is not None:
                result = judge(compiled, item, defaults)
                data: dict[str, object] = {
                    "id": item.id,
                    "language": result.language,
                    "risk": result.risk if result.tone is not None else None,
                    "verdict": result.verdict,
                    "tone": result.tone,
                }
                if result.reason:
                    data["reason"] = result.reason
                click.echo(json_text(data))
    for problem in (*guides.errors, *problems):
        click.echo(f"error: {printable(str(problem))}", err=True)
    sys.exit(2 if problems or guides.errors else 0)
