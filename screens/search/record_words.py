"""Records that were found, in words: what each is, whose or where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from data.search.records import RecordHit
from models.address import short_address
from models.requests import RequestRow
from screens.i18n import N_
from screens.kit import masks
from screens.kit.times import stamp
from screens.kit.values import beside
from screens.requests import words

SUBJECTS: Mapping[str, str] = {
    "requests": N_("request"),
    "households": N_("household"),
    "roster": N_("person"),
    "directory": N_("contact"),
    "supplies": N_("delivery"),
    "testing": N_("test session"),
}
"""Msgids of what records are, by subject."""


def of_record(one: RecordHit, masked: bool, now: datetime) -> str:
    """A record's door, name, number and time, as far as it has them."""
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    at = None if one.at is None else stamp(one.at, now)
    return beside(where, one.name, masks.phone(one.phone, masked), at)


def of_request(row: RequestRow, masked: bool) -> str:
    """What a request is about, its door and who called."""
    return beside(words.kind(row, masked), words.address(row), row.caller)
