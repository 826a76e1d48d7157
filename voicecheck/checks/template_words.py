"""Slips of the machine and of the hand: broken letters, a word written twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import eq

from voicecheck.checks.check import Check, Examined
from voicecheck.drafts.mask import MASK
from voicecheck.languages.hygiene import load_hygiene
from voicecheck.results import Finding, Fix

_MAYBE_BROKEN = re.compile("[Â-Åâ-ïðÐ√][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_RUN = re.compile(r"[^ \t\r\n]+")
_GOES_ON = re.compile(r"\s+\w|\s+" + MASK)
_AROUND = ".,;:!?()[]\"'"
_BLANKS = re.compile(r"[ \t]*")
_LOST = "\ufffd"


class Mojibake(Check):
    """Letters that were broken on the way.

    Looks for:
    text that was stored in one encoding and read in another (“Hei pÃ¥ deg”, “itâ€™s”), told by
    reading it the other way round; the finding suggests the text as it was. The sign � stands for a
    letter that is lost.

    Why:
    It shows the customer that nobody looked, and search and screen readers stumble over it.
    """

    id = "template/mojibake"
    severity = "fail"
    source = "ftfy, whose heuristics decide (Speer 2019, https://ftfy.readthedocs.io)"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        text = examined.text
        return () if text.isascii() or not (_LOST in text or _MAYBE_BROKEN.search(text)) else self._broken(text)

    def _broken(self, text: str) -> Iterator[Finding]:
        for run in _RUN.finditer(text):
            word = run.group().strip(_AROUND)
            start = run.start() + run.group().find(word)
            if _LOST in word:
                yield self.finding(f"“{word}” has lost a letter.", "Write the word anew, and export the file as UTF-8.", [(start, start + len(word))])
            elif _MAYBE_BROKEN.search(word):
                mended = _mended(word)
                if mended != word:
                    yield self.finding(
                        f"“{word}” is “{mended}”, read in the wrong encoding.",
                        f"Write “{mended}”, and export the file as UTF-8.",
                        [(start, start + len(word))],
                        suggestion=mended,
                        fixes=[Fix(start, start + len(word), mended)],
                    )


@lru_cache(maxsize=4096)
def _mended(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)


class DoubledWord(Check):
    """A word that stands twice in a row.

    Looks for:
    “the the”, also over a line break, if the sentence goes on. Words that may well stand twice (“had had”, “det det”, “very
    very”) and names are left alone; hygiene.yml lists them.

    Why:
    The eye skips it when writing and stops at it when reading.
    """

    id = "template/doubled-word"
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        for start, end, word in _doubled(examined):
            yield self.finding(
                f"“{examined.quote(start, end)}”: the word stands twice.",
                f"Write “{word}” once.",
                [(start, end)],
                suggestion=word,
                fixes=[_without_second(examined.text, start, end, word)],
            )


def _without_second(text: str, start: int, end: int, word: str) -> Fix:
    """Leaves out the second word with the white space on its own line: a line break stays."""
    second = end - len(word)
    after = _BLANKS.match(text, end)
    if "\n" in text[start:second] and after is not None and after.group():
        return Fix(second, after.end(), "")
    return Fix(start + len(word), end, "")


def _doubled(examined: Examined) -> Iterator[tuple[int, int, str]]:
    row = examined.row
    words = row.words
    if not any(map(eq, words, words[1:])):
        return
    allowed = load_hygiene().may_double.get(examined.language, frozenset())
    for first, word in enumerate(words[:-1]):
        if word != words[first + 1] or len(word) < 2 or not word.isalpha() or word in allowed:
            continue
        start, end = row.starts[first], row.ends[first + 1]
        between = examined.masked[row.ends[first] : row.starts[first + 1]]
        one, two = examined.text[start : row.ends[first]], examined.text[row.starts[first + 1] : end]
        if between.strip() or "\n\n" in between.replace(" ", "") or not between or (one != two and (one.isupper() or one.lower() != two)):
            continue
        if not _GOES_ON.match(examined.masked, end):
            continue  # an exclamation: "Nej nej, bare rolig", "klapp klapp 👏"
        if two[:1].isupper() or (first and words[first - 1] == word) or (first + 2 < len(words) and words[first + 2] == word):
            continue  # a name ("Duran Duran"), or a chain on purpose ("no no no")
        yield start, end, one
