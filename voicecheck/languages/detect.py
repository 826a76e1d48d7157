"""Tells the language of a text from the small words and letters of the packs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicecheck.drafts.mask import MASK
from voicecheck.languages.pack import load_settings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_EVIDENCE = 2.0
"""Less evidence than this, or no clear lead, leaves the language open."""


@dataclass(frozen=True)
class Detected:
    """``language`` is empty where the text is too short or too mixed to tell."""

    language: str
    evidence: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def _tables(languages: tuple[str, ...]) -> tuple[dict[str, dict[str, float]], tuple[tuple[str, str, float], ...]]:
    """What each word and letter group speaks for. A word that several of the languages
    know says little; one that a single language knows says much."""
    packs = {code: load_settings(code) for code in languages}
    words: dict[str, dict[str, float]] = {}
    for code, pack in packs.items():
        for word in pack.common_words | pack.distinctive_words:
            words.setdefault(word, {})[code] = 1.0
    for word, speaks in words.items():
        for code in speaks:
            weight = 1.0 / len(speaks)
            if word in packs[code].distinctive_words and not any(word in packs[other].common_words | packs[other].distinctive_words for other in languages if other != code):
                weight = 2.0
            speaks[code] = weight
    cues: list[tuple[str, str, float]] = []
    for code, pack in packs.items():
        for cue in pack.spelling_cues:
            sharing = sum(cue in other.spelling_cues for other in packs.values())
            cues.append((cue.lower(), code, 0.5 / sharing))
    return words, tuple(cues)


def detect(text: str, languages: Sequence[str]) -> Detected:
    """The language of ``text`` among ``languages``, from masked text."""
    if len(languages) == 1:
        return Detected(languages[0])
    table, cues = _tables(tuple(sorted(languages)))
    totals = dict.fromkeys(sorted(languages), 0.0)
    telling: dict[str, list[str]] = {}
    lowered = text.lower().replace(MASK, " ").replace("’", "'")
    for word in _WORD.findall(lowered):
        for code, weight in table.get(word, {}).items():
            totals[code] += weight
            if weight >= 1:
                telling.setdefault(code, []).append(word)
    for cue, code, weight in cues:
        count = lowered.count(cue)
        if count:
            totals[code] += weight * min(count, 4)
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    best, second = ranked[0], ranked[1]
    if best[1] < LEAST_EVIDENCE or best[1] < second[1] * 1.05 + 0.25:
        return Detected("")
    return Detected(best[0], tuple(dict.fromkeys(telling.get(best[0], ())))[:5])
