"""Whether JSON or YAML holds replies, rather than settings or data: told from what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from voicecheck.drafts.locale_code import is_language, language_of
from voicecheck.drafts.record import reply_field
from voicecheck.drafts.trees import is_texts_by_language, mappings_in
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

SENTENCE_WORDS = 4
"""In a locale file a text of fewer words that does not end like a sentence is taken for a label
("Save now"), not for a reply, and passed over; in any other map of texts only a single word is.
Lists and records hold no labels."""

_SENTENCE_END = re.compile(r"\w[.!?…:]+[)”\"»]*\s*\Z")
_SENTENCE_ENDS = re.compile(r"\w[.!?…]+[)”\"»]*(?:\s|\Z)")
_SETTINGS_INSIDE = re.compile(r"\s*[\w-]+:[ \t]*\n[ \t]+[\w-]+:")
_SETTINGS = frozenset({"voice", "extends", "situations", "gate", "brand", "channels", "approve", "reject"})
"""A map with two of these at the top is a guide, or the examples beside one, not a draft."""


def looks_like_replies(tree: Tree, path: str = "", sure: bool = False) -> bool:
    """Whether JSON or YAML of no known tool holds replies, rather than settings or data.

    It does if it is records with a field for the reply, or a locale file; or else (not if
    ``sure``) if enough of its texts are prose: a single sentence in a file that is named by a
    language (nb.json), a third of the texts in a folder that is, two thirds in any other.
    """
    if isinstance(tree, Scalar) or (isinstance(tree, Mapping) and len(_SETTINGS & tree.keys.keys()) > 1):
        return False
    if _are_records(tree) or _is_locale_file(tree, sure):
        return True
    if isinstance(tree, Mapping) and any(isinstance(value, Sequence) and _are_records(value) for value in tree.entries.values()):
        return True
    texts = list(_texts(tree, 2_000))
    if sure or not any(map(is_sentence, texts)) or (isinstance(tree, Mapping) and _have_the_same_keys(mappings_in(tree))):
        return False
    place = PurePath(path)
    share = 0.0 if language_of(place.name) else 1 / 3 if language_of(path) else 2 / 3
    return sum(map(_is_prose, texts)) >= len(texts) * share


def _are_records(tree: Tree) -> bool:
    items = list(tree.items if isinstance(tree, Sequence) else tree.entries.values() if isinstance(tree, Mapping) else ())[:50]
    if isinstance(tree, Mapping) and "reply" in tree.entries and is_record(tree):
        return True
    return bool(items) and sum(is_record(item) for item in items) >= 0.8 * len(items)


def _have_the_same_keys(records: tuple[Mapping, ...]) -> bool:
    """Whether maps are records of something: which of their fields is a reply, if any, is not known."""
    return len(records) > 1 and all(records[0].keys.keys() & record.keys.keys() for record in records[1:])


def is_record(node: Tree) -> bool:
    """Whether a map has a field that is known to hold a reply, or a reply in several languages."""
    if not isinstance(node, Mapping):
        return False
    lowered = {key.lower(): value for key, value in node.entries.items()}
    if sum(is_language(key) and is_sentence(value) for key, value in lowered.items()) > 1:
        return True
    name = reply_field(key for key, value in lowered.items() if isinstance(value, Scalar) or is_texts_by_language(value))
    value = lowered.get(name)
    return bool(name) and (name == "reply" or is_sentence(value) or is_texts_by_language(value))


def _is_locale_file(tree: Tree, sure: bool) -> bool:
    if not isinstance(tree, Mapping) or not tree.entries:
        return False
    if all(map(is_language, tree.entries)):
        return any(is_sentence(text) for text in _texts(tree, 2_000)) and not (sure and is_texts_by_language(tree) and len(tree.entries) == 1)
    return all(is_texts_by_language(value) for value in tree.entries.values())


def _texts(node: Tree, limit: int) -> Iterator[Scalar]:
    stack: list[Tree] = [node]
    while stack and limit:
        inner = stack.pop()
        if isinstance(inner, Scalar):
            limit -= 1
            yield inner
        else:
            stack.extend(inner.items if isinstance(inner, Sequence) else inner.entries.values())


def is_text(node: Scalar) -> bool:
    """Whether a scalar is meant as a text: JSON's numbers and words are not."""
    return (node.quoted or node.style != "json") and not node.is_null and any(sign.isalpha() for sign in node.text)


def is_sentence(node: Tree | None) -> bool:
    """Whether a node is a text that is long enough for a sentence."""
    return isinstance(node, Scalar) and is_text(node) and len(node.text.split()) >= SENTENCE_WORDS


def _is_prose(node: Scalar) -> bool:
    """Whether a text holds the end of a sentence, which patterns, titles and settings do not, and
    is not settings itself (a block of YAML inside YAML)."""
    return is_text(node) and _SENTENCE_ENDS.search(node.text) is not None and not _SETTINGS_INSIDE.match(node.text)


def is_label(text: str, of_locale_file: bool) -> bool:
    """Whether a text in a map is the label of a button or a setting rather than a reply."""
    return len(text.split()) < (SENTENCE_WORDS if of_locale_file else 2) and not _SENTENCE_END.search(text)
