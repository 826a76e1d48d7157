"""Where guides lie: files of the user, and those that come with voicecheck, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voicecheck.shipped import PACKAGE, shipped

SHIPPED = "voicecheck:"
"""Prefix of the name of a shipped guide, as in ``extends: voicecheck:cautious-service``."""

FLOOR = "voicecheck:floor"
"""The guide that every other one stands on: facts of the channels, hard limits."""

DEFAULT = "voicecheck:cautious-service"
"""The guide that is used where none is found."""

ReadFile = Callable[[str], bytes]
"""Gives the bytes of a guide file by its path; raises OSError as opening the file would."""


def read_file(path: str) -> bytes:
    """The file as it lies on the disk."""
    return Path(path).read_bytes()


def shipped_folder() -> Path:
    """Where the shipped guides are: inside the installed package, or in the checkout."""
    installed = shipped("styleguides")
    return installed if installed.is_dir() else PACKAGE.parent / "styleguides"


def shipped_guides() -> dict[str, Path]:
    """The shipped guides by name, without the prefix."""
    found = {path.stem: path for path in sorted(shipped_folder().glob("*.yml"))}
    found["floor"] = shipped("guide", "floor.yml")
    return found


def bytes_of(path: str) -> bytes:
    """What a guide's file holds, be it named or shipped; raises OSError, ValueError or KeyError."""
    return shipped_guides()[path[len(SHIPPED) :]].read_bytes() if path.startswith(SHIPPED) else read_file(path)
