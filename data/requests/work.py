"""Requests as work that somebody is given to; what they need is asked for by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from data import sql
from data.households.addresses import address_values
from data.requests.doors import count_of_doors, doors_of
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Address, Spot, and_more, short_address
from models.duties import Role, Work, WorkView
from models.requests import HEALTH_KINDS, Door

_JOINS = (
    "LEFT JOIN household w_home ON w_home.id = w_request.household_id"
    " LEFT JOIN building w_house ON w_house.id = w_home.building_id"
    " LEFT JOIN compound w_estate ON w_estate.id = w_house.compound_id"
)
_DOOR = address_values("w_estate", "w_house", "w_home") + ", w_request.address_said"
_WHERE = f"{_DOOR}, {count_of_doors('w_request.id')}"
_WITHIN = """SELECT n_b.compound_id FROM request n JOIN household n_h ON n_h.id = n.household_id
  JOIN building n_b ON n_b.id = n_h.building_id WHERE n.id = {work}
  UNION SELECT n_b.compound_id FROM request_door n JOIN household n_h ON n_h.id = n.household_id
  JOIN building n_b ON n_b.id = n_h.building_id WHERE n.request_id = {work}"""
_COMPOUNDS = sql.listed(
    "x.name",
    f"FROM compound x WHERE x.id IN ({_WITHIN.format(work='w_request.id')}) ORDER BY x.position",
)


def _spot(*columns: Any) -> Spot:
    *door, said, doors = columns
    address = Address(*door)
    if not address.compound:
        return Spot(and_more(said or "", doors))
    return Spot(and_more(short_address(*address), doors), address)


def _about(*columns: Any) -> About:
    *place, summary, caller, phone, kind, doors = columns
    where, address = _spot(*place, 0)
    further = (Door(*door) for door in doors)
    # Who is sent has to know every door.
    where = "、".join([where, *(short_address(*door[1:6]) for door in further)])
    what = (summary,) if summary else ()
    health = kind in HEALTH_KINDS
    return About(where, what, caller or "", phone or "", address=address, health=health)


class _Record(NamedTuple):
    """What `_one` reads of a request; `place` is packed."""

    place: str
    compounds: tuple[str, ...]
    state: str


def _one(conn: Reader, no: int) -> WorkView:
    rows = conn.execute(
        f"SELECT {sql.packed(_WHERE)} AS place, {_COMPOUNDS} AS compounds,"
        f" w_request.state AS state FROM request w_request {_JOINS} WHERE w_request.no = ?",
        (no,),
    )
    found = sql.found(_Record, rows, "request_unknown", no=no)
    called = _spot(*sql.unpacked(found.place)).called
    return WorkView(Work.REQUEST, no, called, {}, {}, found.compounds, state=found.state)


def _between(_conn: Reader, _starts: datetime, _ends: datetime) -> Sequence[WorkView]:
    """None: a request asks for people by chases, not by hours."""
    return ()


REQUEST = WorkKind(
    subject="requests",
    duties=(
        DutyKind(
            work=Work.REQUEST,
            roles=(Role.HAND, Role.CARRY, Role.DRIVE, Role.GUIDE),
            private=True,
            said=True,
        ),
        DutyKind(
            work=Work.GUIDE,
            roles=(Role.GUIDE, Role.DRIVE),
            again=True,
            private=True,
            said=True,
        ),
    ),
    table="request",
    name="w_request",
    unknown="request_unknown",
    joins=_JOINS,
    within=_WITHIN,
    where=_WHERE,
    spot=_spot,
    sheet=f"{_DOOR}, w_request.summary, w_request.caller, w_request.phone, w_request.kind,"
    f" {sql.nested(doors_of('w_request.id'))}",
    about=_about,
    over="w_request.state = 'closed'",
    one=_one,
    between=_between,
    together=False,
)
