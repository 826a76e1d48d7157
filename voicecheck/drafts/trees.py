"""Formats that are JSON or YAML: read into one kind of tree, so that each is written once."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from voicecheck import yaml_tree
from voicecheck.drafts.html_text import html_to_text
from voicecheck.drafts.locale_code import is_language
from voicecheck.drafts.reader import AS_USUAL, DraftReader, ReadOptions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.scalar_map import map_scalar
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.frozen import frozen
from voicecheck.json_tree import read_json
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

MAX_NODES = 2_000_000
"""Values in the largest YAML draft that is read."""

_NOTHING = Context()
_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|\Z)|\[\s*(?:[{\"\]]|\Z))")
_TAG = re.compile(r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]*>", re.IGNORECASE)


@frozen
class ReadTree:
    """What a file holds: None where that is nothing, or nothing that can be read."""

    tree: Tree | None
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether it was read to its end."""


def is_json(source: SourceText) -> bool:
    """Whether a file is JSON rather than YAML, by its ending, else by how it begins."""
    path = source.path.lower()
    return path.endswith(".json") or (not path.endswith((".yml", ".yaml")) and _LOOKS_LIKE_JSON.match(source.text) is not None)


@lru_cache(maxsize=1)
def read_tree(source: SourceText) -> ReadTree:
    """The tree of a file; kept for the next reader that looks at the same file."""
    if is_json(source):
        found = read_json(source.text, source.path)
        return ReadTree(found.tree, found.problems, found.whole)
    try:
        # Only aliases make more values of a text than it has characters.
        limit = max(yaml_tree.MAX_NODES, min(len(source.text), MAX_NODES))
        tree, problems = yaml_tree.read_yaml(source.text, source.path, limit, merge=True)
    except VoicecheckError as error:
        return ReadTree(None, error.problems, whole=False)
    return ReadTree(None if isinstance(tree, Scalar) and tree.is_null else tree, tuple(problems))


class TreeReader(DraftReader):
    """A format of JSON or YAML."""

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".yml", ".yaml")
    rank = 10
    known_anywhere = True

    def recognises(self, source: SourceText) -> bool:
        tree = read_tree(source).tree
        return tree is not None and self.fits(tree)

    def read(self, source: SourceText, options: ReadOptions = AS_USUAL) -> Iterable[Reply | Problem]:
        found = read_tree(source)
        yield from found.problems
        any_reply = False
        for item in self.replies(source, found.tree, options) if found.tree is not None else ():
            any_reply = True
            yield item
        if not any_reply and not found.problems:
            yield self.problem(source, 0, self.nothing(found.tree, options))

    @abstractmethod
    def fits(self, tree: Tree) -> bool:
        """Whether the tree is in this format."""

    @abstractmethod
    def replies(self, source: SourceText, tree: Tree, options: ReadOptions) -> Iterator[Reply | Problem]:
        """The replies in the tree."""

    def nothing(self, tree: Tree | None, options: ReadOptions) -> str:
        """What to say of a file without any reply."""
        return "holds no reply; the file is empty" if tree is None else f"holds no reply where {self.name} keeps them"


def text_of(node: Tree | None) -> str:
    """The text of a scalar; an empty one for anything else, and for nothing."""
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""


def first_text(record: Mapping, names: Iterable[str]) -> str:
    """The first of the fields that is filled."""
    return next((text for name in names if (text := text_of(record.get(name)))), "")


def reply_at(source: SourceText, scalar: Scalar, identity: str = "", context: Context = _NOTHING, usage: float | None = None, group: str = "", html: bool = False) -> Reply:
    """The reply that a scalar holds. ``html``: it is HTML even if no tag shows it."""
    text, source_map = map_scalar(source, scalar)
    if text and (html or has_tags(text)):
        text, source_map = html_to_text(text, source_map)
        if not text:
            return _unchecked(source, scalar, "it holds no text, only markup or images", identity, context, usage, group)
    if not text or scalar.is_null:
        return _unchecked(source, scalar, "the reply is empty", identity, context, usage, group)
    return Reply(text, identity, context, source.path, source_map, usage, "", group)


def has_tags(text: str) -> bool:
    """Whether a text is HTML, by a tag that is usual in replies."""
    return "<" in text and _TAG.search(text) is not None


def _unchecked(source: SourceText, scalar: Scalar, reason: str, identity: str, context: Context, usage: float | None, group: str) -> Reply:
    return Reply("", identity, context, source.path, SourceMap(source, (), source.position(scalar.start)[0]), usage, reason, group)


def mappings_in(tree: Tree | None) -> tuple[Mapping, ...]:
    """The maps in a list, or that are the values of a map."""
    items: Iterable[Tree] = tree.items if isinstance(tree, Sequence) else tree.entries.values() if isinstance(tree, Mapping) else ()
    return tuple(item for item in items if isinstance(item, Mapping))


def is_texts_by_language(node: Tree | None) -> bool:
    """Whether a map is {"nb": "…", "en": "…"}."""
    return isinstance(node, Mapping) and bool(node.entries) and all(is_language(key) and isinstance(value, Scalar) for key, value in node.entries.items())
