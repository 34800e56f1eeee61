"""What is asked of things kept for others."""

from __future__ import annotations

from data import sql
from data.households.addresses import address, at_household
from data.sql import Reader
from models.address import dashed
from models.custody import CustodyRow
from models.text import fold

_ROW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.kind AS kind, t.what AS what,
  p.no AS holder_no, p.name AS holder, h.no AS household_no, {address()},
  t.owner AS owner, t.since AS since, t.due_back AS due_back, t.returned_at AS returned_at,
  t.note AS note
FROM custody t JOIN person p ON p.id = t.holder_id {at_household("t.household_id")}"""
"""The columns of a CustodyRow."""


_KEPT = "t.returned_at IS NULL"


_URGENT_FIRST = ("cash", "prescription", "pet", "card", "key", "other")
_ORDER = f"ORDER BY p.no, {sql.place_in(_URGENT_FIRST, 't.kind')}, h.sort_key, t.no"


def held_by(conn: Reader, person_no: int) -> list[CustodyRow]:
    """What a person keeps and has not given back; what cannot wait first, then by door."""
    return _rows(conn, f"{_KEPT} AND p.no = ?", (person_no,))


def kept(conn: Reader, *, returned: bool = False) -> list[CustodyRow]:
    """Everything that is kept, by holder; or what was given back, the latest first."""
    if not returned:
        return _rows(conn, _KEPT)
    found = _rows(conn, "t.returned_at IS NOT NULL")
    return sorted(found, key=lambda row: row.returned_at or "", reverse=True)


def kept_for(conn: Reader, household_no: int) -> list[CustodyRow]:
    """What is kept for a household."""
    return _rows(conn, f"{_KEPT} AND h.no = ?", (household_no,))


def item(conn: Reader, no: int) -> CustodyRow:
    """One thing that is or was kept.

    Raises:
        Refused: `custody_unknown`.
    """
    return sql.found(
        CustodyRow, conn.execute(f"{_ROW} WHERE t.no = ?", (no,)), "custody_unknown", no=no
    )


def text(row: CustodyRow) -> str:
    """Folded text a thing is found by."""
    address = (row.compound or "") + dashed(row.lane, row.building, row.unit, row.room)
    return fold(" ".join((row.holder, row.what, row.owner, address, row.note)))


def _rows(conn: Reader, condition: str, values: tuple[object, ...] = ()) -> list[CustodyRow]:
    return sql.views(CustodyRow, conn.execute(f"{_ROW} WHERE {condition} {_ORDER}", values))
