"""The hook and the CI jobs that are set up, as text."""

from __future__ import annotations

from voicecheck.setup.origin import Origin

UNKNOWN = "voicecheck-lint @ git+https://github.com/OWNER/voicecheck@REVISION"
"""What CI installs where nobody knows yet from where: OWNER and REVISION are to be filled in."""


def hook(origin: Origin, baseline: bool) -> str:
    """An entry for the ``repos`` of .pre-commit-config.yaml."""
    arguments = ["    args: [--baseline, voicecheck-baseline.json]"] if baseline else []
    if origin.url:
        return _lines(f"- repo: {origin.url}", f"  rev: {origin.revision}", "  hooks:", "  - id: voicecheck", *arguments)
    lines = ["- repo: local", "  hooks:", "  - id: voicecheck", "    name: voicecheck", "    entry: voicecheck check --as-met  # passes over files that are no drafts"]
    if origin.is_local:
        lines += ["    language: system  # the voicecheck that is installed"]
    else:
        lines += ["    language: python", f"    additional_dependencies: [{origin.requirement}]"]
    return _lines(*lines, *arguments, "    types: [text]", "    require_serial: true  # limits over a set need all of it in one run")


def hooks_file(origin: Origin, baseline: bool) -> str:
    """A .pre-commit-config.yaml with voicecheck alone."""
    return "# Checked before each commit: pip install pre-commit && pre-commit install\nrepos:\n" + hook(origin, baseline)


def github(origin: Origin, baseline: bool) -> str:
    """A workflow that checks every pull request and shows the findings in it."""
    known = " --baseline voicecheck-baseline.json" if baseline else ""
    head = """# Checks the drafts of every pull request against voicecheck.yml.
name: voicecheck
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
  security-events: write # for the findings under Security › Code scanning; without it leave sarif out
jobs:
  voicecheck:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
"""
    if origin.github:
        arguments = "\n        with:\n          args: --baseline voicecheck-baseline.json" if baseline else ""
        return f"{head}      - uses: {origin.github}@{origin.revision}{arguments}\n"
    return (
        head.replace("  security-events: write # for the findings under Security › Code scanning; without it leave sarif out\n", "")
        + f"""      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "{requirement(origin)}"
      - run: voicecheck check . --report github --report markdown:"$GITHUB_STEP_SUMMARY"{known}
"""
    )


def gitlab(origin: Origin, baseline: bool, stage: str) -> str:
    """A job that checks every merge request; ``stage`` empty: GitLab's own, test."""
    known = " --baseline voicecheck-baseline.json" if baseline else ""
    staged = f"  stage: {stage}\n" if stage else ""
    return f"""voicecheck:
{staged}  image: python:3.12
  script:
    - pip install "{requirement(origin)}"
    - voicecheck check . --report gitlab:gl-code-quality-report.json --report junit:voicecheck.xml{known}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: voicecheck.xml
"""


def requirement(origin: Origin) -> str:
    """What pip installs in CI."""
    return UNKNOWN if origin.is_local and not origin.url else origin.requirement


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
