"""Personal data that a reply gives away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.numbers import personal_numbers
from voicecheck.checks.sentences import same_sentence, sentence_at
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Sourced
from voicecheck.results import Finding
from voicecheck.shipped import shipped_tree
from voicecheck.spans import Apart
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_REFERENCE = re.compile(r"#?(?=[\w-]*\d[\w-]*\d[\w-]*\d)[A-Za-z0-9][\w-]{3,}")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2})(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_FIGURE = re.compile("[0-9\u0660-\U0010ffff]")
"""A figure, or a sign of a script that may have figures of its own: quick to look for."""
_LONG_NUMBER = re.compile(_FIGURE.pattern + r"(?:[^\w\n]{0,3}[A-Z\d]){5}")
"""What every telephone number and every number of a person begins with: no shorter one has less."""
_THREE_FIGURES = re.compile(_FIGURE.pattern + r"[\w-]*\d[\w-]*\d")
"""No reference has fewer."""
_NEAR = 40
"""A number at most so many characters behind the words "order number" is one."""


@frozen
class Signs:
    """What personal_data.yml holds."""

    private_mail_domains: frozenset[str]
    telephone: re.Pattern[str]
    placeholders: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of personal data."""
    tree = shipped_tree("checks", "personal_data.yml")
    placeholders = tree.get("placeholders")
    assert isinstance(placeholders, Mapping)
    telephone = "|".join(f"(?:{pattern})" for pattern in _texts(tree.get("telephone_numbers")))
    return Signs(
        frozenset(_texts(tree.get("private_mail_domains"))),
        re.compile(rf"(?<![\w.,/+-])(?:{telephone})(?![\w-]|[.,]\d)"),
        {kind: tuple(_texts(names)) for kind, names in placeholders.entries.items()},
    )


def _texts(tree: Tree | None) -> list[str]:
    return [item.text for item in tree.items if isinstance(item, Scalar)] if isinstance(tree, Sequence) else []


class Revealed(Check):
    """Gives personal data away where they do not belong.

    Looks for:
    the data of ``privacy.public.never_reveal`` on a public channel, of ``privacy.private.never_reveal`` on
    others: national identity numbers (by their check digits), payment cards, bank accounts, telephone
    numbers and e-mail addresses of customers, order and case numbers, birth dates, and placeholders
    that will be filled with them. Telephone numbers and addresses are the customer's if the customer
    wrote them, if “your” stands beside them, or if they are none of ``privacy.own_contacts``.

    Why:
    A screenshot goes round in minutes. What a customer wrote in an open post is not the brand's to
    repeat.
    """

    id = "privacy/revealed"
    reads = ("privacy",)
    source = "Screenshots go round within minutes; guides of cx-macros, Kela/FPA, Loopia"

    def findings(self, examined: Examined) -> Iterable[Finding]:
        privacy = examined.guide.sections.get("privacy")
        audience = (privacy.public if examined.is_public else privacy.private) if privacy else None
        if privacy is None or audience is None or not audience.unrevealed:
            return ()
        revealed = sorted(_revealed(examined, privacy.own, audience.unrevealed))
        return self._told(examined, revealed, audience.unrevealed) if revealed else ()

    def _told(self, examined: Examined, revealed: list[tuple[str, int, int]], listed: dict[str, Sourced[str]]) -> Iterator[Finding]:
        found: dict[str, list[tuple[int, int]]] = {}
        taken = Apart()
        for kind, start, end in revealed:
            if kind in listed and taken.take(start, end):
                found.setdefault(kind, []).append((start, end))
        for kind, places in found.items():
            words = ", ".join(f"“{_hidden(examined.text[start:end])}”" for start, end in places[:3])
            name = kind.replace("_", " ")
            where = "in public" if examined.is_public else "here"
            yield self.finding(
                f"{words} gives away {'an' if name[0] in 'aeiou' else 'a'} {name} {where}.", "Leave it out; refer to it in a private message.", places, listed[kind].place
            )


def _hidden(text: str) -> str:
    """The beginning of a number or address, the rest covered: reports are read by many."""
    if text[0] in "{[%$<":
        return text
    return text[:3] + re.sub(r"\w", "•", text[3:])


def _revealed(examined: Examined, own: tuple[str, ...], kinds: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """The data of these kinds in the reply, with their places."""
    text = examined.text
    figure = _FIGURE.search(text)
    long_number = figure and _LONG_NUMBER.search(text, figure.start())
    if long_number:
        for number in personal_numbers(text):
            if number.kind != "account_number" or not _is_own(text[number.start : number.end], own):
                yield number.kind, number.start, number.end
    for kind, pattern, sign in (("email", _EMAIL, "@" in text), ("phone", signs().telephone, long_number)):
        for found in pattern.finditer(text) if sign and kind in kinds else ():
            if _is_customers(examined, found.group(), found.start(), kind, own):
                yield kind, found.start(), found.end()
    if figure and ("order_number" in kinds or "birth_date" in kinds):
        yield from _beside_words(examined)
    if "placeholder" in examined.present:
        yield from _to_be_filled_in(examined)


def _to_be_filled_in(examined: Examined) -> Iterator[tuple[str, int, int]]:
    """Placeholders that will hold such data."""
    for start, end, mask in examined.masks:
        if mask == "placeholder":
            name = re.sub(r"[\s.-]", "_", examined.text[start:end].lower())
            for kind, parts in signs().placeholders.items():
                if any(part in name for part in parts):
                    yield kind, start, end


def _is_customers(examined: Examined, written: str, start: int, kind: str, own: tuple[str, ...]) -> bool:
    plain = _plain(written)
    if _is_own(written, own):
        return False
    if plain in _plain(examined.customer) or (kind == "email" and written.rpartition("@")[2].lower() in signs().private_mail_domains):
        return True
    if own:
        return True
    row, your = examined.row, examined.pack.set_words("your")
    sentence = sentence_at(row, start)
    return any(word in your and row.sentence_start[index] == sentence for index, word in enumerate(row.words))


def _is_own(written: str, own: tuple[str, ...]) -> bool:
    plain = _plain(written)
    return any(_plain(contact) in plain or plain in _plain(contact) for contact in own)


def _plain(written: str) -> str:
    return re.sub(r"[\s().-]", "", written.lower()) if "@" not in written else written.lower().strip()


def _beside_words(examined: Examined) -> Iterator[tuple[str, int, int]]:
    """Numbers behind the words for them: "order number 48213", "order 48213", "born 12.03.1988"."""
    for category, kind, pattern in (("data_customer_number", "order_number", _REFERENCE), ("data_birth_date", "birth_date", _DATE)):
        for item in examined.of(category):
            found = pattern.search(examined.text, item.end if kind == "birth_date" else item.start, min(item.end + _NEAR, len(examined.text)))
            if found and same_sentence(examined.row, item.start, found.start()):
                yield kind, found.start(), found.end()
    row, nouns = examined.row, examined.pack.set_words("service_noun")
    if nouns.isdisjoint(row.words) or not _THREE_FIGURES.search(examined.text):
        return
    for index, word in enumerate(row.words):
        following = index + 1
        if word in nouns and following < row.length and row.sentence_end[index] > following:
            found = _REFERENCE.search(examined.text, row.ends[index], min(row.ends[following] + 1, len(examined.text)))
            if found and not examined.text[row.ends[index] : found.start()].strip(" #:nNrRoO."):
                yield "order_number", found.start(), found.end()
