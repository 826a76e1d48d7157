"""What situation a reply answers, told from the customer's message and rating."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.frozen import frozen
from voicecheck.tone.evidence import Evidence

_ORDER = ("crisis", "churn", "complaint", "banter", "praise", "question")
"""Where a message speaks equally for two situations, the graver one is taken."""
_GRAVE = ("crisis", "churn", "complaint")
"""What a customer wrote earlier stays true while the answer is sought: "My order number is 5521"."""
_COUNTED = ("crisis", "complaint", "question")
"""One says “a complaint”, but “churn”."""
_SENSITIVE = {"topic_death": 2, "topic_abuse": 3, "topic_self_harm": 2, "topic_war": 3, "topic_illness": 3, "customer_distress": 3}
"""From which strength on a topic in the customer's message makes the situation sensitive,
whatever else the message asks or complains of."""
MOST_STARS_OF_A_COMPLAINT = 2
LEAST_STARS_OF_PRAISE = 4
ALL_STARS = 5


@frozen
class Situation:
    """A situation and why it was taken: a remark for the report, empty where nothing tells it.
    ``besides`` is what a sensitive message is too: a grieving customer may complain as well."""

    name: str
    note: str = ""
    besides: str = ""


def infer_situation(evidence: Iterable[Evidence], message: str, stars: float | None = None, earlier: Iterable[Evidence] = ()) -> Situation:
    """The situation that a customer's message makes, "other" where nothing tells it.

    ``stars`` is the customer's rating, 1 to 5: up to two are a complaint, unless the words tell
    something graver; from four on they are praise, where the words tell nothing, and five are
    praise also where words of praise stand beside those of a complaint. ``earlier`` is
    the evidence in what the customer wrote before: a complaint stays one until the customer
    says something else, and a sensitive matter stays one.

    Praise and banter stay what they are beside a sensitive topic: "thank you for your care in
    hospital", "another dead cactus".
    """
    now, before = list(evidence), list(earlier)
    usual = _usual(now, before, message, stars)
    if usual.name in ("praise", "banter"):
        return usual
    for items, when in ((now, "writes"), (before, "wrote earlier")):
        grave = next((item for item in items if item.strength >= _SENSITIVE.get(item.category, 9)), None)
        if grave is not None:
            return Situation("sensitive", f"taken for sensitive because the customer {when} “{grave.text}”", usual.name)
    return usual


def _usual(now: list[Evidence], before: list[Evidence], message: str, stars: float | None) -> Situation:
    name, words = _from_words(now)
    if stars is not None and stars <= MOST_STARS_OF_A_COMPLAINT and name not in _GRAVE:
        return Situation("complaint", f"taken for a complaint because the customer gives {stars:g} of 5 stars")
    if stars == ALL_STARS and name == "complaint" and any(item.category == "customer_praise" for item in now):
        return Situation("praise", f"taken for praise because the customer gives {stars:g} of 5 stars")
    if name and name != "question":
        return Situation(name, f"taken for {_called(name)} because the customer writes “{words}”")
    if stars is not None and stars >= LEAST_STARS_OF_PRAISE and not name:
        return Situation("praise", f"taken for praise because the customer gives {stars:g} of 5 stars")
    name_before, words_before = _from_words(before)
    if name_before in _GRAVE:
        return Situation(name_before, f"taken for {_called(name_before)} because the customer wrote earlier “{words_before}”")
    if name or message.rstrip().endswith("?"):
        return Situation("question", f"taken for a question because the customer writes “{words or '?'}”")
    return Situation("other")


def _from_words(evidence: list[Evidence]) -> tuple[str, str]:
    """The situation that most of the evidence speaks for, and the first words that do."""
    totals: dict[str, float] = {}
    words: dict[str, str] = {}
    for item in evidence:
        name = item.category.removeprefix("customer_")
        name = "complaint" if name in ("insult", "distress") else name
        if name in _ORDER:
            totals[name] = totals.get(name, 0.0) + item.strength
            words.setdefault(name, item.text)
    if not totals:
        return "", ""
    if totals.get("question") and len(totals) > 1:  # complaints come as questions too
        del totals["question"]
    best = max(totals, key=lambda name: (totals[name], -_ORDER.index(name)))
    return best, words[best]


def _called(name: str) -> str:
    return f"a {name}" if name in _COUNTED else name
