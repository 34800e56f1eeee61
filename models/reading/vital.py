"""Whether a text names what somebody dies without: insulin and its like, oxygen. Pure."""

from __future__ import annotations

from models.reading.scan import plain
from models.reading.terms import book

_VITAL = frozenset({"critical_medicine", "oxygen"})
"""Codes of signals that name it."""


def names_vital(text: str) -> bool:
    """Whether a medicine that keeps somebody alive, or oxygen, is named.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return any(hit.means.code in _VITAL for hit in book().find(plain(text)))
