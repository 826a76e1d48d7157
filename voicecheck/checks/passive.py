"""Passive voice: how much of a reply hides who does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Number, Record, Setting, Sourced, setting
from voicecheck.languages.grammar import Passive, load_grammar
from voicecheck.languages.matcher import Row
from voicecheck.problems import Place
from voicecheck.results import Finding

_MOST_BETWEEN = 2
_LEAST_S_FORM = 5


@frozen
class PassiveVoice:
    """How much passive voice a reply may hold."""

    max: Sourced[float] | None = setting(Number(0, whole=True), "The most passive sentences, 0 for none.", strictest="lower", example="1")
    max_share: Sourced[float] | None = setting(Number(0, 1), "The largest share of the sentences that may be passive, from 0 to 1.", strictest="lower", example="0.2")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class PassiveCheck(Check):
    """More passive sentences than the guide allows.

    Looks for:
    a form of "be" or "get" ("bli", "vert") with a past participle behind it, and the passive in
    -s ("sendes", "skickas", "kan hentes"). Without a grammar it goes by endings and lists: it
    knows the usual verbs of service, misses rare ones, and leaves doubtful cases alone
    ("I'm delighted", "er sendt").

    Why:
    "It was decided" hides who decided. A customer wants to know who does what: "we have sent it".
    """

    id = "style/passive"
    reads = ("passive.max", "passive.max_share")
    severity = "warn"
    source = "Mailchimp, 18F and Klarspråk guides"
    limits = {"passive": Setting(Record(PassiveVoice, shorthand="max_share"), "How much passive voice a reply may hold.", example="{max_share: 0.2}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("passive")
        if limit is None or (limit.max is None and limit.max_share is None):
            return
        row = examined.row
        found = list(passives(row, load_grammar(examined.language).passive))
        sentences = len(row.sentences)
        passive = len({row.sentence_start[start] for start, _ in found})
        if not passive:
            return
        places = [(row.starts[start], row.ends[end - 1]) for start, end in found]
        advice = "Say who does it: “we have sent”, not “it has been sent”."
        if limit.max is not None and passive > limit.max.value:
            number = "a passive sentence" if passive == 1 else f"{passive} passive sentences"
            yield self.finding(f"There {'is' if passive == 1 else 'are'} {number}; the guide allows {int(limit.max.value) or 'none'} here.", advice, places, limit.max.place)
        elif limit.max_share is not None and passive / sentences > limit.max_share.value:
            yield self.finding(
                f"{passive} of {sentences} sentence{'s' if sentences > 1 else ''} {'are' if passive > 1 else 'is'} passive; the guide allows {limit.max_share.value:.0%} here.",
                advice,
                places,
                limit.max_share.place,
            )


def passives(row: Row, data: Passive) -> Iterator[tuple[int, int]]:
    """The passive forms of a text as ranges of words."""
    for index, (text, word) in enumerate(zip(row.texts, [text.lower().replace("’", "'") for text in row.texts])):
        if word in data.auxiliaries:
            last = _participle(row, index, data)
            if last is not None:
                yield index, last + 1
        elif data.s_endings and word.endswith(data.s_endings) and not text[0].isupper() and _ends(word, data.s_endings, data):
            yield index, index + 1
        elif data.s_endings_after_modal and word in data.modals:
            for following in range(index + 1, min(index + 2 + _MOST_BETWEEN, row.sentence_end[index])):
                other = row.texts[following].lower()
                if _ends(other, data.s_endings_after_modal, data) and not _ends(other, data.s_endings, data):
                    yield following, following + 1
                    break
                if other not in data.between:
                    break


def _ends(word: str, endings: tuple[str, ...], data: Passive) -> bool:
    return bool(endings) and len(word) >= _LEAST_S_FORM and word.endswith(endings) and word.isalpha() and word not in data.not_s_passive


def _participle(row: Row, index: int, data: Passive) -> int | None:
    """The index of the participle that belongs to the auxiliary, if one stands near behind it."""
    for following in range(index + 1, min(index + 2 + _MOST_BETWEEN, row.sentence_end[index])):
        word = row.texts[following].lower()
        if word in data.between:
            continue
        if word in data.not_participles:
            return None
        if word in data.participles or (len(word) >= _LEAST_S_FORM and word.endswith(data.participle_endings) and word.isalpha() and not row.texts[following][0].isupper()):
            return following
        if word not in data.auxiliaries:
            return None
    return None
