"""What comes out of judging a reply: findings, scores, verdict."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from voicecheck.drafts.reply import Reply
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import Score

if TYPE_CHECKING:
    from voicecheck.counts import Counts

UNANSWERED = "unanswered: the customer's message has no reply"
"""The reason of a record that holds a customer's message and an empty reply."""


@frozen
class Fix:
    """A change that mends a finding: ``text`` in the place of ``start`` to ``end`` of the reply's
    text.

    ``safe``: it says the same as before, so that it may be made unseen. One that is not changes
    what is said, or may not fit; it is made only where that is asked for.
    """

    start: int
    end: int
    text: str
    safe: bool = True


@frozen
class Finding:
    """A check that a reply fails.

    ``places`` are (start, end) offsets into the reply's text; none where the reply as a
    whole is meant. ``rule`` is the line of the guide that forbids it. ``suggestion`` is a
    text that could replace the first place, where one is certain.
    """

    check: str
    severity: str
    message: str
    advice: str
    places: tuple[tuple[int, int], ...] = ()
    rule: Place | None = None
    suggestion: str | None = None
    layer: str = "marker"
    limit: str = ""
    """The limit that is exceeded, in words, where one sentence holds for several findings."""
    at: Place | None = None
    """Where in the draft it stands, for a finding that is about no words of the reply."""
    fixes: tuple[Fix, ...] = ()
    """What mends it; each may be made without the others."""

    @property
    def sentence(self) -> str:
        """What is wrong and against which limit: one sentence, two where the guide has written its own."""
        if not self.limit:
            return self.message
        return f"{self.message}{'. ' if self.limit[0].isupper() else '; '}{self.limit}."


IN_BASELINE = "in the baseline"
"""The reason of findings that a baseline silences."""


@frozen
class Suppressed:
    """A finding that is silenced and does not count.

    ``reason`` says why, in words; ``in_draft`` tells a mark in the draft itself, which stands at
    ``place`` and holds to the end of the day ``until``, from a decision kept elsewhere (a
    baseline, the guide).
    """

    finding: Finding
    reason: str
    in_draft: bool = False
    until: datetime.date | None = None
    place: Place | None = None


@frozen
class NamedPlaceholder:
    """A placeholder by its name, which is the same whatever it falls back on ("friend", "venn"); as
    written; and its place in the reply, (0, 0) where it stands in another way through a template."""

    name: str
    text: str
    start: int
    end: int


@frozen
class Traits:
    """What the versions of a reply in several languages are compared by.

    ``elements`` are those of ``require`` (greeting, apology …) that were found, ``clear`` those of
    them that a clear marker shows; ``placeholders`` are names and texts with their places in the
    reply, ``links`` how many different ones there are, ``length`` how many letters and digits;
    ``address`` is "formal" (De, Ni), "informal" (du) or empty, where neither stands.
    """

    elements: frozenset[str]
    clear: frozenset[str]
    placeholders: tuple[NamedPlaceholder, ...]
    links: int
    length: int
    address: str = ""


@frozen
class Result:
    """The judgement of one reply.

    ``verdict`` is "pass", "warn", "fail" or "unchecked" (``reason`` says why).
    ``risk`` and the dimensions in ``tone`` are 0–100; both are empty (0, {}) when
    unchecked. ``notes`` are remarks that are no findings: an assumed language, an
    inferred situation, what could not be checked.

    Of a template this is the worst way through it: ``reply`` is that way's text, and ``branches``
    are the other ways that have findings of their own, each with those findings alone.
    """

    reply: Reply
    language: str
    channel: str
    situation: str
    verdict: str
    risk: int = 0
    tone: dict[str, int] | None = None
    findings: tuple[Finding, ...] = ()
    scores: dict[str, Score] | None = None
    bands: dict[str, tuple[float | None, float | None]] | None = None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    guide: str = ""
    notes: tuple[str, ...] = ()
    traits: Traits | None = None
    """Only of replies that have versions in other languages, where the guide compares these (``parity``)."""
    branches: tuple[Result, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    """Findings that are silenced: they are not among ``findings`` and change no verdict."""


def judged_anew(result: Result) -> Result:
    """The result with the verdict that its findings make now that some may be silenced, those of
    its branches included."""
    if not result.suppressed and not any(branch.suppressed for branch in result.branches):
        return result
    severities = {finding.severity for item in (result, *result.branches) for finding in item.findings}
    return replace(result, verdict="fail" if "fail" in severities else "warn" if severities else "pass")


@frozen
class Outcome:
    """Everything one run has to report, in the order of the drafts."""

    guide_path: str
    brand: str
    results: tuple[Result, ...]
    errors: tuple[Problem, ...] = ()
    files: int = 0
    guides: tuple[tuple[str, str, str], ...] = ()
    """Path, brand and why it was taken, of each guide used."""
    set_findings: tuple[Finding, ...] = ()
    """What is wrong with the replies as a set: quotas exceeded. They have no place but their
    line of the guide."""
    warnings: tuple[str, ...] = ()
    """What was wrong and did not matter: a damaged cache."""
    told: Counts | None = None
    """What the results were, where they were told one by one and not kept."""
    baseline: str = ""
    """The path of the baseline that silenced what was known; empty where there is none."""

    @property
    def texts(self) -> Iterator[Result]:
        """Every judged text that has something to tell: each result, followed by its branches."""
        for result in self.results:
            yield result
            yield from result.branches

    def count(self, verdict: str) -> int:
        """How many replies got this verdict."""
        if self.told is not None:
            return self.told.verdicts[verdict]
        return sum(result.verdict == verdict for result in self.results)

    @property
    def replies(self) -> int:
        """How many replies there were."""
        return len(self.results) if self.told is None else self.told.replies

    @property
    def unanswered(self) -> tuple[Result, ...]:
        """The customers' messages that have no reply."""
        return tuple(result for result in self.results if result.reason == UNANSWERED)

    @property
    def suppressed(self) -> int:
        """How many findings do not count, because the drafts say so."""
        return sum(len(result.suppressed) for result in self.texts) if self.told is None else self.told.suppressed


def exit_code(outcome: Outcome, fail_on: str, max_warnings: int | None = None) -> int:
    """0 nothing at or above ``fail_on`` (warn, fail or never) and no more warnings than
    ``max_warnings`` (None: any number); 1 otherwise; 2 the run is wrong.
    """
    if outcome.errors:
        return 2
    stopping = {"warn": ("warn", "fail", "unchecked"), "fail": ("fail",), "never": ()}[fail_on]
    if max_warnings is not None and warned(outcome) > max_warnings:
        return 1
    return int(any(outcome.count(verdict) for verdict in stopping) or any(finding.severity in stopping for finding in outcome.set_findings))


def warned(outcome: Outcome) -> int:
    """How many warnings there are: replies that are warned of, and findings about the set that
    warn. A reply that could not be checked counts as a warning: it is never a pass."""
    return outcome.count("warn") + outcome.count("unchecked") + sum(finding.severity == "warn" for finding in outcome.set_findings)
