"""JSON: everything, for other programs. Its schema is report.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from voicecheck.dimensions import VERDICTS
from voicecheck.problems import Place, Problem
from voicecheck.reports.fingerprint import Fingerprints
from voicecheck.reports.report import Look, Report
from voicecheck.reports.safe import json_text
from voicecheck.results import Finding, Outcome, Result, Suppressed
from voicecheck.triage import Sent, sent


class JsonReport(Report):
    """One JSON object with guide, replies, errors and summary (`voicecheck schema report`)."""

    name = "json"

    def render(self, outcome: Outcome, look: Look) -> str:
        run = run_json(outcome)
        head = {key: run[key] for key in ("version", "guide", "guides")}
        tail = {key: run[key] for key in ("set_findings", "errors", "summary")}
        return json_text({**head, "replies": list(replies_json(outcome.results, look, Fingerprints())), **tail}, indent=1) + "\n"


def run_json(outcome: Outcome) -> dict[str, Any]:
    """What the report says of the run as a whole."""
    return {
        "version": 1,
        "guide": {"path": outcome.guide_path, "brand": outcome.brand},
        "guides": [{"path": path, "brand": brand, "why": why} for path, brand, why in outcome.guides],
        "set_findings": [set_finding_json(finding) for finding in outcome.set_findings],
        "errors": [error_json(error) for error in outcome.errors],
        "summary": {
            "replies": outcome.replies,
            **{verdict: outcome.count(verdict) for verdict in VERDICTS},
            **({"suppressed": outcome.suppressed} if outcome.suppressed else {}),
            **({"usage": usage_json(used)} if (used := outcome.told.usage.sent if outcome.told else sent(outcome.results)) else {}),
        },
    }


def usage_json(used: Sent) -> dict[str, float]:
    """How often replies of each verdict are used together, and how many of them tell it."""
    return {"sent": round(used.sent, 3), **{verdict: round(uses, 3) for verdict, uses in used.uses.items()}, "known": used.known}


def replies_json(results: Iterable[Result], look: Look, fingerprints: Fingerprints) -> Iterator[dict[str, Any]]:
    """The replies that are to be shown, with those of their findings that are."""
    for result in results:
        data = reply_json(result, look, fingerprints)
        if look.shows(result.verdict):
            yield data


def reply_json(result: Result, look: Look, fingerprints: Fingerprints) -> dict[str, Any]:
    """One reply's judgement as the contract has it, with those of its findings that are to be
    shown. Unchecked replies have null numbers."""
    reply = result.reply
    checked = result.tone is not None
    findings = [(finding, fingerprints.of(reply, finding)) for finding in result.findings]
    data: dict[str, Any] = {
        "path": reply.path,
        "line": reply.line,
        "id": reply.id,
        "language": result.language,
        "channel": result.channel,
        "situation": result.situation,
        "guide": result.guide,
        "verdict": result.verdict,
        "risk": result.risk if checked else None,
        "tone": result.tone,
        "findings": [{**finding_json(result, finding), "fingerprint": fingerprint} for finding, fingerprint in findings if look.shows(finding.severity)],
        "suppressed": [suppressed_json(result, item) for item in result.suppressed],
        "notes": list(result.notes),
    }
    if reply.usage is not None:
        data["usage"] = reply.usage
    if reply.branch:
        data["branch"] = reply.branch
    if result.branches:
        data["branches"] = [reply_json(branch, look, fingerprints) for branch in result.branches]
    if result.reason:
        data["reason"] = result.reason
    if look.explain_scores and result.scores:
        data["scores"] = {
            name: {
                "value": score.value,
                "base": round(score.base, 3),
                "contributions": [
                    {"category": item.evidence.category, "layer": item.evidence.source, "text": item.evidence.text, "amount": round(item.amount, 3)} for item in score.contributions
                ],
            }
            for name, score in result.scores.items()
        }
    return data


def finding_json(result: Result, finding: Finding) -> dict[str, Any]:
    """One finding; without a place it stands at the beginning of the reply."""
    places = [place_json(result, start, end) for start, end in finding.places]
    first = places[0] if places else _at_json(finding.at) if finding.at else place_json(result, 0, 0)
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.sentence,
        "advice": finding.advice,
        "layer": finding.layer,
        **first,
        "places": places,
        "guide": rule_json(finding.rule),
        "suggestion": finding.suggestion,
    }


def _at_json(at: Place) -> dict[str, Any]:
    return {"line": at.line, "column": at.column, "end_line": at.line, "end_column": at.column, "text": ""}


def suppressed_json(result: Result, item: Suppressed) -> dict[str, Any]:
    """A finding that does not count, with the reason and the place of the suppression."""
    until = item.until.isoformat() if item.until else None
    return {
        "finding": finding_json(result, item.finding),
        "reason": item.reason,
        "until": until,
        "line": item.place.line if item.place else None,
        "column": item.place.column if item.place else None,
    }


def set_finding_json(finding: Finding) -> dict[str, Any]:
    """What is wrong with the replies as a set: it has no place in a draft."""
    return {"check": finding.check, "severity": finding.severity, "message": finding.sentence, "advice": finding.advice, "guide": rule_json(finding.rule)}


def place_json(result: Result, start: int, end: int) -> dict[str, Any]:
    """A place in the reply as a place in the draft file; the end is exclusive."""
    reply = result.reply
    if reply.source is None:
        return {"line": 1, "column": start + 1, "end_line": 1, "end_column": end + 1, "text": reply.text[start:end]}
    span = reply.source.span(start, end)
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column, "text": reply.text[start:end]}


def rule_json(rule: Place | None) -> dict[str, Any] | None:
    return None if rule is None else {"path": rule.path, "line": rule.line}


def error_json(error: Problem) -> dict[str, Any]:
    place = error.place
    return {"path": place.path, "line": place.line or None, "column": place.column or None, "message": error.message}
