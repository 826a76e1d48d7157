"""The HTML report's tables and filters."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.dimensions import DIMENSIONS
from voicecheck.reports.explanation import title
from voicecheck.reports.guide_lines import GuideLines
from voicecheck.reports.overview import Group, Trend, checks, grouped, trend, trend_sentences
from voicecheck.reports.page.markup import text
from voicecheck.reports.page.replies import SIGNS, WORDS, finding_item
from voicecheck.reports.report import Look
from voicecheck.results import Outcome, Result

ORDER = ("fail", "warn", "unchecked", "pass")
BAR = 100
EXPLAINED = 8
"""So many of the most frequent checks say why they matter."""
WORST = 5


def counts(outcome: Outcome) -> str:
    """The four verdicts as large numbers; a reply that was not checked is never left out."""
    cells = [f'<div class="{verdict}"><dt><span aria-hidden="true">{SIGNS[verdict]}</span> {WORDS[verdict]}</dt><dd>{outcome.count(verdict):,}</dd></div>' for verdict in ORDER]
    return f'<dl class="counts">{"".join(cells)}</dl>'


def errors(outcome: Outcome) -> str:
    """What could not be read, or nothing."""
    if not outcome.errors:
        return ""
    told = "".join(f"<li><code>{text(error.place)}</code> {text(error.message)}</li>" for error in outcome.errors)
    return f'<section class="errors" aria-labelledby="errors"><h2 id="errors">What could not be read</h2><ul>{told}</ul></section>'


def together(outcome: Outcome, look: Look) -> str:
    """What is wrong with the replies as a set, or nothing."""
    guides = GuideLines()
    told = "".join(finding_item(finding, guides, "h3") for finding in outcome.set_findings if look.shows(finding.severity))
    return f'<section aria-labelledby="together"><h2 id="together">All replies together</h2><ul class="findings">{told}</ul></section>' if told else ""


def checks_table(outcome: Outcome) -> str:
    """Which checks found something, in how many replies."""
    from voicecheck.checks.registry import catalog

    groups = checks(outcome)
    if not groups:
        return ""
    most = max(group.replies for group in groups)
    known = catalog()
    lines = []
    for number, group in enumerate(groups):
        entry = known.get(group.name)
        why = f'<p class="note">{text(entry.why)}</p>' if entry and entry.why and number < EXPLAINED else ""
        lines.append(
            f'<tr><th scope="row"><a href="#replies" data-filter-check="{text(group.name)}">{text(title(group.name))}</a>{why}</th>'
            f'<td class="n">{group.replies:,}</td><td class="meter">{_meter(group, most)}</td></tr>'
        )
    return (
        '<section aria-labelledby="checks"><h2 id="checks">What is wrong</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="checks"><table><caption>Checks by the number of replies in which '
        f'they found something</caption><thead><tr><th scope="col">Check</th><th scope="col" class="n">Replies</th><th scope="col"><span class="out-of-sight">Share</span></th></tr></thead><tbody>{"".join(lines)}</tbody></table></div></section>'
    )


def worst(numbered: list[tuple[int, Result]]) -> str:
    """The few replies to look at first, with links to them."""
    lines: list[str] = []
    seen: set[str] = set()
    for number, result in numbered:
        if result.verdict in ("pass", "unchecked") or len(lines) == WORST:
            break
        if result.reply.text in seen:
            continue
        seen.add(result.reply.text)
        name = result.reply.id or f"{result.reply.path}:{result.reply.line}"
        words = " ".join(result.reply.text.split())
        excerpt = words if len(words) <= 120 else words[:119] + "…"
        lines.append(
            f'<li><a href="#r{number}">{text(name)}</a> <span class="risk">risk <b>{result.risk}</b></span><p dir="auto">{text(excerpt)}</p>'
            f'<p class="note">{text(title(result.findings[0].check))}</p></li>'
        )
    return f'<section class="worst" aria-labelledby="worst"><h2 id="worst">Look at these first</h2><ul>{"".join(lines)}</ul></section>' if lines else ""


def where(outcome: Outcome) -> str:
    """The verdicts by situation, channel and language, where there is more than one of them."""
    kinds = (
        ("Situation", grouped(outcome, lambda result: result.situation)),
        ("Channel", grouped(outcome, lambda result: result.channel or "not said")),
        ("Language", grouped(outcome, lambda result: result.language or "unknown")),
    )
    tables = "".join(_groups(name, groups) for name, groups in kinds if len(groups) > 1)
    return f'<section aria-labelledby="where"><h2 id="where">Where it happens</h2><div class="columns">{tables}</div></section>' if tables else ""


def _groups(name: str, groups: list[Group]) -> str:
    lines = "".join(
        f'<tr><th scope="row">{text(group.name)}</th><td class="n">{group.replies:,}</td><td class="n">{group.counts.get("fail", 0):,}</td>'
        f'<td class="meter">{_meter(group, group.replies)}</td></tr>'
        for group in groups
    )
    return (
        f'<table><caption>By {name.lower()}</caption><thead><tr><th scope="col">{name}</th><th scope="col" class="n">Replies</th><th scope="col" class="n">Fail</th>'
        f'<th scope="col"><span class="out-of-sight">Share of each verdict</span></th></tr></thead><tbody>{lines}</tbody></table>'
    )


def _meter(group: Group, whole: int) -> str:
    """The verdicts of a group as one bar."""
    at, parts = 0.0, []
    for verdict in ORDER:
        width = group.counts.get(verdict, 0) / whole * BAR
        if width:
            parts.append(f'<rect class="{verdict}" x="{at:.2f}" y="0" width="{width:.2f}" height="10"/>')
        at += width
    told = ", ".join(f"{group.counts[verdict]:,} {WORDS[verdict]}" for verdict in ORDER if group.counts.get(verdict))
    return f'<svg viewBox="0 0 {BAR} 10" preserveAspectRatio="none" role="img" aria-label="{told}"><title>{told}</title>{"".join(parts)}</svg>'


def trend_section(outcome: Outcome, look: Look) -> str:
    """What has changed since the earlier report that was named."""
    if look.compare is None:
        return ""
    found = trend(outcome, look.compare)
    told = "".join(f"<p>{text(sentence)}</p>" for sentence in trend_sentences(found, outcome))
    return (
        f'<section aria-labelledby="trend"><h2 id="trend">Since the earlier report</h2>{told}<div class="columns">{_verdict_changes(found, outcome)}{_mean_changes(found)}</div>'
        f'<p class="note">Compared with <code>{text(look.compare.path)}</code>.</p></section>'
    )


def _verdict_changes(found: Trend, outcome: Outcome) -> str:
    rows = [(WORDS[verdict], found.earlier.count(verdict), outcome.count(verdict)) for verdict in ORDER]
    lines = "".join(
        f'<tr><th scope="row">{name}</th><td class="n">{before:,}</td><td class="n">{now:,}</td><td class="n">{_signed(now - before)}</td></tr>' for name, before, now in rows
    )
    return f"<table><caption>Replies by verdict</caption><thead>{_heads('Verdict')}</thead><tbody>{lines}</tbody></table>"


def _mean_changes(found: Trend) -> str:
    names = [name for name in (*DIMENSIONS, "risk") if name in found.changes]
    lines = "".join(
        f'<tr><th scope="row">{name}</th><td class="n">{found.earlier.means[name]:.1f}</td><td class="n">{found.earlier.means[name] + found.changes[name]:.1f}</td>'
        f'<td class="n">{_signed(found.changes[name], 1)}</td></tr>'
        for name in names
    )
    return f"<table><caption>Mean scores</caption><thead>{_heads('Score')}</thead><tbody>{lines}</tbody></table>" if names else ""


def _heads(first: str) -> str:
    return f'<tr><th scope="col">{first}</th>' + "".join(f'<th scope="col" class="n">{name}</th>' for name in ("Then", "Now", "Change")) + "</tr>"


def _signed(value: float, digits: int = 0) -> str:
    rounded = round(value, digits)
    return "±0" if not rounded else f"{rounded:+,.{digits}f}".replace("-", "−")


def filters(results: list[Result]) -> str:
    """The form above the replies. Without scripts it stays hidden, and the list is whole."""
    choices: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("verdict", "Verdict", {result.verdict for result in results}),
        ("situation", "Situation", {result.situation for result in results}),
        ("channel", "Channel", {result.channel for result in results}),
        ("language", "Language", {result.language for result in results}),
        ("check", "Check", {finding.check for result in results for told in (result, *result.branches) for finding in told.findings}),
    )
    selects = []
    for name, label, found in choices:
        values = sorted(value for value in found if value)
        if len(values) < 2:
            continue
        options = "".join(f'<option value="{text(value)}">{text(WORDS.get(value, value) if name == "verdict" else value)}</option>' for value in values)
        selects.append(f'<label>{label}<select name="{name}"><option value="">all</option>{options}</select></label>')
    search = '<label class="search">Search the words<input type="search" name="words" autocomplete="off"></label>'
    return f'<form id="filters" hidden>{"".join(selects)}{search}<button type="reset">Show all</button><output id="shown" aria-live="polite"></output></form>'
