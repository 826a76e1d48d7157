"""Applies edits to a draft's text so that it stays what it was: the same format, the same
replies, and only the words that were meant are others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from voicecheck.drafts.encoding import Chain, encodings
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.source import SourceText
from voicecheck.fixes.edits import Edit, Refused, in_reply
from voicecheck.frozen import frozen
from voicecheck.problems import Problem

Read = Callable[[SourceText], Iterable[Reply | Problem]]
"""Reads the replies of a draft's text."""


@frozen
class Rewritten:
    """A draft's text with the edits that could be made, and those that could not."""

    text: str
    made: tuple[Edit, ...]
    refused: tuple[Refused, ...]


def rewritten(source: SourceText, edits: Sequence[Edit], read: Read, chains: tuple[Chain, ...]) -> Rewritten:
    """The text with the edits made, which do not meet. After each try the text is read again:
    if a reply then is not what it was meant to be, or anything else reads otherwise, the edits
    are tried in halves, down to one, which is tried in every way to write it."""
    draft = _Draft(source, read, chains)
    made, refused = draft.made(list(edits))
    return Rewritten(draft.text_of(made), tuple(edit for edit, _ in made), tuple(refused))


Written = tuple[Edit, str]
"""An edit, and its words as they are written in the file."""


class _Draft:
    def __init__(self, source: SourceText, read: Read, chains: tuple[Chain, ...]) -> None:
        self._source = source
        self._read = read
        self._chains = chains
        self._before = list(read(source))
        self._good: list[Written] = []

    def made(self, edits: list[Edit]) -> tuple[list[Written], list[Refused]]:
        """The edits that could be made, and why the others could not."""
        refused: list[Refused] = []
        self._try(edits, refused)
        return sorted(self._good, key=lambda item: item[0].start), refused

    def _try(self, edits: list[Edit], refused: list[Refused]) -> None:
        if not edits:
            return
        if len(edits) == 1:
            for text in encodings(edits[0].text, self._chains, self._source.text):
                if self._is_as_meant([(edits[0], text)]):
                    self._good.append((edits[0], text))
                    return
            refused.append(Refused(edits[0].check, edits[0].start, "written there, the file would read otherwise than meant"))
            return
        likeliest = [(edit, next(encodings(edit.text, self._chains, self._source.text))) for edit in edits]
        if self._is_as_meant(likeliest):
            self._good += likeliest
            return
        self._try(edits[: len(edits) // 2], refused)
        self._try(edits[len(edits) // 2 :], refused)

    def _is_as_meant(self, more: list[Written]) -> bool:
        """Whether the file, with what is good already and these edits, reads as it should."""
        edits = sorted([*self._good, *more], key=lambda item: item[0].start)
        after = list(self._read(replace(self._source, text=self.text_of(edits))))
        ordered = [edit for edit, _ in edits]
        starts = [edit.start for edit in ordered]
        return len(after) == len(self._before) and all(_is_meant(before, new, _near(before, ordered, starts)) for before, new in zip(self._before, after))

    def text_of(self, edits: list[Written]) -> str:
        """The file's text with edits made, which are in order."""
        parts: list[str] = []
        position = 0
        for edit, text in edits:
            parts += [self._source.text[position : edit.start], text]
            position = edit.end
        return "".join([*parts, self._source.text[position:]])


def _near(reply: Reply | Problem, edits: list[Edit], starts: list[int]) -> list[Edit]:
    """The edits that may touch a reply: files of thousands of replies are looked at often."""
    if isinstance(reply, Problem) or reply.source is None or not reply.source.segments:
        return []
    first, last = reply.source.segments[0].file_start, reply.source.segments[-1].file_end
    return [edit for edit in edits[max(bisect_left(starts, first) - 1, 0) : bisect_right(starts, last)] if first <= edit.end]


def _is_meant(before: Reply | Problem, after: Reply | Problem, edits: list[Edit]) -> bool:
    if isinstance(before, Problem) or isinstance(after, Problem):
        return isinstance(before, Problem) and isinstance(after, Problem) and before.message == after.message
    if (before.id, before.context, before.unchecked, before.group, before.branch, before.usage) != (
        after.id,
        after.context,
        after.unchecked,
        after.group,
        after.branch,
        after.usage,
    ):
        return False
    return after.text == meant_text(before, edits)


def meant_text(reply: Reply, edits: Iterable[Edit]) -> str:
    """What a reply's text will be when the edits of its file, in order, are made."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        place = in_reply(reply.source, edit) if reply.source else None
        if place is not None:
            parts += [reply.text[position : place[0]], edit.text]
            position = place[1]
    return "".join([*parts, reply.text[position:]]).strip()
