"""Markdown and text drafts as teams keep them: notes, comments, the customer before the reply."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from tests.support import run
from voicecheck import Reply
from voicecheck.drafts.reader import readers
from voicecheck.drafts.source import SourceText
from voicecheck.languages.pack import language_codes

REPLY = "Hi Anna, I have sent you a new parcel today."


def read(text: str, ending: str = "md") -> list[Reply]:
    """The replies of a draft that has no problem."""
    reader = readers()["markdown" if ending == "md" else "text"]
    items = list(reader.read(SourceText(f"draft.{ending}", text)))
    assert all(isinstance(item, Reply) for item in items), items
    return [item for item in items if isinstance(item, Reply)]


def test_what_stands_below_an_internal_heading_is_no_reply() -> None:
    text = f"# Canned\n\n## Late\n\n> {REPLY}\n\n## Internal notes:\n\n> Calm down.\n\n### More\n\n> Calm down.\n\n## Refund\n\n> Takk.\n"
    assert [(reply.id, reply.text) for reply in read(text)] == [("late", REPLY), ("refund", "Takk.")]


@pytest.mark.parametrize("heading", ["Intern notat", "**Interne noter**", "INTERNA ANTECKNINGAR", "Notes for agents", "Merknad:", "_Do not send_"])
def test_internal_headings_are_known_in_every_language(heading: str) -> None:
    assert [reply.text for reply in read(f"## A\n\n{REPLY}\n\n## {heading}\n\nCalm down.\n")] == [REPLY]


def test_a_heading_that_only_mentions_notes_is_a_reply() -> None:
    assert [reply.id for reply in read(f"## Notes on your invoice\n\n{REPLY}\n\n## B\n\n{REPLY}\n")] == ["notes-on-your-invoice", "b"]


def test_comments_are_no_text_even_over_headings_and_several_lines() -> None:
    text = "## A\n\n<!-- who\n## B\n> wrote this -->\nHei <!-- x -->du,\n<!-- alone -->\ntakk<!-- y -->.\n\n```\nA <!-- kept -->\n```\n"
    (reply,) = read(text)
    assert reply.text == "A <!-- kept -->"
    (reply,) = read(text.split("```")[0])
    assert reply.text == "Hei du,\ntakk."
    assert reply.source is not None and reply.source.span(8, 12).line == 8


class TestCustomer:
    def test_a_quotation_that_text_follows_is_the_customers(self) -> None:
        (reply,) = read(f"## Late\n\nchannel: x\n\n> Where is my parcel?\n> Tell me.\n\n{REPLY}\n")
        assert (reply.text, reply.context.customer, reply.context.channel) == (REPLY, "Where is my parcel?\nTell me.", "x")

    @pytest.mark.parametrize("ending", ["md", "txt"])
    def test_also_in_a_draft_without_headings(self, ending: str) -> None:
        (reply,) = read(f"> Where is my parcel?\n\n{REPLY}\n", ending)
        assert (reply.text, reply.context.customer) == (REPLY, "Where is my parcel?")

    @pytest.mark.parametrize("remark", ["", "\n(In use.)\n", "\nOr:\n\n> Thanks.\n"])
    def test_quotations_alone_are_replies(self, remark: str) -> None:
        first, *others = read(f"## Late\n\nWhen it is late, write:\n\n> {REPLY}\n{remark}")
        assert (first.text, first.context.customer) == (REPLY, "") and [reply.text for reply in others] == (["Thanks."] if "Or" in remark else [])

    @pytest.mark.parametrize(
        "text",
        [
            "Customer: Where is it?\n\nReply: {}",
            "**Kunde:** Where is it?\n\n{}",
            "Customer:\n\n> Where is it?\n\n> {}",
            "**Kunden skriver:**\n\nWhere is it?\n\n**Svar:**\n\n{}",
            "- Kund: Where is it?\n- Svar: {}",
            "_Guest_: Where is it?\n\n```\n{}\n```",
        ],
    )
    @pytest.mark.parametrize("head", ["## Late\n\n", ""])
    def test_labels_tell_who_writes(self, text: str, head: str) -> None:
        text = text.replace("Kund:", "Kunde:")
        (reply,) = read(head + text.format(REPLY) + "\n")
        assert (reply.text, reply.context.customer) == (REPLY, "Where is it?")

    def test_a_thread_is_several_replies_each_with_its_message(self) -> None:
        replies = read(f"## Late\n\nCustomer: Where is it?\n\nReply: {REPLY}\nYours, Per\n\nCustomer: Thanks!\nSo quick.\n\nReply: Welcome.\n")
        assert [(reply.id, reply.text, reply.context.customer) for reply in replies] == [
            ("late-1", f"{REPLY}\nYours, Per", "Where is it?"),
            ("late-2", "Welcome.", "Thanks!\nSo quick."),
        ]

    def test_a_label_within_a_reply_is_text(self) -> None:
        text = f"{REPLY}\n\nUser: anna\nSvar: ja\nYours, Per"
        assert [reply.text for reply in read(text)] == [text]

    @pytest.mark.parametrize("ending", ["md", "txt"])
    def test_the_customer_is_never_judged_as_the_brand(self, ending: str) -> None:
        result = run("check", "-", "--input", {"md": "markdown", "txt": "text"}[ending], "-f", "plain", given=f"> Calm down, you idiots.\n\n{REPLY}\n")
        assert (result.exit_code, "idiot" in result.stdout) == (0, False)


class TestSeparators:
    def test_titles_and_rules_divide_a_text(self) -> None:
        text = f"---- LATE PARCEL ----\n{REPLY}\n-----\nCustomer service\n\n--- Refund\n\nSubject: Your refund\nTakk.\n\n***\n\nHei.\n"
        assert [(reply.id, reply.text, reply.line) for reply in read(text, "txt")] == [
            ("LATE PARCEL", f"{REPLY}\n-----\nCustomer service", 2),
            ("Refund", "Takk.", 9),
            ("", "Hei.", 13),
        ]

    def test_front_matter_names_and_describes_all(self) -> None:
        replies = read(f"---\nid: late\nchannel: x\n---\n{REPLY}\n\n---\n\nTakk.\n", "txt")
        assert [(reply.id, reply.context.channel) for reply in replies] == [("late-1", "x"), ("late-2", "x")]

    def test_rules_divide_markdown_without_headings(self) -> None:
        assert [reply.text for reply in read(f"{REPLY}\n\n---\n\nTakk.\n")] == [REPLY, "Takk."]
        assert [reply.text for reply in read(f"## Late\n\n{REPLY}\n\n---\n\nYours\n")] == [f"{REPLY}\n\n---\n\nYours"]

    def test_the_subject_of_an_e_mail_is_its_name(self) -> None:
        (reply,) = read(f"Emne: Pakken din\n\n{REPLY}\n", "txt")
        assert (reply.id, reply.text) == ("Pakken din", REPLY)


class TestTable:
    def test_each_row_is_a_reply(self) -> None:
        text = "## Late\n\nchannel: x\n\n| Key | Customer | *Svar* | Uses |\n|---|:--:|---|--:|\n| a | Where? | Hei \\| du.<br>Takk. | 7 |\n| b |  | Vi ses <!-- voicecheck: ignore snark because x -->der. | |\n| c | x | | |\n\nThat is all.\n"
        one, two, three = read(text)
        assert (three.id, three.text, three.unchecked, three.line) == ("c", "", "the reply is empty", 9)
        assert [(reply.id, reply.text, reply.line, reply.usage) for reply in (one, two)] == [("a", "Hei | du.\nTakk.", 7, 7.0), ("b", "Vi ses der.", 8, None)]
        assert (one.context.customer, one.context.channel, two.context.channel) == ("Where?", "x", "x")
        assert (one.suppressions, len(two.suppressions)) == ((), 1)
        assert one.source is not None and one.source.span(4, 5).column == 20

    def test_a_table_without_replies_is_text(self) -> None:
        (reply,) = read("Hi Anna, our hours:\n\n| Day | Open |\n|---|---|\n| Monday | 9-16 |\n")
        assert reply.text.startswith("Hi Anna") and reply.text.endswith("9-16 |")


LINES = strategies.lists(
    strategies.sampled_from(
        [
            "## A",
            "# Internal",
            "### Note",
            "> Hei",
            ">",
            "```",
            "~~~",
            "Kunde: hva",
            "Customer:",
            "Reply: ja",
            "Svar:",
            "",
            "",
            "---",
            "---- T",
            "***",
            "Hei du der nå",
            "<!-- x",
            "-->",
            "<!-- voicecheck: ignore snark because x -->",
            "id: 7",
            "Subject: x",
        ]
    ),
    max_size=14,
).map("\n".join)


@given(LINES, strategies.sampled_from(["\n", "\r\n"]), strategies.sampled_from(["md", "txt"]))
def test_any_draft_is_read_and_each_character_has_its_place(text: str, newline: str, ending: str) -> None:
    raw = text.replace("\n", newline)
    items = list(readers()["markdown" if ending == "md" else "text"].read(SourceText(f"a.{ending}", raw)))
    assert items
    for reply in items:
        if isinstance(reply, Reply):
            assert (reply.text or reply.unchecked) and reply.source is not None and "\0" not in reply.text
            for index, sign in enumerate(reply.text):
                first, last = reply.source.offsets(index, index + 1)
                assert raw[first:last].replace("\r\n", "\n") == sign


def test_labels_are_in_the_languages_of_the_packs() -> None:
    from voicecheck.drafts.labels import is_label

    known = {"en": "internal notes", "nb": "interne notater", "nn": "merknad", "da": "interne noter", "sv": "interna anteckningar"}
    assert set(known) == set(language_codes())
    assert all(is_label(words, "internal") for words in known.values()) and not is_label("notes of thanks", "internal")
