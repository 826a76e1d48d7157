"""A worker's share: what is left to hand over of a portion when its results need not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Generic, TypeVar

from voicecheck.counts import Counts
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.frozen import frozen
from voicecheck.guides import Guides
from voicecheck.portion import Judge, Judged, Judgement, Portion
from voicecheck.problems import Problem
from voicecheck.results import Result

T = TypeVar("T")
Settle = Callable[[Portion, Iterable[Judged]], Iterable[Judged]]
"""Puts the suppressions of a portion in force."""


@frozen
class Share(Generic[T]):
    """``written`` is what was made of the results. ``tallied`` are they for the tallies, without
    what weighs, where the guide counts anything; ``judgement`` is what the cache keeps."""

    written: T
    errors: tuple[Problem, ...]
    counts: Counts
    tallied: tuple[Result, ...]
    judgement: Judgement | None


class Sharing(Generic[T]):
    """The work that makes shares, in any process: judge a portion, settle and write its results."""

    def __init__(self, judge: Judge, guides: Guides, settle: Settle, write: Callable[[Iterable[Result]], T]) -> None:
        self._judge, self._guides, self._settle, self._write = judge, guides, settle, write

    def of(self, portion: Portion) -> Share[T]:
        """The share of a portion."""
        judgement = self._judge.judgement(portion)
        items = list(self._settle(portion, judgement.items))
        results = [item for item in items if not isinstance(item, Problem)]
        return Share(
            self._write(results),
            tuple(item for item in items if isinstance(item, Problem)),
            Counts(results),
            tuple(map(_for_tallies, results)) if self._has_tallies(portion) else (),
            judgement if portion.key else None,
        )

    def _has_tallies(self, portion: Portion) -> bool:
        compiled = self._guides.compiled(portion.guide)
        return compiled is not None and bool(compiled.tallies())


def _for_tallies(result: Result) -> Result:
    """A result as tallies are told it: its reply without the text."""
    reply = result.reply
    bare = Reply("", reply.id, Context(), reply.path, SourceMap(SourceText(reply.path, ""), (), reply.line), reply.usage, group=reply.group)
    return replace(result, reply=bare, findings=(), notes=(), branches=(), suppressed=(), scores=None, bands=None, evidence=())
