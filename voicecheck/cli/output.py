"""How commands write to the terminal or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable

if TYPE_CHECKING:
    from rich.text import Text

    from voicecheck.reports.report import Look


def look(quiet: bool = False, no_color: bool = False) -> Look:
    """How a report may look on this terminal: its width, colours, letters beyond ASCII."""
    from voicecheck.reports.report import Look

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    color = not no_color and not os.environ.get("NO_COLOR") and (sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR")))
    return Look(width(), color, encoding.startswith("utf") or encoding == "gb18030", quiet)


def width(most: int = 110) -> int:
    """How many columns lines may have: the terminal's, but no more than reads well."""
    from shutil import get_terminal_size

    return min(get_terminal_size((80, 24)).columns, most)


def folded(words: str, indent: int = 0) -> str:
    """A line broken at spaces where the terminal is narrower; what follows is indented."""
    from textwrap import fill

    return fill(printable(words), max(width(), 60), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def echo_lines(lines: Iterable[Text], look: Look) -> None:
    """Print styled lines, in colour where the terminal has it."""
    from voicecheck.reports.terminal import colored

    text = colored(lines) if look.color else "".join(f"{line.plain}\n" for line in lines)
    click.echo(text if look.unicode else text.encode("ascii", "replace").decode("ascii"), nl=False)


def require_writable(output: str) -> None:
    """Say before the work, not after, that a file cannot be written."""
    path = Path(output)
    if output and (not path.absolute().parent.is_dir() or path.is_dir() or not os.access(path.absolute().parent, os.W_OK)):
        raise click.BadParameter(f"cannot write “{output}”: its folder does not exist or is closed to writing.", param_hint="--output")
