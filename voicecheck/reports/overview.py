"""What a run says as a whole, for readers who want one sentence before the details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from voicecheck.dimensions import NOISE, VERDICTS
from voicecheck.frozen import frozen
from voicecheck.reports.earlier import Earlier, keys, means
from voicecheck.reports.explanation import short_title
from voicecheck.results import Outcome, Result
from voicecheck.triage import sent

GRAVITY = {"fail": 0, "warn": 1, "unchecked": 2, "pass": 3}


@frozen
class Group:
    """How many of the replies that share something got which verdict."""

    name: str
    counts: dict[str, int]

    @property
    def replies(self) -> int:
        return sum(self.counts.values())


@frozen
class Trend:
    """This run against an earlier one. ``changes`` are the differences of the means, in points."""

    earlier: Earlier
    changes: dict[str, float]
    worse: int
    """Replies that failed now and not then."""
    mended: int
    """Replies that failed then and not now."""
    new: int
    gone: int


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 reply", "1,200 replies"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def replies_of(count: int) -> str:
    return plural(count, "reply", "replies")


def uses_of(uses: float) -> str:
    """ "used once", "1,497 times"."""
    return "once" if uses == 1 else f"{uses:,.0f} times"


def sent_sentence(outcome: Outcome) -> str:
    """What share of what is sent would pass; empty where no draft tells how often a reply is used."""
    found = sent(outcome.results)
    if found is None or not found.sent:
        return ""
    told = {"pass": "would pass", "warn": "warn", "fail": "fail", "unchecked": "are not checked"}
    shares = [f"{_percent(found.share(verdict))} {told[verdict]}" for verdict in VERDICTS if found.uses[verdict] or verdict == "pass"]
    unknown = f"; of {replies_of(found.replies - found.known)} it is not known how often" if found.known < found.replies else ""
    return f"Of what is sent ({plural(round(found.sent), 'use')}), {', '.join(shares)}{unknown}."


def _percent(share: float) -> str:
    """A share that is not nothing is never 0%, nor one that is not all 100%."""
    shown = f"{share:.1%}"
    return {"0.0%": "under 0.1%", "100.0%": "over 99.9%"}.get(shown, shown) if 0 < share < 1 else f"{share:.0%}"


def headline(outcome: Outcome) -> str:
    """The verdict of the run in a sentence."""
    replies, failed, warned = len(outcome.results), outcome.count("fail"), outcome.count("warn")
    unchecked = outcome.count("unchecked")
    if not replies:
        return "There was no reply to judge."
    if failed:
        return f"{failed:,} of {replies_of(replies)} {'breaks' if failed == 1 else 'break'} the guide." if replies > 1 else "The reply breaks the guide."
    if any(finding.severity == "fail" for finding in outcome.set_findings):
        return "No reply breaks the guide by itself, but all of them together do."
    if warned:
        return f"No reply breaks the guide; {warned:,} of {replies:,} {'deserves' if warned == 1 else 'deserve'} a second look."
    if unchecked == replies:
        return "No reply could be checked." if replies > 1 else "The reply could not be checked."
    if unchecked:
        return (
            f"All {replies_of(replies - unchecked)} that could be checked keep to the guide."
            if replies - unchecked > 1
            else "The one reply that could be checked keeps to the guide."
        )
    return f"All {replies_of(replies)} keep to the guide." if replies > 1 else "The reply keeps to the guide."


def details(outcome: Outcome) -> list[str]:
    """What belongs under the headline, a sentence each."""
    found = []
    failed, warned, unchecked = (outcome.count(verdict) for verdict in ("fail", "warn", "unchecked"))
    if failed and warned:
        found.append(f"{warned:,} more {'deserves' if warned == 1 else 'deserve'} a second look.")
    reasons = checks(outcome)[:3]
    if reasons:
        found.append(f"Most frequent: {', '.join(f'{short_title(group.name)} ({replies_of(group.replies)})' for group in reasons)}.")
    found += [finding.sentence for finding in outcome.set_findings]
    if usage := sent_sentence(outcome):
        found.append(usage)
    if unchecked:
        found.append(f"{replies_of(unchecked)} could not be checked, which is not a pass.")
    if outcome.errors:
        found.append(f"{plural(len(outcome.errors), 'place')} in the drafts or the guide could not be read.")
    return found


def checks(outcome: Outcome) -> list[Group]:
    """Every check that found something, with the replies it found it in by severity; the most
    frequent first."""
    found: dict[str, Counter[str]] = {}
    for result in outcome.results:
        gravest: dict[str, str] = {}
        for finding in (*result.findings, *(finding for branch in result.branches for finding in branch.findings)):
            if gravest.get(finding.check) != "fail":
                gravest[finding.check] = finding.severity
        for check, severity in gravest.items():
            found.setdefault(check, Counter())[severity] += 1
    groups = [Group(check, dict(count)) for check, count in found.items()]
    return sorted(groups, key=lambda group: (-group.counts.get("fail", 0), -group.replies, group.name))


def grouped(outcome: Outcome, name: Callable[[Result], str]) -> list[Group]:
    """The replies by something they share (channel, language …), the largest group first."""
    found: dict[str, Counter[str]] = {}
    for result in outcome.results:
        found.setdefault(name(result), Counter())[result.verdict] += 1
    groups = [Group(key, {verdict: count[verdict] for verdict in VERDICTS if count[verdict]}) for key, count in found.items()]
    return sorted(groups, key=lambda group: (-group.replies, group.name))


def worst_first(results: Iterable[Result]) -> list[Result]:
    """By verdict, then by risk and the number of findings; else in the order of the drafts."""
    return sorted(results, key=lambda result: (GRAVITY[result.verdict], -result.risk, -len(result.findings)))


def outside(result: Result, dimension: str) -> int:
    """-1 where a dimension is below the guide's band for this reply, 1 above, 0 inside or
    where there is none. What is too low to be seen (NOISE) is never above."""
    if result.tone is None or not result.bands or dimension not in result.bands:
        return 0
    value, (low, high) = result.tone[dimension], result.bands[dimension]
    if low is not None and value < low:
        return -1
    return 1 if high is not None and value > max(high, NOISE) else 0


def trend(outcome: Outcome, earlier: Earlier) -> Trend:
    """How this run compares with an earlier report."""
    now = dict(zip(keys((result.reply.path, result.reply.id) for result in outcome.results), (result.verdict for result in outcome.results)))
    before = earlier.verdicts
    both = now.keys() & before.keys()
    current = means([{**result.tone, "risk": result.risk} for result in outcome.results if result.tone is not None])
    return Trend(
        earlier,
        {name: value - earlier.means[name] for name, value in current.items() if name in earlier.means},
        sum(now[key] == "fail" != before[key] for key in both),
        sum(before[key] == "fail" and now[key] != "fail" for key in both),
        len(now.keys() - before.keys()),
        len(before.keys() - now.keys()),
    )


def trend_sentences(found: Trend, outcome: Outcome) -> list[str]:
    """The trend in words."""
    before, now = found.earlier.count("fail"), outcome.count("fail")
    told = [f"{before:,} of {len(found.earlier.verdicts):,} replies failed then, {now:,} of {len(outcome.results):,} now."]
    if found.mended or found.worse:
        told.append(
            f"Of the replies in both runs, {found.mended:,} {'was' if found.mended == 1 else 'were'} mended and {found.worse:,} {'fails' if found.worse == 1 else 'fail'} that did not fail before."
        )
    changed = [f"{count:,} {'is' if count == 1 else 'are'} {what}" for count, what in ((found.new, "new"), (found.gone, "gone")) if count]
    if changed:
        told.append(f"{', '.join(changed)}.")
    return told
