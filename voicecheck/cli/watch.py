"""``voicecheck check --watch``: checks, and checks again as drafts and guides change."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable
from voicecheck.cli.output import folded

if TYPE_CHECKING:
    from voicecheck.engine import Run
    from voicecheck.live.watch import Changes
    from voicecheck.portion import Request
    from voicecheck.results import Outcome

Show = Callable[["Outcome", "Outcome"], object]
"""Writes the reports of an outcome; the second one is what standard output shows of it."""


def watch_over(request: Request, judge: Callable[[Run], Outcome], show: Show, written: list[str]) -> None:
    """Check until Ctrl-C: first everything, then what changed. ``written`` are the reports' files."""
    from voicecheck.engine import Run
    from voicecheck.live.watch import Changes, Watch

    watch = Watch(request, written)
    changes = Changes(())
    try:
        while True:
            state = watch.look()
            run = Run(request)
            outcome = judge(run)
            known = watch.guide_files
            watch.settle(run)
            if known != watch.guide_files:  # guides that were not watched count from now on
                state = {**watch.look(), **state}
            shown = _only(outcome, changes) if changes.changed and not watch.guide_files.intersection(map(os.path.realpath, (*changes.changed, *changes.gone))) else outcome
            if sys.stdout.isatty():
                click.clear()
            show(outcome, shown)
            footer = _footer(outcome, changes)
            click.echo((folded(footer) if sys.stdout.isatty() else printable(footer)) + "\n", err=not sys.stdout.isatty())
            changes, _ = watch.changes(state)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _only(outcome: Outcome, changes: Changes) -> Outcome:
    """The outcome with nothing but the files that changed, and what is told of all together."""
    paths = set(changes.changed)
    results = tuple(result for result in outcome.results if result.reply.path in paths)
    errors = tuple(error for error in outcome.errors if error.place.path in paths)
    return replace(outcome, results=results, errors=errors, files=len({result.reply.path for result in results}))


def _footer(outcome: Outcome, changes: Changes) -> str:
    """The time, what changed, and how everything stands."""
    counts = [f"{count:,} {'not checked' if verdict == 'unchecked' else verdict}" for verdict in ("pass", "warn", "fail", "unchecked") if (count := outcome.count(verdict))]
    replies = len(outcome.results)
    files = f"{outcome.files:,} file{'' if outcome.files == 1 else 's'}"
    parts = [f"{datetime.now():%H:%M:%S}", str(changes), f"in all {replies:,} {'reply' if replies == 1 else 'replies'} in {files}: {', '.join(counts) or 'nothing judged'}"]
    return " - ".join(part for part in parts if part) + ". Watching; Ctrl-C ends."
