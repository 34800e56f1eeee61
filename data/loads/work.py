"""Loads as work that people are given to: who carries, and who drives what it is carried with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from data import sql
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.loads import rules
from models.problems import Refused
from models.supplies.rules import amount_told
from models.times import loaded, stored

ROLES = (Role.CARRY, Role.DRIVE)
"""What a load takes people for."""

_LABEL = "CASE z.lane WHEN '' THEN '' ELSE z.lane || '-' END || z.name"


def buildings_of(load: str) -> str:
    """SQL for the buildings a load goes to, as a list of `3`, `43-21` in the order of the way.

    Args:
        load: the load's key in the query.
    """
    return sql.listed(
        _LABEL,
        "FROM load_building y JOIN building z ON z.id = y.building_id"
        f" WHERE y.load_id = {load} ORDER BY y.position",
    )


def goods_of(load: str) -> str:
    """SQL for the goods a load carries: name, how many, unit of each, as records, cold ones first.

    They are what its buildings are to get by now.
    """
    return sql.records(
        "i.goods, sum(s.planned), i.unit",
        "FROM load_building y JOIN carry_load x ON x.id = y.load_id"
        " JOIN drop_item n ON n.drop_id = x.drop_id JOIN building_share s"
        " ON s.drop_item_id = n.id AND s.building_id = y.building_id"
        " JOIN delivery_item i ON i.id = n.item_id"
        f" WHERE y.load_id = {load} AND s.planned > 0"
        " GROUP BY i.id ORDER BY i.is_cold DESC, i.position",
    )


_GATE = (
    "(SELECT g.{column} FROM supply_drop f JOIN compound g ON g.id = f.compound_id"
    " WHERE f.id = w_load.drop_id)"
)
_COMPOUND = _GATE.format(column="name")
_BUILDINGS = buildings_of("w_load.id")

_ROW = f"""
SELECT w_load.no AS no, w_load.state AS state, w_load.means AS means,
  w_load.hands_needed AS hands_needed, w_load.starts_at AS starts_at, w_load.ends_at AS ends_at,
  {_COMPOUND} AS compound, {_BUILDINGS} AS buildings
FROM carry_load w_load"""


def called(compound: str, buildings: Sequence[str]) -> str:
    """What a load is called in the neighbourhood: `大林苑 3 5 7`."""
    return " ".join((compound, *buildings))


def _view(
    *,
    no: int,
    state: str,
    means: str,
    hands_needed: int,
    starts_at: str,
    ends_at: str,
    compound: str,
    buildings: str,
) -> WorkView:
    span = loaded(starts_at), loaded(ends_at)
    return WorkView(
        Work.LOAD,
        no,
        called(compound, sql.read_list(buildings)),
        rules.needs(means, hands_needed, state),
        dict.fromkeys(ROLES, span),
        (compound,),
        state=state,
    )


def _one(conn: Reader, no: int) -> WorkView:
    for found in sql.named(conn.execute(f"{_ROW} WHERE w_load.no = ?", (no,))):
        return _view(**found)
    raise Refused("load_unknown", no=no)


def _between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    query = (
        f"{_ROW} WHERE w_load.state IN ('planned', 'under_way') AND w_load.starts_at < ?"
        " AND w_load.ends_at > ? ORDER BY w_load.starts_at, w_load.no"
    )
    return [_view(**one) for one in sql.named(conn.execute(query, (stored(ends), stored(starts))))]


def _spot(compound: str, buildings: Sequence[str]) -> Spot:
    return Spot(called(compound, buildings))


def _about(
    compound: str,
    buildings: Sequence[str],
    unloading_point: str,
    goods: Sequence[tuple[str, int, str]],
    handed_to: str,
    **_more: Any,
) -> About:
    what = tuple(amount_told(*one) for one in goods)
    return About(called(compound, buildings), what, handed_to, unloading_point=unloading_point)


LOAD = WorkKind(
    subject="loads",
    duties=(DutyKind(work=Work.LOAD, roles=ROLES),),
    table="carry_load",
    name="w_load",
    unknown="load_unknown",
    within="SELECT n.compound_id FROM carry_load m JOIN supply_drop n ON n.id = m.drop_id"
    " WHERE m.id = {work}",
    where=f"{_COMPOUND}, {sql.nested(_BUILDINGS)}",
    spot=_spot,
    sheet=(
        f"{_COMPOUND}, {sql.nested(_BUILDINGS)}, {_GATE.format(column='unloading_point')},"
        f" {sql.nested(goods_of('w_load.id'))}, w_load.handed_to"
    ),
    about=_about,
    off="w_load.state = 'cancelled'",
    over="w_load.state IN ('cancelled', 'done')",
    one=_one,
    between=_between,
)
