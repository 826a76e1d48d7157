"""Problems with the input: where it is wrong, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.frozen import frozen


@frozen
class Place:
    """A place in a file as stored.

    ``line`` and ``column`` count from 1, columns in Unicode code points; 0 means
    that the file as a whole is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __lt__(self, other: Place) -> bool:
        return (self.path, self.line, self.column) < (other.path, other.line, other.column)

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


@frozen
class Problem:
    """One thing that is wrong with a guide, a language pack or a draft."""

    place: Place
    message: str
    severity: str = "error"
    """"error": the input is wrong; "warning": it is accepted, and probably not what was meant."""

    def __lt__(self, other: Problem) -> bool:
        return (self.place, self.message, self.severity) < (other.place, other.message, other.severity)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class VoicecheckError(Exception):
    """The input is wrong. ``problems`` names everything found, sorted by place."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(found)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """`` Did you mean "x"?`` when a near name is allowed, else an empty text."""
    import difflib

    near = difflib.get_close_matches(word.lower(), list(allowed), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""
