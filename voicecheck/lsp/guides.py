"""The guides of open documents, as they are in the editor, saved or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from voicecheck.compiler import CompiledGuide, load_guide
from voicecheck.frozen import frozen
from voicecheck.guide.discover import NAMES, discover
from voicecheck.guide.files import DEFAULT, SHIPPED
from voicecheck.problems import Problem, VoicecheckError


@frozen
class LiveGuide:
    """The guide of a draft: the sound one, if there ever was one, and what is wrong with it now."""

    path: str
    compiled: CompiledGuide | None
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()


class LiveGuides:
    """Guides that are read anew when one of their files changes, on the disk or in the editor.

    ``texts`` are the open documents by their real path; ``named`` is the guide that the editor
    was told to use, if it was.
    """

    def __init__(self, texts: Mapping[str, str], named: str = "") -> None:
        self._texts = texts
        self.named = named
        self._known: dict[str, tuple[LiveGuide, object]] = {}

    def path_for(self, draft: str) -> str:
        """The guide of a draft, or an empty text where there is none but the shipped default.
        Raises VoicecheckError where it cannot be told."""
        if self.named:
            return self.named
        found = discover(draft).path
        return "" if found == DEFAULT else found if found.startswith(SHIPPED) else os.path.abspath(found)

    def guide(self, path: str) -> LiveGuide:
        """The guide at a path as it is now; of one that is broken, what it was before it broke."""
        known = self._known.get(path)
        if known is not None and known[1] == self._state(known[0].files):
            return known[0]
        files: list[str] = [path]
        before = known[0].compiled if known is not None else None
        try:
            compiled = load_guide(path, read=self._reading(files))
            made = LiveGuide(path, compiled, (), tuple(dict.fromkeys((*files, *compiled.guide.files))))
        except VoicecheckError as error:
            made = LiveGuide(path, before, error.problems, tuple(dict.fromkeys(files)))
        self._known[path] = made, self._state(made.files)
        return made

    def is_guide(self, path: str) -> bool:
        """Whether a document is a guide: by its name, because the editor was told so, or because
        a guide that is in use extends it."""
        if os.path.basename(path) in NAMES:
            return True
        real = os.path.realpath(path)
        names = (self.named, *(file for guide, _ in self._known.values() for file in guide.files))
        return any(name and not name.startswith(SHIPPED) and os.path.realpath(name) == real for name in names)

    def _reading(self, files: list[str]) -> Callable[[str], bytes]:
        def read(path: str) -> bytes:
            files.append(path)
            text = self._texts.get(os.path.realpath(path))
            return Path(path).read_bytes() if text is None else text.encode("utf-8", "replace")

        return read

    def _state(self, files: tuple[str, ...]) -> object:
        """What changes when one of the files does."""
        return tuple(self._stamp(file) for file in files if not file.startswith(SHIPPED))

    def _stamp(self, file: str) -> object:
        text = self._texts.get(os.path.realpath(file))
        if text is not None:
            return text
        try:
            found = os.stat(file)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
