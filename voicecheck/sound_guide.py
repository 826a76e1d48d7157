"""Reads a guide and finds it sound: no mistakes in it, in what it extends, or in what its checks
are told. A guide found sound is kept in the user's cache until one of its files changes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from voicecheck.cache import keep, recall
from voicecheck.guide.files import ReadFile, bytes_of, read_file
from voicecheck.shipped import stamp

if TYPE_CHECKING:
    from voicecheck.guide.model import Guide


def sound_guide(path: str, read: ReadFile = read_file) -> Guide:
    """The guide at ``path`` (a file, or ``voicecheck:NAME`` for a shipped one), with its bases.

    ``read`` opens the files, from the disk unless told otherwise. Raises VoicecheckError with
    every mistake in the guide and in what it extends.
    """
    if read is not read_file:
        return _read(path, read)
    shelf = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()
    name = f"guide.{shelf[:2]}"  # a shelf for each of so many guides bounds what is kept
    ingredients = (stamp(), shelf.encode())
    found: tuple[Guide, bytes] | None = recall(name, ingredients)
    if found is not None and found[1] == _digest(found[0].files):
        return found[0]
    guide = _read(path, read)
    digest = _digest(guide.files)
    if digest:
        keep(name, ingredients, (guide, digest))
    return guide


def _digest(files: tuple[str, ...]) -> bytes:
    """What tells these files as they are now from any others; nothing if one cannot be read."""
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(hashlib.sha256(bytes_of(file)).digest())
        except (OSError, ValueError, KeyError):
            return b""
    return digest.digest()


def _read(path: str, read: ReadFile) -> Guide:
    from voicecheck.checks.exceptions import misnamed
    from voicecheck.checks.patterns import pattern_problems
    from voicecheck.checks.registry import vocabulary
    from voicecheck.guide.limits import contradictions
    from voicecheck.guide.load import read_guide
    from voicecheck.guide.tighten import loosened
    from voicecheck.problems import VoicecheckError

    guide = read_guide(path, vocabulary(), read)
    problems = [*contradictions(guide), *loosened(guide), *pattern_problems(guide), *misnamed(guide, vocabulary())]
    if problems:
        raise VoicecheckError(problems)
    return guide
