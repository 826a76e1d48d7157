"""Runs a check over drafts: finds them, reads them, judges each by its guide."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from voicecheck.compiler import CompiledGuide, load_guide
from voicecheck.drafts.find import find_drafts, read_draft
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.reply import Context
from voicecheck.guide.discover import Discovered, discover
from voicecheck.parallel import Task, judge_all
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.results import Outcome, Result

Progress = Callable[[int, int], None]
"""Called with the number of replies judged so far and of all there are."""


@dataclass(frozen=True)
class Request:
    """What to check and how. ``guide`` empty: found from each draft."""

    paths: tuple[str, ...]
    guide: str = ""
    context: Context = Context()
    input_format: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Where in a record things stand, over what the guide says of it."""
    keep_scores: bool = False
    """Keep how each score came about: needed to show it, heavy in a long run."""


class Guides:
    """The guides of a run, each read once; remembers the broken ones."""

    def __init__(self, named: str) -> None:
        self._named = named
        self._compiled: dict[str, CompiledGuide | None] = {}
        self._discovered: dict[str, Discovered] = {}
        self.notes: dict[str, str] = {}
        self.errors: list[Problem] = []

    def path_for(self, draft: str) -> str | None:
        """The path of the guide for a draft, or None where it cannot be told."""
        if self._named:
            self.notes.setdefault(self._named, "named by --guide")
            return self._named
        folder = os.path.dirname(draft)
        try:
            found = self._discovered.get(folder) or discover(draft)
        except VoicecheckError as error:
            self._add(error)
            return None
        self._discovered[folder] = found  # the drafts of a folder share their guide
        self.notes.setdefault(found.path, found.why)
        return found.path

    def compiled(self, path: str) -> CompiledGuide | None:
        """The compiled guide, or None where it is broken (``errors`` says how)."""
        if path not in self._compiled:
            try:
                self._compiled[path] = load_guide(path)
            except VoicecheckError as error:
                self._compiled[path] = None
                self._add(error)
        return self._compiled[path]

    def _add(self, error: VoicecheckError) -> None:
        self.errors.extend(problem for problem in error.problems if problem not in self.errors)

    @property
    def used(self) -> list[CompiledGuide]:
        return [guide for guide in self._compiled.values() if guide is not None]


def run(request: Request, progress: Progress | None = None) -> Outcome:
    """Judge every reply in the drafts. What cannot be read becomes an error; the rest goes on."""
    guides = Guides(request.guide)
    tasks: list[Task] = []
    errors: list[Problem] = []
    files = 0
    if request.guide:
        guides.compiled(request.guide)  # a broken guide is told even if there are no drafts
    for draft in find_drafts(request.paths):
        if isinstance(draft, Problem):
            errors.append(draft)
            continue
        files += 1
        path = guides.path_for(draft.path)
        compiled = guides.compiled(path) if path is not None else None
        for item in read_draft(draft, request.input_format, ReadOptions({**_mapping(compiled), **request.fields})):
            if isinstance(item, Problem):
                errors.append(item)
            elif compiled is not None:
                tasks.append((compiled, replace(item, context=item.context.over(request.context))))
    results: list[Result] = []
    for result in judge_all(tasks, request.keep_scores):
        results.append(result)
        if progress is not None:
            progress(len(results), len(tasks))
    used = guides.used
    paths = list(guides.notes)
    return Outcome(
        guide_path=used[0].guide.path if used else (paths[0] if paths else request.guide),
        brand=used[0].guide.brand if used else "",
        results=tuple(results),
        errors=(*guides.errors, *errors),
        files=files,
        guides=tuple((guide.guide.path, guide.guide.brand, guides.notes.get(guide.guide.path, "")) for guide in used),
    )


def _mapping(compiled: CompiledGuide | None) -> dict[str, str]:
    """Where, by the guide, things stand in a record."""
    declared = compiled.guide.drafts.map if compiled is not None else None
    return {part: path.value for part, path in declared.items()} if declared else {}
