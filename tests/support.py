"""What several test modules use: the command line, guides from a text, drafts as stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from click.testing import Result as CliResult

import voicecheck
from voicecheck import CompiledGuide, Result
from voicecheck.cli.main import cli

LANGUAGES = ("en", "nb", "nn", "da", "sv")
VOICES = ("burger-roast", "cautious-bank", "cautious-service", "cheeky-airline", "mascot-app", "plain-public-service", "playful-telecom", "streaming-crew")
"""The shipped guides that judge a reply in any language by tone alone."""
SHIPPED = (
    "answering-hotel",
    "burger-roast",
    "cable-care",
    "cautious-bank",
    "cautious-service",
    "cheeky-airline",
    "customer-care",
    "earnest-airline",
    "fashion-shop",
    "listening-steakhouse",
    "mascot-app",
    "plain-public-service",
    "playful-telecom",
    "proactive-brewery",
    "public-replies",
    "streaming-crew",
    "support-profile",
    "toy-maker",
    "village-pub",
)
ROOT = Path(__file__).parent.parent
_GUIDES = TemporaryDirectory(prefix="voicecheck-guides-")  # gone when the tests end


@lru_cache(maxsize=512)
def guide(text: str) -> CompiledGuide:
    """The guide that this YAML text makes."""
    path = Path(_GUIDES.name) / f"guide-{abs(hash(text))}.yml"
    path.write_text(text, encoding="utf-8")
    return voicecheck.load_guide(path)


@lru_cache(maxsize=32)
def shipped(name: str) -> CompiledGuide:
    """A shipped guide by its name."""
    return voicecheck.load_guide(f"voicecheck:{name}")


def checks(result: Result) -> set[str]:
    """The ids of the checks that a reply fails or is warned by."""
    return {finding.check for finding in result.findings}


def named(result: Result, check: str = "") -> list[str]:
    """The words that findings (of one check) name, in order."""
    text = result.reply.text
    return [text[start:end] for finding in result.findings if not check or finding.check == check for start, end in finding.places]


def told(result: Result) -> str:
    """What a failing assertion prints: verdict, scores, findings."""
    return f"{result.verdict} risk {result.risk} {result.tone} in {result.language}: " + "; ".join(f"{item.severity} {item.check}: {item.sentence}" for item in result.findings)


def run(*arguments: str | Path, given: str | bytes = "", env: dict[str, str] | None = None) -> CliResult:
    """Runs the command line in this process."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def report(*arguments: str | Path, given: str | bytes = "") -> dict[str, Any]:
    """The JSON report of ``voicecheck check``."""
    data: dict[str, Any] = json.loads(run("check", *arguments, "--format", "json", given=given).stdout)
    return data


def process(arguments: Sequence[str | Path], given: str | bytes | None = None, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    finished = subprocess.run(
        [sys.executable, "-m", "voicecheck", *(str(argument) for argument in arguments)],
        input=data,
        stdin=subprocess.DEVNULL if data is None else None,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **(env or {})},
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(finished.args, finished.returncode, finished.stdout.decode("utf-8"), finished.stderr.decode("utf-8"))


def stored(raw: bytes, place: dict[str, Any]) -> str:
    """The text that stands in a file, as stored, at a place of the JSON report."""
    text = raw.decode("utf-8-sig")
    starts = [0]
    for index, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            starts.append(index + 1)
    return text[starts[place["line"] - 1] + place["column"] - 1 : starts[place["end_line"] - 1] + place["end_column"] - 1]
