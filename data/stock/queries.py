"""What is asked of stock: goods with what is left of them, movements, store-rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from data import sql
from data.ids import record_no
from data.roster.places import ABSENT
from data.roster.queries import ROSTER, moment
from data.sql import Reader
from data.stock.settings import stock_settings
from models.problems import Refused
from models.stock import Leftover, MoveRow, RoomRow, Short, StockKind, StockRow, rules
from models.text import fold
from models.times import legible, stored


def _sum(of: str, condition: str = "true") -> str:
    return f"coalesce(sum({of}) FILTER (WHERE {condition}), 0)"


_MOVED = f"""
SELECT m.goods_id AS goods_id,
  {_sum("m.change", "m.kind = 'in' OR (m.kind = 'made' AND m.change > 0)")} AS came_in,
  {_sum("-m.change", "m.kind = 'out' OR (m.kind = 'made' AND m.change < 0)")} AS went_out,
  {_sum("m.change", "m.kind = 'back'")} AS came_back,
  {_sum("m.change", "m.kind = 'count'")} AS counted,
  {_sum("m.change")} AS balance,
  min(CASE m.kind WHEN 'out' THEN m.happened_at END) AS begun_at,
  max(CASE m.kind WHEN 'count' THEN m.happened_at END) AS counted_at
FROM stock_move m"""
"""What became of goods by their key."""

_GIVEN = f"""
SELECT m.goods_id AS goods_id, m.happened_at AS at, -m.change AS quantity FROM stock_move m
WHERE m.kind IN ('out', 'back') AND m.happened_at > :since
  AND m.goods_id IN ({sql.given("keys")})"""
"""What was given out of goods since a moment, and came back of it."""

_PARTS = sql.records(
    "no, goods, unit, quantity, there",
    """FROM (SELECT q.no AS no, q.goods AS goods, q.unit AS unit, p.quantity AS quantity,
      coalesce((SELECT sum(c.change) FROM stock_move c WHERE c.goods_id = q.id), 0) AS there
    FROM stock_part p JOIN stock_goods q ON q.id = p.goods_id WHERE p.kit_id = t.id
    ORDER BY q.no)""",
)

_ROW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.goods AS goods, t.unit AS unit,
  t.kind AS kind, t.low AS low_mark, t.a_person_a_day AS a_person_a_day, r.no AS room_no,
  r.name AS room, t.note AS note, {_PARTS} AS parts,
  coalesce(x.came_in, 0) AS came_in, coalesce(x.went_out, 0) AS went_out,
  coalesce(x.came_back, 0) AS came_back, coalesce(x.counted, 0) AS counted,
  coalesce(x.balance, 0) AS balance,
  x.begun_at AS begun_at, x.counted_at AS counted_at
FROM stock_goods t LEFT JOIN store_room r ON r.id = t.store_room_id
LEFT JOIN ({_MOVED} GROUP BY m.goods_id) x ON x.goods_id = t.id"""
"""The columns of a StockRow, but for how long it lasts."""

_ORDER = f"ORDER BY {sql.place_in(StockKind, 't.kind')}, t.no"


def goods(conn: Reader, now: datetime) -> list[StockRow]:
    """All goods that are kept: gear, other goods, kits, each in the order in which they came."""
    return _rows(conn, now, "true")


def one(conn: Reader, no: int, now: datetime) -> StockRow:
    """Goods by their number.

    Raises:
        Refused: `stock_goods_unknown`.
    """
    found = _rows(conn, now, "t.no = :no", no=no)
    if not found:
        raise Refused("stock_goods_unknown", no=no)
    return found[0]


def called(conn: Reader, said: str, now: datetime) -> StockRow:
    """Goods by their name, however it is written, or by their number as `#12`.

    Raises:
        Refused: `stock_unknown` with the names that may be meant, else with all there are.
    """
    found = known(conn, said, now)
    if found is None:
        names = sorted(names_in_use(conn))
        likely = rules.nearest(said, names)
        raise Refused("stock_unknown", "goods", value=said.strip(), names=likely or names)
    return found


def known(conn: Reader, said: str, now: datetime) -> StockRow | None:
    """Goods by their name or number; None where there are none of it."""
    number = record_no(said)
    if said.strip().startswith("#") and number is not None:
        return one(conn, number, now)
    return next(iter(_rows(conn, now, "t.search = :search", search=fold(said))), None)


def names_in_use(conn: Reader) -> Mapping[str, int]:
    """The names of all goods that are kept, with their numbers."""
    return sql.mapped(conn.execute("SELECT goods, no FROM stock_goods ORDER BY no"), "goods", "no")


def _rows(conn: Reader, now: datetime, condition: str, **given: object) -> list[StockRow]:
    settings = stock_settings(conn)
    found = sql.views(StockRow, conn.execute(f"{_ROW} WHERE {condition} {_ORDER}", given))
    given_out = _given_out(conn, [row.id for row in found], now, settings.look_days)
    asked = any(row.a_person_a_day is not None for row in found)
    people = people_on_duty(conn, now) if asked else 0
    return [rules.reckoned(row, given_out.get(row.id, ()), now, settings, people) for row in found]


def _given_out(
    conn: Reader, keys: Sequence[str], now: datetime, look_days: int
) -> Mapping[str, list[rules.Given]]:
    """What was given out of goods, by their key, of the duty days looked at."""
    since = stored(now - timedelta(days=look_days + 1))
    found: dict[str, list[rules.Given]] = defaultdict(list)
    rows = conn.execute(_GIVEN, {"since": since, "keys": sql.as_given(keys)})
    for one in sql.named(rows):
        at = legible(one["at"])
        if at is not None:
            found[one["goods_id"]].append(rules.Given(at, one["quantity"]))
    return found


def people_on_duty(conn: Reader, at: datetime) -> int:
    """How many people are on duty on the day of a moment: the staff on site, and of the others
    who has a duty on it and is not absent."""
    query = f"""SELECT count(*) FROM ({ROSTER} WHERE t.archived_at IS NULL)
      WHERE on_duty = 1 OR (kind NOT IN ('staff', 'cadre') AND duties_today > 0
        AND place NOT IN ({ABSENT}))"""
    return int(sql.value(conn.execute(query, moment(at))))


def short(conn: Reader, now: datetime) -> tuple[Short, ...]:
    """The goods of which there is too little, those that last the shortest in front."""
    return tuple(rules.short(goods(conn, now), stock_settings(conn)))


# -- movements -------------------------------------------------------------------------------------

_MOVE = """
SELECT m.no AS no, t.no AS goods_no, t.goods AS goods, t.unit AS unit, m.kind AS kind,
  m.quantity AS quantity, m.change AS change, coalesce(p.name, m.who) AS who, p.no AS person_no,
  y.no AS delivery_no, m.reason AS reason, m.happened_at AS happened_at,
  m.entered_at AS entered_at, coalesce((SELECT s.who FROM journal_change j
    JOIN journal_step s ON s.no = j.step_no WHERE j.row_id = m.id ORDER BY j.seq LIMIT 1), '') AS by
FROM stock_move m JOIN stock_goods t ON t.id = m.goods_id
LEFT JOIN person p ON p.id = m.person_id LEFT JOIN delivery y ON y.id = m.delivery_id"""


def moves(conn: Reader, goods_no: int | None = None, limit: int = 500) -> list[MoveRow]:
    """The movements of some goods, or of all, the latest first."""
    condition = "" if goods_no is None else "WHERE t.no = :goods"
    query = f"{_MOVE} {condition} ORDER BY m.happened_at DESC, m.no DESC LIMIT :limit"
    return sql.views(MoveRow, conn.execute(query, {"goods": goods_no, "limit": limit}))


# -- what is left over from deliveries -------------------------------------------------------------

_LEFTOVER = """
SELECT y.no AS delivery_no, y.arrives_at AS arrives_at, i.goods AS goods, i.unit AS unit,
  i.quantity - (SELECT coalesce(sum(n.planned), 0) FROM drop_item n WHERE n.item_id = i.id)
    AS quantity
FROM delivery_item i JOIN delivery y ON y.id = i.delivery_id
WHERE y.state IN ('arrived', 'done') AND i.is_paid = 0"""

_BROUGHT = """
SELECT t.search AS search, y.no AS delivery_no, sum(m.quantity) AS brought
FROM stock_move m JOIN stock_goods t ON t.id = m.goods_id JOIN delivery y ON y.id = m.delivery_id
WHERE m.kind = 'in' GROUP BY t.id, y.id"""


def leftovers(conn: Reader, delivery_no: int | None = None) -> list[Leftover]:
    """What is left over of deliveries that have come, and was not brought in: no gate gets it.

    What people paid for is theirs and never goes into the store-room.

    Args:
        delivery_no: of one delivery; None for all, the latest first.
    """
    brought = {
        (one["delivery_no"], one["search"]): one["brought"]
        for one in sql.named(conn.execute(_BROUGHT))
    }
    condition = "" if delivery_no is None else "AND y.no = :delivery"
    query = f"{_LEFTOVER} {condition} ORDER BY y.arrives_at DESC, y.no DESC, i.position"
    found = []
    for over in sql.views(Leftover, conn.execute(query, {"delivery": delivery_no})):
        key = (over.delivery_no, fold(over.goods))
        left = over.quantity - min(brought.get(key, 0), max(0, over.quantity))
        brought[key] = brought.get(key, 0) - (over.quantity - left)
        if left > 0:
            found.append(over._replace(quantity=left))
    return found


# -- store-rooms -----------------------------------------------------------------------------------

_ROOM = """
SELECT r.no AS no, r.id AS id, r.version AS version, r.name AS name, p.no AS keeper_no,
  p.name AS keeper, (SELECT count(*) FROM stock_goods t WHERE t.store_room_id = r.id) AS goods,
  r.note AS note
FROM store_room r LEFT JOIN person p ON p.id = r.keeper_id"""


def rooms(conn: Reader) -> list[RoomRow]:
    """All store-rooms, in the order in which they came."""
    return sql.views(RoomRow, conn.execute(f"{_ROOM} ORDER BY r.no"))


def room(conn: Reader, no: int) -> RoomRow:
    """A store-room by its number.

    Raises:
        Refused: `store_room_unknown`.
    """
    rows = conn.execute(f"{_ROOM} WHERE r.no = ?", (no,))
    return sql.found(RoomRow, rows, "store_room_unknown", no=no)


def room_called(conn: Reader, said: str) -> RoomRow | None:
    """A store-room by its name, however it is written, or by its number as `#2`."""
    number = said.strip().removeprefix("#")
    wanted = fold(said)
    for found in rooms(conn):
        if fold(found.name) == wanted or (number.isdecimal() and int(number) == found.no):
            return found
    return None
