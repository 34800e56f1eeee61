"""What is asked of doors: what they are due, which missed out, which wait, for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.counts import queries as counts
from data.doors.owed import OPEN
from data.households.addresses import address
from data.households.marks import all_marks_of
from data.sql import Reader
from data.supplies import queries as supplies
from data.supplies.door_shares import DoorShare, door_shares
from models.address import Address
from models.counts.rules import came_to_gate
from models.doors import RED, MissedRow, MissedWhy
from models.doors.rules import waits_since
from models.supplies import AllocationRule, DropItemRow, DropState, DropView

if TYPE_CHECKING:
    from models.doors.finding import DueDoor

ROW = f"""
SELECT m.id AS id, m.no AS no, y.no AS delivery_no, d.no AS drop_no, h.no AS household_no,
  h.id AS household_id, m.item_id AS item_id, {address()}, {all_marks_of("h.id")} AS marks,
  i.goods AS goods, i.unit AS goods_unit, m.quantity AS quantity,
  CASE WHEN {OPEN} THEN m.quantity - m.given ELSE 0 END AS left, m.why AS why,
  m.said AS said, m.times AS times, m.noted_at AS noted_at, m.noted_at AS since,
  m.given_at AS given_at, w.no AS carried_no, q.no AS request_no
FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id JOIN delivery y ON y.id = d.delivery_id
JOIN delivery_item i ON i.id = m.item_id JOIN household h ON h.id = m.household_id
JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
LEFT JOIN delivery_item k ON k.id = m.carried_item_id LEFT JOIN delivery w ON w.id = k.delivery_id
LEFT JOIN request q ON q.id = m.request_id"""
"""The columns of a MissedRow; `m` is what was missed, `d` the drop, `h` the household."""

_ORDER = "ORDER BY d.position, d.no, h.sort_key, h.no, i.position"


class Gate(NamedTuple):
    """A gate of a delivery with all its doors."""

    drop: DropView
    items: list[DropItemRow]
    doors: list[DoorShare]
    shared: frozenset[str] = frozenset()
    """Keys of the goods of which there is one for two households."""
    lanes: frozenset[str] = frozenset()
    """The lanes that the compound is, by its name or its street."""
    numbers: frozenset[str] = frozenset()
    """The numbers that it has in its street."""
    came: tuple[int | None, ...] = ()
    """How many of each kind of goods were counted at the gate; None where nobody counted."""
    is_reached: bool = False
    """Whether the truck has been there."""

    @property
    def due(self) -> list[DoorShare]:
        """The doors that get something."""
        return [one for one in self.doors if any(one.quantities)]


def gate(conn: Reader, drop: DropView) -> Gate:
    """A gate with what each of its doors gets."""
    from models.doors.meant import lanes_of, numbers_of  # the board is painted without it

    items = supplies.drop_items(conn, drop.no)
    shared = frozenset(one.item_id for one in items if one.rule == AllocationRule.ONE_PER_TWO)
    called = sql.value(
        conn.execute(
            "SELECT name || ' ' || address FROM compound WHERE id = ?", (drop.compound_id,)
        )
    )
    lanes, numbers = lanes_of(called or ""), numbers_of(called or "")
    doors = door_shares(conn, drop.no)
    counted = {line.item_id: came_to_gate(line) for line in counts.of_drop(conn, drop.no)}
    came = tuple(counted.get(item.item_id) for item in items)
    truck = supplies.truck_at(conn, drop.no)
    is_reached = drop.state != DropState.PLANNED or truck.arrived_at is not None
    return Gate(drop, items, doors, shared, lanes, numbers, came, is_reached)


def places(conn: Reader) -> list[str]:
    """The names of all compounds: a door of one that is not reported is none of those that are."""
    return [str(name) for (name,) in conn.execute("SELECT name FROM compound")]


def due_doors(found: Iterable[Gate]) -> list[DueDoor]:
    """All doors of some gates, as a report is read against them."""
    from models.doors.finding import DueDoor

    return [
        DueDoor(
            one.drop.no,
            door.household_id,
            door.household_no,
            Address(door.compound, door.lane, door.building, door.unit, door.room),
            tuple(item.item_id for item in one.items),
            tuple(item.goods for item in one.items),
            door.quantities,
            one.shared,
            door.held_by,
            one.lanes,
            one.numbers,
        )
        for one in found
        for door in one.doors
    ]


# -- what was missed -------------------------------------------------------------------------------


def missed_at(conn: Reader, drops: Collection[int]) -> list[MissedRow]:
    """What was missed at some drops, in the order of gates, doors and goods."""
    where = f"WHERE d.no IN ({sql.given('drops')}) {_ORDER}"
    return _rows(conn, where, drops=sql.as_given(drops))


def of_household(conn: Reader, no: int) -> list[MissedRow]:
    """What a household is owed still, the oldest first."""
    return _rows(
        conn, f"WHERE h.no = :household AND {OPEN} ORDER BY m.noted_at, m.no", household=no
    )


def waiting(conn: Reader) -> list[MissedRow]:
    """All that is owed, of all deliveries: who waits longest first."""
    found = _rows(conn, f"WHERE {OPEN} {_ORDER}")
    since: dict[str, str] = {}
    for row in found:
        since[row.household_id] = min(row.since, since.get(row.household_id, row.since))
    return sorted(found, key=lambda row: since[row.household_id])


def red_count(conn: Reader) -> int:
    """How many households missed out so often in a row that somebody should look, of whom no open
    request tells yet."""
    query = f"""SELECT count(DISTINCT m.household_id) FROM missed_door m
      JOIN supply_drop d ON d.id = m.drop_id WHERE {OPEN} AND m.times >= {RED}
      AND NOT EXISTS (SELECT 1 FROM missed_door o JOIN request q ON q.id = o.request_id
        WHERE o.household_id = m.household_id AND q.state <> 'closed')"""
    return int(sql.value(conn.execute(query)))


def _rows(conn: Reader, where: str, **given: object) -> list[MissedRow]:
    found = sql.views(MissedRow, conn.execute(f"{ROW} {where}", given))
    return _with_since(conn, found) if found else found


class _Past(NamedTuple):
    id: str
    household_id: str
    drop_id: str
    item_id: str
    carried_item_id: str | None
    noted_at: str
    times: int
    why: str


def _with_since(conn: Reader, rows: Sequence[MissedRow]) -> list[MissedRow]:
    """Rows with since when each door waits: from the first of the drops in a row, or from when that
    was missed which it took over."""
    past: dict[str, list[_Past]] = defaultdict(list)
    found = conn.execute(
        "SELECT m.id AS id, m.household_id AS household_id, m.drop_id AS drop_id,"
        " m.item_id AS item_id, m.carried_item_id AS carried_item_id, m.noted_at AS noted_at,"
        " m.times AS times, m.why AS why FROM missed_door m JOIN supply_drop d ON d.id = m.drop_id"
        f" WHERE m.household_id IN ({sql.given('households')}) ORDER BY d.eta, d.no, m.no",
        {"households": sql.as_given({row.household_id for row in rows})},
    )
    for one in sql.views(_Past, found):
        past[one.household_id].append(one)
    return [row._replace(since=_since(row, past[row.household_id])) for row in rows]


def _since(row: MissedRow, past: Sequence[_Past]) -> str:
    own = next(one for one in past if one.id == row.id)
    noted = {one.id: one.noted_at for one in past}
    replaced = {
        one.id: earlier.id
        for one in past
        for earlier in past
        if earlier.carried_item_id == one.item_id and earlier.id != one.id
    }
    drops = list(dict.fromkeys(one.drop_id for one in past if one.why != MissedWhy.REFUSED))
    first = own.noted_at
    if own.drop_id in drops:
        at = drops.index(own.drop_id)
        in_row = drops[max(0, at - row.times + 1) : at + 1]
        first = min(one.noted_at for one in past if one.drop_id in in_row)
    return waits_since(noted, replaced, own.id, first)


def of_keys(conn: Reader, keys: Collection[str]) -> list[MissedRow]:
    """What was missed, by the keys of the records."""
    where = f"WHERE m.id IN ({sql.given('keys')}) {_ORDER}"
    return _rows(conn, where, keys=sql.as_given(keys))


def open_request(conn: Reader, household_no: int) -> int | None:
    """The open request that was made of what a household missed."""
    found = conn.execute(
        "SELECT q.no FROM missed_door m JOIN household h ON h.id = m.household_id"
        " JOIN request q ON q.id = m.request_id WHERE h.no = ? AND q.state <> 'closed'"
        " ORDER BY q.no LIMIT 1",
        (household_no,),
    )
    no: int | None = sql.value(found)
    return no


def door_of(conn: Reader, said: str) -> int | None:
    """The number of the one household that is owed something behind a door as somebody writes it:
    `大林苑3-201`; None where it is none, or several."""
    from models.doors.finding import DueDoor, find
    from models.doors.reading import read_exceptions

    rows = waiting(conn)
    doors = {
        row.household_id: DueDoor(
            row.drop_no,
            row.household_id,
            row.household_no,
            Address(row.compound, row.lane, row.building, row.unit, row.room),
            (row.item_id,),
            (row.goods,),
            (1,),
        )
        for row in rows
    }
    found = find(read_exceptions(said, places(conn)), list(doors.values()))
    return found.known[0].door.household_no if len(found.known) == 1 else None
