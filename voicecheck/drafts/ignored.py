"""Which files in a folder git would not keep: those are no drafts either."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignored:
    """The rules of the ``.gitignore`` files from the repository's root down to a folder.

    Outside a repository nothing is ignored. Unreadable files say nothing.
    """

    def __init__(self, folder: str) -> None:
        start = Path(os.path.abspath(folder))
        root = next((parent for parent in (start, *start.parents) if (parent / ".git").exists()), None)
        self._rules: dict[Path, GitIgnoreSpec | None] = {}
        self._root = root

    def __call__(self, path: str, is_folder: bool = False) -> bool:
        """Whether git ignores this file or folder."""
        if self._root is None:
            return False
        found = Path(os.path.abspath(path))
        verdict = False
        for folder in reversed(found.parents):  # the nearest rule that speaks has the last word
            if folder != self._root and self._root not in folder.parents:
                continue
            rules = self._rules_in(folder)
            if rules is not None:
                said = rules.check_file(found.relative_to(folder).as_posix() + ("/" if is_folder else "")).include
                verdict = verdict if said is None else said
        return verdict

    def _rules_in(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._rules:
            self._rules[folder] = None
            try:
                lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                return None
            from pathspec import GitIgnoreSpec  # only where there is such a file

            with suppress(ValueError):  # a broken pattern is git's to judge
                self._rules[folder] = GitIgnoreSpec.from_lines(lines)
        return self._rules[folder]
