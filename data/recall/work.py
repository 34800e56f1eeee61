"""Single re-tests as work that people are given to: who goes to the door, and who guides there.

What it is called says nothing of why somebody is sampled at their own door, since volunteers read
it: the bed-bound and the closed in are, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data import sql
from data.households.addresses import address, address_values
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Address, Spot, short_address
from models.duties import Role, Work, WorkView
from models.problems import Refused
from models.recall import moves
from models.times import loaded, stored

ROLES = (Role.HAND, Role.GUIDE)
"""What a re-test takes people for."""

_JOINS = (
    "LEFT JOIN household w_retest_h ON w_retest_h.id = w_retest.household_id"
    " LEFT JOIN building w_retest_b ON w_retest_b.id = w_retest_h.building_id"
    " LEFT JOIN compound w_retest_c ON w_retest_c.id = w_retest_b.compound_id"
)
_AT = ("w_retest_c", "w_retest_b", "w_retest_h")

_ROW = f"""
SELECT w_retest.no AS no, w_retest.state AS state, w_retest.hands_needed AS hands_needed,
  w_retest.starts_at AS starts_at, w_retest.ends_at AS ends_at, {address(*_AT)}
FROM retest w_retest {_JOINS}"""


def _view(
    *, no: int, state: str, hands_needed: int, starts_at: str, ends_at: str, **door: str | None
) -> WorkView:
    span = loaded(starts_at), loaded(ends_at)
    address = Address(**door)
    return WorkView(
        Work.RETEST,
        no,
        short_address(*address),
        moves.needs(hands_needed, state),
        dict.fromkeys(ROLES, span),
        (address.compound or "",),
        state=state,
    )


def _one(conn: Reader, no: int) -> WorkView:
    for found in sql.named(conn.execute(f"{_ROW} WHERE w_retest.no = ?", (no,))):
        return _view(**found)
    raise Refused("retest_unknown", no=no)


def _between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    query = (
        f"{_ROW} WHERE w_retest.state IN ('planned', 'under_way') AND w_retest.starts_at < ?"
        " AND w_retest.ends_at > ? ORDER BY w_retest.starts_at, w_retest.no"
    )
    return [_view(**one) for one in sql.named(conn.execute(query, (stored(ends), stored(starts))))]


def _spot(*parts: str | None) -> Spot:
    return Spot(short_address(*parts), Address(*parts))


def _about(*parts: str | None) -> About:
    return About(short_address(*parts), address=Address(*parts))


RETEST = WorkKind(
    subject="recall",
    duties=(DutyKind(work=Work.RETEST, roles=ROLES, private=True),),
    table="retest",
    name="w_retest",
    unknown="retest_unknown",
    joins=_JOINS,
    within="SELECT n.compound_id FROM retest m JOIN household o ON o.id = m.household_id"
    " JOIN building n ON n.id = o.building_id WHERE m.id = {work}",
    where=address_values(*_AT),
    spot=_spot,
    sheet=address_values(*_AT),
    about=_about,
    off="w_retest.state = 'cancelled'",
    over="w_retest.state IN ('cancelled', 'done')",
    one=_one,
    between=_between,
)
