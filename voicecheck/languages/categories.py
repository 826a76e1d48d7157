"""The categories of markers, read from categories.yml."""

from __future__ import annotations

from functools import lru_cache

from voicecheck.frozen import frozen
from voicecheck.shipped import shipped_tree
from voicecheck.tree import Mapping, Scalar


@frozen
class Category:
    """What a marker can mean. See the head of categories.yml for the fields."""

    name: str
    group: str
    means: str
    compete: bool
    negation_cancels: bool
    only_hashtag: bool
    aims: str = ""


@lru_cache(maxsize=1)
def load_categories() -> dict[str, Category]:
    """Every category by name, in the order of the file."""
    tree = shipped_tree("languages", "categories.yml")
    found: dict[str, Category] = {}
    for group, members in tree.entries.items():
        assert isinstance(members, Mapping)
        for name, fields in members.entries.items():
            assert isinstance(fields, Mapping)
            value = {key: field.text for key, field in fields.entries.items() if isinstance(field, Scalar)}
            found[name] = Category(name, group, value["means"], value["compete"] == "true", value["negation"] == "cancels", value.get("only") == "hashtag", value.get("aims", ""))
    return found
