"""The keys of a guide: what can be written in the YAML file, in which order it is best written."""

from __future__ import annotations

from voicecheck.dimensions import MODES, SEVERITIES, SITUATION_ALIASES, SITUATION_MEANINGS, SITUATIONS
from voicecheck.guide.model import LANGUAGE_ALIASES, Account, Agent, ChannelFacts, Drafts, Examples, Gate, Judgement, Suppressions, Vocabulary
from voicecheck.guide.schema import Choice, Date, Fields, ListOf, MapOf, Number, Record, Setting, Text, settings_of

_SEVERITY_MEANINGS = {"warn": "the reply is warned of", "fail": "the reply fails", "off": "nothing is said"}


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
