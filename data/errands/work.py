"""Errands as work that somebody is given to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data import sql
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.problems import Refused
from models.times import loaded, stored

_COMPOUNDS = sql.listed(
    "DISTINCT x.name",
    "FROM errand_line l JOIN request q ON q.id = l.request_id"
    " JOIN household y ON y.id = q.household_id JOIN building z ON z.id = y.building_id"
    " JOIN compound x ON x.id = z.compound_id WHERE l.errand_id = w_errand.id",
)

_ROW = f"""
SELECT w_errand.no AS no, w_errand.state AS state, w_errand.leaves_at AS leaves_at,
  w_errand.returns_at AS returns_at, w_errand.medicine AS medicine, w_errand.place AS place,
  {_COMPOUNDS} AS compounds
FROM errand w_errand"""


def _view(
    *,
    no: int,
    state: str,
    leaves_at: str,
    returns_at: str,
    medicine: str,
    place: str,
    compounds: str,
) -> WorkView:
    span = loaded(leaves_at), loaded(returns_at)
    return WorkView(
        Work.ERRAND,
        no,
        " ".join(part for part in (medicine, place) if part),
        {Role.HAND: 1},
        {Role.HAND: span, Role.DRIVE: span},
        sql.read_list(compounds),
        state=state,
    )


def _one(conn: Reader, no: int) -> WorkView:
    for found in sql.named(conn.execute(f"{_ROW} WHERE no = ?", (no,))):
        return _view(**found)
    raise Refused("errand_unknown", no=no)


def _between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    query = (
        f"{_ROW} WHERE state = 'open' AND leaves_at < ? AND returns_at > ? ORDER BY leaves_at, no"
    )
    return [_view(**one) for one in sql.named(conn.execute(query, (stored(ends), stored(starts))))]


def _spot(place: str, medicine: str) -> Spot:
    return Spot(place or medicine)


def _about(place: str, medicine: str, note: str) -> About:
    return About(place, (medicine,) if medicine else (), note=note, health=True)


ERRAND = WorkKind(
    subject="errands",
    duties=(DutyKind(work=Work.ERRAND, roles=(Role.HAND, Role.DRIVE), private=True),),
    table="errand",
    name="w_errand",
    unknown="errand_unknown",
    where="w_errand.place, w_errand.medicine",
    spot=_spot,
    sheet="w_errand.place, w_errand.medicine, w_errand.note",
    about=_about,
    over="w_errand.state <> 'open'",
    one=_one,
    between=_between,
)
