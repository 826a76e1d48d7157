"""Reads guides as they stood in a revision of git: ``HEAD~3:voicecheck.yml``."""

from __future__ import annotations

import os
import subprocess

from voicecheck.guide.files import SHIPPED, ReadFile, read_file
from voicecheck.problems import Place, Problem, VoicecheckError


def at_revision(given: str) -> tuple[str, str, ReadFile]:
    """The revision (empty for the disk), the guide's path, and how its files are read.

    ``REF:path`` is a revision where no file of that name lies on the disk. What the guide
    extends beside it is read from the same revision. Raises VoicecheckError for a revision
    that does not exist.
    """
    revision, colon, path = given.partition(":")
    if not colon or not path or len(revision) < 2 or given.startswith(SHIPPED) or os.path.exists(given):
        return "", given, read_file
    if revision.startswith("-") or _git("rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").returncode:
        raise VoicecheckError(
            Problem(Place(given), f"“{revision}” is no revision of a git repository here; name a file, voicecheck:NAME, or a revision such as HEAD:voicecheck.yml")
        )

    def read(path: str) -> bytes:
        relative = os.path.relpath(path)
        shown = _git("show", f"{revision}:./{relative}")
        if shown.returncode:
            raise FileNotFoundError(path)
        return shown.stdout

    return revision, path, read


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise VoicecheckError(Problem(Place("git"), f"cannot be run: {error.strerror}; it is needed to read a guide from a revision")) from None
