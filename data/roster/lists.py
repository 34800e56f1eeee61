"""The roster as a list: its orders, and the views that narrow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from data import sql
from data.filtering import VALUES, any_of
from data.households.found_by import ends, has
from data.listing import Listing, ListSpec
from data.roster.places import ABSENT, presence_at
from data.roster.queries import ROSTER, kind_order, moment
from data.sql import Reader, Rows
from models.cover.reserves import Reserve
from models.listing import ListQuery
from models.roster import PersonRow, Place

_PLACE = f"""coalesce({presence_at("t.id", "place")},
  CASE WHEN t.kind IN ('staff', 'cadre') THEN 'on_site' ELSE 'home' END)"""

_BACK = f"coalesce({presence_at('t.id', 'expected_back')}, '9999')"

_HERE = "t.archived_at IS NULL"

_AT_BUILDING = f"""t.building_id IN ({VALUES})
  OR t.id IN (SELECT l.person_id FROM building_leader l WHERE l.building_id IN ({VALUES}))"""
"""Who lives in a building, and who leads it."""

SPEC = ListSpec(
    table="person",
    rows=ROSTER,
    read=partial(sql.views, PersonRow),
    sorts={
        "kind": (kind_order("t.kind"),),
        "name": ("t.name",),
        "place": (sql.place_in(Place, _PLACE),),
        "back": (_BACK,),
        "compound": ("coalesce((SELECT position FROM compound WHERE id = t.compound_id), 0)",),
    },
    scopes={
        "all": _HERE,
        "staff": f"{_HERE} AND t.kind IN ('staff', 'cadre')",
        "volunteers": f"{_HERE} AND t.kind IN ('volunteer', 'partner')",
        "absent": f"{_HERE} AND {_PLACE} IN ({ABSENT})",
        "archived": "t.archived_at IS NOT NULL",
    },
    terms={
        "kind": f"t.kind IN ({VALUES})",
        "state": f"{_PLACE} IN ({VALUES})",
        "place": f"{_PLACE} IN ({VALUES})",
        "compound": f"t.compound_id IN ({VALUES})",
        "building": _AT_BUILDING,
        "home": _AT_BUILDING,
        "skill": f"t.id IN (SELECT k.person_id FROM person_skill k WHERE {any_of('k.skill')})",
        "phone": any_of("t.phone"),
        "work": (
            f"t.id IN (SELECT d.person_id FROM duty d WHERE d.work IN ({VALUES})"
            " AND d.starts_at < :day_end AND d.ends_at > :day_start)"
        ),
    },
    ranks=(ends("t.phone"), has("t.phone")),
)


def with_reserve(row: PersonRow, behind: Mapping[int, Reserve]) -> PersonRow:
    """A row with the load, and the duties only they could do, of who is known."""
    found = behind.get(row.no)
    if found is None:
        return row
    load = found.load
    return row._replace(
        only_they=found.only_they,
        work_minutes=load.work_minutes,
        rest_minutes=load.rest_minutes,
        since_rest_minutes=load.since_rest_minutes,
        awake_minutes=load.awake_minutes,
        tired=found.tired,
    )


def roster_list(
    conn: Reader,
    query: ListQuery,
    at: datetime,
    behind: Mapping[int, Reserve] | None = None,
) -> Listing[PersonRow]:
    """People as they are at a moment, in the order and view asked for.

    With `behind`, what `data.cover.reserves.by_person` tells, their rows have it, too.
    Scopes: `all`, `staff`, `volunteers`, `absent`, `archived`; orders: `kind` (staff first, as they
    came), `name`, `place`, `back` (expected back first), `compound`.
    """
    known = behind or {}

    def read(rows: Rows) -> list[PersonRow]:
        return [with_reserve(row, known) for row in sql.views(PersonRow, rows)]

    return replace(SPEC, read=read).open(conn, query, **moment(at))
