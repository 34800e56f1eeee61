"""Requests as the ladder knows them: how one is chased, and what follows once it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data.chases import ChaseKind
from data.requests import queries
from data.requests.search_text import refresh_search
from data.sql import Reader
from models.chases import Chased, Subject
from models.requests import rules

if TYPE_CHECKING:
    from data.step import Step
    from models.requests.tables import Request


_SHARED = (
    "state",
    "outcome",
    "closed_at",
    "told_at",
    "told_whom",
    "rung",
    "next_chase_at",
    "promised_by",
    "promised_by_person_id",
    "promised_until",
    "owner_id",
)
"""What a request joined to another has in common with it."""


def _table() -> type[Request]:
    from models.requests.tables import Request

    return Request


def chased(conn: Reader, no: int, at: datetime) -> Chased:
    """A request as it is chased at a moment; its errand is waited for.

    Raises:
        Refused: `request_unknown`.
    """
    found = queries.view(conn, no)
    back = queries.errand_back(conn, found.id)
    return rules.chased(found, at, queries.settings(conn), back)


def moved(step: Step, request_id: str) -> None:
    """Let the requests joined to one go its way, and let it be found by what is said of it now."""
    if step.conn.execute("SELECT 1 FROM request WHERE joined_to_id = ?", (request_id,)).fetchone():
        _lead(step, request_id)
    refresh_search(step, request_id)


def named(conn: Reader, no: int) -> Mapping[str, object]:
    """What the journal says of a request: its number and summary."""
    return {"no": no, "what": queries.view(conn, no).summary}


def _lead(step: Step, request_id: str) -> None:
    from sqlalchemy.orm import aliased
    from sqlmodel import col, select

    from models.requests.tables import Request

    lead = aliased(Request)
    own = select(lead).where(col(lead.id) == request_id)
    shared = {
        name: own.with_only_columns(getattr(lead, name)).scalar_subquery() for name in _SHARED
    }
    step.change_where(Request, col(Request.joined_to_id) == request_id, **shared)


REQUEST = ChaseKind(
    subject=Subject.REQUEST,
    table=_table,
    chased=chased,
    settings=queries.settings,
    moved=moved,
    named=named,
    advised="leader_advised",
)
