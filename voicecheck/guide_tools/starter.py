"""A first guide, written from the answers of a short interview."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from voicecheck.frozen import frozen

FORMALITY = {"casual": "{max: 60}", "neutral": "{min: 15, max: 70}", "formal": "{min: 25, max: 85}"}
"""How the brand talks, and the band of formality that says so."""
HUMOR = {"none": (15, 10), "light": (60, 30), "playful": (80, 40)}
"""How funny it may be: the most humor anywhere, and in answers to complaints."""
SNARK = {"never": (15, 10, 15), "when-attacked": (30, 15, 50), "playful": (60, 20, 70)}
"""Whether it may bite back: the most snark anywhere, to complaints, and in banter."""
EMOJI = {"none": 0, "few": 2, "free": 5}
"""How many emoji a reply may hold."""
_YAML_WORDS = ("true", "false", "yes", "no", "on", "off", "null")
"""Words that some readers of YAML do not take for texts."""
_COLUMN = 46
_TOPICS = "[abuse, death, illness, self_harm, war, pregnancy]"


@frozen
class Answers:
    """What the interview found out. ``support`` are the channels on which customers are helped,
    none for all of ``channels``."""

    brand: str
    languages: tuple[str, ...] = ("en",)
    formality: str = "neutral"
    humor: str = "light"
    snark: str = "never"
    emoji: str = "few"
    channels: tuple[str, ...] = ("facebook", "email")
    support: tuple[str, ...] = ()


def guide_text(answers: Answers, schema: str = "") -> str:
    """The YAML of the guide, commented in its main language, with examples in every language.

    ``schema`` is where an editor finds the JSON Schema, seen from the guide.
    """
    return "\n".join(_lines(answers, schema)) + "\n"


def _lines(answers: Answers, schema: str) -> Iterator[str]:
    said: dict[str, str] = _starter(answers.languages[0])["comments"]
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"# {said['head'].format(brand=answers.brand)}"
    yield f"# {said['test']}"
    yield "version: 1"
    yield f"brand: {_scalar(answers.brand)}"
    yield _commented("extends: voicecheck:cautious-service", said["extends"])
    yield _commented(f"languages: [{', '.join(answers.languages)}]", said["languages"])
    yield ""
    yield from _voice(answers, said)
    yield ""
    yield from _situations(answers, said)
    yield ""
    yield from _channels(answers, said)
    yield ""
    yield _commented("require:", said["require"])
    yield "  complaint: [acknowledgement, next_step]"
    if "email" in answers.channels:
        yield "  email: [greeting, signature]"
    yield ""
    yield _commented("words:", said["words"])
    if len(answers.languages) == 1:
        yield from _words(answers.languages[0], "  ")
    else:  # the same word may stand in several languages, each with a reason of its own
        yield "  by_language:"
        for language in answers.languages:
            yield f"    {language}:"
            yield from _words(language, "      ")
    yield ""
    yield _commented("topics:", said["topics"])
    yield f"  never_joke_about: {_TOPICS}"
    yield ""
    yield _commented("gate: {fail_at: 60, warn_at: 40}", said["gate"])
    yield ""
    yield _commented("examples:", said["examples"])
    for kind in ("approve", "reject"):
        yield f"  {kind}:"
        for language in answers.languages:
            for example in _starter(language)[kind]:
                if _fits(example, answers):
                    yield f"    - {_example(example, language)}"


def _voice(answers: Answers, said: dict[str, str]) -> Iterator[str]:
    targets = "" if answers.snark == "never" else ", targets: [self, situation]"
    yield _commented("voice:", said["voice"])
    yield _commented("  politeness: {min: 30}", said["politeness"])
    yield _commented(f"  humor: {{max: {HUMOR[answers.humor][0]}}}", said["humor"])
    yield _commented(f"  snark: {{max: {SNARK[answers.snark][0]}{targets}}}", said["snark"])
    yield _commented(f"  formality: {FORMALITY[answers.formality]}", said["formality"])
    yield _commented(f"  emoji: {{max: {EMOJI[answers.emoji]}}}", said["emoji"])
    yield _commented("  exclamation_marks: {max: 2}", said["exclamation_marks"])


def _situations(answers: Answers, said: dict[str, str]) -> Iterator[str]:
    humor, snark = HUMOR[answers.humor], SNARK[answers.snark]
    yield _commented("situations:", said["situations"])
    yield _commented(f"  complaint: {{politeness: {{min: 40}}, humor: {{max: {humor[1]}}}, snark: {{max: {snark[1]}}}}}", said["complaint"])
    yield _commented(f"  churn:     {{politeness: {{min: 40}}, snark: {{max: {snark[1]}}}}}", said["churn"])
    yield _commented("  crisis:    {politeness: {min: 45}, humor: {max: 10}, snark: {max: 10}, emoji: {max: 0}}", said["crisis"])
    if snark[2] > snark[0]:
        yield _commented(f"  banter:    {{snark: {{max: {snark[2]}, targets: [self, situation], override: true}}}}", said["banter"])


def _channels(answers: Answers, said: dict[str, str]) -> Iterator[str]:
    helped = answers.support or answers.channels
    yield _commented("channels:", said["channels"])
    for channel in answers.channels:
        if channel in helped:
            yield f"  {channel}: {{support: yes}}"
        else:
            yield _commented(f"  {channel}: {{support: redirect, redirect_to: [{', '.join(helped)}]}}", said["redirect"])


def _fits(example: dict[str, Any], answers: Answers) -> bool:
    return all(getattr(answers, question) in allowed for question, allowed in example.get("when", {}).items())


def _words(language: str, indent: str) -> Iterator[str]:
    for kind in ("avoid", "prefer"):
        yield f"{indent}{kind}:"
        for word, other in _starter(language)["words"][kind].items():
            yield f"{indent}  {_scalar(word)}: {_scalar(other)}"


def _example(example: dict[str, Any], language: str) -> str:
    parts = [f"language: {language}"] + [f"{key}: {_scalar(value, quoted=key in ('customer', 'reply'))}" for key, value in example.items() if key != "when"]
    return "{" + ", ".join(parts) + "}"


def _scalar(text: str, quoted: bool = False) -> str:
    """A text as YAML; in quotation marks unless it is plainly a word or two."""
    plain = re.fullmatch(r"[^\W\d_][\w /.-]*[\w]", text) is not None and text.lower() not in _YAML_WORDS
    return text if plain and not quoted else json.dumps(text, ensure_ascii=False)


def _commented(line: str, comment: str) -> str:
    """The line with its comment behind it, or above it where the line is long."""
    if len(line) > _COLUMN:
        return f"{' ' * (len(line) - len(line.lstrip()))}# {comment}\n{line}"
    return f"{line:<{_COLUMN}}  # {comment}"


@lru_cache(maxsize=8)
def _starter(language: str) -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("voicecheck.guide_tools") / "starters" / f"{language}.yml").read_text(encoding="utf-8"))
    return loaded
