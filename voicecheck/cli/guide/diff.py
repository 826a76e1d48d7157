"""``voicecheck guide diff``: what changed, and for which replies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli.guide.check import tell
from voicecheck.cli.options import Given, drafts_options

if TYPE_CHECKING:
    from voicecheck.compiler import CompiledGuide
    from voicecheck.guide.difference import Change
    from voicecheck.guide_tools.verdicts import VerdictChange


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("drafts", nargs=-1, metavar="[DRAFTS…]")
@drafts_options
@click.option("--format", "-f", "format_name", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything changed.")
def command(old: str, new: str, drafts: tuple[str, ...], given: Given, format_name: str, exit_code: bool) -> None:
    """Tell what changed from the guide OLD to the guide NEW, and which DRAFTS it decides anew.

    OLD and NEW are files, shipped guides (voicecheck:NAME), or files in a revision of git
    (HEAD:voicecheck.yml); what such a guide extends is read from the same revision.
    """
    from voicecheck.checks.registry import vocabulary
    from voicecheck.guide.difference import differences
    from voicecheck.guide_tools.judged import judge_drafts
    from voicecheck.guide_tools.verdicts import verdict_changes
    from voicecheck.problems import Problem, VoicecheckError

    if "-" in drafts:
        raise click.UsageError("the drafts are read twice, once for each guide, so they cannot come from standard input; name files or folders.")
    loaded: list[CompiledGuide] = []
    errors: list[Problem] = []
    for path in (old, new):
        try:
            loaded.append(_load(path))
        except VoicecheckError as error:
            errors += [problem for problem in error.problems if problem not in errors]
    if errors:
        tell(errors)
        sys.exit(2)
    before, after = loaded
    changes = differences(before.guide, after.guide, vocabulary())
    earlier, outcome = (judge_drafts(guide, drafts, given.context, given.input_format, given.fields) for guide in loaded)
    verdicts = list(verdict_changes(earlier.results, outcome.results))
    if format_name == "json":
        from voicecheck.reports.safe import json_text

        click.echo(json_text(_as_json(old, new, changes, verdicts, len(outcome.results)), indent=1))
    else:
        from voicecheck.cli.output import echo_lines, look
        from voicecheck.guide_tools.difference_report import report_lines

        echo_lines(report_lines(old, new, changes, verdicts, len(outcome.results), look()), look())
    tell(outcome.errors)
    sys.exit(2 if outcome.errors else int(exit_code and bool(changes or verdicts)))


def _load(given: str) -> CompiledGuide:
    from voicecheck.compiler import load_guide
    from voicecheck.guide.revision import at_revision

    _, path, read = at_revision(given)
    return load_guide(path, read=read)


def _as_json(old: str, new: str, changes: tuple[Change, ...], verdicts: list[VerdictChange], replies: int) -> dict[str, Any]:
    return {
        "old": old,
        "new": new,
        "changes": [
            {"path": item.path, "direction": item.direction, "sentence": f"{item.scope}: {item.sentence}", "old": item.old, "new": item.new, "line": item.place.line}
            for item in changes
        ],
        "replies": replies,
        "verdicts": [
            {
                "path": item.new.reply.path,
                "line": item.new.reply.line,
                "id": item.new.reply.id,
                "old": item.old.verdict,
                "new": item.new.verdict,
                "check": item.deciding.check if item.deciding else None,
                "message": item.deciding.sentence if item.deciding else None,
            }
            for item in verdicts
        ],
    }
