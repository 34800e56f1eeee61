"""The list of households: its orders, and the views that narrow it."""

from __future__ import annotations

from functools import partial

from data import sql
from data.filtering import VALUES, any_of
from data.households.addresses import address
from data.households.found_by import ends, has, home_terms, marked, with_number
from data.households.marks import ALL, all_marks_of, marks_of, named
from data.listing import Listing, ListSpec
from data.requests.doors import about
from data.sql import Reader
from models.households import HouseholdRow
from models.listing import ListQuery

_ROWS = f"""
SELECT t.no AS no, t.id AS id, {address(household="t")}, t.head AS head, t.phone AS phone,
  t.people AS people, {all_marks_of("t.id")} AS marks, t.kind AS kind, t.present AS present,
  t.fed AS fed, {named("t.id")}, {marks_of("t.id")} AS own_marks,
  (SELECT count(DISTINCT coalesce(r.joined_to_id, r.id)) FROM request r
   WHERE r.state <> 'closed' AND {about("t.id", "r")}) AS open_requests
FROM household t JOIN building b ON b.id = t.building_id JOIN compound c ON c.id = b.compound_id
"""

_SORTS = {
    "address": ("t.sort_key",),
    "head": ("t.head",),
    "phone": ("t.phone",),
    "people": ("t.people",),
}

_VIEWS = {
    "all": "",
    "asking": (
        "t.id IN (SELECT household_id FROM request WHERE state <> 'closed' UNION SELECT"
        " d.household_id FROM request_door d JOIN request r ON r.id = d.request_id"
        " WHERE r.state <> 'closed')"
    ),
    "marked": f"t.id IN (SELECT household_id FROM {ALL})",
    "compound": (
        "t.building_id IN (SELECT b.id FROM building b JOIN compound c ON c.id = b.compound_id "
        "WHERE c.no = :narrowed)"
    ),
    "off_list": "t.kind <> 'home'",
    "mark": f"t.id IN (SELECT household_id FROM {ALL} WHERE mark = :narrowed)",
}

_TERMS = {
    **home_terms(),
    "mark": f"t.id IN ({marked()})",
    "kind": f"t.kind IN ({VALUES})",
    "phone": f"t.id IN ({with_number(any_of)})",
}
_RANKS = (
    f"t.id IN ({with_number(ends)})",
    f"t.id IN ({with_number(has)})",
    sql.holds("t.room", ":digits"),
)


def household_list(conn: Reader, query: ListQuery) -> Listing[HouseholdRow]:
    """Households in the order and view asked for.

    Scopes: `all`, `asking` (with an open request), `marked`, `off_list` (on no register),
    `compound:NO`, `mark:WORD`; orders: `address`, `head`, `phone`, `people`.
    """
    view, _colon, narrowed = query.scope.partition(":")
    spec = ListSpec(
        table="household",
        rows=_ROWS,
        read=partial(sql.views, HouseholdRow),
        sorts=_SORTS,
        scopes={query.scope: _VIEWS[view]},
        terms=_TERMS,
        ranks=_RANKS,
    )
    return spec.open(conn, query, narrowed=int(narrowed) if view == "compound" else narrowed)
