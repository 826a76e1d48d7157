"""Structural cues: what a reply is and lacks as a whole, whatever its words.

Most risky replies hold no rude word: they are curt, answer nothing, or say nothing kind.
Every cue is a function of a ``Reading``; its docstring is its line in the documentation.
Its amount is 0 (absent) to about 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import filterfalse

from voicecheck.drafts.mask import MASK
from voicecheck.frozen import frozen
from voicecheck.languages.matcher import Row
from voicecheck.languages.pack import LanguageSettings
from voicecheck.tone.context import PLAYING, UPSET
from voicecheck.tone.evidence import Evidence

_ACKNOWLEDGING = frozenset({"acknowledgement", "empathy", "apology", "ownership", "regret", "thanks", "reassurance"})
_HELPING = frozenset({"offer", "next_step", "repair", "invitation", "private_channel", "concrete_time", "reassurance"})
_KIND = frozenset(
    {"greeting", "thanks", "empathy", "apology", "softener", "warmth", "sign_off", "compliment", "acknowledgement", "offer", "invitation", "emoji_warm", "emoticon_warm"}
)
_PLAYFUL = frozenset({"tease", "joke_cue", "self_irony", "wordplay", "hyperbole", "persona", "personification", "emoji_playful", "emoticon_playful", "mock_praise", "sarcasm_cue"})
_FEELING = frozenset({"empathy", "apology", "warmth", "regret", "reassurance", "acknowledgement", "ownership"})
_UNDERSTANDING = frozenset({"apology", "ownership", "empathy"})
_SERIOUS_TOPICS = frozenset({"topic_death", "topic_illness", "topic_abuse", "topic_war", "topic_self_harm", "topic_pregnancy", "customer_distress", "customer_crisis"})
_SCARE_QUOTE = re.compile(r"[«“\"”]([^«»“”\"\n]{1,30})[»”\"“]")
_ELLIPSIS = re.compile(r"\.\.\.+|…")


@frozen
class Reading:
    """A reply as it has been read so far: the input of every cue. ``categories`` are those of
    its markers and emoji."""

    text: str
    row: Row
    pack: LanguageSettings
    categories: frozenset[str]
    has_emoji: bool
    situation: str
    customer_words: frozenset[str]
    customer_evidence: frozenset[str]

    @cached_property
    def persons(self) -> list[str]:
        """The words that speak of "you" or of "we", in order."""
        of_persons = self.pack.words_of_persons
        return [word for word in self.row.words if word in of_persons]

    @property
    def is_serious(self) -> bool:
        """Whether the customer's message is about death, illness, fear or danger."""
        return not _SERIOUS_TOPICS.isdisjoint(self.customer_evidence)

    def has(self, names: frozenset[str]) -> bool:
        return not names.isdisjoint(self.categories)

    def share(self, set_name: str) -> float:
        """How much of the reply the words of a set of persons make."""
        return sum(map(self.pack.set_words(set_name).__contains__, self.persons)) / self.row.length if self.persons else 0.0


Cue = Callable[[Reading], float]


def short(reading: Reading) -> float:
    """So short that it reads as curt: 3 for one word, 0 from 15 words."""
    return 3 * max(0.0, 1 - (reading.row.length - 1) / 14)


def long(reading: Reading) -> float:
    """Takes its time: 0 up to 15 words, 2 from 75."""
    return 2 * min(1.0, max(0.0, (reading.row.length - 15) / 60))


def staccato(reading: Reading) -> float:
    """Sentences of four words and fewer in a row: "No. Read the terms. Not our job."."""
    sentences = reading.row.sentences
    return 2 * len([start for start, end in sentences if end - start <= 4]) / len(sentences) if len(sentences) > 1 else 0.0


def no_acknowledgement(reading: Reading) -> float:
    """Answers a complaint, a farewell or a crisis without a word that the customer was heard."""
    return 1.0 if reading.situation in UPSET and not reading.has(_ACKNOWLEDGING) else 0.0


def nothing_offered(reading: Reading) -> float:
    """Offers nothing: no help, no next step, no time, no open door."""
    return 1.0 if not reading.has(_HELPING) else 0.0


def nothing_kind(reading: Reading) -> float:
    """Not one kind word: no greeting, thanks, softener, understanding, warm emoji."""
    return 1.0 if not reading.has(_KIND) else 0.0


def shouting(reading: Reading) -> float:
    """Words in capitals that are no abbreviation: 1 for one, 3 from three."""
    return float(min(3, len(shouted_words(reading.row, reading.pack))))


def exclamations(reading: Reading) -> float:
    """Exclamation marks: 1 for one, 3 from three."""
    return float(min(3, reading.text.count("!")))


def ellipsis(reading: Reading) -> float:
    """Three dots that leave something unsaid."""
    text = reading.text
    return float(min(2, len(_ELLIPSIS.findall(text)))) if "..." in text or "…" in text else 0.0


def questions(reading: Reading) -> float:
    """Questions back to the customer: 1 for one, 3 from three."""
    return float(min(3, reading.text.count("?")))


def bare_question(reading: Reading) -> float:
    """Nothing but a question, with no kind word beside it."""
    sentences, stop = reading.row.sentences, reading.row.stop
    return 1.0 if "?" in reading.text and sentences and all("?" in stop[start] for start, _ in sentences) and not reading.has(_KIND) else 0.0


def scare_quotes(reading: Reading) -> float:
    """One or two words in quotation marks that put a distance: your "problem"."""
    quoted: list[str] = _SCARE_QUOTE.findall(reading.text)
    return float(min(2, sum(len(words.split()) <= 2 and MASK not in words for words in quoted))) if quoted else 0.0


def you_share(reading: Reading) -> float:
    """How much the reply speaks of "you": 3 where every fifth word does."""
    return min(3.0, 15 * (reading.share("you") + reading.share("your")))


def we_share(reading: Reading) -> float:
    """How much the reply speaks of "we" and "I": 3 where every fifth word does."""
    return min(3.0, 15 * (reading.share("we") + reading.share("our")))


def you_start(reading: Reading) -> float:
    """A sentence that begins with "you"."""
    you, words = reading.pack.set_words("you"), reading.row.words
    return float(min(2, len([start for start, _ in reading.row.sentences if words[start] in you])))


def figures(reading: Reading) -> float:
    """Facts: numbers, prices, times, links, placeholders."""
    return 0.5 * min(4, sum([text[0].isdigit() or text[0] == MASK for text in filterfalse(str.isalpha, reading.row.texts)]))


def echo(reading: Reading) -> float:
    """Takes up the customer's own words (without the small words of the language)."""
    if not reading.customer_words:
        return 0.0
    common = reading.pack.common_words
    words = [word for word in reading.row.words if len(word) > 3 and word not in common]
    return 2 * sum(map(reading.customer_words.__contains__, words)) / len(words) if words else 0.0


def play_when_upset(reading: Reading) -> float:
    """Plays where the customer complains, leaves or is in a crisis."""
    return 1.0 if reading.situation in UPSET and reading.has(_PLAYFUL) else 0.0


def play_in_banter(reading: Reading) -> float:
    """Plays with a customer who plays."""
    playful = reading.situation in PLAYING or "customer_banter" in reading.customer_evidence
    return 1.0 if playful and reading.has(_PLAYFUL) else 0.0


def cheer_on_serious(reading: Reading) -> float:
    """Cheer, exclamation marks or emoji in answer to death, illness, fear or danger."""
    return 1.0 if reading.is_serious and ("!" in reading.text or reading.has_emoji or reading.has(_PLAYFUL)) else 0.0


def cold_on_serious(reading: Reading) -> float:
    """No word of feeling in answer to death, illness, fear or danger."""
    return 1.0 if reading.is_serious and not reading.has(_FEELING) else 0.0


def thanks_for_abuse(reading: Reading) -> float:
    """A canned thank-you to a customer who abuses or despairs."""
    return 1.0 if "customer_insult" in reading.customer_evidence and "thanks" in reading.categories and not reading.has(_UNDERSTANDING) else 0.0


CUES: dict[str, Cue] = {
    cue.__name__: cue
    for cue in (
        short, long, staccato, no_acknowledgement, nothing_offered, nothing_kind, shouting, exclamations, ellipsis, questions,
        bare_question, scare_quotes, you_share, we_share, you_start, figures, echo, play_when_upset, play_in_banter,
        cheer_on_serious, cold_on_serious, thanks_for_abuse,
    )
}  # fmt: skip


def shouted_words(row: Row, pack: LanguageSettings) -> list[int]:
    """Indices of the words written in capitals to shout.

    A word in capitals shouts if it has five letters or more, or is a common word of the
    language; other short ones are taken for abbreviations (SMS, PIN, NAV). The first
    line ("HEI OLA") is spared when it is a greeting of up to three words.
    """
    if max(map(len, filter(str.isupper, row.texts)), default=0) < 2:
        return []
    found: list[int] = []
    for index, text in enumerate(row.texts):
        if text.isupper():
            letters = sum(character.isalpha() for character in text)
            if letters >= 5 or (letters > 1 and text.lower() in pack.common_words):
                found.append(index)
    if found and row.sentence_end[0] <= 3 and all(text.isupper() for text in row.texts[: row.sentence_end[0]]):
        found = [index for index in found if index >= row.sentence_end[0]]
    return found


def cues(reading: Reading) -> list[Evidence]:
    """Every cue that is present, as evidence without a place."""
    return [Evidence(name, amount, 0, 0, "", "", "structure") for name, cue in CUES.items() if (amount := cue(reading)) > 0]
