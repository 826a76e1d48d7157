"""Ctrl-C ends a run and everything that it started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes part on Linux only")
def test_an_interrupted_run(tmp_path: Path) -> None:
    with (tmp_path / "long.jsonl").open("w", encoding="utf-8") as file:
        for number in range(60_000):
            file.write(json.dumps({"reply": f"Hi Anna, your parcel {number} is on its way and will be with you by Friday.", "language": "en"}) + "\n")
    command = [sys.executable, "-m", "voicecheck", "check", "long.jsonl", "--output", "report.json", "--format", "json"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    workers: list[int] = []
    deadline = time.monotonic() + 40
    while not workers and time.monotonic() < deadline:
        time.sleep(0.05)
        workers = children(process.pid)
    if len(os.sched_getaffinity(0)) > 1:
        assert workers
    os.killpg(process.pid, signal.SIGINT)
    try:
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not (tmp_path / "report.json").exists()
    time.sleep(0.2)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes part on Linux only")
@pytest.mark.parametrize("command", [["check", "--format", "jsonl"], ["score"]], ids=["check", "score"])
def test_a_run_ends_with_its_reader(tmp_path: Path, command: list[str]) -> None:
    """Several minutes of work, of which nobody reads more than the first line."""
    texts = ("Calm down and read the terms.", "Hi Anna, your parcel is on its way and will be with you by Friday.")
    with (tmp_path / "long.jsonl").open("w", encoding="utf-8") as file:
        for number in range(150_000):
            file.write(json.dumps({"reply": f"{texts[number % 2]} Number {number}, {number * 7919 % 1009} of {number % 97}.", "language": "en"}) + "\n")
    process = subprocess.Popen([sys.executable, "-m", "voicecheck", *command, "long.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    assert json.loads(process.stdout.readline())
    workers = children(process.pid)
    process.stdout.close()
    try:
        code = process.wait(timeout=6)
    finally:
        process.kill()
    assert (code, process.stderr.read()) == (130, b"")
    process.stderr.close()
    time.sleep(0.2)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
