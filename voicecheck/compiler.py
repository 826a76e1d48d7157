"""Compiles a guide: the checks that apply, the packs they need, the limits in force."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from voicecheck.branches import worst_of
from voicecheck.checks.asked import InForce, asked, in_force
from voicecheck.checks.check import Check, Examined
from voicecheck.checks.exceptions import silenced
from voicecheck.checks.mirror import playful_signs
from voicecheck.checks.registry import code_checks, marker_checks, vocabulary
from voicecheck.checks.traits import traits_of
from voicecheck.dimensions import SITUATIONS
from voicecheck.drafts.mask import mask
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.template import expand
from voicecheck.guide.files import ReadFile, read_file
from voicecheck.guide.limits import channel_facts, limits_for
from voicecheck.guide.model import LANGUAGE_ALIASES, Guide
from voicecheck.joined import Joined, in_order
from voicecheck.languages.detect import detect
from voicecheck.languages.foreign import language_without_pack
from voicecheck.loaded_guide import LoadedGuide
from voicecheck.memo import Memo
from voicecheck.occasion import Occasion, channel_of, known_situation, occasion_of
from voicecheck.results import UNANSWERED, Finding, Result
from voicecheck.selection import ALL, Selection
from voicecheck.sound_guide import sound_guide
from voicecheck.tone.examine import Annotated, Customer, annotate, read_customer
from voicecheck.tone.lexicon import Lexicon, load_lexicon
from voicecheck.tone.score import RISK, load_weights
from voicecheck.tone.statistics import load_statistics

_MOST_OCCASIONS = 4096
"""So many occasions are remembered: a stream may name any number of accounts."""
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: what Python makes of a byte that is no UTF-8."""


class CompiledGuide(LoadedGuide):
    """A guide made ready to judge replies. Build once; it may judge any number of them.

    Loading is lazy: spaCy and a language's pack are read when the first reply in that
    language is judged.
    """

    def __init__(self, guide: Guide, selection: Selection = ALL) -> None:
        super().__init__(guide, selection)
        self.checks: tuple[Check, ...] = code_checks()
        self._in_force: Memo[tuple[str, str, str, str, str], InForce] = Memo(lambda occasion: self._asks(*occasion), _MOST_OCCASIONS)

    @cached_property
    def _statistics_on(self) -> bool:
        switch = self.guide.judgement.statistics
        return switch is None or switch.value

    @cached_property
    def _limits_language(self) -> bool:
        """Whether a reply in a language without a pack is a finding (language/…), rather than unchecked."""
        guide = self.guide
        scopes = (guide.voice, *guide.situations.values(), *guide.channels.values(), *guide.accounts.values(), *guide.agents.values(), *guide.modes.values())
        return any("reply_language" in scope.limits for scope in scopes)

    def limits(self, situation: str, channel: str, account: str = "", agent: str = "", mode: str = "") -> dict[str, Any]:
        """The limits in force for a situation and a channel, an account, an agent, a mode."""
        return self._in_force[situation, channel, account, agent, mode].limits

    def _asks(self, situation: str, channel: str, account: str, agent: str, mode: str) -> InForce:
        """What the guide asks of the replies of one occasion."""
        return in_force(self.guide, self.checks, limits_for(self.guide, situation, channel, account, agent, mode), channel_facts(self.guide, channel, account), mode)

    def check(self, reply: Reply | str, *, language: str = "", channel: str = "", situation: str = "", customer: str = "") -> Result:
        """Judge one reply.

        ``reply`` may be a text; the other arguments fill in what its context leaves open.
        Language, situation and the like are named as in a guide ("nb", "complaint").
        """
        from voicecheck.drafts.reply import Context, reply_from_text

        given = reply_from_text(reply) if isinstance(reply, str) else reply
        context = given.context.over(Context(language, channel, situation, customer)) if language or channel or situation or customer else given.context
        return self._check(given if context is given.context else replace(given, context=context))

    def check_all(self, replies: Iterable[Reply | str]) -> Iterator[Result]:
        """Judge replies one after the other, as they come."""
        for reply in replies:
            yield self.check(reply)

    def _check(self, reply: Reply) -> Result:
        """Judge every way through the reply, which may be a template, and tell the worst."""
        expansion = expand(reply)
        return worst_of([self._judge(branch) for branch in expansion.branches], expansion.notes)

    def _judge(self, reply: Reply) -> Result:
        context = reply.context
        channel = channel_of(self.guide, context)
        if reply.unchecked:
            return self._unanswered(reply, channel) if not reply.text and context.customer.strip() else self._unchecked(reply, context.language, channel, reply.unchecked)
        if HALF_CHARACTER.search(reply.text + context.customer):
            return self._unchecked(reply, context.language, channel, "the reply or the customer's message holds broken characters (half surrogate pairs); store it as UTF-8")
        masked = mask(reply.text, context.customer)
        language, notes, reason = self._language(context.language, masked.text, context.customer)
        if reason:
            return self._unchecked(reply, language, channel, reason)
        lexicon = load_lexicon(language)
        customer = self._customer(context.customer, language)
        earlier = self._customer(reply.thread.earlier if reply.thread else "", language)
        occasion = occasion_of(self.guide, context, customer, earlier)
        if occasion.reason:
            return self._unchecked(reply, language, channel, occasion.reason)
        statistics = load_statistics(language) if self._statistics_on else None
        annotated = annotate(reply.text, masked, occasion.situation, customer, lexicon, load_weights(), statistics)
        if not annotated.row.length and not annotated.emoji:
            return self._unchecked(reply, language, channel, "it holds no words")
        asks = self._in_force[occasion.situation, occasion.channel, occasion.account, occasion.agent, occasion.mode]
        examined = self._examined(reply, language, occasion, customer, annotated, lexicon, asks.limits)
        found = self._findings(examined, asks.checks)
        findings, suppressed = silenced(self.guide, vocabulary(), reply.text, found) if found else (found, ())
        return Result(
            reply, language, channel, occasion.situation, findings[0].severity if findings else "pass",  # the gravest is the first
            risk=annotated.scores[RISK].value,
            tone={name: score.value for name, score in annotated.scores.items() if name != RISK},
            findings=findings,
            scores=annotated.scores,
            bands=asks.bands,
            evidence=annotated.evidence,
            guide=self.guide.path,
            notes=(*notes, *occasion.notes, *_playful(examined)),
            traits=traits_of(examined) if reply.group and "parity" in self.guide.sections else None,
            suppressed=suppressed,
        )  # fmt: skip

    def _unchecked(self, reply: Reply, language: str, channel: str, reason: str) -> Result:
        situation = known_situation(reply.context.situation)
        return Result(reply, language, channel, situation if situation in SITUATIONS else "other", "unchecked", reason=reason, guide=self.guide.path)

    def _unanswered(self, reply: Reply, channel: str) -> Result:
        """A customer's message without a reply: not judged, but told, with its situation."""
        context = reply.context
        language, _, reason = self._language("", context.customer)
        situation = "" if reason else occasion_of(self.guide, context, self._customer(context.customer, language)).situation
        return replace(self._unchecked(reply, context.language or language, channel, UNANSWERED), situation=situation or "other")

    def _language(self, given: str, masked: str, customer: str = "") -> tuple[str, tuple[str, ...], str]:
        """The language, remarks on how it was found, and why the reply cannot be judged."""
        known = vocabulary().languages
        if given:
            code = given.strip().replace("_", "-")
            code = dict(LANGUAGE_ALIASES).get(code, code)
            code = code if code in known else code.split("-")[0].lower()
            code = dict(LANGUAGE_ALIASES).get(code, code)
            if code not in known:
                return given, (), f"voicecheck has no language pack for “{given}” (it has {', '.join(known)})"
            return code, (), ""
        other, _ = language_without_pack(masked)
        if other and not self._limits_language:
            return "", (), f"it seems to be in {other}, for which voicecheck has no language pack (it has {', '.join(known)}); give its language if it is in one of these"
        languages = self.guide.languages
        detected = detect(masked, languages)
        if detected.language:
            return detected.language, (), ""
        theirs = detect(customer, languages).language if customer.strip() else ""
        if theirs and (theirs in detected.plausible or not detected.plausible):
            return theirs, (f"too short to tell the language; taken for {theirs}, in which the customer writes",), ""
        taken = detected.plausible[0] if detected.plausible else languages[0]
        why = "the guide's first language" if taken == languages[0] else "the first of the guide's languages that it may be"
        return taken, (f"too short to tell the language; taken for {taken}, {why}",), ""

    def _customer(self, message: str, language: str) -> Customer:
        """The customer's message, read in its own language if the guide knows that one."""
        if not message.strip():
            return Customer()
        detected = detect(message, self.guide.languages).language or language
        return read_customer(message, load_lexicon(detected, customer=True))

    def _examined(self, reply: Reply, language: str, occasion: Occasion, customer: Customer, annotated: Annotated, lexicon: Lexicon, limits: dict[str, Any]) -> Examined:
        return Examined(
            text=reply.text,
            masked=annotated.masked.text,
            masks=annotated.masked.spans,
            placeholders=annotated.masked.placeholders,
            usual=reply.usual,
            branch=reply.branch,
            language=language,
            situation=occasion.situation,
            besides=occasion.besides,
            channel=occasion.channel,
            account=occasion.account,
            agent=occasion.agent,
            mode=occasion.mode,
            persona=reply.context.persona.strip().lower(),
            reply_id=reply.id,
            facts=occasion.facts,
            customer=reply.context.customer,
            customer_evidence=customer.evidence,
            thread=reply.thread,
            limits=limits,
            guide=self.guide,
            pack=lexicon.pack,
            row=annotated.row,
            evidence=annotated.evidence,
            categories=annotated.categories,
            emoji=annotated.emoji,
            scores=annotated.scores,
            marker_checks=marker_checks(),
        )

    def _findings(self, examined: Examined, checks: Iterable[Check]) -> tuple[Finding, ...]:
        """Every finding once, gravest of its kind, in order of place.

        What a "too low" says with places that other findings name already, it says of the
        reply as a whole: no word is underlined twice for one reason.
        """
        joined = Joined()
        for check in asked(checks, examined):
            for finding in check.findings(examined):
                graded = self.graded(finding)
                if graded is not None:
                    joined.add(graded)
        found = list(joined)
        if not found:
            return ()
        named = {place for finding in found if not finding.check.endswith("/too-low") for place in finding.places}
        settled = [replace(finding, places=tuple(place for place in finding.places if place not in named)) if finding.check.endswith("/too-low") else finding for finding in found]
        return in_order(settled)


def _playful(examined: Examined) -> tuple[str, ...]:
    """Where the guide mirrors the customer: that the customer plays, if the situation does not say so."""
    signs = playful_signs(examined) if examined.limits.get("mirror") is not None and examined.situation != "banter" else ()
    return (f"the customer is taken to play because of {', '.join(f'“{sign}”' for sign in signs[:3])}",) if signs else ()


def with_finding(result: Result, finding: Finding) -> Result:
    """The result with one more finding, and the verdict that this makes."""
    joined = Joined(result.findings)
    joined.add(finding)
    findings = in_order(joined)
    return replace(result, findings=findings, verdict=findings[0].severity)  # the first is the gravest


def load_guide(path: str | os.PathLike[str], selection: Selection = ALL, read: ReadFile = read_file) -> CompiledGuide:
    """Read and compile the guide at ``path`` (a file, or ``voicecheck:NAME`` for a shipped one).
    Of its checks only those in ``selection`` are looked at.

    ``read`` opens the files, from the disk unless told otherwise. Raises VoicecheckError with
    every mistake in the guide and in what it extends.
    """
    return CompiledGuide(sound_guide(os.fspath(path), read), selection)
