"""Runs the commands that a page shows, in a folder that holds the files it shows."""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.blocks import ROOT, Block, blocks

ELIDED = "…"
_TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True)
class Shown:
    """A command of a page, with the output that stands there and the real one."""

    block: Block
    command: str
    written: tuple[str, ...]
    real: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the page tells the truth. A line of a single … stands for any lines."""
        return _fits(list(self.written), list(self.real))


def _fits(written: list[str], real: list[str]) -> bool:
    if not written or not real:
        return not real and all(line == ELIDED for line in written)
    if written[0] == ELIDED:
        return any(_fits(written[1:], real[index:]) for index in range(len(real) + 1))
    return written[0] == real[0] and _fits(written[1:], real[1:])


def shown(page: Path) -> Iterator[Shown]:
    """Every command with output of a page, run in order in one folder. A block with a title
    is a file there from where it stands on."""
    with TemporaryDirectory(prefix="voicecheck-page-") as scratch, _inside(Path(scratch)):
        session = _Session()
        for block in blocks(page):
            if block.skipped:
                continue
            if block.title:
                file = Path(block.title)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.in_file(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
            elif block.shows_output:
                for command, output in block.steps:
                    yield Shown(block, command, _stripped(output), _stripped(session.run(command).splitlines()))


def _stripped(lines: list[str]) -> tuple[str, ...]:
    """Without empty lines around them and blanks at their ends."""
    found = [line.rstrip() for line in lines]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        del found[0]
    return tuple(found)


class _Session:
    """A shell that knows what pages need: pipes into voicecheck, ``> FILE``, ``echo $?``."""

    def __init__(self) -> None:
        self._code = 0

    def run(self, command: str) -> str:
        """What the command prints, on both streams."""
        command, _, target = command.partition(" > ")
        first, piped, second = command.partition(" | ")
        given = self._one(first, "") if piped else ""
        output = self._one(second if piped else first, given)
        if target:
            Path(target.strip()).write_text(output, encoding="utf-8")
            return ""
        return output

    def _one(self, command: str, given: str) -> str:
        words = shlex.split(command)
        if words == ["make", "demo"]:
            with _inside(ROOT):
                return self._voicecheck(["check", "examples/", "--fail-on", "never"], "")
        if words[0] == "voicecheck":
            return self._voicecheck(words[1:], given)
        if words[0] == "python" and len(words) == 2:
            return _python(words[1])
        if words == ["echo", "$?"]:
            return f"{self._code}\n"
        finished = subprocess.run(["bash", "-c", command], input=given, capture_output=True, text=True, check=False)
        self._code = finished.returncode
        return finished.stdout + finished.stderr

    def _voicecheck(self, arguments: list[str], given: str) -> str:
        """In this process: a hundred commands would take minutes in processes of their own."""
        from click.testing import CliRunner

        from voicecheck.cli.main import cli

        result = CliRunner().invoke(cli, arguments, input=given, prog_name="voicecheck")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self._code = result.exit_code
        return result.output


def _python(file: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        runpy.run_path(file, run_name="__main__")
    return output.getvalue()


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """In this folder, with a narrow and colourless terminal; as it was before afterwards."""
    before, variables = Path.cwd(), dict(os.environ)
    os.chdir(folder)
    os.environ.update(_TERMINAL)
    os.environ.pop("FORCE_COLOR", None)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(variables)
