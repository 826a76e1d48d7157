"""The gate: tone risk as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicecheck.checks.bands import TELLING, describe, layer_of
from voicecheck.checks.check import Check, Examined, named_markers
from voicecheck.guide.schema import Sourced
from voicecheck.languages.categories import load_categories
from voicecheck.results import Finding
from voicecheck.tone.score import RISK, Score

_BLAMED = ("coldness", "snark", "abuse", "promise")


class RiskTooHigh(Check):
    """Tone risk at or above the guide's gate.

    Looks for:
    a tone risk that reaches ``gate.fail_at`` (fails) or ``gate.warn_at`` (warns). Where single
    phrases carry it, the finding bears their own check (``politeness/blame`` …). Where none does,
    the reply fails only from 20 above the gate, and is warned of below that.

    Why:
    Tone risk estimates how likely a careful brand would refuse to publish the reply. It weighs
    everything together, and so catches replies that break no single limit.
    """

    id = "risk/too-high"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        gate, score = examined.guide.gate, examined.scores[RISK]
        if gate.fail_at and score.value >= gate.fail_at.value:
            return self._told(examined, score, gate.fail_at, "fail")
        if gate.warn_at and score.value >= gate.warn_at.value:
            return self._told(examined, score, gate.warn_at, "warn")
        return ()

    def _told(self, examined: Examined, score: Score, limit: Sourced[float], severity: str) -> Iterator[Finding]:
        unmarked = examined.guide.gate.fail_unmarked_at
        reasons = [item for item in score.contributions if item.amount >= 0.15]
        what = f"the tone risk is {score.value}, the guide {'stops replies' if severity == 'fail' else 'warns'} from {limit.value:g}"
        categories = load_categories()
        blamed = [
            item.evidence
            for item in reasons
            if item.amount >= TELLING
            and item.evidence.source == "marker"
            and item.evidence.has_place
            and item.evidence.category in categories
            and categories[item.evidence.category].group in _BLAMED
        ]
        named = list(named_markers(self, examined, blamed, limit.place, what, severity))
        yield from named
        if not named:
            if severity == "fail" and unmarked and score.value < unmarked.value:
                severity, limit = "warn", unmarked
                what = f"the tone risk is {score.value}, and no phrase alone is to blame; the guide stops such replies from {limit.value:g}"
            because = describe(examined, [item.evidence for item in reasons])
            places = [(item.evidence.start, item.evidence.end) for item in reasons if item.evidence.has_place and item.amount >= TELLING][:4]
            message = f"{what}{': ' + because if because else ''}."
            yield self.finding(
                message[:1].upper() + message[1:],
                "Show that you heard the customer, say what happens next, and take out what stings.",
                places,
                limit.place,
                severity,
                layer=layer_of(reasons),
            )
