"""What is read of emergency sheets: one whole, and the lives there are to look after."""

from __future__ import annotations

from datetime import datetime

from data.requests import queries as requests
from data.sql import Reader
from models.emergency import Attempt, Caller, EmergencyKind, LineView, Sheet, rules
from models.requests import QueueSettings, RequestRow, RequestView


def sheet(conn: Reader, no: int) -> Sheet:
    """The sheet of a request; one that nobody wrote on yet has the checklist its words suggest.

    Raises:
        Refused: `request_unknown`.
    """
    view = requests.view(conn, no)
    found = conn.execute(
        "SELECT e.kind, a.no, a.name, b.no, b.name FROM emergency e"
        " LEFT JOIN person a ON a.id = e.caller_id LEFT JOIN person b ON b.id = e.second_caller_id"
        " WHERE e.request_id = ?",
        (view.id,),
    ).fetchone()
    kind, callers = rules.checklist_kind(view.kind, f"{view.summary}\n{view.text}"), []
    if found is not None:
        kind = EmergencyKind(found[0])
        callers = [Caller(no, name) for no, name in (found[1:3], found[3:5]) if no is not None]
    return Sheet(
        no, str(kind), tuple(callers), tuple(_attempts(conn, view.id)), tuple(_lines(conn, view.id))
    )


def _attempts(conn: Reader, request_id: str) -> list[Attempt]:
    """All chases of the request and of those joined to it: whoever was asked was tried."""
    rows = conn.execute(
        "SELECT k.at, k.entered_at, k.whom, c.no, k.rung, k.said, k.answered, k.verdict, p.name"
        " FROM chase k LEFT JOIN contact c ON c.id = k.contact_id"
        " LEFT JOIN person p ON p.id = k.by_person_id"
        " WHERE k.request_id IN (SELECT id FROM request WHERE id = :own OR joined_to_id = :own)"
        " ORDER BY k.at DESC, k.id DESC",
        {"own": request_id},
    )
    return [Attempt(*row) for row in rows]


def _lines(conn: Reader, request_id: str) -> list[LineView]:
    rows = conn.execute(
        "SELECT n.line, n.item, n.said, n.at, n.entered_at, p.name FROM emergency_line n"
        " LEFT JOIN person p ON p.id = n.by_person_id"
        " WHERE n.request_id = ? ORDER BY n.at DESC, n.id DESC",
        (request_id,),
    )
    return [LineView(*row) for row in rows]


def taken_on(conn: Reader, view: RequestView) -> Attempt | None:
    """Who accepted the life a request is about; see `models.emergency.rules.taken_on`."""
    (last_call,) = conn.execute(
        "SELECT max(opened_at) FROM request"
        " WHERE id = :own OR (joined_to_id = :own AND urgency = 'life')",
        {"own": view.id},
    ).fetchone()
    return rules.taken_on(sheet(conn, view.no), last_call)


def lives(conn: Reader, now: datetime, queue: QueueSettings) -> list[RequestRow]:
    """Open requests about a life, the longest waiting by the queue's order first."""
    from data.requests.queries import where

    condition = "t.state <> 'closed' AND t.state = 'open' AND t.urgency = 'life'"
    return where(conn, condition, {}, now, queue)
