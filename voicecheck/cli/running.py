"""Options of the commands that judge drafts: which drafts, by which checks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli import words
from voicecheck.cli.options import Given, shared_options
from voicecheck.cli.words import Completed
from voicecheck.languages import beside

if TYPE_CHECKING:
    from voicecheck.engine import Request
    from voicecheck.results import Outcome
    from voicecheck.selection import Selection

_OPTIONS = (
    click.option(
        "--select", "-S", multiple=True, type=Completed(words.checks_and_families, is_list=True), metavar="CHECK", help="Only these checks or families: snark, politeness/blame."
    ),
    click.option("--ignore", "-I", multiple=True, type=Completed(words.checks_and_families, is_list=True), metavar="CHECK", help="Not these checks or families."),
    click.option("--include", multiple=True, metavar="PATTERN", help="Only files that match, as in .gitignore."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Not the files that match."),
    click.option("--no-gitignore", is_flag=True, help="Also files in folders that git ignores."),
    click.option("--as-met", is_flag=True, help="Take named files as if met in a folder: pass over what is no draft, as hooks do that name every changed file."),
    click.option("--no-cache", is_flag=True, help="Judge everything anew (also by VOICECHECK_CACHE=off)."),
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the paths and the options of a run; the command receives them as one argument,
    ``request``."""

    @wraps(command)
    def with_request(
        paths: tuple[str, ...], given: Given, select: tuple[str, ...], ignore: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...],
        no_gitignore: bool, as_met: bool, no_cache: bool, **others: Any,
    ) -> Any:  # fmt: skip
        if no_cache:
            beside.begin()  # else only once there is a reply that the cache does not know
        from voicecheck.engine import Request

        request = Request(
            paths, given.guide, given.context, given.input_format, given.fields, _selection(select, ignore), include, exclude,
            gitignore=not no_gitignore, as_met=as_met, cache=not no_cache, today=given.today,
        )  # fmt: skip
        return command(request=request, **others)

    decorated: Callable[..., Any] = with_request
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return click.argument("paths", nargs=-1, metavar="[PATH…|-]", type=click.Path())(shared_options(decorated))


def outcome_of(request: Request, quiet: bool) -> Outcome:
    """What a run has to report; a counter on standard error meanwhile."""
    from voicecheck.engine import run

    with Progress(enabled=sys.stderr.isatty() and not quiet) as progress:
        return run(request, progress.told)


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


class Progress:
    """A counter on standard error that appears only in runs of more than a second."""

    def __init__(self, enabled: bool) -> None:
        self._enabled = enabled
        self._shown = False

    def __enter__(self) -> Progress:
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
