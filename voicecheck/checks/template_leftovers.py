"""What was never written: notes to the writer, blanks, filler text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.template_placeholders import forbidden, section_of
from voicecheck.languages.hygiene import Hygiene, load_hygiene
from voicecheck.results import Finding
from voicecheck.spans import Apart, Covered

_CAPITALS = re.compile(r"(?<![\w@#])[^\W\d_a-zæøåäöéüß]{2,}(?:[ /+&:–-]{1,3}[^\W\d_a-zæøåäöéüß]+)*(?!\w)")
"""Words in capitals in a row: a date to fill in, an abbreviation, a heading, a shout."""
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"(?<!_)_{3,}(?!_)")
_CROSSES = re.compile(r"(?<![^\W\d_])(?:[Xx]{2,}(?:[./-][Xx]{2,})*)(?![\w])")
_ONE_CROSS = re.compile(r"(?<![\w@.-])X (?=(\S+))")
_BRACKETED = re.compile(r"[\[{<(][^\[\]{}<>()\n]{2,160}[\]}>)]")
_COVERING = ("url", "email", "code", "handle", "tag")
_LONG = 5
"""A list of abbreviations, "(CPU, RAM, OS)", has no word of so many letters."""
_ENOUGH = 3
"""So many words in capitals inside brackets are a note, whatever they say."""


class Leftover(Check):
    """Something that was to be written and was not.

    Looks for:
    TODO, lorem ipsum and notes such as “delete as appropriate” (fail); and what somebody was to fill
    in: XX, “____”, words for what belongs there in capitals (DATE, NAME, AMOUNT), and
    instructions in brackets, “[insert link]” (warn). In a finished text, where
    ``placeholders`` is forbidden, these fail too.

    Why:
    The agent who sends the two-hundredth reply of the day does not see it. The customer does.
    """

    id = "template/leftover"
    severity = "fail"
    source = "Canned replies of a public service: 228 of 1,610 hold blanks that agents had to fill in"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        hygiene = load_hygiene()
        notes, gaps = _unfinished(examined, hygiene), list(_blanks(examined, hygiene))
        return self._free(examined, hygiene, notes, gaps) if notes or gaps else ()

    def _free(self, examined: Examined, hygiene: Hygiene, notes: list[tuple[int, int]], gaps: list[tuple[int, int]]) -> Iterator[Finding]:
        """What is told of notes and gaps that do not stand in links, tags or placeholders."""
        covered = [(start, end) for start, end, kind in examined.masks if kind in _COVERING and not (kind == "tag" and hygiene.instruction.match(examined.text, start + 1, end))]
        covered += [(item.start, item.end) for item in examined.placeholders if not _may_be_note(item.syntax.signs)]
        free = _Free(covered)
        unfinished = free.only(notes)
        if unfinished:
            yield self._told(examined, unfinished, "left over from writing", "Take it out, or finish what it stands for.", "")
        blanks = free.only(gaps, unfinished)
        if blanks:
            severity = "fail" if forbidden(examined) else "warn"
            yield self._told(examined, blanks, "still to be filled in", "Write what belongs there, or let your tool fill it in with a placeholder.", severity)

    def _told(self, examined: Examined, places: list[tuple[int, int]], what: str, advice: str, severity: str) -> Finding:
        words = list(dict.fromkeys(f"“{examined.quote(start, end)}”" for start, end in places))
        more = f" and {len(words) - 3} more" if len(words) > 3 else ""
        return self.finding(f"{', '.join(words[:3])}{more} {'is' if len(words) == 1 else 'are'} {what}.", advice, places, severity=severity)


def _may_be_note(signs: str) -> bool:
    """Whether what these brackets hold may be meant for a person rather than for a tool."""
    return signs in ("[…]", "{…}")


class _Free:
    """Takes places only where nothing is covered, and none twice."""

    def __init__(self, covered: list[tuple[int, int]]) -> None:
        self._covered = covered

    def only(self, places: Iterable[tuple[int, int]], before: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
        """The places in order; of two that overlap, the one that comes first here."""
        covered, taken = Covered([*self._covered, *before]), Apart()
        return sorted(place for place in places if not covered.touch(*place) and taken.take(*place))


def _unfinished(examined: Examined, hygiene: Hygiene) -> list[tuple[int, int]]:
    phrases, words = hygiene.unfinished_words, examined.row.words
    if examined.placeholders:
        words += _words_in_brackets(examined)
    if phrases.keys().isdisjoint(words):
        return []
    written = frozenset(words)
    if not any(phrase <= written for first in phrases.keys() & written for phrase in phrases[first]):
        return []
    return [found.span() for found in hygiene.unfinished.finditer(examined.text)]


def _words_in_brackets(examined: Examined) -> tuple[str, ...]:
    """Words that the row does not hold because they stand in what may be a placeholder."""
    return tuple([word.lower() for item in examined.placeholders for word in _WORD.findall(examined.text[item.start : item.end])])


def _blanks(examined: Examined, hygiene: Hygiene) -> Iterator[tuple[int, int]]:
    text = examined.text
    if "[" in text or "{" in text or "(" in text or "<" in text:
        declared = section_of(examined).allowed or {}
        for found in _BRACKETED.finditer(text):
            inside = found.group()[1:-1].strip()
            if inside not in declared and _is_note(found.group()[0], inside, hygiene):
                yield found.span()
    if "__" in text:
        for found in _BLANK.finditer(text):
            line = text[text.rfind("\n", 0, found.start()) + 1 : text.find("\n", found.end()) if "\n" in text[found.end() :] else len(text)]
            if line.strip(" _"):  # alone on its line it is a rule
                yield found.span()
    if "X" in text or "xx" in text:
        for found in _CROSSES.finditer(text):
            if not _is_kiss(text, found):
                yield found.span()
        for found in _ONE_CROSS.finditer(text):
            if found.group(1).strip(".,:;!?)").lower() in hygiene.units:
                yield found.start(), found.start() + 1
    if not hygiene.fill_in.isdisjoint(hygiene.in_capitals.findall(text)):
        declared = section_of(examined).allowed or {}
        for found in _CAPITALS.finditer(text):
            yield from _filled_later(text, found, hygiene, declared)


def _is_note(bracket: str, inside: str, hygiene: Hygiene) -> bool:
    """Whether what stands in brackets is meant for whoever fills the reply in."""
    words = _WORD.findall(inside)
    capitals = inside.upper() == inside and bool(words)
    if hygiene.instruction.match(inside) and len(words) > 1:
        return bracket != "(" or capitals
    if not capitals:
        return False
    several = len([word for word in words if len(word) > 1]) >= _ENOUGH or (bracket in "{<" and len(words) > 1)
    return several and max(map(len, words)) >= _LONG


def _is_kiss(text: str, found: re.Match[str]) -> bool:
    """Whether the crosses are kisses: they end a line and follow a word."""
    after = text[found.end() : found.end() + 2].lstrip(" ")
    return len(found.group()) <= 3 and (not after or after[0] in "\n\r") and not text[: found.start()].endswith(("\n", "(", "-", "/"))


def _filled_later(text: str, found: re.Match[str], hygiene: Hygiene, declared: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The run of capitals, if most of its words name what belongs there. A label ("DATO: 3. mai")
    and a sentence in capitals are none."""
    words = _WORD.findall(found.group())
    named = [word for word in words if word in hygiene.fill_in]
    plain = [word for word in words if word not in hygiene.joining and len(word) > 1]
    share = len(named) / len(plain) if plain else 1.0
    if not named or share < 0.5 or (share == 0.5 and " " in found.group()) or found.group() in declared:
        return
    before, after = text[: found.start()], text[found.end() :]
    line = f"{before[before.rfind(chr(10)) + 1 :]}\0{after.split(chr(10), 1)[0]}"
    outside = line.replace("\0", "").strip(" .:;,-–•*()[]")
    if not outside and len(named) < 2 and not line.replace("\0", "").strip():
        return  # a word alone on its line is a heading
    if re.match(r"\s*:", after) and not before.rstrip(" ").endswith(("(", "[", "{")):
        return  # a label
    start = found.start() + found.group().index(words[0])
    yield start, start + len(found.group()[found.group().index(words[0]) :].rstrip(" /+&:–-"))
