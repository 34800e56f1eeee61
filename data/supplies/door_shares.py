"""What each door of a gate gets: the shares of its buildings divided among their doors.

It is worked out of what the buildings are planned to get whenever it is asked for, so that the
doors of a building always sum to what the building gets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data import sql
from data.doors.owed import owed
from data.households.marks import all_marks_of
from data.sql import Reader
from data.supplies import queries
from data.supplies.mouths import Mouths, manner, mouths_at
from models.floors import way_key
from models.supplies import AllocationRule, DropItemRow, ItemView
from models.supplies.allocation import Door, Share, at_doors, pairs
from models.times import loaded, local_date


class DoorShare(NamedTuple):
    """What a door gets of each kind of goods of a drop, in the order of `queries.drop_items`."""

    household_no: int
    household_id: str
    building_id: str
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    marks: tuple[str, ...]
    quantities: tuple[int, ...]
    owed: tuple[int, ...]
    """What of that is owed from last time."""
    held_by: tuple[str | None, ...] = ()
    """Of goods for two households that it shares, but does not get itself: the key of the
    neighbour who has them."""
    is_fed: bool = True
    """Whether anybody is fed behind it, by the way some of the goods are divided."""


class _Home(NamedTuple):
    id: str
    no: int
    unit: str | None
    room: str | None
    head: str
    marks: tuple[str, ...]


_HOMES = f"""
SELECT h.id AS id, h.no AS no, nullif(h.unit, '') AS unit, nullif(h.room, '') AS room,
  h.head AS head, {all_marks_of("h.id")} AS marks
FROM household h JOIN building b ON b.id = h.building_id WHERE b.compound_id = ?"""


def door_shares(conn: Reader, drop_no: int) -> list[DoorShare]:
    """What every door of a gate gets, in the order of the way: buildings as they are listed, each
    from its top floor down. Doors that get nothing are among them.

    Raises:
        Refused: `drop_unknown`.
    """
    drop = queries.drop(conn, drop_no)
    view = queries.delivery(conn, drop.delivery_no)
    known = {one.id: one for one in view.items}
    here = mouths_at(conn, [drop.compound_id], local_date(loaded(view.arrives_at)))
    rows = conn.execute(_HOMES, (drop.compound_id,))
    homes = {one.id: one for one in sql.views(_Home, rows)}
    order = sorted(
        range(len(here.homes)),
        key=lambda at: (
            here.homes[at].building,
            way_key(homes[here.homes[at].key].unit, homes[here.homes[at].key].room),
        ),
    )
    in_building: dict[int, list[int]] = defaultdict(list)
    for at in order:
        in_building[here.homes[at].building].append(at)
    items = queries.drop_items(conn, drop_no)
    got = [_of_item(conn, drop_no, one, known[one.item_id], here, in_building) for one in items]
    return [_told(here, homes, at, [one[at] for one in got]) for at in order]


class _Got(NamedTuple):
    """What a household gets of some goods; `held_by` is the place of who has it for both."""

    share: Share
    is_fed: bool
    held_by: int | None = None


def _of_item(
    conn: Reader,
    drop_no: int,
    row: DropItemRow,
    item: ItemView,
    here: Mouths,
    in_building: Mapping[int, Sequence[int]],
) -> dict[int, _Got]:
    """What each household, by its place in `here.homes`, gets of some goods."""
    no = queries.drop(conn, drop_no).delivery_no
    item = item._replace(
        rule=row.rule, base=row.base, first_marks=row.first_marks, each_gets=row.each_gets
    )
    doors = here.doors(item, owed(conn, no, item.goods))
    shares = {
        one.building_id: Share(one.planned, one.owed)
        for one in queries.building_shares(conn, drop_no)
        if one.item_id == row.item_id
    }
    found: dict[int, _Got] = {}
    for building, ats in in_building.items():
        share = shares.get(here.buildings[building].key or "", Share(0))
        behind: list[Door] = [doors[at] for at in ats]
        got = at_doors(manner(item), share, behind, no)
        found |= {
            at: _Got(one, door.people > 0) for at, one, door in zip(ats, got, behind, strict=True)
        }
        if item.rule == AllocationRule.ONE_PER_TWO:
            for door, holder in _sharing(pairs(behind), got):
                found[ats[door]] = found[ats[door]]._replace(held_by=ats[holder])
    return found


def _sharing(
    neighbours: Sequence[Sequence[int]], got: Sequence[Share]
) -> Iterator[tuple[int, int]]:
    """The doors that share what a neighbour has for both, each with that neighbour.

    A last door that has no neighbour shares with the two before it where the building got none for
    it alone, since halves of a gate are rounded together.
    """
    has = [got[first].planned > got[first].owed for first, *_others in neighbours]
    for (first, *others), there in zip(neighbours, has, strict=True):
        yield from ((other, first) for other in others if there and not got[other].planned)
    if len(has) > 1 and all(has[:-1]) and not has[-1] and len(neighbours[-1]) == 1:
        yield neighbours[-1][0], neighbours[-2][0]


def _told(here: Mouths, homes: Mapping[str, _Home], at: int, got: Sequence[_Got]) -> DoorShare:
    home, of = homes[here.homes[at].key], here.buildings[here.homes[at].building]
    return DoorShare(
        *(home.no, home.id, of.key or "", of.compound, of.lane, of.building or ""),
        *(home.unit, home.room, home.head, home.marks),
        tuple(one.share.planned for one in got),
        tuple(one.share.owed for one in got),
        tuple(None if one.held_by is None else here.homes[one.held_by].key for one in got),
        any(one.is_fed for one in got),
    )
