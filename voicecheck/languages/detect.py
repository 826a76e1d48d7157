"""Tells the language of a text from the small words and letters of the packs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicecheck.drafts.mask import MASK
from voicecheck.languages.pack import LanguageSettings, load_settings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_EVIDENCE = 1.0
LEAST_LEAD = 0.3
"""Less evidence than this, or a smaller lead over the next language, leaves the language
open. The lead is no share: neighbouring languages have most of their small words in common,
so that in a long text the second is never far behind."""


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
            if _is_telling(cue.lower(), code, packs):
                cues.append((cue.lower(), code, 0.5))
    return words, tuple(cues)


def _is_telling(cue: str, code: str, packs: Mapping[str, LanguageSettings]) -> bool:
    """Whether the language's words hold the letters clearly more often than the words of
    every other language in question: "å" tells Danish from English, not from Norwegian."""
    shares = {name: sum(cue in word for word in pack.common_words) / max(len(pack.common_words), 1) for name, pack in packs.items()}
    return all(shares[code] > 3 * share for name, share in shares.items() if name != code)


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
    if best[1] < LEAST_EVIDENCE or best[1] < second[1] + LEAST_LEAD:
        return Detected("")
    return Detected(best[0], tuple(dict.fromkeys(telling.get(best[0], ())))[:5])
