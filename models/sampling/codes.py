"""Codes of tubes as scanners and people type them. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from models.problems import Problem
from models.text import clean, narrow

LONGEST_CODE = 32
"""Characters of a tube's code; printed ones have 8 to 14."""

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9._/-]*[A-Z0-9])?")
_ONE_WORD = re.compile(r"[A-Z0-9]{6,}|[A-Z]{1,4}-?\d{3,}|\d{2,}-\d{4,}")
_DIGITS = 4


def tube_code(text: str) -> str:
    """A tube's code as it is kept: what a scanner adds, blanks, full-width and small letters are
    the same code; empty where nothing was scanned."""
    return "".join(narrow(clean(text, limit=4 * LONGEST_CODE)).split()).upper()


def code_problems(code: str) -> list[Problem]:
    """What is wrong with a code: `tube_code_missing`, `tube_code_long`, `tube_code_odd`."""
    if not code:
        return [Problem("tube_code_missing", {}, "code")]
    if len(code) > LONGEST_CODE:
        return [Problem("tube_code_long", {"length": len(code), "limit": LONGEST_CODE}, "code")]
    if not _CODE.fullmatch(code):
        return [Problem("tube_code_odd", {"code": code}, "code")]
    return []


def is_code(text: str, known: Collection[str] = ()) -> bool:
    """Whether what was scanned or typed in one field is a tube's code, and no door or name.

    A code of this round is one, and what looks like those: `T001` where `T014` is on file. Else it
    has six signs or more with four digits or more, or letters with three digits behind them.

    Args:
        known: codes of the round.
    """
    code = tube_code(text)
    if code in known:
        return True
    if code_problems(code) or len(text.split()) != 1:
        return False
    shape = _shape(code)
    if any(_shape(one) == shape for one in known):
        return True
    digits = sum(char.isdigit() for char in code)
    return bool(_ONE_WORD.fullmatch(code)) and digits >= min(_DIGITS, len(code) - 1)


def _shape(code: str) -> str:
    """`T014` and `T001` have one shape; letters stand, digits are counted."""
    return re.sub(r"\d", "0", code)


def ending(typed: str, known: Collection[str]) -> list[str]:
    """The codes that are meant by one, or by how it ends, as people read it aloud: `347`.

    Args:
        typed: as `tube_code` gives it.
    """
    if typed in known:
        return [typed]
    return [one for one in known if one.endswith(typed)] if typed else []
