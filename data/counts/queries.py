"""What is asked of counts: the figures of a delivery by gate and goods, and what lacks now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.counts.gate import GONE_ON
from data.sql import Reader
from models.counts import CountRow, GateLine, Lack, Site, Truck, rules
from models.problems import Refused
from models.text import fold, natural_key
from models.times import stored

_LOOKED_BACK = timedelta(days=7)
"""How long a difference without a reason is told of: who did not say within a week never will."""

_COUNT = """
SELECT m.no AS no, m.id AS id, m.version AS version, t.no AS drop_no, m.item_id AS item_id,
  m.building_id AS building_id, nullif(b.lane, '') AS lane, b.name AS building, m.stage AS stage,
  m.quantity AS quantity, m.reason AS reason, m.said AS said, m.came_id AS came_id,
  c.goods AS came, m.signed_by AS signed_by, p.no AS person_no, p.name AS person,
  m.counted_at AS counted_at, m.entered_at AS entered_at, m.replaced_at AS replaced_at
FROM supply_count m JOIN supply_drop t ON t.id = m.drop_id
LEFT JOIN building b ON b.id = m.building_id LEFT JOIN delivery_item c ON c.id = m.came_id
LEFT JOIN person p ON p.id = m.person_id"""
"""The columns of a CountRow."""

_LINE = f"""
SELECT y.no AS delivery_no, t.no AS drop_no, g.name AS compound, t.state AS state, i.id AS item_id,
  i.goods AS goods, i.unit AS unit, i.kit AS kit, coalesce(n.planned, 0) AS planned,
  t.arrived_at AS arrived_at, t.left_at AS left_at, {GONE_ON} AS gone_on,
  n.id AS drop_item_id, t.compound_id AS compound_id
FROM delivery y JOIN supply_drop t ON t.delivery_id = y.id JOIN compound g ON g.id = t.compound_id
JOIN delivery_item i ON i.delivery_id = y.id
LEFT JOIN drop_item n ON n.drop_id = t.id AND n.item_id = i.id"""
"""The columns of a line, without its counts."""


class _Line(NamedTuple):
    delivery_no: int
    drop_no: int
    compound: str
    state: str
    item_id: str
    goods: str
    unit: str
    kit: str
    planned: int
    arrived_at: str | None
    left_at: str | None
    gone_on: int
    drop_item_id: str | None
    compound_id: str


class _Place(NamedTuple):
    """A building some goods may go to."""

    of: str
    """Its compound, or what a drop is planned to get of some goods."""
    id: str
    lane: str | None
    name: str
    planned: int | None


class _Missed(NamedTuple):
    drop_no: int
    item_id: str
    building_id: str
    quantity: int


def count(conn: Reader, no: int) -> CountRow:
    """One count, whether it holds or not.

    Raises:
        Refused: `count_unknown`.
    """
    rows = conn.execute(f"{_COUNT} WHERE m.no = ?", (no,))
    return sql.found(CountRow, rows, "count_unknown", no=no)


def figures(conn: Reader, delivery_no: int) -> list[GateLine]:
    """What was counted of a delivery: a line for each gate and kind of goods, in the order of the
    round. Gates that were called off are told of only where something was counted before.

    Raises:
        Refused: `delivery_unknown`.
    """
    found = _figures(conn, "y.no = :no", delivery_no)
    if not found:
        known = conn.execute("SELECT 1 FROM delivery WHERE no = ?", (delivery_no,)).fetchone()
        if known is None:
            raise Refused("delivery_unknown", no=delivery_no)
    return found


def of_drop(conn: Reader, drop_no: int) -> list[GateLine]:
    """The lines of one gate.

    Raises:
        Refused: `drop_unknown`.
    """
    found = _figures(conn, "t.no = :no", drop_no)
    if not found:
        known = conn.execute("SELECT 1 FROM supply_drop WHERE no = ?", (drop_no,)).fetchone()
        if known is None:
            raise Refused("drop_unknown", no=drop_no)
    return found


def _figures(conn: Reader, where: str, no: int) -> list[GateLine]:
    """The lines of the drops `t` of deliveries `y` that a condition on a number, `:no`, is of."""
    given = {"no": no}
    found = conn.execute(f"{_LINE} WHERE {where} ORDER BY t.position, t.no, i.position", given)
    lines = sql.views(_Line, found)
    counts: dict[tuple[int, str], list[CountRow]] = defaultdict(list)
    query = f"{_COUNT} JOIN delivery y ON y.id = t.delivery_id WHERE {where} ORDER BY m.no DESC"
    for row in sql.views(CountRow, conn.execute(query, given)):
        counts[row.drop_no, row.item_id].append(row)
    around = _Around(conn, where, given, lines, counts)
    told = (line for line in lines if line.state != "cancelled" or around.counts_of(line))
    return [around.line(one) for one in told]


def counters(conn: Reader, delivery_no: int) -> dict[int, str]:
    """Who counts at the gates of a delivery, by the numbers of its drops; without those where
    nobody was named."""
    rows = conn.execute(
        "SELECT t.no AS no, p.name AS name FROM supply_drop t JOIN person p ON p.id = t.counter_id"
        " JOIN delivery y ON y.id = t.delivery_id WHERE y.no = ?",
        (delivery_no,),
    )
    return sql.mapped(rows, "no", "name")


class _Around:
    """What stands around counts, read once for all lines."""

    def __init__(
        self,
        conn: Reader,
        where: str,
        given: Mapping[str, object],
        lines: Sequence[_Line],
        counts: Mapping[tuple[int, str], list[CountRow]],
    ) -> None:
        self._counts = counts
        self._shares = _by_owner(
            conn.execute(
                "SELECT s.drop_item_id AS of, b.id AS id, nullif(b.lane, '') AS lane,"
                " b.name AS name, s.planned AS planned FROM building_share s"
                " JOIN building b ON b.id = s.building_id JOIN drop_item n ON n.id = s.drop_item_id"
                " JOIN supply_drop t ON t.id = n.drop_id JOIN delivery y ON y.id = t.delivery_id"
                f" WHERE {where}",
                given,
            )
        )
        self._lived_in = _by_owner(
            conn.execute(
                "SELECT b.compound_id AS of, b.id AS id, nullif(b.lane, '') AS lane,"
                " b.name AS name, NULL AS planned FROM building b"
                " WHERE EXISTS (SELECT 1 FROM household h WHERE h.building_id = b.id)"
                f" AND b.compound_id IN ({sql.given('compounds')})",
                {"compounds": sql.as_given({line.compound_id for line in lines})},
            )
        )
        self._missed: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        for one in sql.views(
            _Missed,
            conn.execute(
                "SELECT t.no AS drop_no, d.item_id AS item_id, h.building_id AS building_id,"
                " sum(d.quantity) AS quantity FROM missed_door d"
                " JOIN supply_drop t ON t.id = d.drop_id JOIN delivery y ON y.id = t.delivery_id"
                " JOIN household h ON h.id = d.household_id"
                f" WHERE {where} GROUP BY t.no, d.item_id, h.building_id",
                given,
            ),
        ):
            self._missed[one.drop_no, one.item_id][one.building_id] = one.quantity

    def counts_of(self, line: _Line) -> list[CountRow]:
        return self._counts.get((line.drop_no, line.item_id), [])

    def line(self, line: _Line) -> GateLine:
        """A line whole."""
        counts = self.counts_of(line)
        hold = [row for row in counts if row.replaced_at is None]
        missed = self._missed.get((line.drop_no, line.item_id), {})
        return GateLine(
            line.delivery_no,
            line.drop_no,
            line.compound,
            line.state,
            line.item_id,
            line.goods,
            line.unit,
            line.kit,
            line.planned,
            sum(missed.values()),
            Truck(line.arrived_at, line.left_at, bool(line.gone_on)),
            tuple(row for row in hold if row.building_id is None),
            tuple(self._sites(line, hold, missed)),
            tuple(row for row in counts if row.replaced_at is not None),
            self._instead(line),
        )

    def _sites(
        self, line: _Line, hold: Sequence[CountRow], missed: Mapping[str, int]
    ) -> Iterable[Site]:
        """Its buildings in the order of doors; those nothing is planned for only when counted."""
        counted: dict[str, list[CountRow]] = defaultdict(list)
        for row in hold:
            if row.building_id is not None:
                counted[row.building_id].append(row)
        shares = self._shares.get(line.drop_item_id or "", [])
        rest = 0 if shares else None
        lived_in = self._lived_in.get(line.compound_id, [])
        shared = {one.id for one in shares}
        others = [one._replace(planned=rest) for one in lived_in if one.id not in shared]
        places = [one for one in (*shares, *others) if one.planned != 0 or one.id in counted]
        known = {one.id for one in places}
        for key, rows in counted.items():
            if key not in known:
                places.append(_Place("", key, rows[0].lane, rows[0].building or "", rest))
        places.sort(key=lambda one: (natural_key(one.lane or ""), natural_key(one.name)))
        for one in places:
            here = tuple(counted.get(one.id, ()))
            yield Site(one.id, one.lane, one.name, one.planned, missed.get(one.id, 0), here)

    def _instead(self, line: _Line) -> tuple[str, ...]:
        """The goods of which the wrong kit came, since these came in their place."""
        found = {
            row.item_id
            for (drop_no, _item), rows in self._counts.items()
            for row in rows
            if drop_no == line.drop_no and row.replaced_at is None and row.came_id == line.item_id
        }
        return tuple(sorted(found))


def _by_owner(rows: sql.Rows) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = defaultdict(list)
    for one in sql.views(_Place, rows):
        found[one.of].append(one)
    return found


def lacking_now(conn: Reader, now: datetime) -> list[Lack]:
    """What is to be told of counts: what a driver has to be told while he is there, then what
    differs without a reason."""
    since = stored(now - _LOOKED_BACK)
    found = conn.execute(
        "SELECT DISTINCT y.no AS no FROM supply_count m JOIN supply_drop t ON t.id = m.drop_id"
        " JOIN delivery y ON y.id = t.delivery_id WHERE m.counted_at >= ?"
        " AND m.replaced_at IS NULL AND t.state <> 'cancelled'",
        (since,),
    )
    numbers = [int(one["no"]) for one in sql.named(found)]
    lines = (line for no in numbers for line in figures(conn, no))
    live = (line for line in lines if line.state != "cancelled")
    return rules.in_order([lack for line in live for lack in rules.lacks(line)], now)


# -- what somebody means ---------------------------------------------------------------------------


def find_goods(lines: Sequence[GateLine], said: str, field: str = "goods") -> GateLine:
    """The line of the goods somebody means by their name, kit among it, or a part of it.

    Raises:
        Refused: `goods_not_here` when they are none of these lines', `goods_not_one_here` when
            they may be several.
    """
    wanted = fold(said).replace(" ", "")
    folded = {line.item_id: fold(line.goods + line.kit).replace(" ", "") for line in lines}
    found = [line for line in lines if fold(line.goods).replace(" ", "") == wanted]
    found = found or [line for line in lines if folded[line.item_id] == wanted]
    found = found or [line for line in lines if wanted and wanted in folded[line.item_id]]
    if len(found) != 1:
        code = "goods_not_one_here" if found else "goods_not_here"
        raise Refused(code, field, value=said, goods=[line.called for line in found or lines])
    return found[0]
