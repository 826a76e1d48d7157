"""voicecheck init: looks at what is there, and writes only what is not."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.support import ROOT, run
from voicecheck.drafts.reader import readers
from voicecheck.setup.yaml_edit import CannotEditError, with_key, with_list_item

HOOKS = """# our hooks
default_stages: [pre-commit]
repos:
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v4.6.0  # pinned
    hooks:
      - id: check-yaml   # tidy

# the end
ci: {autofix_prs: false}
"""
GITLAB = "stages: [build, deploy]\nbuild:\n  stage: build\n  script: [make]\nx: !reference [build, script]"


@pytest.fixture
def repository(folder: Path) -> Path:
    subprocess.run(["git", "init", "-q", "."], check=True)
    (folder / "svar").mkdir()
    (folder / "svar" / "a.md").write_text("# Late\n\n> Vent, da. Det er din egen feil at pakken ikke kom frem i tide.\n", encoding="utf-8")
    (folder / "svar" / "b.csv").write_text("id,channel,reply\n1,x,Takk for at du skriver. Vi beklager ventetiden og ringer deg i dag.\n", encoding="utf-8")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix()}


def test_a_new_repository_gets_all_of_it_and_passes(repository: Path) -> None:
    (repository / ".github").mkdir()
    result = run("init", "--yes", "--brand", "Fjordfly")
    assert result.exit_code == 0 and "2 replies in 2 files (csv 1, markdown 1)" in result.stdout and "languages: nb" in result.stdout
    assert files(repository) >= {"voicecheck.yml", "guide.schema.json", "voicecheck-baseline.json", ".pre-commit-config.yaml", ".github/workflows/voicecheck.yml"}
    guide = yaml.safe_load((repository / "voicecheck.yml").read_text(encoding="utf-8"))
    assert guide["brand"] == "Fjordfly" and guide["languages"] == ["nb"] and "x" in guide["channels"]
    assert run("guide", "test", "voicecheck.yml").exit_code == 0
    assert run("check", ".", "--baseline", "voicecheck-baseline.json", "--fail-on", "warn").exit_code == 0
    assert run("check", ".").exit_code == 1
    workflow = yaml.safe_load((repository / ".github/workflows/voicecheck.yml").read_text(encoding="utf-8"))
    assert "--baseline voicecheck-baseline.json" in workflow["jobs"]["voicecheck"]["steps"][-1]["run"]


def test_what_is_there_stays_to_the_byte(repository: Path) -> None:
    (repository / "voicecheck.yml").write_text("version: 1\nbrand: Ours\nlanguages: [nb]\n", encoding="utf-8")
    (repository / ".pre-commit-config.yaml").write_text(HOOKS, encoding="utf-8")
    (repository / ".gitlab-ci.yml").write_text(GITLAB, encoding="utf-8")
    run("init", "--yes")
    assert "Ours" in (repository / "voicecheck.yml").read_text(encoding="utf-8")
    hooks, pipeline = ((repository / name).read_text(encoding="utf-8") for name in (".pre-commit-config.yaml", ".gitlab-ci.yml"))
    before, added, _ = hooks.partition("  - repo: local\n")
    assert added and HOOKS.startswith(before) and hooks.endswith("\n# the end\nci: {autofix_prs: false}\n")
    assert [hook["id"] for entry in yaml.safe_load(hooks)["repos"] for hook in entry["hooks"]] == ["check-yaml", "voicecheck"]
    assert pipeline.startswith(GITLAB + "\n\nvoicecheck:\n  stage: build\n")
    everything = {name: (repository / name).read_bytes() for name in files(repository)}
    again = run("init", "--yes")
    assert "There is nothing to write." in again.stdout
    assert {name: (repository / name).read_bytes() for name in files(repository)} == everything


def test_it_asks_first(repository: Path) -> None:
    before = files(repository)
    assert run("init", "--dry-run").exit_code == 0 and files(repository) == before
    assert "nothing was written" in run("init", given="Fjordfly\nn\n").stdout and files(repository) == before
    nobody = run("init", given="")
    assert nobody.exit_code == 2 and "--yes" in nobody.stderr and files(repository) == before
    assert run("init", given="Fjordfly\ny\n").exit_code == 0 and "voicecheck.yml" in files(repository)


def test_an_empty_folder_gets_a_guide_alone(folder: Path) -> None:
    result = run("init", "--yes")
    assert result.exit_code == 0 and "no drafts yet" in result.stdout and "no git repository" in result.stdout
    assert files(folder) == {"voicecheck.yml", "guide.schema.json"}


def test_what_cannot_be_checked_is_said(repository: Path) -> None:
    (repository / "voicecheck.yml").write_text("version: 1\nlanguages: [xx]\n", encoding="utf-8")
    result = run("init", "--yes")
    assert "voicecheck.yml:2:13" in result.stderr and not (repository / "voicecheck-baseline.json").exists()


@pytest.mark.parametrize("remote, told", [("", "on neither GitHub nor GitLab"), ("git@gitlab.com:a/b.git", "a git repository, GitLab")])
def test_where_no_ci_job_comes_from_is_said(repository: Path, remote: str, told: str) -> None:
    if remote:
        subprocess.run(["git", "remote", "add", "origin", remote], check=True)
    result = run("init", "--yes")
    assert told in result.stdout and (repository / ".gitlab-ci.yml").exists() is bool(remote)
    assert max(len(line) for line in result.stdout.splitlines() if not line.startswith("    ")) <= 80


def test_where_hook_and_action_come_from_can_be_said(repository: Path) -> None:
    (repository / ".github").mkdir()
    run("init", "--yes", "--source", "https://github.com/acme/voicecheck@v1.2")
    entry = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text())["repos"][0]
    assert (entry["repo"], entry["rev"], entry["hooks"][0]["id"]) == ("https://github.com/acme/voicecheck", "v1.2", "voicecheck")
    assert "uses: acme/voicecheck@v1.2" in (repository / ".github/workflows/voicecheck.yml").read_text()
    assert run("init", "--source", "nowhere").exit_code == 2


@pytest.mark.parametrize("text", ["repos: []\n", "", "a: [\n", "- x\n", "repos: {a: b}\n"])
def test_what_cannot_be_added_to_safely_is_shown_instead(repository: Path, text: str) -> None:
    (repository / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    shutil.rmtree(repository / "svar")  # nothing to judge
    result = run("init", "--yes")
    assert result.exit_code == 0 and "add this by hand" in " ".join(result.stdout.split()) and "- id: voicecheck" in result.stdout
    assert (repository / ".pre-commit-config.yaml").read_text(encoding="utf-8") == text


SCALARS = st.text("abc #:'\"\n-é", max_size=8) | st.integers() | st.booleans() | st.none()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", min_size=1, max_size=3), inner, max_size=3), max_leaves=8)


@given(
    st.dictionaries(st.text("xyz", min_size=1, max_size=3), VALUES, min_size=1, max_size=4),
    st.lists(VALUES, min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from([None, "|", '"']),
)
def test_yaml_is_added_to_and_nothing_else_changes(others: dict[str, object], items: list[object], first: bool, style: str | None) -> None:
    tree = {"repos": items, **others} if first else {**others, "repos": items}
    text = yaml.safe_dump(tree, sort_keys=False, default_style=style)
    try:
        new = with_list_item(text, "repos", "- id: voicecheck\n  args: [a]\n")
    except CannotEditError:
        new = ""
    if new:
        assert yaml.safe_load(new) == {**tree, "repos": [*items, {"id": "voicecheck", "args": ["a"]}]}
    assert yaml.safe_load(with_key(text, "voicecheck", "voicecheck:\n  script: [a]\n")) == {**tree, "voicecheck": {"script": ["a"]}}


class TestHook:
    HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    def test_it_looks_at_every_draft_format(self) -> None:
        for hook in self.HOOKS:
            missed = [suffix for reader in readers().values() for suffix in reader.suffixes if not re.search(hook["files"], f"svar/a{suffix}")]
            assert missed == []
            assert run(*hook["entry"].split()[1:], "--help").exit_code == 0 and hook["require_serial"]

    def test_files_that_are_no_drafts_are_passed_over(self, folder: Path) -> None:
        (folder / "tsconfig.json").write_text('{"compilerOptions": {"strict": true}}\n')
        (folder / "package.json").write_text('{"name": "x", "version": "1.0.0", "scripts": {"build": "make"}}\n')
        (folder / "README.md").write_text("Calm down, you idiot.\n")
        (folder / "ci.yml").write_text("on: push\njobs: {a: {steps: [x]}}\n")
        (folder / "Makefile").write_text("all:\n\tmake\n")
        names = [path.name for path in folder.iterdir()]
        result = run("check", "--as-met", *names)
        assert result.exit_code == 0, result.output
        (folder / "a.md").write_text("Calm down, you idiot.\n")
        assert run("check", "--as-met", *names, "a.md").exit_code == 1
        (folder / "voicecheck.yml").write_text("version: 1\ndrafts: {exclude: [a.md]}\n")
        assert run("check", "--as-met", *names, "a.md").exit_code == 0


class TestAction:
    ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

    def test_its_check_runs_in_a_shell(self, folder: Path) -> None:
        step = next(step for step in self.ACTION["runs"]["steps"] if step.get("id") == "check")
        binaries = folder / "temp" / "voicecheck" / "bin"
        binaries.mkdir(parents=True)
        (binaries / "voicecheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m voicecheck "$@"\n')
        (binaries / "voicecheck").chmod(0o755)
        (folder / "svar").mkdir()
        (folder / "svar" / "a.md").write_text("Calm down, you idiot; $(touch pwned) it is your own fault.\n")
        env = {
            **os.environ, "RUNNER_TEMP": str(folder / "temp"), "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_OUTPUT": str(folder / "output"),
            "PATHS": "svar", "GUIDE": "", "ARGS": "--fail-on warn", "SARIF": "out.sarif",
        }  # fmt: skip
        done = subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 1 and "::error" in done.stdout
        assert (folder / "output").read_text() == "exit-code=1\nsarif=out.sarif\n"
        assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0" and "a.md" in (folder / "summary.md").read_text()
        assert not (folder / "pwned").exists()

    def test_every_input_is_used_and_described(self) -> None:
        text = (ROOT / "action.yml").read_text(encoding="utf-8")
        for name, said in self.ACTION["inputs"].items():
            assert said["description"] and f"inputs.{name}" in text
