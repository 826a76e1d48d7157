"""The fenced blocks of a page: files, commands with their output, commands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r'^(?P<indent> *)(?P<ticks>```+) *(?P<language>[\w-]*)(?: +title="(?P<title>[^"]+)")? *$')
_APPEND = "<!-- append -->"
_REPLACE = re.compile(r"<!-- replace (.+) -->")
_SKIP = "<!-- not run -->"


@dataclass(frozen=True)
class Block:
    """A fenced block. ``line`` is that of its first line of text, from 1.

    ``title`` names the file that it is; ``appended`` says that it is only added to that file,
    ``replaces`` that it stands for the one line of it that begins so; ``skipped`` that it is shown and not run.
    """

    page: Path
    line: int
    language: str
    title: str
    lines: tuple[str, ...]
    appended: bool = False
    replaces: str = ""
    skipped: bool = False

    def in_file(self, before: str) -> str:
        """The file after this block, which was ``before``."""
        if self.replaces:
            lines = before.splitlines(keepends=True)
            index = next(index for index, line in enumerate(lines) if line.strip().startswith(self.replaces))
            return "".join([*lines[:index], self.text, *lines[index + 1 :]])
        return before + self.text if self.appended else self.text

    @property
    def text(self) -> str:
        """The block as a file."""
        return "".join(line + "\n" for line in self.lines)

    @property
    def steps(self) -> list[tuple[str, list[str]]]:
        """The commands of a block of the language ``console``, each with its output. A line
        that ends in a backslash goes on in the next."""
        found: list[tuple[str, list[str]]] = []
        goes_on = False
        for line in self.lines:
            if goes_on:
                found[-1] = (found[-1][0].removesuffix("\\") + line.lstrip(), [])
            elif line.startswith("$ "):
                found.append((line[2:], []))
            elif found:
                found[-1][1].append(line)
            goes_on = bool(found) and not found[-1][1] and found[-1][0].endswith("\\")
        return found

    @property
    def shows_output(self) -> bool:
        """Whether it is run: of commands alone only the options are checked."""
        return self.language == "console" and any(output for _, output in self.steps)


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order; an indented block loses its indent."""
    lines = page.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if not opening:
            number += 1
            continue
        indent, ticks = opening["indent"], opening["ticks"]
        end = next((index for index in range(number + 1, len(lines)) if lines[index].strip() == ticks), len(lines))
        marks = {lines[index].strip() for index in (number - 1, number - 2) if index >= 0}
        replaces = next((found[1] for found in map(_REPLACE.fullmatch, marks) if found), "")
        body = tuple(line.removeprefix(indent) for line in lines[number + 1 : end])
        yield Block(page, number + 2, opening["language"], opening["title"] or "", body, _APPEND in marks, replaces, _SKIP in marks)
        number = end + 1


def pages() -> list[Path]:
    """Every written page: the README, those beside it, and docs/."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
