"""How exports of conversations write things down, from conversation.yml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from voicecheck.drafts.labels import is_label
from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping as TreeMapping
from voicecheck.tree import Scalar, Sequence, Tree

CUSTOMER, BRAND, NOTE = "customer", "reply", "note"
"""The sides of a conversation; a note is sent to nobody."""
_STRICT = ("type", "part_type", "message_type")
"""Fields that say many things besides: “type: comment” is no side."""


@frozen
class Exported:
    """The names of fields by what they hold, the words that say a side, and those that say it in
    one field alone."""

    fields: Mapping[str, tuple[str, ...]]
    sides: Mapping[str, str]
    sides_by_field: Mapping[str, Mapping[str, str]]

    def side_said(self, field: str, value: str) -> str:
        """The side that a word says in a field, or an empty text."""
        word = plain(value)
        own = self.sides_by_field.get(field)
        if own is not None and (word in own or field in _STRICT):
            return own.get(word, "")  # “type: message” says nothing
        return self.sides.get(word, "") or next((side for side in (CUSTOMER, BRAND) if is_label(word, side)), "")


def plain(word: str) -> str:
    """A word in one way of writing: "End-User", "end_user" and "end user" are the same."""
    return " ".join(word.lower().replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=1)
def exported() -> Exported:
    """What conversation.yml says."""
    tree = shipped_tree("drafts", "conversation.yml")
    fields = {name: _words(value) for name, value in tree.entries.items() if isinstance(value, Sequence)}
    by_field = tree.entries["sides_by_field"]
    assert isinstance(by_field, TreeMapping)
    return Exported(fields, _sides(tree.entries["sides"]), {field: _sides(value) for field, value in by_field.entries.items()})


def _words(node: Tree) -> tuple[str, ...]:
    return tuple(item.text for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()


def _sides(node: Tree) -> dict[str, str]:
    entries = node.entries if isinstance(node, TreeMapping) else {}
    return {plain(word): side for side, words in entries.items() for word in _words(words)}
