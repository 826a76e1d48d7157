"""The model of a guide: what can be written in the YAML file, and what it means."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Any

from voicecheck.dimensions import MODES, PARTS, SEVERITIES, SITUATION_ALIASES, SITUATION_MEANINGS, SITUATIONS
from voicecheck.frozen import frozen
from voicecheck.guide.schema import (
    Boolean,
    Choice,
    Date,
    Fields,
    ListOf,
    MapOf,
    Number,
    Reader,
    Record,
    Setting,
    Sourced,
    Text,
    setting,
    settings_of,
)
from voicecheck.problems import Place

LANGUAGE_ALIASES = (("no", "nb"), ("nb-NO", "nb"), ("nn-NO", "nn"), ("da-DK", "da"), ("sv-SE", "sv"), ("sv-FI", "sv"), ("en-GB", "en"), ("en-US", "en"), ("dk", "da"), ("se", "sv"))
"""Other codes in use for a language of the packs."""

_SEVERITY_MEANINGS = {"warn": "the reply is warned of", "fail": "the reply fails", "off": "nothing is said"}

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


def scope_type(vocabulary: Vocabulary) -> Fields:
    return Fields(vocabulary.limits)


def channel_type(vocabulary: Vocabulary) -> Fields:
    return Fields({**settings_of(ChannelFacts), **vocabulary.limits})


def account_type(vocabulary: Vocabulary) -> Fields:
    return Fields({**settings_of(Account), **settings_of(ChannelFacts), **vocabulary.limits})


def agent_type(vocabulary: Vocabulary) -> Fields:
    return Fields({**settings_of(Agent), **vocabulary.limits})


def guide_keys(vocabulary: Vocabulary, channels: tuple[str, ...] = ()) -> dict[str, Setting]:
    """Every top-level key of a guide, in the order in which a guide is best written."""
    return {
        "version": Setting(Number(1, 1, whole=True), "The version of the guide format: 1.", example="1"),
        "brand": Setting(Text(), "The name of the brand.", example="Fjordfly"),
        "description": Setting(Text(), "The voice in a few sentences, for people."),
        "extends": Setting(
            ListOf(Text()),
            "A guide, or several, that this one builds on: voicecheck:NAME for a shipped one, or a path beside this file. What stands here replaces what stands there.",
            example="voicecheck:cautious-service",
        ),
        "valid_from": Setting(Date(), "The first day on which this guide holds; before it, every run says so.", example="2026-01-01"),
        "valid_until": Setting(Date(), "The last day on which this guide holds; after it, every run says so.", example="2026-12-31"),
        "languages": Setting(ListOf(Choice(vocabulary.languages, LANGUAGE_ALIASES)), "The languages the brand writes, the main one first.", example="[nb, en]"),
        "voice": Setting(scope_type(vocabulary), "Limits that hold for every reply."),
        "situations": Setting(
            MapOf(scope_type(vocabulary), (*SITUATIONS, *SITUATION_ALIASES), meanings=tuple(SITUATION_MEANINGS.items())),
            "Limits by what the reply answers. The strictest of voice, channel and situation wins, unless a limit says override: true.",
        ),
        "channels": Setting(MapOf(channel_type(vocabulary), channels, open_names=True), "Facts and limits by where the reply is published."),
        "modes": Setting(MapOf(scope_type(vocabulary), MODES), "Limits by how the brand behaves: proactive, reactive or refuse, as the channel or account says."),
        "accounts": Setting(
            MapOf(account_type(vocabulary)),
            "Named accounts, such as a support profile. Each has the facts and limits of its channel; it may say other facts, and tighten limits, never loosen them.",
            example="{fjordfly-help: {channel: x, support: yes, mode: reactive}}",
        ),
        "agents": Setting(
            MapOf(agent_type(vocabulary)), "The people who answer. An agent may tighten limits, never loosen them.", example="{michael: {name: Michael, humor: {max: 30}}}"
        ),
        **vocabulary.sections,
        "gate": Setting(Record(Gate), "From which tone risk a reply is warned of or fails.", example="{fail_at: 60, warn_at: 30}"),
        "judgement": Setting(Record(Judgement), "How replies are judged."),
        "drafts": Setting(Record(Drafts), "Which files hold drafts, and where in them the replies stand."),
        "suppressions": Setting(Record(Suppressions), "What drafts may keep although a check finds it."),
        "severity": Setting(
            MapOf(Choice((*SEVERITIES, "off"), meanings=tuple(_SEVERITY_MEANINGS.items()))),
            "How grave single checks are: check id or family to warn, fail or off.",
            example="{style/exclamation-marks: warn}",
        ),
        "off": Setting(
            MapOf(Text()),
            "What this guide switches off of the guides it extends, each with the reason: the path of a value, or the id or family of a check.",
            example='{voice.snark: "We bite back, it is our voice.", style/emoji: "Emoji are fine with us."}',
        ),
        "examples": Setting(Record(Examples), "The guide's own tests: replies to approve and to reject."),
    }


def make_guide(values: dict[str, Any], tree_place: Place, path: str, files: tuple[str, ...], reader: Reader, vocabulary: Vocabulary) -> Guide:
    """The guide from the values that ``guide_keys`` read."""
    channels: dict[str, Channel] = {}
    for name, content in values.get("channels", {}).items():
        facts, limits = _parted(ChannelFacts, content)
        channels[name] = Channel(limits, tree_place, ChannelFacts(**facts))
    accounts: dict[str, Account] = {}
    for name, content in values.get("accounts", {}).items():
        facts, rest = _parted(ChannelFacts, content)
        own, limits = _parted(Account, rest)
        accounts[name.lower()] = Account(limits, tree_place, ChannelFacts(**facts), **own)
    agents: dict[str, Agent] = {}
    for name, content in values.get("agents", {}).items():
        own, limits = _parted(Agent, content)
        agents[name.lower()] = Agent(limits, tree_place, **own)
    named = [target for scope in (*channels.values(), *accounts.values()) if scope.facts.redirect_to for target in scope.facts.redirect_to.value]
    named += [account.channel for account in accounts.values() if account.channel]
    for target in named:
        if target.value not in channels and CHANNEL_ALIASES.get(target.value) not in channels and target.value.lower() not in accounts:
            from voicecheck.problems import suggestion

            reader.problem(
                target.place,
                f'the channel "{target.value}" is not known; allowed are {", ".join(sorted((*channels, *accounts)))}, or one that this guide describes under channels.{suggestion(target.value, (*channels, *accounts, *CHANNEL_ALIASES))}',
            )
    severity = values.get("severity", {})
    families = {check_id.split("/")[0] for check_id in vocabulary.check_ids}
    own_patterns = tuple(f"pattern/{name}" for name in values.get("patterns", ()))
    suppressions = values.get("suppressions") or Suppressions()
    protected = [(entry.value, entry.place) for entry in suppressions.never.value] if suppressions.never else []
    for name, place in (*((name, value.place) for name, value in severity.items()), *protected):
        if name not in vocabulary.check_ids and name not in families and name not in own_patterns:
            from voicecheck.problems import suggestion

            reader.problem(place, f'there is no check "{name}"; `voicecheck rules` lists them.{suggestion(name, (*vocabulary.check_ids, *families, *own_patterns))}')
    for name, value in severity.items():
        if value.value != "fail":
            always = next((check_id for check_id in vocabulary.absolute if name in (check_id, check_id.split("/")[0])), "")
            if always:
                turned = "off" if value.value == "off" else "into a warning"
                reader.problem(
                    value.place,
                    f"{always} always fails and no guide can turn it {turned}; remove this line" + (", or name the other checks of the family" if always != name else ""),
                )
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and first.value > last.value:
        reader.problem(first.place, f"valid_from {first.value} is after valid_until {last.value}; the guide would never hold")
    languages = tuple(dict.fromkeys(item.value for item in values["languages"].value)) if values.get("languages") else vocabulary.languages
    return Guide(
        path=path,
        brand=values["brand"].value if values.get("brand") else "",
        languages=languages or vocabulary.languages,
        voice=Scope(values.get("voice", {}), tree_place),
        situations={name: Scope(limits, tree_place) for name, limits in values.get("situations", {}).items()},
        channels=channels,
        accounts=accounts,
        agents=agents,
        modes={name: Scope(limits, tree_place) for name, limits in values.get("modes", {}).items()},
        sections={name: values[name] for name in vocabulary.sections if values.get(name) is not None},
        gate=values.get("gate") or Gate(),
        judgement=values.get("judgement") or Judgement(),
        drafts=values.get("drafts") or Drafts(),
        suppressions=suppressions,
        severity=severity,
        examples=values.get("examples") or Examples(),
        version=values.get("version"),
        description=values["description"].value if values.get("description") else "",
        valid_from=first,
        valid_until=last,
        files=files,
    )


def _parted(model: type, content: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a scope says, parted into the fields of ``model`` and the rest: its limits."""
    own = settings_of(model)
    return {key: value for key, value in content.items() if key in own}, {key: value for key, value in content.items() if key not in own}
