"""Portions: the work of a run in pieces that any process can do alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from voicecheck.drafts.changed import Changed
from voicecheck.drafts.find import Draft, read_draft, read_source
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.frozen import frozen
from voicecheck.guides import Guides
from voicecheck.languages import beside
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.problems import Problem
from voicecheck.results import Result
from voicecheck.selection import ALL, Selection
from voicecheck.today import today


@frozen
class Request:
    """What to check and how. ``guide`` empty: found from each draft."""

    paths: tuple[str, ...]
    guide: str = ""
    context: Context = Context()
    input_format: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Where in a record things stand, over what the guide says of it."""
    selection: Selection = ALL
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns of files, counted from the current folder, beside those of the guide."""
    gitignore: bool = True
    """Pass over files in folders that git ignores."""
    changed: str | None = None
    """Only replies that differ from this commit or branch."""
    cache: bool = True
    """Take results from the cache where nothing changed."""
    keep_scores: bool = False
    """Keep how each score came about: needed to show it, heavy in a long run."""
    today: datetime.date | None = field(default_factory=today)
    """The day on which suppressions in the drafts must be in force; None: none of them holds."""
    as_met: bool = False
    """Take named files as if they were met in a folder: what is no draft is passed over."""


Judged = Result | Problem


@frozen
class Portion:
    """A draft file, or a piece of a long one (``source``), with the path of its guide."""

    draft: Draft
    guide: str
    size: int
    """In bytes, for the progress and for how the work is shared out."""
    source: SourceText | None = None
    key: bytes = b""
    """The key of its results in the cache; empty where they are not kept."""
    known: tuple[Judged, ...] | None = None
    """Its results, where the cache has them."""


_NOBODY = Reply("")
RECENT = 10_000
"""So many replies are remembered, for those that come again."""


class Judge:
    """Reads portions and judges the replies in them."""

    def __init__(self, request: Request, guides: Guides, changed: Changed | None = None) -> None:
        self.request = request
        self.guides = guides
        self._changed = changed
        self._recent: dict[tuple[object, ...], Result] = {}

    def judge(self, portion: Portion) -> Iterator[Judged]:
        """The results of the portion's replies, and what of it cannot be read."""
        if portion.known is not None:
            yield from portion.known
            return
        beside.begin()
        compiled = self.guides.compiled(portion.guide)
        items = self._read(portion, compiled)
        if self._changed is not None and compiled is not None and not any(map(self._changed.touched, compiled.guide.files)):
            items = self._changed.replies(portion.draft.path, items)
        for item in items:
            if isinstance(item, Problem):
                yield item
            elif compiled is not None:
                yield self._result(compiled, replace(item, context=item.context.over(self.request.context)))

    def _read(self, portion: Portion, compiled: LoadedGuide | None) -> Iterator[Reply | Problem]:
        options = self.options(compiled)
        if portion.source is not None:
            return read_source(portion.source, portion.draft, self.request.input_format, options)
        return read_draft(portion.draft, self.request.input_format, options)

    def options(self, compiled: LoadedGuide | None) -> ReadOptions:
        """How drafts under a guide are read."""
        declared = compiled.guide.drafts.map if compiled is not None else None
        return ReadOptions({**{part: path.value for part, path in (declared or {}).items()}, **self.request.fields})

    def _result(self, compiled: LoadedGuide, reply: Reply) -> Result:
        """The result of a reply. What was judged a moment ago, word for word in the same
        context, is not judged again: whoever answers thousands says the same often."""
        if self.request.keep_scores:
            return compiled.check(reply)
        identity = reply.id if "escalate" in compiled.guide.sections else ""  # only approved templates are told by id
        key = (compiled.guide.path, reply.text, identity, reply.context, reply.usual, reply.unchecked, bool(reply.group))
        known = self._recent.get(key)
        if known is None:
            known = _without_scores(compiled.check(reply))
            if known.branches or known.reply.text != reply.text:
                return known  # each way through a template has its own places in the file
            if len(self._recent) >= RECENT:
                self._recent.clear()
            self._recent[key] = replace(known, reply=_NOBODY)  # its place would hold on to the file
        return replace(known, reply=reply)


def _without_scores(result: Result) -> Result:
    """The result without how its scores came about, which is heavy in a long run."""
    return replace(result, scores=None, evidence=(), branches=tuple(_without_scores(branch) for branch in result.branches))
