"""Hashtags: how many, which, and what they say once their words are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.style import ListedCount, count_setting
from voicecheck.languages.categories import load_categories
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.lexicon import Lexicon, load_lexicon

_HASHTAG = re.compile(r"(?<!&)#\w*[^\W\d]\w*")
_CAMEL = re.compile(r"[A-ZÆØÅÄÖ]+(?![a-zæøåäö])|[A-ZÆØÅÄÖ]?[a-zæøåäöé]+|\d+")
_HOSTILE_GROUPS = ("snark", "abuse")
_LONGEST_WORD = 24
_LEAST_PART = 3


class Tag(NamedTuple):
    """A hashtag of the reply; ``text`` has its #."""

    start: int
    end: int
    text: str


class Hashtags(Check):
    """More hashtags than the guide allows, or one that it does not want.

    Looks for:
    hashtags beyond ``hashtags.max``, outside ``hashtags.allow`` or in ``hashtags.avoid``, also
    where an avoided one is part of a longer one (#BoyByeForever, #boybye2026).

    Why:
    A hashtag answers the audience, not the customer, and a hostile one travels on its own.
    """

    id = "style/hashtags"
    reads = ("hashtags",)
    signs = ("#",)
    severity = "warn"
    source = "Mailchimp content guide; Duolingo's #leavemealone"
    limits = {"hashtags": count_setting("How many hashtags a reply may hold, and which.", listed=True)}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("hashtags")
        if limit is None:
            return
        tags = list(hashtags(examined.masked))
        if limit.max is not None and len(tags) > limit.max.value:
            most = int(limit.max.value)
            yield self.finding(
                f"{len(tags)} hashtag{'s' if len(tags) > 1 else ''}; the guide allows {most or 'none'} here.",
                "Leave the hashtags out." if not most else f"Keep {most}.",
                [(tag.start, tag.end) for tag in tags[most:]],
                limit.max.place,
            )
        yield from self._listed(examined, tags, limit)

    def _listed(self, examined: Examined, tags: list[Tag], limit: ListedCount) -> Iterator[Finding]:
        for rule, unwanted in ((limit.avoid, True), (limit.allow, False)):
            listed = [entry.value.lower().lstrip("#") for entry in rule.value] if rule else []
            for tag in tags if rule else ():
                bare = tag.text[1:].lower()
                inside = next((entry for entry in listed if unwanted and entry in bare and _has_part(tag.text, entry, examined.language)), "")
                if (bare in listed or bool(inside)) is unwanted:
                    within = f" (it holds #{inside})" if inside and inside != bare else ""
                    told = f"a hashtag that the guide avoids{within}" if unwanted else "not among the hashtags that the guide allows"
                    yield self.finding(f"{tag.text} is {told}.", "Leave it out.", [(tag.start, tag.end)], rule.place if rule else None)


class HiddenHashtag(Check):
    """A hashtag whose words, told apart, mock or abuse.

    Looks for:
    hashtags that run hostile words together (#leavemealoneplease, #SorryNotSorryKaren): the
    words are told apart by their capitals or by the language's lexicon and read like a sentence.
    Counts where ``never`` holds hostile_hashtag, or where ``hashtags`` is limited.

    Why:
    Running words together hides them from a word list, and from nobody else.
    """

    id = "style/hostile-hashtag"
    reads = ("never", "hashtags")
    signs = ("#",)
    source = "Duolingo's #boybye and #leavemealone, 2023"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if "#" not in examined.masked:
            return
        never = examined.limits.get("never", {}).get("hostile_hashtag")
        rule = never or examined.limits.get("hashtags")
        if rule is None:
            return
        known = [(item.start, item.end) for item in examined.of("hostile_hashtag")] if never else []
        for tag in hashtags(examined.masked):
            if any(start < tag.end and tag.start < end for start, end in known):
                continue  # named already
            said = _hostile(tag.text, load_lexicon(examined.language), examined.situation)
            if said is not None:
                words = " ".join(split(tag.text, load_lexicon(examined.language)))
                yield self.finding(f"{tag.text} reads “{words}”: a hostile hashtag.", "Leave it out.", [(tag.start, tag.end)], rule.place)


def hashtags(text: str) -> Iterator[Tag]:
    """The hashtags of a text, also those glued to a word or to each other."""
    for found in _HASHTAG.finditer(text):
        if found.start() == 0 or not text[found.start() - 1].isalnum() or _glued(text, found.start()):
            yield Tag(found.start(), found.end(), found.group())


def _glued(text: str, start: int) -> bool:
    """Whether a hashtag is glued to another one before it: "#boybye#leavemealone"."""
    before = re.search(r"#\w+\Z", text[:start])
    return before is not None


def camel_words(tag: str) -> list[str]:
    """The words of a hashtag by its capitals, figures and underscores: #SorryNot_Sorry2 → sorry, not, sorry, 2."""
    return [word.lower() for word in _CAMEL.findall(tag.lstrip("#"))]


def split(tag: str, lexicon: Lexicon) -> list[str]:
    """The words of a hashtag: by its capitals, and each run of letters by the words that the
    lexicon knows, the fewest that make it up; a run that is no words stays whole."""
    return [word for run in camel_words(tag) for word in (lexicon_words(run, lexicon) or [run])]


def lexicon_words(run: str, lexicon: Lexicon) -> list[str]:
    """The fewest words of the lexicon that make up a run of letters; none where they cannot."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(run) + 1):
        choices = []
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, word = best[start], run[start:end]
            if before is not None and lexicon.knows(word) and (len(word) >= _LEAST_PART or word in lexicon.pack.common_words):
                choices.append([*before, word])
        best.append(min(choices, key=lambda words: (len(words), [-len(word) for word in words])) if choices else None)
    return best[-1] or []


def _hostile(tag: str, lexicon: Lexicon, situation: str) -> Evidence | None:
    """What is hostile in a hashtag whose words are told apart."""
    words = split(tag, lexicon)
    camel = camel_words(tag)
    runs = [camel[start:end] for start in range(len(camel)) for end in range(start + 1, len(camel) + 1)]
    readings = [" ".join(words), *(f"#{''.join(run)}" for run in runs), *(f"#{word}" for word in words)]
    groups = load_categories()
    for reading in readings:
        for item in lexicon.find(reading, situation):
            if item.category in groups and groups[item.category].group in _HOSTILE_GROUPS and item.strength >= 2:
                return item
    return None


def _has_part(tag: str, part: str, language: str) -> bool:
    """Whether an avoided tag is made of whole words of a longer one."""
    camel = camel_words(tag)
    if any("".join(camel[start:end]) == part for start in range(len(camel)) for end in range(start + 1, len(camel) + 1)):
        return True
    bare = tag[1:].lower()
    rest = [piece for piece in (bare[: bare.index(part)], bare[bare.index(part) + len(part) :]) if piece]
    lexicon = load_lexicon(language)
    return all(piece.isdigit() or bool(lexicon_words(piece.strip("_"), lexicon)) for piece in rest)
