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
