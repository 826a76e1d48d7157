"""Drafts and replies judged by a guide that is at hand already compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voicecheck.compiler import CompiledGuide, with_finding
from voicecheck.drafts.reply import Context, Reply
from voicecheck.engine import Request, Run
from voicecheck.guides import Guides
from voicecheck.results import Outcome, Result


def judge_drafts(
    compiled: CompiledGuide,
    paths: Iterable[str],
    context: Context,
    input_format: str = "",
    fields: Mapping[str, str] | None = None,
    keep_evidence: bool = False,
) -> Outcome:
    """Every reply of the drafts, and what could not be read of them.

    ``fields`` says where in a record things stand, over what the guide says; ``context`` fills
    in what the drafts leave open.
    """
    request = Request(tuple(paths), compiled.guide.path, context, input_format, fields or {}, keep_scores=keep_evidence)
    return Run(request, guides=Guides(compiled.guide.path, compiled=compiled)).outcome()


def judge(compiled: CompiledGuide, replies: Iterable[Reply]) -> list[Result]:
    """The results in order, with what the guide says of the replies as a set."""
    results = [compiled.check(reply) for reply in replies]
    for tally in compiled.tallies():
        for number, result in enumerate(results):
            tally.add(number, result)
        for meant, finding in tally.findings():
            graded = compiled.graded(finding)
            if meant is not None and graded is not None:
                results[meant] = with_finding(results[meant], graded)
    return results
