"""Front matter: a YAML block between ``---`` lines at the top of a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from voicecheck.drafts.record import ID_FIELDS, KNOWN_FIELDS, context_from, first, usage_from
from voicecheck.drafts.reply import Context
from voicecheck.drafts.source import SourceText
from voicecheck.drafts.suppression import FIELD, Suppression, read_field
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.yaml_tree import Mapping, Scalar, Sequence, Tree, parse_yaml

_BLOCK = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LOOKS_LIKE_KEYS = re.compile(r"\A(?:\s*#.*\n)*\s*[\w-]+\s*:")


@frozen
class FrontMatter:
    """``end`` is the offset at which the text after the block begins."""

    end: int = 0
    id: str = ""
    context: Context = Context()
    usage: float | None = None
    suppressions: tuple[Suppression, ...] = ()
    """What ``voicecheck-ignore`` says; it holds for every reply of the file."""


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
    suppressions: list[Suppression] = []
    for key, value in tree.entries.items():
        if key.lower() == FIELD:
            for said in _suppressions(value):
                if isinstance(said, Suppression):
                    suppressions.append(replace(said, scope="file"))
                else:
                    problems.append(said)
            continue
        if key.lower() not in KNOWN_FIELDS:
            continue  # drafts carry front matter for other tools too
        if isinstance(value, Scalar):
            fields[key.lower()] = "" if value.is_null else value.text
        else:
            problems.append(Problem(_below(value.place), f'in the front matter: "{key}" must be a plain text'))
    return FrontMatter(block.end(), first(fields, ID_FIELDS), context_from(fields), usage_from(fields), tuple(suppressions)), problems


def _suppressions(value: Tree) -> list[Suppression | Problem]:
    """``voicecheck-ignore``: a text, or a list of them."""
    items = value.items if isinstance(value, Sequence) else (value,)
    return [
        read_field(item.text, _below(item.place))
        if isinstance(item, Scalar) and not item.is_null
        else Problem(_below(item.place), f'in the front matter: "{FIELD}" must be a text such as “snark/tease because the campaign asks for it”, or a list of them')
        for item in items
    ]


def _below(place: Place) -> Place:
    return Place(place.path, place.line + 1 if place.line else 1, place.column)
