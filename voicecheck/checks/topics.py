"""Sensitive topics: where nobody jokes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Choice, ListOf, Record, Setting, Sourced, setting
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Place
from voicecheck.results import Finding

TOPICS = tuple(name.removeprefix("topic_") for name, category in load_categories().items() if category.group == "topic")


@frozen
class Topics:
    """Topics with rules of their own."""

    never_joke_about: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(TOPICS)), "Topics beside which any humor or snark is an error.", strictest="union", example="[abuse, death, illness, war]"
    )
    body_of_minors: Sourced[str] | None = setting(
        Choice(("never", "allowed")), "Whether a reply may speak of the body or looks of a child or teenager. Default: never.", example="never"
    )
    place: Place = Place("")

    @cached_property
    def barred(self) -> dict[str, Sourced[str]]:
        """The categories of the topics that nobody jokes about, with the lines that say so."""
        return {"topic_" + entry.value: entry for entry in self.never_joke_about.value} if self.never_joke_about else {}


class Joke(Check):
    """A joke beside a sensitive topic.

    Looks for:
    a marker of humor or snark, or a playful emoji, in a reply that touches a topic of
    ``topics.never_joke_about``, or that answers a customer who does.

    Why:
    Duolingo's joke about testimony of violence ended in an apology. No view count repays that. This
    check cannot be turned off, nor into a warning: a guide chooses the topics, not the mercy.
    """

    absolute = True

    id = "topics/joke"
    reads = ("topics.never_joke_about",)
    source = "Duolingo's apology, 2022; Mailchimp, 18F and krisinformation.se on sensitive topics"
    sections = {"topics": Setting(Record(Topics), "Sensitive topics.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        topics = examined.guide.sections.get("topics")
        listed: dict[str, Sourced[str]] = topics.barred if topics else {}
        if examined.present.isdisjoint(listed) and not examined.customer_evidence:
            return
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


class MinorsBody(Check):
    """A remark on the body or looks of a child or teenager.

    Looks for:
    remarks on figure, weight, size or looks in a reply that speaks to or about a minor, or answers
    a message that does; and any joke beside a word for the body there. ``topics.body_of_minors: never``
    is in force unless a guide says allowed.

    Why:
    A shop's flippant remark to a thirteen-year-old took minutes to write and a management apology
    to end.
    """

    id = "topics/minors-body"
    reads = ("topics.body_of_minors",)
    needs = ("appearance_remark", "topic_body")
    absolute = True
    source = "A fashion shop's remark to a thirteen-year-old, and the management's apology"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        topics = examined.guide.sections.get("topics")
        rule = topics.body_of_minors if topics else None
        if rule is None or rule.value != "never":
            return
        minors = [item for item in (*examined.evidence, *examined.customer_evidence) if item.category == "topic_minors" and item.strength >= 2]
        if not minors:
            return
        remarks = [item for item in examined.of("appearance_remark") if item.has_place]
        groups = load_categories()
        if any(item.category in groups and groups[item.category].group in ("humor", "snark") and item.strength >= 2 for item in examined.markers):
            remarks += [item for item in examined.of("topic_body") if item.strength >= 2]
        if remarks:
            remarks.sort(key=lambda item: item.start)
            yield self.finding(
                f"“{examined.quote(remarks[0].start, remarks[0].end)}” remarks on the body or looks of a minor (“{minors[0].text}”).",
                "Answer about the product, never about the person; apologise if it was already said.",
                [(item.start, item.end) for item in remarks],
                rule.place,
            )
