"""Comfort in the shell: completion, help that fits, the version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from tests.support import process, run
from voicecheck.cli.main import COMMANDS, cli


def completed(*words: str) -> list[str]:
    """What the Tab key offers for the last word."""
    return [item.value for item in ShellComplete(cli, {}, "voicecheck", "_VOICECHECK_COMPLETE").get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (("",), {"check", "try", "lsp"}),
        (("explain", "snark/m"), {"snark/mock-praise"}),
        (("check", "--select", "sn"), {"snark", "snark/tease"}),
        (("check", "--ignore", "snark/tease,hum"), {"snark/tease,humor"}),
        (("check", "--language", "n"), {"nb", "nn"}),
        (("check", "--channel", "ti"), {"tiktok"}),
        (("check", "--channel", "intra"), {"intranet"}),
        (("check", "--situation", "ch"), {"churn"}),
        (("check", "--input", "js"), {"jsonl"}),
        (("check", "--report", "sa"), {"sarif"}),
        (("check", "--guide", "voicecheck:cau"), {"voicecheck:cautious-bank"}),
        (("completion", "f"), {"fish"}),
    ],
)
def test_the_tab_key(folder: Path, words: tuple[str, ...], there: set[str]) -> None:
    (folder / "voicecheck.yml").write_text("channels: {intranet: {public: false}}\n")
    assert there <= set(completed(*words))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_sound(shell: str, tmp_path: Path) -> None:
    script = run("completion", shell).stdout
    assert "_VOICECHECK_COMPLETE" in script
    path = shutil.which(shell)
    if path is not None:
        (tmp_path / "script").write_text(script)
        assert subprocess.run([path, "-n", str(tmp_path / "script")], capture_output=True, check=False).stderr == b""


def test_bash_completes_a_command_line(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    command = tmp_path / "voicecheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m voicecheck "$@"\n')
    command.chmod(0o755)
    script = run("completion", "bash").stdout
    lines = {  # as bash parts them: at colons and at =
        "voicecheck explain snark/mock-p": "snark/mock-praise",
        "voicecheck check --guide voicecheck : cable": "cable-care",
        "voicecheck check --guide = voicecheck : cheeky": "cheeky-airline",
        "voicecheck check --report = sa": "sarif",
    }
    asked = "; ".join(f'COMP_WORDS=({line}); COMP_CWORD={len(line.split()) - 1}; _voicecheck_completion voicecheck; echo "${{COMPREPLY[@]}}"' for line in lines)
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=False, env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert done.stdout.splitlines() == list(lines.values())


def commands() -> list[list[str]]:
    """Every command and subcommand."""
    found: list[list[str]] = [[]]
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, inner] for inner in command.list_commands(context)]
    return found


@pytest.mark.parametrize("words", commands(), ids=lambda words: " ".join(words) or "voicecheck")
def test_help_fits_into_80_columns(words: list[str], folder: Path) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []


def test_help_has_headings_examples_and_exit_codes(folder: Path) -> None:
    told = run("check", "--help").stdout
    heads = [line for line in told.splitlines() if re.match(r"\S.*:$", line)]
    assert heads == [
        "Guide and checks:",
        "What replies do not say themselves:",
        "Which drafts, and how they are read:",
        "Old findings and fixes:",
        "Reports:",
        "Exit code:",
        "Other options:",
    ]
    assert "  voicecheck check drafts/ --watch" in told and "Exit codes: 0" in told
    assert {option for param in cli.get_command(click.Context(cli), "check").params for option in param.opts if option.startswith("--")} <= set(re.findall(r"--[a-z-]+", told))


def test_the_version_tells_packs_and_weights_without_spacy(tmp_path: Path) -> None:
    told = run("--version").stdout.splitlines()
    assert re.fullmatch(r"voicecheck \d+\.\d+\.\d+ \(Python \d+\.\d+\.\d+\S*\)", told[0])
    assert re.fullmatch(r"packs    markers: en [\d,]+, da [\d,]+, nb [\d,]+, nn [\d,]+, sv [\d,]+", told[1])
    assert re.match(r"weights  [0-9a-f]{12}, fitted by benchmarks/fit.py on \d{4}-\d\d-\d\d", told[2])
    (tmp_path / "spacy.py").write_text("raise SystemExit('spaCy was loaded')\n")
    finished = process(["--version"], env={"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])})
    assert finished.stdout.splitlines() == told
