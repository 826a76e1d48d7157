"""How fast is it: ratios in one run, because machines are noisy.

    python -m benchmarks.speed [--others FOLDER] [--million] [--write]

Each command runs as a whole process, in turn with the one it is compared to; the medians of
five runs make the ratio. ``--others`` installs other linters of prose into a scratch folder and
runs them on the same files; ``--million`` checks a million replies; ``--write`` puts the tables
into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.corpus_files import load
from benchmarks.others import install

RUNS = 5
REPLIES = 2000
WORDS = 60
MANY = 20_000
MILLION = 1_000_000
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FLOOR = """
import pathlib, sys, spacy
tokenizer = spacy.blank("en").tokenizer
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    tokenizer(path.read_text(encoding="utf-8"))
"""
BARE = 'import spacy; spacy.blank("en")'


def replies(count: int, language: str) -> Iterator[dict[str, str]]:
    """``count`` replies of about WORDS words, made of the sentences of labelled ones: nine in
    ten of fine replies, as in a repository of canned responses, one in ten of risky ones."""
    source = random.Random(7)
    rows = [row for part in ("first", "replies") for row in load(part, (language,))]
    fine, risky = [row for row in rows if not row.risky], [row for row in rows if row.risky]
    for number in range(count):
        text: list[str] = []
        pool = risky if number % 10 == 0 else fine
        row = source.choice(pool)
        while sum(len(part.split()) for part in text) < WORDS:
            text.append(source.choice(pool).reply.replace("\n", " "))
        reply = " ".join(" ".join(text).split()[:WORDS])
        yield {"id": str(number), "language": language, "situation": row.situation, "channel": row.channel, "reply": reply}


def make_files(folder: Path, count: int) -> None:
    """A file a reply, in English, which every linter reads."""
    folder.mkdir()
    for reply in replies(count, "en"):
        (folder / f"{int(reply['id']):05}.md").write_text(reply["reply"] + "\n", encoding="utf-8")


def timed(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    return time.perf_counter() - start


def in_turn(commands: dict[str, list[str]], environment: dict[str, str], runs: int = RUNS) -> dict[str, list[float]]:
    """The seconds of each command, in rounds: what disturbs the machine disturbs them all."""
    for command in commands.values() if runs > 1 else ():
        timed(command, environment)  # what is built once and kept is not measured
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(timed(command, environment))
    return found


def first_ever(command: list[str], environment: dict[str, str]) -> float:
    """The seconds of a run that finds nothing in the user's cache: it builds the lexicons first."""
    with tempfile.TemporaryDirectory() as cache:
        return timed(command, {**environment, "VOICECHECK_CACHE": cache})


def peak_memory(command: list[str], environment: dict[str, str]) -> float:
    """Peak memory of the largest of a command's processes, in MB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False, env=environment).stdout
    return int(out) / (1024 if resource.RLIMIT_AS >= 0 and sys.platform != "darwin" else 1024 * 1024)


class Table:
    """Prints the rows of a Markdown table as they come, and keeps them."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def row(self, line: str) -> None:
        """Add a row; a heading (the row before ``|---``) begins a new table."""
        if self.lines and line.startswith("|---") and len(self.lines) > 1:
            self.lines.insert(-1, "")
        self.lines.append(line)
        print(line, flush=True)


def ratios(table: Table, folder: Path, environment: dict[str, str]) -> None:
    """Whole processes against the least that anything built on spaCy takes."""
    voicecheck = [sys.executable, "-m", "voicecheck"]
    guide = ["--guide", "voicecheck:cautious-service"]
    one = folder / "one.txt"
    one.write_text("Hi Anna, I'm so sorry about the delay. Your parcel arrives on Thursday by 2 pm.", encoding="utf-8")
    odd = folder / "odd.txt"
    odd.write_text("Hi Anna (and Tom), I'm so sorry about order 12-34/B. It's on the 14:30 re-run – “promise”.", encoding="utf-8")
    files = [*voicecheck, "check", str(folder / "files"), *guide, "-l", "en", "--quiet"]
    bare = [sys.executable, "-c", BARE]
    floor = [sys.executable, "-c", FLOOR, str(folder / "files")]
    table.row(f"| whole process, median of {RUNS} | ours | floor | ratio | aim |")
    table.row("|---|---:|---:|---:|---:|")
    for name, ours, theirs, aim in (
        (f"{REPLIES:,} files of {WORDS} words / import spaCy and tokenise them", [*files, "--no-cache"], floor, "1.60"),
        ("one reply / import spaCy, blank pipeline", [*voicecheck, "check", str(one), *guide, "-l", "en", "--no-cache"], bare, "1.15"),
        ("one with chunks that spaCy is asked about / the same", [*voicecheck, "check", str(odd), *guide, "-l", "en", "--no-cache"], bare, "1.15"),
        ("`--help` / import spaCy, blank pipeline", [*voicecheck, "--help"], bare, "0.25"),
        ("`explain` / the same", [*voicecheck, "explain", "snark/mock-praise"], bare, "0.25"),
        ("`rules` / the same", [*voicecheck, "rules"], bare, "0.25"),
    ):
        found = in_turn({"ours": ours, "floor": theirs}, environment)
        ratio = statistics.median(a / b for a, b in zip(found["ours"], found["floor"]))
        table.row(f"| {name} | {statistics.median(found['ours']):.2f} s | {statistics.median(found['floor']):.2f} s | {ratio:.2f} | {aim} |")
    first = statistics.median(first_ever([*files, "--no-cache"], environment) for _ in range(3))
    table.row(f"| the {REPLIES:,} files in the very first run, nothing in the user's cache | {first:.2f} s | | | |")
    cached = in_turn({"ours": files}, environment)["ours"]
    table.row(f"| the {REPLIES:,} files again, all in the cache | {statistics.median(cached):.2f} s | | | 0.40 s |")
    table.row(f"| peak memory of the first | {peak_memory([*files, '--no-cache'], environment):.0f} MB | | | 200 MB |")


def others(table: Table, folder: Path, scratch: Path, environment: dict[str, str]) -> None:
    """Other linters on the same files."""
    commands = {"voicecheck": [sys.executable, "-m", "voicecheck", "check", "--guide", "voicecheck:cautious-service", "-l", "en", "--quiet", "--no-cache"], **install(scratch)}
    one = folder / "files" / "00000.md"
    table.row(f"| | one file | {REPLIES:,} files |")
    table.row("|---|---:|---:|")
    files = sorted(str(path) for path in (folder / "files").iterdir())
    single = in_turn({name: [*command, str(one)] for name, command in commands.items()}, environment, 3)
    many = in_turn({name: [*command, *files] for name, command in commands.items()}, environment, 1)
    for name in commands:
        table.row(f"| {name} | {statistics.median(single[name]):.2f} s | {statistics.median(many[name]):.1f} s |")


def throughput(table: Table, folder: Path, environment: dict[str, str], count: int) -> None:
    """Many replies as a stream: JSON Lines in, JSON Lines out; all different, and the same
    again and again as a help desk's log has them."""
    from voicecheck.compiler import load_guide
    from voicecheck.drafts.reply import Context, Reply

    table.row(f"| JSON Lines in and out, {count:,} replies of {WORDS} words | replies a second | peak memory |")
    table.row("|---|---:|---:|")
    command = [sys.executable, "-m", "voicecheck", "check", str(folder / "many.jsonl"), "--guide", "voicecheck:cautious-service", "--format", "jsonl"]
    for name, distinct in (("all different", count), ("2,000 different ones, again and again", 2000)):
        made = [] if distinct == count else list(replies(distinct, "sv"))
        with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
            for number, record in enumerate(replies(count, "sv") if not made else islice(cycle(made), count)):
                file.write(json.dumps({**record, "id": str(number)}, ensure_ascii=False) + "\n")
        start = time.perf_counter()
        memory = peak_memory(command, environment)
        table.row(f"| {name} | {count / (time.perf_counter() - start):,.0f} | {memory:.0f} MB |")
    guide = load_guide("voicecheck:cautious-service")
    ready = [Reply(row["reply"], context=Context(language="sv", channel=row["channel"], situation=row["situation"])) for row in replies(2000, "sv")]
    rates = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for reply in ready:
            guide.check(reply)
        rates.append(len(ready) / (time.perf_counter() - start))
    table.row(f"| `guide.check` in one process, after start-up, best of {RUNS} (aim 3,000) | {max(rates):,.0f} | |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--others", type=Path, metavar="FOLDER", help="install other linters there and compare")
    parser.add_argument("--million", action="store_true", help="check a million replies instead of twenty thousand")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    arguments = parser.parse_args()
    table = Table()
    environment = {**os.environ, "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_files(folder / "files", REPLIES)
        ratios(table, folder, environment)
        throughput(table, folder, environment, MILLION if arguments.million else MANY)
        if arguments.others:
            others(table, folder, arguments.others, environment)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(page[: page.index(BEGIN) + len(BEGIN)] + "\n\n" + "\n".join(table.lines) + "\n\n" + page[page.index(END) :], encoding="utf-8")


if __name__ == "__main__":
    main()
