"""JSON and YAML of no particular tool: a list or map of replies, records, locale files."""

from __future__ import annotations

from voicecheck.drafts.general import GeneralReader


class JsonReader(GeneralReader):
    """JSON: a list or map of replies, records with `reply` (or text, body, message, content) and its context, a locale file."""

    name = "json"
    suffixes = (".json",)
    known_by = "sentences, records with a known field, or keys that are languages"


class YamlReader(GeneralReader):
    """YAML: the same, and Rails' locale files; the keys are the reply's id."""

    name = "yaml"
    suffixes = (".yml", ".yaml")
    known_by = "sentences, records with a known field, or keys that are languages"
