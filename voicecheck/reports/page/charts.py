"""The HTML report's pictures, as SVG without styles or scripts of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voicecheck.dimensions import NOISE
from voicecheck.reports.overview import GRAVITY, outside, plural, replies_of
from voicecheck.reports.page.markup import text
from voicecheck.results import Result

ENDS = {
    "politeness": ("insults", "considerate"),
    "humor": ("none", "a comedy act"),
    "snark": ("none", "mocking"),
    "warmth": ("icy", "heartfelt"),
    "formality": ("chat slang", "bureaucratic"),
    "risk": ("safe", "nobody would publish it"),
}
"""What 0 and 100 mean (docs/scores.md)."""

BINS = 20
WIDTH, HEIGHT, BASE = 400, 120, 100

Band = tuple[float | None, float | None]


def values(results: Iterable[Result], dimension: str) -> list[tuple[int, int]]:
    """Each checked reply's score and whether it is below (-1), in (0) or above (1) its band."""
    return [(result.risk, 0) if dimension == "risk" else (result.tone[dimension], outside(result, dimension)) for result in results if result.tone is not None]


def histogram(dimension: str, results: Iterable[Result]) -> str:
    """How a dimension is distributed, those outside their band apart; with the same in words."""
    results = list(results)
    scores = values(results, dimension)
    if not scores:
        return ""
    inside, out = Counter[int](), Counter[int]()
    for value, side in scores:
        (out if side else inside)[min(value * BINS // 100, BINS - 1)] += 1
    most = max(inside[number] + out[number] for number in range(BINS))
    bands = Counter((result.bands or {}).get(dimension, (None, None)) for result in results if result.tone is not None)
    low, high = next(iter(bands)) if len(bands) == 1 else (None, None)
    parts = [_band(low, high)] if len(bands) == 1 and (low, high) != (None, None) else []
    step = WIDTH / BINS
    for number in range(BINS):
        held, over = inside[number], out[number]
        if not held + over:
            continue
        last = 100 if number == BINS - 1 else (number + 1) * 5 - 1
        told = f"{number * 5} to {last}: {replies_of(held + over)}" + (f", {over} outside the guide" if over else "")
        kept, tall = (max(count / most * (BASE - 8), 2) if count else 0 for count in (held, over))
        bars = [_bar("in", number * step, BASE - kept, step, kept)] if held else []
        bars += [_bar("out", number * step, BASE - kept - tall, step, tall)] if over else []
        parts.append(f"<g><title>{told}</title>{''.join(bars)}</g>")
    summary = _summary(dimension, scores)
    axis = f'<line class="axis" x1="0" y1="{BASE}" x2="{WIDTH}" y2="{BASE}"/>' + "".join(
        f'<text x="{at / 100 * WIDTH:g}" y="{HEIGHT - 4}" text-anchor="{anchor}">{at}</text>' for at, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    )
    start, end = ENDS[dimension]
    name = "Tone risk" if dimension == "risk" else dimension.capitalize()
    return (
        f'<figure class="chart"><figcaption><h3>{name}</h3><p>{text(summary)}</p></figcaption>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{name}: {text(summary)}">{"".join(parts)}{axis}</svg>'
        f'<p class="ends" aria-hidden="true"><span>{start}</span><span>{end}</span></p>{_bands(bands) if dimension != "risk" else ""}</figure>'
    )


def _bar(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x + 1:g}" y="{y:.1f}" width="{width - 2:g}" height="{height:.1f}"/>'


def _band(low: float | None, high: float | None) -> str:
    start, end = (low or 0) / 100 * WIDTH, (100 if high is None else max(high, NOISE)) / 100 * WIDTH
    return f'<rect class="band" x="{start:g}" y="0" width="{end - start:g}" height="{BASE}"/>'


def _summary(dimension: str, scores: list[tuple[int, int]]) -> str:
    ordered = sorted(value for value, _ in scores)
    told = f"Median {(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2:g}"
    below, above = sum(side < 0 for _, side in scores), sum(side > 0 for _, side in scores)
    parts = [f"{below:,} below the guide's least"] if below else []
    parts += [f"{above:,} above its most"] if above else []
    if dimension == "risk":
        return f"{told}."
    return f"{told}; {', '.join(parts)}." if parts else f"{told}; none outside the guide."


def _bands(bands: Counter[Band]) -> str:
    """The guide's bands in words, and how many replies each holds for."""
    limited = [(band, count) for band, count in sorted(bands.items(), key=lambda item: (-item[1], str(item[0]))) if band != (None, None)]
    if not limited:
        return '<p class="note">The guide sets no limit.</p>'
    told = ", ".join(f"{in_words(*band)} ({plural(count, 'reply', 'replies')})" for band, count in limited[:4])
    return f'<p class="note">The guide asks for {told}{", …" if len(limited) > 4 else "."}</p>'


def in_words(low: float | None, high: float | None) -> str:
    """A band in words: "45 or more", "at most 20", "20 to 60"."""
    if low is None:
        return f"at most {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


def strip(value: int, low: float | None, high: float | None, wrong: bool) -> str:
    """A small bar of 0 to 100 with the band and the score's point."""
    start, end = (low or 0), (100 if high is None else max(high, NOISE))
    return (
        '<svg class="strip" viewBox="0 0 104 8" aria-hidden="true"><rect class="track" x="2" y="3" width="100" height="2"/>'
        f'<rect class="range" x="{2 + start:g}" y="3" width="{end - start:g}" height="2"/><circle class="{"off" if wrong else "on"}" cx="{2 + value}" cy="4" r="3.5"/></svg>'
    )


PLANE, MARGIN = 400, 34
DENSE = 400
"""More points than this are drawn smaller."""


def plane(numbered: list[tuple[int, Result]], linked: set[int]) -> str:
    """Every reply as a point: politeness across, snark upward. Replies at one point share it;
    the worst of them gives it its colour, and its link if its number is among ``linked``."""
    points: dict[tuple[int, int], list[tuple[int, Result]]] = {}
    for number, result in numbered:
        if result.tone is not None:
            points.setdefault((result.tone["politeness"], result.tone["snark"]), []).append((number, result))
    if not points:
        return ""
    order = sorted(points.items(), key=lambda item: (-min(GRAVITY[result.verdict] for _, result in item[1]), item[0]))
    dense = len(points) > DENSE
    kind = "plane dense" if dense else "plane"
    drawn = []
    reachable = True  # by the tabulator: the first link alone, the arrow keys lead on from there
    for place, members in order:
        number = min(number for number, _ in members)
        circle = _circle(place, members, 1.8 if dense else 4)
        drawn.append(_link(place, members, circle, reachable) if number in linked else f'<g class="{dict(members)[number].verdict}">{circle}</g>')
        reachable = reachable and number not in linked
    grid = "".join(
        f'<line class="grid" x1="{_x(at):g}" y1="{_y(0):g}" x2="{_x(at):g}" y2="{_y(100):g}"/><line class="grid" x1="{_x(0):g}" y1="{_y(at):g}" x2="{_x(100):g}" y2="{_y(at):g}"/>'
        f'<text x="{_x(at):g}" y="{_y(0) + 16:g}" text-anchor="middle">{at}</text>' + (f'<text x="{_x(0) - 6:g}" y="{_y(at) + 4:g}" text-anchor="end">{at}</text>' if at else "")
        for at in (0, 25, 50, 75, 100)
    )
    size = PLANE + 2 * MARGIN
    return (
        f'<svg class="{kind}" viewBox="0 0 {size} {size}" role="group" aria-label="Replies by politeness and snark. The list of replies below says the same in words.">{grid}'
        f'<text class="name" x="{_x(100):g}" y="{_y(0) + 32:g}" text-anchor="end">politeness →</text><text class="name" x="{_x(0):g}" y="{_y(100) - 10:g}">↑ snark</text>{"".join(drawn)}</svg>'
    )


def _x(value: float) -> float:
    return MARGIN + value / 100 * PLANE


def _y(value: float) -> float:
    return MARGIN - 8 + (100 - value) / 100 * PLANE


def _circle(place: tuple[int, int], members: list[tuple[int, Result]], least: float) -> str:
    radius = min(least + least / 2.5 * (len(members) - 1) ** 0.5, 14)
    return f'<circle cx="{_x(place[0]):g}" cy="{_y(place[1]):g}" r="{radius:.1f}"/>'


def _link(place: tuple[int, int], members: list[tuple[int, Result]], circle: str, reachable: bool) -> str:
    number, worst = min(members, key=lambda item: item[0])
    more = f" and {len(members) - 1:,} more" if len(members) > 1 else ""
    name = worst.reply.id or f"{worst.reply.path}:{worst.reply.line}"
    words = " ".join(worst.reply.text.split())
    excerpt = words if len(words) <= 140 else words[:139] + "…"
    label = text(f"{name}{more}: {worst.verdict}, politeness {place[0]}, snark {place[1]}")
    return f'<a href="#r{number}" class="{worst.verdict}" tabindex="{0 if reachable else -1}" aria-label="{label}" data-text="{text(excerpt)}"><title>{label}</title>{circle}</a>'
