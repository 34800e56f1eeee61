"""Telephone numbers of people: digits, the extension behind a switchboard, and whose each is."""

from __future__ import annotations

from typing import NamedTuple


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
