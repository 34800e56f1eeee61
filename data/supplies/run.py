"""What is read of a truck's run: its stops with what they need, both ways of unloading beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.drivers.suppliers import supplier_named
from data.sql import Reader
from data.supplies import queries
from data.supplies.present import present
from data.supplies.settings import supply_settings
from data.supplies.stops import compounds
from models.problems import Problem, Refused
from models.supplies import DeliveryState, DropRow, DropState, Run
from models.supplies.hands import handled_from
from models.supplies.order import Order, ordered
from models.supplies.rules import amount_told
from models.supplies.run import Off, Situation, compared, placed
from models.supplies.run import off_the_truck as off_the_truck_at
from models.supplies.stops import RunStop
from models.supplies.ways import Comparison
from models.text import fold
from models.times import loaded


class TruckView(NamedTuple):
    """A delivery as its truck is known at the gates. Times in stored UTC form."""

    no: int
    id: str
    version: int
    state: str
    run: str
    arrives_at: str
    promised_at: str | None
    arrived_at: str | None
    disinfected_at: str | None
    is_announced: int
    plate: str
    pass_no: str
    driver: str
    driver_phone: str
    source: str
    supplier_no: int | None = None
    supplier: str = ""
    supplier_pass: str = ""
    is_listed: int = 0


_TRUCK = """
SELECT y.no AS no, y.id AS id, y.version AS version, y.state AS state, y.run AS run,
  y.arrives_at AS arrives_at, y.promised_at AS promised_at, y.arrived_at AS arrived_at,
  y.disinfected_at AS disinfected_at, y.is_announced AS is_announced, y.plate AS plate,
  y.pass_no AS pass_no, y.driver AS driver, y.driver_phone AS driver_phone, y.source AS source,
  s.no AS supplier_no, coalesce(s.name, '') AS supplier, coalesce(s.pass_no, '') AS supplier_pass,
  coalesce(s.is_listed, 0) AS is_listed
FROM delivery y LEFT JOIN supplier s ON s.id = y.supplier_id"""


def truck(conn: Reader, no: int) -> TruckView:
    """The truck of a delivery; its supplier as it was chosen, else by the name of its source.

    Raises:
        Refused: `delivery_unknown`.
    """
    found = conn.execute(f"{_TRUCK} WHERE y.no = ?", (no,))
    view = sql.found(TruckView, found, "delivery_unknown", no=no)
    known = None if view.supplier_no is not None else supplier_named(conn, view.source)
    if known is None:
        return view
    return view._replace(
        supplier_no=known.no,
        supplier=known.name,
        supplier_pass=known.pass_no,
        is_listed=known.is_listed,
    )


class _Extra(NamedTuple):
    """What a run asks of a stop beside its row in the list."""

    no: int
    version: int
    arrived_at: str | None
    left_at: str | None
    counter: str
    counter_no: int | None
    counter_phone: str
    leader: str
    leader_phone: str
    closes: int | None
    units: int
    heavy: int
    cold: int
    goods: str


_UNITS = (
    "(SELECT coalesce(sum(n.planned), 0) FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
    " WHERE n.drop_id = t.id{more})"
)
_GOODS = sql.records(
    "i.goods, n.planned, i.unit",
    "FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
    " WHERE n.drop_id = t.id AND n.planned > 0 ORDER BY i.is_cold DESC, i.position",
)
_EXTRA = f"""
SELECT t.no AS no, t.version AS version, t.arrived_at AS arrived_at, t.left_at AS left_at,
  coalesce(p.name, '') AS counter, p.no AS counter_no,
  coalesce(p.phone, '') AS counter_phone, c.leader AS leader,
  c.leader_phone AS leader_phone,
  (SELECT min(q.available_until) FROM duty d JOIN person q ON q.id = d.person_id
   WHERE d.work = 'drop' AND d.work_id = t.id AND q.available_until < 1440) AS closes,
  {_UNITS.format(more="")} AS units, {_UNITS.format(more=" AND i.is_heavy = 1")} AS heavy,
  {_UNITS.format(more=" AND i.is_cold = 1")} AS cold, {_GOODS} AS goods
FROM supply_drop t JOIN delivery y ON y.id = t.delivery_id
JOIN compound c ON c.id = t.compound_id LEFT JOIN person p ON p.id = t.counter_id
WHERE y.no = ?"""


def run_stops(conn: Reader, delivery_no: int) -> list[RunStop]:
    """The stops of a delivery in their order, without those called off.

    Raises:
        Refused: `delivery_unknown`.
    """
    truck(conn, delivery_no)
    rows = [row for row in queries.drops(conn, delivery_no) if row.state != DropState.CANCELLED]
    if not rows:
        return []
    known = sql.views(_Extra, conn.execute(_EXTRA, (delivery_no,)))
    extra = {one.no: one for one in known}
    homes = compounds(conn, [row.compound for row in rows])
    before, way = _last_run(conn, delivery_no), way_round(conn)
    places = {key: place for place, key in enumerate(way, 1)}
    return [
        _stop(row, extra[row.no], home.households, before.get(row.compound), places.get(home.id))
        for row, home in zip(rows, homes, strict=True)
    ]


def _stop(
    row: DropRow, extra: _Extra, households: int, last: int | None, way: int | None
) -> RunStop:
    return RunStop(
        row.no,
        row.id,
        extra.version,
        row.compound,
        row.state,
        row.position,
        row.eta,
        row.hands_needed,
        households,
        extra.units,
        extra.heavy,
        extra.cold,
        row.closed,
        extra.closes,
        last,
        way,
        row.hands,
        row.people,
        extra.arrived_at,
        extra.left_at,
        extra.counter,
        extra.counter_no,
        extra.counter_phone,
        extra.leader,
        extra.leader_phone,
        row.unloading_point,
        tuple(amount_told(*one) for one in sql.read_records(extra.goods)),
    )


def _last_run(conn: Reader, delivery_no: int) -> dict[str, int]:
    """Each compound's place in the run before this one, by when the truck was there."""
    rows = conn.execute(
        "SELECT c.name AS name FROM supply_drop t JOIN compound c ON c.id = t.compound_id"
        " WHERE t.state <> 'cancelled' AND t.delivery_id = (SELECT o.id FROM delivery o"
        "   JOIN delivery y ON y.no = ? WHERE o.arrives_at < y.arrives_at"
        "   AND o.state IN ('arrived', 'done') ORDER BY o.arrives_at DESC, o.no DESC LIMIT 1)"
        " ORDER BY coalesce(t.arrived_at, t.eta), t.position, t.no",
        (delivery_no,),
    )
    return {one["name"]: place for place, one in enumerate(sql.named(rows), 1)}


WAY = "run_way"
"""The setting that keeps the way round."""


def way_round(conn: Reader) -> tuple[str, ...]:
    """The keys of compounds in the order in which they are driven to, as somebody kept it; none
    where nobody did."""
    found = conn.execute("SELECT value FROM setting WHERE id = ?", (WAY,))
    return tuple(sql.read_list(sql.value(found) or "[]"))


def stop_named(stops: Sequence[RunStop], said: str) -> RunStop:
    """The stop that is meant: by its place in the round as it is listed, its number (`#14`), its
    compound's name, or a part of that or of its unloading point which only one has.

    Raises:
        Refused: `stop_unclear` (value, stops).
    """
    wanted = fold(said).replace(" ", "")
    number = wanted.removeprefix("#")
    if number.isdecimal():
        by_place = [] if wanted != number else [one for one in stops if one.position == int(number)]
        found = by_place or [one for one in stops if one.no == int(number)]
    else:
        names = {one.no: fold(one.compound).replace(" ", "") for one in stops}
        places = {one.no: fold(one.unloading_point).replace(" ", "") for one in stops}
        found = (
            [one for one in stops if names[one.no] == wanted]
            or [one for one in stops if wanted and wanted in names[one.no]]
            or [one for one in stops if wanted and wanted in places[one.no]]
        )
    if len(found) != 1:
        raise Refused(
            "stop_unclear", "stop", value=said, stops=tuple(one.compound for one in stops)
        )
    return found[0]


# -- both ways of unloading ------------------------------------------------------------------------


def comparison(conn: Reader, no: int, people: int | None = None) -> Comparison:
    """What unloading a delivery at one point comes to, and at the gates.

    Args:
        people: how many there are, as many of them with vehicles as of those present when the
            truck comes; these themselves if None.

    Raises:
        Refused: `delivery_unknown`, `stops_missing` where no gate is left.
    """
    stops = live_stops(conn, no)
    now = situation(conn, no, stops)
    places = placed(ordered(stops, Order.AS_IS), now.run, now)
    return compared(places, now.run, now, people)


def live_stops(conn: Reader, no: int) -> list[RunStop]:
    """The stops of a delivery that are not called off, one at least.

    Raises:
        Refused: `delivery_unknown`, `stops_missing`.
    """
    stops = run_stops(conn, no)
    if not stops or truck(conn, no).state == DeliveryState.CANCELLED:
        raise Refused("stops_missing", no=no)
    return stops


def situation(conn: Reader, no: int, stops: Sequence[RunStop]) -> Situation:
    """When the truck of a delivery comes, at its first stop or to the office, and who is there
    then."""
    view = truck(conn, no)
    starts = loaded(view.arrives_at)
    if view.run == Run.GATES:
        starts = min((loaded(one.arrived_at or one.eta) for one in stops), default=starts)
    there = present(conn, starts)
    return Situation(
        starts,
        there.people,
        there.vehicles,
        supply_settings(conn),
        Run(view.run),
        view.disinfected_at,
    )


def off_the_truck(conn: Reader, no: int) -> dict[int, Off]:
    """By the numbers of its stops: when the goods of a delivery are off the truck, and when they
    may be handed out.

    Raises:
        Refused: `delivery_unknown`.
    """
    stops = run_stops(conn, no)
    now = situation(conn, no, stops)
    return {one.no: off_the_truck_at(one, now) for one in stops}


def standing(conn: Reader, numbers: Sequence[int], now: datetime) -> list[tuple[int, Problem]]:
    """Stops whose goods still stand after they were disinfected, with `goods_stand` (until)."""
    settings = supply_settings(conn)
    found = []
    for no in numbers:
        view = truck(conn, queries.drop(conn, no).delivery_no)
        until = handled_from(view.disinfected_at, settings)
        if until is not None and until > now:
            found.append((no, Problem("goods_stand", {"until": until})))
    return found
