"""Whether a text names what somebody dies without: insulin and its like, oxygen. Pure."""

from __future__ import annotations

from functools import partial

from models.reading.scan import plain
from models.reading.terms import book
from models.requests import RequestKind
from models.requests.urgency import told_vital
from models.word_tables import unless_broken

_VITAL = frozenset({"critical_medicine", "oxygen"})
"""Codes of signals that name it."""


def is_vital(kind: RequestKind, reason: str | None, text: str) -> bool:
    """Whether somebody dies without what a request is about, by its kind, its reason or its words;
    no word tells while one is broken."""
    if told_vital(kind, reason):
        return True
    if kind not in (RequestKind.MEDICINE, RequestKind.EMERGENCY):
        return False
    return unless_broken(partial(_names_vital, text), False)


def _names_vital(text: str) -> bool:
    """Whether a medicine that keeps somebody alive, or oxygen, is named.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return any(hit.means.code in _VITAL for hit in book().find(plain(text)))
