"""The list of what to mend first, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.text import Text

from voicecheck.reports.overview import plural, replies_of, uses_of
from voicecheck.reports.report import Look
from voicecheck.results import Outcome, Result
from voicecheck.triage import mend_first, sent

FINDINGS = 2
"""So many findings of each reply are told."""


def mend_list(outcome: Outcome, look: Look, header: Callable[[Result], Text], wrapped: Callable[[str, str, str], Iterator[Text]]) -> Iterator[Text]:
    """The replies whose mending helps most customers, each with its gravest findings. ``header``
    makes the line that names a reply, ``wrapped`` lines of a text, an indent and a style."""
    listed = mend_first(outcome.results, look.triage)
    wanting = outcome.count("warn") + outcome.count("fail")
    if not listed:
        yield Text("Nothing to mend: no reply fails or warns.", "bold green")
        return
    by = "risk times usage" if sent(outcome.results) else "risk; the drafts do not tell how often each is used"
    what = "this" if len(listed) == 1 else f"these {len(listed):,}"
    rest = f" of {wanting:,}" if wanting > len(listed) else ""
    yield Text(f"Mend {what} first{rest}", "bold").append(f" ({by})", "dim")
    for result in listed:
        yield Text()
        yield header(result)
        if result.reply.usage is not None:
            yield from wrapped(f"used {uses_of(result.reply.usage)}", "  ", "bold")
        for finding in result.findings[:FINDINGS]:
            yield from wrapped(f"{finding.check}: {finding.sentence}", "  ", "")
        if len(result.findings) > FINDINGS:
            yield from wrapped(f"and {plural(len(result.findings) - FINDINGS, 'more finding')}", "  ", "dim")
    unchecked = outcome.count("unchecked")
    if unchecked:
        yield Text()
        yield from wrapped(f"{replies_of(unchecked)} could not be checked, which is not a pass; without --triage they are listed with the reason.", "", "magenta")
