"""How fast is it: ratios in one run, because machines are noisy.

    python -m benchmarks.speed

Each command runs as a whole process, in turn with the one it is compared to; the medians
of five runs make the ratio.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus_files import load

RUNS = 5
REPLIES = 2000
WORDS = 60
FLOOR = """
import json, sys, spacy
tokenizer = spacy.blank("sv").tokenizer
for line in open(sys.argv[1], encoding="utf-8"):
    tokenizer(json.loads(line)["reply"])
"""


def make_replies(path: Path, count: int, words: int, language: str = "sv") -> None:
    """``count`` replies of about ``words`` words, made of the sentences of labelled ones: nine in
    ten of fine replies, as in a repository of canned responses, one in ten of risky ones."""
    source = random.Random(7)
    rows = [row for part in ("first", "replies") for row in load(part, (language,))]
    fine, risky = [row for row in rows if not row.risky], [row for row in rows if row.risky]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text: list[str] = []
            pool = risky if number % 10 == 0 else fine
            row = source.choice(pool)
            while sum(len(part.split()) for part in text) < words:
                text.append(source.choice(pool).reply.replace("\n", " "))
            reply = " ".join(" ".join(text).split()[:words])
            file.write(json.dumps({"id": str(number), "language": language, "situation": row.situation, "channel": row.channel, "reply": reply}, ensure_ascii=False) + "\n")


def timed(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    return time.perf_counter() - start


def compare(name: str, command: list[str], floor: list[str], target: float, environment: dict[str, str]) -> None:
    timed(command, environment)
    timed(floor, environment)
    pairs = [(timed(command, environment), timed(floor, environment)) for _ in range(RUNS)]
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:<52}{statistics.median(a for a, _ in pairs):>8.2f} s{statistics.median(b for _, b in pairs):>8.2f} s{ratio:>8.2f}{target:>8.2f}")


def peak_memory(command: list[str]) -> float:
    """Peak memory of a process and its children, in MB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False).stdout
    return int(out) / (1024 if resource.RLIMIT_AS >= 0 and sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    voicecheck = [sys.executable, "-m", "voicecheck"]
    environment = {**os.environ, "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        drafts = Path(folder) / "drafts.jsonl"
        one = Path(folder) / "one.txt"
        make_replies(drafts, REPLIES, WORDS)
        one.write_text("Hi Anna, I'm so sorry about the delay. Your parcel arrives on Thursday by 2 pm.", encoding="utf-8")
        floor = [sys.executable, "-c", FLOOR, str(drafts)]
        bare = [sys.executable, "-c", 'import spacy; spacy.blank("en")']
        guide = ["--guide", "voicecheck:cautious-service"]
        print(f"{'whole process, cold, median of ' + str(RUNS):<52}{'ours':>10}{'floor':>10}{'ratio':>8}{'reach':>8}")
        compare(f"check {REPLIES:,} replies of {WORDS} words / tokenise them", [*voicecheck, "check", str(drafts), *guide, "--quiet"], floor, 1.8, environment)
        compare("check one reply / import spaCy, blank pipeline", [*voicecheck, "check", str(one), *guide, "-l", "en"], bare, 1.6, environment)
        for words in (["--help"], ["explain", "snark/mock-praise"], ["rules"]):
            compare(f"{' '.join(words)} / import spaCy, blank pipeline", [*voicecheck, *words], bare, 0.25, environment)
        print(f"{'peak memory of the first, MB':<52}{peak_memory([*voicecheck, 'check', str(drafts), *guide, '--quiet']):>10.0f}{'':>18}{200:>8}")


if __name__ == "__main__":
    main()
