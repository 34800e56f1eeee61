"""Drops as work that people are given to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from data import sql
from data.sql import Reader
from data.supplies.settings import COLUMNS, supply_settings
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.problems import Refused
from models.supplies import rules
from models.supplies.rules import amount_told
from models.supplies.settings import SupplySettings, from_kept
from models.times import loaded, stored

_ROW = f"""
SELECT w_drop.no AS no, w_drop.state AS state, w_drop.eta AS eta, w_gate.name AS compound,
  w_drop.hands_needed AS hands_needed, {COLUMNS}
FROM supply_drop w_drop JOIN compound w_gate ON w_gate.id = w_drop.compound_id"""


ROLES = (Role.CARRY, Role.LEAD, Role.DRIVE)
"""What a drop takes people for."""

_DELIVERY = "(SELECT v.{column} FROM delivery v WHERE v.id = w_drop.delivery_id)"


def goods_of(drop: str) -> str:
    """SQL for the goods a drop brings: name, how many, unit of each, as records.

    Args:
        drop: the drop's key in the query.
    """
    return sql.records(
        "i.goods, n.planned, i.unit",
        "FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
        f" WHERE n.drop_id = {drop} AND n.planned > 0 ORDER BY i.position",
    )


def spans_of(eta: datetime, settings: SupplySettings) -> Mapping[Role, tuple[datetime, datetime]]:
    """When a drop takes people, by what they do there."""
    return {role: rules.duty_span(eta, role, settings) for role in ROLES}


def _view(
    *, no: int, state: str, eta: str, compound: str, hands_needed: int, **minutes: int
) -> WorkView:
    needs, spans = rules.needs(hands_needed, state), spans_of(loaded(eta), from_kept(minutes))
    return WorkView(Work.DROP, no, compound, needs, spans, (compound,), state=state)


def _one(conn: Reader, no: int) -> WorkView:
    for found in sql.named(conn.execute(f"{_ROW} WHERE w_drop.no = ?", (no,))):
        return _view(**found)
    raise Refused("drop_unknown", no=no)


def _between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    query = (
        f"{_ROW} WHERE w_drop.state IN ('planned', 'unloaded') AND w_drop.eta < ?"
        " AND w_drop.eta > ? ORDER BY w_drop.eta, w_drop.no"
    )
    settings = supply_settings(conn)
    edges = stored(ends), stored(starts - max(settings.handing_out, settings.stop))
    return [_view(**one) for one in sql.named(conn.execute(query, edges))]


def _about(
    gate: str,
    unloading_point: str,
    goods: Sequence[tuple[str, int, str]],
    driver: str,
    driver_phone: str,
) -> About:
    what = tuple(amount_told(*one) for one in goods)
    return About(gate, what, driver, driver_phone, unloading_point=unloading_point)


DROP = WorkKind(
    subject="supplies",
    duties=(DutyKind(work=Work.DROP, roles=ROLES),),
    table="supply_drop",
    name="w_drop",
    unknown="drop_unknown",
    joins="LEFT JOIN compound w_gate ON w_gate.id = w_drop.compound_id",
    within="SELECT n.compound_id FROM supply_drop n WHERE n.id = {work}",
    where="w_gate.name",
    spot=Spot,
    sheet=(
        f"w_gate.name, w_gate.unloading_point, {sql.nested(goods_of('w_drop.id'))},"
        f" {_DELIVERY.format(column='driver')}, {_DELIVERY.format(column='driver_phone')}"
    ),
    about=_about,
    off="w_drop.state = 'cancelled'",
    over="w_drop.state IN ('cancelled', 'done')",
    one=_one,
    between=_between,
    alike=(
        "SELECT t.no FROM supply_drop t JOIN supply_drop o ON o.compound_id = t.compound_id"
        " WHERE o.no = :no AND t.state = 'planned' AND t.eta >= :first AND t.eta < :last"
        f" ORDER BY {sql.apart('t.eta', ':near')} LIMIT 1"
    ),
)
