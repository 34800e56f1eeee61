"""Who waits for goods that were missed, and what each household got in the last days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.doors import queries as doors
from data.households.addresses import address
from data.sql import Reader
from data.supplies.mouths import Mouths, manner, mouths_at
from data.supplies.progress import progress
from models.doors import MissedRow
from models.floors import way_key
from models.supplies import AllocationRule, ItemView
from models.supplies.alike import goods_key
from models.supplies.allocation import Door, Share, at_doors
from models.supplies.pictures import Gotten, Received, Waiting, least_first, with_neighbours
from models.supplies.progress import DoorState
from models.times import day_start, local_date, stored

DAYS = 14
"""Days looked at unless somebody asks for others; today is one of them."""

_ASKED = """SELECT DISTINCT h.no FROM missed_door m JOIN request q ON q.id = m.request_id
JOIN household h ON h.id = m.household_id WHERE q.state <> 'closed'"""
"""Numbers of the households for whom a call is open that was made of what they missed."""

_HEADS = f"SELECT no, head FROM household WHERE no IN ({sql.given('numbers')})"


def waiting(conn: Reader) -> list[Waiting]:
    """The households that missed something which is not made good yet, who waits longest first.

    Of those who wait equally long who missed out more often in a row comes first.
    """
    by_household: dict[int, list[MissedRow]] = defaultdict(list)
    for row in doors.waiting(conn):
        by_household[row.household_no].append(row)
    given = {"numbers": sql.as_given(list(by_household))}
    heads = sql.mapped(conn.execute(_HEADS, given), "no", "head")
    asked = {no for (no,) in conn.execute(_ASKED)}
    found = [_waits(rows, heads.get(no, ""), no in asked) for no, rows in by_household.items()]
    return sorted(found, key=lambda one: (one.since, -one.times))


def _waits(rows: Sequence[MissedRow], head: str, is_asked: bool) -> Waiting:
    amounts: Counter[tuple[str, str]] = Counter()
    for one in rows:
        amounts[one.goods, one.goods_unit] += one.left
    first = rows[0]
    return Waiting(
        household_no=first.household_no,
        compound=first.compound,
        lane=first.lane,
        building=first.building or "",
        unit=first.unit,
        room=first.room,
        head=head,
        marks=first.marks,
        since=min(one.since for one in rows),
        times=max(one.times for one in rows),
        goods=tuple(Gotten(*named, count) for named, count in amounts.items()),
        request_no=next((one.request_no for one in rows if one.request_no), None),
        delivery_no=next((one.carried_no for one in rows if one.carried_no), None),
        is_asked=is_asked,
    )


# -- what households got ---------------------------------------------------------------------------

_HANDED_OUT = """
FROM supply_drop t JOIN drop_item n ON n.drop_id = t.id JOIN delivery_item i ON i.id = n.item_id
WHERE coalesce(t.done_at, t.eta) >= :start AND coalesce(t.done_at, t.eta) <= :now
  AND (t.state = 'done' OR t.state <> 'cancelled' AND t.id IN (
    SELECT c.drop_id FROM supply_count c WHERE c.stage = 'doors' AND c.replaced_at IS NULL))"""
"""Goods of gates where doors have theirs: all, or some as they were counted."""

_PARTS = f"""
SELECT t.id AS drop_id, t.compound_id AS compound_id, n.id AS drop_item_id, n.item_id AS item_id,
  n.planned AS planned, n.owed AS owed, t.state <> 'done' AS is_under_way,
  (SELECT y.no FROM delivery y WHERE y.id = t.delivery_id) AS delivery_no
{_HANDED_OUT} ORDER BY t.eta, t.no, i.position"""

_ITEMS = f"""
SELECT DISTINCT i.id AS id, i.goods AS goods, i.quantity AS quantity, i.unit AS unit,
  i.rule AS rule, i.rule_text AS rule_text, i.base AS base, i.first_marks AS first_marks,
  i.closed_first AS closed_first, i.each_gets AS each_gets {_HANDED_OUT}"""

_SHARES = f"""
SELECT s.drop_item_id AS drop_item_id, s.building_id AS building_id, s.planned AS planned,
  s.owed AS owed FROM building_share s
WHERE s.drop_item_id IN (SELECT n.id {_HANDED_OUT})"""

_MISSED = f"""
SELECT m.drop_id AS drop_id, m.item_id AS item_id, m.household_id AS household_id,
  m.quantity AS quantity FROM missed_door m
WHERE m.item_id IN (SELECT i.id {_HANDED_OUT})"""
"""What was missed; what was fetched is noted no more, a later drop has what it brings."""

_CARRIED = f"""
SELECT m.drop_id AS drop_id, m.carried_item_id AS item_id, m.household_id AS household_id,
  m.carried AS quantity FROM missed_door m
WHERE m.carried_item_id IN (SELECT i.id {_HANDED_OUT})"""

_HOMES = f"""
SELECT h.id AS id, h.no AS household_no, {address()}, h.head AS head, h.search AS search
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
WHERE :compound IS NULL OR c.name = :compound ORDER BY h.sort_key"""


class _Part(NamedTuple):
    """What a gate got of some goods; `is_under_way`: 1 where not all of its doors have theirs."""

    drop_id: str
    compound_id: str
    drop_item_id: str
    item_id: str
    planned: int
    owed: int
    is_under_way: int
    delivery_no: int


class _Shared(NamedTuple):
    """What a building was planned to get of some goods, what was owed there among it."""

    drop_item_id: str
    building_id: str
    planned: int
    owed: int


class _Missed(NamedTuple):
    """What a household missed, or what was brought for that with other goods."""

    drop_id: str
    item_id: str
    household_id: str
    quantity: int


class _Way(NamedTuple):
    id: str
    unit: str
    room: str


class _Home(NamedTuple):
    id: str
    household_no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    search: str


class _Got(NamedTuple):
    """Units that a household got at a gate."""

    household_id: str
    drop_id: str
    what: Gotten


def received(
    conn: Reader, now: datetime, days: int = DAYS, compound: str | None = None
) -> list[Received]:
    """What each household got in the last days, who got least first, see `least_first`.

    Got is what its door was to get of the goods of gates that are handed out, without what was
    missed. Goods that are the same though they are written otherwise are put together.
    """
    start = day_start(local_date(now) - timedelta(days=days - 1))
    moments = {"start": stored(start), "now": stored(now)}
    homes = sql.views(_Home, conn.execute(_HOMES, {"compound": compound}))
    amounts: dict[str, Counter[tuple[str, str, bool]]] = defaultdict(Counter)
    drops: dict[str, set[str]] = defaultdict(set)
    called: dict[str, str] = {}
    mouths = _all_mouths(conn, now)
    for one in _got(conn, moments, mouths, now):
        goods, unit, quantity, is_shared = one.what
        key = goods_key(goods)
        called.setdefault(key, goods)
        amounts[one.household_id][key, unit, is_shared] += quantity
        drops[one.household_id].add(one.drop_id)
    fed = _fed(mouths)
    found = []
    for home in homes:
        got = amounts.get(home.id, Counter()).items()
        all_goods = tuple(
            Gotten(called[key], unit, count, is_shared) for (key, unit, is_shared), count in got
        )
        found.append(
            Received(
                *home[1:-1], all_goods, len(drops.get(home.id, ())), home.id in fed, _sought(home)
            )
        )
    found.sort(key=lambda one: least_first(one.is_fed, one.goods))
    return found


def _sought(home: _Home) -> str:
    """What a household is found by: all but its telephones, whose digits are those of any room."""
    words = home.search.split()
    return " ".join(one for one in words if not (one.isdecimal() and len(one) >= _PHONE))


_PHONE = 7
"""Digits of a telephone number at least."""


def _all_mouths(conn: Reader, now: datetime) -> Mapping[str, Mouths]:
    """The mouths of each compound, by its key."""
    keys = [key for (key,) in conn.execute("SELECT id FROM compound ORDER BY position")]
    return {key: mouths_at(conn, [key], local_date(now)) for key in keys}


def _fed(mouths: Mapping[str, Mouths]) -> set[str]:
    """Keys of the households of which somebody is fed, or nobody knows."""
    homes = (home for one in mouths.values() for home in one.homes)
    return {home.key for home in homes if home.counts.fed is None or home.counts.fed > 0}


def _through(conn: Reader, parts: Iterable[_Part], now: datetime) -> dict[int, set[str]]:
    """Keys of the households that have theirs, of each delivery with a gate under way."""
    keys = sql.mapped(conn.execute("SELECT no, id FROM household"), "no", "id")
    return {
        no: {
            keys[door.household_no]
            for gate in progress(conn, no, now).gates
            for building in gate.buildings
            for door in building.doors
            if door.state is DoorState.DONE
        }
        for no in {one.delivery_no for one in parts if one.is_under_way}
    }


def _got(
    conn: Reader, moments: Mapping[str, str], mouths: Mapping[str, Mouths], now: datetime
) -> Iterator[_Got]:
    """What households got of each kind of goods at each gate where doors have theirs."""
    parts = sql.views(_Part, conn.execute(_PARTS, moments))
    if not parts:
        return
    items = {one.id: one for one in sql.views(ItemView, conn.execute(_ITEMS, moments))}
    shares: dict[str, dict[str, Share]] = defaultdict(dict)
    for row in sql.views(_Shared, conn.execute(_SHARES, moments)):
        shares[row.drop_item_id][row.building_id] = Share(row.planned, row.owed)
    missed = {
        (one.drop_id, one.item_id, one.household_id): one.quantity
        for one in sql.views(_Missed, conn.execute(_MISSED, moments))
    }
    carried: dict[str, Counter[str]] = defaultdict(Counter)
    for brought in sql.views(_Missed, conn.execute(_CARRIED, moments)):
        carried[brought.item_id][brought.household_id] += brought.quantity
    ways = {key: _ways(conn, one) for key, one in mouths.items()}
    through = _through(conn, parts, now)
    for one in parts:
        here, item = mouths[one.compound_id], items[one.item_id]
        behind_doors = here.doors(item, carried.get(item.id, {}))
        by_building = shares.get(one.drop_item_id, {})
        for places, share in _shared(here, ways[one.compound_id], one, by_building):
            behind = _in_hands(item, share, [behind_doors[at] for at in places], one.delivery_no)
            for at, got in zip(places, behind, strict=True):
                home = here.homes[at].key
                if one.is_under_way and home not in through[one.delivery_no]:
                    continue
                gone = missed.get((one.drop_id, item.id, home), 0)
                for is_shared, quantity in enumerate(got):
                    if quantity > gone:
                        said = item.goods, item.unit, quantity - gone
                        yield _Got(home, one.drop_id, Gotten(*said, bool(is_shared)))
                    gone = max(0, gone - quantity)


def _in_hands(
    item: ItemView, share: Share, behind: Sequence[Door], delivery_no: int
) -> list[tuple[int, int]]:
    """What each door of a building has in the order of the way: units of its own, shared ones."""
    shares = at_doors(manner(item), share, behind, delivery_no)
    if item.rule == AllocationRule.ONE_PER_TWO:
        return with_neighbours(shares, [door.people for door in behind])
    return [(one.planned, 0) for one in shares]


def _ways(conn: Reader, here: Mouths) -> dict[str | None, list[int]]:
    """The places of the households of each building, by its key, in the order of the way."""
    rows = conn.execute(
        f"SELECT id, unit, room FROM household WHERE id IN ({sql.given('homes')})",
        {"homes": sql.as_given([home.key for home in here.homes])},
    )
    keys = {one.id: way_key(one.unit, one.room) for one in sql.views(_Way, rows)}
    found: dict[str | None, list[int]] = defaultdict(list)
    for at in sorted(range(len(here.homes)), key=lambda at: keys[here.homes[at].key]):
        found[here.buildings[here.homes[at].building].key].append(at)
    return found


def _shared(
    here: Mouths, way: Mapping[str | None, list[int]], whole: _Part, shares: Mapping[str, Share]
) -> Iterator[tuple[Sequence[int], Share]]:
    """The buildings of a gate, by the places of their households, each with its share; all as one
    where goods were divided among gates alone."""
    if not shares:
        yield range(len(here.homes)), Share(whole.planned, whole.owed)
        return
    for building, share in shares.items():
        if building in way:
            yield way[building], share
