"""Drivers and suppliers: what was asked, promised, given in thanks; who may deliver. No tables."""

from __future__ import annotations

from enum import StrEnum


class NoteKind(StrEnum):
    """What is remembered of a driver."""

    ASKED = "asked"
    PROMISED = "promised"
    THANKED = "thanked"
    """What he was given."""
    WORKED = "worked"
    """What helped, for the next call."""
