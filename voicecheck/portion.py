"""Portions: the work of a run in pieces that any process can do alone."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from functools import cached_property

from voicecheck.drafts.changed import Changed
from voicecheck.drafts.find import Draft, read_draft, read_source
from voicecheck.drafts.reader import ReadOptions, reader_for
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceText
from voicecheck.frozen import frozen, replaced
from voicecheck.guides import Guides
from voicecheck.languages import beside
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.memo import Bounded
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


class Judgement:
    """What was judged of a portion: results, and what could not be read, in order. On its way to
    another process and in the cache it is ``data``, which is made once."""

    def __init__(self, items: Iterable[Judged] | None = None, data: bytes = b"") -> None:
        if items is not None:
            self.items = tuple(items)
        if data:
            self.data = data

    @cached_property
    def items(self) -> tuple[Judged, ...]:
        found: tuple[Judged, ...] = pickle.loads(self.data)
        return found

    @cached_property
    def data(self) -> bytes:
        return pickle.dumps(self.items, protocol=pickle.HIGHEST_PROTOCOL)

    def __reduce__(self) -> tuple[type[Judgement], tuple[None, bytes]]:
        return Judgement, (None, self.data)


@frozen
class Portion:
    """A draft file, or a piece of a long one (``source``), with the path of its guide."""

    draft: Draft
    guide: str
    size: int
    """In bytes, for the progress and for how the work is shared out."""
    source: SourceText | None = None
    input_format: str = ""
    """The format of a piece: that of the file's beginning."""
    data: bytes | None = None
    """What the file holds, where it was read already."""
    key: bytes = b""
    """The key of its results in the cache; empty where they are not kept."""
    known: Judgement | None = None
    """What was judged of it, where the cache has that."""


_NOBODY = Reply("")
RECENT = 10_000
"""So many replies are remembered, for those that come again."""
WARM_UP = 40
"""After so many replies nearly everything is loaded that the others need."""


class Judge:
    """Reads portions and judges the replies in them."""

    def __init__(self, request: Request, guides: Guides, changed: Changed | None = None) -> None:
        self.request = request
        self.guides = guides
        self._changed = changed
        self._recent: Bounded[tuple[object, ...], Result] = Bounded(RECENT)

    def warm_up(self, portions: Iterable[Portion]) -> None:
        """Judge some replies, so that what the others need is loaded, and these are remembered;
        while spaCy is imported in a process beside, as many as can do without."""
        beside.begin()  # even if there are none to judge now: a worker may begin no process of its own
        judged = 0
        for portion in portions:
            compiled = self.guides.compiled(portion.guide)
            if compiled is None:
                continue
            for reply in self._replies(portion, compiled):
                if judged >= WARM_UP and beside.is_ready():
                    return
                if not isinstance(reply, Problem):
                    with suppress(beside.NotReadyError), beside.without_waiting():
                        self._result(compiled, reply)
                        judged += 1

    def judgement(self, portion: Portion) -> Judgement:
        """What is judged of a portion, or was judged of it before."""
        return portion.known or Judgement(self.judge(portion))

    def judge(self, portion: Portion) -> Iterator[Judged]:
        """The results of the portion's replies, and what of it cannot be read."""
        beside.begin()
        compiled = self.guides.compiled(portion.guide)
        for item in self._replies(portion, compiled):
            if isinstance(item, Problem):
                yield item
            elif compiled is not None:
                yield self._result(compiled, item)

    def _replies(self, portion: Portion, compiled: LoadedGuide | None) -> Iterator[Reply | Problem]:
        """The replies of a portion that are to be judged, in their context."""
        items = self._read(portion, compiled)
        if self._changed is not None and compiled is not None and not any(map(self._changed.touched, compiled.guide.files)):
            items = self._changed.replies(portion.draft.path, items)
        for item in items:
            if isinstance(item, Problem):
                yield item
            else:
                context = item.context.over(self.request.context)
                yield item if context is item.context else replaced(item, context=context)

    def _read(self, portion: Portion, compiled: LoadedGuide | None) -> Iterator[Reply | Problem]:
        options = self.options(compiled)
        if portion.source is not None:
            return read_source(portion.source, portion.draft, portion.input_format or self.request.input_format, options)
        return read_draft(portion.draft, self.request.input_format, options, portion.data)

    def options(self, compiled: LoadedGuide | None) -> ReadOptions:
        """How drafts under a guide are read."""
        declared = compiled.guide.drafts.map if compiled is not None else None
        return ReadOptions({**{part: path.value for part, path in (declared or {}).items()}, **self.request.fields})

    def input_format(self, source: SourceText, compiled: LoadedGuide | None) -> str:
        """The format of a draft, told from its beginning; empty where it is none that is known."""
        if self.request.input_format:
            return self.request.input_format
        reader = reader_for(source, self.options(compiled))
        return reader.name if reader is not None else ""

    def _result(self, compiled: LoadedGuide, reply: Reply) -> Result:
        """The result of a reply. What was judged a moment ago, word for word in the same
        context, is not judged again: whoever answers thousands says the same often."""
        if self.request.keep_scores:
            return compiled.check(reply)
        identity = reply.id if "escalate" in compiled.guide.sections else ""  # only approved templates are told by id
        key = (compiled.guide.path, reply.text, identity, reply.context, reply.usual, reply.thread, reply.unchecked, bool(reply.group))
        known = self._recent.get(key)
        if known is not None:
            return replaced(known, reply=reply)
        result = _without_scores(compiled.check(reply))
        if result.branches or result.reply.text != reply.text:
            return result  # each way through a template has its own places in the file
        self._recent.keep(key, replaced(result, reply=_NOBODY))  # its place would hold on to the file
        return result if result.reply is reply else replaced(result, reply=reply)


def _without_scores(result: Result) -> Result:
    """The result without how its scores came about, which is heavy in a long run."""
    return replaced(result, scores=None, evidence=(), branches=tuple(_without_scores(branch) for branch in result.branches))
