"""``voicecheck baseline``: writes down what is found today, so that only what is new counts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable
from voicecheck.cli.running import outcome_of, run_options

if TYPE_CHECKING:
    from voicecheck.baseline import Baseline, Entry, Silenced
    from voicecheck.engine import Request
    from voicecheck.selection import Selection


@click.command("baseline")
@run_options
@click.option("--output", "-o", default="", metavar="FILE", help="The baseline. Default: voicecheck-baseline.json.")
@click.option("--update", is_flag=True, help="Drop the findings that were mended, follow drafts that were renamed; never add one.")
@click.option("--add", is_flag=True, help="Take in the findings that are new.")
def command(request: Request, output: str, update: bool, add: bool) -> None:
    """Write what is found today into a baseline: check --baseline then tells only what is new.

    \b
    voicecheck baseline drafts/                 write voicecheck-baseline.json
    voicecheck check drafts/ --baseline voicecheck-baseline.json
    voicecheck baseline drafts/ --update        drop what was mended since
    """
    from dataclasses import replace

    from voicecheck.baseline import FILE, baseline_text
    from voicecheck.reports.files import CannotWriteError, ReportFile

    path = output or FILE
    exists = os.path.exists(path)
    if exists and not (update or add):
        raise click.UsageError(f"“{path}” is there already; --update drops what was mended, --add takes in what is new.")
    if not exists and update:
        raise click.UsageError(f"there is no baseline “{path}” to update; leave --update out to write it.")
    known, warning = _read(path) if exists else (_empty(path), "")
    if warning:
        raise click.UsageError(f"{warning} after deleting it.")
    try:
        file = ReportFile(path)
        outcome = outcome_of(replace(request, paths=request.paths or (".",)), quiet=False)
        for error in outcome.errors:
            click.echo(f"error: {printable(str(error))}", err=True)
        if outcome.errors and not outcome.results:
            click.echo("nothing was written", err=True)
            sys.exit(2)
        silenced = known.silence(outcome)
        mended = known.mended(silenced, request.selection) if update else ()
        new = silenced.new if add or not exists else ()
        moved = {old.fingerprint: entry for old, entry in silenced.moved}
        stayed = [entry for entry in set(known.entries) - set(mended) if entry.fingerprint not in moved]
        entries = {*stayed, *moved.values(), *new}
        file.write(baseline_text(entries))
    except CannotWriteError as error:
        raise click.BadParameter(str(error), param_hint="--output") from None
    click.echo(_told(path, entries, exists, mended, new, silenced), err=True)
    sys.exit(2 if outcome.errors else 0)


def _told(path: str, entries: set[Entry], exists: bool, mended: tuple[Entry, ...], new: tuple[Entry, ...], silenced: Silenced) -> str:
    """What was done, in a line."""
    files = len({entry.path for entry in entries})
    lines = [f"{path} holds {_findings(len(entries))}" + (f" of {files:,} file{'s' if files != 1 else ''}" if entries else "")]
    if exists:
        moved = f", {len(silenced.moved):,} moved with their drafts" if silenced.moved else ""
        lines += [f"{len(mended):,} dropped, {len(new):,} added{moved}"]
        left = len(silenced.new) - len(new)
        if left:
            lines += [f"{_findings(left)} not in it; --add takes them in"]
    return "; ".join(lines) + "."


def _findings(number: int) -> str:
    return f"{number:,} finding{'s' if number != 1 else ''}"


def read_known(path: str) -> Baseline:
    """The baseline of ``--baseline``; an empty one where none is asked for, or with a warning
    where it is damaged. A usage error where there is none."""
    if not path:
        return _empty("")
    known, warning = _read(path)
    if warning:
        click.echo(f"warning: {printable(warning)}.", err=True)
    return known


def tell_mended(known: Baseline, silenced: Silenced, selection: Selection) -> None:
    """Say that the baseline can shrink, or follow drafts to their new names."""
    mended = known.mended(silenced, selection)
    told = [(len(mended), "mended"), (len(silenced.moved), "in drafts that have another name now")]
    said = " and ".join(f"{_findings(number)} of the baseline {'is' if number == 1 else 'are'} {what}" for number, what in told if number)
    if said:
        output = "" if os.path.basename(known.path) == known.path == _default() else f" --output {known.path}"
        click.echo(f"{said}: voicecheck baseline --update{output}", err=True)


def _default() -> str:
    from voicecheck.baseline import FILE

    return FILE


def _empty(path: str) -> Baseline:
    from voicecheck.baseline import Baseline

    return Baseline(path)


def _read(path: str) -> tuple[Baseline, str]:
    from voicecheck.baseline import read_baseline

    try:
        return read_baseline(path)
    except OSError as error:
        reason = "there is no such file; voicecheck baseline writes one" if isinstance(error, FileNotFoundError) else error.strerror
        raise click.BadParameter(f"cannot read “{path}”: {reason}.", param_hint="--baseline") from None
