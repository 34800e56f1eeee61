"""Records for the palette: the few that somebody most likely means by what they typed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from data.requests import queries
from data.search.buildings import Building, buildings_named
from data.search.queries import search
from data.search.records import RecordHit, nearest_records
from data.sql import Reader
from models.requests import RequestRow
from models.text import fold

_MOST = 4
"""Requests shown, and records of each subject."""

_NUMBER = re.compile(r"#?(\d{1,9})")
_DOOR = re.compile(r"([\u3400-\u9fff]{2,})(?=[0-9a-z])")
"""A compound in front of a door's numbers: records have more between them, such as `小区`."""


class RequestHit(NamedTuple):
    """A request found."""

    no: int
    row: RequestRow


FoundHit = RecordHit | RequestHit | Building


def nearest(conn: Reader, text: str, now: datetime) -> list[FoundHit]:
    """The request with a number, then buildings, then records whose number ends so or whose name it
    is, then those in which every word occurs."""
    settings = queries.settings(conn)
    typed = fold(text)
    numbered = _NUMBER.fullmatch(typed)
    found: list[FoundHit] = [] if numbered else [*buildings_named(conn, typed)]
    seen: set[int] = set()
    if numbered:
        rows = queries.rows(conn, [int(numbered[1])], now, settings)
        found += [RequestHit(row.no, row) for row in rows]
        seen |= {row.no for row in rows}
    words = _DOOR.sub(r"\1 ", typed)
    if not (numbered and typed.startswith("#")):
        found += nearest_records(conn, words, _MOST)
    hits = search(conn, words, now, settings, _MOST).hits
    found += [RequestHit(hit.row.no, hit.row) for hit in hits if hit.row.no not in seen]
    return found
