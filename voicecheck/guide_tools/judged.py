"""Drafts judged by a guide that is at hand already compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.find import Draft, find_drafts, read_draft
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.parallel import judge_all
from voicecheck.problems import Problem
from voicecheck.results import Result


@dataclass(frozen=True)
class Replies:
    """The replies of some drafts, and what could not be read of them."""

    replies: tuple[Reply, ...]
    problems: tuple[Problem, ...]


def read_replies(paths: Iterable[str], guide: CompiledGuide, context: Context | None = None, input_format: str = "", fields: dict[str, str] | None = None) -> Replies:
    """Every reply of the drafts; ``guide`` says where in a record it stands, ``fields`` goes
    before, and ``context`` fills in what the drafts leave open."""
    declared = {part: path.value for part, path in (guide.guide.drafts.map or {}).items()}
    options = ReadOptions({**declared, **(fields or {})})
    replies: list[Reply] = []
    problems: list[Problem] = []
    for item in _items(paths, input_format, options):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            replies.append(replace(item, context=item.context.over(context)) if context else item)
    return Replies(tuple(replies), tuple(problems))


def _items(paths: Iterable[str], input_format: str, options: ReadOptions) -> Iterator[Reply | Problem]:
    for draft in find_drafts(paths):
        if isinstance(draft, Draft):
            yield from read_draft(draft, input_format, options)
        else:
            yield draft


def judge(compiled: CompiledGuide, replies: Iterable[Reply], keep_evidence: bool = False) -> list[Result]:
    """The results in order, over several processes where that pays."""
    return list(judge_all([(compiled, reply) for reply in replies], keep_evidence))
