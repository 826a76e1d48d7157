"""Makes the guide of the values that were read, and tells what in them does not fit together."""

from __future__ import annotations

from typing import Any

from voicecheck.guide.model import CHANNEL_ALIASES, Account, Agent, Channel, ChannelFacts, Drafts, Examples, Gate, Guide, Judgement, Scope, Suppressions, Vocabulary
from voicecheck.guide.schema import Reader, settings_of
from voicecheck.problems import Place, suggestion


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
