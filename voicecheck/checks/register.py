"""Contractions and abbreviations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.phrases import folded, telling_runs
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, ListOf, Record, Setting, Sourced, Text, setting
from voicecheck.languages.grammar import load_grammar
from voicecheck.problems import Place
from voicecheck.results import Finding, Fix


@frozen
class ContractionUse:
    """Whether contractions are used."""

    use: Sourced[str] | None = setting(Choice(("required", "allowed", "forbidden")), "required, allowed or forbidden.", example="required")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class Contractions(Check):
    """A contraction where the guide wants none, or a full form where it wants contractions.

    Looks for:
    with ``contractions: forbidden``, "don't", "we're" (in the Scandinavian languages the short
    forms of speech: "ha'kke", "nån", "ka'"); with ``required``, "do not", "we are" where nothing
    stands on them: not at the end of a sentence ("Yes, it is."), not in a question, not in capitals.

    Why:
    "We are sorry that it did not arrive" is a letter; "we're sorry it didn't" is a person. Brands
    differ, but one brand should not.
    """

    id = "register/contractions"
    reads = ("contractions.use",)
    severity = "warn"
    source = "Microsoft Writing Style Guide; Mailchimp; 18F content guide"
    limits = {"contractions": Setting(Record(ContractionUse, shorthand="use"), "Contractions (don't, we're): required, allowed or forbidden.", example="required")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("contractions")
        if limit is None or limit.use is None or limit.use.value == "allowed":
            return
        required = limit.use.value == "required"
        unwanted = _unwanted(examined.language, required)
        for found in unwanted.found(examined):
            choices = unwanted.instead[_plain(found.group())]
            if required and not _may_contract(examined, found.start(), found.end()):
                continue
            instead = choices[0] if found.group()[:1].islower() or choices[0][:1].isupper() else choices[0][:1].upper() + choices[0][1:]
            certain = len(choices) == 1 and (required or not _may_be_has(examined, found.group(), found.end()))
            yield self.finding(
                f"“{found.group()}” is {'written out' if required else 'a contraction'}; the guide {'asks for contractions' if required else 'wants none'} here.",
                f"Write “{instead}”.",
                [found.span()],
                limit.use.place,
                suggestion=instead if certain else None,
                fixes=[Fix(*found.span(), instead, safe=certain)],
            )


def _may_contract(examined: Examined, start: int, end: int) -> bool:
    """Whether a full form could be contracted without harm: it is not stressed, not last."""
    row = examined.row
    last = max(bisect_left(row.starts, end) - 1, 0)
    if not row.length or last + 1 >= row.sentence_end[last]:
        return False
    between = examined.masked[end : row.starts[last + 1]] if last + 1 < row.length else ""
    words = examined.text[start:end].split()
    return not between.strip() and not any(word.isupper() and len(word) > 1 for word in words)


def _may_be_has(examined: Examined, short: str, end: int) -> bool:
    """Whether the short form of "is" may stand for "has": a participle follows ("it's been")."""
    following = next((text.lower() for start, text in zip(examined.row.starts, examined.row.texts) if start >= end), "")
    passive = load_grammar(examined.language).passive
    participle = following in passive.participles | passive.auxiliaries or following.endswith(passive.participle_endings)
    return _plain(short).endswith("'s") and participle


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


@frozen
class _Unwanted:
    """The forms that the guide does not want, folded, with their telling runs; what each is replaced
    by; what finds them."""

    forms: tuple[str, ...]
    telling: frozenset[str]
    instead: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]

    def found(self, examined: Examined) -> Iterable[re.Match[str]]:
        """Every one in the reply; most hold none, which is quickly seen."""
        may_hold = not self.telling.isdisjoint(examined.runs) and any(map(" ".join(examined.folded.split()).__contains__, self.forms))
        return self.pattern.finditer(examined.masked) if may_hold else ()


@lru_cache(maxsize=16)
def _unwanted(language: str, required: bool) -> _Unwanted:
    """The contractions of a language, or the full forms where contractions are ``required``."""
    found: dict[str, tuple[str, ...]] = {}
    for full, short in load_grammar(language).contractions:
        wrong, right = (full, short) if required else (short, full)
        found[wrong.lower()] = (*found.get(wrong.lower(), ()), right)
    words = sorted(found, key=len, reverse=True)
    by_letter: dict[str, list[str]] = {}  # so that at most places one letter tells that none is there
    for word in words:
        by_letter.setdefault(_written(word[0]), []).append(_written(word[1:]))
    choices = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    pattern = re.compile(rf"(?<![\w'’])(?:{choices})(?![\w'’])", re.IGNORECASE)
    return _Unwanted(tuple(map(folded, words)), telling_runs(words), found, pattern)


def _written(form: str) -> str:
    """A form as an expression: any white space, either apostrophe."""
    return re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")


@frozen
class AbbreviationUse:
    """Which abbreviations are used."""

    use: Sourced[str] | None = setting(
        Choice(("none", "ordinary", "any"), (("forbidden", "none"), ("allowed", "any"))),
        "none: everything is written out; ordinary: those of a letter (e.g., bl.a.) are fine, text-speak (u, thx, pls) is not; any. Default: any.",
        example="ordinary",
    )
    allow: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "These are fine whatever else is said.", strictest="intersection", example="[kl., ca.]")
    avoid: Sourced[tuple[Sourced[str], ...]] | None = setting(ListOf(Text()), "These are not used, whatever else is said.", strictest="union", example="[mvh, ifm.]")
    override: Sourced[bool] | None = setting(Boolean(), "true: this limit replaces those of the wider scopes.")
    place: Place = Place("")


class Abbreviations(Check):
    """An abbreviation or text-speak that the guide does not want.

    Looks for:
    with ``abbreviations: ordinary``, text-speak from the language's lexicon (u, 4, pls, mvh);
    with ``none``, also the abbreviations of letters (e.g., bl.a., ifm.), with the full form as
    a fix; always those of ``avoid``, never those of ``allow``.

    Why:
    "mvh" says that the full greeting was not worth the second it takes, and an abbreviation is a
    riddle to whoever reads a second language or listens to a screen reader.
    """

    id = "register/abbreviations"
    reads = ("abbreviations",)
    severity = "warn"
    source = "Mailchimp and National Trails content guides; Klarspråk"
    limits = {"abbreviations": Setting(Record(AbbreviationUse, shorthand="use"), "Which abbreviations and text-speak a reply may hold: none, ordinary or any.", example="ordinary")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        limit = examined.limits.get("abbreviations")
        if limit is None:
            return
        allowed = {_bare(entry.value) for entry in (limit.allow.value if limit.allow else ())}
        told: set[int] = set()
        for start, end, rule, full in (*_avoided(examined, limit), *_used(examined, limit)):
            text = examined.text[start:end]
            if start in told or _bare(text) in allowed:
                continue
            told.add(start)
            instead = full[:1].upper() + full[1:] if full and text[:1].isupper() and not text.isupper() else full
            yield self.finding(
                f"“{text}” is {'an abbreviation' if full else 'text-speak or an abbreviation'} that the guide does not want here.",
                f"Write “{instead}”." if instead else "Write it out.",
                [(start, end)],
                rule,
                suggestion=instead or None,
                fixes=[Fix(start, end, instead, safe=False)] if instead else (),  # its full stop may be the sentence's
            )


def _avoided(examined: Examined, limit: AbbreviationUse) -> Iterator[tuple[int, int, Place, str]]:
    short = load_grammar(examined.language).abbreviations
    for entry in limit.avoid.value if limit.avoid else ():
        for found in _pattern((entry.value,)).finditer(examined.masked):
            yield found.start(), found.end(), entry.place, _full(found.group(), short)


def _used(examined: Examined, limit: AbbreviationUse) -> Iterator[tuple[int, int, Place, str]]:
    if limit.use is None or limit.use.value == "any":
        return
    short = load_grammar(examined.language).abbreviations
    if limit.use.value == "none" and short and not _telling(tuple(short)).isdisjoint(examined.runs):
        for found in _pattern(tuple(short)).finditer(examined.masked):
            yield found.start(), found.end(), limit.use.place, _full(found.group(), short)
    for item in examined.of("text_speak"):
        yield item.start, item.end, limit.use.place, _full(item.text, short)


def _full(text: str, short: dict[str, str]) -> str:
    bare = _bare(text)
    return next((full for abbreviation, full in short.items() if _bare(abbreviation) == bare), "")


def _bare(text: str) -> str:
    return re.sub(r"[.\s]", "", text).lower()


@lru_cache(maxsize=64)
def _telling(abbreviations: tuple[str, ...]) -> frozenset[str]:
    return telling_runs(abbreviations)


@lru_cache(maxsize=64)
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(abbreviations, key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(re.escape(word) for word in words) + r")(?![\w])", re.IGNORECASE)
