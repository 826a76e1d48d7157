"""The report in the terminal: what a person reads before pressing send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.text import Text

from voicecheck.dimensions import DIMENSIONS, VERDICTS
from voicecheck.reports.marked_text import MAX_LINES, marked_lines
from voicecheck.reports.mend_list import mend_list
from voicecheck.reports.overview import sent_sentence
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import columns, in_ascii, printable
from voicecheck.results import Finding, Outcome, Result

LISTED = 20
"""Up to so many replies, those that pass take a line each; in longer runs none."""

COLORS = {"pass": "green", "warn": "yellow", "fail": "red", "unchecked": "magenta"}
SIGNS = {"pass": "✓", "warn": "!", "fail": "✗", "unchecked": "?"}
ASCII_SIGNS = {"pass": "ok", "warn": "!", "fail": "x", "unchecked": "?"}
BRANCH_LINES = 4
"""The other ways through a template show more than their marked lines only up to so many."""
MOST_FINDINGS = 30
"""Of one reply no more findings are told than these, the gravest; the rest are counted."""
BAR = 16
"""Cells of a dimension's bar."""


class TerminalReport(Report):
    """For people: the words underlined where they stand, why, what to do, the guide's line."""

    name = "terminal"
    for_people = True

    def render(self, outcome: Outcome, look: Look) -> str:
        lines = _Page(look).lines(outcome if look.unicode else _ascii_outcome(outcome))
        text = colored(lines) if look.color else "".join(f"{line.plain}\n" for line in lines)
        return text if look.unicode else text.encode("ascii", "replace").decode("ascii")


def reply_lines(result: Result, look: Look) -> Iterator[Text]:
    """One reply's words with their underlines, its findings and its scores."""
    yield from _Page(look).body(result)


def wrapped(words: str, indent: str, style: str, width: int, hanging: int = 0) -> Iterator[Text]:
    """A text in lines of ``width`` columns, broken at spaces; ``hanging`` indents what follows."""
    room = width - len(indent)
    line, used = "", 0
    first = True
    for word in printable(words).split(" "):
        wide = columns(word)
        if line and used + 1 + wide > room - (0 if first else hanging):
            yield Text(indent + ("" if first else " " * hanging) + line, style)
            line, used, first = word, wide, False
        else:
            line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    yield Text(indent + ("" if first else " " * hanging) + line, style)


def colored(lines: Iterable[Text]) -> str:
    """The lines with terminal escape sequences for their styles."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), force_terminal=True, color_system="standard", highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as captured:
        for line in lines:
            console.print(line, soft_wrap=True)
    return captured.get()


def _ascii_outcome(outcome: Outcome) -> Outcome:
    """The outcome with every text in ASCII before it is laid out, so that the lines stay true."""
    results = [_ascii_result(result) for result in outcome.results]
    guides = tuple((in_ascii(path), in_ascii(brand), in_ascii(why)) for path, brand, why in outcome.guides)
    together = tuple(replace(item, message=in_ascii(item.message), advice=in_ascii(item.advice)) for item in outcome.set_findings)
    return replace(outcome, results=tuple(results), guides=guides, brand=in_ascii(outcome.brand), set_findings=together)


def _ascii_result(result: Result) -> Result:
    text, id, path, branch = result.reply.text, result.reply.id, result.reply.path, result.reply.branch
    return replace(
        result,
        reply=replace(result.reply, text=in_ascii(printable(text, keep_newlines=True)), id=in_ascii(id), path=in_ascii(path), branch=in_ascii(branch)),
        findings=tuple(replace(item, message=in_ascii(item.message), advice=in_ascii(item.advice), limit=in_ascii(item.limit)) for item in result.findings),
        notes=tuple(in_ascii(note) for note in result.notes),
        branches=tuple(_ascii_result(branch) for branch in result.branches),
        channel=in_ascii(result.channel),
        language=in_ascii(result.language),
        reason=in_ascii(result.reason),
    )


class _Page:
    """Lays the report out line by line."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width = max(look.width, 40)
        self.signs = SIGNS if look.unicode else ASCII_SIGNS

    def lines(self, outcome: Outcome) -> Iterator[Text]:
        if self.look.triage:
            yield from mend_list(outcome, self.look, self._header, self._wrapped)
        else:
            yield from self._replies(outcome)
            yield from self._table(outcome)
        yield from self._together(outcome)
        yield Text()
        yield from self._summary(outcome)

    def _replies(self, outcome: Outcome) -> Iterator[Text]:
        listed = self.look.show == "all" or (len(outcome.results) <= LISTED and not self.look.quiet and not self.look.show)
        several = len({result.guide for result in outcome.results}) > 1
        guide = ""
        block_before = False
        for result in outcome.results:
            if several and result.guide != guide and not self.look.quiet:
                guide = result.guide
                brand = next((name for path, name, _ in outcome.guides if path == guide), "")
                if block_before or outcome.results[0] is not result:
                    yield Text()
                yield Text(self._cut(printable(f"{brand or 'guide'} · {guide}" if self.look.unicode else f"{brand or 'guide'} - {guide}")), "bold cyan")
                block_before = False
            if result.verdict == "pass" or not self.look.shows(result.verdict):
                if listed:
                    if block_before:
                        yield Text()
                    yield self._header(result)
                    block_before = False
                if listed and self.look.explain_scores:
                    yield from self._explained(result)
                continue
            yield Text()
            yield self._header(result)
            yield from self.body(result)
            for branch in result.branches:
                if branch.findings and self.look.shows(branch.verdict):
                    yield from self._branch(branch)
            block_before = True

    # -- one reply ------------------------------------------------------------------

    def _header(self, result: Result) -> Text:
        reply = result.reply
        color = COLORS[result.verdict]
        where = printable(f"{reply.path}:{reply.line}")
        dot = " · " if self.look.unicode else ", "
        context = dot.join(part for part in (printable(result.language), printable(result.channel), result.situation if result.situation != "other" else "") if part)
        verdict = f"{self.signs[result.verdict]} {result.verdict}" if self.look.unicode else result.verdict.upper()
        risk = f"  risk {result.risk}" if result.tone is not None else ""
        left = Text().append(where, "bold")
        if reply.id:
            left.append(f"  {printable(reply.id)}", "cyan")
        if context:
            left.append(f"  {context}", "dim")
        right = Text().append(verdict, f"bold {color}").append(risk, color)
        space = self.width - left.cell_len - right.cell_len
        if space >= 2:
            return left.append(" " * space).append(right)
        if left.cell_len > self.width:
            left.truncate(self.width, overflow="ellipsis" if self.look.unicode else "crop")
        return left.append("\n  ").append(right)

    def _branch(self, result: Result) -> Iterator[Text]:
        """Another way through the template of the reply above: what it alone is blamed for."""
        yield Text()
        yield from self._wrapped(printable(result.reply.branch), "  ", "cyan")
        yield from self._blamed(result, BRANCH_LINES)

    def body(self, result: Result) -> Iterator[Text]:
        if result.verdict == "unchecked":
            yield from self._wrapped(f"Not checked: {result.reason}.", "  ", "magenta")
            return
        yield from self._blamed(result)
        if not self.look.quiet:
            yield from self._bars(result)
            for note in result.notes:
                yield from self._wrapped(f"note: {note}", "  ", "dim")
        if self.look.explain_scores:
            yield from self._explained(result)

    def _blamed(self, result: Result, most: int = MAX_LINES) -> Iterator[Text]:
        """The text with its underlines, then the findings."""
        shown = [finding for finding in result.findings if self.look.shows(finding.severity)]
        numbered = list(enumerate(shown, 1))
        marks = [(start, end, str(number), COLORS[finding.severity]) for number, finding in numbered for start, end in finding.places]
        yield from marked_lines(result.reply.text, marks, self.width, self.look.unicode, most)
        told: set[str] = set()
        for number, finding in numbered[:MOST_FINDINGS]:
            yield from self._finding(number, finding, bool(finding.places), (bool(finding.limit) and finding.limit not in told) or not finding.limit)
            told.add(finding.limit)
        rest = Counter(finding.check for _, finding in numbered[MOST_FINDINGS:])
        if rest:
            checks = ", ".join(f"{check} {number:,}" for check, number in rest.most_common())
            yield from self._wrapped(f"and {rest.total():,} more finding{'s' if rest.total() > 1 else ''}: {checks}", "  ", "dim")

    def _finding(self, number: int, finding: Finding, marked: bool, first_of_limit: bool) -> Iterator[Text]:
        place = finding.rule or finding.at
        color = COLORS[finding.severity]
        label = f"{number}" if marked else self.signs[finding.severity][:1]
        head = Text().append(f"  {label} ", f"bold {color}").append(finding.check, f"bold {color}")
        if place is not None:
            rule = printable(f"{place.path}:{place.line}")
            space = self.width - head.cell_len - len(rule)
            head = head.append(" " * space + rule, "dim") if space >= 2 else head
        yield head
        yield from self._wrapped(finding.sentence if first_of_limit else finding.message + ".", "    ", "")
        arrow = "→" if self.look.unicode else "->"
        yield from self._wrapped(f"{arrow} {finding.advice}", "    ", "green", hanging=len(arrow) + 1)
        if place is not None and self.width - 4 - len(finding.check) - len(f"{place.path}:{place.line}") < 2:
            yield Text(self._cut(printable(f"    {place.path}:{place.line}")), "dim")

    def _bars(self, result: Result) -> Iterator[Text]:
        """The dimensions that the guide limits, two side by side where there is room."""
        bands = result.bands or {}
        cells = [self._bar(name, (result.tone or {})[name], *bands[name]) for name in DIMENSIONS if name in bands]
        columns = 2 if self.width >= 76 else 1
        for first in range(0, len(cells), columns):
            line = Text("  ")
            for cell in cells[first : first + columns]:
                line.append(cell)
                if columns == 2:
                    line.append(" " * max(38 - cell.cell_len, 1))
            line.rstrip()
            yield line

    def _bar(self, name: str, value: int, low: float | None, high: float | None) -> Text:
        inside, outside, dot = ("━", "┄", "●") if self.look.unicode else ("=", ".", "o")
        first, last = (low or 0) / 100 * (BAR - 1), (100 if high is None else high) / 100 * (BAR - 1)
        at = round(value / 100 * (BAR - 1))
        met = (low is None or value >= low) and (high is None or value <= max(high, 10))
        color = "green" if met else "red"
        bar = Text().append(f"{name:<11}{value:>3} ", "" if met else "bold red")
        for cell in range(BAR):
            if cell == at:
                bar.append(dot, f"bold {color}")
            else:
                bar.append(inside if first - 0.5 <= cell <= last + 0.5 else outside, "dim" if met else "dim red")
        dash = "–" if self.look.unicode else "-"
        limit = f"{low or 0:g}{dash}{100 if high is None else high:g}"
        return bar.append(f" {limit}", "dim")

    def _explained(self, result: Result) -> Iterator[Text]:
        """How each score came about: its base and what moved it, in log-odds."""
        for name, score in (result.scores or {}).items():
            yield Text().append(f"  {name} {score.value}", "bold").append(f"  starts at {score.base:+.2f}", "dim")
            told = [item for item in score.contributions if abs(item.amount) >= 0.05][:8]
            for item in told:
                evidence = item.evidence
                words = f"“{printable(evidence.text)}”" if evidence.text else ""
                what = f"{evidence.category.replace('_', ' ')} {words}".strip()
                yield Text(self._cut(f"    {item.amount:+.2f}  {what} ({evidence.source})"), "green" if (item.amount > 0) == (name in ("politeness", "warmth")) else "red")

    # -- the end --------------------------------------------------------------------

    def _table(self, outcome: Outcome) -> Iterator[Text]:
        """A line a file, where there is more than one; files with nothing to tell are counted."""
        by_file: dict[str, list[Result]] = {}
        for result in outcome.results:
            by_file.setdefault(result.reply.path, []).append(result)
        if len(by_file) < 2 or self.look.quiet:
            return
        wanting = {path: results for path, results in by_file.items() if any(result.verdict != "pass" for result in results)}
        if not wanting:
            return
        yield Text()
        head = f"{'replies':>8}{'pass':>6}{'warn':>6}{'fail':>6}{'worst':>7}"
        room = self.width - len(head)
        yield Text(f"{'file':<{room}}{head}", "bold")
        for path, results in wanting.items():
            count = {verdict: sum(result.verdict == verdict for result in results) for verdict in VERDICTS}
            name = self._cut(printable(path), room - 1, keep_end=True)
            line = Text(f"{name}{' ' * (room - Text(name).cell_len)}{len(results):>8}{count['pass']:>6}")
            line.append(f"{count['warn'] or '':>6}", "yellow").append(f"{count['fail'] or '':>6}", "bold red")
            line.append(f"{max((result.risk for result in results if result.tone is not None), default=''):>7}", "dim")
            if count["unchecked"]:
                line.append(f"\n  {count['unchecked']} not checked", "magenta")
            yield line
        others = len(by_file) - len(wanting)
        if others:
            yield Text(f"and {others} file{'s' if others > 1 else ''} with nothing to report", "dim")

    def _together(self, outcome: Outcome) -> Iterator[Text]:
        """What is wrong with the replies as a set."""
        shown = [finding for finding in outcome.set_findings if self.look.shows(finding.severity)]
        if shown:
            yield Text()
            yield Text("All replies together", "bold")
        for finding in shown:
            yield from self._finding(0, finding, False, True)

    def _summary(self, outcome: Outcome) -> Iterator[Text]:
        replies = len(outcome.results)
        line = Text().append(f"{replies:,} {'reply' if replies == 1 else 'replies'}" + (f" in {outcome.files:,} files" if outcome.files > 1 else ""), "bold")
        counts = [(verdict, outcome.count(verdict)) for verdict in VERDICTS]
        line.append(": ")
        told = [(f"{count:,} {'not checked' if verdict == 'unchecked' else verdict}", COLORS[verdict]) for verdict, count in counts if count]
        for index, (words, color) in enumerate(told or [("nothing judged", "dim")]):
            line.append(", " if index else "").append(words, f"bold {color}")
        if outcome.unanswered:
            line.append(f" ({len(outcome.unanswered)} unanswered)", COLORS["unchecked"])
        if outcome.suppressed:
            line.append(f", {outcome.suppressed:,} finding{'s' if outcome.suppressed > 1 else ''} suppressed", "dim")
        if outcome.set_findings:
            line.append(f", {len(outcome.set_findings)} of all together", COLORS["fail" if any(item.severity == "fail" for item in outcome.set_findings) else "warn"])
        if outcome.errors:
            line.append(f", {len(outcome.errors)} error{'s' if len(outcome.errors) > 1 else ''}", "bold red")
        yield from self._broken(line)
        usage = sent_sentence(outcome)
        if usage:
            yield from self._wrapped(usage, "", "")
        if len(outcome.guides) == 1:
            path, brand, why = outcome.guides[0]
            yield from self._wrapped(f"guide: {brand + ', ' if brand else ''}{path} ({why})", "", "dim")
        elif outcome.guides:
            yield from self._wrapped(f"guides: {', '.join(path for path, _, _ in outcome.guides)}", "", "dim")

    # -- helpers --------------------------------------------------------------------

    def _wrapped(self, words: str, indent: str, style: str, hanging: int = 0) -> Iterator[Text]:
        return wrapped(words, indent, style, self.width, hanging)

    def _broken(self, line: Text) -> Iterator[Text]:
        """A styled line broken at spaces to the width; what follows is indented."""
        while line.cell_len > self.width:
            fitting = line.copy()
            fitting.truncate(self.width)
            space = fitting.plain.rfind(" ", 3)
            if space < 0:
                break
            head, line = line.divide([space])
            yield head
            line = Text("  ").append(line[1:])
        yield line

    def _cut(self, words: str, room: int = 0, keep_end: bool = False) -> str:
        room = room or self.width
        text = Text(words)
        if text.cell_len <= room:
            return words
        dots = "…" if self.look.unicode else "..."
        if keep_end:
            while Text(words).cell_len > room - len(dots):
                words = words[1:]
            return dots + words
        text.truncate(room - len(dots))
        return text.plain + dots
