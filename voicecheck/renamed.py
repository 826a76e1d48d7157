"""Tells which drafts are old ones under another name, so that a baseline follows them there."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from voicecheck.reports.fingerprint import Fingerprints
from voicecheck.results import Result

if TYPE_CHECKING:
    from voicecheck.baseline import Entry

ALIKE = 0.5
"""The share of the findings, of the old draft and of the new one, that must be the same."""
_TRIED = 8
"""So many old names are tried for each draft: those with the most findings that may be the same."""


def renamed(entries: Iterable[Entry], results: Iterable[Result], folder: str) -> dict[str, str]:
    """The path in the baseline of each draft that has another path now.

    A draft was renamed if the baseline does not know its path, and knows one that is gone from
    ``folder`` and had the same findings, but for some: the same checks in replies of the same id
    about the same words. Each old path is taken once.
    """
    known: dict[str, set[str]] = defaultdict(set)
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries:
        if entry.path:
            known[entry.path].add(entry.fingerprint)
            holders[entry.reply, entry.check].append(entry.path)
    gone = {path for path in known if not os.path.exists(os.path.join(folder, path))}
    found: dict[str, str] = {}
    if not gone:
        return found
    paths = Fingerprints(folder)
    drafts: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        path = paths.path(result.reply.path)
        if path not in known:
            drafts[path].append(result)
    for same_name in (True, False):  # moved to another folder, before what has another name
        for path, of_draft in drafts.items():
            old = "" if path in found else _best(of_draft, path, _candidates(of_draft, holders, gone), known, folder, same_name)
            if old:
                found[path] = old
                gone.discard(old)
    return found


def _candidates(results: list[Result], holders: Mapping[tuple[str, str], list[str]], gone: set[str]) -> list[str]:
    """The old paths that may be meant, the likeliest first."""
    shared: Counter[str] = Counter()
    for result, check in _findings(results):
        shared.update({path for path in holders.get((result.reply.id, check), ()) if path in gone})
    return [path for path, _ in shared.most_common()]


def _best(results: list[Result], path: str, candidates: list[str], known: Mapping[str, set[str]], folder: str, same_name: bool) -> str:
    """The old path whose findings the draft has most of, "" if none has enough of them."""
    named = [old for old in candidates if (os.path.basename(old) == os.path.basename(path)) == same_name][:_TRIED]
    best, most = "", 0.0
    for old in named:
        as_old = Fingerprints(folder, {path: old})
        mine = {as_old.of(way.reply, finding) for result in results for way in (result, *result.branches) for finding in way.findings}
        share = len(mine & known[old]) / max(len(mine), len(known[old]))
        if share >= ALIKE and share > most:
            best, most = old, share
    return best


def _findings(results: list[Result]) -> Iterator[tuple[Result, str]]:
    for result in results:
        for way in (result, *result.branches):
            for finding in way.findings:
                yield way, finding.check
