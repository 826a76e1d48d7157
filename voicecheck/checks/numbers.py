"""Numbers that identify a person, told by their shape and check digits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from voicecheck.frozen import frozen
from voicecheck.spans import Apart


@frozen
class PersonalNumber:
    """A number found in a text: "national_id", "card_number" or "account_number"."""

    kind: str
    start: int
    end: int


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """National identity numbers, payment cards and bank accounts in a text, by place. Where a
    number could be two things the first of the list below is taken."""
    taken = Apart()
    for kind, pattern, is_one in _KINDS if _TEN_FIGURES.search(text) else ():
        for found in pattern.finditer(text):
            start, end = found.span()
            if is_one(re.sub(r"[^0-9A-Za-z+]", "", found.group())) and taken.take(start, end):
                yield PersonalNumber(kind, start, end)


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_fodselsnummer(digits: str) -> bool:
    """A Norwegian fødselsnummer or D-number: eleven digits, date and both check digits
    (Skatteetaten). Also the numbers of the tax office's test population, months 81 to 92."""
    if len(digits) != 11 or not digits.isdigit():
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    if not _is_day(day - 40 if day > 40 else day, month - 80 if month > 80 else month - 40 if month > 40 else month):
        return False
    first = _mod11(digits[:9], (3, 7, 6, 1, 8, 9, 4, 5, 2))
    return first == int(digits[9]) and _mod11(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) == int(digits[10])


def is_cpr(digits: str) -> bool:
    """A Danish CPR number: ten digits that begin with a day and month, and either the old
    check digit or, as given out from 2007, a serial number without one (CPR-kontoret)."""
    if len(digits) != 10 or not digits.isdigit() or not _is_day(int(digits[:2]), int(digits[2:4])):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)))
    return weighed % 11 == 0 or (digits[:4] == "0101" and int(digits[4:6]) >= 60)


def is_personnummer(digits: str) -> bool:
    """A Swedish personnummer or samordningsnummer: ten digits (twelve with the century), date
    and Luhn check digit (Skatteverket)."""
    digits = digits.replace("+", "")
    if not digits.isdigit() or len(digits) not in (10, 12) or (len(digits) == 12 and digits[:2] not in ("18", "19", "20")):
        return False
    short = digits[-10:]
    day = int(short[4:6])
    return _is_day(day - 60 if day > 60 else day, int(short[2:4])) and luhn(short)


def is_card(digits: str) -> bool:
    """A payment card: 13 to 19 digits that begin as the large schemes do, with a Luhn digit."""
    return digits.isdigit() and 13 <= len(digits) <= 19 and digits[0] in "3456" and len(set(digits)) > 1 and luhn(digits)


def is_norwegian_account(digits: str) -> bool:
    """A Norwegian bank account: eleven digits, the last by modulus 11."""
    return len(digits) == 11 and digits.isdigit() and _mod11(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) == int(digits[10])


def is_iban(text: str) -> bool:
    """An IBAN by its check digits (ISO 13616)."""
    moved = (text[4:] + text[:4]).upper()
    return 15 <= len(text) <= 34 and int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _is_day(day: int, month: int) -> bool:
    try:
        datetime.date(2000, month, day)  # a leap year: the century is not always told
    except ValueError:
        return False
    return True


def _mod11(digits: str, weights: tuple[int, ...]) -> int:
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11
    return 0 if rest == 11 else rest


_TEN_FIGURES = re.compile(r"[0-9\u0660-\U0010ffff](?:[^\w\n]{0,3}[A-Z\d]){9}")
"""No number of a person has fewer, those of an IBAN counted with its letters."""

# Ten figures without a hyphen are far more often a telephone or order number.
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("account_number", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"), is_iban),
    ("card_number", re.compile(r"(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w-])"), is_card),
    ("national_id", re.compile(r"(?<![\w.,+-])\d{6} ?\d{5}(?![\w-])"), is_fodselsnummer),
    ("account_number", re.compile(r"(?<![\w,+-])\d{4}[. ]\d{2}[. ]\d{5}(?![\w-])"), is_norwegian_account),
    ("national_id", re.compile(r"(?<![\w.,+-])(?:\d{2}\d{6}[-+]?|\d{6}[-+])\d{4}(?![\w-])"), is_personnummer),
    ("national_id", re.compile(r"(?<![\w.,+-])\d{6}-\d{4}(?![\w-])"), is_cpr),
)
