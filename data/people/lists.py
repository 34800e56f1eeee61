"""The roster as a list: its orders, and the views that narrow it."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data.listing import Listing, ListSpec
from data.people.queries import ROSTER, kind_order, moment
from models.listing import ListQuery
from models.people import PersonRow

_PLACE = """coalesce((SELECT s.place FROM presence s WHERE s.person_id = t.id AND s.since <= :now
  AND (s.until IS NULL OR s.until > :now) ORDER BY s.since DESC LIMIT 1),
  CASE WHEN t.kind IN ('staff', 'cadre') THEN 'on_site' ELSE 'home' END)"""

_BACK = """coalesce((SELECT s.expected_back FROM presence s WHERE s.person_id = t.id
  AND s.since <= :now AND (s.until IS NULL OR s.until > :now) ORDER BY s.since DESC LIMIT 1),
  '9999')"""

_HERE = "t.archived_at IS NULL"

SPEC = ListSpec(
    table="person",
    rows=ROSTER,
    row=PersonRow,
    sorts={
        "kind": (kind_order("t.kind"),),
        "name": ("t.name",),
        "place": (f"instr('on_site home isolated hospital away', {_PLACE})",),
        "back": (_BACK,),
        "compound": ("coalesce((SELECT position FROM compound WHERE id = t.compound_id), 0)",),
    },
    scopes={
        "all": _HERE,
        "staff": f"{_HERE} AND t.kind IN ('staff', 'cadre')",
        "volunteers": f"{_HERE} AND t.kind IN ('volunteer', 'partner')",
        "absent": f"{_HERE} AND {_PLACE} IN ('isolated', 'hospital', 'away')",
        "archived": "t.archived_at IS NOT NULL",
    },
)


def roster_list(conn: sqlite3.Connection, query: ListQuery, at: datetime) -> Listing[PersonRow]:
    """People as they are at a moment, in the order and view asked for.

    Scopes: `all`, `staff`, `volunteers`, `absent`, `archived`; orders: `kind` (staff first, as they
    came), `name`, `place`, `back` (expected back first), `compound`.
    """
    return SPEC.open(conn, query, **moment(at))
