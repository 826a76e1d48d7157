"""``voicecheck guide schema``: completion and hover in an editor."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.option("--output", "-o", default="", metavar="FILE", help="Write it there; a guide beside it finds it by its first line: # yaml-language-server: $schema=FILE")
def command(output: str) -> None:
    """Print the JSON Schema of a guide, for completion and hover in an editor.

    It holds for the checks and languages of this version of voicecheck.
    """
    from voicecheck.cli.output import require_writable
    from voicecheck.guide.json_schema import guide_schema

    text = json.dumps(guide_schema(), ensure_ascii=False, indent=1) + "\n"
    if not output:
        click.echo(text, nl=False)
        return
    require_writable(output)
    Path(output).write_text(text, encoding="utf-8", newline="\n")
