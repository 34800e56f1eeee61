"""How often in a row each door missed out, kept beside what it missed, made here alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sql import Reader
from data.supplies.door_shares import door_shares
from models.doors import MissedWhy
from models.doors.rules import Came, in_a_row
from models.supplies import DropState

if TYPE_CHECKING:
    from data.step import Step


class _Row(NamedTuple):
    id: str
    household_id: str
    drop_id: str
    why: str
    times: int


class _Drop(NamedTuple):
    id: str
    no: int
    state: str


def refresh_times(step: Step, households: Iterable[str]) -> None:
    """Count anew how often in a row households missed out, for all that they missed.

    Args:
        households: their keys.
    """
    from models.doors.tables import MissedDoor

    keys = set(households)
    if not keys:
        return
    rows: dict[str, list[_Row]] = defaultdict(list)
    found = step.conn.execute(
        "SELECT m.id AS id, m.household_id AS household_id, m.drop_id AS drop_id, m.why AS why,"
        " m.times AS times FROM missed_door m"
        f" WHERE m.household_id IN ({sql.given('households')})",
        {"households": sql.as_given(keys)},
    )
    for row in sql.views(_Row, found):
        rows[row.household_id].append(row)
    due = _Due(step.conn)
    known: dict[str, list[_Drop]] = {}
    for household, own in rows.items():
        times = _times(_drops(step.conn, household, known), own, household, due)
        for row in own:
            now = max(1, times.get(row.drop_id, 1)) if row.why != MissedWhy.REFUSED else 1
            if now != row.times:
                step.change(MissedDoor, row.id, times=now, version=MissedDoor.version + 1)


def refresh_after(step: Step, drop_id: str) -> None:
    """Count anew for all that missed something at a drop or since; its state was changed."""
    rows = step.conn.execute(
        "SELECT DISTINCT m.household_id FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id"
        " JOIN supply_drop o ON o.id = ? WHERE d.compound_id = o.compound_id AND d.eta >= o.eta",
        (drop_id,),
    )
    refresh_times(step, [key for (key,) in rows])


class _Due:
    """Which households got something of a drop by the plan; read once for each drop."""

    def __init__(self, conn: Reader) -> None:
        self._conn = conn
        self._known: dict[int, set[str]] = {}

    def at(self, drop_no: int) -> set[str]:
        """The keys of those that did."""
        if drop_no not in self._known:
            doors = door_shares(self._conn, drop_no)
            self._known[drop_no] = {one.household_id for one in doors if any(one.quantities)}
        return self._known[drop_no]


def _drops(conn: Reader, household: str, known: dict[str, list[_Drop]]) -> list[_Drop]:
    """The drops at the gate of a household, and those at which it missed something before it
    moved, in the order of time."""
    compound = sql.value(
        conn.execute(
            "SELECT b.compound_id FROM household h JOIN building b ON b.id = h.building_id"
            " WHERE h.id = ?",
            (household,),
        )
    )
    elsewhere = sql.value(
        conn.execute(
            "SELECT count(*) FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id"
            " WHERE m.household_id = ? AND d.compound_id <> ?",
            (household, compound),
        )
    )
    if compound in known and not elsewhere:
        return known[compound]
    found = conn.execute(
        "SELECT d.id AS id, d.no AS no, d.state AS state FROM supply_drop d"
        " WHERE d.state IN ('unloaded', 'done') AND (d.compound_id = ? OR d.id IN"
        "   (SELECT drop_id FROM missed_door WHERE household_id = ?)) ORDER BY d.eta, d.no",
        (compound, household),
    )
    drops = sql.views(_Drop, found)
    if not elsewhere:
        known[compound] = drops
    return drops


def _times(drops: list[_Drop], rows: list[_Row], household: str, due: _Due) -> dict[str, int]:
    missed = {row.drop_id for row in rows if row.why != MissedWhy.REFUSED}
    refused = {row.drop_id for row in rows} - missed
    places = [at for at, drop in enumerate(drops) if drop.id in missed]
    if not places:
        return {}
    came = []
    within = drops[places[0] : places[-1] + 1]
    for drop in within:
        if drop.id in missed:
            came.append(Came.MISSED)
        elif drop.id in refused or (drop.state == DropState.DONE and household in due.at(drop.no)):
            came.append(Came.ANSWERED)
        else:
            came.append(Came.NOTHING)
    return dict(zip((drop.id for drop in within), in_a_row(came), strict=True))
