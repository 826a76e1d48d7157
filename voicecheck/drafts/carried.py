"""What the conversations of a long file said before the piece of it that is read: where each
message is a record of its own, the reply may stand far behind what it answers."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from voicecheck.drafts.conversation import MOST_ANSWERS, MOST_EARLIER, conversation_of, names_a_side, side_of
from voicecheck.drafts.csv_table import delimiter_of, records_of
from voicecheck.drafts.exported import BRAND
from voicecheck.drafts.record import ANSWER_FIELDS, plain_name
from voicecheck.drafts.source import SourceText
from voicecheck.frozen import frozen

MOST_RECORDS = 2 * (MOST_ANSWERS + MOST_EARLIER)
"""So many of a conversation's last records are kept: all that a reply's judgement looks back to."""
MOST_CHARACTERS = 50_000_000
"""So much is kept of all conversations together; what was silent for longest is let go."""
_LOOKED_AT = 50
"""Records of the beginning that are looked at to tell whether they are messages."""


@frozen
class Record:
    """A record of the file as it is written, with its line; ``conversation`` is the one that it
    says it belongs to, ``is_message`` whether somebody wrote it to somebody, ``is_answer`` whether
    the brand did."""

    text: str
    line: int
    conversation: str
    is_message: bool
    is_answer: bool


Records = Callable[[str, int], Iterator[Record]]
"""The records of a piece of a file, which begins on a line."""


class Carried:
    """Keeps the last messages of each conversation. A file whose first records are no messages is
    not looked at any further."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._is_of_messages: bool | None = None
        self._last: dict[str, deque[Record]] = {}  # the one that spoke last stands last
        self._gone: Counter[str] = Counter()
        self._characters = 0

    def before(self, text: str, line: int) -> tuple[list[Record], Mapping[str, int]]:
        """The earlier messages of the conversations that go on in a piece, in the order of the
        file, and how many of the brand's in each stand even before these. ``line`` is the piece's
        first; call it for one piece after the other."""
        if self._is_of_messages is None:
            first = [record for _, record in zip(range(_LOOKED_AT), self._records(text, line))]
            self._is_of_messages = sum(record.is_message for record in first) * 2 > len(first)
        if not self._is_of_messages:
            return [], {}
        records = [record for record in self._records(text, line) if record.is_message]
        there = dict.fromkeys(record.conversation for record in records)
        earlier = sorted((record for name in there for record in self._last.get(name, ())), key=lambda record: record.line)
        gone = {name: self._gone[name] for name in there if name in self._gone}
        self._take(records)
        return earlier, gone

    def _take(self, records: Iterable[Record]) -> None:
        for record in records:
            kept = self._last.pop(record.conversation, None) or deque()
            self._last[record.conversation] = kept
            kept.append(record)
            self._characters += len(record.text)
            if len(kept) > MOST_RECORDS:
                first = kept.popleft()
                self._characters -= len(first.text)
                self._gone[record.conversation] += first.is_answer
        while self._characters > MOST_CHARACTERS and len(self._last) > 1:
            name = next(iter(self._last))
            silent = self._last.pop(name)
            self._gone.pop(name, None)
            self._characters -= sum(len(record.text) for record in silent)


def in_lines(text: str, line: int) -> Iterator[Record]:
    """The records of JSON Lines."""
    for number, written in enumerate(text.split("\n"), line):
        try:
            record = json.loads(written, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield _record(f"{written}\n", number, {name.lower(): value if isinstance(value, str) else "" for name, value in record.items()})


def in_table(header: str) -> Records:
    """The records of a CSV file with this header."""
    delimiter = delimiter_of(SourceText("", header))
    first = next(records_of(header, delimiter), 0)
    names = [plain_name(cell.text) for cell in first] if not isinstance(first, int) else []

    def records(text: str, line: int) -> Iterator[Record]:
        begin = 0
        for cells in records_of(text, delimiter):
            if isinstance(cells, int):
                return
            end = text.find("\n", cells[-1].end) + 1 or len(text)
            if len(cells) == len(names):
                yield _record(text[begin:end], line, {name: cell.text.strip() for name, cell in zip(names, cells)})
            line += text.count("\n", begin, end)
            begin = end

    return records


def _record(text: str, line: int, fields: dict[str, str]) -> Record:
    is_message = names_a_side(fields) and fields.keys().isdisjoint(ANSWER_FIELDS)
    return Record(text, line, conversation_of(fields), is_message, is_message and side_of(fields)[0] == BRAND)
