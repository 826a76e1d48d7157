"""Placeholders: which are allowed, how they are written, what stands where they are empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.drafts.placeholders import Placeholder, letters_of, own_names, syntax_names, syntax_signs
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Boolean, Choice, MapOf, Number, Reader, Record, Setting, Sourced, Text, setting
from voicecheck.languages.hygiene import load_hygiene
from voicecheck.problems import Place, suggestion
from voicecheck.results import Finding, Fix

_WORD = re.compile(r"[^\W\d_]+")
_FALLBACK_FILTERS = frozenset({"default", "fallback"})
USES = ("allowed", "forbidden")


@frozen
class Allowed:
    """One placeholder that the tool fills in."""

    sample: Sourced[str] | None = setting(Text(), "A value as it may be, for people to read.", example="Espen")
    max_length: Sourced[float] | None = setting(Number(0, whole=True), "The most characters its value has; a reply's length is counted with it.", example="20")
    can_be_empty: Sourced[bool] | None = setting(Boolean(), "Whether its value may be missing. Default: true.")
    with_fallback: Sourced[str] | None = setting(
        Text(), "How it is written with what stands where its value is missing; fixes write it so.", example="\"{{ first_name | default: 'there' }}\""
    )
    place: Place = Place("")


@frozen
class Placeholders:
    """What placeholders a reply may hold."""

    use: Sourced[str] | None = setting(Choice(USES), "forbidden: the drafts are finished texts, in which nothing is filled in any more.")
    allowed: dict[str, Allowed] | None = setting(
        MapOf(Record(Allowed, shorthand="sample")), "The placeholders that the tool fills in, by name.", example="{customer.first_name: {sample: Espen, max_length: 20}}"
    )
    allow_unknown: Sourced[bool] | None = setting(Boolean(), "Whether others than those under allowed may stand in a reply. Default: false.")
    syntax: Sourced[str] | None = setting(Text(), "How they are written: liquid, handlebars, erb, percent-curly, square …", example="liquid")
    fallback: Sourced[str] | None = setting(
        Choice(("required", "optional")), "required: a placeholder after a greeting says what to write where its value is missing. Default: optional."
    )
    place: Place = Place("")


@frozen
class Use:
    """Whether placeholders may stand in the replies of one scope."""

    use: Sourced[str] | None = setting(Choice(USES), "forbidden: nothing is filled in any more.")
    place: Place = Place("")


def known_syntax(section: Placeholders, reader: Reader) -> None:
    if section.syntax and not syntax_signs(section.syntax.value):
        names = syntax_names()
        reader.problem(section.syntax.place, f'the syntax "{section.syntax.value}" is not known; there are {", ".join(names)}.{suggestion(section.syntax.value, names)}')


def section_of(examined: Examined) -> Placeholders:
    """What the guide says of placeholders."""
    section: Placeholders = examined.guide.sections.get("placeholders") or Placeholders()
    return section


def forbidden(examined: Examined) -> Sourced[str] | None:
    """The line of the guide by which this is a finished text, in which no placeholder may stand."""
    limit: Use | None = examined.limits.get("placeholders")
    use = limit.use if limit and limit.use else section_of(examined).use
    return use if use is not None and use.value == "forbidden" else None


def values_of(examined: Examined) -> Iterator[tuple[Placeholder, str]]:
    """The placeholders that a tool fills in, each as it is written in the reply. Notes to a
    person in the same brackets (``template/leftover`` tells them) are none."""
    for item in examined.placeholders:
        if not item.syntax.is_directive and not is_note(item, examined):
            yield item, examined.text[item.start : item.end]


def is_note(item: Placeholder, examined: Examined) -> bool:
    """Whether what looks like a placeholder is meant for a person: “[insert date]”, “[DATE]”."""
    if item.syntax.signs not in ("[…]", "{…}") or item.name in (section_of(examined).allowed or ()):
        return False
    hygiene = load_hygiene()
    words = _WORD.findall(item.name)
    return (len(words) > 1 and hygiene.instruction.match(item.name) is not None) or any(word in hygiene.fill_in for word in words)


def is_known(item: Placeholder, examined: Examined) -> bool:
    """Whether the guide allows the placeholder, or allows any."""
    section = section_of(examined)
    if not section.allowed or (section.allow_unknown and section.allow_unknown.value) or item.name.split(".")[0] in own_names():
        return True
    return not {item.name, *item.name.split()}.isdisjoint(section.allowed)


def renamed(written: str, item: Placeholder, name: str) -> str:
    """The placeholder as written, with another name."""
    return written.replace(item.name, name, 1)


class UnknownPlaceholder(Check):
    """A placeholder that the tool does not know.

    Looks for:
    names that are not under ``placeholders.allowed``, unless ``allow_unknown`` is true. Where the
    guide lists none, in a file of many placeholders: names whose first part occurs in no other.

    Why:
    The tool fills in what it knows. The customer reads the rest: “Hi [user.name]”.
    """

    id = "template/unknown-placeholder"
    needs = ("placeholder",)
    sections = {
        "placeholders": Setting(
            Record(Placeholders, shorthand="use", validate=known_syntax),
            "Which placeholders replies may hold, and how they are written; forbidden where the drafts are finished texts.",
            example="{allowed: {customer.first_name: {sample: Espen, max_length: 20}}, syntax: liquid}",
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if not examined.placeholders or forbidden(examined):
            return
        section = section_of(examined)
        known = tuple(section.allowed or ()) or examined.usual.names
        if not known or (section.allow_unknown and section.allow_unknown.value):
            return
        letters = {letters_of(name) for name in known}
        heads = {name.split(".")[0] for name in known}
        for item, written in values_of(examined):
            if (section.allowed and is_known(item, examined)) or letters_of(item.name) in letters:
                continue
            if not section.allowed and ("." not in item.name or item.name.split(".")[0] in heads):
                continue
            near = _nearest(item.name, known)
            listed = ", ".join(f"“{name}”" for name in known[:4]) + (" …" if len(known) > 4 else "")
            if section.allowed:
                message, severity = f"“{written}” is not among the placeholders that the guide allows.", "fail"
            else:
                message, severity = f"“{written}” is a name that hardly occurs in this file, which mostly uses {listed}.", "warn"
            better = renamed(written, item, near) if near else None
            advice = f"Write “{better}” if that is meant" if better else f"Use one of {listed}"
            more = ", or add it under placeholders: allowed." if section.allowed else ", or list it under placeholders: allowed in the guide."
            fixes = [Fix(item.start, item.end, better, safe=False)] if better else []
            yield self.finding(message, advice + more, [(item.start, item.end)], section.place if section.allowed else None, severity, suggestion=better, fixes=fixes)


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    by_lower = {item.lower(): item for item in known}
    near = difflib.get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[near[0]] if near else ""


class MixedSyntaxes(Check):
    """Placeholders written in two ways.

    Looks for:
    placeholders that are not written as ``placeholders.syntax`` says; where the guide does not say
    it, those that differ from nearly all others of the file, or from the others of the reply.

    Why:
    A tool fills in one kind. The other kind is copied from another tool, and the customer reads it.
    """

    id = "template/mixed-syntaxes"
    needs = ("placeholder",)
    severity = "warn"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if not examined.placeholders or forbidden(examined):
            return
        found = [(item, written) for item, written in values_of(examined) if is_known(item, examined)]
        if not found:
            return
        section = section_of(examined)
        signs = [item.syntax.signs for item, _ in found]
        right = syntax_signs(section.syntax.value) if section.syntax else examined.usual.signs or max(signs, key=signs.count)
        wrong = [(item, written) for item, written in found if item.syntax.signs != right]
        if not wrong:
            return
        words = ", ".join(dict.fromkeys(f"“{written}”" for _, written in wrong[:3]))
        where = "the guide asks for" if section.syntax else "the rest of the file is written with" if examined.usual.signs else "the others here are written with"
        yield self.finding(
            f"{words} {'is' if len(wrong) == 1 else 'are'} written with {wrong[0][0].syntax.signs}; {where} {right}.",
            f"Write it with {right}, or your tool will leave it as it is.",
            [(item.start, item.end) for item, _ in wrong],
            section.syntax.place if section.syntax else None,
        )


class Unresolved(Check):
    """A placeholder in a finished text.

    Looks for:
    any placeholder where ``placeholders`` is forbidden: in the whole guide, on a channel or in a
    situation.

    Why:
    “Hei [navn]” under a post shows everybody that nobody read it before it was sent.
    """

    id = "template/unresolved-placeholder"
    reads = ("placeholders",)
    needs = ("placeholder",)
    limits = {"placeholders": Setting(Record(Use, shorthand="use"), "forbidden: replies here are finished texts, in which no placeholder may be left.", example="forbidden")}

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if not examined.placeholders:
            return
        use = forbidden(examined)
        items = [item for item in examined.placeholders if not is_note(item, examined)]
        if use is None or not items:
            return
        words = ", ".join(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in items[:3]))
        yield self.finding(f"{words} {'is' if len(items) == 1 else 'are'} not filled in.", "Write what belongs there.", [(item.start, item.end) for item in items], use.place)


class NoFallback(Check):
    """A greeting that is left hanging where the name is missing.

    Looks for:
    a placeholder right after a greeting whose fallback is empty; one without a fallback where
    ``placeholders.fallback`` is required, or where the same placeholder has one elsewhere in the
    file. Not under a condition that asks for the value, nor where ``can_be_empty`` is false.

    Why:
    Many customers have no first name in the system. They read “Hi ,”.
    """

    id = "template/no-fallback"
    needs = ("placeholder",)
    severity = "warn"
    source = "Gorgias and Help Scout documentation on missing values"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        if not examined.placeholders or forbidden(examined):
            return
        section = section_of(examined)
        required = section.fallback if section.fallback and section.fallback.value == "required" else None
        for item, written in values_of(examined):
            declared = (section.allowed or {}).get(item.name)
            if (
                item.fallback
                or (declared and declared.can_be_empty and not declared.can_be_empty.value)
                or _is_asked_for(item.name, examined.branch)
                or not is_known(item, examined)
            ):
                continue
            if item.fallback is None and not required and not _with_fallback(item, examined):
                continue
            greeting = _greeting_before(item, examined)
            if greeting is None:
                continue
            rest = re.match(r"[^\S\n]*[,.!:]?", examined.text[item.end :])
            broken = f"{greeting} {rest.group().strip() if rest else ''}".strip()
            if item.fallback is None and not item.syntax.has_fallback:
                advice = "This way of writing placeholders knows no fallback: word the greeting so that it stands without the name."
            else:
                advice = "Say what to write then (a fallback), or word the greeting so that it stands without the name."
            better = _with_fallback(item, examined)
            fixes = [Fix(item.start, item.end, better)] if better and not {*item.filters} - _FALLBACK_FILTERS else []
            message = f"Where “{written}” has no value, this begins with “{broken}”."
            yield self.finding(message, f"Write “{better}”." if fixes else advice, [(item.start, item.end)], required.place if required else None, fixes=fixes)


def _with_fallback(item: Placeholder, examined: Examined) -> str:
    """The placeholder with a fallback, as the guide says or the file writes it elsewhere; empty
    where neither does."""
    declared = (section_of(examined).allowed or {}).get(item.name)
    return declared.with_fallback.value if declared and declared.with_fallback else examined.usual.written_with_fallback(item.name)


def _greeting_before(item: Placeholder, examined: Examined) -> str | None:
    """The greeting that the placeholder follows, as far as it stands before it."""
    for greeting in examined.of("greeting"):
        if greeting.start < item.start and not examined.text[min(greeting.end, item.start) : item.start].strip(" ,"):
            return examined.text[greeting.start : min(greeting.end, item.start)].strip(" ,")
    return None


def _is_asked_for(name: str, branch: str) -> bool:
    """Whether the reply is written only if the placeholder has a value."""
    return bool(branch) and re.search(rf"\bif (?!not |none ){re.escape(name)}(?![\w.])", branch) is not None
