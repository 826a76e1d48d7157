"""The report of ``voicecheck guide diff``: changes by direction and scope, replies decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from voicecheck.guide.difference import DIRECTIONS, Change
from voicecheck.guide_tools.verdicts import VerdictChange
from voicecheck.reports.report import Look
from voicecheck.reports.safe import in_ascii, printable
from voicecheck.reports.terminal import COLORS, wrapped

_HEADS = {"stricter": "red", "looser": "green", "other": "bold"}
_HEAD_WORDS = {"stricter": "Stricter", "looser": "Looser", "other": "Other changes"}


def report_lines(old: str, new: str, changes: Sequence[Change], verdicts: Sequence[VerdictChange], replies: int, look: Look) -> Iterator[Text]:
    """The whole report, line by line."""
    for line in _lines(old, new, changes, verdicts, replies, look):
        yield line if look.unicode else Text(in_ascii(line.plain))


def _lines(old: str, new: str, changes: Sequence[Change], verdicts: Sequence[VerdictChange], replies: int, look: Look) -> Iterator[Text]:
    arrow = "→" if look.unicode else "->"
    yield Text(printable(f"{old} {arrow} {new}"), "bold cyan")
    for direction in DIRECTIONS:
        group = [change for change in changes if change.direction == direction]
        if group:
            yield Text()
            yield Text(f"{_HEAD_WORDS[direction]} ({len(group)})", f"bold {_HEADS[direction]}" if direction != "other" else "bold")
            for change in group:
                yield from _change(change, look)
    if not changes:
        yield Text("The two guides set the same limits.", "dim")
    if replies:
        yield Text()
        yield from _verdicts(verdicts, replies, look, arrow)


def _change(change: Change, look: Look) -> Iterator[Text]:
    where = printable(f"{'was ' if change.new is None else ''}{change.place.path}:{change.place.line}") if change.place.line else ""
    words = printable(f"{change.scope}: {change.sentence}")
    room = look.width - 3 - len(where)
    if Text(words).cell_len <= room - 2:
        yield Text(f"  {words}{' ' * (room + 1 - Text(words).cell_len)}").append(where, "dim")
        return
    yield from wrapped(words, "  ", "", look.width, hanging=2)
    if where:
        yield Text(f"    {where}", "dim")


def _verdicts(verdicts: Sequence[VerdictChange], replies: int, look: Look, arrow: str) -> Iterator[Text]:
    if not verdicts:
        yield Text(f"None of {replies:,} replies changes its verdict." if replies > 1 else "The reply keeps its verdict.", "dim")
        return
    yield Text(f"{len(verdicts):,} of {replies:,} {'replies' if replies > 1 else 'reply'} {'change' if len(verdicts) > 1 else 'changes'} the verdict", "bold")
    for item in verdicts:
        reply = item.new.reply
        line = Text().append(printable(f"  {reply.path}:{reply.line}"), "bold")
        if reply.id:
            line.append(printable(f"  {reply.id}"), "cyan")
        line.append(f"  {item.old.verdict}", COLORS[item.old.verdict]).append(f" {arrow} ").append(item.new.verdict, f"bold {COLORS[item.new.verdict]}")
        yield line
        finding = item.deciding
        if finding is not None:
            rule = f" ({finding.rule.path}:{finding.rule.line})" if finding.rule else ""
            head = f"no longer: {finding.check}: " if item.gone else f"{finding.check}: "
            yield from wrapped(f"{head}{finding.sentence}{rule}", "    ", "", look.width, hanging=2)
        elif item.new.verdict == "unchecked" or item.old.verdict == "unchecked":
            yield from wrapped(item.new.reason or item.old.reason, "    ", "", look.width)
