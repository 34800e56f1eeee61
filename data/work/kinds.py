"""All kinds of work that have records, in one list, and the SQL that joins duties to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data import sql
from data.errands.work import ERRAND
from data.requests.work import REQUEST
from data.sql import Reader
from data.supplies.work import DROP
from data.testing.work import SESSION
from data.work import WorkKind
from models.duties import Work, WorkView
from models.problems import Refused

KINDS: tuple[WorkKind, ...] = (SESSION, DROP, ERRAND, REQUEST)

BY_WORK: dict[Work, WorkKind] = {work: kind for kind in KINDS for work in kind.works}
"""The kind a duty hangs on, by what the duty is called; none for work without records."""


JOINS = " ".join(
    f"LEFT JOIN {kind.table} {kind.name} ON {kind.name}.id = d.work_id"
    f" AND d.work IN ({sql.quoted(kind.works)}) {kind.joins}"
    for kind in KINDS
)
"""Joins a duty `d` to the record it hangs on, whatever kind that is."""

NO = f"coalesce({', '.join(f'{kind.name}.no' for kind in KINDS)})"
"""The number of a duty's record."""

PLACE = (
    "CASE "
    + " ".join(f"WHEN {kind.name}.id IS NOT NULL THEN {sql.packed(kind.where)}" for kind in KINDS)
    + " END"
)
"""What a duty's record is called; `place_of` takes it."""

TAKES_TIME = " AND ".join(f"NOT coalesce({kind.off}, 0)" for kind in KINDS if kind.off != "0")
"""Whether a duty takes time at all: work called off takes nobody's."""

ASKS = " AND ".join([*(f"NOT coalesce({kind.over}, 0)" for kind in KINDS), "d.work <> 'rest'"])
"""Whether a duty still asks for anybody: not when its work is done or called off."""


def place_of(work: Work, packed: str | None) -> str | None:
    """What the record of a duty is called, from `PLACE`; None for a duty without one."""
    return None if packed is None else BY_WORK[work].called(*sql.unpacked(packed))


def key_of(conn: Reader, work: Work, no: int | None) -> str | None:
    """The key of a piece of work by its number; None for work without a record.

    Raises:
        Refused: `session_unknown` and the like.
    """
    kind = BY_WORK.get(work)
    if kind is None or no is None:
        return None
    found = conn.execute(f"SELECT id FROM {kind.table} WHERE no = ?", (no,)).fetchone()
    if found is None:
        raise Refused(kind.unknown, no=no)
    return str(found[0])


def one(conn: Reader, work: Work, no: int) -> WorkView:
    """A piece of work, whatever its state.

    Raises:
        Refused: `session_unknown` and the like.
    """
    return BY_WORK[work].one(conn, no)


def between(conn: Reader, starts: datetime, ends: datetime) -> Sequence[WorkView]:
    """All work with records that asks for people and shares time with a span, kind by kind."""
    return [view for kind in KINDS for view in kind.between(conn, starts, ends)]
