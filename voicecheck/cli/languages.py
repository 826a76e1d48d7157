"""``voicecheck languages``: the packs and what they hold."""

from __future__ import annotations

import click


@click.command("languages", short_help="List the languages and what their packs hold.")
def command() -> None:
    """List the languages and what their packs hold."""
    from voicecheck.languages.pack import language_codes, load_pack

    click.echo(f"{'code':<6}{'language':<20}{'markers':>8}{'patterns':>10}{'categories':>12}")
    for code in language_codes():
        pack = load_pack(code)
        patterns = sum(len(marker.patterns) for marker in pack.markers)
        categories = len({marker.category for marker in pack.markers})
        click.echo(f"{code:<6}{pack.name:<20}{len(pack.markers):>8}{patterns:>10}{categories:>12}")
