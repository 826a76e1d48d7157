"""The model of a guide: what stands in it, and what it means."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Any

from voicecheck.dimensions import MODES, PARTS, SITUATION_ALIASES, SITUATION_MEANINGS, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, Date, ListOf, MapOf, Number, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place

LANGUAGE_ALIASES = (("no", "nb"), ("nb-NO", "nb"), ("nn-NO", "nn"), ("da-DK", "da"), ("sv-SE", "sv"), ("sv-FI", "sv"), ("en-GB", "en"), ("en-US", "en"), ("dk", "da"), ("se", "sv"))
"""Other codes in use for a language of the packs."""

CHANNEL_ALIASES = {
    "twitter": "x",
    "mail": "email",
    "e-mail": "email",
    "fb": "facebook",
    "insta": "instagram",
    "google-review": "review",
    "tripadvisor": "review",
    "dm": "chat",
    "messenger": "chat",
}
"""Other names in use for a channel."""


@frozen
class Gate:
    """From which tone risk a reply is warned of, and from which it fails."""

    fail_at: Sourced[float] | None = setting(Number(0, 100), "A reply whose tone risk reaches this value fails.", strictest="lower", example="60")
    warn_at: Sourced[float] | None = setting(Number(0, 100), "A reply whose tone risk reaches this value gets a warning.", strictest="lower", example="30")
    fail_unmarked_at: Sourced[float] | None = setting(
        Number(0, 100),
        "A reply in which no phrase of a lexicon is to blame fails only from this risk on, and is warned of below. Default: as fail_at.",
        strictest="lower",
        example="80",
    )
    place: Place = Place("")


@frozen
class Drafts:
    """Which files hold drafts, and where in them the replies stand."""

    include: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "Only files that match one of these patterns are checked, as in .gitignore, from the guide's folder.", example='["canned/**", "*.macro.json"]'
    )
    exclude: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "Files that match one of these patterns are passed over.", example='["archive/"]')
    map: dict[str, Sourced[str]] | None = setting(
        MapOf(Text(), PARTS),
        "Where in a record things stand, for formats that voicecheck does not know: the name of a column, a simple path or a JSON pointer.",
        example="{reply: /body/plain, language: locale, id: key}",
    )
    place: Place = Place("")


@frozen
class Suppressions:
    """What drafts may keep although a check finds it, by a comment beside the text."""

    never: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "Checks or families that no draft can suppress. The floor names abuse, topics and privacy.", example="[abuse, topics, privacy]"
    )
    place: Place = Place("")


@frozen
class Judgement:
    """How replies are judged."""

    statistics: Sourced[bool] | None = setting(Boolean(), "Whether the statistical layer may add to the scores what the lexicons alone do not see.", preset="true")
    place: Place = Place("")


@frozen
class Example:
    """A reply that the brand approves or rejects: a test of the guide itself."""

    reply: Sourced[str] | None = setting(Text(), "The text of the reply.")
    language: Sourced[str] | None = setting(Text(), "Its language: en, nb, nn, da or sv.")
    situation: Sourced[str] | None = setting(Choice(SITUATIONS, tuple(SITUATION_ALIASES.items()), tuple(SITUATION_MEANINGS.items())), "What it answers.")
    channel: Sourced[str] | None = setting(Text(), "Where it would be published.")
    customer: Sourced[str] | None = setting(Text(), "The customer's message.")
    account: Sourced[str] | None = setting(Text(), "The brand's profile that would publish it.")
    agent: Sourced[str] | None = setting(Text(), "Who wrote it.")
    mode: Sourced[str] | None = setting(Choice(MODES), "Whether it starts a talk, answers one, or declines to help here.")
    persona: Sourced[str] | None = setting(Text(), "The role that is played.")
    stars: Sourced[str] | None = setting(Choice(tuple("12345")), "The customer's rating.")
    id: Sourced[str] | None = setting(Text(), "Its id, where approved templates are told by theirs.")
    because: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "For a rejected reply: the id of the check that must be among its findings, or several ids.", example="snark/mock-praise"
    )
    verdict: Sourced[str] | None = setting(
        Choice(("pass", "warn"), meanings=(("pass", "nothing may be found"), ("warn", "warnings are accepted"))),
        "For an approved reply: pass if not even a warning is accepted.",
        preset="warn",
    )
    name: Sourced[str] | None = setting(Text(), "What the example is called in the report of `voicecheck guide test`.")
    place: Place = Place("")


@frozen
class Examples:
    """The guide's own tests."""

    approve: Sourced[tuple[Example, ...]] | None = setting(ListOf(Record(Example, shorthand="reply")), "Replies that must not fail.")
    reject: Sourced[tuple[Example, ...]] | None = setting(ListOf(Record(Example, shorthand="reply")), "Replies that must fail.")
    place: Place = Place("")


@frozen
class ChannelFacts:
    """What a channel is like, whatever the brand's voice."""

    public: Sourced[bool] | None = setting(Boolean(), "Whether everybody can read the reply.", preset="true")
    max_length: Sourced[float] | None = setting(Number(1, whole=True), "The most characters the platform takes.", example="280")
    direct_messages: Sourced[str] | None = setting(
        Choice(
            ("open", "followers", "none"),
            (("closed", "none"),),
            (("open", "everybody can write to the brand"), ("followers", "only who follows the brand"), ("none", "nobody")),
        ),
        "Who can send the brand a private message there: everybody, followers only, or nobody.",
    )
    support: Sourced[str] | None = setting(
        Choice(
            ("yes", "redirect", "no"),
            (("true", "yes"), ("false", "no")),
            (("yes", "customers are helped here"), ("redirect", "they are sent to the channels under redirect_to"), ("no", "they are not helped here")),
        ),
        "Whether customers are helped here: yes; redirect (say kindly where instead); or no.",
    )
    redirect_to: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "The channels that customers are sent to where support is redirect.")
    mode: Sourced[str] | None = setting(
        Choice(MODES),
        "How the brand behaves here. proactive: it may start and promote. reactive: it answers, and neither sells nor calls to action. refuse: it gives no service here and sends customers on kindly.",
    )
    as_of: Sourced[datetime.date] | None = setting(Date(), "The day on which these facts were looked up; platforms change.")


@frozen
class Scope:
    """Limits that hold brand-wide (``voice``), in one situation or on one channel."""

    limits: dict[str, Any]
    place: Place


@frozen
class Channel(Scope):
    facts: ChannelFacts = ChannelFacts()


@frozen
class Account(Channel):
    """A named account: the facts of its channel, with its own over them, and tighter limits."""

    channel: Sourced[str] | None = setting(Text(), "The channel whose facts and limits this account has.", example="facebook")


@frozen
class Agent(Scope):
    """A person who answers: a style of his own within the brand's limits."""

    name: Sourced[str] | None = setting(Text(), "The name that the agent signs with.", example="Michael")


@frozen
class SwitchedOff:
    """Something of a base that the guide takes back: a value by its path (``voice.snark``) or a
    check by its id. ``because`` is the reason given, empty where there is none."""

    path: str
    because: str
    place: Place


@frozen
class Guide:
    """A brand's tone-of-voice guide with everything that it extends merged in.

    Every value carries the place (file, line, column) it was written at.
    """

    path: str
    brand: str
    languages: tuple[str, ...]
    voice: Scope
    situations: dict[str, Scope]
    channels: dict[str, Channel]
    accounts: dict[str, Account]
    agents: dict[str, Agent]
    modes: dict[str, Scope]
    sections: dict[str, Any]
    gate: Gate
    judgement: Judgement
    drafts: Drafts
    suppressions: Suppressions
    severity: dict[str, Sourced[str]]
    examples: Examples
    version: Sourced[float] | None = None
    description: str = ""
    valid_from: Sourced[datetime.date] | None = None
    valid_until: Sourced[datetime.date] | None = None
    files: tuple[str, ...] = field(default=())
    switched_off: tuple[SwitchedOff, ...] = ()


@frozen
class Vocabulary:
    """What the checks and language packs let a guide say: passed in, so that the guide
    knows neither."""

    limits: dict[str, Setting]
    sections: dict[str, Setting]
    check_ids: tuple[str, ...]
    languages: tuple[str, ...]
    absolute: tuple[str, ...] = ()
    """Ids of the checks that no guide can turn off or down."""
