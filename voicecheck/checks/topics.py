"""Sensitive topics: where nobody jokes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicecheck.checks.check import Check, Examined
from voicecheck.guide.schema import Choice, ListOf, Record, Setting, Sourced, setting
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Place
from voicecheck.results import Finding

TOPICS = tuple(name.removeprefix("topic_") for name, category in load_categories().items() if category.group == "topic")


@dataclass(frozen=True)
class Topics:
    """Topics with rules of their own."""

    never_joke_about: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(TOPICS)), "Topics beside which any humor or snark is an error.", strictest="union", example="[abuse, death, illness, war]"
    )
    place: Place = Place("")


class Joke(Check):
    """A joke beside a sensitive topic.

    Looks for:
    a marker of humor or snark, or a playful emoji, in a reply that touches a topic of
    ``topics.never_joke_about``, or that answers a customer who does.

    Why:
    Duolingo's joke about testimony of violence ended in an apology. No view count repays that.
    """

    id = "topics/joke"
    source = "Duolingo's apology, 2022; Mailchimp, 18F and krisinformation.se on sensitive topics"
    sections = {"topics": Setting(Record(Topics), "Sensitive topics.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        topics = examined.guide.sections.get("topics")
        rule = topics.never_joke_about if topics else None
        if rule is None:
            return
        listed = {"topic_" + entry.value: entry for entry in rule.value}
        touched = [item for item in examined.evidence if item.category in listed]
        touched_by_customer = [item for item in examined.customer_evidence if item.category in listed]
        if not touched and not touched_by_customer:
            return
        groups = load_categories()
        jokes = [(item.start, item.end) for item in examined.markers if item.strength >= 2 and item.category in groups and groups[item.category].group in ("humor", "snark")]
        jokes += [(item.start, item.end) for item in examined.emoji if item.kind in ("emoji_playful", "emoji_mocking", "emoticon_playful")]
        if not jokes:
            return
        topic = (touched or touched_by_customer)[0]
        name = topic.category.removeprefix("topic_").replace("_", " ")
        who = "the reply" if touched else "the customer's message"
        message = f"“{examined.quote(*jokes[0])}” jokes, and {who} is about {name} (“{topic.text}”)."
        yield self.finding(message, "Leave every joke and playful emoji out; answer the person.", sorted(jokes), listed[topic.category].place)
