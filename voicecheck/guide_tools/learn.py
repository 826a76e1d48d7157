"""Proposes limits from replies that the brand has approved."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from voicecheck.checks.structure import has_signature
from voicecheck.compiler import CompiledGuide, load_guide
from voicecheck.dimensions import DIMENSIONS, NOISE, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.files import FLOOR
from voicecheck.results import Result
from voicecheck.tone.emoji import find_emoji

LEAST = 20
"""From fewer replies nothing is proposed: the 5th percentile would rest on one of them."""
TAILS = (0.05, 0.03, 0.02, 0.01, 0.0)
"""The share of the replies that may lie beyond each end of a band. The first is tried first; many
bands together stop more than each alone, so the next is taken where the guide would stop too many."""
MARGIN = 10
"""A situation or channel gets an end of its own where it is so much stricter than the voice's."""
NEARLY_ALL = 0.95
"""A part that this share of the replies has is proposed as required."""
STEP = 5
"""Bands are rounded outward to multiples of this; the scores are no finer."""
LOW_ENDS = ("politeness", "warmth", "formality")
HIGH_ENDS = ("humor", "snark", "formality")


@frozen
class Proposal:
    """One proposed value: the scope it holds in, its path there, and what it rests on."""

    scope: tuple[str, ...]
    key: str
    value: str
    support: int
    remark: str


@frozen
class Learnt:
    """Everything that could be told from the replies. ``unsure`` are sentences on what could not."""

    replies: int
    judged: int
    languages: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    unsure: tuple[str, ...]
    tail: float = TAILS[0]


def neutral_guide() -> CompiledGuide:
    """The guide by which approved replies are measured: the floor, which sets no bands."""
    return load_guide(FLOOR)


def learn(results: Sequence[Result], tail: float = TAILS[0]) -> Learnt:
    """Propose bands, counts and required parts from the judged replies.

    Bands leave ``tail`` of the replies beyond each end and are rounded outward; a situation or
    a channel gets its own only where it has ``LEAST`` replies and is clearly stricter than the
    voice.
    """
    unsure: list[str] = []
    unchecked = sum(result.tone is None for result in results)
    if unchecked:
        unsure.append(f"{unchecked} of {len(results)} replies could not be judged and are left out")
    judged = usable(results)
    if len(judged) + unchecked < len(results):
        unsure.append(f"{len(results) - len(judged) - unchecked} fail the floor that every guide stands on, and are left out")
    if len(judged) < LEAST:
        unsure.append(f"{len(judged)} {'reply is' if len(judged) == 1 else 'replies are'} too few: nothing is proposed below {LEAST}")
        return Learnt(len(results), len(judged), _languages(judged), (), tuple(unsure))
    voice = _scope(("voice",), judged, tail)
    proposals = list(voice)
    known = {item.key: item.value for item in voice}
    guessed = sum(not result.reply.context.situation for result in judged)
    if guessed:
        unsure.append(f"{guessed} of {len(judged)} replies do not say their situation; where it could not be told from the customer's message they count as other")
    for kind, names, of in (("situations", SITUATIONS, _situation), ("channels", tuple(sorted({result.channel for result in judged})), _channel)):
        for name in names:
            members = [result for result in judged if of(result) == name]
            if not name or name == "other" or not members:
                continue
            if len(members) < LEAST:
                unsure.append(f"{name}: {len(members)} {'reply' if len(members) == 1 else 'replies'}, too few for limits of its own")
                continue
            proposals += [item for found in _scope((kind, name), members, tail) if (item := _where_stricter(found, known.get(found.key))) is not None]
            proposals += _parts(name, members, unsure)
    proposals += _gate(judged)
    return Learnt(len(results), len(judged), _languages(judged), tuple(proposals), tuple(unsure), tail)


def usable(results: Iterable[Result]) -> list[Result]:
    """The replies that limits can be learnt from: judged, and not failing the floor."""
    return [result for result in results if result.tone is not None and result.verdict != "fail"]


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which ``share`` of the values lie, with linear interpolation between two."""
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _scope(scope: tuple[str, ...], results: Sequence[Result], tail: float) -> list[Proposal]:
    found = []
    for dimension in DIMENSIONS:
        values = [(result.tone or {})[dimension] for result in results]
        low, high = quantile(values, tail), quantile(values, 1 - tail)
        ends = []
        if dimension in LOW_ENDS and (floor := math.floor(low / STEP) * STEP) > 0:
            ends.append(f"min: {floor}")
        if dimension in HIGH_ENDS and (ceiling := max(math.ceil(high / STEP) * STEP, NOISE + STEP)) < 100:
            ends.append(f"max: {ceiling}")
        if ends:
            spread = f"{1 - 2 * tail:.0%} lie at {low:.0f}–{high:.0f}, half above {quantile(values, 0.5):.0f}"
            found.append(Proposal(scope, dimension, "{" + ", ".join(ends) + "}", len(results), spread))
    for key, count in _COUNTS.items():
        counts = [count(result) for result in results]
        most = math.ceil(quantile(counts, 1 - tail))
        share = sum(value > 0 for value in counts) / len(counts)
        found.append(Proposal(scope, key, f"{{max: {most}}}", len(results), f"{share:.0%} have any, the most is {max(counts):.0f}"))
    lengths = [len(result.reply.text.split()) for result in results]
    longest = math.ceil(quantile(lengths, 1 - tail) / STEP) * STEP
    spread = f"{1 - 2 * tail:.0%} have {quantile(lengths, tail):.0f}–{quantile(lengths, 1 - tail):.0f} words"
    found.append(Proposal(scope, "length", f"{{max_words: {longest}}}", len(results), spread))
    return found


def _exclamations(result: Result) -> float:
    return result.reply.text.count("!")


def _emoji(result: Result) -> float:
    return len(find_emoji(result.reply.text))


_COUNTS: dict[str, Callable[[Result], float]] = {"exclamation_marks": _exclamations, "emoji": _emoji}


def _parts(name: str, results: Sequence[Result], unsure: list[str]) -> list[Proposal]:
    """Greeting, signature and the like, where nearly all replies of the scope have them."""
    present = []
    for part, has in _PARTS.items():
        share = sum(has(result) for result in results) / len(results)
        if share >= NEARLY_ALL:
            present.append((part, share))
        elif share >= 0.5:
            unsure.append(f"{name}: {share:.0%} of {len(results)} replies have {_ARTICLES[part]}: too few to require one")
    if not present:
        return []
    remark = ", ".join(f"{part} in {share:.0%}" for part, share in present)
    return [Proposal(("require",), name, f"[{', '.join(part for part, _ in present)}]", len(results), remark)]


def _has(*categories: str) -> Callable[[Result], bool]:
    def has(result: Result) -> bool:
        return any(item.category in categories for item in result.evidence)

    return has


def _signed(result: Result) -> bool:
    return has_signature(result.reply.text) or _has("sign_off")(result)


_PARTS: dict[str, Callable[[Result], bool]] = {"greeting": _has("greeting"), "signature": _signed}
_ARTICLES = {"greeting": "a greeting", "signature": "a signature"}


def _gate(results: Sequence[Result]) -> list[Proposal]:
    """The risk that hardly any approved reply reaches."""
    risks = [result.risk for result in results]
    stop = min(max(math.ceil(quantile(risks, 0.99) / STEP) * STEP + STEP, 40), 95)
    warn = min(max(math.ceil(quantile(risks, 1 - TAILS[0]) / STEP) * STEP, 30), stop)
    return [
        Proposal(
            ("gate",), "", f"{{fail_at: {stop}, warn_at: {warn}}}", len(results), f"half of them have a risk of {quantile(risks, 0.5):.0f} or less, the highest is {max(risks)}"
        )
    ]


def _where_stricter(item: Proposal, wider: str | None) -> Proposal | None:
    """A scope's proposal without the ends that the voice's says already, or None for nothing left."""
    theirs = _numbers(wider) if wider else {}
    margin = 1 if item.key in _COUNTS else MARGIN
    kept = []
    for end, value in _numbers(item.value).items():
        clearly = value >= theirs.get(end, 0) + margin if end.startswith("min") else value <= theirs.get(end, 100) - margin
        if clearly:
            kept.append(f"{end}: {value:g}")
    return replace(item, value="{" + ", ".join(kept) + "}") if kept else None


def _numbers(value: str) -> dict[str, float]:
    return {end.strip(): float(number) for end, _, number in (part.partition(":") for part in value.strip("{}").split(","))}


def _situation(result: Result) -> str:
    return result.situation


def _channel(result: Result) -> str:
    return result.channel


def _languages(results: Sequence[Result]) -> tuple[str, ...]:
    counts = {language: sum(result.language == language for result in results) for language in {result.language for result in results}}
    return tuple(sorted(counts, key=lambda language: (-counts[language], language)))
