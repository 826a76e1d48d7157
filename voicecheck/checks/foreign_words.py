"""Language purity: words and sentences of another language, the share of English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.style import Count
from voicecheck.frozen import frozen
from voicecheck.guide.schema import ListOf, Number, Record, Setting, Sourced, Text, setting
from voicecheck.languages.detect import load_detector
from voicecheck.languages.foreign import foreign_words, language_name, sentence_language
from voicecheck.results import Finding
from voicecheck.spans import Covered
from voicecheck.tone.lexicon import load_lexicon

_QUOTED = re.compile(r"«[^«»\n]*»|[“”][^“”\n]*[“”]|(?<!\w)\"[^\"\n]*\"(?!\w)")
_ENGLISH = "en"
_CLEARLY_ENGLISH = 1.0
"""How much more (log-odds) a word must speak for English than for the reply's language."""
_LEAST_LETTERS = 2
_LEAST_WORDS = 8
"""On fewer words a share says nothing."""


@frozen
class ForeignWords(Count):
    """How many words of other languages a reply may hold."""

    english_share: Sourced[float] | None = setting(
        Number(0, 1), "The largest share of English words in a reply of 8 words or more in another language, from 0 to 1.", strictest="lower", example="0.1"
    )
    allow: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Words that are fine; words.allow counts too.", example="[check-in, streaming]")


class ForeignWord(Check):
    """Words of another language inside a reply.

    Looks for:
    words that the language of the reply has not and a neighbour has (“desse” in Bokmål, “pokker” in
    Swedish), beyond ``foreign_words.max``; and English words beyond ``foreign_words.english_share``.
    Names, quotations, links, placeholders, ``words.allow`` and ``foreign_words.allow`` are spared,
    and so is English as single words unless the share is set: every Scandinavian uses some.

    Why:
    One word of Danish in a Swedish reply tells the customer that a machine translated it, or that
    he was sent somebody else's answer.
    """

    id = "language/foreign-word"
    reads = ("foreign_words",)
    severity = "warn"
    source = "krisinformation.se and Språkrådet; the machine-translated replies of the seeds"
    limits = {"foreign_words": Setting(Record(ForeignWords, shorthand="max"), "How many words of other languages a reply may hold.", example="0")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("foreign_words")
        if limit is None:
            return
        if limit.max is not None:
            yield from self._foreign(examined, limit)
        if limit.english_share is not None and examined.language != _ENGLISH and examined.row.length >= _LEAST_WORDS:
            yield from self._english(examined, limit)

    def _foreign(self, examined: Examined, limit: ForeignWords) -> Iterator[Finding]:
        assert limit.max is not None
        row, known = examined.row, foreign_words(examined.language)
        spared = set(_allowed(examined, limit))
        found = [index for index, text in enumerate(row.texts) if text.lower() in known and index not in spared and not _is_name(examined, index)]
        if found:
            whole = {start for start, _, _ in foreign_sentences(examined)}
            found = [index for index in found if row.sentence_start[index] not in whole]
        if len(found) <= limit.max.value:
            return
        by_languages: dict[tuple[str, ...], list[int]] = {}
        for index in found[int(limit.max.value) :]:
            by_languages.setdefault(known[row.texts[index].lower()], []).append(index)
        for languages, places in by_languages.items():
            words = ", ".join(dict.fromkeys(f"“{row.texts[index]}”" for index in places[:3]))
            names = " or ".join(language_name(code) for code in languages)
            yield self.finding(
                f"{words} {'is' if len(places) == 1 else 'are'} {names}, and the reply is in {language_name(examined.language)}.",
                f"Write the word in {language_name(examined.language)}; if it is a name, add it under words: allow.",
                [(row.starts[index], row.ends[index]) for index in places],
                limit.max.place,
            )

    def _english(self, examined: Examined, limit: ForeignWords) -> Iterator[Finding]:
        assert limit.english_share is not None
        row = examined.row
        spared = set(_allowed(examined, limit))
        places = [index for index in english_words(examined) if index not in spared]
        share = len(places) / row.length
        if share > limit.english_share.value:
            words = ", ".join(dict.fromkeys(f"“{row.texts[index]}”" for index in places[:4]))
            yield self.finding(
                f"{share:.0%} of the words are English ({words}); the guide allows {limit.english_share.value:.0%}.",
                f"Say it in {language_name(examined.language)}.",
                [(row.starts[index], row.ends[index]) for index in places],
                limit.english_share.place,
            )


class ForeignSentence(Check):
    """A whole sentence in another language.

    Looks for:
    where ``foreign_words`` is limited, sentences of five words or more that are clearly in another
    language than the rest of the reply. Quotations do not count.

    Why:
    A greeting in one language and an answer in another is what a template looks like from outside.
    """

    id = "language/foreign-sentence"
    reads = ("foreign_words.max",)
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("foreign_words")
        if limit is None or limit.max is None:
            return
        row = examined.row
        for start, end, language in foreign_sentences(examined):
            yield self.finding(
                f"This sentence is in {language_name(language)}, and the reply is in {language_name(examined.language)}.",
                f"Write it in {language_name(examined.language)}.",
                [(row.starts[start], row.ends[end - 1])],
                limit.max.place,
            )


def foreign_sentences(examined: Examined) -> Iterator[tuple[int, int, str]]:
    """The sentences in another language, as ranges of words with the language."""
    row = examined.row
    for start, end in row.sentences:
        language = sentence_language([text for index, text in enumerate(row.texts[start:end], start) if not _is_name(examined, index)], examined.language)
        if language:
            yield start, end, language


def english_words(examined: Examined) -> Iterator[int]:
    """The indices of words that English has and the reply's language has not."""
    english, own, detector = load_lexicon(_ENGLISH), load_lexicon(examined.language), load_detector()
    for index, text in enumerate(examined.row.texts):
        word = text.lower()
        if len(word) < _LEAST_LETTERS or not word.isalpha() or own.knows(word) or not english.knows(word) or _is_name(examined, index):
            continue
        if detector.speaks_for(word, _ENGLISH, examined.language) >= _CLEARLY_ENGLISH:
            yield index


def _is_name(examined: Examined, index: int) -> bool:
    """Whether a word is a name or joins the words of one ("Carl af Ekenstam", "Familie- og
    pensjonsytelser")."""
    row = examined.row
    if row.texts[index][0].isupper():
        return index != row.sentence_start[index] or row.texts[index].isupper()
    if index == row.sentence_start[index] or index - 1 == row.sentence_start[index] or not row.texts[index - 1][0].isupper():
        return False
    hyphen = row.texts[index - 1].endswith("-") or examined.masked[row.ends[index - 1]] == "-"
    return hyphen or (index + 1 < row.sentence_end[index] and row.texts[index + 1][0].isupper())


def _allowed(examined: Examined, limit: ForeignWords) -> Iterator[int]:
    """The indices of words that the guide lets stand, and of those in quotation marks."""
    words = examined.guide.sections.get("words")
    allowed = {part.lower() for entry in (limit.allow.value if limit.allow else ()) for part in entry.value.split()} | (words.allowed if words else frozenset())
    quotations = [found.span() for found in _QUOTED.finditer(examined.masked)]
    quoted = Covered(quotations)
    row = examined.row
    for index, text in enumerate(row.texts if allowed or quotations else ()):
        if text.lower() in allowed or quoted.touch(row.starts[index], row.starts[index]):
            yield index
