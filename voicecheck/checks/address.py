"""Form of address: du or De, du or Ni."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, Record, Setting, Sourced, setting
from voicecheck.languages.grammar import load_grammar
from voicecheck.problems import Place
from voicecheck.results import Finding

_FORMS = (
    ("du", "informal"), ("dykk", "formal"), ("Dykk", "formal"), ("de", "formal"), ("De", "formal"), ("Dem", "formal"),
    ("dem", "formal"), ("ni", "formal"), ("Ni", "formal"), ("first_name", "informal"),
)  # fmt: skip


@frozen
class FormOfAddress:
    """How the customer is addressed."""

    form: Sourced[str] | None = setting(
        Choice(("informal", "formal"), _FORMS),
        "informal (du) or formal (De, Dem, Deres; Ni, Er, Ert; Dykk; in English sir, madam and titles). du, De and Ni may be written too.",
        example="du",
    )
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class Address(Check):
    """The customer is addressed in another form than the guide's.

    Looks for:
    with ``address: du``, De, Dem and Deres (Ni, Er, Ert; Dykk) inside a sentence, and formal
    salutations; with ``address: De``, du, deg and din. "De" and "Deres" that begin a sentence
    may mean "they" and are left alone. Swedish "ni" in
    small letters counts unless the customer writes "vi": then several people are addressed.

    Why:
    A reply that changes between du and De sounds as if two people wrote it, and neither listened.
    """

    id = "address/form"
    reads = ("address.form",)
    severity = "warn"
    source = "Söderhamn, Helsingborg and Vy style guides; Språkrådet on De and Dere"
    limits = {"address": Setting(Record(FormOfAddress, shorthand="form"), "How one customer is addressed: du (informal) or De, Ni (formal).", example="du")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("address")
        if limit is None or limit.form is None:
            return
        form = limit.form.value
        places = sorted(set(_formal(examined) if form == "informal" else _informal(examined)))
        if not places:
            return
        words = ", ".join(dict.fromkeys(f"“{examined.quote(start, end)}”" for start, end in places[:3]))
        more = " If you write to several people, say so in another way." if any(examined.text[start].islower() for start, _ in places) and form == "informal" else ""
        yield self.finding(
            f"{words} {'is' if len(places) == 1 else 'are'} {'formal' if form == 'informal' else 'informal'} address; the guide asks for the {form} form here.",
            f"Address the customer in the {form} form throughout.{more}",
            places,
            limit.form.place,
        )


def form_of_address(examined: Examined) -> str:
    """How the reply addresses the customer: "formal", "informal", or an empty text where it does
    not, or where the language has one form only."""
    formal, informal = len(set(_formal(examined))), len(set(_informal(examined)))
    return "formal" if formal > informal else "informal" if informal else ""


def _informal(examined: Examined) -> Iterator[tuple[int, int]]:
    informal = load_grammar(examined.language).address.informal
    row = examined.row
    for index, text in enumerate(row.texts if not informal.isdisjoint(map(str.lower, row.texts)) else ()):
        if text.lower() in informal:
            yield row.starts[index], row.ends[index]


def _formal(examined: Examined) -> Iterator[tuple[int, int]]:
    words = load_grammar(examined.language).address
    row = examined.row
    several = not words.for_several.isdisjoint(examined.customer.lower().split())
    for index, text in enumerate(row.texts if not words.any_formal.isdisjoint(row.texts) else ()):
        if (text in words.formal and _is_formal(examined, index)) or (text in words.also_formal and not several):
            yield row.starts[index], row.ends[index]
    for item in examined.of("formal_address"):
        pronoun = any(item.start <= start < item.end and text in words.formal for start, text in zip(row.starts, row.texts))
        if item.strength >= 2 and item.has_place and not pronoun:
            yield item.start, item.end


def _is_formal(examined: Examined, index: int) -> bool:
    """Whether the capital of the word is one of respect: not that of a sentence, nor of a name."""
    return examined.row.sentence_start[index] != index and not _behind_a_sign(examined, index) and not _in_name(examined, index)


def _in_name(examined: Examined, index: int) -> bool:
    """Whether the capital belongs to a name: "De Geer", "Er Ahlsell", or to a text in capitals."""
    row = examined.row
    following = row.texts[index + 1] if index + 1 < row.sentence_end[index] else ""
    before = row.texts[index - 1] if index > row.sentence_start[index] else ""
    return (len(following) > 1 and following[0].isupper()) or (len(before) > 1 and before.isupper())


def _behind_a_sign(examined: Examined, index: int) -> bool:
    """Whether a colon, a dash, a quotation mark or a new line comes before, after which a capital may stand."""
    row = examined.row
    return any(sign in examined.masked[row.ends[index - 1] : row.starts[index]] for sign in ':«“”"–—-•*\n') if index else True
