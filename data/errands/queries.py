"""What is read of errands: the list, one whole, what waits for one, what somebody is given to."""

from __future__ import annotations

from data import sql
from data.households.addresses import address, at_household
from data.requests.doors import count_of_doors
from data.sql import Reader
from models.errands import Asked, ErrandRow, ErrandState, ErrandView, LineRow
from models.reading.medicines import wanted
from models.requests import RequestKind

_RUNNERS = sql.listed(
    "p.name",
    "FROM duty d JOIN person p ON p.id = d.person_id WHERE d.work_id = t.id ORDER BY d.no",
)

_ROW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.state AS state, t.medicine AS medicine,
  t.place AS place, t.leaves_at AS leaves_at, t.returns_at AS returns_at, t.note AS note,
  {_RUNNERS} AS runners,
  count(l.id) AS lines, count(DISTINCT l.request_id) AS households,
  {sql.count_if("l.result = 'brought'")} AS brought,
  {sql.count_if("l.result = 'missing'")} AS missing,
  {sql.count_if("l.result = 'waiting'")} AS waiting
FROM errand t LEFT JOIN errand_line l ON l.errand_id = t.id"""
"""The columns of an ErrandRow; needs GROUP BY t.id."""

_LINES = f"""
SELECT l.id AS id, l.version AS version, l.position AS position, r.no AS request_no,
  h.no AS household_no, {address()}, r.address_said AS address_said,
  {count_of_doors("r.id")} AS doors,
  coalesce(nullif(r.patient, ''), nullif(h.head, ''), r.caller) AS name,
  l.medicine AS medicine, l.brand AS brand, l.maker AS maker, l.strength AS strength,
  l.quantity AS quantity, l.measure AS measure, l.card_taken AS card_taken,
  l.box_taken AS box_taken, l.money AS money, l.note AS note, l.result AS result,
  l.reason AS reason
FROM errand_line l JOIN request r ON r.id = l.request_id {at_household("r.household_id")}"""
"""The columns of a LineRow."""

_UNSERVED = """
SELECT r.no AS no, r.text AS text, r.kind AS kind FROM request r
WHERE r.state <> 'closed' AND r.state = 'open'
AND r.kind IN ('medicine', 'other') AND r.joined_to_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM errand_line l JOIN errand e ON e.id = l.errand_id
  WHERE l.request_id = r.id AND l.result = 'waiting' AND e.state = 'open')
ORDER BY r.opened_at, r.no"""


def errands(conn: Reader) -> list[ErrandRow]:
    """All errands, the open ones in front, the latest first."""
    order = f"t.state <> '{ErrandState.OPEN}', t.leaves_at DESC, t.no DESC"
    return sql.views(ErrandRow, conn.execute(f"{_ROW} GROUP BY t.id ORDER BY {order}"))


def view(conn: Reader, no: int) -> ErrandView:
    """One errand whole.

    Raises:
        Refused: `errand_unknown`.
    """
    rows = conn.execute(f"{_ROW} WHERE t.no = ? GROUP BY t.id", (no,))
    row = sql.found(ErrandRow, rows, "errand_unknown", no=no)
    return ErrandView(row, _lines(conn, row.id))


def asked(conn: Reader) -> list[Asked]:
    """Open requests for medicine that are on no errand yet, the oldest first.

    A request of no particular kind is one when it names a medicine.
    """
    found = (
        (row["kind"], Asked(row["no"], wanted(row["text"])))
        for row in sql.named(conn.execute(_UNSERVED))
    )
    return [one for kind, one in found if one.wanted or kind == RequestKind.MEDICINE]


def of_request(conn: Reader, request_no: int) -> list[ErrandView]:
    """The errands a request, or one joined to it, is or was on, the latest first.

    Each with the lines of that request alone.
    """
    own = (
        "SELECT r.id FROM request r WHERE r.no = :no"
        " OR r.joined_to_id = (SELECT id FROM request WHERE no = :no)"
    )
    rows = conn.execute(
        f"{_ROW} WHERE t.id IN (SELECT errand_id FROM errand_line WHERE request_id IN ({own}))"
        " GROUP BY t.id ORDER BY t.no DESC",
        {"no": request_no},
    )
    theirs = f"l.request_id IN ({own})"
    return [
        ErrandView(row, _lines(conn, row.id, theirs, no=request_no))
        for row in sql.views(ErrandRow, rows)
    ]


def waiting_on(conn: Reader, request_id: str) -> int | None:
    """The number of the open errand a request waits on; None for none."""
    no: int | None = sql.value(
        conn.execute(
            "SELECT e.no FROM errand_line l JOIN errand e ON e.id = l.errand_id"
            " WHERE l.request_id = ? AND l.result = 'waiting' AND e.state = 'open'",
            (request_id,),
        )
    )
    return no


def recipient(conn: Reader, request_no: int) -> str:
    """Who takes medicine in at the door: patient, head or caller, else the door itself."""
    (name,) = conn.execute(
        "SELECT coalesce(nullif(r.patient, ''), nullif(h.head, ''), nullif(r.caller, ''),"
        " nullif(h.room, ''), nullif(r.address_said, ''), nullif(r.phone, ''), '#' || r.no)"
        " FROM request r LEFT JOIN household h ON h.id = r.household_id WHERE r.no = ?",
        (request_no,),
    ).fetchone()
    return str(name)


def _lines(conn: Reader, errand_id: str, which: str = "1", **values: object) -> tuple[LineRow, ...]:
    """The lines of an errand that meet a condition of the program's own."""
    query = f"{_LINES} WHERE l.errand_id = :errand AND {which} ORDER BY l.position"
    return tuple(sql.views(LineRow, conn.execute(query, {**values, "errand": errand_id})))
