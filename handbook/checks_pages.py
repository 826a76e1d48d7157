"""The reference of the checks: a page a family, from the checks and their examples."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from handbook.text import admonition, fenced, markdown, sentence, tabs
from voicecheck.checks.registry import CatalogEntry, catalog
from voicecheck.compiler import CompiledGuide, load_guide
from voicecheck.languages.examples import load_examples
from voicecheck.languages.pack import language_codes, load_settings
from voicecheck.results import Finding


def families() -> dict[str, list[CatalogEntry]]:
    """The checks of each family, both in the order of the alphabet."""
    return {family: list(entries) for family, entries in groupby(catalog().values(), key=lambda entry: entry.family)}


@lru_cache(maxsize=1)
def about() -> dict[str, str]:
    """What each family is about (families.yml)."""
    texts: dict[str, str] = yaml.safe_load((Path(__file__).parent / "families.yml").read_text(encoding="utf-8"))
    return texts


def overview() -> str:
    """A list of all checks, with links to their explanations."""
    parts = []
    for family, entries in families().items():
        lines = [
            f"- [`{entry.id}`](checks/{family}.md#{anchor(entry)}){' (warns)' if entry.severity == 'warn' else ''}: {markdown(sentence(entry.looks_for))}" for entry in entries
        ]
        parts.append(f"### {family}\n\n{about().get(family, '')}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def anchor(entry: CatalogEntry) -> str:
    """What a link to a check ends in: its name without the family."""
    return entry.id.split("/")[1]


def family_page(family: str) -> str:
    """Everything there is to say of the checks of a family."""
    entries = families()[family]
    head = f"---\nsearch:\n  boost: 2\n---\n\n# {family}\n\n{about().get(family, '')} Checks: " + ", ".join(f"[`{entry.id}`](#{anchor(entry)})" for entry in entries) + ".\n\n"
    return head + "\n".join(_explained(entry) for entry in entries)


def _explained(entry: CatalogEntry) -> str:
    parts = [f"## {entry.id} {{ #{anchor(entry)} }}\n"]
    grade = {"fail": "Stops the reply", "warn": "Warns"}[entry.severity]
    parts.append(f"*{grade}, unless the guide says otherwise.*\n")
    for name, text in (("Looks for", entry.looks_for), ("Why", entry.why), ("What to do", entry.advice), ("Source", entry.source)):
        if text:
            parts.append(f"**{name}.** {markdown(sentence(text))}\n")
    if entry.guide_snippet:
        parts.append(fenced(entry.guide_snippet, "yaml"))
    contexts = [f"{name} `{value}`" for name, value in (("situation", entry.situation), ("channel", entry.channel)) if value]
    examples = [(load_settings(code).name, _example(entry, code)) for code in language_codes() if entry.id in load_examples(code)]
    if examples:
        parts.append(f"Judged by these lines{' (' + ', '.join(contexts) + ')' if contexts else ''}:\n" if entry.guide_snippet else "Examples:\n")
        parts.append(tabs(examples))
    return "\n".join(parts)


def _example(entry: CatalogEntry, language: str) -> str:
    example = load_examples(language)[entry.id]
    customer = admonition("quote", "The customer writes", example.customer) if example.customer else ""
    finding = _found(entry, language)
    bad = admonition("failure", "Fails", example.bad) if finding.severity == "fail" else admonition("warning", "Is warned of", example.bad)
    told = f"    *{markdown(finding.sentence)}*\n"
    return f"{customer}\n{bad}\n{told}\n{admonition('success', 'Is fine', example.good)}"


def _found(entry: CatalogEntry, language: str) -> Finding:
    """What the check really says of the bad example, judged by the lines that stand above it."""
    example = load_examples(language)[entry.id]
    result = _guide(entry.guide_snippet).check(example.bad, language=language, situation=entry.situation, channel=entry.channel, customer=example.customer)
    return next(finding for finding in result.findings if finding.check == entry.id)


@lru_cache(maxsize=256)
def _guide(text: str) -> CompiledGuide:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "voicecheck.yml"
        path.write_text(text, encoding="utf-8")
        return load_guide(path)
