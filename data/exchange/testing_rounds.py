"""A round as lists of its tubes and results are compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from data import sql
from data.sampling import queries as sampling
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Who
from models.call_sheet.rules import freezing_problem
from models.testing import RoundView
from models.times import day_start, loaded, local_date


class OnSheet(NamedTuple):
    """What a sheet says of somebody."""

    state: str
    tube: str | None
    sampled_at: str | None


class TubeOnFile(NamedTuple):
    """What is on file of a tube."""

    state: str
    capacity: int
    is_negative_too: bool
    """Whether it is abnormal, and was told to be negative, too."""
    sampled_since: datetime
    """The earliest that it was filled: when it was opened at a table, or by a list that told when;
    else the beginning of the day of its round."""


class RoundOnFile(NamedTuple):
    """A round with its sheet and its tubes as they are on file."""

    view: RoundView
    sheet: Mapping[object, OnSheet]
    tubes: Mapping[str, TubeOnFile]
    """By code."""
    doubts: frozenset[tuple[str, str, str]]


def round_on_file(conn: Reader, no: int) -> RoundOnFile:
    """A round with its sheet and its tubes.

    Raises:
        Refused: `round_unknown`.
    """
    view = testing.round_of(conn, no)
    doubts = frozenset((one.code, one.said, one.tube) for one in sampling.doubts(conn, no))
    return RoundOnFile(view, _sheet(conn, view.id), _tubes(conn, view), doubts)


def filling_problem(view: RoundView, now: datetime) -> tuple[str | None, bool]:
    """What is to know before people are put into tubes of a round, and whether they can be:
    `testing_round_to_come` of one that cannot begin yet, `testing_round_closed`."""
    if view.closed_at is not None:
        return "testing_round_closed", True
    early = freezing_problem(view.no, date.fromisoformat(view.day), local_date(now))
    if view.frozen_at is None and early is not None:
        return "testing_round_to_come", False
    return None, True


_ON_SHEET = """
SELECT s.household_id AS household, s.resident_id AS resident, s.place AS place,
  s.person_id AS person, s.state AS state, s.sampled_at AS sampled_at, u.code AS tube
FROM sheet_person s LEFT JOIN tube u ON u.id = s.tube_id WHERE s.round_id = ?"""


def _sheet(conn: Reader, round_id: str) -> dict[object, OnSheet]:
    found: dict[object, OnSheet] = {}
    for one in sql.named(conn.execute(_ON_SHEET, (round_id,))):
        state, tube, sampled_at = one.pop("state"), one.pop("tube"), one.pop("sampled_at")
        who = Who(**one)
        found[who.resident or who] = OnSheet(state, tube, sampled_at)
    return found


_TUBES = """
SELECT code AS code, state AS state, capacity AS capacity, negative_at IS NOT NULL AS is_both,
  CASE WHEN session_id IS NOT NULL OR opened_at < entered_at THEN opened_at END AS opened_at
FROM tube WHERE round_id = ?"""


def _tubes(conn: Reader, view: RoundView) -> dict[str, TubeOnFile]:
    day = day_start(date.fromisoformat(view.day))
    return {
        one["code"]: TubeOnFile(
            one["state"],
            one["capacity"],
            bool(one["is_both"]),
            loaded(one["opened_at"]) if one["opened_at"] else day,
        )
        for one in sql.named(conn.execute(_TUBES, (view.id,)))
    }
