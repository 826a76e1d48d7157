"""An earlier JSON report, read to tell the trend from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from voicecheck.dimensions import DIMENSIONS, VERDICTS
from voicecheck.frozen import frozen
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.reports.fingerprint import stable_path

Key = tuple[str, str, int]
"""Path and id of a reply, and which one it is of those alike."""


@frozen
class Earlier:
    """What an earlier run said: each reply's verdict, and the mean of each dimension and of
    the risk over the replies that were checked (0–100)."""

    path: str
    verdicts: dict[Key, str]
    means: dict[str, float]

    def count(self, verdict: str) -> int:
        """How many replies had this verdict."""
        return sum(found == verdict for found in self.verdicts.values())


def read_earlier(path: str) -> Earlier:
    """Read a report that ``--format json`` wrote.

    Raises VoicecheckError where the file is none, with the place of the first mistake.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _wrong(path, "is not UTF-8; expected a report written by --format json") from None
    except json.JSONDecodeError as error:
        raise _wrong(path, f"is not JSON here ({error.msg}); expected a report written by --format json", error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        raise _wrong(path, "is no report that --format json wrote") from None
    replies = data.get("replies") if isinstance(data, dict) else None
    if not isinstance(replies, list) or data.get("version") != 1:
        raise _wrong(path, 'is no report of version 1: expected an object with "version": 1 and a list "replies", as --format json writes it')
    for number, reply in enumerate(replies, 1):
        if not _is_reply(reply):
            raise _wrong(path, f'reply {number} of "replies" has no path, id, verdict, risk and tone as --format json writes them')
    summary = data.get("summary")
    every = summary.get("replies") if isinstance(summary, dict) else None
    if isinstance(every, int) and every != len(replies):
        raise _wrong(path, f"lists {len(replies):,} of the {every:,} replies of its run, so that no trend can be told; write it without --show and --quiet")
    return Earlier(
        path,
        dict(zip(keys((reply["path"], reply["id"]) for reply in replies), (reply["verdict"] for reply in replies))),
        means([{**reply["tone"], "risk": reply["risk"]} for reply in replies if reply["tone"] is not None]),
    )


def keys(replies: Iterable[tuple[str, str]]) -> list[Key]:
    """For each path and id, the key by which the same reply is found in another run."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for path, id in replies:
        reply = stable_path(path), id
        seen[reply] = seen.get(reply, 0) + 1
        found.append((*reply, seen[reply]))
    return found


def means(scores: list[dict[str, int]]) -> dict[str, float]:
    """The mean of each dimension and of the risk; nothing where no reply was checked."""
    return {name: sum(score[name] for score in scores) / len(scores) for name in (*DIMENSIONS, "risk")} if scores else {}


def _is_reply(reply: Any) -> bool:
    if not isinstance(reply, dict) or not isinstance(reply.get("path"), str) or not isinstance(reply.get("id"), str) or reply.get("verdict") not in VERDICTS:
        return False
    tone = reply.get("tone", 0)
    return tone is None or (isinstance(tone, dict) and all(isinstance(value, int) for value in (*(tone.get(name) for name in DIMENSIONS), reply.get("risk"))))


def _wrong(path: str, message: str, line: int = 0, column: int = 0) -> VoicecheckError:
    return VoicecheckError(Problem(Place(path, line, column), message))
