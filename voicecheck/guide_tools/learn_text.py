"""The proposal of ``voicecheck guide learn`` as YAML, ready to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from voicecheck.compiler import load_guide
from voicecheck.guide_tools.judged import judge
from voicecheck.guide_tools.learn import TAILS, Learnt, Proposal, learn, usable
from voicecheck.results import Result

_COLUMN = 40
NAMED = 5
"""So many approved replies that the proposal would stop are named."""


def proposal_text(learnt: Learnt) -> str:
    """The YAML of the proposed guide, each value with what it rests on."""
    return "".join(f"{line}\n" for line in _lines(learnt))


def _lines(learnt: Learnt) -> Iterator[str]:
    yield f"# Proposed by voicecheck guide learn from {learnt.judged:,} approved replies."
    beyond = f"{learnt.tail:.0%} of them lie" if learnt.tail else "none of them lies"
    yield f"# Bands are set so that {beyond} beyond each end; behind each stands what it rests on."
    yield "# It tells how you write today, not how you want to write: read it as a first draft."
    yield "version: 1"
    if learnt.languages:
        yield f"languages: [{', '.join(learnt.languages)}]"
    for head in ("voice", "situations", "channels", "require", "gate"):
        group = [item for item in learnt.proposals if item.scope[0] == head]
        if group:
            yield ""
            yield from _section(head, group)
    if learnt.unsure:
        yield ""
        yield "# What could not be told:"
        for sentence in learnt.unsure:
            yield f"#   - {sentence}"


def _section(head: str, group: Sequence[Proposal]) -> Iterator[str]:
    if head == "gate":
        yield _commented(f"gate: {group[0].value}", group[0])
        return
    yield f"{head}:"
    inside = ""
    for item in group:
        if len(item.scope) > 1 and item.scope[1] != inside:
            inside = item.scope[1]
            yield f"  {inside}:"
        yield _commented(f"{'    ' if len(item.scope) > 1 else '  '}{item.key}: {item.value}", item)


def _commented(line: str, item: Proposal) -> str:
    return f"{line:<{_COLUMN}}  # {item.support} replies: {item.remark}"


STOPPED_MOST = 0.05
"""No more than this share of the approved replies may fail the proposal, where that can be had."""


def propose(results: Sequence[Result]) -> tuple[Learnt, list[Result]]:
    """The tightest proposal that stops hardly any approved reply, and the replies that it stops."""
    learnt = learn(results)
    stopped: list[Result] = []
    for tail in TAILS:
        learnt = learn(results, tail)
        stopped = stopped_by(proposal_text(learnt), results) if learnt.proposals else []
        if len(stopped) <= STOPPED_MOST * learnt.judged:
            break
    return learnt, stopped


def stopped_by(text: str, results: Iterable[Result]) -> list[Result]:
    """The replies it was learnt from that the proposed guide itself would stop."""
    compiled = load_guide("proposal.yml", read=lambda path: text.encode("utf-8"))
    return [result for result in judge(compiled, [result.reply for result in usable(results)]) if result.verdict == "fail"]


def stopped_sentences(stopped: Sequence[Result], judged: int) -> Iterator[str]:
    """How many approved replies the proposal would stop, and the first of them."""
    share = f" ({len(stopped) / judged:.1%})" if judged else ""
    yield f"{len(stopped):,} of the {judged:,} approved replies would fail this guide{share}" + (":" if stopped else ".")
    yield from _named(stopped)


def failing_sentences(results: Sequence[Result]) -> Iterator[str]:
    """Approved replies that no guide should approve, so that somebody looks at them again."""
    failing = [result for result in results if result.verdict == "fail"]
    if failing:
        yield f"{len(failing):,} more fail the floor that every guide stands on and were not learnt from; look at them again:"
        yield from _named(failing)


def _named(results: Sequence[Result]) -> Iterator[str]:
    for result in results[:NAMED]:
        finding = result.findings[0]
        yield f"  {result.reply.path}:{result.reply.line} {result.reply.id + ' ' if result.reply.id else ''}{finding.check}: {finding.sentence}"
    if len(results) > NAMED:
        yield f"  and {len(results) - NAMED:,} more"
