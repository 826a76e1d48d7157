"""The language of the whole reply: the customer's, one of the guide's."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined
from voicecheck.drafts.mask import mask
from voicecheck.guide.schema import Choice, Setting
from voicecheck.languages.detect import detect
from voicecheck.languages.foreign import SURE, language_name, text_language
from voicecheck.languages.pack import language_codes
from voicecheck.results import Finding

_NEARLY_SURE = 0.9
_LEAST_WORDS = 4
_SAME = "same_as_customer"
_ONE_TONGUE = frozenset(("nb", "nn"))
"""Two written forms of one language: everybody reads both, and a customer may still expect his own."""


class NotTheCustomers(Check):
    """A reply in another language than the customer's.

    Looks for:
    with ``reply_language: same_as_customer``, a reply whose language is not that of the customer's
    message, where both can be told. Bokmål for Nynorsk (or the other way) only warns, and so does
    a customer's language that the guide has not.

    Why:
    Whoever writes in Swedish and is answered in English has been told that nobody read the message.
    """

    id = "language/not-the-customers"
    reads = ("reply_language",)
    source = "KLM on social media, 2013; Språkloven § 15 (Norway)"
    limits = {
        "reply_language": Setting(
            Choice((_SAME, "guide", "any")),
            "In which language a reply is written: the customer's (and one of the guide's), one of the guide's, or any.",
            example=_SAME,
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("reply_language")
        if limit is None or limit.value != _SAME or len(examined.customer.split()) < _LEAST_WORDS:
            return
        theirs, probability = text_language(mask(examined.customer).text)
        ours = written_in(examined)
        if not theirs or probability < (_NEARLY_SURE if theirs in language_codes() else 0.0) or theirs == ours:
            return
        if theirs in language_codes() and theirs not in examined.guide.languages and detect(mask(examined.customer).text, (theirs, ours)).probability < SURE:
            return  # few words that may be the reply's language as well: “Kom ikke frem i dag heller”
        has = theirs in examined.guide.languages
        forms = {theirs, ours} == _ONE_TONGUE
        yield self.finding(
            f"The customer writes {language_name(theirs)}, the reply is in {language_name(ours)}.",
            f"Answer in {language_name(theirs)}." if has else f"The guide has no {language_name(theirs)}: ask somebody who writes it, or say kindly which languages you answer in.",
            (),
            limit.place,
            "fail" if has and not forms else "warn",
            layer="structure",
        )


class NotInGuide(Check):
    """A reply in a language that the guide has not.

    Looks for:
    with ``reply_language: guide`` or ``same_as_customer``, a reply that is clearly in a language
    not listed under ``languages``, also one that voicecheck has no lexicon for.

    Why:
    What nobody at the brand can read, nobody can answer for, and the checks of tone do not hold.
    """

    id = "language/not-in-guide"
    reads = ("reply_language",)

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("reply_language")
        if limit is None or limit.value == "any":
            return
        language = written_in(examined)
        if language not in examined.guide.languages:
            names = ", ".join(language_name(code) for code in examined.guide.languages)
            yield self.finding(f"The reply is in {language_name(language)}; the guide's languages are {names}.", f"Write it in {names}.", (), limit.place, layer="structure")


def written_in(examined: Examined) -> str:
    """The language that the reply is really in: what it was judged in, unless it is clearly another."""
    if examined.row.length < _LEAST_WORDS:
        return examined.language
    told, _ = text_language(examined.masked)
    if not told or told == examined.language or told not in language_codes():
        return told or examined.language
    return told if detect(examined.masked, (told, examined.language)).probability >= SURE else examined.language
