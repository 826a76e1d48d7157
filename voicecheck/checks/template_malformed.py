"""Placeholders whose signs or name are not whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.template_placeholders import forbidden, renamed, section_of, values_of
from voicecheck.drafts.placeholders import broken_signs, letters_of
from voicecheck.results import Finding, Fix

_SIGNS = ("{", "}", "[", "]", "<%", "%>", "*|")
"""Every broken placeholder of placeholders.yml holds one of these."""
_MESSAGE_FORMAT = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
"""ICU messages nest their brackets in ways of their own."""
_COVERING = ("placeholder", "url", "email", "code")
_SLIP = re.compile(r"(?<=\w)[,;](?=\w)|\.{2,}|(?<=\w) ?\. (?=\w)|(?<=\w) \.(?=\w)")
"""What stands by mistake where a name's full stop should."""


class Malformed(Check):
    """A placeholder that is not whole.

    Looks for:
    brackets that are opened and not closed, or closed with others ({{ name }, [user.name)); a comma
    or a second full stop in a name ([user,name]); a name with the letters of a known one and other
    separators ([user name] for [user.name]). Known are those of ``placeholders.allowed``, else those
    that the file uses often.

    Why:
    No tool fills it in, and some refuse the whole reply.
    """

    id = "template/malformed-placeholder"
    signs = ("{", "}", "[", "]", "%", "*|")
    severity = "fail"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        yield from self._names(examined)
        yield from self._signs(examined)

    def _names(self, examined: Examined) -> Iterator[Finding]:
        if forbidden(examined):
            return
        section = section_of(examined)
        names = tuple(section.allowed or ()) or examined.usual.names
        known = {letters_of(name): name for name in reversed(names)}
        for item, written in values_of(examined):
            if item.name in names:
                continue
            better = known.get(letters_of(item.name)) or (_SLIP.sub(".", item.name) if item.syntax.name == "square" else item.name)
            if better == item.name:
                continue
            if better.lower() == item.name.lower():
                message, severity = f"“{written}” is written with other capital letters than “{renamed(written, item, better)}”, which many tools do not fill in.", "warn"
            else:
                message, severity = f"“{written}” is no name that a tool can fill in.", ""
            instead = renamed(written, item, better)
            fix = Fix(item.start, item.end, instead, safe=better in (section.allowed or ()))
            yield self.finding(message, f"Write “{instead}”.", [(item.start, item.end)], section.place if section.allowed else None, severity, suggestion=instead, fixes=[fix])

    def _signs(self, examined: Examined) -> Iterator[Finding]:
        text = list(examined.text)
        for start, end, kind in examined.masks:
            if kind in _COVERING:
                text[start:end] = " " * (end - start)
        left = "".join(text)
        if not any(sign in left for sign in _SIGNS) or _MESSAGE_FORMAT.search(left):
            return
        for pattern, says in broken_signs():
            for found in pattern.finditer(left):
                start, end = found.start(), found.start() + len(found.group().rstrip())
                text[start:end] = " " * (end - start)
                yield self.finding(f"“{examined.quote(start, end)}” {says}.", "Write the placeholder whole, with its brackets as your tool wants them.", [(start, end)])
            left = "".join(text)
