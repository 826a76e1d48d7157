"""What the README and the documentation show is what the program does."""

from __future__ import annotations

import re
import shlex
from functools import lru_cache
from pathlib import Path

import click
import pytest
import yaml

from handbook.blocks import ROOT, blocks, pages
from handbook.checks_pages import about, anchor, families
from handbook.console import Shown, shown
from handbook.hooks import completed, generated_pages
from handbook.text import plain
from voicecheck.checks.registry import catalog
from voicecheck.cli.main import cli
from voicecheck.drafts.reader import readers
from voicecheck.languages.examples import load_examples
from voicecheck.languages.pack import language_codes

PAGES = pages()
LINK = re.compile(r"(?<![!`])\[[^\]\n]+\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.shows_output for block in blocks(page))], ids=lambda page: page.name)
def test_every_output_that_is_shown_is_real(page: Path) -> None:
    wrong = [item for item in shown(page) if not item.holds]
    assert not wrong, "\n\n".join(f"{page.name}:{item.block.line}: $ {item.command}\nprints\n" + "\n".join(item.real[-40:]) for item in wrong) + "\n\nmake pages writes it anew"


def test_an_output_that_is_told_wrongly_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('```text title="a.txt"\nCalm down.\n```\n```console\n$ voicecheck check a.txt --format plain\na.txt:1:1: all is well\n$ echo $?\n1\n```\n', encoding="utf-8")
    first, second = shown(page)
    assert not first.holds and first.real[0].startswith("a.txt:1:1: fail politeness/dismissal")
    assert second.holds


@pytest.mark.parametrize(
    ("written", "real", "holds"),
    [
        (["…", "b"], ["a", "a", "b"], True),
        (["a", "…", "c"], ["a", "b", "c"], True),
        (["a", "…", "c"], ["a", "b", "d"], False),
        (["a"], ["a", "b"], False),
        ([], ["a"], False),
        (["a"], [], False),
    ],
)
def test_an_elision_stands_for_any_lines(written: list[str], real: list[str], holds: bool) -> None:
    block = next(blocks(ROOT / "README.md"))
    assert Shown(block, "", tuple(written), tuple(real)).holds == holds


def commands_in(text: str) -> list[list[str]]:
    """The voicecheck commands of a block of shell, or of the scripts of a pipeline."""
    found = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        for part in re.split(r"&&|\|(?!\|)|;", line):
            command = re.sub(r"^\s*(- )?((run|script): )?", "", part).strip().removeprefix("$ ")
            if command.startswith("voicecheck ") and "…" not in command:
                found.append(shlex.split(command.split(" > ")[0], comments=True)[1:])
    return found


def shown_alone() -> list[tuple[str, list[str]]]:
    """Commands that are shown without their output: in blocks and in running text."""
    found = []
    for page in PAGES:
        for block in blocks(page):
            if block.language in ("sh", "yaml", "bash", "text", "") or (block.language == "console" and not block.shows_output):
                found += [(f"{page.name}:{block.line}", words) for words in commands_in(block.text)]
        prose = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for code in re.findall(r"`(voicecheck [^`]+)`", prose):
            found += [(page.name, words) for words in commands_in(" ".join(code.split()))]
    return found


def understood(words: list[str]) -> None:
    """Raises click.UsageError where the command line would not understand the words; nothing is
    run. Capitals stand for what the reader fills in."""
    command: click.Command = cli
    context = click.Context(cli, info_name="voicecheck")
    while isinstance(command, click.Group) and words:
        if words[0].startswith("-"):
            break
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    words = [word for word in words if word not in ("--help", "-h", "--version")]
    command.make_parser(context).parse_args(list(words))


@pytest.mark.parametrize(("where", "words"), shown_alone(), ids=lambda value: " ".join(value) if isinstance(value, list) else value)
def test_every_command_that_is_shown_alone_is_understood(where: str, words: list[str]) -> None:
    understood(words)


def test_a_command_that_does_not_exist_is_not_understood() -> None:
    with pytest.raises(click.UsageError):
        understood(["check", "--no-such-option"])
    with pytest.raises(click.UsageError):
        understood(["guide", "invent"])


@lru_cache(maxsize=1)
def site() -> dict[str, str]:
    """Every page of the site by its path, as MkDocs gets it."""
    docs = ROOT / "docs"
    written = {str(page.relative_to(docs)): completed(page.read_text(encoding="utf-8"), page) for page in sorted(docs.rglob("*.md"))}
    return {**written, **generated_pages()}


def test_no_link_leads_nowhere() -> None:
    everything = site()
    dead = []
    for page, text in everything.items():
        for target in LINK.findall(re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)):
            if target.startswith(("http:", "https:", "#")):
                continue
            path = (Path("/") / Path(page).parent / target.split("#")[0]).resolve().relative_to("/")
            if str(path) not in everything:
                dead.append(f"{page}: {target}")
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        dead += [f"{page.name}: {target}" for target in LINK.findall(page.read_text(encoding="utf-8")) if not (ROOT / target.split("#")[0]).exists() and "://" not in target]
    assert not dead


def test_every_page_is_in_the_menu() -> None:
    menu = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = set(re.findall(r"[\w/-]+\.md", str(menu)))
    assert {page for page in site() if not page.startswith("checks/")} == listed


def test_what_the_site_loads_stands_in_its_folder() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    loaded = [*settings["extra_css"], *settings["extra"]["polyfills"]]
    assert loaded and all((ROOT / "docs" / name).is_file() for name in loaded)
    assert any("iframe-worker" in name for name in loaded), "without it the search is loaded from another site"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>*Hei*</b> & [x](y) | 1", "&lt;b&gt;\\*Hei\\*&lt;/b&gt; &amp; \\[x\\](y) &#124; 1"),
        ('- no", we said', '\\- no", we said'),
        ("1. {{ name }}", "1\\. \\{\\{ name \\}\\}"),
        ("3 days", "3 days"),
    ],
)
def test_a_draft_in_a_page_means_nothing_to_markdown(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_every_check_is_explained_with_its_examples() -> None:
    everything = site()
    for check_id, entry in catalog().items():
        family, _ = check_id.split("/")
        page = everything[f"checks/{family}.md"]
        assert f"## {check_id} {{ #{anchor(entry)} }}" in page
        assert f"checks/{family}.md#{anchor(entry)}" in everything["checks.md"]
        assert entry.guide_snippet.strip() in page
        part = page.split(f"## {check_id} ")[1].split("\n## ")[0]
        assert part.count("\n=== ") == sum(check_id in load_examples(code) for code in language_codes())
    assert set(families()) == set(about()), "handbook/families.yml says in a sentence what each family is about"


def test_every_format_and_command_is_listed() -> None:
    everything = site()
    for name in readers():
        assert f"| `{name}`<br>" in everything["formats.md"]
    assert "## voicecheck check\n" in everything["commands.md"] and "### voicecheck guide check\n" in everything["commands.md"]
    assert "--fail-on" in everything["commands.md"]
    assert "CompiledGuide.check(\n    reply: Reply | str,\n    *,\n" in everything["python.md"]
    assert "<!-- generated" not in "".join(text for page, text in everything.items() if page != "contributing.md")
