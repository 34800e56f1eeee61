"""Sessions as work that people are given to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from data import sql
from data.sql import Reader
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.problems import Refused
from models.testing import RoundKind, rules
from models.times import legible, loaded, stored


def batch_columns(session: str) -> str:
    """SQL for what the batches of a session tell of its people: how many are called `down`, to how
    many `doors` somebody goes, from when on, as `doors_at`.

    Args:
        session: its key in the query.
    """
    of_it = f"FROM test_batch v WHERE v.session_id = {session} AND"
    each = sql.greatest("v.households", "1")
    return (
        f"(SELECT count(*) {of_it} NOT v.at_door) AS down,"
        f" (SELECT coalesce(sum({each}), 0) {of_it} v.at_door) AS doors,"
        f" (SELECT min(v.starts_at) {of_it} v.at_door) AS doors_at"
    )


Span = tuple[datetime, datetime]


def spans(whole: Span, doors_at: str | None) -> dict[Role, Span]:
    """From when until when a session takes a person, by role: who goes to doors once nobody is
    called down any more."""
    found = dict.fromkeys(rules.ROLES, whole)
    begins = legible(doors_at)
    if begins is not None and whole[0] < begins < whole[1]:
        found[Role.GUIDE] = (begins, whole[1])
    return found


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
  w_session.desks AS desks, w_session.skill AS skill,
  (SELECT kind FROM test_round y WHERE y.id = w_session.round_id) AS kind,
  {batch_columns("w_session.id")}
FROM test_session w_session"""


def needs(found: Mapping[str, Any]) -> Mapping[Role, int]:
    """The people a session needs, of its columns `desks`, `state`, `kind`, `down` and `doors`."""
    return rules.needs(
        found["desks"],
        found["state"],
        down=found["down"],
        doors=found["doors"],
        pcr=found["kind"] == RoundKind.PCR,
    )


def _view(
    *, no: int, starts_at: str, ends_at: str, site: str, compounds: str, **found: Any
) -> WorkView:
    names = sql.read_list(compounds)
    return WorkView(
        Work.SESSION,
        no,
        rules.called(site, names),
        needs(found),
        spans((loaded(starts_at), loaded(ends_at)), found["doors_at"]),
        names,
        found["skill"],
        found["state"],
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
    duties=(DutyKind(work=Work.SESSION, roles=rules.ROLES),),
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
