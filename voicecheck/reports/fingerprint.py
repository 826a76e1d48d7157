"""A finding's fingerprint: the same from run to run, wherever its line has moved to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from voicecheck.drafts.reply import Reply
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
        self._seen: dict[bytes, int] = {}
        self._folder = folder
        self._renamed = renamed or {}
        self._paths: dict[str, str] = {}

    def path(self, path: str) -> str:
        """A draft's path as it enters into fingerprints."""
        if not self._folder or path in ("", "-", "<stdin>"):
            return stable_path(path)
        if path not in self._paths:
            try:
                below = _with_slashes(os.path.relpath(path, self._folder))
            except ValueError:  # another drive
                below = _with_slashes(path)
            self._paths[path] = self._renamed.get(below, below)
        return self._paths[path]

    def of(self, reply: Reply, finding: Finding) -> str:
        """The fingerprint of the next finding: 32 hexadecimal digits."""
        words = " / ".join(" ".join(reply.text[start:end].split()) for start, end in finding.places)
        text = "" if words else f"text {' '.join(reply.text.split())}"
        which = f"id {reply.id}" if reply.id else text
        return self.of_parts(self.path(reply.path), which, finding.check, words)

    def of_parts(self, *parts: str) -> str:
        """The fingerprint of something else that is reported: these parts, and its number among
        those of the same parts."""
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        alike = digest.digest()[:16]  # kept for every finding of a run: a million of them must not fill the memory
        self._seen[alike] = self._seen.get(alike, 0) + 1
        digest.update(self._seen[alike].to_bytes(8, "big"))
        return digest.hexdigest()[:LENGTH]


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
