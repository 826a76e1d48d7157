"""``voicecheck guide show``: what does it say, all in all?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from voicecheck.cli.guide import path_or_found
from voicecheck.cli.main import printable

if TYPE_CHECKING:
    from voicecheck.guide.model import Guide
    from voicecheck.problems import Place


@click.command("show")
@click.argument("guide", default="", metavar="[FILE]")
@click.option("--checks", is_flag=True, help="The checks that the guide sets in motion: how grave, by which values, where from.")
@click.option("--format", "-f", "format_name", type=click.Choice(["text", "yaml", "json"]), default="text", show_default=True)
def command(guide: str, checks: bool, format_name: str) -> None:
    """Print every value of the guide with the file and line it comes from, also through extends,
    and what is switched off, with the reason."""
    from voicecheck.compiler import load_guide
    from voicecheck.guide.show import as_yaml

    loaded = load_guide(path_or_found(guide)).guide
    if format_name == "json":
        from voicecheck.reports.safe import json_text

        click.echo(json_text(_as_json(loaded), indent=1))
    elif format_name == "yaml":
        for line in as_yaml(loaded):
            click.echo(printable(line))
    else:
        for line, place in _checks(loaded) if checks else _values(loaded):
            click.echo(printable(line) + (click.style(printable(f"  # {place.path}:{place.line}"), dim=True) if place else ""))


def _values(guide: Guide) -> Iterator[tuple[str, Place | None]]:
    from voicecheck.guide.show import described

    rows = list(described(guide))
    width = min(max((len(row.path) for row in rows), default=0), 40)
    for row in rows:
        yield f"{row.path:<{width}}  {row.value}", row.place
    for item in guide.switched_off:
        yield f"{item.path:<{width}}  off{': ' + item.because if item.because else ', no reason given'}", item.place


def _checks(guide: Guide) -> Iterator[tuple[str, Place | None]]:
    """Each active check with the values that set it; the others in a line."""
    from voicecheck.guide_tools.in_force import active_checks, told

    idle: list[str] = []
    off: list[str] = []
    for check in active_checks(guide):
        if not check.is_active:
            (off if check.severity == "off" else idle).append(check.id)
            continue
        named = f"  names phrases that break {', '.join(check.named_by)}" if check.named_by else ""
        yield f"{check.id:<30} {check.severity}{named}", None
        yield from told(check.values, guide)
    reasons = {item.path: item for item in guide.switched_off}
    for name in off:
        item = reasons.get(name) or reasons.get(name.split("/")[0])
        yield f"{name:<30} off{': ' + item.because if item and item.because else ''}", item.place if item else None
    if idle:
        yield "", None
        yield f"Not set by this guide: {', '.join(idle)}", None


def _as_json(guide: Guide) -> dict[str, Any]:
    from voicecheck.guide.difference import plain
    from voicecheck.guide.show import described
    from voicecheck.guide_tools.in_force import active_checks

    def origin(place: Place) -> dict[str, Any]:
        return {"path": place.path, "line": place.line}

    return {
        "guide": {"path": guide.path, "brand": guide.brand, "languages": list(guide.languages), "files": list(guide.files)},
        "values": [{"path": list(row.keys), "value": plain(row.sourced), "origin": origin(row.place)} for row in described(guide)],
        "off": [{"path": item.path, "because": item.because or None, "origin": origin(item.place)} for item in guide.switched_off],
        "checks": [
            {
                "id": check.id,
                "severity": check.severity,
                "active": check.is_active,
                "values": [{"path": list(value.path), "value": plain(value.sourced), "origin": origin(value.place)} for value in check.values],
                "named_by": list(check.named_by),
            }
            for check in active_checks(guide)
        ],
    }
