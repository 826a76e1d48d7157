"""``voicecheck schema``: the JSON Schemas."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the JSON Schema of a guide or a report.")
@click.argument("what", type=click.Choice(["guide", "report"]))
def command(what: str) -> None:
    """Print the JSON Schema of a guide (for editors) or of a JSON report."""
    if what == "guide":
        from voicecheck.guide.json_schema import guide_schema

        click.echo(json.dumps(guide_schema(), ensure_ascii=False, indent=2))
    else:
        from importlib.resources import files

        click.echo((files("voicecheck.reports") / "report.schema.json").read_text(encoding="utf-8"), nl=False)
