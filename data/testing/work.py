"""Sessions as work that people are given to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from data import sql
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.problems import Refused
from models.testing import rules
from models.times import loaded, stored

ROLES = (Role.LEAD, Role.DESK, Role.ORDER)
"""What a session takes people for, all the while."""


def compounds_of(session: str) -> str:
    """SQL for the compounds called to a session, as a list.

    Args:
        session: its key in the query.
    """
    return sql.listed(
        "x.name",
        "FROM session_compound y JOIN compound x ON x.id = y.compound_id"
        f" WHERE y.session_id = {session} ORDER BY y.position",
    )


_COMPOUNDS = compounds_of("w_session.id")
_SITE = f"w_session.site, {sql.nested(_COMPOUNDS)}"

_ROW = f"""
SELECT w_session.no AS no, w_session.state AS state, w_session.starts_at AS starts_at,
  w_session.ends_at AS ends_at, w_session.site AS site, {_COMPOUNDS} AS compounds,
  w_session.desks AS desks, w_session.skill AS skill
FROM test_session w_session"""


def _view(
    *, no: int, state: str, starts_at: str, ends_at: str, site: str, compounds: str, **found: Any
) -> WorkView:
    names = sql.read_list(compounds)
    return WorkView(
        Work.SESSION,
        no,
        rules.called(site, names),
        rules.needs(found["desks"], state),
        dict.fromkeys(ROLES, (loaded(starts_at), loaded(ends_at))),
        names,
        found["skill"],
        state,
    )


def _one(conn: Reader, no: int) -> WorkView:
    for found in sql.named(conn.execute(f"{_ROW} WHERE no = ?", (no,))):
        return _view(**found)
    raise Refused("session_unknown", no=no)


def _between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    query = (
        f"{_ROW} WHERE state IN ('planned', 'running') AND starts_at < ? AND ends_at > ?"
        " ORDER BY starts_at, no"
    )
    return [_view(**one) for one in sql.named(conn.execute(query, (stored(ends), stored(starts))))]


def _spot(site: str, compounds: Sequence[str]) -> Spot:
    return Spot(rules.called(site, compounds))


def _about(site: str, compounds: Sequence[str]) -> About:
    return About(rules.called(site, compounds), compounds=tuple(compounds) if site else ())


SESSION = WorkKind(
    subject="testing",
    duties=(DutyKind(work=Work.SESSION, roles=ROLES),),
    table="test_session",
    name="w_session",
    unknown="session_unknown",
    within="SELECT n.compound_id FROM session_compound n WHERE n.session_id = {work}",
    where=_SITE,
    spot=_spot,
    sheet=_SITE,
    about=_about,
    off="w_session.state = 'cancelled'",
    over="w_session.state IN ('cancelled', 'done')",
    one=_one,
    between=_between,
    fixed=True,
    alike=(
        "SELECT t.no FROM test_session t JOIN test_session o ON o.site = t.site"
        " WHERE o.no = :no AND t.site <> '' AND t.state IN ('planned', 'running')"
        " AND t.starts_at >= :first AND t.starts_at < :last"
        f" ORDER BY {sql.apart('t.starts_at', ':near')} LIMIT 1"
    ),
)
