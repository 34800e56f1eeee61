"""Which number is dialled for a request, and whose it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from models.requests import RequestRow
from models.text import own_phone


class NumberOf(StrEnum):
    """Where a number was had from."""

    CALL_BACK = "call_back"
    CALLER = "caller"
    REGISTER = "register"


class Number(NamedTuple):
    """A number to dial."""

    phone: str
    """Digits."""
    of: NumberOf
    whose: str
    """A name, or a word for who it is; empty where nobody said."""
    extension: str = ""
    """Digits dialled behind it."""


_IN_TEXT = re.compile(
    r"(?:([^\d\s,;:/|，、；：（）()]{1,8})[:：]?\s*)?"
    r"(?<!\d)((?:\+?86[ -]?)?1[3-9]\d{9}|0\d{2,3}[ -]?[2-9]\d{6,7}|[2-9]\d{7})(?!\d)"
    r"(?:\s*[(（]([^)）\d]{1,8})[)）])?"
)
"""A number in the remarks of a register, with the word before it or in brackets behind it."""


def numbers(row: RequestRow, note: str = "") -> tuple[Number, ...]:
    """The numbers to dial, the first to be tried first, each once.

    What was said in the call goes before the register, whose number may be years old: whoever is to
    be called back, then who called, then the household's own, then those of its people and of
    whom else the register names.

    Args:
        note: the household's remarks, which may hold further numbers.
    """
    found: dict[str, Number] = {}
    for number in _in_order(row, note):
        if number.phone:
            found.setdefault(number.phone, number)
    return tuple(found.values())


def first_number(row: RequestRow) -> Number | None:
    """The number to dial first; None where nobody has one."""
    return next(iter(numbers(row)), None)


def _in_order(row: RequestRow, note: str) -> Iterator[Number]:
    yield Number(row.call_back_phone, NumberOf.CALL_BACK, row.caller)
    yield Number(row.phone, NumberOf.CALLER, row.caller)
    for one in row.home_phones:
        yield Number(one.number, NumberOf.REGISTER, one.whose, one.extension)
    for before, said, behind in _IN_TEXT.findall(note):
        yield Number(own_phone(said) or "", NumberOf.REGISTER, behind or before)
