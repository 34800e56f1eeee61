"""All kinds of work, in one list, and the SQL that joins duties to the records they hang on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from data import sql
from data.errands.work import ERRAND
from data.loads.work import LOAD
from data.recall.work import RETEST
from data.requests.work import REQUEST
from data.sql import Reader
from data.supplies.work import DROP
from data.testing.work import SESSION
from data.work import About, DutyKind, WorkKind
from models.address import Spot
from models.duties import Role, Work, WorkView
from models.problems import Refused

KINDS: tuple[WorkKind, ...] = (SESSION, DROP, LOAD, ERRAND, RETEST, REQUEST)
"""Those that have records."""

BY_WORK: Mapping[Work, WorkKind] = {work: kind for kind in KINDS for work in kind.works}
"""The kind a duty hangs on, by what the duty is called; none for work without records."""

WITHOUT_RECORD: tuple[DutyKind, ...] = (
    DutyKind(work=Work.TELEPHONE, roles=(Role.HAND, Role.LEAD)),
    DutyKind(work=Work.NIGHT, roles=(Role.HAND, Role.LEAD)),
    DutyKind(work=Work.PATROL, roles=(Role.HAND, Role.LEAD)),
    DutyKind(work=Work.REST, roles=(Role.HAND,)),
    DutyKind(work=Work.OTHER, roles=tuple(Role)),
)
"""Duties that hang on nothing; they are the roster's own."""

DUTIES: Mapping[Work, DutyKind] = {
    duty.work: duty for duty in (*(duty for kind in KINDS for duty in kind.duties), *WITHOUT_RECORD)
}
"""What holds of duties, by what they are called."""


def subject_of(work: Work) -> str:
    """The name of the subject a kind of work is of, which has words for it."""
    kind = BY_WORK.get(work)
    return "duties" if kind is None else kind.subject


# -- SQL about a duty ------------------------------------------------------------------------------

JOINS = " ".join(
    f"LEFT JOIN {kind.table} {kind.name} ON {kind.name}.id = d.work_id"
    f" AND d.work IN ({sql.quoted(kind.works)}) {kind.joins}"
    for kind in KINDS
)
"""Joins a duty `d` to the record it hangs on, whatever kind that is."""

NO = f"coalesce({', '.join(f'{kind.name}.no' for kind in KINDS)})"
"""The number of a duty's record."""


def _of_record(columns: Callable[[WorkKind], str]) -> str:
    """These columns of a duty's record, packed; NULL without one."""
    found = (f"WHEN {kind.name}.id IS NOT NULL THEN {sql.packed(columns(kind))}" for kind in KINDS)
    return f"CASE {' '.join(found)} END"


SPOT = _of_record(lambda kind: kind.where)
"""Where a duty's record is; `spot_of` takes it."""

SHEET = _of_record(lambda kind: kind.sheet)
"""What a duty sheet tells of a duty's record; `about` takes it."""

TAKES_TIME = " AND ".join(f"NOT coalesce({kind.off}, 0)" for kind in KINDS if kind.off != "0")
"""Whether a duty takes time at all: work called off takes nobody's."""

WITHIN = " UNION ALL ".join(kind.within.format(work="d.work_id") for kind in KINDS if kind.within)
"""The keys of the compounds a duty is done in; none where people go elsewhere for it."""

COMPOUNDS = sql.listed("x.name", f"FROM compound x WHERE x.id IN ({WITHIN}) ORDER BY x.position")
"""The names of those compounds, as a list."""

ASKS = " AND ".join([*(f"NOT coalesce({kind.over}, 0)" for kind in KINDS), "d.work <> 'rest'"])
"""Whether a duty still asks for anybody: not when its work is done or called off."""


def spot_of(work: Work, packed: str | None, note: str) -> Spot:
    """Where a duty is, from `SPOT`; what its note says where no record does."""
    found = Spot("") if packed is None else BY_WORK[work].spot(*sql.unpacked(packed))
    return found if found.called else Spot(note)


def about(work: Work, packed: str | None) -> About:
    """What a duty sheet tells of the record of a duty, from `SHEET`; nothing without one."""
    return About() if packed is None else BY_WORK[work].about(*sql.unpacked(packed))


# -- reading ---------------------------------------------------------------------------------------


def key_of(conn: Reader, work: Work, no: int | None) -> str | None:
    """The key of a piece of work by its number; None for work without a record.

    Raises:
        Refused: `session_unknown` and the like.
    """
    kind = BY_WORK.get(work)
    if kind is None or no is None:
        return None
    found = sql.value(conn.execute(f"SELECT id FROM {kind.table} WHERE no = ?", (no,)))
    if found is None:
        raise Refused(kind.unknown, no=no)
    return str(found)


def one(conn: Reader, work: Work, no: int) -> WorkView:
    """A piece of work, whatever its state.

    Raises:
        Refused: `session_unknown` and the like.
    """
    return BY_WORK[work].one(conn, no)


def between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    """All work with records that asks for people and shares time with a span, kind by kind."""
    return [view for kind in KINDS for view in kind.between(conn, starts, ends)]
