"""How ``voicecheck try`` lays out a judged reply: verdict, bars against the bands, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rich.text import Text

from voicecheck.dimensions import DIMENSIONS, NOISE
from voicecheck.reports.report import Look
from voicecheck.reports.safe import in_ascii, printable
from voicecheck.reports.terminal import ASCII_SIGNS, COLORS, SIGNS, colored, reply_lines, wrapped
from voicecheck.results import Result

_CELLS = 31
"""Of a bar: with three points a cell it fits in 80 columns, words and numbers included."""


def view(look: Look) -> Callable[[Result, bool], str]:
    """Lays out results in this look; the second argument asks how the scores came about."""

    def show(result: Result, with_scores: bool) -> str:
        lines = list(_lines(result, look, with_scores))
        text = colored(lines) if look.color else "".join(f"{line.plain}\n" for line in lines)
        return text if look.unicode else in_ascii(text)

    return show


def _lines(result: Result, look: Look, with_scores: bool) -> Iterator[Text]:
    yield _head(result, look)
    if result.tone is not None:
        yield Text()
        for name in DIMENSIONS:
            yield _bar(name, result.tone[name], (result.bands or {}).get(name, (None, None)), look)
    if result.findings or result.verdict == "unchecked" or with_scores:
        yield Text()
        yield from reply_lines(result, replace(look, quiet=True, show="all", explain_scores=with_scores))
    for note in result.notes:
        yield from wrapped(f"note: {printable(note)}", "  ", "dim", look.width)


def _head(result: Result, look: Look) -> Text:
    color = COLORS[result.verdict]
    sign = (SIGNS if look.unicode else ASCII_SIGNS)[result.verdict]
    line = Text(f"{sign} {result.verdict}", f"bold {color}")
    if result.tone is not None:
        line.append(f"  risk {result.risk}", color)
    dot = " · " if look.unicode else ", "
    context = dot.join(part for part in (result.language, result.channel, result.situation if result.situation != "other" else "") if part)
    return line.append(f"  {printable(context)}", "dim") if context else line


def _bar(name: str, value: int, band: tuple[float | None, float | None], look: Look) -> Text:
    """A dimension: its value as a point on 0 to 100, the guide's band as a strong line."""
    inside, outside, point = ("━", "┄", "●") if look.unicode else ("=", ".", "o")
    dash = "–" if look.unicode else "-"
    low, high = band
    least, most = low or 0, 100 if high is None else high
    is_low, is_high = low is not None and value < low, high is not None and value > max(high, NOISE)
    is_limited = low is not None or high is not None
    color = "red" if is_low or is_high else "green" if is_limited else "blue"
    at = round(value / 100 * (_CELLS - 1))
    line = Text(f"  {name:<11}").append(f"{value:>3}  ", f"bold {color}")
    for cell in range(_CELLS):
        if cell == at:
            line.append(point, f"bold {color}")
        else:
            is_inside = is_limited and least - 1 <= cell / (_CELLS - 1) * 100 <= most + 1
            line.append(inside if is_inside else outside, "" if is_inside else "dim")
    if is_limited:
        line.append(f"  {least:g}{dash}{most:g}", "dim")
    if is_low or is_high:
        line.append("  too low" if is_low else "  too high", "bold red")
    return line
