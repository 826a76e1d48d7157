"""The guides of a run: found for each draft, each read once."""

from __future__ import annotations

import os

from voicecheck.guide.discover import Discovered, discover
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.selection import ALL, Selection
from voicecheck.sound_guide import sound_guide


class Guides:
    """The guides of a run, each read once; remembers the broken ones.

    ``named`` empty: each draft's guide is looked for beside it and above. ``compiled`` is the
    named guide, where it is at hand already.
    """

    def __init__(self, named: str, selection: Selection = ALL, compiled: LoadedGuide | None = None) -> None:
        self._named = named
        self._selection = selection
        self._compiled: dict[str, LoadedGuide | None] = {named: compiled} if compiled is not None else {}
        self._discovered: dict[str, Discovered] = {}
        self.notes: dict[str, str] = {}
        self.errors: list[Problem] = []

    def path_for(self, draft: str) -> str:
        """The path of the guide for a draft, or an empty text where it cannot be told."""
        if self._named:
            self.notes.setdefault(self._named, "named by --guide")
            return self._named
        folder = os.path.dirname(draft)
        try:
            found = self._discovered.get(folder) or discover(draft)
        except VoicecheckError as error:
            self._add(error)
            return ""
        self._discovered[folder] = found  # the drafts of a folder share their guide
        self.notes.setdefault(found.path, found.why)
        return found.path

    def compiled(self, path: str) -> LoadedGuide | None:
        """The guide, ready to judge, or None where it is broken (``errors`` says how)."""
        if path not in self._compiled:
            try:
                self._compiled[path] = LoadedGuide(sound_guide(path), self._selection) if path else None
            except VoicecheckError as error:
                self._compiled[path] = None
                self._add(error)
        return self._compiled[path]

    def _add(self, error: VoicecheckError) -> None:
        self.errors.extend(problem for problem in error.problems if problem not in self.errors)

    @property
    def used(self) -> list[LoadedGuide]:
        return [guide for guide in self._compiled.values() if guide is not None]
