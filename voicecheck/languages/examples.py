"""A bad and a good reply for each check, in each language: ``<language>/examples.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from voicecheck.frozen import frozen
from voicecheck.problems import Problem, VoicecheckError
from voicecheck.shipped import kept, shipped
from voicecheck.tree import Mapping, Scalar

FILE = "examples.yml"


@frozen
class ExampleReply:
    """A reply that fails a check, and one that says it better; with the customer's message
    where the check needs one."""

    bad: str
    good: str
    customer: str = ""


@lru_cache(maxsize=8)
def load_examples(language: str) -> dict[str, ExampleReply]:
    """The examples in one language by check id; none where the pack has no such file."""
    return kept(f"examples.{language}", lambda: _read(shipped("languages", language, FILE)))


def _read(file: Path) -> dict[str, ExampleReply]:
    from voicecheck.yaml_tree import parse_yaml

    if not file.is_file():
        return {}
    tree = parse_yaml(file.read_text(encoding="utf-8"), str(file))
    found: dict[str, ExampleReply] = {}
    for check_id, value in tree.entries.items() if isinstance(tree, Mapping) else ():
        if not isinstance(value, Mapping):
            raise VoicecheckError(Problem(value.place, f'{check_id} must have "bad" and "good"'))
        texts = {key: item.text for key, item in value.entries.items() if isinstance(item, Scalar)}
        if not texts.get("bad") or not texts.get("good"):
            raise VoicecheckError(Problem(value.place, f'{check_id} must have "bad" and "good"'))
        found[check_id] = ExampleReply(texts["bad"], texts["good"], texts.get("customer", ""))
    return found
