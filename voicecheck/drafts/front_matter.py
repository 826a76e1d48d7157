"""Front matter: a YAML block between ``---`` lines at the top of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from voicecheck.drafts.record import ID_FIELDS, KNOWN_FIELDS, context_from, first, usage_from
from voicecheck.drafts.reply import Context
from voicecheck.drafts.source import SourceText
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.yaml_tree import Mapping, Scalar, parse_yaml

_BLOCK = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LOOKS_LIKE_KEYS = re.compile(r"\A(?:\s*#.*\n)*\s*[\w-]+\s*:")


@dataclass(frozen=True)
class FrontMatter:
    """``end`` is the offset at which the text after the block begins."""

    end: int = 0
    id: str = ""
    context: Context = Context()
    usage: float | None = None


def read_front_matter(source: SourceText) -> tuple[FrontMatter, list[Problem]]:
    """What the front matter says (nothing where there is none) and what is wrong in it."""
    block = _BLOCK.match(source.text)
    if block is None or (block.group(1).strip() and not _LOOKS_LIKE_KEYS.match(block.group(1))):
        return FrontMatter(), []
    nothing = FrontMatter(end=block.end())
    try:
        tree = parse_yaml(block.group(1), source.path)
    except VoicecheckError as error:
        shift = [replace(problem, place=_below(problem.place)) for problem in error.problems]
        return nothing, [replace(problem, message=f"in the front matter: {problem.message}") for problem in shift]
    if not isinstance(tree, Mapping):
        return nothing, []
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in tree.entries.items():
        if key.lower() not in KNOWN_FIELDS:
            continue  # drafts carry front matter for other tools too
        if isinstance(value, Scalar):
            fields[key.lower()] = "" if value.is_null else value.text
        else:
            problems.append(Problem(_below(value.place), f'in the front matter: "{key}" must be a plain text'))
    return FrontMatter(block.end(), first(fields, ID_FIELDS), context_from(fields), usage_from(fields)), problems


def _below(place: Place) -> Place:
    return Place(place.path, place.line + 1 if place.line else 1, place.column)
