"""The guide's own words on the line that a finding names."""

from __future__ import annotations

from pathlib import Path

from voicecheck.guide.files import SHIPPED, shipped_guides
from voicecheck.problems import Place


class GuideLines:
    """Lines of guides, each file read once. A guide that is gone has empty lines."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def at(self, place: Place) -> str:
        """The line without its comment and indentation; empty where it cannot be told."""
        if place.path not in self._lines:
            self._lines[place.path] = _read(place.path)
        lines = self._lines[place.path]
        return lines[place.line - 1].split(" #")[0].strip() if 0 < place.line <= len(lines) else ""


def _read(path: str) -> list[str]:
    try:
        file = shipped_guides()[path[len(SHIPPED) :]] if path.startswith(SHIPPED) else Path(path)
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError, KeyError):
        return []
