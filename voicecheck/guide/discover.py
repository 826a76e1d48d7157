"""Finds the guide that holds for a draft."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from voicecheck.frozen import frozen
from voicecheck.guide.files import DEFAULT, SHIPPED
from voicecheck.problems import Place, Problem, VoicecheckError

NAMES = ("voicecheck.yml", ".voicecheck.yml", "voicecheck.yaml", ".voicecheck.yaml")


@frozen
class Discovered:
    """The guide's path, and in a few words why it is this one."""

    path: str
    why: str


def discover(draft: str) -> Discovered:
    """The guide for ``draft``: the nearest upward from it, else the one that
    ``[tool.voicecheck]`` in pyproject.toml names, else the shipped default."""
    start = Path.cwd() if draft == "-" else Path(os.path.abspath(draft))
    folders = [start, *start.parents] if start.is_dir() else list(start.parents)
    for folder in folders:
        for name in NAMES:
            if (folder / name).is_file():
                return Discovered(display(folder / name), "found beside or above the drafts")
    for folder in folders:
        named = _named_in(folder / "pyproject.toml")
        if named:
            return Discovered(named, "named in pyproject.toml")
    return Discovered(DEFAULT, "the default: no voicecheck.yml was found")


def display(path: Path) -> str:
    """The path as a person would write it: relative where it is below here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir + os.sep + os.pardir) else relative


def _named_in(file: Path) -> str:
    if not file.is_file():
        return ""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("voicecheck")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""  # another tool's file; it is not ours to judge
    if table is None:
        return ""
    guide = table.get("guide") if isinstance(table, dict) else None
    if not isinstance(guide, str) or not guide:
        raise VoicecheckError(Problem(Place(display(file)), '[tool.voicecheck] must name the guide: guide = "path/to/voicecheck.yml"'))
    return guide if guide.startswith(SHIPPED) else display(file.parent / guide)
