"""Conversations: whose message is whose, what a reply answers, and what it may not say again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import checks, guide, report, run, stored
from voicecheck import Reply
from voicecheck.drafts.find import Draft, read_draft, read_source
from voicecheck.drafts.reply import Answer, Context, Thread
from voicecheck.drafts.source import SourceText
from voicecheck.problems import Problem
from voicecheck.tone.rating import rating_given, rating_in

DATA = Path(__file__).parent / "data" / "threads"


def replies(path: Path) -> list[Reply]:
    """The replies that a file is read as, without a problem."""
    found = list(read_draft(Draft(str(path), named=True)))
    assert not [item for item in found if isinstance(item, Problem)], found
    return [item for item in found if isinstance(item, Reply)]


def of(messages: Any, name: str = "chat.json") -> list[Reply]:
    """The replies in messages, written as JSON."""
    text = messages if isinstance(messages, str) else json.dumps(messages, ensure_ascii=False)
    return [item for item in read_source(SourceText(name, text), Draft(name, named=True)) if isinstance(item, Reply)]


READ = {
    "intercom.json": [("Calm down & read the terms.", "I was charged twice!"), ("Hi Anna, sorry about that. I have refunded the second charge today.", "I was charged twice!")],
    "zendesk.json": [("Hi Anna, I am so sorry. I have asked the depot and will write to you by noon tomorrow. /Tom", "My parcel is late!")],
    "freshdesk.json": [("Look it up yourself.", "When is my parcel coming?")],
    "help-scout.json": [("Hi Anna,\nwe are so sorry about the wait. You have your money back today.", "I want my money back")],
    "chatwoot.json": [("Hej! Jag ser att paketet ligger hos ombudet sedan i går. Du kan hämta det fram till fredag. /Eva", "Hej, var är mitt paket?")],
    "front.json": [("Yes, we are here. What can we help with?", "Hello? Anyone there?")],
    "gorgias.json": [("Hi, it left us today and will be with you on Friday.", "Where is it?")],
    "crisp.json": [
        ("Hei! Hva kan vi hjelpe med?", ""),
        ("Så leit å høre! Jeg har nullstilt innloggingen din nå. Prøv gjerne igjen, så venter jeg her. /Eva", "Appen logger meg ut hele tiden"),
    ],
    "osticket.yml": [("Hej Anna! Pengarna är på väg och finns på ditt konto på fredag. Eva", "Jag vill ha pengarna tillbaka.")],
    "chat-log.json": [("Yes, you can. Open your booking, choose Seats and pick a new one; it is free until 24 hours before.", "Can I change my seat?")],
    "chat.yml": [("Vi svarer når vi har tid.\nBare vent.", "Hvorfor svarer dere aldri?")],
    "messages.jsonl": [("We don't do sundays lol", "When do you open on Sunday?")],
    "interleaved.json": [("Yes, we do, it takes two days.", "Do you ship to Bergen?"), ("You were, and we are sorry. The money is on its way back.", "Was I charged twice?")],
    "chat.txt": [
        ("Hi there, how can we help?", ""),
        ("Calm down.", "My parcel is three weeks late!\nAnd nobody answers."),
        ("Have you looked under your doormat?", "My parcel is three weeks late!\nAnd nobody answers."),
    ],
    "chat.md": [
        ("Hei! Så leit. Vi har etterlyst den i dag.", "Hvor er pakken min?"),
        ("Hei! Så leit. Vi har etterlyst den i dag.", "Ennå ikke kommet. Takk for ingenting."),
    ],
}


@pytest.mark.parametrize("name", READ)
def test_only_the_brand_is_judged_and_each_reply_knows_what_it_answers(name: str) -> None:
    assert [(reply.text, reply.context.customer) for reply in replies(DATA / name)] == READ[name]


def test_every_file_of_the_folder_is_tested() -> None:
    assert {path.name for path in DATA.iterdir()} == {*READ, "messages.csv"}


def test_a_table_of_messages() -> None:
    found = replies(DATA / "messages.csv")
    assert [(reply.id, reply.line) for reply in found] == [("7-1", 4), ("8-1", 5), ("7-2", 7)]
    assert found[2].context.customer == "Det er fredag og jeg har fortsatt ikke hørt noe."
    assert found[2].thread is not None and found[2].thread.earlier.startswith("Hvor er pakken min?") and found[2].thread.answers[0].line == 4


def test_findings_stand_in_the_file_as_stored() -> None:
    path = DATA / "intercom.json"
    finding = next(item for reply in report(path, "-g", "voicecheck:cautious-service")["replies"] for item in reply["findings"] if item["text"].startswith("Calm"))
    assert stored(path.read_bytes(), finding) == "Calm down"
    assert finding["line"] == 3


def test_the_first_message_stands_in_the_order_of_the_draft_whatever_the_time() -> None:
    newest_first = [
        {"from": "agent", "text": "It is, until six.", "created_at": "2026-11-02T09:00:00+01:00"},
        {"from": "customer", "text": "Is the shop open?", "created_at": "2026-11-02T07:59:00Z"},
    ]
    assert [reply.context.customer for reply in of({"messages": newest_first})] == ["Is the shop open?"]
    without_time = [{key: value for key, value in item.items() if key != "created_at"} for item in newest_first]
    assert [reply.context.customer for reply in of({"messages": without_time})] == [""]


@pytest.mark.parametrize(
    ("fields", "is_brand"),
    [
        ({"role": "customer"}, False), ({"role": "kunde"}, False), ({"author": {"type": "end-user"}}, False), ({"inbound": True}, False),
        ({"incoming": "false"}, True), ({"from_agent": True}, True), ({"sender_type": "Kundebehandler"}, True), ({"direction": "outbound"}, True),
        ({"createdBy": {"type": "user"}}, True), ({"message_type": 0}, False), ({"message_type": 1}, True), ({"speaker": "Handläggare"}, True),
    ],
)  # fmt: skip
def test_how_exports_say_who_wrote(fields: dict[str, Any], is_brand: bool) -> None:
    opening = {"role": "customer", "text": "Hello, is anybody there?"}
    found = of([opening, {**fields, "text": "Some words of either side."}])
    assert [reply.text for reply in found] == (["Some words of either side."] if is_brand else [])


@pytest.mark.parametrize("note", [{"private": True}, {"public": False}, {"type": "note"}, {"role": "system"}, {"internal": "yes"}])
def test_what_is_sent_to_nobody_is_passed_over(note: dict[str, Any]) -> None:
    messages = [{"role": "customer", "text": "Hello?"}, {"role": "agent", "text": "She is a pain.", **note}, {"role": "agent", "text": "Hi Anna, I am here."}]
    assert [reply.text for reply in of(messages)] == ["Hi Anna, I am here."]


def test_a_message_of_nobody_is_not_checked() -> None:
    messages = [{"from": "customer", "text": "Hello?"}, {"from": "agent", "text": "Hi!"}, {"from": "Kim", "text": "You are all idiots."}]
    found = of(messages)
    assert [bool(reply.unchecked) for reply in found] == [False, True]
    assert "customer or the brand" in found[1].unchecked


def test_replies_with_an_author_are_no_conversation() -> None:
    assert [reply.text for reply in of([{"author": "Tom", "text": "Hi Anna, we are on it."}, {"author": "Eva", "text": "Hi Bo, so are we."}])] == [
        "Hi Anna, we are on it.",
        "Hi Bo, so are we.",
    ]
    table = "id,author,text\n1,Tom,Hi Anna and welcome to us.\n2,Eva,Hi Bo and welcome back.\n"
    assert [(reply.id, reply.thread) for reply in of(table, "replies.csv")] == [("1", None), ("2", None)]


@pytest.mark.parametrize(
    ("header", "customer"),
    [
        ("customer_message,reply", "Where?"),
        ("inbound,outbound", "Where?"),
        ("question,answer", "Where?"),
        ("review,owner_response", "Where?"),
        ("Review Text,Developer Reply Text", "Where?"),
    ],
)
def test_a_column_each(header: str, customer: str) -> None:
    found = of(f"{header}\nWhere?,In the box by the door.\n", "pairs.csv")
    assert [(reply.text, reply.context.customer) for reply in found] == [("In the box by the door.", customer)]


def test_a_switch_is_no_message() -> None:
    found = of("inbound,reply,text\ntrue,Here you are.,Where is it?\n", "pairs.csv")
    assert [(reply.text, reply.context.customer) for reply in found] == [("Here you are.", "Where is it?")]


@pytest.mark.parametrize(
    "text",
    [
        "Customer: Where is it?\nAgent: It is on its way.",
        "[10:02] Kari (customer): Where is it?\n[10:03] Tom (agent): It is on its way.",
        "10:02 - Visitor 4411: Where is it?\n10:03 - Agent Tom: It is on its way.",
        "Chat of 1 November\n\nCustomer: Where is it?\nCustomer service: It is on its way.",
        "Kari Berg: Where is it?\nSupport: It is on its way.",
        "**Kunde:** Where is it?\n\n**Saksbehandler:** It is on its way.",
        "Kund: Where is it?\nHandläggare: It is on its way.",
        "Borger: Where is it?\nMedarbejder: It is on its way.",
        "Innbyggar: Where is it?\nSakshandsamar: It is on its way.",
    ],
)
@pytest.mark.parametrize("name", ["chat.txt", "chat.md"])
def test_transcripts(text: str, name: str) -> None:
    assert [(reply.text, reply.context.customer) for reply in of(text, name)] == [("It is on its way.", "Where is it?")]


@pytest.mark.parametrize("text", ["PS: the key is in the box\nAgent: Hi there, Anna.", "Note: for winter only\nAgent: Hi there, Anna."])
def test_a_remark_is_no_customer(text: str) -> None:
    assert [reply.context.customer for reply in of(text, "chat.txt")] == [""]


WORDS = st.text(st.sampled_from('abcæø 😊é"\\\n<&.!?'), min_size=1, max_size=30).filter(lambda text: any(sign.isalpha() for sign in text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), WORDS), min_size=1, max_size=8))
def test_no_word_of_the_customers_is_ever_judged(turns: list[tuple[bool, str]]) -> None:
    messages = [{"from": "customer", "text": "QQQ hello"}] + [{"from": "customer" if theirs else "agent", "text": f"{'QQQ' if theirs else 'BBB'} {text}"} for theirs, text in turns]
    for indent in (None, 1):
        text = json.dumps({"messages": messages}, ensure_ascii=indent is None, indent=indent)
        found = of(text)
        assert len(found) == sum(not theirs for theirs, _ in turns)
        for reply in found:
            assert "QQQ" not in reply.text and "BBB" not in reply.context.customer
            assert reply.source is not None and text[slice(*reply.source.offsets(0, 3))] == "BBB"


class TestSituation:
    def inferred(self, **context: str) -> tuple[str, str]:
        result = guide("languages: [en, nb]").check(Reply("Thank you for writing to us, and have a good evening.", context=Context(**context)))
        return result.situation, " ".join(result.notes)

    @pytest.mark.parametrize(
        ("stars", "situation"), [("1", "complaint"), ("2/5", "complaint"), ("TWO", "complaint"), ("4.5", "praise"), ("★★★★★", "praise"), ("3", "other"), ("", "other")]
    )
    def test_from_the_rating(self, stars: str, situation: str) -> None:
        found, note = self.inferred(customer="The room on the second floor.", stars=stars)
        assert found == situation
        assert ("of 5 stars" in note) is (situation != "other")

    def test_the_rating_stands_in_the_message(self) -> None:
        assert self.inferred(customer="★☆☆☆☆ The room on the second floor.")[0] == "complaint"
        assert self.inferred(customer="Rating: 5/5. The room on the second floor.")[0] == "praise"

    def test_words_are_graver_than_stars_and_stars_than_kind_words(self) -> None:
        assert self.inferred(customer="I am cancelling my subscription today.", stars="1")[0] == "churn"
        assert self.inferred(customer="Great service, thank you so much!", stars="1")[0] == "complaint"
        assert self.inferred(customer="My parcel never arrived and nobody answers.", stars="5")[0] == "complaint"
        assert self.inferred(customer="Your staff were wonderful. My son still talks about the lift!", stars="5")[0] == "praise"

    def test_a_complaint_stays_one(self) -> None:
        earlier = Thread("c", "My parcel never arrived and nobody answers!", (Answer("What is your order number?", 3),))
        reply = Reply("Thanks, I have found it.", context=Context(customer="It is 55213."), thread=earlier)
        result = guide("languages: [en]").check(reply)
        assert result.situation == "complaint" and any("wrote earlier" in note for note in result.notes)
        thanked = Reply("You are welcome, Anna.", context=Context(customer="Great, thank you so much, you are wonderful!"), thread=earlier)
        assert guide("languages: [en]").check(thanked).situation == "praise"

    def test_a_short_reply_is_in_the_customers_language(self) -> None:
        reply = Reply("Tack!", context=Context(customer="Hej! Jag undrar om ni har öppet på söndag, det står inget på er sida."))
        result = guide("languages: [nb, sv]").check(reply)
        assert result.language == "sv"


@pytest.mark.parametrize(
    ("message", "stars"),
    [
        ("★☆☆☆☆ Never again", 1), ("⭐⭐ meh", 2), ("⭐⭐⭐⭐⭐", 5), ("1/5. Terrible", 1), ("Rating: 4,5/5", 4.5), ("you are a ⭐", None),
        ("Bestilte 1/5 og venter", None), ("Levert 1/5.", None), ("https://x.example/5/5/a", None), ("★★☆☆☆☆☆☆☆☆", None), ("", None),
    ],
)  # fmt: skip
def test_ratings_in_messages(message: str, stars: float | None) -> None:
    assert rating_in(message) == stars


@given(st.text(max_size=30))
def test_a_rating_is_one_to_five_or_none(text: str) -> None:
    for found in (rating_in(text), rating_given(text)):
        assert found is None or 1 <= found <= 5


class TestRepeatedAnswer:
    FIRST = "Hi Anna, so sorry about the wait. We have asked the depot about your parcel today and you hear from us by Friday."

    def judged(self, text: str, *answers: str, customer: str = "It is Friday and I have heard nothing.") -> set[str]:
        thread = Thread("c", "", tuple(Answer(answer, number) for number, answer in enumerate(answers, 2)))
        return checks(guide("languages: [en]").check(Reply(text, context=Context(customer=customer), thread=thread)))

    def test_the_same_answer_again(self) -> None:
        assert "thread/repeated-answer" in self.judged(self.FIRST, self.FIRST)
        assert "thread/repeated-answer" in self.judged(self.FIRST.replace("Friday", "Monday"), "Hi there!", self.FIRST)

    def test_another_answer(self) -> None:
        assert "thread/repeated-answer" not in self.judged("Hi Anna, you are right, it is Friday. The depot has lost your parcel, so I sent a new one today.", self.FIRST)
        assert "thread/repeated-answer" not in self.judged("You are welcome, Anna!", "You are welcome, Anna!")
        assert "thread/repeated-answer" not in self.judged(self.FIRST)

    def test_a_formula(self) -> None:
        formula = "We apologise for any inconvenience this may have caused you."
        told = self.judged(f"The parcel is at the depot in Leeds now. {formula}", f"Which parcel do you mean, please? {formula}", f"Thank you for the number. {formula}")
        assert "thread/repeated-answer" in told
        assert "thread/repeated-answer" not in self.judged(f"The parcel is at the depot in Leeds now. {formula}", f"Which parcel do you mean, please? {formula}")

    def test_in_a_file(self) -> None:
        result = run("check", DATA / "messages.csv", "--format", "plain")
        assert "messages.csv:7:1: warn thread/repeated-answer This is the answer of line 4 once more" in result.stdout
        by_guide = guide("languages: [nb]\nseverity: {thread/repeated-answer: fail}")
        assert [by_guide.check(reply).verdict for reply in replies(DATA / "messages.csv")] == ["pass", "pass", "fail"]


def test_the_customers_language_and_play_are_mirrored() -> None:
    compiled = guide("languages: [en, sv]\nvoice:\n  mirror: {emoji: true, humor: true}\n  reply_language: same_as_customer")
    messages = [
        {"from": "customer", "text": "Hej! Jag undrar var mitt paket är, jag har väntat i två veckor nu."},
        {"from": "agent", "text": "Hi! Your parcel is with the driver today. 😊"},
    ]
    assert {"mirror/emoji", "language/not-the-customers"} <= checks(compiled.check(of(messages)[0]))
    playful = of(
        [{"from": "customer", "text": "My parcel went on a longer holiday than I did 😂 where is it?"}, {"from": "agent", "text": "Hi! Your parcel is with the driver today. 😊"}]
    )[0]
    assert "mirror/emoji" not in checks(compiled.check(playful))
    assert any("play" in note or "banter" in note for note in compiled.check(playful).notes)


def test_a_conversation_that_holds_no_reply_says_what_was_expected() -> None:
    found = list(read_source(SourceText("chat.json", '[{"from": "customer", "text": "Hello?"}]'), Draft("chat.json", named=True)))
    assert len(found) == 1 and isinstance(found[0], Problem) and "no message of the brand" in found[0].message


def test_a_broken_line_among_messages_is_told_and_the_rest_read() -> None:
    lines = '{"from": "customer", "text": "Hello?"}\n{"from": "agent", "text": "Hi\n{"from": "agent", "text": "Hi Anna, I am here."}\n'
    found = list(read_source(SourceText("chat.jsonl", lines), Draft("chat.jsonl", named=True)))
    assert [item.place.line for item in found if isinstance(item, Problem)] == [2]
    assert [item.text for item in found if isinstance(item, Reply)] == ["Hi Anna, I am here."]


def test_the_same_answer_to_the_same_question_is_a_repetition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word for word as before, and yet not to be judged as before: it has been said since."""
    monkeypatch.chdir(tmp_path)
    said = [("customer", "Where is my parcel?"), ("agent", "Sorry about that, we are on it and write to you tomorrow.")] * 2
    Path("chat.jsonl").write_text("".join(json.dumps({"conversation_id": "a", "from": side, "text": text}) + "\n" for side, text in said), encoding="utf-8")
    replies = json.loads(run("check", "chat.jsonl", "--language", "en", "--format", "json").stdout)["replies"]
    assert ["thread/repeated-answer" in [finding["check"] for finding in reply["findings"]] for reply in replies] == [False, True]
