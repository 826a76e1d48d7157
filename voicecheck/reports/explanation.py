"""What a check is about, for readers of a report: in plain text and in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicecheck.checks.registry import CatalogEntry


def title(check: str) -> str:
    """A check's name for people: "Snark: mock praise", "Politeness too low"."""
    family, _, name = check.partition("/")
    words = name.replace("-", " ")
    return f"{family.capitalize()} {words}" if words.startswith("too ") else f"{family.capitalize()}: {words}"


def short_title(check: str) -> str:
    """The same within a sentence: "mock praise", "politeness too low", "structure missing"."""
    family, _, name = check.partition("/")
    words = name.replace("-", " ")
    return f"{family} {words}" if words.startswith("too ") or " " not in words else words


def in_text(entry: CatalogEntry) -> str:
    """What the check looks for, why, and what to do."""
    return "\n".join(f"{head}: {text}" for head, text in _parts(entry))


def in_markdown(entry: CatalogEntry) -> str:
    """The same with a bad and a good reply in English and the lines of a guide that set it."""
    from voicecheck.languages.examples import load_examples

    paragraphs = [f"## {title(entry.id)}", *(f"**{head}:** {text}" for head, text in _parts(entry))]
    example = load_examples("en").get(entry.id)
    if example:
        customer = [("Customer", example.customer)] if example.customer else []
        paragraphs += ["\n".join(f"- {head}: {_quoted(text)}" for head, text in (*customer, ("Bad", example.bad), ("Good", example.good)))]
    if entry.guide_snippet:
        paragraphs += [f"In a guide:\n\n```yaml\n{entry.guide_snippet.rstrip()}\n```"]
    paragraphs += [f"`voicecheck explain {entry.id}` shows it in every language."]
    return "\n\n".join(paragraphs) + "\n"


def _parts(entry: CatalogEntry) -> list[tuple[str, str]]:
    parts = [("Looks for", entry.looks_for[:1].upper() + entry.looks_for[1:]), ("Why", entry.why), ("What to do", entry.advice), ("Source", entry.source)]
    return [(head, text) for head, text in parts if text]


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"
