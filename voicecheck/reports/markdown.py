"""Markdown: a summary for a pull request's comment or a CI job's page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecheck.reports.overview import checks, details, headline, trend, trend_sentences, worst_first
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import printable
from voicecheck.results import Finding, Outcome, Result
from voicecheck.triage import mend_first

SIGNS = {"pass": "✅", "warn": "⚠️", "fail": "❌", "unchecked": "❔"}
WORST = 10
"""Replies in the table."""
ROOM = 60_000
"""Characters before replies are left out: a comment on GitHub holds 65,536."""

_SPECIAL = re.compile(r"([\\`*_\[\]#|~$])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class MarkdownReport(Report):
    """A summary for a pull-request comment or $GITHUB_STEP_SUMMARY: verdicts, worst replies, details.

    Nothing in a draft becomes markup, a mention or a link.
    """

    name = "markdown"

    def render(self, outcome: Outcome, look: Look) -> str:
        shown = [result for result in worst_first(outcome.results) if result.verdict != "pass" and look.shows(result.verdict)]
        parts = [f"### {headline(outcome)}", " ".join(text(sentence) for sentence in details(outcome)), _counts(outcome)]
        if look.compare:
            told = " ".join(trend_sentences(trend(outcome, look.compare), outcome))
            parts.append(f"**Against {code(look.compare.path)}:** {told}")
        first = mend_first(shown, look.triage) if look.triage else shown[:WORST]
        parts += [_errors(outcome), _together(outcome, look), _table(list(first)), _checks(outcome) if shown else ""]
        page = "\n\n".join(part for part in parts if part) + "\n"
        return page + _folded(shown, look, ROOM - len(page)) + _guides(outcome)


def text(words: str) -> str:
    """Words from a draft or about one, as text that Markdown leaves alone: no markup, no
    mention of a person, no reference to an issue, no link."""
    safe = _SPECIAL.sub(r"\\\1", "".join(_HTML.get(sign, sign) for sign in printable(words)))
    return safe.replace("@", "@&#8203;").replace("\\#", "\\#&#8203;").replace("://", ":&#8203;//").replace("www.", "www&#8203;.")


def code(words: str) -> str:
    """Words as code, whatever backticks they hold."""
    words = printable(words)
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}" if words else ""


def _cell(words: str) -> str:
    """Code in a table's cell, where only an escaped bar is one."""
    return code(words).replace("|", "\\|")


def _counts(outcome: Outcome) -> str:
    counts = [(verdict, outcome.count(verdict)) for verdict in ("fail", "warn", "unchecked", "pass")]
    told = [(f"{SIGNS[verdict]} {'not checked' if verdict == 'unchecked' else verdict}", f"{count:,}") for verdict, count in counts]
    return "\n".join(("| " + " | ".join(head for head, _ in told) + " |", "|" + " ---: |" * len(told), "| " + " | ".join(count for _, count in told) + " |"))


def _errors(outcome: Outcome) -> str:
    if not outcome.errors:
        return ""
    told = [f"- {code(str(error.place))}: {text(error.message)}" for error in outcome.errors[:20]]
    more = [f"- and {len(outcome.errors) - 20:,} more"] if len(outcome.errors) > 20 else []
    return "\n".join(["**Not read:**", "", *told, *more])


def _together(outcome: Outcome, look: Look) -> str:
    told = [_finding(finding) for finding in outcome.set_findings if look.shows(finding.severity)]
    return "\n".join(["**All replies together:**", "", *told]) if told else ""


def _table(shown: list[Result]) -> str:
    if not shown:
        return ""
    used = any(result.reply.usage is not None for result in shown)
    rows = [f"| | risk |{' uses |' if used else ''} reply | what is wrong |", f"| --- | ---: |{' ---: |' if used else ''} --- | --- |"]
    for result in shown:
        first = text(result.findings[0].sentence if result.findings else f"Not checked: {result.reason}.")
        more = f" *(and {len(result.findings) - 1} more)*" if len(result.findings) > 1 else ""
        uses = "" if not used else " |" if result.reply.usage is None else f" {result.reply.usage:,.0f} |"
        rows.append(f"| {SIGNS[result.verdict]} {result.verdict} | {result.risk if result.tone is not None else ''} |{uses} {_cell(_place(result))} | {first}{more} |")
    return "\n".join(rows)


def _checks(outcome: Outcome) -> str:
    told = ", ".join(f"{code(group.name)} {group.replies:,}" for group in checks(outcome)[:12])
    return f"Checks by number of replies: {told}" if told else ""


def _folded(shown: list[Result], look: Look, room: int) -> str:
    """Every reply in a fold of its own, until there is no more room."""
    parts: list[str] = []
    for number, result in enumerate(shown):
        part = "\n".join(_fold(result, look)) + "\n"
        room -= len(part)
        if room < 0:
            parts.append(f"\n{len(shown) - number:,} more {'reply is' if len(shown) - number == 1 else 'replies are'} left out here for want of room.\n")
            break
        parts.append(part)
    return "".join(parts)


def _fold(result: Result, look: Look) -> Iterator[str]:
    risk = f", risk {result.risk}" if result.tone is not None else ""
    yield f"\n<details><summary>{SIGNS[result.verdict]} <code>{_escaped(_place(result))}</code>{risk}</summary>\n"
    yield from _text_and_findings(result, look)
    for branch in result.branches:
        if look.shows(branch.verdict):
            yield f"\nAnother way through the template, {text(branch.reply.branch)}:\n"
            yield from _text_and_findings(branch, look)
    yield "\n</details>"


def _text_and_findings(result: Result, look: Look) -> Iterator[str]:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", result.reply.text)), default=0) + 1)
    yield f"{fence}text"
    yield printable(result.reply.text, keep_newlines=True)
    yield f"{fence}\n"
    if result.verdict == "unchecked":
        yield f"Not checked: {text(result.reason)}."
    for finding in result.findings:
        if look.shows(finding.severity):
            yield _finding(finding)


def _finding(finding: Finding) -> str:
    rule = f" Guide: {code(str(finding.rule))}." if finding.rule else ""
    return f"- {SIGNS[finding.severity]} **{finding.check}** {text(finding.sentence)} {text(finding.advice)}{rule}"


def _place(result: Result) -> str:
    place = f"{result.reply.path}:{result.reply.line}"
    return f"{place} {result.reply.id}" if result.reply.id else place


def _guides(outcome: Outcome) -> str:
    told = ", ".join(f"{text(brand)} ({code(path)})" if brand else code(path) for path, brand, _ in outcome.guides)
    return f"\n<sub>Guide{'s' if len(outcome.guides) > 1 else ''}: {told}</sub>\n" if told else ""


def _escaped(words: str) -> str:
    return "".join(_HTML.get(sign, sign) for sign in printable(words))
