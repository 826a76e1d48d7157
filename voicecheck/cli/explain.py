"""``voicecheck explain``: what a check looks for, why, and what it does to real replies."""

from __future__ import annotations

from shutil import get_terminal_size
from textwrap import fill, indent

import click


@click.command("explain", short_help="Explain a check.")
@click.argument("check_id", metavar="CHECK")
@click.option("--language", "-l", default="", metavar="CODE", help="Examples in this language only.")
@click.option("--guide", "-g", default="", metavar="FILE", help="Also show the limits of this guide that the check reads.")
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
    width = min(get_terminal_size((80, 24)).columns, 100)

    def part(head: str, text: str) -> None:
        if text:
            click.echo(click.style(f"\n{head}", bold=True))
            click.echo(fill(text, width, initial_indent="  ", subsequent_indent="  "))

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
            click.echo(fill(f"customer: {example.customer}", width, initial_indent="  ", subsequent_indent="            "))
        click.echo(fill(f"bad:  {example.bad}", width, initial_indent="  ", subsequent_indent="        "))
        click.echo(fill(f"good: {example.good}", width, initial_indent="  ", subsequent_indent="        "))
    if guide:
        _limits(guide, named)


def _limits(path: str, check_id: str) -> None:
    """The limits that the check reads, in every scope of the guide, with their places."""
    from voicecheck.checks.registry import catalog, code_checks
    from voicecheck.cli.main import printable
    from voicecheck.compiler import load_guide
    from voicecheck.guide.show import described

    compiled = load_guide(path)
    if check_id.startswith("pattern/"):
        _pattern(path, check_id)
        return
    entry = catalog()[check_id]
    keys = {key for check in code_checks() if check.id == check_id or check.id.split("/")[0] == entry.family for key in check.limits}
    keys |= {"never"} if entry.categories else set()
    if entry.family in ("humor", "snark", "politeness", "warmth", "formality"):
        keys = {entry.family, *(keys & {"never"})}
    click.echo(click.style(f"\nIn {path}", bold=True))
    rows = [row for row in described(compiled.guide) if row.path.split(".")[-2:][0] in keys or any(part in keys for part in row.path.split("."))]
    for row in rows:
        click.echo(printable(f"  {row.path}: {row.value}  ({row.place.path}:{row.place.line})"))
    if not rows:
        click.echo("  nothing sets a limit for it")


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
