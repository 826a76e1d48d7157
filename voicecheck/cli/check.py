"""``voicecheck check``: the main job."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable
from voicecheck.cli.options import Given, shared_options
from voicecheck.cli.outputs import Outputs, report_options

if TYPE_CHECKING:
    from voicecheck.results import Outcome
    from voicecheck.selection import Selection


@click.command("check", short_help="Check drafted replies against the guide.")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@shared_options
@click.option("--select", "-S", multiple=True, metavar="CHECK", help="Only these checks or families: snark, politeness/blame.")
@click.option("--ignore", "-I", multiple=True, metavar="CHECK", help="Not these checks or families.")
@click.option("--include", multiple=True, metavar="PATTERN", help="Only files that match, as in .gitignore.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Not the files that match.")
@click.option("--no-gitignore", is_flag=True, help="Also files in folders that git ignores.")
@click.option("--changed", is_flag=False, flag_value="HEAD", default=None, metavar="[REF]", help="Only replies that differ from a commit or branch (HEAD).")
@click.option("--no-cache", is_flag=True, help="Judge everything anew (also by VOICECHECK_CACHE=off).")
@report_options
@click.option("--fail-on", type=click.Choice(["warn", "fail", "never"]), default="fail", show_default=True, help="From which verdict on the exit code is 1.")
@click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="The exit code is 1 too if more than N replies are warned of or not checked.")
def command(
    paths: tuple[str, ...], given: Given, select: tuple[str, ...], ignore: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...],
    no_gitignore: bool, changed: str | None, no_cache: bool, outputs: Outputs, fail_on: str, max_warnings: int | None,
) -> None:  # fmt: skip
    """Check drafted replies against the guide.

    PATH may be files and folders; - is standard input. Without PATH the current folder is checked.
    A draft's front matter or its record's fields give its language, channel, situation and
    customer; the options fill in what they leave open.
    """
    from voicecheck.engine import Request, Run
    from voicecheck.results import exit_code

    if not paths and not sys.stdin.isatty() and not os.isatty(0) and _has_input():
        paths = ("-",)
    if changed is not None and os.path.exists(changed):  # "--changed drafts/": the folder is no commit
        paths, changed = (changed, *paths), "HEAD"
    request = Request(
        paths or (".",),
        given.guide,
        given.context,
        given.input_format,
        given.fields,
        _selection(select, ignore),
        include,
        exclude,
        not no_gitignore,
        changed,
        not no_cache,
        outputs.look.explain_scores,
        given.today,
    )
    with _Progress(enabled=sys.stderr.isatty() and not outputs.look.quiet) as progress:
        engine = Run(request, progress.told)
        outcome = engine.told(outputs.tell(engine.results())) if outputs.stream else engine.outcome()
    sound = outputs.write(outcome)
    for warning in outcome.warnings:
        click.echo(f"warning: {printable(warning)}", err=True)
    if outputs.tells_errors:
        for error in outcome.errors:
            click.echo(f"error: {printable(str(error))}", err=True)
    _tell_too_many(outcome, max_warnings)
    sys.exit(exit_code(outcome, fail_on, max_warnings) if sound else 2)


def _tell_too_many(outcome: Outcome, most: int | None) -> None:
    from voicecheck.results import warned

    if most is not None and warned(outcome) > most:
        click.echo(f"{warned(outcome):,} warnings, replies that were not checked among them; --max-warnings allows {most:,}.", err=True)


def _selection(select: tuple[str, ...], ignore: tuple[str, ...]) -> Selection:
    """The checks that ``--select`` and ``--ignore`` name, several in one option apart by commas;
    a usage error for one that does not exist."""
    from voicecheck.checks.registry import catalog
    from voicecheck.problems import suggestion
    from voicecheck.selection import Selection

    named = [tuple(name for item in given for name in item.replace(",", " ").split()) for given in (select, ignore)]
    known = {*catalog(), *(entry.family for entry in catalog().values())} if any(named) else set()
    for option, names in zip(("--select", "--ignore"), named):
        for name in names:
            if name not in known:
                raise click.BadParameter(f"there is no check or family “{name}”.{suggestion(name, known)} voicecheck rules lists them all.", param_hint=option)
    return Selection(*named)


def _has_input() -> bool:
    """Whether something is piped in, rather than an empty or closed standard input."""
    import stat

    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or (stat.S_ISREG(mode) and os.fstat(0).st_size > 0)


class _Progress:
    """A counter on standard error that appears only in runs of more than a second."""

    def __init__(self, enabled: bool) -> None:
        self._enabled = enabled
        self._shown = False

    def __enter__(self) -> _Progress:
        from time import monotonic

        self._clock = monotonic
        self._start = self._last = monotonic()
        return self

    def told(self, replies: int, share: float) -> None:
        now = self._clock()
        if self._enabled and now - self._start > 1.5 and now - self._last > 0.1:
            self._last = now
            self._shown = True
            left = f", {(now - self._start) / share * (1 - share):,.0f} s left" if share > 0.01 else ""
            click.echo(f"\r\x1b[K{replies:,} replies ({share:.0%}), {replies / (now - self._start):,.0f} a second{left}", nl=False, err=True)

    def __exit__(self, *details: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
