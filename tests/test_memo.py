"""What is remembered is worked out once, and never grows without bounds."""

from __future__ import annotations

import voicecheck
from voicecheck.languages.detect import load_detector
from voicecheck.memo import Memo


def test_a_key_is_worked_out_once() -> None:
    asked: list[str] = []
    memo: Memo[str, int] = Memo(lambda word: asked.append(word) or len(word))
    assert [memo["hei"], memo["takk"], memo["hei"]] == [3, 4, 3]
    assert asked == ["hei", "takk"]


def test_it_holds_no_more_than_it_may_and_stays_right() -> None:
    memo: Memo[int, int] = Memo(lambda number: number * number, most=100)
    for number in range(1000):
        assert memo[number % 137] == (number % 137) ** 2
        assert len(memo) <= 100


def test_scores_do_not_depend_on_what_was_judged_before() -> None:
    """Words, sentences and pairs that were met in another mood or in a question weigh what they
    weigh alone."""
    guide = voicecheck.load_guide("voicecheck:cautious-service")
    text = "Kan du sende oss ordrenummeret? Da ser vi på det i dag. Beklager ventetiden!"

    def judged(situation: str) -> dict[str, tuple[int, float]]:
        scores = guide.check(text, language="nb", situation=situation).scores
        assert scores is not None
        return {name: (score.value, round(score.base + sum(item.amount for item in score.contributions), 6)) for name, score in scores.items()}

    alone = {situation: judged(situation) for situation in ("complaint", "praise", "question")}
    for other in ("Kan du sende oss ordrenummeret! Da ser vi på det i dag?", "Beklager ventetiden. Kan du sende oss ordrenummeret?"):
        for situation in alone:
            guide.check(other, language="nb", situation=situation)
    assert {situation: judged(situation) for situation in alone} == alone
    assert alone["complaint"] != alone["praise"]
    for said in alone.values():
        for value, log_odds in said.values():
            assert abs(value - 100 / (1 + 2.718281828459045**-log_odds)) <= 0.501


def test_a_language_is_told_alike_however_much_was_read_before() -> None:
    detector = load_detector()
    languages = ("en", "nb", "nn", "da", "sv")
    texts = ("Vi beklager at du må vente, og/eller at ordren er borte.", "Tack för att du hör av dig! Vi återkommer…", "I don’t know, we’re sorry.")
    before = [detector.detect(text, languages) for text in texts]
    for number in range(300):
        detector.detect(f"ord{number} x{number}y «hei{number}»", languages)
    assert [detector.detect(text, languages) for text in texts] == before
    assert [item.language for item in before] == ["nb", "sv", "en"]
