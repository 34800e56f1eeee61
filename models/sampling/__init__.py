"""Sampling: tubes and their members, ticks at the table, what is to be settled. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TubeState(StrEnum):
    """What is known of a tube."""

    PENDING = "pending"
    NEGATIVE = "negative"
    ABNORMAL = "abnormal"
    VOID = "void"
    """Broken, leaked or lost: whoever was in it has to be sampled again."""


class TubeView(NamedTuple):
    """One tube. Times in stored UTC form."""

    no: int
    id: str
    version: int
    round_no: int
    session_no: int | None
    desk: int | None
    """The table it was filled at, from 1 on; None where nobody said so."""
    code: str
    kind: str
    capacity: int
    state: str
    opened_at: str
    full_at: str | None
    """Since when nobody is put into it any more."""
    result_at: str | None
    note: str
    members: int


class Member(NamedTuple):
    """Somebody in a tube, or missed: a row of the round's call sheet. Times in stored UTC form."""

    id: str
    """The key of the row of the sheet."""
    resident_no: int | None
    household_no: int | None
    name: str
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    part: str
    why: str | None
    state: str
    said: str
    tube: str | None
    """The code of the tube they are in."""
    sampled_at: str | None


class Doubt(NamedTuple):
    """What was said at a table and could not be settled there."""

    no: int
    round_no: int
    code: str
    """The problem's code, in the words of `screens.sampling.words`."""
    params: str
    said: str
    tube: str
    noted_at: str
    settled_at: str | None
    settled: str
