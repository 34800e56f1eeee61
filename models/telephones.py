"""Telephone numbers of people: digits, the extension behind a switchboard, and whose each is.

What a list or a person writes is read into them by `models.telephone_cells`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.text import own_phone

_AREA_FIRST = r"(0(?:10|2\d|[3-9]\d\d))([2-9]\d{6,7})"
COUNTRY_FIRST = r"(?:44\d{10}|61[2-478]\d{8}|85[23]\d{8}|886\d{9}|1[2-9]\d\d55501\d\d)"
"""Numbers of other countries as they are kept, which nothing here looks like."""


class Telephone(NamedTuple):
    """One number.

    Attributes:
        number: digits alone, as `models.text.own_phone` gives them.
        extension: digits dialled after it; empty for none.
        whose: in the words it was told with, such as 儿子; empty where nothing was said.
    """

    number: str
    extension: str = ""
    whose: str = ""


class Spelled(NamedTuple):
    """A telephone in parts as people write it; the words between them are for those who show it.

    Attributes:
        number: `13800005001`, `021-63000001`, `+442079460123`.
        extension: empty for none.
        whose: empty where nothing says it.
    """

    number: str
    extension: str
    whose: str


def spelled(telephone: Telephone) -> Spelled:
    """A telephone in parts, such that `read_telephones` reads it back."""
    number = telephone.number
    if area := re.fullmatch(_AREA_FIRST, number):
        number = f"{area[1]}-{area[2]}"
    elif own_phone(number) is None or re.fullmatch(COUNTRY_FIRST, number):
        number = f"+{number}"
    return Spelled(number, telephone.extension, telephone.whose)
