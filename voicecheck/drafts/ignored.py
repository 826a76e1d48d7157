"""Which files in a folder git would not keep: those are no drafts either."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    Rules = tuple[tuple[int, GitIgnoreSpec], ...]


class Ignored:
    """The rules of the ``.gitignore`` files from the repository's root down to a folder.

    Outside a repository nothing is ignored. Unreadable files say nothing.
    """

    def __init__(self, folder: str) -> None:
        start = Path(os.path.abspath(folder))
        root = next((parent for parent in (start, *start.parents) if (parent / ".git").exists()), None)
        self._root = str(root) if root is not None else ""
        self._rules: dict[str, Rules] = {}

    def __call__(self, path: str, is_folder: bool = False) -> bool:
        """Whether git ignores this file or folder."""
        if not self._root:
            return False
        found = os.path.abspath(path)
        verdict = False
        for start, rules in self._rules_for(os.path.dirname(found)):  # the nearest rule that speaks has the last word
            said = rules.check_file(found[start:].replace(os.sep, "/") + ("/" if is_folder else "")).include
            verdict = verdict if said is None else said
        return verdict

    def _rules_for(self, folder: str) -> Rules:
        """The rules that hold in a folder, those of the repository's root first, each with where
        the path that it judges begins."""
        if folder not in self._rules:
            parent = os.path.dirname(folder)
            above = () if folder == self._root or parent == folder else self._rules_for(parent)
            own = _read(folder) if folder == self._root or folder.startswith(os.path.join(self._root, "")) else None
            self._rules[folder] = above if own is None else (*above, (len(os.path.join(folder, "")), own))
        return self._rules[folder]


def _read(folder: str) -> GitIgnoreSpec | None:
    """The rules of a folder's own .gitignore, if it has one."""
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec  # only where there is such a file

    with suppress(ValueError):  # a broken pattern is git's to judge
        return GitIgnoreSpec.from_lines(lines)
    return None
