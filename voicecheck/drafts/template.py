"""Follows a template's conditionals: each way through it makes a reply of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from voicecheck.drafts.mask import MASK, mask
from voicecheck.drafts.reply import Reply
from voicecheck.drafts.rewrite import Rewriter
from voicecheck.drafts.source import SourceMap, SourceText, slice_map
from voicecheck.drafts.template_tags import Tag, find_tags, may_be_template
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem

MAX_BRANCHES = 32
"""Up to so many ways through a template are all taken."""
MAX_VARIED = 64
"""Where there are more, each conditional is varied alone, which makes at most so many."""
MAX_PROBLEMS = 3
MAX_PIECES = 40_000
"""All varied ways together take no more pieces of text: a template of thousands of tags has fewer."""
_OPENERS = ("if", "unless", "switch", "loop", "block", "hidden")
_CLAUSES = ("elsif", "else", "when")
_SHOWN = 40
"""So many characters of a condition name a branch."""


@dataclass
class _Block:
    """One block: its first tag, the tags of its other ways and its end, as numbers of tags."""

    opener: int
    parent: _Block | None
    parent_clause: int
    clauses: list[int] = field(default_factory=list)
    end: int = -1
    key: tuple[str, ...] = ()
    options: list[tuple[str, int | None]] = field(default_factory=list)
    """What each way is called, and the tag behind which its words stand (None: no words)."""


@dataclass
class _Template:
    length: int
    tags: list[Tag]
    blocks: dict[int, _Block]
    """By the number of their first tag."""
    of_clause: dict[int, _Block]
    """By the number of each other tag of theirs."""
    problems: list[tuple[Tag, str]]


@frozen
class Expansion:
    """The replies that a template can make, and what was left out on the way."""

    branches: tuple[Reply, ...]
    notes: tuple[str, ...] = ()


def expand(reply: Reply) -> Expansion:
    """Every way through the reply's template as a reply of its own.

    Conditions in the same words are taken to be true together, a loop is gone through once,
    ways without any words are left out. A reply that is no template, or whose tags do not
    fit together (``template_problems`` says how), comes back as it is.
    """
    if not may_be_template(reply.text):
        return Expansion((reply,))
    template = _parse(reply.text)
    if not template.tags or template.problems:
        return Expansion((reply,))
    notes = [f"“{tag.text}” puts in another text, which was not read" for tag in template.tags if tag.role == "partial"]
    ways = _all_ways(template)
    if ways is None:
        ways = _varied_ways(template)
        choices = sum(len(block.options) > 1 for block in template.blocks.values())
        those = f"{choices:,} conditionals make" if choices > 1 else "one conditional makes"
        notes.append(f"{those} more than {MAX_BRANCHES} ways through this template, so each was varied on its own: {len(ways)} ways were judged")
    branches: dict[str, Reply] = {}
    for name, pieces in ways:
        made = _rewritten(reply, pieces, name)
        if made.text and _says_something(made.text):
            branches.setdefault(made.text, made)
    found = tuple(branches.values())
    if not found:
        return Expansion((reply,), tuple(dict.fromkeys(notes)))
    return Expansion(found if len(found) > 1 else (replace(found[0], branch=""),), tuple(dict.fromkeys(notes)))


def _says_something(text: str) -> bool:
    """Whether anything but placeholders is written; emoji count."""
    return not any(sign in text for sign in "{<[%$") or bool(mask(text).text.replace(MASK, "").strip())


def template_problems(reply: Reply) -> Iterator[Problem]:
    """What is wrong with the tags of a reply's template: one that is never ended, an end of nothing."""
    if not may_be_template(reply.text):
        return
    for tag, message in _parse(reply.text).problems[:MAX_PROBLEMS]:
        span = reply.source.span(tag.start, tag.end) if reply.source else None
        yield Problem(Place(reply.path, span.line, span.column) if span else Place(reply.path, 1, tag.start + 1), f"{message}; the reply was judged as it stands")


def _rewritten(reply: Reply, pieces: list[tuple[int, int]], name: str) -> Reply:
    source = reply.source or _own_map(reply.text)
    rewriter = Rewriter(reply.text, source)
    for start, end in pieces:
        rewriter.keep(start, end)
    text, places = rewriter.build()
    return replace(reply, text=text, source=places, branch=name)


def _own_map(text: str) -> SourceMap:
    return slice_map(SourceText("-", text), 0, len(text))[1]


# -- reading the tags ---------------------------------------------------------------------


def _parse(text: str) -> _Template:
    tags = find_tags(text)
    template = _Template(len(text), tags, {}, {}, [])
    stack: list[_Block] = []
    for number, tag in enumerate(tags):
        if tag.role in _OPENERS:
            parent = stack[-1] if stack else None
            block = _Block(number, parent, (parent.clauses or [parent.opener])[-1] if parent else -1)
            template.blocks[number] = block
            stack.append(block)
        elif tag.role in _CLAUSES:
            if not stack or tags[stack[-1].opener].language != tag.language or tags[stack[-1].opener].role == "hidden":
                template.problems.append((tag, f"“{tag.text}” stands in no block; remove it, or write the “if” that it belongs to"))
            else:
                stack[-1].clauses.append(number)
                template.of_clause[number] = stack[-1]
        elif tag.role == "end":
            _end(template, stack, number)
    for block in stack:
        opener = tags[block.opener]
        template.problems.append((opener, f"“{opener.text}” is never ended; {_ending(opener)}"))
    if not template.problems:
        for block in template.blocks.values():
            _options(block, tags)
    return template


def _end(template: _Template, stack: list[_Block], number: int) -> None:
    tag = template.tags[number]
    if not stack:
        template.problems.append((tag, f"“{tag.text}” ends a block that nothing begins; remove it, or write the tag that begins the block"))
        return
    opener = template.tags[stack[-1].opener]
    if tag.language != opener.language or (tag.word and opener.word and tag.word != opener.word):
        template.problems.append((tag, f"“{tag.text}” ends another block than the one that is open, “{opener.text}”; {_ending(opener)} first"))
        if len(stack) < 2 or template.tags[stack[-2].opener].word != tag.word:
            return  # a stray end: what is open stays open
        stack.pop()
    block = stack.pop()
    block.end = number
    template.of_clause[number] = block


def _ending(opener: Tag) -> str:
    """How the block that ``opener`` begins is ended, in words."""
    sign = {"curly": f"{{% end{opener.word} %}}", "double-curly": f"{{{{/{opener.word}}}}}", "erb": "<% end %>", "template-toolkit": "[% END %]"}[opener.language]
    return f"write “{sign}” where it ends"


def _options(block: _Block, tags: list[Tag]) -> None:
    """The ways through a block, as one list whichever way round the template asks."""
    opener = tags[block.opener]
    asked = [_condition(tags[number].condition) for number in (block.opener, *block.clauses) if tags[number].role != "else"]
    otherwise = next((number for number in block.clauses if tags[number].role == "else"), None)
    if opener.role == "switch":
        whens = [number for number in block.clauses if tags[number].role == "when"]
        block.key = (asked[0], "is", *asked[1:])
        block.options = [(f"if {_short(asked[0])} is {_short(_condition(tags[number].condition))}".replace("if  is ", "if "), number) for number in whens]
        block.options.append((f"if {_short(asked[0])} is none of these".replace("if  is", "if it is"), otherwise))
    elif opener.role in ("if", "unless"):
        ways = [block.opener, *(number for number in block.clauses if tags[number].role == "elsif")]
        denied = opener.role == "unless"
        condition = asked[0]
        if len(ways) == 1:
            for sign in ("not ", "!"):
                if condition.startswith(sign) and not condition.startswith("!="):
                    condition, denied = condition[len(sign) :].strip(), not denied
        block.key = (condition, *asked[1:])
        if len(ways) == 1:
            yes, no = (f"if {_short(condition)}", f"if not {_short(condition)}")
            block.options = [(yes, otherwise), (no, block.opener)] if denied else [(yes, block.opener), (no, otherwise)]
        else:
            first = f"if not {_short(condition)}" if denied else f"if {_short(condition)}"
            block.options = [(first, ways[0]), *((f"if {_short(text)}", number) for text, number in zip(asked[1:], ways[1:]))]
            block.options.append((f"if none of {', '.join(_short(text) for text in asked)}", otherwise))
    elif opener.role == "loop" and otherwise is not None:
        block.key = ("for", asked[0])
        block.options = [(f"if there are {_short(asked[0])}", block.opener), (f"if there are no {_short(asked[0])}", otherwise)]
    elif opener.role == "block" and otherwise is not None:
        block.key = ("one or several",)
        block.options = [("if one", block.opener), ("if several", otherwise)]
    else:
        block.options = [("", None if opener.role == "hidden" else block.opener)]


def _condition(text: str) -> str:
    """A condition without the brackets that only some languages write around it."""
    text = text.strip().removesuffix("then").rstrip("{ ").strip()
    while text.startswith("(") and text.endswith(")") and "(" not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


# -- going through ------------------------------------------------------------------------

_Way = tuple[str, list[tuple[int, int]]]
"""What a way through a template is called, and the pieces of text that it takes."""


def _all_ways(template: _Template) -> list[_Way] | None:
    """Every way, or None where there are more than MAX_BRANCHES."""
    found: list[_Way] = []
    prefix: list[int] = []
    while True:
        taken, way = _walk(template, prefix)
        found.append(way)
        prefix = [option for option, _ in taken]
        counts = [count for _, count in taken]
        while prefix and prefix[-1] + 1 >= counts[len(prefix) - 1]:
            prefix.pop()
        if not prefix:
            return found
        if len(found) >= MAX_BRANCHES:
            return None
        prefix[-1] += 1


def _varied_ways(template: _Template) -> list[_Way]:
    """The first way, and for each other option of each block one way that takes it."""
    _, (_, pieces) = _walk(template, [])
    found = [("all conditions as first written", pieces)]
    most = max(min(MAX_VARIED, MAX_PIECES // (len(template.tags) + 1)), 2)
    for block in template.blocks.values():
        for number, (name, _) in enumerate(block.options):
            if number == 0 and block.parent is None:
                continue
            if len(found) >= most:
                return found
            wanted = {block.key: number}
            inner = block
            while inner.parent is not None:
                clause, inner = inner.parent_clause, inner.parent
                wanted.setdefault(inner.key, next((index for index, (_, first) in enumerate(inner.options) if first == clause), 0))
            _, (_, pieces) = _walk(template, [], wanted)
            if name:
                found.append((name, pieces))
    return found


def _walk(template: _Template, prefix: list[int], wanted: dict[tuple[str, ...], int] | None = None) -> tuple[list[tuple[int, int]], _Way]:
    """One way: at the n-th decision the option ``prefix[n]`` (or the one that is ``wanted``),
    else the first. Returns the decisions met (option taken, options there are) and the way."""
    tags = template.tags
    taken: list[tuple[int, int]] = []
    decided: dict[tuple[tuple[str, ...], int], int] = {}
    names: list[str] = []
    pieces: list[tuple[int, int]] = []
    position = number = 0
    while number < len(tags):
        tag = tags[number]
        if tag.cut_start > position:
            pieces.append((position, tag.cut_start))
        position = max(position, tag.cut_end)
        block = template.blocks.get(number)
        if block is not None:
            option = 0
            if len(block.options) > 1:
                key = (block.key, len(block.options))
                if key not in decided:
                    if wanted is not None:
                        decided[key] = min(wanted.get(block.key, 0), len(block.options) - 1)
                    else:
                        decided[key] = prefix[len(taken)] if len(taken) < len(prefix) else 0
                    taken.append((decided[key], len(block.options)))
                    names.append(block.options[decided[key]][0])
                option = decided[key]
            first = block.options[option][1]
            number = block.end if first is None else first
        elif number in template.of_clause:
            number = template.of_clause[number].end  # the words of the way taken are over
        position = max(position, tags[number].cut_end)
        number += 1
    if position < template.length:
        pieces.append((position, template.length))
    return taken, (", ".join(names), pieces)
