"""Hand-made outcomes for the tests of reports: no lexicon or weight changes them."""

from __future__ import annotations

from voicecheck import Reply, Result
from voicecheck.drafts.reply import Context
from voicecheck.drafts.source import SourceText, slice_map
from voicecheck.problems import Place, Problem
from voicecheck.results import Finding, Outcome
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.score import Grounds, Score, Weights

GUIDE = "voicecheck.yml"
DIMENSIONS = ("politeness", "humor", "snark", "warmth", "formality")


def reply(text: str, path: str = "drafts/delay.md", id: str = "", before: str = "") -> Reply:
    """A reply that stands in a file below ``before``."""
    source = SourceText(path, before + text)
    body, places = slice_map(source, len(before), len(source.text))
    return Reply(body, id, Context(), path, places)


def finding(text: str, words: str, check: str, message: str, advice: str, severity: str = "fail", line: int = 12, limit: str = "") -> Finding:
    """A finding that names some words of the text; none where ``words`` is empty."""
    start = text.index(words) if words else 0
    return Finding(check, severity, message, advice, ((start, start + len(words)),) if words else (), Place(GUIDE, line), None, "marker", limit)


def result(
    made: Reply, verdict: str, findings: tuple[Finding, ...] = (), risk: int = 12, tone: tuple[int, ...] = (71, 6, 5, 64, 41), reason: str = "", notes: tuple[str, ...] = ()
) -> Result:
    """A judgement with bands for three of the dimensions."""
    unchecked = verdict == "unchecked"
    words = made.text.split()[0] if made.text else ""
    weights = Weights({"politeness": -0.4}, {"politeness": {"apology": 0.31, "short": -0.31 / 1.2}})
    evidence = (Evidence("apology", 2, 0, len(words), words), Evidence("short", 1.2, 0, 0, "", source="structure"))
    score = Score(tone[0], "politeness", Grounds(weights, evidence))
    return Result(
        made,
        "nb",
        "facebook",
        "complaint",
        verdict,
        0 if unchecked else risk,
        None if unchecked else dict(zip(DIMENSIONS, tone, strict=True)),
        findings,
        None if unchecked else {"politeness": score},
        None if unchecked else {"politeness": (45, None), "humor": (None, 10), "snark": (0, 20)},
        (),
        reason,
        GUIDE,
        notes,
    )


SARCASTIC = "Å nei, det er Melanie. Det er synd. Hun er virkelig hyggelig 🙃 Du burde ha lest vilkårene før du meldte deg inn, og det står ganske tydelig på nettsiden vår hva som gjelder for akkurat deg.\n\n#boybye"
LIMIT = "snark is 86, the guide allows 20"


def example() -> Outcome:
    """One of everything: fail, warn, pass, unchecked, an error."""
    first = reply(SARCASTIC, id="farewell-1", before="---\nid: farewell-1\n---\n\n")
    bad = result(
        first,
        "fail",
        (
            finding(
                SARCASTIC,
                "Å nei, det er Melanie. Det er synd",
                "snark/sarcastic-regret",
                "“Å nei, det er Melanie” mocks the customer's loss",
                "Say that you are sorry to see them go, and mean it.",
                limit=LIMIT,
            ),
            finding(
                SARCASTIC,
                "det er",
                "snark/target",
                "“det er” aims at the customer; here snark may aim at self, situation only.",
                "Turn the joke on yourselves or the situation, or leave it out.",
                line=13,
            ),
            finding(
                SARCASTIC,
                "Du burde ha lest",
                "politeness/blame",
                "“Du burde ha lest” puts the blame on the customer",
                "Say what happened and what can be done now, without saying whose fault it was.",
                limit=LIMIT,
            ),
            finding(SARCASTIC, "#boybye", "style/hashtags", "1 hashtag; the guide allows none here.", "Leave the hashtags out.", "warn", 21),
            finding(SARCASTIC, "", "structure/missing", "A reply to a complaint needs a next step; there is none.", "Say what you have done or will do now.", "fail", 30),
        ),
        94,
        (14, 18, 86, 22, 38),
        notes=("taken for a complaint because the customer writes “fortsatt ikke”",),
    )
    warned = result(
        reply("Hei Kari! Beklager. Vi ringer deg i dag!", "drafts/svært-lang-mappe/svar/ventetid.txt"),
        "warn",
        (
            finding(
                "Hei Kari! Beklager. Vi ringer deg i dag!",
                "i dag!",
                "style/exclamation-marks",
                "1 exclamation mark; the guide allows none here.",
                "End the sentence with a full stop.",
                "warn",
                7,
            ),
        ),
        21,
    )
    fine = result(reply("Hei Kari. Beklager ventetiden, vi ringer deg i dag.", "drafts/good.md", "good-1"), "pass")
    image = result(reply("![](owl.png)", "drafts/owl.md"), "unchecked", reason="it holds only an image, which voicecheck cannot read")
    return Outcome(
        GUIDE,
        "Fjordfly",
        (bad, warned, fine, image),
        (Problem(Place("drafts/x.csv", 7), "this record has 3 cells, the header 2"),),
        5,
        ((GUIDE, "Fjordfly", "found beside or above the drafts"),),
    )
