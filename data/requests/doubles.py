"""Which requests on file a new one may double, and joining those that are one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data import sql
from data.requests import queries
from data.requests.search_text import refresh_search
from data.sql import Reader
from models.problems import Refused
from models.requests import Double, Likeness, QueueSettings
from models.requests.doubles import Draft, joined, joining_problems, likeness, saying
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.store import Step


_WORDS_FOR = timedelta(days=3)
"""How far back requests are looked at that only have their words in common."""

_MOST_READ = 400
"""Newest requests whose words are compared while somebody types."""

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
        " WHERE household_id = (SELECT id FROM household WHERE no = :household)"
        " UNION SELECT no FROM request WHERE phone = :phone AND :phone <> ''"
        " UNION SELECT no FROM request"
        " WHERE call_back_phone = :phone AND call_back_phone <> '' AND :phone <> ''",
        {"household": draft.household_no, "phone": draft.phone},
    )
    return [no for (no,) in rows]


def _alike(conn: Reader, draft: Draft, now: datetime) -> list[int]:
    """The numbers of recent requests that say nearly the same of a need of the same kind."""
    if not draft.words:
        return []
    rows = conn.execute(
        "SELECT t.no, t.summary FROM request t"
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
    found = rows.fetchall()
    return [found[at][0] for at in saying(draft.words, [summary for _no, summary in found])]


def join(step: Step, stays_no: int, nos: Sequence[int]) -> None:
    """Join requests to the one that stays; from now on they go its way.

    What was said, chased and told of each is kept and read with the one that stays, which becomes
    as urgent as the worst of them. What had been joined to one of them follows.

    Raises:
        Refused: `request_unknown`, or the first of
            `models.requests.doubles.joining_problems`.
    """
    from data.requests import commands

    record, stays = commands.fetch(step, stays_no)
    views = [queries.view(step.conn, no) for no in nos if no != stays_no]
    for problem in joining_problems(stays, views):
        raise Refused(problem.code, problem.field, **problem.params)
    left = joined(stays, views)
    record.state, record.urgency = left.state, left.urgency
    if left.state == "open":
        record.outcome = None
    record.harm_at = _moment(left.harm_at)
    record.harm_reason, record.days_left = left.harm_reason, left.days_left
    record.next_chase_at = _moment(left.next_chase_at)
    record.told_at, record.told_whom = _moment(left.told_at), left.told_whom
    record.caller, record.phone = left.caller, left.phone
    record.patient, record.call_back_phone = left.patient, left.call_back_phone
    if left.household_no is not None:
        record.household_id = commands.key_of(step.conn, "household", left.household_no)
    record.version += 1
    step.session.flush()
    for view in views:
        step.conn.execute(
            "UPDATE request SET joined_to_id = :stays, version = version + 1"
            " WHERE id = :own OR joined_to_id = :own",
            {"stays": stays.id, "own": view.id},
        )
    commands.lead(step, record)
    refresh_search(step.conn, stays_no)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else loaded(text)
