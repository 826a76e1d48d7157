"""``voicecheck guide learn``: limits from what the brand has approved."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voicecheck.cli.guide.check import tell
from voicecheck.cli.main import printable
from voicecheck.cli.options import Given, drafts_options
from voicecheck.cli.output import require_writable


@click.command("learn")
@click.argument("approved", nargs=-1, required=True, metavar="APPROVED…")
@drafts_options
@click.option("--output", "-o", default="", metavar="FILE", help="Write the proposal there instead of to standard output.")
def command(approved: tuple[str, ...], given: Given, output: str) -> None:
    """Propose the limits of a guide from replies that the brand has approved.

    APPROVED are drafts in any format. Bands leave 5 % of the scores beyond each end, fewer where
    the guide would stop too many of the replies; situations and channels get their own where
    they have 20 replies or more. The proposal goes to standard
    output, what there is to say of it to standard error.
    """
    from voicecheck.guide_tools.judged import judge_drafts
    from voicecheck.guide_tools.learn import neutral_guide
    from voicecheck.guide_tools.learn_text import failing_sentences, proposal_text, propose, stopped_sentences

    require_writable(output)
    guide = neutral_guide()
    outcome = judge_drafts(guide, approved, given.context, given.input_format, given.fields, keep_evidence=True)
    results = outcome.results
    learnt, stopped = propose(results)
    text = proposal_text(learnt)
    if learnt.proposals:
        if output:
            Path(output).write_text(text, encoding="utf-8", newline="\n")
        else:
            click.echo(printable_lines(text), nl=False)
        for sentence in (*stopped_sentences(stopped, learnt.judged), *failing_sentences(results)):
            click.echo(printable(sentence), err=True)
    else:
        for sentence in learnt.unsure:
            click.echo(printable(f"{sentence}."), err=True)
    tell(outcome.errors)
    sys.exit(2 if outcome.errors else 0)


def printable_lines(text: str) -> str:
    """A text of several lines that is safe to print."""
    from voicecheck.reports.safe import printable as safe

    return safe(text, keep_newlines=True)
