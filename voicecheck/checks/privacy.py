"""Personal data: what may be asked for and revealed, and where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Choice, ListOf, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding
from voicecheck.spans import outermost
from voicecheck.tone.evidence import Evidence

DATA = ("full_name", "birth_date", "national_id", "card_number", "account_number", "password", "address", "phone", "email", "customer_number")
"""Kinds of personal data; the lexicons' categories are these with ``data_`` before them."""


REVEALED = ("national_id", "card_number", "account_number", "phone", "email", "order_number", "birth_date", "address", "full_name")
"""Kinds of personal data that can be seen in a reply; the last two only as placeholders."""


@frozen
class Audience:
    """What may not be asked for or revealed on one kind of channel."""

    never_ask: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(DATA)), "Personal data that no reply here may ask for.", strictest="union", example="[birth_date, national_id]"
    )
    never_reveal: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Choice(REVEALED)), "Personal data that no reply here may hold.", strictest="union", example="[national_id, card_number, order_number]"
    )
    place: Place = Place("")

    @cached_property
    def unrevealed(self) -> dict[str, Sourced[str]]:
        """The data that no reply here may hold, with the lines that say so."""
        return {entry.value: entry for entry in self.never_reveal.value} if self.never_reveal else {}


@frozen
class Privacy:
    """Personal data in public and in private."""

    public: Audience | None = setting(Record(Audience), "Where everybody can read. Asking to send it by private message is fine if the channel has one.")
    private: Audience | None = setting(Record(Audience), "In chat, e-mail, SMS and direct messages.")
    own_contacts: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()),
        "The brand's own telephone numbers, bank accounts and e-mail addresses, or ends of addresses such as @fjordfly.example; every other is taken for a customer's.",
        example="['815 22 040', '@fjordfly.example']",
    )
    place: Place = Place("")

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The brand's own contacts as they are written."""
        return tuple(entry.value for entry in self.own_contacts.value) if self.own_contacts else ()


class PublicRequest(Check):
    """Asks for personal data where everybody reads along.

    Looks for:
    a request for the data listed in ``privacy.public.never_ask`` on a public channel, unless the
    same sentence sends the customer to a private message and the channel lets everybody send
    one. On private channels ``privacy.private.never_ask`` holds, without exception.

    Why:
    The customer will answer where he was asked: a birth date under a post cannot be taken back.
    """

    id = "privacy/public-request"
    reads = ("privacy",)
    needs = tuple("data_" + kind for kind in DATA)
    source = "Telenor to Espen, Facebook 2013; guides of Kela/FPA, Loopia, AFA, SLU, Falkenberg"
    sections = {"privacy": Setting(Record(Privacy), "Personal data that replies may not ask for or reveal.")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        privacy = examined.guide.sections.get("privacy")
        audience = (privacy.public if examined.is_public else privacy.private) if privacy else None
        if audience is None or audience.never_ask is None:
            return
        if not any(examined.of("data_" + entry.value) for entry in audience.never_ask.value):
            return
        row = examined.row
        sentence = {start: (row.sentence_start[i], row.stop[i]) for i, start in enumerate(row.starts)}
        asking = {sentence[item.start] for item in examined.of("asks_for") if item.start in sentence}
        private = {sentence[item.start] for item in examined.of("private_channel") if item.start in sentence}
        direct = examined.facts.direct_messages.value if examined.facts.direct_messages else "open"
        asked: dict[str, list[tuple[Evidence, Place]]] = {}
        for entry in audience.never_ask.value:
            for item in examined.of("data_" + entry.value):
                where = sentence.get(item.start)
                by_message = where in private
                if where is None or not (where in asking or "?" in where[1] or (by_message and examined.is_public)):
                    continue
                if examined.is_public and by_message and direct == "open":
                    continue
                how = "private" if not examined.is_public else "message" if by_message else "public"
                asked.setdefault(how, []).append((item, entry.place))
        for how, items in asked.items():
            yield self._asked(examined, how, items, direct)

    def _asked(self, examined: Examined, how: str, items: list[tuple[Evidence, Place]], direct: str) -> Finding:
        """One finding for all data that are asked for in the same way."""
        places = outermost((item.start, item.end) for item, _ in items)
        words = ", ".join(f"“{examined.quote(*place)}”" for place in places)
        verb = "is" if len(places) == 1 else "are"
        if how == "message":
            why = f"{examined.channel} has no private messages" if direct == "none" else f"only followers can write privately on {examined.channel}"
            message = f"{words} {verb} asked for by private message, but {why}, so the answer may come in public."
            advice = "Name a way that is open to this customer, such as a telephone number or a secure form."
        elif how == "public":
            message = f"{words} {verb} asked for in public."
            advice = "Ask for it in a private message, in the same sentence: “Send us a direct message with …”."
        else:
            message = f"{words} may not be asked for, not even in private."
            advice = "Use the secure form or the signed-in page for it."
        return self.finding(message, advice, places, items[0][1])


class NoDirectMessages(Check):
    """Invites to a private message where there is none.

    Looks for:
    words such as "send us a DM" on a channel whose ``direct_messages`` is none (fails) or
    followers (warns).

    Why:
    The customer cannot do what is asked, and says so in public. On TikTok only followers could
    write to an account when the guide's facts were looked up.
    """

    id = "channel/no-direct-messages"
    reads = ("direct_messages",)
    needs = ("private_channel",)

    def findings(self, examined: Examined) -> Iterable[Finding]:
        direct = examined.facts.direct_messages
        if direct is None or direct.value == "open" or not examined.is_public:
            return
        found = [item for item in examined.of("private_channel") if not names_another_way(examined, item)]
        if not found:
            return
        words = f"“{examined.quote(found[0].start, found[0].end)}”"
        if direct.value == "none":
            message, severity = f"{words} sends the customer to a private message, which {examined.channel} does not have.", "fail"
        else:
            as_of = f" (as of {examined.facts.as_of.value})" if examined.facts.as_of else ""
            message, severity = f"{words} sends the customer to a private message; on {examined.channel} only followers can write one{as_of}.", "warn"
        yield self.finding(
            message, "Name a way that is open to everybody: another channel, a telephone number, a form.", [(item.start, item.end) for item in found], direct.place, severity
        )


def names_another_way(examined: Examined, item: Evidence) -> bool:
    """Whether the words send the customer to the telephone, e-mail or a form, which are open to
    everybody (the set ``elsewhere`` of the language), or to a channel that the guide redirects to,
    and not to a message on the channel itself."""
    row = examined.row
    targets = examined.facts.redirect_to.value if examined.facts.redirect_to else ()
    elsewhere = (*examined.pack.set_words("elsewhere"), *(entry.value for entry in targets))
    return any(item.start <= start < item.end and word.startswith(elsewhere) for start, word in zip(row.starts, row.words)) if elsewhere else False
