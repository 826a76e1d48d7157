"""What an editor shows over a finding: why it is told, what to do, the guide's own line."""

from __future__ import annotations

from collections.abc import Iterator

from voicecheck.checks.registry import catalog
from voicecheck.dimensions import DIMENSIONS, NOISE
from voicecheck.lsp.analysis import Analysis, Mark
from voicecheck.lsp.protocol import link_to
from voicecheck.reports.explanation import title
from voicecheck.reports.guide_lines import GuideLines
from voicecheck.reports.safe import printable
from voicecheck.results import Result

_SHOWN = 3
"""Findings told at one place; a hover is no report."""


def draft_hover(analysis: Analysis, offset: int) -> tuple[str, Mark | None] | None:
    """In Markdown what is to be told at an offset of a draft, and the mark that it is about;
    None where nothing is."""
    marks = list(analysis.at(offset, offset))
    told: dict[str, Mark] = {}
    for mark in marks:
        told.setdefault(mark.code, mark)
    parts = ["\n\n".join(_finding(mark)) for mark in list(told.values())[:_SHOWN]]
    result = analysis.result_at(offset)
    if result is not None:
        parts.append(scores(result))
    if not parts:
        return None
    return "\n\n---\n\n".join(part for part in parts if part), marks[0] if marks else None


def _finding(mark: Mark) -> Iterator[str]:
    entry = catalog().get(mark.code)
    if entry is None:
        yield plain(mark.message)
        return
    yield f"**{title(mark.code)}** `{mark.code}`"
    yield plain(mark.message)
    if mark.advice:
        yield f"→ {plain(mark.advice)}"
    if mark.rule is not None:
        line = GuideLines().at(mark.rule)
        yield f"{link_to(mark.rule)}" + (f"\n```yaml\n{printable(line)}\n```" if line else "")
    if entry.why:
        yield f"*Why:* {plain(entry.why)}"


def scores(result: Result) -> str:
    """The numbers of a reply, those outside their band in bold."""
    if result.tone is None:
        return ""
    facts = ", ".join(part for part in (result.language, result.channel, result.situation if result.situation != "other" else "") if part)
    cells = []
    for name in DIMENSIONS:
        low, high = (result.bands or {}).get(name, (None, None))
        value = result.tone[name]
        met = (low is None or value >= low) and (high is None or value <= max(high, NOISE))
        band = f" ({low or 0:g}–{100 if high is None else high:g})" if (low, high) != (None, None) else ""
        cells.append(f"{name} {value}{band}" if met else f"**{name} {value}{band}**")
    notes = "".join(f"\n\n*{plain(note)}*" for note in result.notes)
    return f"{result.verdict}, risk {result.risk} · {plain(facts)} · {' · '.join(cells)}{notes}"


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|!" else sign for sign in printable(text))
