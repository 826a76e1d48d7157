"""What a reply is for: situation, channel, account, agent and mode, as the guide calls them."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.dimensions import MODES, SITUATION_ALIASES, SITUATIONS
from voicecheck.drafts.reply import Context
from voicecheck.frozen import frozen
from voicecheck.guide.limits import account_channel, account_name, channel_facts, channel_name
from voicecheck.guide.model import ChannelFacts, Guide
from voicecheck.problems import suggestion
from voicecheck.tone.examine import Customer
from voicecheck.tone.rating import rating_given, rating_in
from voicecheck.tone.situation import infer_situation

NOBODY = Customer()


@frozen
class Occasion:
    """Where and why a reply is sent. ``notes`` say what had to be assumed; ``reason`` why the
    reply cannot be judged, else empty."""

    situation: str = ""
    besides: str = ""
    """What a sensitive message is besides: what the guide requires there is required too."""
    channel: str = ""
    account: str = ""
    agent: str = ""
    mode: str = ""
    facts: ChannelFacts = ChannelFacts()
    notes: tuple[str, ...] = ()
    reason: str = ""


def channel_of(guide: Guide, context: Context) -> str:
    """The channel: as given, else that of the account."""
    return channel_name(guide, context.channel) or account_channel(guide, account_name(guide, context.account))


def occasion_of(guide: Guide, context: Context, customer: Customer, earlier: Customer = NOBODY) -> Occasion:
    """What ``context`` says, with the names of the guide; the situation is inferred from the
    customer's message and rating where it is not given, and from what the customer wrote
    ``earlier`` in the conversation."""
    notes: list[str] = []
    channel, account, agent = channel_of(guide, context), account_name(guide, context.account), account_name(guide, context.agent)
    situation, besides = known_situation(context.situation), ""
    if situation and situation not in SITUATIONS:
        return Occasion(channel=channel, reason=_unknown(context.situation, "situation", SITUATIONS))
    if not situation:
        stars = rating_given(context.stars) if context.stars.strip() else rating_in(context.customer)
        inferred = infer_situation(customer.evidence, context.customer, stars, earlier.evidence)
        situation, besides = inferred.name, inferred.besides
        if inferred.note:
            notes.append(inferred.note)
    if channel and channel not in guide.channels:
        notes.append(f"the guide knows no channel “{channel}”, so it is taken for public.{suggestion(channel, guide.channels)}")
    for kind, name, known in (("account", account, guide.accounts), ("agent", agent, guide.agents)):
        if name and known and name not in known:
            limits = "the limits of its channel hold" if kind == "account" else "the brand's limits hold"
            notes.append(f"the guide knows no {kind} “{name}”, so {limits}.{suggestion(name, known)}")
    facts = channel_facts(guide, channel, account)
    mode = context.mode.strip().lower() or (facts.mode.value if facts.mode else "")
    if mode and mode not in MODES:
        return Occasion(channel=channel, reason=_unknown(context.mode, "mode", MODES))
    return Occasion(situation, besides, channel, account, agent, mode, facts, tuple(notes))


def known_situation(given: str) -> str:
    """A situation's own name, for one of its names."""
    name = given.strip().lower()
    return SITUATION_ALIASES.get(name, name)


def _unknown(given: str, kind: str, allowed: Iterable[str]) -> str:
    names = list(allowed)
    return f"“{given}” is no {kind} (there are {', '.join(names)}).{suggestion(given.strip().lower(), names)}".rstrip(".")
