"""``voicecheck guide test``: does the guide say what the brand thinks?"""

from __future__ import annotations

import sys

import click

from voicecheck.cli.guide import path_or_found
from voicecheck.cli.guide.check import tell


@click.command("test")
@click.argument("guides", nargs=-1, metavar="[FILE…]")
@click.option("--coverage", "list_coverage", is_flag=True, help="List every limit that no example puts to the test.")
@click.option("--format", "-f", "format_name", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(guides: tuple[str, ...], list_coverage: bool, format_name: str) -> None:
    """Run a guide's own examples like unit tests.

    The examples stand in the guide under examples: approve: and reject:, or in a file beside
    it (voicecheck.examples.yml beside voicecheck.yml, with approve: and reject: at the top).
    Exit code 0 if all hold, 1 if some do not, 2 if the guide is broken or holds a rule that can
    never fire.
    """
    from voicecheck.checks.registry import vocabulary
    from voicecheck.cli.output import echo_lines, look
    from voicecheck.compiler import load_guide
    from voicecheck.guide.examples import guide_tests
    from voicecheck.guide_tools.coverage import coverage
    from voicecheck.guide_tools.run_tests import run_tests
    from voicecheck.guide_tools.soundness import remarks
    from voicecheck.guide_tools.test_report import as_json, report_lines
    from voicecheck.problems import VoicecheckError
    from voicecheck.reports.safe import json_text

    broken = failing = False
    reports = []
    for number, path in enumerate(guides or (path_or_found(""),)):
        try:
            compiled = load_guide(path)
            tests = guide_tests(compiled.guide, vocabulary())
        except VoicecheckError as error:
            tell(error.problems)
            broken = True
            continue
        tested = list(run_tests(compiled, tests))
        covered = coverage(compiled, tested)
        failing = failing or any(not item.holds for item in tested)
        if format_name == "json":
            reports.append(as_json(path, compiled.guide.brand, tested, covered))
        else:
            if number:
                click.echo()
            echo_lines(report_lines(path, compiled.guide.brand, tested, covered, look(), list_coverage), look())
        errors = [problem for problem in remarks(compiled) if problem.severity == "error"]
        tell(errors)
        broken = broken or bool(errors)
    if format_name == "json":
        click.echo(json_text(reports, indent=1))
    sys.exit(2 if broken else 1 if failing else 0)
