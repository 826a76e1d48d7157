"""The categories of markers, read from categories.yml."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from voicecheck.frozen import frozen
from voicecheck.yaml_tree import Mapping, Scalar, parse_yaml


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
    path = files("voicecheck.languages") / "categories.yml"
    tree = parse_yaml(path.read_text(encoding="utf-8"), "categories.yml")
    assert isinstance(tree, Mapping)
    found: dict[str, Category] = {}
    for group, members in tree.entries.items():
        assert isinstance(members, Mapping)
        for name, fields in members.entries.items():
            assert isinstance(fields, Mapping)
            value = {key: field.text for key, field in fields.entries.items() if isinstance(field, Scalar)}
            found[name] = Category(name, group, value["means"], value["compete"] == "true", value["negation"] == "cancels", value.get("only") == "hashtag", value.get("aims", ""))
    return found
