"""The first and the last line: how a reply greets and how it is signed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.structure import has_signature
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, ListOf, Reader, Record, Setting, Sourced, Text, setting
from voicecheck.problems import Place
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence

_FIELD = re.compile(r"\{(\w*)\}")
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}|\{\{?[^{}]*\}?\}|\[[^\]]*\]|%\w+%?|\$\w+\$?)"
"""A name with a capital, or a placeholder that will be one."""


@frozen
class Signature:
    """How replies are signed."""

    form: Sourced[str] | None = setting(Text(), "How a signature looks: {name} stands for a name, {agent} for that of the agent, {brand} for the brand's.", example='"/{name}"')
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


def sound_signature(signature: Signature, reader: Reader) -> None:
    for field in _FIELD.findall(signature.form.value) if signature.form else ():
        if field not in ("name", "agent", "brand"):
            assert signature.form is not None
            reader.problem(signature.form.place, f"{{{field}}} is no part of a signature; there are {{name}}, {{agent}} and {{brand}}.")


class SignatureForm(Check):
    """A reply that is not signed in the brand's way.

    Looks for:
    the ``signature.form`` at the end of the reply: with "/{name}" a line or sentence must end in
    “/Michael”. Where the draft names its agent and the guide the agent's name, it must be that name.

    Why:
    A name makes a person of a company, and tells the customer whether the same person answers again.
    """

    id = "structure/signature"
    reads = ("signature",)
    source = "Telenor: “/Michael”; AFA, Stockholm University"
    limits = {"signature": Setting(Record(Signature, shorthand="form", validate=sound_signature), "How replies are signed.", example='"/{name}"')}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("signature")
        if limit is None or limit.form is None:
            return
        agent = examined.guide.agents.get(examined.agent)
        name = agent.name.value if agent and agent.name else ""
        if re.search(self._pattern(limit.form.value, name, examined.guide.brand), examined.text.rstrip()):
            return
        shown = limit.form.value.replace("{brand}", examined.guide.brand)
        shown = re.sub(r"\{(name|agent)\}", name or r"{\1}", shown)
        last = examined.text.rstrip().splitlines()[-1].strip() if has_signature(examined.text) else ""
        found = f"it ends “{last[-40:]}”" if last else "it is not signed"
        yield self.finding(f"A reply here is signed “{shown}”; {found}.", f"End with {shown}.", (), limit.form.place, layer="structure")

    @staticmethod
    def _pattern(form: str, name: str, brand: str) -> str:
        pieces = {"name": re.escape(name) if name else _NAME, "agent": re.escape(name) if name else _NAME, "brand": re.escape(brand)}
        parts = [part if index % 2 == 0 else pieces.get(part, "") for index, part in enumerate(_FIELD.split(form))]
        body = "".join(re.escape(part).replace(r"\ ", r"\s+").replace(r"\\n", r"\s+") if index % 2 == 0 else part for index, part in enumerate(parts))
        return rf"(?:^|[\s.,!?)]){body}[.!]?\Z"


@frozen
class Greeting:
    """How replies greet."""

    with_name: Sourced[bool] | None = setting(Boolean(), "true: the greeting must hold the customer's name, or a placeholder for it.", strictest="higher", example="true")
    forms: Sourced[tuple[Sourced[str], ...]] | None = setting(
        ListOf(Text()), "The greetings allowed; the reply must begin with one.", strictest="intersection", example="[Hei, Hej]"
    )
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class GreetingForm(Check):
    """A greeting without the customer's name, or not in the brand's form.

    Looks for:
    with ``greeting.with_name: true``, a name or a placeholder behind the greeting; with
    ``greeting.forms``, one of these words at the beginning.

    Why:
    “Hei Espen” is written to one person. A reply that could have been sent to anybody usually was.
    """

    id = "structure/greeting"
    reads = ("greeting",)
    severity = "warn"
    source = "AFA, essa, cx-macros, NTA, BFK and Northorium guides; Telenor to Espen"
    limits = {"greeting": Setting(Record(Greeting), "How replies greet.", example="{with_name: true, forms: [Hei, Hej]}")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("greeting")
        if limit is None:
            return
        greeting = opening_greeting(examined)
        place = [(greeting.start, greeting.end)] if greeting else []
        if limit.forms is not None:
            opening = examined.text.lstrip()
            if not any(re.match(re.escape(form.value) + r"(?!\w)", opening, re.IGNORECASE) for form in limit.forms.value):
                forms = ", ".join(f"“{form.value}”" for form in limit.forms.value)
                what = f"“{examined.quote(greeting.start, greeting.end)}” is not how the brand greets" if greeting else "The reply does not greet"
                yield self.finding(f"{what}; it greets with {forms}.", f"Begin with {forms}.", place, limit.forms.place)
        if limit.with_name is not None and limit.with_name.value and not greets_by_name(examined):
            what = f"“{examined.quote(greeting.start, greeting.end)}” greets nobody by name" if greeting else "The reply does not greet the customer by name"
            yield self.finding(f"{what}.", "Put the customer's name, or its placeholder, behind the greeting.", place, limit.with_name.place)


def opening_greeting(examined: Examined) -> Evidence | None:
    """The greeting with which the reply begins."""
    return next((item for item in examined.of("greeting") if item.start <= 3), None)


def greets_by_name(examined: Examined) -> bool:
    """Whether a capitalised word or a placeholder follows within the first words of the greeting."""
    greeting = opening_greeting(examined)
    if greeting is None:
        return False
    head = re.split(r"[,!.\n:–—]", examined.text[greeting.start :], maxsplit=1)[0][:60]
    named = re.match(rf"\w+(?: \w+){{0,2}}? {_NAME}", head)
    set_off = re.match(rf"\w+(?: \w+){{0,2}}?, {_NAME}[,!.\n:–—]", examined.text[greeting.start :])  # "Hei, Kari!"
    return bool(named or set_off)
