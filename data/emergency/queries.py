"""What is read of emergency sheets: one whole, and the lives there are to look after."""

from __future__ import annotations

from data import sql
from data.requests import queries as requests
from data.sql import Reader
from models.emergency import (
    Attempt,
    Call,
    Caller,
    EmergencyKind,
    LineView,
    Sheet,
    Way,
    closing,
    rules,
)
from models.emergency.checklists import AFTER_DEATH
from models.emergency.dangers import checklist_kind
from models.requests import RequestRow, RequestView


def sheet(conn: Reader, no: int) -> Sheet:
    """The sheet of a request; one that nobody wrote on yet has the checklist its words suggest.

    Raises:
        Refused: `request_unknown`.
    """
    view = requests.view(conn, no)
    kind, callers = checklist_kind(view.kind, f"{view.summary}\n{view.text}"), []
    for one in sql.named(conn.execute(_SHEET, (view.id,))):
        kind = EmergencyKind(one["kind"])
        named = ((one["first_no"], one["first"]), (one["second_no"], one["second"]))
        callers = [Caller(caller, name) for caller, name in named if caller is not None]
    return Sheet(
        no, str(kind), tuple(callers), tuple(_attempts(conn, view.id)), tuple(_lines(conn, view.id))
    )


_SHEET = """
SELECT e.kind AS kind, a.no AS first_no, a.name AS first, b.no AS second_no, b.name AS second
FROM emergency e LEFT JOIN person a ON a.id = e.caller_id
LEFT JOIN person b ON b.id = e.second_caller_id
WHERE e.request_id = ?"""


def _entry(key: str) -> str:
    """SQL for the place of a record among all that was ever entered; a step that is undone and
    redone does not change it. 0 where damage took it from the journal."""
    return f"coalesce((SELECT min(j.seq) FROM journal_change j WHERE j.row_id = {key}), 0)"


def _attempts(conn: Reader, request_id: str) -> list[Attempt]:
    """All chases of the request and of those joined to it: whoever was asked was tried."""
    rows = conn.execute(
        "SELECT k.at AS at, k.entered_at AS entered_at, k.whom AS whom, c.no AS contact_no,"
        " q.no AS person_no, k.rung AS rung, k.said AS said, k.answered AS answered,"
        f" k.verdict AS verdict, p.name AS by, {_entry('k.id')} AS entry"
        " FROM chase k LEFT JOIN contact c ON c.id = k.contact_id"
        " LEFT JOIN person q ON q.id = k.person_id LEFT JOIN person p ON p.id = k.by_person_id"
        " WHERE k.subject = 'request' AND k.subject_id IN"
        " (SELECT id FROM request WHERE id = :own OR joined_to_id = :own)"
        " ORDER BY k.at DESC, k.id DESC",
        {"own": request_id},
    )
    return sql.views(Attempt, rows)


def _lines(conn: Reader, request_id: str) -> list[LineView]:
    """The lines of its own sheet; of those joined to it all but the items, which each has."""
    rows = conn.execute(
        "SELECT n.line AS line, n.item AS item, n.said AS said, n.at AS at,"
        f" n.entered_at AS entered_at, p.name AS by, {_entry('n.id')} AS entry"
        " FROM emergency_line n"
        " LEFT JOIN person p ON p.id = n.by_person_id"
        " WHERE n.request_id = :own OR (n.line <> 'item' AND n.request_id IN"
        " (SELECT id FROM request WHERE joined_to_id = :own)) ORDER BY n.at DESC, n.id DESC",
        {"own": request_id},
    )
    return sql.views(LineView, rows)


def items(conn: Reader, row: RequestRow) -> list[tuple[str, str | None]]:
    """What has to be done for a request by its sheet, see `models.emergency.rules.items`."""
    return rules.items(sheet(conn, row.no), row.outcome)


def unfinished(conn: Reader) -> list[int]:
    """Numbers of the requests that ended by a death, after which something has still to be done."""
    rows = conn.execute(
        "SELECT t.no AS no FROM request t WHERE t.outcome = 'died' AND t.joined_to_id IS NULL"
        " AND (SELECT count(DISTINCT n.item) FROM emergency_line n WHERE n.request_id = t.id"
        f" AND n.line = 'item' AND n.item IN ({sql.given('items')})) < :all ORDER BY t.no",
        {"items": sql.as_given(AFTER_DEATH), "all": len(AFTER_DEATH)},
    )
    return [one["no"] for one in sql.named(rows)]


def way(conn: Reader, view: RequestView) -> Way:
    """How far the life is that a request is about; see `models.emergency.closing.way`."""
    calls = conn.execute(
        f"SELECT r.opened_at AS at, r.entered_at AS entered_at, {_entry('r.id')} AS entry"
        " FROM request r WHERE r.id = :own OR (r.joined_to_id = :own AND r.urgency = 'life')",
        {"own": view.id},
    )
    return closing.way(sheet(conn, view.no), sql.views(Call, calls))
