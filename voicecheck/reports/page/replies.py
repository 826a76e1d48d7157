"""The HTML report's replies: those that need work in full, the others as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.dimensions import DIMENSIONS
from voicecheck.reports.explanation import title
from voicecheck.reports.guide_lines import GuideLines
from voicecheck.reports.overview import outside
from voicecheck.reports.page.charts import in_words, strip
from voicecheck.reports.page.markup import marked, text
from voicecheck.reports.report import Look
from voicecheck.results import Finding, Result

SIGNS = {"pass": "✓", "warn": "!", "fail": "✗", "unchecked": "?"}
COLUMNS = ("politeness", "humor", "snark")
"""The dimensions in the table of those that are not told in full."""
WORDS = {"pass": "pass", "warn": "warn", "fail": "fail", "unchecked": "not checked"}


def badge(verdict: str) -> str:
    """A verdict as a sign and a word."""
    return f'<span class="badge {verdict}"><span aria-hidden="true">{SIGNS[verdict]}</span> {WORDS[verdict]}</span>'


def card(number: int, result: Result, look: Look, guides: GuideLines) -> str:
    """A reply in full: its words with those at fault marked, what is wrong and what to do."""
    reply = result.reply
    name = reply.id or f"Line {reply.line}"
    context = " · ".join(text(part) for part in (result.language, result.channel, result.situation if result.situation != "other" else "") if part)
    customer = f'<p class="customer"><span class="label">Customer</span> <q dir="auto">{text(reply.context.customer)}</q></p>' if reply.context.customer.strip() else ""
    ways = "".join(
        f'<p class="way"><span class="label">Another way through the template</span> {text(branch.reply.branch)}</p>{_blamed(branch, look, guides)}'
        for branch in result.branches
        if look.shows(branch.verdict)
    )
    reason = f'<p class="reason">Not checked: {text(result.reason)}.</p>' if result.verdict == "unchecked" else ""
    notes = "".join(f'<p class="note">Note: {text(note)}.</p>' for note in result.notes)
    risk = f'<span class="risk">risk <b>{result.risk}</b></span>' if result.tone is not None else ""
    return (
        f'<article class="reply" id="r{number}" tabindex="-1" {_data(result)}><header>{badge(result.verdict)}<h3 dir="auto">{text(name)}</h3>{risk}'
        f'<p class="where"><code>{text(reply.path)}:{reply.line}</code>{" · " + context if context else ""}</p></header>{customer}'
        f"{_blamed(result, look, guides)}{reason}{ways}{_scores(result)}{notes}</article>\n"
    )


def _blamed(result: Result, look: Look, guides: GuideLines) -> str:
    """A text with the words at fault marked, and its findings."""
    shown = [finding for finding in result.findings if look.shows(finding.severity)]
    marks = [(start, end, index, finding.severity) for index, finding in enumerate(shown, 1) for start, end in finding.places]
    findings = f"<ol>{''.join(finding_item(finding, guides) for finding in shown)}</ol>" if shown else ""
    return f'<blockquote dir="auto">{marked(result.reply.text, marks)}</blockquote>{findings}'


def finding_item(finding: Finding, guides: GuideLines, head: str = "h4") -> str:
    """A finding as an item of a list: what is wrong, what to do, the guide's line. ``head`` is
    the element of its heading."""
    rule = ""
    if finding.rule is not None:
        line = guides.at(finding.rule)
        quoted = f" <q>{text(line)}</q>" if line else ""
        rule = f'<p class="rule"><span class="label">Guide</span> <code>{text(finding.rule.path)}:{finding.rule.line}</code>{quoted}</p>'
    suggestion = f' <span class="label">Instead</span> <ins>{text(finding.suggestion)}</ins>' if finding.suggestion else ""
    return (
        f'<li class="{finding.severity}"><{head}>{text(title(finding.check))} <code>{text(finding.check)}</code></{head}><p dir="auto">{text(finding.sentence)}</p>'
        f'<p class="advice">{text(finding.advice)}{suggestion}</p>{rule}</li>'
    )


def _scores(result: Result) -> str:
    """The dimensions that the guide limits here; those outside their band first."""
    bands = result.bands or {}
    names = sorted((name for name in DIMENSIONS if name in bands and bands[name] != (None, None)), key=lambda name: (not outside(result, name), DIMENSIONS.index(name)))
    cells = []
    for name in names:
        value, wrong = (result.tone or {})[name], outside(result, name)
        off = ', <strong class="off">outside</strong>' if wrong else ""
        cells.append(f"<div><dt>{name.capitalize()}</dt><dd><b>{value}</b>{strip(value, *bands[name], wrong != 0)}<small>{in_words(*bands[name])}{off}</small></dd></div>")
    return f'<dl class="scores">{"".join(cells)}</dl>' if cells else ""


def rows(numbered: Iterable[tuple[int, Result]]) -> str:
    """Replies as rows: verdict, risk, three dimensions, where, what."""
    return "".join(_row(number, result) for number, result in numbered)


def _row(number: int, result: Result) -> str:
    reply = result.reply
    tone = result.tone
    numbers = {"risk": result.risk, **{name: tone[name] for name in COLUMNS}} if tone is not None else dict.fromkeys(("risk", *COLUMNS), "–")
    cells = "".join(f'<td class="n" data-name="{name}">{value}</td>' for name, value in numbers.items())
    name = f"{text(reply.id)} " if reply.id else ""
    words = text(" ".join(reply.text.split())) if result.verdict != "unchecked" else f"Not checked: {text(result.reason)}."
    return (
        f'<tr id="r{number}" tabindex="-1" {_data(result)}><td>{badge(result.verdict)}</td>{cells}<th scope="row">{name}<code>{text(reply.path)}:{reply.line}</code></th>'
        f'<td class="words" dir="auto">{words}</td></tr>\n'
    )


def _data(result: Result) -> str:
    """What the filters look at."""
    checks = " ".join(dict.fromkeys(finding.check for told in (result, *result.branches) for finding in told.findings))
    told = {"verdict": result.verdict, "language": result.language, "channel": result.channel, "situation": result.situation, "check": checks}
    return " ".join(f'data-{name}="{text(value)}"' for name, value in told.items())
