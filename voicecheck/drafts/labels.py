"""The words by which people mark the parts of a draft, from labels.yml."""

from __future__ import annotations

import re
from functools import lru_cache

from voicecheck.shipped import shipped_tree
from voicecheck.tree import Scalar, Sequence

LABELS = ("internal", "customer", "reply", "subject")
"""The kinds of labels."""

_AROUND = re.compile(r"[\s*_#:>\[\]()–—-]*(.*?)[\s*_#:>\[\]()–—-]*\Z")


@lru_cache(maxsize=1)
def _labels() -> dict[str, frozenset[str]]:
    tree = shipped_tree("drafts", "labels.yml")
    found: dict[str, frozenset[str]] = {}
    for kind, words in tree.entries.items():
        found[kind] = frozenset(item.text.lower() for item in words.items if isinstance(item, Scalar)) if isinstance(words, Sequence) else frozenset()
    return found


def is_label(words: str, kind: str) -> bool:
    """Whether ``words``, without marks and colon around them, are a label of this kind:
    "internal", "customer", "reply" or "subject"."""
    inner = _AROUND.match(words)
    return inner is not None and " ".join(inner.group(1).lower().replace("’", "'").split()) in _labels()[kind]
