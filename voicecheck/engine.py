"""Runs a check over drafts: finds them, reads them, judges each by its guide."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from voicecheck.counts import Counts
from voicecheck.drafts.changed import changed_since
from voicecheck.drafts.find import Draft, find_drafts, pieces_of, takes_draft
from voicecheck.drafts.pieces import STANDARD_INPUT
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.source import SourceText
from voicecheck.guides import Guides
from voicecheck.learning import keep_learned
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.parallel import Work, worked
from voicecheck.portion import Judge, Judged, Portion, Request
from voicecheck.problems import Place, Problem
from voicecheck.result_cache import ResultCache
from voicecheck.results import Finding, Outcome, Result
from voicecheck.selection import ALL, matches
from voicecheck.share import Sharing
from voicecheck.suppress import settled, with_late_finding

if TYPE_CHECKING:
    from voicecheck.checks.set_check import Tally

__all__ = ["Guides", "Request", "Run", "run"]

T = TypeVar("T")
Progress = Callable[[int, float], None]
"""Called with the number of replies judged so far and the share of the drafts' bytes, 0 to 1."""


class Run:
    """One run over drafts; raises VoicecheckError where git cannot tell what changed. ``results`` gives each result as it comes, ``written`` what is made of
    them, and keeps none; then ``errors``, ``files`` and ``set_findings`` tell the rest."""

    def __init__(self, request: Request, progress: Progress | None = None, guides: Guides | None = None) -> None:
        self.request = request
        self.guides = guides or Guides(request.guide, request.selection)
        self.changed = changed_since(request.changed, request.paths) if request.changed is not None else None
        self.files = 0
        self._progress = progress
        self._errors: list[Problem] = []
        self._tallies: dict[str, list[Tally]] = {}
        self._bytes = self._number = 0
        self._counts = Counts()
        self._judge = Judge(request, self.guides, self.changed)
        self._cache = ResultCache(request)
        self.warnings: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong with the guides, then what could not be read of the drafts."""
        return (*self.guides.errors, *self._errors)

    def results(self) -> Iterator[Result]:
        """Judge every reply in the drafts, in their order. What cannot be read becomes an
        error; the rest goes on."""
        for portion, judgement in self._worked(self._judge.judgement):
            self._cache.keep(portion, judgement)
            for item in self._settled(portion, judgement.items):
                if isinstance(item, Problem):
                    self._errors.append(item)
                else:
                    self._count(item)
                    yield item

    def written(self, write: Callable[[Iterable[Result]], T]) -> Generator[T, None, None]:
        """What ``write`` makes of the results, portion by portion. It is called in the process
        that judged them, so that only what it makes has to be handed over; the results
        themselves are only counted (``told``)."""
        sharing = Sharing(self._judge, self.guides, self._settled, write)
        for portion, share in self._worked(sharing.of):
            self._cache.keep(portion, share.judgement)
            self._errors.extend(share.errors)
            self._counts.add(share.counts)
            if share.tallied:
                for result in share.tallied:
                    self._count(result)
            else:
                self._number += share.counts.replies
            yield share.written

    def _worked(self, work: Work[T]) -> Iterator[tuple[Portion, T]]:
        """Each portion with what ``work`` makes of it; around them what belongs to every run."""
        if self.request.guide:
            self.guides.compiled(self.request.guide)  # a broken guide is told even if there are no drafts
        done = 0
        portions = (self._cache.known(portion, self.guides.compiled(portion.guide)) for portion in self._portions())
        for portion, made in worked(portions, work, self._judge.warm_up, keep_learned):
            yield portion, made
            done += portion.size
            if self._progress is not None and self._number:
                self._progress(self._number, min(done / max(self._bytes, 1), 1.0))
        self._cache.close()
        self.warnings = tuple(self._cache.warnings)
        if self.files and not self._number and not self.errors and self.changed is None and not self.request.as_met:
            message = "holds no drafts: nothing in it was recognised as replies; name a file to be told what is found in it"
            self._errors.append(Problem(Place(self.request.paths[0]), message))

    def _settled(self, portion: Portion, judged: Iterable[Judged]) -> Iterable[Judged]:
        """The results of a draft with its suppressions in force; never kept in the cache, as
        they may hold today and not tomorrow."""
        compiled = self.guides.compiled(portion.guide)
        if compiled is None or self.request.today is None:
            return judged
        return settled(compiled, judged, self.request.today, is_whole=self.request.selection == ALL and self.changed is None)

    def options(self, path: str) -> ReadOptions:
        """How the draft at ``path`` is read."""
        return self._judge.options(self.guides.compiled(self.guides.path_for(path)))

    def judged_anew(self, draft: Draft, source: SourceText) -> list[Result]:
        """The results of a draft whose text is ``source`` now, whatever its file holds."""
        portion = Portion(draft, self.guides.path_for(draft.path), len(source.text), source)
        judged = self._judge.judge(portion)
        return [item for item in self._settled(portion, judged) if isinstance(item, Result)]

    def _portions(self) -> Iterator[Portion]:
        found = [item for item in find_drafts(self.request.paths, self.request.gitignore, self.request.as_met) if isinstance(item, Problem) or self._is_wanted(item)]
        drafts = [draft for draft in found if not isinstance(draft, Problem)]
        self.files = len(drafts)
        sizes = {}
        for draft in drafts:
            sizes[draft.path] = 0
            if draft.path != STANDARD_INPUT:
                with suppress(OSError):
                    sizes[draft.path] = os.path.getsize(draft.path)
        self._bytes = sum(sizes.values())
        for item in found:
            if isinstance(item, Problem):
                self._errors.append(item)
                continue
            guide = self.guides.path_for(item.path)
            compiled = self.guides.compiled(guide)
            input_format = ""
            for piece in pieces_of(item, self.request.input_format):
                if isinstance(piece, Problem):
                    self._errors.append(piece)
                elif piece is None:
                    yield Portion(item, guide, sizes[item.path])
                else:
                    input_format = input_format or self._judge.input_format(piece, compiled)
                    yield Portion(item, guide, len(piece.text), piece, input_format)

    def _is_wanted(self, draft: Draft) -> bool:
        """Whether the patterns of the command line and of the draft's guide take it, and it
        changed at all."""
        if draft.path == STANDARD_INPUT:
            return True
        request = self.request
        if matches(draft.path, request.exclude, ".") or (request.include and not matches(draft.path, request.include, ".")):
            return False
        compiled = self.guides.compiled(self.guides.path_for(draft.path))
        if compiled is not None and not draft.named and not takes_draft(compiled.guide, draft.path):
            return False
        return self.changed is None or self.changed.touched(draft.path) or (compiled is not None and any(map(self.changed.touched, compiled.guide.files)))

    def _count(self, result: Result) -> None:
        """Tell the tallies of the next result."""
        compiled = self.guides.compiled(result.guide)
        if compiled is not None:
            if result.guide not in self._tallies:
                self._tallies[result.guide] = compiled.tallies()
            for tally in self._tallies[result.guide]:
                tally.add(self._number, result)
        self._number += 1

    def set_findings(self) -> Iterator[tuple[int | None, Finding]]:
        """What is wrong with the replies as a set, once all have come: with the number of the
        reply that is meant, or None for the set as a whole."""
        for path, tallies in self._tallies.items():
            compiled = self.guides.compiled(path)
            assert compiled is not None
            for tally in tallies:
                for number, finding in tally.findings():
                    graded = compiled.graded(finding)
                    if graded is not None:
                        yield number, graded

    def used(self) -> tuple[tuple[str, str, str], ...]:
        """Path, brand and why it was taken, of each guide used."""
        return tuple((item.guide.path, item.guide.brand, self.guides.notes.get(item.guide.path, "")) for item in self.guides.used)

    def told(self) -> Outcome:
        """What is left to report when every result has been told as it came (``written``). A finding
        about one of many versions comes too late for its reply and stands among those of the set."""
        late = [finding if number is None else replace(finding, message=f"Reply {number + 1} of the run: {finding.message}", places=()) for number, finding in self.set_findings()]
        return replace(self._closing([], late), told=self._counts)

    def outcome(self) -> Outcome:
        """Everything that the run has to report."""
        results = list(self.results())
        alone: list[Finding] = []
        for number, finding in self.set_findings():
            if number is None:
                alone.append(finding)
            else:
                results[number] = self._with_late(results[number], finding)
        return self._closing(results, alone)

    def _closing(self, results: list[Result], alone: list[Finding]) -> Outcome:
        used: list[LoadedGuide] = self.guides.used
        paths = list(self.guides.notes)
        return Outcome(
            guide_path=used[0].guide.path if used else (paths[0] if paths else self.request.guide),
            brand=used[0].guide.brand if used else "",
            results=tuple(results),
            errors=self.errors,
            files=self.files,
            guides=self.used(),
            set_findings=tuple(alone),
            warnings=self.warnings,
        )

    def _with_late(self, result: Result, finding: Finding) -> Result:
        compiled = self.guides.compiled(result.guide)
        assert compiled is not None
        return with_late_finding(compiled, result, finding, self.request.today)


def run(request: Request, progress: Progress | None = None) -> Outcome:
    """Judge every reply in the drafts and gather what there is to report."""
    return Run(request, progress).outcome()
