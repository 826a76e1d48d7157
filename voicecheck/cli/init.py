"""``voicecheck init``: sets voicecheck up in a repository, after a look at what is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecheck.cli.main import printable
from voicecheck.cli.output import folded

if TYPE_CHECKING:
    from voicecheck.results import Outcome
    from voicecheck.setup.plan import Step
    from voicecheck.setup.survey import Survey


@click.command("init")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False), metavar="[FOLDER]")
@click.option("--brand", default="", metavar="NAME", help="The name of the brand, for the guide.")
@click.option("--source", default="", metavar="URL@REVISION", help="Where hook and CI install voicecheck from. Default: where this one came from.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
def command(folder: str, brand: str, source: str, yes: bool, dry_run: bool) -> None:
    """Set voicecheck up in FOLDER: a guide, a baseline of what is found today, the pre-commit hook
    and a CI job, as far as they fit what is there. Nothing that is there is overwritten."""
    from voicecheck.baseline import FILE
    from voicecheck.setup.origin import Origin, origin
    from voicecheck.setup.plan import guide_steps, hook_steps
    from voicecheck.setup.snippets import UNKNOWN
    from voicecheck.setup.survey import HOOKS, survey

    url, _, revision = source.rpartition("@")
    if source and not (url and revision):
        raise click.BadParameter("must be URL@REVISION, with a tag or commit.", param_hint="--source")
    installed = Origin(origin().version, url, revision) if source else origin()
    root = Path(folder).resolve()
    found = survey(root)
    click.echo("\n".join(_told(found)))
    guide = list(guide_steps(found, brand or (_ask_brand(root) if not (yes or dry_run or found.guide) else root.name)))
    baseline = _baseline(root / FILE, guide) if found.has_drafts and not (root / FILE).exists() else None
    others = list(hook_steps(found, installed, baseline=baseline is not None or (root / FILE).exists()))
    steps = [*guide, *([baseline] if baseline else []), *others]
    click.echo("\n".join(_planned(steps, root)))
    if dry_run or not any(step.text is not None for step in steps):
        return
    if not yes and not _agreed():
        click.echo("nothing was written")
        return
    _write(steps)
    known = f" --baseline {_shown(root / FILE, Path())}" if (root / FILE).exists() else ""
    click.echo("\nNext:\n  " + (f"voicecheck check {_shown(root, Path())}{known}" if found.has_drafts else "voicecheck try   # scores a reply that you type"))
    if (root / HOOKS).exists():
        click.echo("  pip install pre-commit && pre-commit install")
    if any(UNKNOWN in (step.text or "") for step in others):
        click.echo(folded("  fill in OWNER and REVISION in the CI job: where your team installs voicecheck from (or run init with --source)", 2))


def _told(found: Survey) -> list[str]:
    """What was found, in a few lines."""
    total, files = sum(found.replies.values()), sum(found.files.values())
    formats = ", ".join(f"{name} {count:,}" for name, count in found.files.items())
    told = [f"{total:,} repl{'y' if total == 1 else 'ies'} in {files:,} file{'' if files == 1 else 's'} ({formats})" if total else "no drafts yet"]
    if found.languages:
        told.append(f"languages: {', '.join(found.languages)}")
    places = [name for name, there in (("a git repository", found.is_repository), ("GitHub", found.on_github), ("GitLab", found.on_gitlab)) if there]
    if not found.is_repository:
        told.append("no git repository, so no hook and no CI job")
    elif len(places) == 1:
        told.append("a git repository, on neither GitHub nor GitLab, so no CI job; run init again once it has a remote there")
    else:
        told.append(", ".join(places))
    return [folded(("       " if number else "Found: ") + line, 7) for number, line in enumerate(told)] + [""]


def _planned(steps: list[Step], root: Path) -> list[str]:
    lines = ["To be written:"]
    lines += [folded(f"  {_shown(step.path, root):<36}{step.why}", 38) for step in steps if step.text is not None]
    if len(lines) == 1:
        lines = ["There is nothing to write."]
    lines += [folded(f"  {_shown(step.path, root):<36}{step.why}", 38) for step in steps if step.text is None]
    for step in steps:
        if step.added:
            adds = "" if step.before is None and step.text is not None else "+ "
            lines += ["", printable(f"{_shown(step.path, root)}:"), *(printable(f"    {adds}{line}") for line in step.added.rstrip("\n").split("\n"))]
    return [*lines, ""]


def _shown(path: Path, root: Path) -> str:
    """A path as a person would write it, from ``root``."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)


def _write(steps: list[Step]) -> None:
    """Write what is to be written, each file whole."""
    from voicecheck.fixes.write import write_draft
    from voicecheck.reports.files import CannotWriteError, ReportFile

    for step in steps:
        if step.text is None:
            continue
        try:
            step.path.parent.mkdir(parents=True, exist_ok=True)
            if step.before is not None:
                write_draft(str(step.path), step.before, step.text)
            elif step.path.exists():  # made by somebody else meanwhile
                click.echo(f"{step.path} is there already and stays as it is", err=True)
            else:
                ReportFile(str(step.path)).write(step.text)
        except (CannotWriteError, OSError) as error:
            click.echo(f"error: {printable(str(error))}", err=True)
            sys.exit(2)


def _baseline(path: Path, guide: list[Step]) -> Step | None:
    """What is found today by the guide that is there, or that is to be; None if that is nothing.
    What could not be checked is said."""
    from tempfile import TemporaryDirectory

    from voicecheck.baseline import Baseline, baseline_text
    from voicecheck.cli.running import outcome_of
    from voicecheck.engine import Request
    from voicecheck.setup.plan import Step

    with TemporaryDirectory() as folder:
        planned = Path(folder, "voicecheck.yml")
        if guide[0].text is not None:
            planned.write_text(guide[0].text, encoding="utf-8")
        outcome: Outcome = outcome_of(Request((str(path.parent),), str(planned) if planned.exists() else "", cache=False), quiet=False)
    for error in outcome.errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    new = Baseline(str(path)).silence(outcome).new
    number = f"{len(new):,} finding{'' if len(new) == 1 else 's'}"
    return Step(path, f"{number} of today stay silent, new ones count", baseline_text(new)) if new else None


def _ask_brand(root: Path) -> str:
    try:
        answer: str = click.prompt("What is the brand called?", default=root.name)
    except click.Abort:
        raise _nobody() from None
    return " ".join(answer.split()) or root.name


def _agreed() -> bool:
    try:
        return click.confirm("Write them?", default=True)
    except click.Abort:
        raise _nobody() from None


def _nobody() -> click.ClickException | click.Abort:
    if sys.stdin.isatty():
        return click.Abort()
    return click.UsageError("the question needs somebody to answer it; add --yes to write, or --dry-run only to look.")
