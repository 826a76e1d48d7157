"""The baseline: findings that were there when a team began, which stay silent until they are
mended, so that every new one is seen.

The file is JSON with one finding a line, in order, each line alike: git merges it line by line.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from voicecheck.frozen import frozen
from voicecheck.renamed import renamed
from voicecheck.reports.fingerprint import Fingerprints
from voicecheck.results import IN_BASELINE, Finding, Outcome, Result, Suppressed, judged_anew
from voicecheck.selection import ALL, Selection

FILE = "voicecheck-baseline.json"
VERSION = 1
_NUMBER = re.compile(r"\d+")
_WORDS = 60


@dataclass(frozen=True, order=True)
class Entry:
    """A finding that may stay, as long as it is no graver than it was. The rest is for people:
    the draft, the id of the reply, the check, the words that are named."""

    path: str
    reply: str
    check: str
    words: str
    severity: str
    fingerprint: str


@frozen
class Silenced:
    """A run without the findings of the baseline: ``outcome`` with verdicts made anew,
    ``silent`` the entries that were met, ``new`` the findings that the baseline does not have,
    as the entries they would be; ``moved`` the entries whose draft has another name now, each
    with what it would be there."""

    outcome: Outcome
    silent: tuple[Entry, ...]
    new: tuple[Entry, ...]
    moved: tuple[tuple[Entry, Entry], ...] = ()


class Baseline:
    """The entries of a baseline file; paths are told from the folder in which it lies."""

    def __init__(self, path: str, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        gravest: dict[str, Entry] = {}
        for entry in sorted(set(entries)):
            known = gravest.get(entry.fingerprint)
            gravest[entry.fingerprint] = known if known is not None and known.severity == "fail" else entry
        self.entries = tuple(sorted(gravest.values()))
        self.folder = os.path.dirname(os.path.abspath(path))
        self._severities = {entry.fingerprint: entry.severity for entry in self.entries}

    def silence(self, outcome: Outcome) -> Silenced:
        """The run without the findings that are in the baseline."""
        if not self.path:
            return Silenced(outcome, (), ())
        parting = _Parting(self, outcome.results)
        results = tuple(map(parting.parted, outcome.results))
        of_set = []
        for finding in outcome.set_findings:
            entry = _of_set(finding, parting.fingerprints)
            known = self.knows(entry)
            (parting.silent if known else parting.new).append(entry)
            if not known:
                of_set.append(finding)
        apart = replace(outcome, results=results, set_findings=tuple(of_set), baseline=self.path)
        return Silenced(apart, tuple(parting.silent), tuple(parting.new), tuple(parting.moved))

    def silence_file(self, results: Sequence[Result]) -> Sequence[Result]:
        """The results of one draft without the findings that are in the baseline."""
        if not self.path:
            return results
        return list(map(_Parting(self, results).parted, results))

    def mended(self, silenced: Silenced, selection: Selection = ALL) -> tuple[Entry, ...]:
        """The entries that nothing in the run met: their draft was judged by that check and does
        not have them any more, or is gone. Of drafts that the run did not look at, and of
        replies that could not be checked, nothing is said."""
        met = {entry.fingerprint for entry in silenced.silent}
        path = Fingerprints(self.folder).path
        outcome = silenced.outcome
        seen = {path(result.reply.path) for result in outcome.results} - {path(error.place.path) for error in outcome.errors}
        unchecked = {(path(result.reply.path), result.reply.id) for result in outcome.results if result.verdict == "unchecked"}
        gone = {entry.path for entry in self.entries if entry.path and not os.path.exists(os.path.join(self.folder, entry.path))}
        whole = bool(seen) and all(entry.path in seen | gone for entry in self.entries if entry.path)
        return tuple(
            entry
            for entry in self.entries
            if entry.fingerprint not in met and selection.takes(entry.check) and (entry.path in seen | gone if entry.path else whole) and (entry.path, entry.reply) not in unchecked
        )

    def knows(self, entry: Entry) -> bool:
        """Whether the finding is in the baseline, and no graver than there."""
        return self._severities.get(entry.fingerprint) in ("fail", entry.severity)


class _Parting:
    """Parts the findings of a run, in its order, into those that a baseline knows and new ones."""

    def __init__(self, known: Baseline, results: Sequence[Result]) -> None:
        self._known = known
        self._renamed = renamed(known.entries, results, known.folder)
        self._as_known = Fingerprints(known.folder, self._renamed)
        self.fingerprints = Fingerprints(known.folder) if self._renamed else self._as_known
        self.silent: list[Entry] = []
        self.new: list[Entry] = []
        self.moved: list[tuple[Entry, Entry]] = []

    def parted(self, result: Result) -> Result:
        """The result without what the baseline knows."""
        if result.verdict == "unchecked":
            return result
        kept: list[Finding] = []
        suppressed = list(result.suppressed)
        for finding in result.findings:
            entry = _entry(result, finding, self.fingerprints)
            known = _entry(result, finding, self._as_known) if self._renamed else entry
            if self._known.knows(known):
                self.silent.append(known)
                suppressed.append(Suppressed(finding, IN_BASELINE))
                if known != entry:
                    self.moved.append((known, entry))
            else:
                self.new.append(entry)
                kept.append(finding)
        branches = tuple(map(self.parted, result.branches))
        if len(kept) == len(result.findings) and branches == result.branches:
            return result
        return judged_anew(replace(result, findings=tuple(kept), suppressed=tuple(suppressed), branches=branches))


def _entry(result: Result, finding: Finding, fingerprints: Fingerprints) -> Entry:
    reply = result.reply
    words = " … ".join(" ".join(reply.text[start:end].split()) for start, end in finding.places)
    shown = words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
    return Entry(fingerprints.path(reply.path), reply.id, finding.check, shown, finding.severity, fingerprints.of(reply, finding))


def _of_set(finding: Finding, fingerprints: Fingerprints) -> Entry:
    """What is wrong with all replies together: the same as long as it is, however the numbers move."""
    said = _NUMBER.sub("#", finding.message)
    return Entry("", "", finding.check, said, finding.severity, fingerprints.of_parts("set", finding.check, said))


def read_baseline(path: str) -> tuple[Baseline, str]:
    """The baseline in a file, and what is wrong with it: a damaged one is ignored as a whole,
    so that everything is told, never too little. Raises OSError where there is no such file."""
    data = Path(path).read_bytes()
    try:
        return Baseline(path, _entries(json.loads(data.decode("utf-8-sig")))), ""
    except RecursionError:
        wrong = "it is nested too deeply"
    except json.JSONDecodeError as error:
        conflict = "; it holds marks of a merge that was not finished" if b"\n<<<<<<<" in data or data.startswith(b"<<<<<<<") else ""
        wrong = f"it is no JSON from line {error.lineno} on{conflict}"
    except (ValueError, TypeError) as error:
        wrong = str(error) if not isinstance(error, UnicodeDecodeError) else "it is not UTF-8"
    return Baseline(""), f"the baseline {path} is damaged ({wrong}) and ignored: everything is reported. Mend it, or write it anew with voicecheck baseline"


def _entries(tree: object) -> Iterator[Entry]:
    head = tree[0] if isinstance(tree, list) and tree else None
    if not isinstance(tree, list) or not isinstance(head, dict) or "version" not in head:
        raise ValueError("it is no baseline of voicecheck")
    if head["version"] != VERSION:
        raise ValueError(f"it is written for version {head['version']} of the format, this is version {VERSION}")
    names = [field.name for field in fields(Entry)]
    for number, item in enumerate(tree[1:], 1):
        if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in names):
            raise ValueError(f"finding {number} does not have {', '.join(names)}")
        yield Entry(**{name: item[name] for name in names})


def baseline_text(entries: Iterable[Entry]) -> str:
    """The file: every finding a line of its own that begins with its comma, so that lines can
    come and go without their neighbours changing."""
    head = json.dumps({"voicecheck": "baseline", "version": VERSION})
    lines = [f",{json.dumps(asdict(entry), ensure_ascii=False)}\n" for entry in Baseline("", entries).entries]
    return f"[{head}\n{''.join(lines)}]\n"
