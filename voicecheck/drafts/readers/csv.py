"""CSV and TSV: one reply a record, the columns named in the first line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, zip_longest

from voicecheck.drafts.conversation import conversation_of, is_conversation, message_from, names_a_side, replies_in_conversations
from voicecheck.drafts.csv_table import Cell, delimiter_of, map_cell, records_of
from voicecheck.drafts.html_text import html_to_text
from voicecheck.drafts.locale_code import is_language, language_of
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.record import ANSWER_FIELDS, KNOWN_FIELDS, facts_from, how_to_map, plain_name, reply_field, with_suppressions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.drafts.trees import has_tags
from voicecheck.frozen import frozen
from voicecheck.problems import Problem

_OPEN_MARK = 'a quotation mark is opened here and never closed; double it ("") if it belongs to the text'
_DATE = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T_]+\d{1,2}[:.]\d{2}.*)?\s*")


@frozen
class Scheduler:
    """The bulk upload file of a social media scheduler: what its first line names, which column
    holds the post, and which the network."""

    header: frozenset[str]
    reply: str
    channel: str = ""


SCHEDULERS = (
    Scheduler(frozenset({"date", "time_24hr", "message_text"}), "message_text"),  # Sprout Social
    Scheduler(frozenset({"date", "message", "link"}), "message"),  # Hootsuite, Publer
    Scheduler(frozenset({"text", "image_url", "posting_time"}), "text"),  # Buffer
    Scheduler(frozenset({"content", "postatspecifictime"}), "content"),  # GoHighLevel
    Scheduler(frozenset({"text", "postatspecifictime"}), "text"),  # SocialBee
    Scheduler(frozenset({"post", "platforms", "scheduledate"}), "post", "platforms"),  # Ayrshare
    Scheduler(frozenset({"network", "message", "linkurl"}), "message", "network"),  # Oktopost
)


@frozen
class _Columns:
    """What the columns hold: the replies (each with the language its column is named by), the
    parts that a mapping names, and all names in lower case."""

    names: list[str]
    replies: tuple[tuple[int, str], ...]
    parts: dict[str, int]
    scheduled: bool = False


class CsvReader(DraftReader):
    """CSV (comma or semicolon) and TSV with a header: `reply` (or text, body, message, content) and its context; bulk uploads of schedulers."""

    name = "csv"
    suffixes = (".csv", ".tsv")
    records = "quoted"
    known_by = "its ending, or the names in its first line"
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        if source.path.lower().endswith(self.suffixes):
            return True
        records = list(islice(records_of(source.text.lstrip(), delimiter_of(source)), 2))
        if len(records) < 2 or isinstance(records[0], int):
            return False
        names = [plain_name(cell.text) for cell in records[0]]
        known = sum(name in KNOWN_FIELDS for name in names)
        return _scheduler(names) is not None or (known > 0 and (bool(reply_field(names)) or sum(map(is_language, names)) > 1))

    def points_to_replies(self, source: SourceText, options: ReadOptions) -> bool:
        header = next(records_of(source.text, delimiter_of(source)), 0)
        return not isinstance(header, int) and len(header) > 1 and _name(options.fields["reply"]) in [plain_name(cell.text) for cell in header]

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        if not source.text.strip():
            yield self.problem(source, 0, "holds no reply; the file is empty")
            return
        delimiter = delimiter_of(source)
        records = records_of(source.text, delimiter)
        header = next(records)
        if isinstance(header, int):
            yield self.problem(source, header, _OPEN_MARK)
            return
        following = [record for record in islice(records_of(source.text, delimiter), 1, 6) if not isinstance(record, int)]
        longest = ["".join(cells) for cells in zip_longest(*([cell.text for cell in record] for record in following), fillvalue="")]
        columns = _columns([cell.text.strip() for cell in header], longest, options)
        if isinstance(columns, str):
            yield self.problem(source, 0, columns)
            return
        if columns.scheduled and _DATE.fullmatch(header[0].text) and not source.above:  # no line with names
            records = records_of(source.text, delimiter)
        rows = self._rows(source, columns, records, delimiter)
        yield from _in_conversations(source, columns, rows) if _may_be_conversations(columns) else _alone(source, columns, rows)

    def _rows(self, source: SourceText, columns: _Columns, records: Iterable[list[Cell] | int], delimiter: str) -> Iterator[list[Cell] | Problem]:
        for record in records:
            if isinstance(record, int):
                yield self.problem(source, record, _OPEN_MARK)
                return
            if len(record) == 1 and not record[0].text.strip():
                continue
            if len(record) != len(columns.names):
                sign = "a tab" if delimiter == "\t" else delimiter
                yield self.problem(
                    source,
                    record[0].start,
                    f"this record has {len(record)} cells, the header {len(columns.names)}; put cells that hold {sign} or line breaks in quotation marks",
                )
                continue
            yield record


def _alone(source: SourceText, columns: _Columns, rows: Iterable[list[Cell] | Problem]) -> Iterator[Reply | Problem]:
    for row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            yield from _replies(source, columns, row)


def _may_be_conversations(columns: _Columns) -> bool:
    """Whether each record may be a message of either side, rather than a reply with what it answers."""
    return len(columns.replies) == 1 and columns.names[columns.replies[0][0]] not in ANSWER_FIELDS and names_a_side(columns.names)


def _in_conversations(source: SourceText, columns: _Columns, rows: Iterable[list[Cell] | Problem]) -> Iterator[Reply | Problem]:
    """The replies where the customer's messages stand in records of their own; each record alone
    where none is the customer's."""
    read = list(rows)
    records = [row for row in read if not isinstance(row, Problem)]
    fields = [{name: cell.text.strip() for name, cell in zip(columns.names, record)} for record in records]
    messages = [message_from(item, reply) for item, record in zip(fields, records) for reply in _replies(source, columns, record)]
    if not is_conversation(messages):
        yield from _alone(source, columns, read)
        return
    yield from (row for row in read if isinstance(row, Problem))
    yield from replies_in_conversations(((conversation_of(item), message) for item, message in zip(fields, messages)), answered=source.answered)


def _replies(source: SourceText, columns: _Columns, record: list[Cell]) -> Iterator[Reply]:
    fields = {name: cell.text for name, cell in zip(columns.names, record)}
    given = {part: record[column].text.strip() for part, column in columns.parts.items()}
    facts = facts_from(fields, given, columns.names[columns.replies[0][0]])
    several = len(columns.replies) > 1
    group = facts.id or str(source.position(record[0].start)[0]) if several else facts.id if facts.context.language else ""
    for column, language in columns.replies:
        if several and not record[column].text.strip() and any(record[other].text.strip() for other, _ in columns.replies):
            continue  # not translated yet
        context = facts.context.over(Context(language=language or language_of(source.path), mode="proactive" if columns.scheduled else ""))
        reply = _reply(source, record, column, Reply("", facts.id, context, source.path, None, facts.usage, "", group))
        yield with_suppressions(reply, facts.ignore)


def _reply(source: SourceText, record: list[Cell], column: int, empty: Reply) -> Reply:
    text, source_map = map_cell(source, record[column])
    if has_tags(text):
        text, source_map = html_to_text(text, source_map)
    if not text:
        return replace(empty, source=SourceMap(source, (), source.position(record[0].start)[0]), unchecked="the reply is empty")
    return replace(empty, text=text, source=source_map)


def _columns(written: list[str], texts: list[str], options: ReadOptions) -> _Columns | str:
    """What the columns hold, or what to say where none holds a reply. ``texts`` has what stands
    in each in the first records."""
    names = [plain_name(name) for name in written]
    parts: dict[str, int] = {}
    for part, path in options.fields.items():
        name = _name(path)
        if name in names:
            parts[part] = names.index(name)
        elif part == "reply" and not reply_field(names) and _scheduler(names) is None:
            return f"has no column “{path}”, where the mapping says that the reply stands; it has {', '.join(written)}"
    replies: tuple[tuple[int, str], ...]
    scheduler = _scheduler(names)
    if "reply" in parts:
        replies = ((parts.pop("reply"), ""),)
    elif scheduler is not None and len(names) > 1 and _DATE.fullmatch(written[0]):
        return _Columns(["date", "message", "link", *("" for _ in names[3:])][: len(names)], ((1, ""),), parts, True)
    elif scheduler is not None:
        if scheduler.channel:
            parts.setdefault("channel", names.index(scheduler.channel))
        return _Columns(names, ((names.index(scheduler.reply), ""),), parts, True)
    elif reply_field(names):
        replies = ((names.index(reply_field(names)), ""),)
    else:
        replies = tuple((number, name) for number, name in enumerate(written) if is_language(name))
    if not replies:
        return f"has no column that is known to hold the reply: {how_to_map(list(zip(written, texts or [''] * len(written))))}"
    return _Columns(names, replies, parts)


def _name(path: str) -> str:
    """The column that a path or JSON pointer of one step names."""
    return plain_name(path.lstrip("/"))


def _scheduler(names: list[str]) -> Scheduler | None:
    """The scheduler whose bulk upload this is; a file without a line of names that begins with
    a date is Hootsuite's, which reads date, message and link."""
    if len(names) in (2, 3) and _DATE.fullmatch(names[0]):
        return SCHEDULERS[1]
    return next((scheduler for scheduler in SCHEDULERS if scheduler.header <= set(names)), None)
