"""Pages that stand elsewhere in the repository and belong to the site too."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.blocks import ROOT
from handbook.text import fenced

INCLUDED = {
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "security.md": "SECURITY.md",
    "labelling.md": "benchmarks/corpus/README.md",
    "sample-guides.md": "styleguides/README.md",
}
"""Page of the site to file of the repository."""

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)")


def included_page(page: str) -> str:
    """The text of such a page, with links that hold in the site. What is no page of the site is
    named and not linked."""
    file = ROOT / INCLUDED[page]
    text = _LINK.sub(lambda link: _link(file.parent, link), file.read_text(encoding="utf-8"))
    return "---\nsearch:\n  boost: 0.2\n---\n\n" + text + _sample_guides() if page == "sample-guides.md" else text


def linked_outside(text: str, page: Path) -> str:
    """The text of a page of docs/, whose links to files of the repository that are pages too
    lead to those, and which names the others."""
    return _LINK.sub(lambda link: _link(page.parent, link, page), text)


def _link(folder: Path, link: re.Match[str], page: Path | None = None) -> str:
    words, target, fragment = link.group(1), link.group(2), link.group(3) or ""
    file = (folder / target).resolve()
    if not file.exists():
        return link.group()  # a page that is generated, or a dead link: the build tells it
    docs = ROOT / "docs"
    if file.is_relative_to(docs) and file.is_file():
        return link.group() if page else f"[{words}]({file.relative_to(docs)}{fragment})"
    name = str(file.relative_to(ROOT))
    if name == "README.md":
        return f"[{words}](index.md{fragment})"
    if name in ("styleguides",):
        name = "styleguides/README.md"
    for site_page, source in INCLUDED.items():
        if source == name:
            return f"[{words}]({site_page}{fragment})"
    if name.startswith("styleguides/") and name.endswith(".yml"):
        return f"[{words}]({'' if folder.name == 'styleguides' else 'sample-guides.md'}#{file.stem})"
    return f"{words} (`{name}`)" if words.strip("`") != name else f"`{name}`"


def _sample_guides() -> str:
    parts = []
    for file in sorted((ROOT / "styleguides").glob("*.yml")):
        if not file.stem.endswith(".examples"):
            parts.append(f"\n## {file.stem}\n\n`extends: voicecheck:{file.stem}`\n\n{fenced(file.read_text(encoding='utf-8'), 'yaml')}")
    return "".join(parts)
