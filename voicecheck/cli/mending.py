"""Mends the drafts of a run, or shows how they would be mended."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable

if TYPE_CHECKING:
    from voicecheck.baseline import Baseline
    from voicecheck.cli.outputs import Outputs
    from voicecheck.engine import Request
    from voicecheck.fixes.mend import Mended
    from voicecheck.results import Outcome


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def mend_files(request: Request, outcome: Outcome, known: Baseline, unsafe: bool) -> tuple[int, bool]:
    """Make the fixes in the drafts and say how many. How many files changed, and whether all of
    them could be written."""
    from voicecheck.fixes.write import write_draft
    from voicecheck.problems import VoicecheckError

    files = findings = 0
    sound = True
    try:
        for item in _mended(request, outcome, known, unsafe):
            if item.after != item.before:
                try:
                    write_draft(item.path, item.before, item.after)
                    files, findings = files + 1, findings + item.findings
                except VoicecheckError as error:
                    sound = False
                    for problem in error.problems:
                        click.echo(f"error: {printable(str(problem))}", err=True)
    except KeyboardInterrupt:
        click.echo(f"stopped; mended {_count(findings, files)} before that", err=True)
        sys.exit(130)
    click.echo(f"mended {_count(findings, files)}" if files else "nothing to mend", err=True)
    return files, sound


def show_diff(request: Request, outcome: Outcome, known: Baseline, unsafe: bool, color: bool) -> int:
    """Print what would change as a unified diff; nothing is written. The exit code: 0 nothing
    would change, 1 something would, 2 the run was wrong."""
    files = findings = 0
    for item in _mended(request, outcome, known, unsafe):
        if item.after != item.before:
            files, findings = files + 1, findings + item.findings
            click.echo("".join(_diff(item, color and sys.stdout.isatty())).encode("utf-8", "surrogateescape"), nl=False)
    for error in outcome.errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    click.echo(f"would mend {_count(findings, files)}" if files else "nothing to mend", err=True)
    return 2 if outcome.errors else int(files > 0)


def tell_fixable(outcome: Outcome, outputs: Outputs) -> None:
    """Say, below a report in the terminal, that findings can be mended by themselves."""
    from voicecheck.fixes.mend import fixable

    if outputs.for_people and not outputs.look.quiet:
        number = fixable(outcome.results, unsafe=False)
        if number:
            click.echo(f"{number:,} finding{'s' if number > 1 else ''} can be mended by --fix; --diff shows how.", err=True)


def _mended(request: Request, outcome: Outcome, known: Baseline, unsafe: bool) -> Iterator[Mended]:
    """Every draft that has a fix, mended in memory; what cannot be mended is said."""
    from voicecheck.engine import Run
    from voicecheck.fixes.mend import can_be_mended, mend
    from voicecheck.problems import Problem

    paths = can_be_mended(outcome.results, unsafe)
    for item in mend(Run(request), paths, unsafe, known.silence_file) if paths else ():
        if isinstance(item, Problem):
            click.echo(f"error: {printable(str(item))}", err=True)
            continue
        for problem in item.refused:
            click.echo(f"note: {printable(str(problem))}", err=True)
        yield item


def _count(findings: int, files: int) -> str:
    return f"{findings:,} finding{'s' if findings != 1 else ''} in {files:,} file{'s' if files != 1 else ''}"


def _diff(item: Mended, color: bool) -> Iterator[str]:
    """A unified diff, its lines as they are stored."""
    import difflib

    from voicecheck.reports.fingerprint import stable_path

    before, after = (_LINE.findall(text) for text in (item.before, item.after))
    path = stable_path(item.path)
    colors = {"+": "32", "-": "31", "@": "36"}
    for number, line in enumerate(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")):
        ended = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        if color:
            safe = "".join(f"{printable(part)}\n" for part in ended.rstrip("\n").split("\n"))
            code = "1" if number < 2 else colors.get(line[0], "")
            ended = f"\x1b[{code}m{safe.rstrip(chr(10))}\x1b[0m\n" if code else safe
        yield ended
