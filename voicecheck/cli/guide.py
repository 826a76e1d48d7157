"""``voicecheck guide``: look at a guide."""

from __future__ import annotations

import json
import sys

import click


@click.group("guide", short_help="Look at a guide.")
def command() -> None:
    """Look at a guide: is it sound, what does it say once all that it extends is merged in?"""


def _path(given: str) -> str:
    from voicecheck.guide.discover import discover

    return given or discover("-").path


@command.command("check")
@click.argument("guides", nargs=-1, metavar="[FILE…]")
def check(guides: tuple[str, ...]) -> None:
    """Tell every mistake in the guides: file, line, column, what is allowed. Exit code 2 if any."""
    from voicecheck.cli.main import printable
    from voicecheck.compiler import load_guide
    from voicecheck.problems import VoicecheckError

    failed = False
    for path in guides or (_path(""),):
        try:
            compiled = load_guide(path)
        except VoicecheckError as error:
            failed = True
            for problem in error.problems:
                click.echo(f"error: {printable(str(problem))}", err=True)
            continue
        from voicecheck.guide.show import described

        click.echo(printable(f"{path}: sound ({compiled.guide.brand or 'no brand'}, {', '.join(compiled.guide.languages)}, {sum(1 for _ in described(compiled.guide))} values)"))
    sys.exit(2 if failed else 0)


@command.command("show")
@click.argument("guide", default="", metavar="[FILE]")
def show(guide: str) -> None:
    """Print every value of the guide with the file and line it comes from, also through extends."""
    from voicecheck.cli.main import printable
    from voicecheck.compiler import load_guide
    from voicecheck.guide.show import described

    path = _path(guide)
    rows = list(described(load_guide(path).guide))
    width = min(max((len(row.path) for row in rows), default=0), 40)
    for row in rows:
        click.echo(printable(f"{row.path:<{width}}  {row.value}  ") + click.style(printable(f"# {row.place.path}:{row.place.line}"), dim=True))


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of a guide, for completion and hover in an editor."""
    from voicecheck.guide.json_schema import guide_schema

    click.echo(json.dumps(guide_schema(), ensure_ascii=False, indent=2))
