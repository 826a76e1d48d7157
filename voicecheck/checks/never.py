"""What the guide never allows, however high its bands: contempt, insults, slurs …"""

from __future__ import annotations

from collections.abc import Iterable

from voicecheck.checks.check import Check, Examined, named_markers
from voicecheck.checks.competitors import named_competitors, target_of
from voicecheck.dimensions import NOISE
from voicecheck.guide.limits import scopes_of
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import MapOf, Setting, Text
from voicecheck.languages.categories import load_categories
from voicecheck.problems import Problem
from voicecheck.results import Finding
from voicecheck.tone.evidence import Evidence


class Never(Check):
    """Something that the guide forbids outright.

    Looks for:
    markers of the categories listed under ``never``, whatever the scores are. The finding bears
    the category's own check (``snark/contempt``, ``abuse/insult`` …). A hint (strength 1) is not
    enough; it must be clear.

    Why:
    Some things no cap makes good: contempt for customers as a group, slurs, threats, mockery of
    somebody who leaves. A high limit for snark must not open the door to them.
    """

    id = "never/said"
    reads = ("never",)
    limits = {
        "never": Setting(
            MapOf(Text(), tuple(load_categories()), meanings=tuple((name, category.means) for name, category in load_categories().items())),
            "Kinds of phrases that are never allowed here, whatever the limits, each with the reason that the writer is shown. Kinds are the categories of the lexicons.",
            strictest="union",
            example='{contempt: "Customers as a group are never the joke."}',
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        for category, reason in examined.limits.get("never", {}).items():
            culprits = [item for item in examined.of(category) if item.has_place and item.strength >= 2]
            if culprits:
                yield from named_markers(self, examined, culprits, reason.place, _sentence(reason.value), "fail")


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[:2] and not text[:2].isupper() else text


class Target(Check):
    """Humor or snark aimed at somebody the guide keeps out of it.

    Looks for:
    a marker of humor or snark whose target (self, situation, customer, competitor) is not among
    the ``targets`` of that dimension. Beside the name of one of the guide's ``competitors`` a joke is
    aimed at that competitor.

    Why:
    Laughing at oneself wins where laughing at the customer loses; the number alone does not tell
    the two apart.
    """

    id = "snark/target"
    reads = ("snark.targets", "humor.targets")
    source = "Béal & Grégoire (2022): affiliative humor beats aggressive humor"

    def remarks(self, guide: Guide) -> Iterable[Problem]:
        for scope in scopes_of(guide):
            for dimension in ("snark", "humor"):
                band = scope.limits.get(dimension)
                targets, most, least = getattr(band, "targets", None), getattr(band, "max", None), getattr(band, "min", None)
                if targets is None or targets.place.path != guide.path:
                    continue
                if most is not None and most.value <= NOISE:
                    message = f"targets has no effect here: {dimension} max {most.value:g} in line {most.place.line} allows none at all; delete targets or raise max"
                    yield Problem(targets.place, message, "warning")
                if least is not None and least.value > NOISE and not targets.value:
                    yield Problem(
                        least.place, f"{dimension} must be {least.value:g} or more, but targets in line {targets.place.line} lets it aim at nobody; name a target or delete min"
                    )

    def findings(self, examined: Examined) -> Iterable[Finding]:
        for dimension in ("snark", "humor"):
            band = examined.limits.get(dimension)
            targets = getattr(band, "targets", None)
            if targets is None:
                continue
            aimed = [item for item in examined.markers if self._aims(item, dimension)]
            if not aimed:
                continue
            allowed = {entry.value for entry in targets.value}
            competitors = named_competitors(examined)
            by_target: dict[str, list[Evidence]] = {}
            for item in aimed:
                target = target_of(item, examined, competitors)
                if target and target not in allowed:
                    by_target.setdefault(target, []).append(item)
            for target, items in by_target.items():
                words = ", ".join(dict.fromkeys(f"“{examined.quote(item.start, item.end)}”" for item in items[:3]))
                message = f"{words} {'aims' if len(items) == 1 else 'aim'} at the {target}; here {dimension} may aim at {', '.join(sorted(allowed)) or 'nobody'} only."
                yield self.finding(message, "Turn the joke on yourselves or the situation, or leave it out.", [(item.start, item.end) for item in items], targets.place)

    @staticmethod
    def _aims(item: Evidence, dimension: str) -> bool:
        return item.strength >= 2 and load_categories()[item.category].group == dimension
