"""What MkDocs asks for: the generated pages, and the generated parts of the written ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from handbook import checks_pages, included, program_tables

_GENERATED = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_PARTS = {
    "checks": checks_pages.overview,
    "commands": program_tables.commands,
    "formats": program_tables.formats,
    "python": program_tables.python_api,
    "reports": program_tables.reports,
}


def generated_pages() -> dict[str, str]:
    """Every page that no file of docs/ is, by its path in the site."""
    return {
        **{f"checks/{family}.md": checks_pages.family_page(family) for family in checks_pages.families()},
        **{page: included.included_page(page) for page in included.INCLUDED},
    }


def completed(text: str, page: Path) -> str:
    """A written page with its generated parts."""
    return _GENERATED.sub(lambda mark: _PARTS[mark[1]](), included.linked_outside(text, page))


def on_config(config: Any) -> Any:
    """Puts the families of checks below the page on checks."""
    families = [{family: f"checks/{family}.md"} for family in checks_pages.families()]
    config["nav"] = [{"Checks": ["checks.md", *families]} if entry == {"Checks": "checks.md"} else entry for entry in config["nav"]]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Adds the generated pages."""
    from mkdocs.structure.files import File

    for path, content in generated_pages().items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Fills in the generated parts."""
    return completed(markdown, Path(page.file.abs_src_path)) if page.file.abs_src_path else markdown
