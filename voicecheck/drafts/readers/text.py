"""Plain text: one reply a file, or several with lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from voicecheck.drafts.front_matter import read_front_matter
from voicecheck.drafts.labels import is_label
from voicecheck.drafts.lines import Line, built, read_lines
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.separators import divided
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import Suppression
from voicecheck.drafts.thread import Conversations, Turn, turns
from voicecheck.problems import Problem

_SUBJECT = re.compile(r"([^:\n]{1,20}):[ \t]*(\S[^\n]*)$")


class TextReader(DraftReader):
    """Plain text: one reply a file, or several between lines such as “---” or “---- LATE PARCEL”."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        front, problems = read_front_matter(source)
        yield from problems
        found = read_lines(source, front.end)
        yield from found.problems
        said = [*front.suppressions, *found.suppressions]
        pieces = divided(found.lines)
        replies: list[tuple[str, Turn]] = []
        for number, (title, lines) in enumerate(pieces, 1):
            subject, body = _subject(lines)
            name = title or subject or (f"{front.id}-{number}" if front.id and len(pieces) > 1 else front.id)
            replies += [(name, turn) for turn in turns(body, fences=False, quotes_are_replies=False)]
        any_reply = False
        conversations = Conversations()
        for name, turn in replies:
            text, place = built(source, turn.lines)
            if not text:
                continue
            any_reply = True
            own, said = _own(said, turn)
            context = replace(front.context, customer=front.context.customer or turn.customer)
            yield conversations.placed(Reply(text, name, context, source.path, place, front.usage, suppressions=own), turn)
        if not any_reply:
            yield self.problem(source, 0, "holds no reply; the file is empty")


def _own(said: list[Suppression], turn: Turn) -> tuple[tuple[Suppression, ...], list[Suppression]]:
    """The suppressions that hold for a reply, and those that are left for the ones below."""
    end = turn.lines[-1][0].next
    own = tuple(item for item in said if item.scope == "file" or item.offset <= end)
    return own, [item for item in said if item.scope == "file" or item not in own]


def _subject(lines: list[Line]) -> tuple[str, list[Line]]:
    """What the first line gives as the subject of an e-mail, and the lines below it."""
    first = next((index for index, line in enumerate(lines) if line.words), None)
    found = _SUBJECT.match(lines[first].words) if first is not None else None
    if first is None or found is None or not is_label(found.group(1), "subject") or not any(line.words for line in lines[first + 1 :]):
        return "", lines
    return found.group(2).strip(), lines[first + 1 :]
