"""``voicecheck explain``: what a check looks for, why, and what it does to real replies."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli import words
from voicecheck.cli.headings import examples
from voicecheck.cli.output import width
from voicecheck.cli.words import Completed, CompletedFile

if TYPE_CHECKING:
    from voicecheck.guide.schema import Sourced


@click.command(
    "explain", short_help="Explain a check.", epilog=examples("voicecheck explain snark/mock-praise --language nb", "voicecheck explain politeness/too-low --guide voicecheck.yml")
)
@click.argument("check_id", metavar="CHECK", type=Completed(words.checks))
@click.option("--language", "-l", default="", type=Completed(words.languages), metavar="CODE", help="Examples in this language only.")
@click.option(
    "--guide",
    "-g",
    default="",
    type=CompletedFile(words.guides),
    metavar="FILE",
    help="Also show what this guide says to the check, by situation and channel, and where it comes from.",
)
def command(check_id: str, language: str, guide: str) -> None:
    """Explain a check: what it looks for, why, how a guide sets it, a bad and a good reply in
    each language."""
    from voicecheck.checks.registry import CatalogEntry, catalog
    from voicecheck.languages.examples import load_examples
    from voicecheck.languages.pack import language_codes
    from voicecheck.problems import suggestion

    entries = catalog()
    named = check_id
    if guide and check_id.startswith("pattern/") and check_id not in entries:
        check_id = "pattern/own"  # a pattern of the guide's own, which _limits shows
    if check_id not in entries:
        family = [entry for entry in entries if entry.startswith(check_id.rstrip("/") + "/")]
        more = f" In that family: {', '.join(family)}." if family else suggestion(check_id, entries)
        raise click.UsageError(f"There is no check “{check_id}”.{more} voicecheck rules lists them all.")
    entry: CatalogEntry = entries[check_id]
    columns = width(100)

    def part(head: str, text: str) -> None:
        if text:
            click.echo(click.style(f"\n{head}", bold=True))
            click.echo(fill(text.replace("`", ""), columns, initial_indent="  ", subsequent_indent="  "))

    click.echo(click.style(entry.id, bold=True, fg="cyan") + f"  ({entry.severity} unless the guide says otherwise)")
    part("Looks for", entry.looks_for[:1].upper() + entry.looks_for[1:])
    part("Why", entry.why)
    part("What to do", entry.advice)
    part("Source", entry.source)
    if entry.guide_snippet:
        click.echo(click.style("\nIn a guide", bold=True))
        click.echo(indent(entry.guide_snippet.rstrip(), "  "))
    for code in language_codes():
        example = load_examples(code).get(check_id)
        if example is None or (language and code != language):
            continue
        click.echo(click.style(f"\nExamples ({code})", bold=True))
        if example.customer:
            click.echo(fill(f"customer: {example.customer}", columns, initial_indent="  ", subsequent_indent="            "))
        click.echo(fill(f"bad:  {example.bad}", columns, initial_indent="  ", subsequent_indent="        "))
        click.echo(fill(f"good: {example.good}", columns, initial_indent="  ", subsequent_indent="        "))
    if guide:
        _limits(guide, named)


def _limits(path: str, check_id: str) -> None:
    """What the guide says to the check: its limits by situation and channel, its other values,
    each with where it comes from."""
    from voicecheck.checks.registry import catalog
    from voicecheck.cli.main import printable
    from voicecheck.compiler import load_guide
    from voicecheck.guide_tools.in_force import active_check, limit_keys, limits_in_force, told, values_for

    guide = load_guide(path).guide
    if check_id.startswith("pattern/") and check_id not in catalog():
        _pattern(path, check_id)
        return
    check = active_check(check_id, guide)
    click.echo(click.style(f"\nIn {printable(path)}", bold=True) + f"  {check.severity}")
    reason = next((item for item in guide.switched_off if item.path in (check_id, check_id.split("/")[0])), None)
    if check.severity == "off" and reason is not None:
        click.echo(printable(f"  switched off at {reason.place.path}:{reason.place.line}{': ' + reason.because if reason.because else ', without a reason'}"))
    keys = limit_keys(check_id, guide)
    rows = [(key, ", ".join(item.situations) or "everywhere", item) for key in keys for item in limits_in_force(guide, key)]
    room = min(max((len(where) for _, where, _ in rows), default=0), 44)
    before = ""
    for key, where, item in rows:
        if key != before:
            click.echo(f"  {printable(key)}")
            before = key
        _limit_row(where, item.sourced, room)
        for channels, sourced in item.exceptions:
            _limit_row(f"  on {', '.join(channels)}", sourced, room)
    others = [value for value in values_for(check_id, guide) if value.path[0] != "voice" and not any(".".join(value.path[2:]) == key for key in keys)]
    for line, place in told(others, guide):
        click.echo(printable(line) + (click.style(printable(f"  {place.path}:{place.line}"), dim=True) if place else ""))
    if not keys and not others:
        click.echo("  nothing sets a limit for it")


def _limit_row(where: str, sourced: Sourced[Any] | None, width: int) -> None:
    from voicecheck.cli.main import printable
    from voicecheck.guide.show import text_of

    if sourced is None:
        click.echo(printable(f"    {where:<{width}}  no limit"))
        return
    value = text_of(sourced)
    click.echo(printable(f"    {where:<{width}}  {value:<8}") + click.style(printable(f"  {sourced.place.path}:{sourced.place.line}"), dim=True))


def _pattern(path: str, check_id: str) -> None:
    """What a guide says of a pattern of its own, with the places."""
    from voicecheck.cli.main import printable
    from voicecheck.compiler import load_guide
    from voicecheck.guide.show import described

    compiled = load_guide(path)
    name = check_id.removeprefix("pattern/")
    patterns = compiled.guide.sections.get("patterns") or {}
    if name not in patterns:
        raise click.UsageError(f"{path} has no pattern “{name}”.{' It has ' + ', '.join(sorted(patterns)) + '.' if patterns else ''}")
    click.echo(click.style(f"\nIn {path}", bold=True))
    for row in described(compiled.guide):
        if row.path.startswith(f"patterns.{name}."):
            click.echo(printable(f"  {row.path.removeprefix(f'patterns.{name}.')}: {row.value}  ({row.place.path}:{row.place.line})"))
