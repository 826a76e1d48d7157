"""``voicecheck guide check``: is it sound?"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from voicecheck.cli.guide import path_or_found
from voicecheck.cli.main import printable

if TYPE_CHECKING:
    from voicecheck.problems import Problem


@click.command("check")
@click.argument("guides", nargs=-1, metavar="[FILE…]")
def command(guides: tuple[str, ...]) -> None:
    """Tell every mistake in the guides: file, line, column, what is allowed.

    Errors are mistakes of writing, rules that contradict each other and rules that can never
    fire; the exit code is then 2. Warnings are told and do no harm.
    """
    from voicecheck.checks.registry import vocabulary
    from voicecheck.compiler import load_guide
    from voicecheck.guide.values import guide_values
    from voicecheck.guide_tools.soundness import remarks
    from voicecheck.problems import VoicecheckError

    failed = False
    for path in guides or (path_or_found(""),):
        try:
            compiled = load_guide(path)
            problems = remarks(compiled)
        except VoicecheckError as error:
            tell(error.problems)
            failed = True
            continue
        tell(problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        warnings = [problem for problem in problems if problem.severity == "warning"]
        failed = failed or bool(errors)
        if not errors:
            guide = compiled.guide
            values = sum(1 for _ in guide_values(guide, vocabulary()))
            more = f", {len(warnings)} warning{'s' if len(warnings) > 1 else ''}" if warnings else ""
            click.echo(printable(f"{path}: sound ({guide.brand or 'no brand'}, {', '.join(guide.languages)}, {values} values{more})"))
    sys.exit(2 if failed else 0)


def tell(problems: Iterable[Problem]) -> None:
    """Print errors and warnings to standard error."""
    colors = {"error": "red", "warning": "yellow"}
    for problem in problems:
        click.echo(click.style(f"{problem.severity}: ", fg=colors[problem.severity]) + printable(str(problem)), err=True)
