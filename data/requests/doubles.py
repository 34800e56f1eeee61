"""Which requests on file a new one may double."""

from __future__ import annotations

from datetime import datetime, timedelta

from data import sql
from data.requests import queries
from data.sql import Reader
from models.requests import Double, Likeness, QueueSettings
from models.requests.doubles import Draft, likeness, saying
from models.times import stored

_WORDS_FOR = timedelta(days=3)
"""How far back requests are looked at that only have their words in common."""

_MOST_READ = 400
"""Newest requests whose words are compared while somebody types."""

_HOMES = f"SELECT id FROM household WHERE no IN ({sql.given('homes')})"

_STRONGEST = list(Likeness)


def doubles(conn: Reader, draft: Draft, now: datetime, queue: QueueSettings) -> list[Double]:
    """Requests not closed that one being written down may double, the likeliest first."""
    nos = {*_of_same(conn, draft), *_alike(conn, draft, now)}
    # Looked up by their numbers: the index of the queue would be gone through from end to end.
    condition = f"t.no IN ({sql.given('nos')}) AND +t.state <> 'closed' AND t.joined_to_id IS NULL"
    given: dict[str, object] = {"nos": sql.as_given(sorted(nos))}
    found = [
        Double(row, likeness(draft, row) or Likeness.PHONE)
        for row in queries.where(conn, condition, given, now, queue)
    ]
    return sorted(found, key=lambda double: _STRONGEST.index(double.why))


def _of_same(conn: Reader, draft: Draft) -> list[int]:
    """The numbers of requests of the same household or telephone."""
    rows = conn.execute(
        "SELECT no FROM request"
        f" WHERE household_id IN ({_HOMES})"
        f" UNION SELECT r.no FROM request_door d JOIN request r ON r.id = d.request_id"
        f" WHERE d.household_id IN ({_HOMES})"
        " UNION SELECT no FROM request WHERE phone = :phone AND :phone <> ''"
        " UNION SELECT no FROM request"
        " WHERE call_back_phone = :phone AND call_back_phone <> '' AND :phone <> ''",
        {"homes": sql.as_given(draft.homes), "phone": draft.phone},
    )
    return [no for (no,) in rows]


def _alike(conn: Reader, draft: Draft, now: datetime) -> list[int]:
    """The numbers of recent requests that say nearly the same of a need of the same kind."""
    if not draft.words:
        return []
    rows = conn.execute(
        "SELECT t.no AS no, t.summary AS summary FROM request t"
        " WHERE t.state = 'open' AND t.opened_at >= :since AND t.kind = :kind"
        " AND t.joined_to_id IS NULL"
        " AND (:household IS NULL OR t.household_id IS NULL)"
        " ORDER BY t.opened_at DESC LIMIT :most",
        {
            "since": stored(now - _WORDS_FOR),
            "kind": draft.kind,
            "household": draft.household_no,
            "most": _MOST_READ,
        },
    )
    found: dict[int, str] = sql.mapped(rows, "no", "summary")
    nos = list(found)
    return [nos[at] for at in saying(draft.words, list(found.values()))]
