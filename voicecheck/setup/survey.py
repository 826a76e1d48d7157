"""What is there before voicecheck is set up: drafts, languages, a guide, hooks, CI."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from voicecheck.drafts.find import find_drafts, load_source, read_source
from voicecheck.drafts.reader import reader_for
from voicecheck.drafts.reply import Reply
from voicecheck.frozen import frozen
from voicecheck.guide.discover import NAMES
from voicecheck.languages.detect import detect
from voicecheck.languages.pack import language_codes
from voicecheck.problems import Problem, VoicecheckError

HOOKS = ".pre-commit-config.yaml"
GITHUB = ".github/workflows/voicecheck.yml"
GITLAB = ".gitlab-ci.yml"
_REMOTE = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)
_RARE = 0.05
"""A language of fewer replies than this share is taken for a slip of the detection."""


@frozen
class Survey:
    """What a folder holds. ``files`` and ``replies`` by draft format, ``languages`` and
    ``channels`` the most frequent first; ``guide`` is empty where there is none."""

    folder: Path
    files: dict[str, int]
    replies: dict[str, int]
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    guide: str
    is_repository: bool
    on_github: bool
    on_gitlab: bool

    @property
    def has_drafts(self) -> bool:
        return bool(self.replies)


def survey(folder: Path) -> Survey:
    """Look at a folder and everything below it."""
    files: Counter[str] = Counter()
    replies: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for draft in find_drafts((str(folder),)):
        if isinstance(draft, Problem):
            continue
        try:
            source = load_source(draft.path)
        except VoicecheckError:
            continue
        reader = reader_for(source)
        found = [item for item in read_source(source, draft) if isinstance(item, Reply) and not item.unchecked]
        if reader is None or not found:
            continue
        files[reader.name] += 1
        replies[reader.name] += len(found)
        for reply in found:
            languages[_language(reply)] += 1
            channels[reply.context.channel.strip().lower()] += 1
    root = _root(folder)
    remotes = _remotes(root)
    return Survey(
        folder,
        dict(sorted(files.items())),
        dict(sorted(replies.items())),
        _frequent(languages),
        _frequent(channels),
        next((str(parent / name) for parent in (folder, *folder.parents) for name in NAMES if (parent / name).is_file()), ""),
        root is not None,
        (folder / ".github").is_dir() or "github.com" in remotes,
        (folder / GITLAB).is_file() or "gitlab" in remotes,
    )


def _language(reply: Reply) -> str:
    given = reply.context.language.strip().lower().replace("_", "-").split("-")[0]
    given = {"no": "nb"}.get(given, given)
    return given if given in language_codes() else detect(reply.text, language_codes()).language


def _frequent(counted: Counter[str]) -> tuple[str, ...]:
    known = {name: number for name, number in counted.items() if name}
    return tuple(sorted((name for name in known if known[name] >= _RARE * sum(known.values())), key=lambda name: (-known[name], name)))


def _root(folder: Path) -> Path | None:
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def _remotes(root: Path | None) -> str:
    """The addresses of the repository's remotes, as git's configuration has them."""
    if root is None:
        return ""
    try:
        return " ".join(_REMOTE.findall((root / ".git" / "config").read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return ""


def relative(folder: Path) -> str:
    """A folder as a person would write it."""
    path = os.path.relpath(folder)
    return str(folder) if path.startswith(os.pardir) else path
