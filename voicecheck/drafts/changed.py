"""What a git diff touches: the lines of each file that are not as they were."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from voicecheck.drafts.reply import Reply
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, VoicecheckError

_FILE = re.compile(r"^\+\+\+ (?:\"?b/(.*?)\"?|/dev/null)\t?$")
_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")

WHOLE = ((1, 1_000_000_000),)
"""A file that is new as a whole."""


@frozen
class Changed:
    """The changed lines by file (real path): first and last line of each stretch, both included."""

    lines: dict[str, tuple[tuple[int, int], ...]]

    def touched(self, path: str) -> bool:
        """Whether anything in a file changed."""
        return os.path.realpath(path) in self.lines

    def replies(self, path: str, replies: Iterable[Reply | Problem]) -> Iterator[Reply | Problem]:
        """Those of a file's replies that the changes touch.

        To a reply belongs what stands between it and the one before (its heading, its fields);
        what stands before the first reply (front matter, a header) belongs to all.
        """
        stretches = self.lines.get(os.path.realpath(path), ())
        first_line: int | None = None
        behind = 0
        for item in replies:
            if isinstance(item, Problem):
                yield item
                continue
            span = item.source.span(0, len(item.text)) if item.source else None
            begins, ends = (span.line, span.end_line) if span else (1, 1)
            first_line = begins if first_line is None else first_line
            own = (min(behind + 1, begins), ends)
            behind = max(behind, ends)
            if any((first <= own[1] and last >= own[0]) or first < first_line for first, last in stretches):
                yield item


def changed_since(reference: str, paths: Iterable[str]) -> Changed:
    """What differs between ``reference`` (a commit or branch) and the files as they are now,
    files that git does not know yet included.

    Raises VoicecheckError where there is no repository, no git or no such reference.
    """
    if reference.startswith("-"):
        raise VoicecheckError(Problem(Place("--changed"), f"“{reference}” is no commit or branch"))
    lines: dict[str, tuple[tuple[int, int], ...]] = {}
    for root in sorted({_root(path) for path in paths}):
        diff = _git(root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", reference, "--")
        for path, stretches in _stretches(diff).items():
            lines[os.path.realpath(os.path.join(root, path))] = tuple(stretches)
        for path in _git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0"):
            if path:
                lines[os.path.realpath(os.path.join(root, path))] = WHOLE
    return Changed(lines)


def _root(path: str) -> str:
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    return _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")


def _git(folder: str, *arguments: str) -> str:
    import subprocess  # only here

    try:
        done = subprocess.run(["git", "-c", "core.quotepath=off", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError:
        raise VoicecheckError(Problem(Place("--changed"), "git is not installed; leave --changed out to check all")) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise VoicecheckError(Problem(Place("--changed"), f"git says: {said[0] if said else 'nothing'}; leave --changed out to check all"))
    return done.stdout.decode("utf-8", "surrogateescape")


def _stretches(diff: str) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    path = ""
    content = 0
    for line in diff.split("\n"):
        if content:
            content -= not line.startswith("\\")  # "\ No newline at end of file" is git's own
            continue
        file = _FILE.match(line)
        hunk = _HUNK.match(line)
        if file:
            path = file.group(1) or ""
        elif hunk and path:
            first, count = int(hunk.group(2)), int(hunk.group(3) or 1)
            content = int(hunk.group(1) or 1) + count
            found.setdefault(path, []).append((first, first + count - 1) if count else (first, first + 1))  # lines taken out touch their neighbours
    return found
