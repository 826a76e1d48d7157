"""The files that come with voicecheck: what its checks, languages and formats know, as data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from voicecheck.cache import cached
from voicecheck.tree import Mapping

T = TypeVar("T")

PACKAGE = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """A file or folder of the package: ``shipped("languages", "emoji.yml")``."""
    return PACKAGE.joinpath(*parts)


def kept(name: str, build: Callable[[], T]) -> T:
    """What ``build`` makes of shipped files alone, kept in the user's cache for as long as this
    voicecheck is the same."""
    return cached(name, (stamp(),), build)


def shipped_tree(*parts: str) -> Mapping:
    """What a shipped YAML file says, which is a map; PyYAML is loaded only to read it first."""

    def build() -> Mapping:
        from voicecheck.yaml_tree import parse_yaml

        tree = parse_yaml(shipped(*parts).read_text(encoding="utf-8"), parts[-1])
        assert isinstance(tree, Mapping)
        return tree

    return kept(".".join(("tree", *parts)).removesuffix(".yml"), build)


@lru_cache(maxsize=1)
def stamp() -> bytes:
    """What tells this voicecheck from any other: the size and time of each of its files."""
    return hashlib.sha256("\n".join(sorted(_files(str(PACKAGE)))).encode("utf-8", "surrogateescape")).digest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if not entry.is_dir():
                status = entry.stat()
                yield f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}"
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
