"""One row of what a guide must be able to say: a guide, a reply that it stops or warns of, and one that it lets through."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support import checks, guide, shipped, told
from voicecheck import Reply, Result
from voicecheck.drafts.reply import Context


@dataclass(frozen=True)
class Row:
    """One claim: under ``guide`` the reply ``bad`` is found by ``check``, and ``good`` is not.

    ``guide`` is YAML, or the name of a shipped guide. ``context`` holds for both replies,
    ``also`` for the good one besides.
    """

    guide: str
    check: str
    bad: str
    good: str
    context: dict[str, str] = field(default_factory=dict)
    also: dict[str, str] = field(default_factory=dict)


OPEN_GATE = "gate: {fail_at: 100, warn_at: 100}\n"
"""Nothing is stopped for its tone alone, so that only the row's own rule speaks."""


def judged(text: str, reply: str, context: dict[str, str]) -> Result:
    compiled = (guide(text) if "gate:" in text else guide(text + OPEN_GATE)) if ":" in text else shipped(text)
    known = {key: value for key, value in context.items() if key != "id"}
    return compiled.check(Reply(reply, id=context.get("id", ""), context=Context(**known)))


def holds(row: Row) -> None:
    """Asserts that the row's guide finds the one reply and lets the other through."""
    found = judged(row.guide, row.bad, row.context)
    assert row.check in checks(found), told(found)
    assert found.verdict in ("warn", "fail")
    let_through = judged(row.guide, row.good, {**row.context, **row.also})
    assert row.check not in checks(let_through), told(let_through)
    assert let_through.verdict in ("pass", "warn"), told(let_through)
