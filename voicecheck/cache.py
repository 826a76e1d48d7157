"""Keeps what is slow to build in the user's cache folder.

A cache is never needed and never trusted: anything wrong with it, and the thing is built
anew. ``VOICECHECK_CACHE`` names another folder; set to ``off`` there is none.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_SUM = 4
"""So many bytes at the head of a file are the checksum of the others."""


def cache_folder() -> Path | None:
    """Where cached things are kept, or None where caching is switched off."""
    named = os.environ.get("VOICECHECK_CACHE", "")
    if named.lower() == "off":
        return None
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return Path(base) / "voicecheck" if base and not base.startswith("~") else None


def make_folder(folder: Path) -> None:
    """Make the folder, for its owner alone: there may be words of customers in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def cached(name: str, ingredients: Iterable[bytes], build: Callable[[], T]) -> T:
    """What ``build`` makes, kept under ``name`` for as long as the ingredients stay the same."""
    parts = tuple(ingredients)
    found: T | None = recall(name, parts)
    if found is None:
        found = build()
        keep(name, parts, found)
    return found


def recall(name: str, ingredients: Iterable[bytes]) -> Any:
    """What was kept under ``name`` with these ingredients; None where there is nothing sound."""
    file = _file(name, ingredients)
    if file is None:
        return None
    try:
        data = file.read_bytes()
        sound = zlib.crc32(memoryview(data)[_SUM:]) == int.from_bytes(data[:_SUM], "big")
        return pickle.loads(memoryview(data)[_SUM:]) if sound else None
    except Exception:
        return None


def keep(name: str, ingredients: Iterable[bytes], value: object) -> None:
    """Keep a value, in the place of what else there is under ``name``."""
    file = _file(name, ingredients)
    if file is not None:
        _keep(file, value, name)


def _file(name: str, ingredients: Iterable[bytes]) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    digest = hashlib.sha256(sys.version.encode())
    for ingredient in ingredients:
        digest.update(len(ingredient).to_bytes(8, "big") + ingredient)
    return folder / f"{name}-{digest.hexdigest()[:24]}.pickle"


def _keep(file: Path, value: object, name: str) -> None:
    """Write the file whole or not at all, and drop older ones of the same name."""
    try:
        make_folder(file.parent)
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".writing-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
                stream.write(zlib.crc32(data).to_bytes(_SUM, "big") + data)
            os.replace(temporary, file)
        except BaseException:
            os.unlink(temporary)
            raise
        for old in file.parent.glob(f"{name}-{'?' * 24}.pickle"):
            if old != file:
                old.unlink(missing_ok=True)
    except (OSError, pickle.PicklingError, RecursionError):
        pass  # a read-only home is no reason to stop
