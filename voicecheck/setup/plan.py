"""What setting up voicecheck writes, as a plan that can be looked at first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from voicecheck.frozen import frozen
from voicecheck.guide.json_schema import guide_schema
from voicecheck.guide.model import CHANNEL_ALIASES
from voicecheck.guide_tools.starter import Answers, guide_text
from voicecheck.setup.origin import Origin
from voicecheck.setup.snippets import github, gitlab, hook, hooks_file
from voicecheck.setup.survey import GITHUB, GITLAB, HOOKS, Survey
from voicecheck.setup.yaml_edit import CannotEditError, has, with_key, with_list_item

GUIDE = "voicecheck.yml"
SCHEMA = "guide.schema.json"
NAME = "voicecheck"


@frozen
class Step:
    """One file: ``text`` is what it will hold, ``added`` what of it is worth showing.

    ``text`` is None where nothing is written; ``why`` then says why not, and ``added`` what to
    add by hand. ``before`` is what the file holds now, None where it is new.
    """

    path: Path
    why: str
    text: str | None = None
    before: str | None = None
    added: str = ""


def guide_steps(found: Survey, brand: str) -> Iterator[Step]:
    """The guide, unless there is one."""
    if found.guide:
        yield Step(Path(found.guide), "the guide is there already")
        return
    languages = found.languages or ("en",)
    channels = tuple(dict.fromkeys(CHANNEL_ALIASES.get(name, name) for name in found.channels)) or ("facebook", "email")
    schema = found.folder / SCHEMA
    yield Step(found.folder / GUIDE, f"a guide for {', '.join(languages)} to start from", guide_text(Answers(brand, languages, channels=channels), SCHEMA))
    if not schema.exists():
        yield Step(schema, "completion of the guide's keys in editors", json.dumps(guide_schema(), ensure_ascii=False, indent=1) + "\n")


def hook_steps(found: Survey, origin: Origin, baseline: bool) -> Iterator[Step]:
    """The hook and the CI job that fit what is there."""
    if not found.is_repository:
        return
    yield _hook(found.folder / HOOKS, origin, baseline)
    if found.on_github:
        yield _new(found.folder / GITHUB, "checks every pull request", github(origin, baseline))
    if found.on_gitlab:
        yield _gitlab(found.folder / GITLAB, origin, baseline)


def _new(path: Path, why: str, text: str) -> Step:
    return Step(path, "is there already") if path.exists() else Step(path, why, text, added=text)


def _hook(path: Path, origin: Origin, baseline: bool) -> Step:
    if not path.exists():
        text = hooks_file(origin, baseline)
        return Step(path, "checks replies before each commit", text, added=text)
    entry = hook(origin, baseline)
    return _added(path, "checks replies before each commit", entry, lambda text: with_list_item(text, "repos", entry))


def _gitlab(path: Path, origin: Origin, baseline: bool) -> Step:
    if not path.exists():
        text = gitlab(origin, baseline, "")
        return Step(path, "checks every merge request", text, added=text)
    try:
        job = gitlab(origin, baseline, _stage(_read(path)))
    except CannotEditError as error:
        return Step(path, f"cannot be added to: {error}", added=gitlab(origin, baseline, ""))
    return _added(path, "checks every merge request", job, lambda text: with_key(text, NAME, job))


def _added(path: Path, why: str, addition: str, edit: Callable[[str], str]) -> Step:
    try:
        text = _read(path)
        if has(text, NAME):
            return Step(path, "names voicecheck already")
        return Step(path, why, edit(text), text, addition)
    except CannotEditError as error:
        return Step(path, f"cannot be added to: {error}; add this by hand", added=addition)


def _stage(text: str) -> str:
    """The stage for a job in a pipeline: GitLab's own, unless the pipeline names others."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return ""
    stages = next((value for key, value in getattr(root, "value", ()) if getattr(key, "value", "") == "stages"), None) if getattr(root, "id", "") == "mapping" else None
    names = [item.value for item in stages.value] if stages is not None and stages.id == "sequence" else []
    return "" if not names or "test" in names else names[0]


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotEditError(f"it cannot be read ({getattr(error, 'strerror', '') or 'not UTF-8'})") from None
