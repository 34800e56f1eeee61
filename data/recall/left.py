"""Re-tests that are still to be done, tube by tube: read without what recalls are planned with."""

from __future__ import annotations

from typing import NamedTuple

from data import sql
from data.sql import Reader


class RetestsLeft(NamedTuple):
    """What is left of one recall. Times in stored UTC form."""

    no: int
    """Number of the re-test that is next."""
    code: str
    """Of the tube; empty where only a list of people came."""
    doors: int
    starts_at: str
    compounds: tuple[str, ...]
    need: int
    """Places of people at those doors."""
    have: int
    """People given to them."""


_DOORS = sql.listed(
    "DISTINCT c.name",
    "FROM retest o JOIN household h ON h.id = o.household_id JOIN building b"
    " ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
    " WHERE o.recall_id = l.id AND o.state IN ('planned', 'under_way') ORDER BY c.position",
)


def retests_left(conn: Reader) -> list[RetestsLeft]:
    """What is left of each recall, in the order of time."""
    rows = conn.execute(
        "SELECT min(t.no) AS no, l.code AS code, count(*) AS doors, min(t.starts_at) AS starts_at,"
        f" {_DOORS} AS compounds, sum(t.hands_needed) AS need,"
        " sum((SELECT count(*) FROM duty d WHERE d.work_id = t.id AND d.person_id IS NOT NULL"
        "   AND d.to_ask = 0)) AS have"
        " FROM retest t JOIN tube_recall l ON l.id = t.recall_id"
        " WHERE t.state IN ('planned', 'under_way') GROUP BY l.id ORDER BY starts_at, l.no"
    )
    return sql.views(RetestsLeft, rows)
