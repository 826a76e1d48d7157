"""The report of ``voicecheck guide test``: what was expected, what was found, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.text import Text

from voicecheck.guide_tools.coverage import Coverage
from voicecheck.guide_tools.run_tests import Tested
from voicecheck.reports.report import Look
from voicecheck.reports.safe import in_ascii, printable
from voicecheck.reports.terminal import reply_lines

NAMED_IDLE = 3
"""So many limits without an example are named even without ``--coverage``."""


def report_lines(path: str, brand: str, tested: Sequence[Tested], covered: Coverage, look: Look, list_coverage: bool) -> Iterator[Text]:
    """The whole report on one guide, line by line."""
    for line in _lines(path, brand, tested, covered, look, list_coverage):
        yield line if look.unicode else Text(in_ascii(line.plain))


def _lines(path: str, brand: str, tested: Sequence[Tested], covered: Coverage, look: Look, list_coverage: bool) -> Iterator[Text]:
    good, bad = ("✓", "✗") if look.unicode else (".", "F")
    dot = " · " if look.unicode else " - "
    yield Text(printable(f"{brand or 'guide'}{dot}{path}"), "bold cyan")
    signs = [(good, "green") if item.holds else (bad, "bold red") for item in tested]
    for first in range(0, len(signs), look.width - 4):
        yield Text("  ").append_tokens(signs[first : first + look.width - 4])
    for item in tested:
        if not item.holds:
            yield Text()
            yield from _failure(item, look)
    yield Text()
    yield _summary(tested)
    yield from _coverage(covered, look, list_coverage, bool(tested))
    if covered.of_sets and tested:
        several = len(covered.of_sets) > 1
        names = ", ".join(value.name for value in covered.of_sets)
        yield Text(printable(f"not counted, as {'they hold' if several else 'it holds'} for many replies together: {names}"), "dim")


def _failure(item: Tested, look: Look) -> Iterator[Text]:
    """One example that does not hold: its place, the difference, the reply with its marks."""
    example, result = item.test.example, item.result
    dot = " · " if look.unicode else ", "
    context = dot.join(part for part in (result.language, result.channel, result.situation if result.situation != "other" else "") if part)
    what = "should be approved" if item.test.kind == "approve" else "should be rejected"
    line = Text().append(printable(f"{example.place.path}:{example.place.line}"), "bold").append(f"  {what}", "bold red")
    if example.name:
        line.append(printable(f"  {example.name.value}"), "cyan")
    yield line.append(printable(f"  {context}"), "dim")
    yield Text().append("  - expected  ", "green").append(printable(item.expected))
    yield Text().append("  + found     ", "red").append(printable(item.found))
    if item.missing and result.verdict == "fail":
        yield Text(f"    {' and '.join(item.missing)} found nothing; it fails for another reason", "dim")
    if result.verdict != "unchecked":
        yield from reply_lines(result, replace(look, quiet=False, explain_scores=False))
    advice = _advice(item)
    if advice:
        yield Text(f"  {'→' if look.unicode else '->'} {advice}", "green")


def _advice(item: Tested) -> str:
    """What would make the guide reject a reply that it lets through."""
    if item.test.kind == "approve" or item.result.verdict not in ("pass", "warn"):
        return ""
    if item.result.findings:
        first = item.result.findings[0].check
        return f"It is only warned of: severity: {{{first}: fail}} would stop it."
    return "Nothing in the guide objects: tighten a limit, or list its words under words.avoid or never."


def _summary(tested: Sequence[Tested]) -> Text:
    failing = sum(not item.holds for item in tested)
    if not tested:
        return Text("no examples: write some under examples: approve: and reject:, or in a file beside the guide", "yellow")
    line = Text().append(f"{len(tested)} example{'s' if len(tested) > 1 else ''}: ", "bold").append(f"{len(tested) - failing} hold", "bold green")
    return line.append(", ").append(f"{failing} do{'es' if failing == 1 else ''} not", "bold red") if failing else line


def _coverage(covered: Coverage, look: Look, listed: bool, any_tests: bool) -> Iterator[Text]:
    if not covered.count or not any_tests:
        return
    idle = len(covered.idle)
    if not idle:
        yield Text("every limit that the guide sets is put to the test by an example", "dim")
        return
    line = f"{len(covered.exercised)} of the guide's {covered.count} limits are put to the test by an example"
    if not listed:
        some = ", ".join(value.name for value in covered.idle[:NAMED_IDLE])
        yield Text(printable(f"{line}; not {some}{f' and {idle - NAMED_IDLE} more (--coverage lists them)' if idle > NAMED_IDLE else ''}"), "dim")
        return
    yield Text(f"{line}. No example exercises:")
    width = min(max(len(value.name) for value in covered.idle), 50)
    for value in covered.idle:
        yield Text().append(printable(f"  {value.name:<{width}}  ")).append(printable(f"{value.place.path}:{value.place.line}"), "dim")


def as_json(path: str, brand: str, tested: Sequence[Tested], covered: Coverage) -> dict[str, Any]:
    """The same as data, for a machine."""
    return {
        "guide": {"path": path, "brand": brand},
        "examples": [
            {
                "path": item.test.example.place.path,
                "line": item.test.example.place.line,
                "name": item.test.example.name.value if item.test.example.name else None,
                "kind": item.test.kind,
                "holds": item.holds,
                "expected": item.expected,
                "verdict": item.result.verdict,
                "findings": [
                    {
                        "check": finding.check,
                        "severity": finding.severity,
                        "message": finding.sentence,
                        "guide": {"path": finding.rule.path, "line": finding.rule.line} if finding.rule else None,
                    }
                    for finding in item.result.findings
                ],
            }
            for item in tested
        ],
        "coverage": {
            "limits": covered.count,
            "exercised": len(covered.exercised),
            "idle": [{"limit": value.name, "path": value.place.path, "line": value.place.line} for value in covered.idle],
            "of_sets": [{"limit": value.name, "path": value.place.path, "line": value.place.line} for value in covered.of_sets],
        },
    }
