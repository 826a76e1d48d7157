"""``voicecheck check``: the main job."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from voicecheck.cli.baseline import read_known, tell_mended
from voicecheck.cli.headings import Headed, examples
from voicecheck.cli.main import printable
from voicecheck.cli.output import folded
from voicecheck.cli.outputs import Outputs, report_options
from voicecheck.cli.running import Progress, outcome_of, run_options

if TYPE_CHECKING:
    from voicecheck.engine import Request
    from voicecheck.results import Outcome

MANY_FINDINGS = 300


@click.command(
    "check",
    cls=Headed,
    short_help="Check drafted replies against the guide.",
    epilog=examples(
        "voicecheck check drafts/ --channel x --situation complaint",
        "voicecheck check --changed main --fail-on warn",
        "voicecheck check drafts/ --report sarif:out.sarif --report html:out.html",
        "voicecheck check drafts/ --watch",
        "pbpaste | voicecheck check - --language nb",
        exit_codes="0 nothing at or above --fail-on, 1 findings, 2 the run itself is wrong (usage, guide, unreadable draft; the rest was checked), 130 interrupted",
    ),
)
@run_options
@click.option("--changed", is_flag=False, flag_value="HEAD", default=None, metavar="[REF]", help="Only replies that differ from a commit or branch (HEAD).")
@click.option("--watch", is_flag=True, help="Check again as drafts and guides change, until Ctrl-C.")
@click.option("--baseline", default="", metavar="FILE", help="Findings in this file, which voicecheck baseline writes, stay silent.")
@click.option("--fix", is_flag=True, help="Mend in the drafts what can safely be mended.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend too what changes the words or may not fit; look at it with --diff first.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change, and write nothing.")
@report_options
@click.option("--fail-on", type=click.Choice(["warn", "fail", "never"]), default="fail", show_default=True, help="From which verdict on the exit code is 1.")
@click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="The exit code is 1 too if more than N replies are warned of or not checked.")
def command(
    request: Request, changed: str | None, watch: bool, baseline: str, fix: bool, unsafe_fixes: bool, diff: bool, outputs: Outputs, fail_on: str, max_warnings: int | None,
) -> None:  # fmt: skip
    """Check drafted replies against the guide.

    PATH may be files and folders; - is standard input. Without PATH the current folder is checked.
    A draft's front matter or its record's fields give its language, channel, situation and
    customer; the options fill in what they leave open.
    """
    from voicecheck.cli.mending import mend_files, show_diff, tell_fixable
    from voicecheck.engine import Run

    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes says which fixes are made; add --fix to make them, or --diff to see them.")
    paths = request.paths
    if not paths and not sys.stdin.isatty() and not os.isatty(0) and _has_input():
        paths = ("-",)
    if changed is not None and os.path.exists(changed):  # "--changed drafts/": the folder is no commit
        paths, changed = (changed, *paths), "HEAD"
    if "-" in paths and (fix or diff):
        raise click.UsageError("what comes on standard input stands in no file that could be mended; name the draft.")
    request = replace(request, paths=paths or (".",), changed=changed, keep_scores=outputs.look.explain_scores)
    if watch and (fix or diff or "-" in paths):
        what = "standard input cannot be watched" if "-" in paths else "--fix and --diff do their work once"
        raise click.UsageError(f"--watch watches files; {what}. Name the files or folders, or leave out --watch.")
    if outputs.stream and not (baseline or fix or diff or watch):
        with Progress(enabled=sys.stderr.isatty() and not outputs.look.quiet) as progress:
            engine = Run(request, progress.told)
            outputs.tell(engine)
        outcome = engine.told()
        _finish(outcome, outputs, fail_on, max_warnings, sound=outputs.write(outcome))
    known = read_known(baseline)
    if baseline:  # holds no drafts, whatever its name
        request = replace(request, exclude=(*request.exclude, f"/{os.path.relpath(baseline)}"))
    if watch:
        from voicecheck.cli.watch import watch_over

        watch_over(request, lambda run: known.silence(run.outcome()).outcome, lambda outcome, shown: _tell(outcome, outputs, shown), outputs.files)
        return
    silenced = known.silence(outcome_of(request, outputs.look.quiet))
    if diff:
        sys.exit(show_diff(request, silenced.outcome, known, unsafe_fixes, outputs.look.color))
    sound = True
    if fix:
        changed_files, sound = mend_files(request, silenced.outcome, known, unsafe_fixes)
        if changed_files:
            silenced = known.silence(outcome_of(request, outputs.look.quiet))
    outcome = silenced.outcome
    sound = outputs.write(outcome) and sound
    if baseline and changed is None:
        tell_mended(known, silenced, request.selection)
    if not fix:
        tell_fixable(outcome, outputs)
    if not baseline:
        _tell_where_to_begin(outcome, outputs)
    _finish(outcome, outputs, fail_on, max_warnings, sound)


def _finish(outcome: Outcome, outputs: Outputs, fail_on: str, max_warnings: int | None, sound: bool) -> NoReturn:
    """Tell what belongs on standard error, and end with the exit code."""
    from voicecheck.results import exit_code

    _tell_beside(outcome, outputs)
    _tell_too_many(outcome, max_warnings)
    sys.exit(exit_code(outcome, fail_on, max_warnings) if sound else 2)


def _tell(outcome: Outcome, outputs: Outputs, shown: Outcome) -> None:
    """Write the reports of an outcome, of which standard output and standard error tell a part."""
    outputs.write(outcome, shown)
    _tell_beside(shown, outputs)


def _tell_beside(outcome: Outcome, outputs: Outputs) -> None:
    for warning in outcome.warnings:
        click.echo(f"warning: {printable(warning)}", err=True)
    if outputs.tells_errors:
        for error in outcome.errors:
            click.echo(f"error: {printable(str(error))}", err=True)


def _tell_too_many(outcome: Outcome, most: int | None) -> None:
    from voicecheck.results import warned

    number = warned(outcome)
    if most is not None and number > most:
        unchecked = outcome.count("unchecked")
        among = f", {unchecked:,} of them replies that were not checked" if unchecked else ""
        click.echo(f"{number:,} warning{'s' if number != 1 else ''}{among}; --max-warnings allows {most:,}.", err=True)


def _tell_where_to_begin(outcome: Outcome, outputs: Outputs) -> None:
    """Say, below a report of so many findings that nobody mends them at once, what helps."""
    number = sum(len(result.findings) for result in outcome.texts)
    if number >= MANY_FINDINGS and outputs.for_people and not outputs.look.quiet and not outputs.look.triage:
        click.echo(folded(f"{number:,} findings: --triage lists what to mend first; voicecheck baseline lets old ones stay, so that only new ones count."), err=True)


def _has_input() -> bool:
    """Whether something is piped in, rather than an empty or closed standard input."""
    import stat

    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or (stat.S_ISREG(mode) and os.fstat(0).st_size > 0)
