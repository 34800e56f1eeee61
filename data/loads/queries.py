"""What is read of loads: those of a delivery or a gate, one of them, where each goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from data import sql
from data.duties.queries import assignments_at_work, read_assignments
from data.loads.work import buildings_of
from data.sql import Reader, Rows
from models.cover.rules import covered, uncovered
from models.loads import Goods, LoadRow, LoadStop, rules
from models.times import loaded

_ROW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, d.no AS drop_no, v.no AS delivery_no,
  c.name AS compound, t.state AS state, t.position AS position,
  {buildings_of("t.id")} AS buildings, t.means AS means, t.units AS units, t.trips AS trips,
  t.hands_needed AS hands_needed, t.starts_at AS starts_at, t.ends_at AS ends_at,
  {assignments_at_work()} AS assigned, t.handed_to AS handed_to, t.note AS note,
  (SELECT coalesce(sum(s.planned), 0) FROM load_building l JOIN building_share s
    ON s.building_id = l.building_id JOIN drop_item n ON n.id = s.drop_item_id
    WHERE l.load_id = t.id AND n.drop_id = t.drop_id) AS units_now,
  (SELECT count(*) FROM load_building l JOIN building b ON b.id = l.building_id
    WHERE l.load_id = t.id AND b.closed_until >= {sql.local_day("t.starts_at")}) AS closed_now
FROM carry_load t JOIN supply_drop d ON d.id = t.drop_id JOIN delivery v ON v.id = d.delivery_id
JOIN compound c ON c.id = d.compound_id"""
"""The columns of a LoadRow, those of `assigned` in place of who carries it."""

_ORDER = "ORDER BY d.position, t.position, t.no"


def _rows(rows: Rows) -> list[LoadRow]:
    return [_row(**one) for one in sql.named(rows)]


def _row(*, buildings: str, assigned: str, **found: Any) -> LoadRow:
    """A load as lists show it; who has yet to be asked counts as coming, as they were chosen."""
    people = read_assignments(assigned)
    asked = tuple(one.name for one in people if one.name and one.to_ask)
    people = [one._replace(to_ask=False) for one in people]
    needs = rules.needs(found["means"], found["hands_needed"])
    try:
        span = loaded(found["starts_at"]), loaded(found["ends_at"])
    except ValueError:
        cover = uncovered(needs)
    else:
        cover = covered(needs, dict.fromkeys(needs, span), people)
    return LoadRow(
        **found,
        buildings=sql.read_list(buildings),
        members=tuple(dict.fromkeys(one.name for one in people if one.name)),
        coming=cover.have,
        asked=asked,
    )


def loads_at(conn: Reader, drop_nos: Sequence[int]) -> list[LoadRow]:
    """The loads of some drops, in the order of stops."""
    found = conn.execute(
        f"{_ROW} WHERE d.no IN ({sql.given('drops')}) {_ORDER}", {"drops": sql.as_given(drop_nos)}
    )
    return _rows(found)


def load(conn: Reader, no: int) -> LoadRow:
    """One load.

    Raises:
        Refused: `load_unknown`.
    """
    sql.found(_Known, conn.execute("SELECT no FROM carry_load WHERE no = ?", (no,)),
              "load_unknown", no=no)  # fmt: skip
    (found,) = _rows(conn.execute(f"{_ROW} WHERE t.no = ?", (no,)))
    return found


class _Known(NamedTuple):
    no: int


# -- where they go ---------------------------------------------------------------------------------

_STOPS = f"""
SELECT t.no AS load_no, b.lane AS lane, b.name AS building,
  (SELECT count(*) FROM household h WHERE h.building_id = b.id) AS households,
  coalesce(b.closed_until >= {sql.local_day("t.starts_at")}, 0) AS is_closed,
  {{leader}} AS leader,
  {
    sql.records(
        "i.goods, s.planned, i.unit, i.is_cold, i.is_heavy",
        "FROM drop_item n JOIN building_share s ON s.drop_item_id = n.id"
        " AND s.building_id = b.id JOIN delivery_item i ON i.id = n.item_id"
        " WHERE n.drop_id = t.drop_id AND s.planned > 0 ORDER BY i.is_cold DESC, i.position",
    )
} AS goods
FROM load_building l JOIN carry_load t ON t.id = l.load_id JOIN building b ON b.id = l.building_id
WHERE t.no IN ({sql.given("loads")}) ORDER BY t.no, l.position"""


def leader_of(building: str) -> str:
    """SQL for the name of who takes goods over at a building `b`: its leader; where that is closed
    whoever of the roster lives inside, the leader first.

    Args:
        building: SQL for whether it is closed.
    """
    led = (
        "FROM building_leader o JOIN person p ON p.id = o.person_id WHERE o.building_id = b.id"
        " AND p.archived_at IS NULL"
    )
    inside = (
        "SELECT p.name FROM person p WHERE p.building_id = b.id AND p.archived_at IS NULL"
        " ORDER BY p.no LIMIT 1"
    )
    return (
        f"coalesce(CASE WHEN {building} THEN coalesce((SELECT p.name {led}"
        f" AND (p.building_id IS NULL OR p.building_id = b.id)), ({inside}))"
        f" ELSE (SELECT p.name {led}) END, '')"
    )


def load_stops(conn: Reader, numbers: Sequence[int]) -> list[LoadStop]:
    """Where some loads go, building by building, with what each gets by now."""
    closed = f"coalesce(b.closed_until >= {sql.local_day('t.starts_at')}, 0)"
    found = conn.execute(_STOPS.format(leader=leader_of(closed)), {"loads": sql.as_given(numbers)})
    return [
        LoadStop(**one, goods=tuple(Goods(*each) for each in sql.read_records(goods)))
        for one in sql.named(found)
        for goods in [one.pop("goods")]
    ]
