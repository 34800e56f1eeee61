"""The list of residents: its orders, and the views that narrow it."""

from __future__ import annotations

from functools import partial

from data import sql
from data.filtering import VALUES, any_of
from data.households.addresses import address
from data.households.found_by import ends, has, home_terms, homes, with_number
from data.listing import Listing, ListSpec
from data.residents.queries import JOINS, PHONES
from data.sql import Reader
from models.listing import ListQuery
from models.residents import LIVING_HERE, ResidentRow

_ROWS = f"""
SELECT t.no AS no, t.id AS id, t.name AS name, h.no AS household_no, {address()},
  t.is_head AS is_head, t.relation AS relation, {PHONES} AS phones, t.born AS born,
  {sql.listed("m.mark", "FROM resident_mark m WHERE m.resident_id = t.id ORDER BY position")}
    AS marks,
  t.presence AS presence, w.no AS roster_no
{JOINS}"""

_SORTS = {
    "address": ("t.sort_key",),
    "name": ("t.name",),
    "born": ("t.born",),
}

_AT = (
    "t.household_id IN (SELECT h.id FROM household h JOIN building b ON b.id = h.building_id"
    " JOIN compound c ON c.id = b.compound_id WHERE c.no = :narrowed)"
)

_LIVING = f"t.presence IN ({sql.quoted(sorted(LIVING_HERE))})"

_VIEWS = {
    "all": "",
    "here": _LIVING,
    "away": "t.presence = 'away'",
    "gone": f"t.presence NOT IN ({sql.quoted(sorted(LIVING_HERE))})",
    "marked": f"{_LIVING} AND t.id IN (SELECT resident_id FROM resident_mark)",
    "compound": _AT,
    "mark": f"{_LIVING} AND t.id IN (SELECT resident_id FROM resident_mark WHERE mark = :narrowed)",
}

_TERMS = {
    **{
        name: f"t.household_id IN ({homes(condition)})"
        for name, condition in home_terms("h").items()
    },
    "mark": f"t.id IN (SELECT resident_id FROM resident_mark WHERE mark IN ({VALUES}))",
    "state": f"t.presence IN ({VALUES})",
    "phone": f"t.id IN ({with_number(any_of, 'resident')})",
}
_RANKS = (
    f"t.id IN ({with_number(ends, 'resident')})",
    f"t.id IN ({with_number(has, 'resident')})",
    f"t.household_id IN ({homes(sql.holds('h.room', ':digits'))})",
)


def resident_list(conn: Reader, query: ListQuery) -> Listing[ResidentRow]:
    """Residents in the order and view asked for.

    Scopes: `all`, `here` (who lives here, away or not), `away`, `gone` (moved out or died),
    `marked`, `compound:NO`, `mark:WORD`; orders: `address`, `name`, `born`.
    """
    view, _colon, narrowed = query.scope.partition(":")
    spec = ListSpec(
        table="resident",
        rows=_ROWS,
        read=partial(sql.views, ResidentRow),
        sorts=_SORTS,
        scopes={query.scope: _VIEWS[view]},
        terms=_TERMS,
        ranks=_RANKS,
    )
    return spec.open(conn, query, narrowed=int(narrowed) if view == "compound" else narrowed)
