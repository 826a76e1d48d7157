"""Suppressions: a comment or a field in a draft that lets a reply keep what a check finds.

``voicecheck: ignore snark/tease because the campaign asks for it until 2026-12-31``
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from voicecheck.drafts.rewrite import Rewriter
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem

FIELD = "voicecheck-ignore"
"""The field of a record or of front matter that holds suppressions."""
_SIGN = re.compile(r"[\s*]*voicecheck[ \t]*:", re.IGNORECASE)
_FORM = re.compile(r"\s*(?P<scope>ignore(?:-next|-file)?)(?![\w-])(?P<rest>.*)", re.DOTALL)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil\s+(\S+)\s*", re.IGNORECASE)
_UNTIL_AT_END = re.compile(r"(?:^|[\s,;])until\s+(\d\S*)\s*$", re.IGNORECASE)
_CHECK = re.compile(r"[a-z][\w-]*(?:/[\w-]+)?\Z")
_HTML_COMMENT = re.compile(r"[ \t]*<!--(.*?)-->[ \t]*", re.DOTALL)
_SCOPES = {"ignore": "reply", "ignore-file": "file", "ignore-next": "sentence"}
EXAMPLE = "voicecheck: ignore snark/tease because the campaign asks for it until 2026-12-31"


@frozen
class Suppression:
    """What a reply may keep, and why.

    ``checks`` are ids or families. ``until`` is the last day on which it holds. ``scope`` is
    "reply"; "file": every reply of the file; or "sentence": the one that follows. ``offset`` is
    where in the file's text the comment ends.
    """

    checks: tuple[str, ...]
    reason: str = ""
    until: datetime.date | None = None
    scope: str = "reply"
    place: Place = Place("-")
    offset: int = 0

    def names(self, check: str) -> str:
        """The one of ``checks`` that means this check id; empty if none does."""
        return next((name for name in self.checks if name in (check, check.split("/")[0])), "")


def read_comment(source: SourceText, comment: str, offset: int, end: int) -> Suppression | Problem | None:
    """The suppression in a comment, whose words stand at ``offset`` and which ends at ``end``.

    None where the comment is none of voicecheck's, a Problem where it cannot be understood.
    """
    sign = _SIGN.match(comment)
    if sign is None:
        return None
    place = Place(source.path, *source.position(offset + len(comment) - len(comment.lstrip(" \t\r\n*"))))
    form = _FORM.match(comment, sign.end())
    if form is None:
        return Problem(place, f"this comment is addressed to voicecheck and cannot be understood; write “{EXAMPLE}”, or ignore-next or ignore-file")
    return _read(form.group("rest"), _SCOPES[form.group("scope")], place, end)


def read_field(value: str, place: Place) -> Suppression | Problem:
    """The suppression in a field: ``snark/tease because the campaign asks for it``."""
    return _read(value, "reply", place, 0)


def _read(words: str, scope: str, place: Place, offset: int) -> Suppression | Problem:
    head, because, reason = words, "", ""
    if found := _BECAUSE.search(words):
        head, because, reason = words[: found.start()], found.group(), words[found.end() :]
    day = _UNTIL_AT_END.search(reason) if because else None
    if day:
        reason = reason[: day.start()]
    else:
        day = _UNTIL.search(head)
        head = head[: day.start()] + head[day.end() :] if day else head
    until = None
    if day:
        try:
            until = datetime.date.fromisoformat(day.group(1).rstrip(".,;"))
        except ValueError:
            return Problem(place, f"“{day.group(1)}” is no date; write until 2026-12-31")
    checks = tuple(name for name in re.split(r"[\s,]+", head) if name)
    wrong = next((name for name in checks if not _CHECK.match(name)), "")
    if not checks or wrong:
        what = f"“{wrong}” is no check" if wrong else "no check is named"
        return Problem(place, f"{what}; write “{EXAMPLE}”")
    return Suppression(checks, " ".join(reason.split()).strip(" .,;"), until, scope, place, offset)


def take_out_comments(text: str, source: SourceMap) -> tuple[str, SourceMap, list[Suppression | Problem]]:
    """``text`` without its HTML comments, where they stood, and what they say to voicecheck.

    A comment that has lines to itself takes its line break with it.
    """
    if "<!--" not in text:
        return text, source, []
    rewriter = Rewriter(text, source)
    said: list[Suppression | Problem] = []
    position = 0
    for found in _HTML_COMMENT.finditer(text):
        start, end = found.span()
        alone = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
        rewriter.keep(position, start)
        if not alone and text[start : start + 1].isspace() and text[end - 1 : end].isspace():
            rewriter.keep(start, start + 1)
        elif not alone:
            rewriter.keep(start, found.start(1) - 4)
            rewriter.keep(found.end(1) + 3, end)
        position = min(end + 1, len(text)) if alone else end
        first, last = source.offsets(found.start(1), found.end())
        said.extend(filter(None, [read_comment(source.source, found.group(1), first, last)]))
    rewriter.keep(position, len(text))
    return (*rewriter.build(), said)


def sorted_out(said: Iterable[Suppression | Problem]) -> tuple[tuple[Suppression, ...], list[Problem]]:
    """The suppressions, and what could not be understood."""
    suppressions, problems = [], []
    for item in said:
        if isinstance(item, Suppression):
            suppressions.append(item)
        else:
            problems.append(item)
    return tuple(suppressions), problems
