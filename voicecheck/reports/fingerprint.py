"""A finding's fingerprint: the same from run to run, wherever its line has moved to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from voicecheck.drafts.reply import Reply
from voicecheck.reports.occurrences import Occurrences
from voicecheck.results import Finding

LENGTH = 32
"""Hexadecimal digits of a fingerprint."""


class Fingerprints:
    """Gives every finding of a run its fingerprint. Ask in the order of the drafts.

    A fingerprint is made of the draft's path, the reply, the check, the words that are named,
    and which one it is of several alike. Line numbers, scores and the wording of messages do
    not enter into it, so it survives moved lines, edits elsewhere and a new version of the
    messages. The reply is told by its id. Without an id, the words alone tell a finding from
    the others of its file; a finding that names no words (something is missing) is told by
    the whole text, white space apart.
    """

    def __init__(self, folder: str = "", renamed: Mapping[str, str] | None = None) -> None:
        """``folder`` is the one from which paths are told, the current one if empty; ``renamed``
        gives drafts the paths that they had."""
        self._seen = Occurrences()
        self._folder = folder
        self._renamed = renamed or {}
        self._paths: dict[str, str] = {}

    def path(self, path: str) -> str:
        """A draft's path as it enters into fingerprints."""
        if path not in self._paths:
            self._paths[path] = self._told_path(path)
        return self._paths[path]

    def _told_path(self, path: str) -> str:
        if not self._folder or path in ("", "-", "<stdin>"):
            return stable_path(path)
        try:
            below = _with_slashes(os.path.relpath(path, self._folder))
        except ValueError:  # another drive
            below = _with_slashes(path)
        return self._renamed.get(below, below)

    def of(self, reply: Reply, finding: Finding) -> str:
        """The fingerprint of the next finding: 32 hexadecimal digits."""
        words = " / ".join(" ".join(reply.text[start:end].split()) for start, end in finding.places)
        text = "" if words else f"text {' '.join(reply.text.split())}"
        which = f"id {reply.id}" if reply.id else text
        return self.of_parts(self.path(reply.path), which, finding.check, words)

    def of_parts(self, *parts: str) -> str:
        """The fingerprint of something else that is reported: these parts, and its number among
        those of the same parts."""
        encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
        return self.of_data(b"".join(len(data).to_bytes(8, "big") + data for data in encoded))

    def of_data(self, data: bytes) -> str:
        """The fingerprint of parts that are joined already."""
        digest = hashlib.sha256(data)
        digest.update(self._seen.count(digest.digest()).to_bytes(8, "big"))
        return digest.hexdigest()[:LENGTH]


class Gaps(Fingerprints):
    """Leaves marks for fingerprints that can be given only where all findings of a run are known
    in their order: the n-th is ``mark`` and n in eight hexadecimal digits."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark = mark
        self.asked: list[bytes] = []
        """What each of the fingerprints is made of."""

    def of_data(self, data: bytes) -> str:
        self.asked.append(data)
        return f"{self.mark}{len(self.asked) - 1:08x}"


def stable_path(path: str) -> str:
    """A path as a repository knows it: below the current folder where it lies there, with
    forward slashes, without a leading ``./``."""
    return _stable_path(path, os.getcwd())


@lru_cache(maxsize=4096)
def _stable_path(path: str, folder: str) -> str:
    if os.path.isabs(path):
        with suppress(ValueError):  # another drive
            below = os.path.relpath(path, folder)
            path = path if below.split(os.sep)[0] == os.pardir else below
    return _with_slashes(path)


def _with_slashes(path: str) -> str:
    return os.path.normpath(path).replace(os.sep, "/") if path not in ("", "-", "<stdin>") else path
