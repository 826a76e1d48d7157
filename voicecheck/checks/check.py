"""What a check is, and what it is given to look at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar

from voicecheck.checks.phrases import folded, runs
from voicecheck.drafts.placeholders import Placeholder, Usual
from voicecheck.drafts.reply import Thread
from voicecheck.frozen import frozen
from voicecheck.guide.model import ChannelFacts, Guide
from voicecheck.guide.schema import Setting
from voicecheck.languages.matcher import Row
from voicecheck.languages.pack import LanguageSettings
from voicecheck.problems import Place, Problem
from voicecheck.results import Finding, Fix
from voicecheck.tone.emoji import Emoji
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import Score

_DRAWN = ("emoji", "emoticon")


@frozen
class Examined:
    """A reply with everything that has been found out about it: the input of every check.

    ``masked`` is the text with placeholders, URLs and quotations covered, as long as
    ``text``; ``placeholders`` are those of the text, ``usual`` those of its file, ``branch`` the
    conditions of the template under which this is the text, ``thread`` the conversation it is part
    of, ``categories`` those of the evidence. ``limits`` are the guide's limits in force for this
    situation and channel.
    """

    text: str
    masked: str
    masks: tuple[tuple[int, int, str], ...]
    placeholders: tuple[Placeholder, ...]
    usual: Usual
    branch: str
    language: str
    situation: str
    besides: str
    channel: str
    account: str
    agent: str
    mode: str
    persona: str
    reply_id: str
    facts: ChannelFacts
    customer: str
    customer_evidence: tuple[Evidence, ...]
    thread: Thread | None
    limits: dict[str, Any]
    guide: Guide
    pack: LanguageSettings
    row: Row
    evidence: tuple[Evidence, ...]
    categories: frozenset[str]
    emoji: tuple[Emoji, ...]
    scores: dict[str, Score]
    marker_checks: dict[str, MarkerCheckName]

    @cached_property
    def present(self) -> frozenset[str]:
        """What there is in the reply, as ``Check.needs`` names it: the categories of its evidence
        and the kinds of what is masked in it."""
        return self.categories.union([kind for _, _, kind in self.masks]) if self.masks else self.categories

    @cached_property
    def folded(self) -> str:
        """The masked text, folded: for a quick look at what may be in it."""
        return folded(self.masked)

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of letters and figures of the folded text."""
        return runs(self.folded)

    @cached_property
    def markers(self) -> tuple[Evidence, ...]:
        """The evidence that has a place: markers and emoji."""
        return tuple(item for item in self.evidence if item.has_place and item.source == "marker")

    def of(self, *categories: str) -> list[Evidence]:
        """The evidence of these categories."""
        return [] if self.categories.isdisjoint(categories) else [item for item in self.evidence if item.category in categories]

    def has_name(self, category: str) -> bool:
        """Whether a category is called something that tells people what is wrong with it."""
        return category in self.marker_checks or category.partition("_")[0] in _DRAWN

    def name_of(self, category: str, check: str) -> MarkerCheckName:
        """How a category is called; ``check`` bears the finding where it has no check of its own."""
        name = self.marker_checks.get(category)
        if name is not None:
            return name
        sort, _, kind = category.partition("_")
        if sort in _DRAWN:
            return MarkerCheckName(check, f"is a {kind} {sort}", f"are {kind} {sort}{'s' if sort == 'emoticon' else ''}", "Leave it out.")
        called = category.replace("_", " ")
        return MarkerCheckName(check, f"is {called}", f"are {called}", "Say it another way.")

    def quote(self, start: int, end: int) -> str:
        """The reply's own words at a place, shortened for a message."""
        words = " ".join(self.text[start:end].split())
        return words if len(words) <= 60 else words[:57] + "…"

    @property
    def scopes(self) -> tuple[str, ...]:
        """What ``require`` and the like are looked up by: the situation, what a sensitive
        message is besides, and the channel."""
        return (self.situation, self.besides, self.channel) if self.besides else (self.situation, self.channel)

    @property
    def is_public(self) -> bool:
        """Whether everybody can read the reply; an unknown channel is taken for public."""
        return self.facts.public.value if self.facts.public else True


@frozen
class MarkerCheckName:
    """How a category of markers is called in findings, of one marker and of several, and what
    to do about it."""

    id: str
    is_called: str
    are_called: str
    advice: str


class Rule(ABC):
    """What checks of a reply and of a set of replies have in common. The class docstring,
    under the heads "Looks for" and "Why", is what ``voicecheck explain`` prints, with the
    entry of ``catalog/<family>.yml``."""

    id: ClassVar[str]
    """``family/name``."""
    severity: ClassVar[str] = "fail"
    """How grave a finding is unless the guide says otherwise: "warn" or "fail"."""
    source: ClassVar[str] = ""
    """The paper, standard or published guide that the check rests on."""
    limits: ClassVar[dict[str, Setting]] = {}
    """Keys that the check adds to ``voice``, ``situations`` and ``channels`` of a guide."""
    sections: ClassVar[dict[str, Setting]] = {}
    """Keys that the check adds at the top level of a guide."""
    reads: ClassVar[tuple[str, ...]] = ()
    """Keys of the guide without any of which the check has nothing to do, and is not asked: limits,
    sections and facts of a channel, as a whole or a part of one ("length.max_words"); "mode" is
    the reply's own too. None: it is asked whatever the guide sets."""
    absolute: ClassVar[bool] = False
    """Whether a finding always fails: no guide can turn the check off or into a warning."""

    def remarks(self, guide: Guide) -> Iterable[Problem]:
        """What the guide says to this check that contradicts itself (an error) or can never
        take effect (a warning): told by ``voicecheck guide check``."""
        return ()

    def finding(
        self,
        message: str,
        advice: str,
        places: Iterable[tuple[int, int]] = (),
        rule: Place | None = None,
        severity: str = "",
        suggestion: str | None = None,
        check: str = "",
        layer: str = "marker",
        limit: str = "",
        fixes: Iterable[Fix] = (),
    ) -> Finding:
        """A finding of this check."""
        return Finding(check or self.id, severity or self.severity, message, advice, tuple(dict.fromkeys(places)), rule, suggestion, layer, limit, fixes=tuple(fixes))


class Check(Rule):
    """A rule that a reply can fail. A module in ``voicecheck/checks`` with a subclass is
    found by itself.

    ``reads``, ``needs`` and ``signs`` tell beforehand that a check can find nothing, so that most
    checks are not asked about most replies. Each is a promise that ``findings`` keeps; the tests
    hold it to that.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    """What a reply must hold one of for the check to find anything in it: categories of evidence
    (markers, emoji, structural cues) or kinds of what is masked ("placeholder", "url"). None:
    it is asked whatever the reply holds."""
    signs: ClassVar[tuple[str, ...]] = ()
    """Signs of which one must stand in the text for the check to find anything; none: any text."""

    @abstractmethod
    def findings(self, examined: Examined) -> Iterable[Finding]:
        """What is wrong with the reply, nothing where the guide sets no limit."""


def named_markers(
    check: Check, examined: Examined, culprits: Iterable[Evidence], rule: Place | None, limit: str, severity: str, instead: MarkerCheckName | None = None
) -> Iterator[Finding]:
    """Findings that call each marker by its own check: one a category, with all its places.

    ``limit`` ends the sentence: "the guide allows snark up to 20 here, this reply has 46".
    ``instead`` is what is said of them whatever their categories are called.
    """
    by_category: dict[str, list[Evidence]] = {}
    for item in culprits:
        by_category.setdefault(item.category, []).append(item)
    for category, items in by_category.items():
        name = instead or examined.name_of(category, check.id)
        words = list(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in items))[:3]
        called = f"{', '.join(words[:-1])} and {words[-1]} {name.are_called}" if len(words) > 1 else f"{words[0]} {name.is_called}"
        yield check.finding(called, name.advice, [(item.start, item.end) for item in items], rule, severity, check=name.id, limit=limit)
