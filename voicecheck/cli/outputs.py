"""The reports that a run was asked for, and where each goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli import words
from voicecheck.cli.main import printable
from voicecheck.cli.output import look
from voicecheck.cli.reader_gone import reader_may_leave, silence_stdout
from voicecheck.cli.words import Completed
from voicecheck.frozen import frozen

if TYPE_CHECKING:
    from voicecheck.engine import Run
    from voicecheck.reports.files import ReportFile
    from voicecheck.reports.report import Look
    from voicecheck.results import Outcome

FORMATS = "terminal, plain, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, markdown or html"
"""For the help, which loads no report."""

STANDARD_OUTPUT = ("", "-")
_AT_ONCE = 32_000
"""So many bytes are printed together."""


@frozen
class Wanted:
    """A report's format and its file; the option that asked for it."""

    name: str
    path: str
    option: str

    @property
    def to_stdout(self) -> bool:
        return self.path in STANDARD_OUTPUT


def wanted_reports(format_name: str, output: str, reports: Iterable[str]) -> list[Wanted]:
    """What ``--format``, ``--output`` and every ``--report NAME[:FILE]`` ask for.

    The terminal report, which comes by itself, makes way for a ``--report`` that goes to
    standard output. Usage errors: a format that does not exist, two reports in one place.
    """
    from voicecheck.problems import suggestion
    from voicecheck.reports.report import reports as known

    found = [Wanted(name, path, "--report") for name, _, path in (item.partition(":") for item in reports)]
    if format_name or output or not any(item.to_stdout for item in found):
        found.insert(0, Wanted(format_name or "terminal", output, "--output" if output else "--format"))
    places: dict[str, Wanted] = {}
    for item in found:
        if item.name not in known():
            option = "--format" if item.option == "--output" else item.option
            raise click.BadParameter(f"“{item.name}” is no report format; there are {', '.join(known())}.{suggestion(item.name, known())}", param_hint=option)
        place = "" if item.to_stdout else os.path.realpath(item.path)
        if place in places:
            where = f"to “{item.path}”" if place else "to standard output"
            raise click.BadParameter(f"two reports, {places[place].name} and {item.name}, would go {where}; give one of them another file.", param_hint=item.option)
        places[place] = item
    return found


class Outputs:
    """The reports of a run, and how they look. A file that cannot be written is told when this
    is made, before the work."""

    def __init__(self, wanted: list[Wanted], look: Look) -> None:
        from voicecheck.reports.files import CannotWriteError, ReportFile

        self.look = look
        self._wanted = wanted
        self._files: list[tuple[Wanted, ReportFile]] = []
        for item in wanted:
            if not item.to_stdout:
                try:
                    self._files.append((item, ReportFile(item.path)))
                except CannotWriteError as error:
                    raise click.BadParameter(str(error), param_hint=item.option) from None

    @property
    def for_people(self) -> bool:
        """Whether a report that people read goes to standard output."""
        from voicecheck.reports.report import reports

        return any(item.to_stdout and reports()[item.name].for_people for item in self._wanted)

    @property
    def tells_errors(self) -> bool:
        """Whether errors are to be told on standard error: always but where JSON, which holds
        them, is all there is."""
        return {item.name for item in self._wanted} != {"json"}

    @property
    def stream(self) -> bool:
        """Whether results can be told as they come, so that a million need no more memory than
        one: JSON Lines to standard output, and nothing else."""
        return [(item.name, item.to_stdout) for item in self._wanted] == [("jsonl", True)]

    def tell(self, run: Run) -> None:
        """Tell the results of a run as they come, as long as somebody reads them."""
        from voicecheck.reports.jsonl import LineWriter

        writer = LineWriter(self.look)
        waiting: list[bytes] = []
        with reader_may_leave(), closing(run.written(writer.write)) as written:
            for lines in written:
                waiting.append(writer.finished(lines))
                if sum(map(len, waiting)) >= _AT_ONCE:
                    click.echo(b"".join(waiting), nl=False)
                    waiting = []
            click.echo(b"".join(waiting), nl=False)

    @property
    def files(self) -> list[str]:
        """The files that reports go to."""
        return [item.path for item, _ in self._files]

    def write(self, outcome: Outcome, shown: Outcome | None = None) -> bool:
        """Write the files, then standard output, which may show a part of the outcome. False where a
        file could not be written after all (the disk is full); the others are still written."""
        from voicecheck.reports.files import CannotWriteError
        from voicecheck.reports.report import reports

        sound = True
        for item, file in self._files:
            try:
                file.write(reports()[item.name].render(outcome, replace(self.look, color=False, unicode=True)))
            except CannotWriteError as error:
                sound = False
                click.echo(f"error: {printable(str(error))}", err=True)
        for item in self._wanted:
            if item.to_stdout:
                report = reports()[item.name]
                text = report.render(shown or outcome, self.look)
                _say(_for_terminal(text) if report.for_people else text.encode())
        return sound


_OPTIONS = (
    click.option("--format", "-f", "format_name", default="", type=Completed(words.report_formats), metavar="NAME", help=f"{FORMATS}. Default: terminal."),
    click.option("--output", "-o", default="", metavar="FILE", help="Write that report there instead of to standard output."),
    click.option(
        "--report",
        "-r",
        "reports",
        multiple=True,
        type=Completed(words.report_formats),
        metavar="NAME[:FILE]",
        help="One more report, as sarif:out.sarif; without a file it goes to standard output.",
    ),
    click.option("--compare", default="", metavar="FILE", help="An earlier JSON report: markdown and html then tell what has changed."),
    click.option(
        "--show", type=click.Choice(["all", "warn", "fail"]), help="What reports list: all replies, those that warn or fail, or those that fail. They always count everything."
    ),
    click.option(
        "--triage", type=click.IntRange(min=1), is_flag=False, flag_value=20, metavar="[N]", help="List what to mend first (20 replies): by risk times how often each is used."
    ),
    click.option("--explain-scores", is_flag=True, help="Show how each score came about."),
    click.option("--quiet", "-q", is_flag=True, help="Only what failed, and the summary."),
    click.option("--no-color", is_flag=True, help="No colours (also by the environment variable NO_COLOR)."),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options about reports; the command receives them as one argument, ``outputs``."""

    @wraps(command)
    def with_outputs(
        format_name: str, output: str, reports: tuple[str, ...], compare: str, show: str | None, triage: int | None, explain_scores: bool, quiet: bool,
        no_color: bool, **others: Any,
    ) -> Any:  # fmt: skip
        from voicecheck.reports.earlier import read_earlier

        wanted = wanted_reports(format_name, output, reports)
        earlier = read_earlier(compare) if compare else None
        asked = replace(look(quiet, no_color), explain_scores=explain_scores, show=show or "", compare=earlier, triage=triage or 0)
        return command(outputs=Outputs(wanted, asked), **others)

    decorated: Callable[..., Any] = with_outputs
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _for_terminal(text: str) -> str:
    """What people read, as far as their terminal knows the letters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _say(text: str | bytes) -> None:
    """Print a report; data is UTF-8 whatever the terminal. A reader who has seen enough
    (``| head``) is no error."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        silence_stdout()
