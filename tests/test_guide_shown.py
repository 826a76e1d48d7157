"""A guide shown, explained, described for editors and in the reference: all from one model."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.support import ROOT, SHIPPED, run, shipped
from tests.test_cli_commands import typed
from voicecheck.checks.registry import catalog, vocabulary
from voicecheck.guide.json_schema import guide_schema
from voicecheck.guide.keys import guide_keys
from voicecheck.guide_tools.readers import checks_reading, keys_read_by

SAMPLES = sorted([*(ROOT / "styleguides").glob("*.yml"), *(ROOT / "examples").glob("*/voicecheck.yml"), *(ROOT / "examples").glob("*/*/voicecheck.yml")])
GUIDE = """version: 1
extends: voicecheck:cautious-service
voice: {humor: {max: 70}}
situations: {banter: {humor: {max: 90, override: true}}}
channels: {email: {humor: {max: 30}}}
off: {style/emoji: "Emoji are our voice.", voice.snark: "The owl bites."}
"""


@pytest.fixture
def shown(folder: Path) -> Path:
    (folder / "voicecheck.yml").write_text(GUIDE)
    return folder


class TestShow:
    def test_what_is_off_is_told_with_its_reason(self, shown: Path) -> None:
        text = run("guide", "show").stdout
        assert re.search(r"voice\.snark +off: The owl bites\.  # voicecheck\.yml:6", text)
        assert re.search(r"style/emoji +off: Emoji are our voice\.  # voicecheck\.yml:6", text)

    def test_the_checks_with_what_sets_them(self, shown: Path) -> None:
        text = run("guide", "show", "--checks").stdout
        _, _, rest = text.partition("humor/too-high                 fail\n")
        assert rest.splitlines()[0].split("  #")[0].split() == ["voice.humor.max", "70"]
        assert "voicecheck:cautious-service:" in rest.split("humor/")[0]
        assert re.search(r"style/emoji +off: Emoji are our voice\.", text)
        idle = text.splitlines()[-1]
        assert idle.startswith("Not set by this guide: ") and "warmth/too-low" in idle and "humor/too-high" not in idle

    def test_as_json(self, shown: Path) -> None:
        data: Any = json.loads(run("guide", "show", "--format", "json").stdout)
        values = {".".join(item["path"]): item for item in data["values"]}
        assert values["channels.email.humor.max"] == {"path": ["channels", "email", "humor", "max"], "value": 30, "origin": {"path": "voicecheck.yml", "line": 5}}
        assert {"path": "voice.snark", "because": "The owl bites.", "origin": {"path": "voicecheck.yml", "line": 6}} in data["off"]
        checks = {item["id"]: item for item in data["checks"]}
        assert set(checks) == set(catalog())
        assert checks["style/emoji"]["severity"] == "off" and not checks["style/emoji"]["active"]
        assert checks["humor/too-high"]["active"] and not checks["warmth/too-low"]["active"]

    @pytest.mark.parametrize("name", SHIPPED)
    def test_as_yaml_it_is_the_same_guide(self, folder: Path, name: str) -> None:
        (folder / "resolved.yml").write_text(run("guide", "show", f"voicecheck:{name}", "--format", "yaml").stdout, encoding="utf-8")
        assert run("guide", "check", "resolved.yml").exit_code == 0
        result = run("guide", "diff", f"voicecheck:{name}", "resolved.yml", "--exit-code")
        assert result.exit_code == 0, result.stdout

    def test_patterns_of_its_own_stand_in_yaml_as_they_were_written(self, folder: Path) -> None:
        (folder / "voicecheck.yml").write_text(
            'patterns:\n  but: {lexicon: "sorry ... but", message: No.}\n  token: {tokens: [{LOWER: regrets}, {IS_PUNCT: true, OP: "?"}], message: No.}\n'
        )
        (folder / "resolved.yml").write_text(run("guide", "show", "--format", "yaml").stdout, encoding="utf-8")
        result = run("guide", "diff", "voicecheck.yml", "resolved.yml", "--exit-code")
        assert result.exit_code == 0, result.output


class TestExplain:
    def explained(self, check_id: str, language: str = "nb") -> list[str]:
        return run("explain", check_id, "--guide", "voicecheck.yml", "--language", language).stdout.partition("\nIn voicecheck.yml")[2].splitlines()

    def test_the_limit_in_force_by_situation_and_channel(self, shown: Path) -> None:
        rows = [line.split() for line in self.explained("humor/too-high")[2:]]
        assert ["banter", "90", "voicecheck.yml:4"] in rows
        assert any(row[:2] == ["complaint", "50"] and row[2].startswith("voicecheck:cautious-service:") for row in rows)
        assert ["churn,", "any", "other", "70", "voicecheck.yml:3"] in rows
        after = rows[rows.index(["churn,", "any", "other", "70", "voicecheck.yml:3"]) + 1]
        assert after == ["on", "email", "30", "voicecheck.yml:5"]

    def test_what_is_off(self, shown: Path) -> None:
        text = "\n".join(self.explained("style/emoji"))
        assert text.startswith("  off") and "switched off at voicecheck.yml:6: Emoji are our voice." in text

    def test_a_check_that_nothing_sets(self, shown: Path) -> None:
        assert "nothing sets a limit for it" in "\n".join(self.explained("warmth/too-low"))

    @pytest.mark.parametrize("check_id", list(catalog()))
    def test_every_check_can_be_explained_for_a_guide(self, check_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
        compiled = shipped("cheeky-airline")  # loaded once for all checks
        monkeypatch.setattr("voicecheck.compiler.load_guide", lambda path: compiled)
        assert run("explain", check_id, "--guide", "voicecheck:cheeky-airline", "--language", "nb").exit_code == 0


SCHEMA = guide_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def described(schema: dict[str, Any], path: str, seen: set[str]) -> list[tuple[str, dict[str, Any]]]:
    """Every key of the schema with its own schema, references followed."""
    if "$ref" in schema and schema["$ref"] in seen:
        return []
    seen = seen | {schema.get("$ref", "")}
    schema = resolved(schema)
    found = []
    for name, item in schema.get("properties", {}).items():
        found.append((f"{path}.{name}", resolved(item)))
        found += described(item, f"{path}.{name}", seen)
    for part in (*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")):
        if isinstance(part, dict):
            found += described(part, path, seen)
    return found


class TestSchema:
    def test_the_shipped_file_is_in_step(self) -> None:
        stored = json.loads((ROOT / "styleguides" / "guide.schema.json").read_text(encoding="utf-8"))
        assert stored == SCHEMA, "run: voicecheck guide schema --output styleguides/guide.schema.json"

    def test_it_can_be_written(self, folder: Path) -> None:
        assert run("guide", "schema", "--output", "s.json").exit_code == 0
        assert json.loads((folder / "s.json").read_text(encoding="utf-8")) == SCHEMA
        assert run("guide", "schema", "--output", "no/s.json").exit_code == 2

    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_every_sample_guide_meets_it_and_names_it(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        head = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert head and (path.parent / head.group(1)).resolve() == ROOT / "styleguides" / "guide.schema.json"
        assert [error.message[:200] for error in VALIDATOR.iter_errors(typed(yaml.load(text, yaml.BaseLoader)))] == []

    @pytest.mark.parametrize(
        "broken",
        [
            {"voise": {}},
            {"voice": {"snark": {"max": 140}}},
            {"voice": {"snark": {"max": "20"}}},
            {"voice": {"snrk": {"max": 1}}},
            {"situations": {"complait": {}}},
            {"languages": ["klingon"]},
            {"channels": {"x": {"direct_messages": "maybe"}}},
            {"severity": {"snark": "fale"}},
            {"gate": {"fail_at": 101}},
            {"examples": {"approve": [{"repl": "x"}]}},
            {"require": {"complaint": ["next_stp"]}},
            {"version": 2},
        ],
        ids=str,
    )
    def test_a_broken_guide_fails_it(self, broken: dict[str, Any]) -> None:
        assert not VALIDATOR.is_valid(broken)

    def test_every_key_is_described(self) -> None:
        keys = described(SCHEMA, "", set())
        assert len(keys) > 150
        bare = [path for path, schema in keys if (path.count(".") == 1 or path.startswith((".voice.", ".examples.", ".gate."))) and not schema.get("description")]
        assert bare == []

    def test_examples_and_defaults_meet_their_own_key(self) -> None:
        told = 0
        for path, schema in described(SCHEMA, "", set()):
            validator = Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
            for value in [*schema.get("examples", ()), *([schema["default"]] if "default" in schema else ())]:
                plain = json.loads(json.dumps(value, default=str))
                assert validator.is_valid(plain), (path, value)
                told += 1
        assert told > 20

    def test_every_word_of_a_choice_has_its_meaning_beside_it(self) -> None:
        told = [schema for _, schema in described(SCHEMA, "", set()) if "enumDescriptions" in schema]
        assert told and all(len(schema["enumDescriptions"]) in (len(schema["enum"]), len(schema["enum"]) - 1) for schema in told)


class TestReference:
    def test_the_page_in_the_docs_is_in_step(self) -> None:
        page = (ROOT / "docs" / "guide-reference.md").read_text(encoding="utf-8")
        assert run("guide", "reference").stdout == page, "run: voicecheck guide reference > docs/guide-reference.md"

    def test_it_tells_every_key_and_every_check(self) -> None:
        page = (ROOT / "docs" / "guide-reference.md").read_text(encoding="utf-8")
        for key in guide_keys(vocabulary()):
            assert f"\n## {key}\n" in page
        for key in vocabulary().limits:
            assert f"\n### {key}\n" in page

    @pytest.mark.parametrize("check_id", list(catalog()))
    def test_every_check_is_set_by_a_key(self, check_id: str) -> None:
        keys = keys_read_by(check_id)
        assert keys
        assert all(check_id in checks_reading(key) for key in keys)
