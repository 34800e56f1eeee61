"""What is read of requests: the queue's rows, one request whole, its chases and tellings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial

from data import sql
from data.chases import queries as ladder
from data.households.addresses import address, at_household
from data.households.telephones import phones_of
from data.listing import Listing, ListSpec
from data.requests import due
from data.requests.doors import about, doors_of, numbers_of
from data.requests.due import AT_STAKE, CHASE_DUE, LIFE
from data.settings import IN_CHARGE
from data.sql import Reader
from models.chases import ChaseView, QuestionView, Subject, TellingView, Urgency
from models.chases.rules import untold_edge
from models.listing import ListQuery
from models.requests import DEFAULT_SETTINGS, QueueSettings, RequestRow, RequestView
from models.times import legible, stored

URGENCY = f"""
CASE WHEN {LIFE} THEN 'life'
     WHEN t.urgency IN ('life', 'today') OR t.harm_at IS NULL THEN t.urgency
     WHEN t.harm_at <= :today_edge THEN 'today'
     WHEN t.harm_at <= :soon_edge THEN 'soon' ELSE t.urgency END"""
"""`models.requests.urgency.urgency_of` in SQL; see `moments` for its parameters."""

BROKEN = "t.state = 'open' AND t.promised_until < :now"
"""A promise that nobody kept, of what is still pushed."""

HARM_PAST = "t.state = 'open' AND t.harm_at <= :now"
"""`models.requests.rules.harm_past` in SQL."""

BAND = f"""
CASE WHEN t.state = 'closed' THEN 4
     WHEN {AT_STAKE} THEN 0
     WHEN {CHASE_DUE} OR ({BROKEN}) THEN 2 ELSE 3 END"""
"""`models.requests.rules.band` in SQL, broken promises in one with what is overdue."""

RANK = f"CASE {URGENCY} WHEN 'life' THEN 0 WHEN 'today' THEN 1 WHEN 'soon' THEN 2 ELSE 3 END"
"""An urgency's place in `models.chases.rules.URGENCIES`."""

_BROKEN_FIRST = f"CASE WHEN NOT {AT_STAKE} AND ({BROKEN}) THEN 0 ELSE 1 END"

TERMS = (BAND, RANK, _BROKEN_FIRST, "coalesce(t.harm_at, '9999')", "t.opened_at")
"""`models.requests.rules.order_key` in SQL, but for the number, which decides last."""

ORDER = ", ".join((*TERMS, "t.no"))

ROW = f"""
SELECT t.no AS no, t.id AS id, t.state AS state, t.kind AS kind, {URGENCY} AS urgency,
  t.harm_at AS harm_at, t.harm_reason AS harm_reason, t.summary AS summary, h.no AS household_no,
  {address()}, t.caller AS caller, t.phone AS phone, p.name AS owner, t.rung AS rung,
  (SELECT count(*) FROM chase k WHERE k.subject_id = t.id AND k.subject = 'request')
    + (SELECT count(*) FROM request j JOIN chase k
       ON k.subject_id = j.id AND k.subject = 'request' WHERE j.joined_to_id = t.id) AS chases,
  t.next_chase_at AS next_chase_at, t.promised_by AS promised_by,
  t.promised_until AS promised_until, t.told_at AS told_at, t.opened_at AS opened_at,
  t.outcome AS outcome, t.address_said AS address_said,
  (SELECT j.no FROM request j WHERE j.id = t.joined_to_id) AS joined_to,
  {doors_of("t.id")} AS doors,
  t.call_back_phone AS call_back_phone, h.head AS head, {phones_of()} AS home_phones,
  t.doubts AS doubts
FROM request t {at_household("t.household_id")}
LEFT JOIN person p ON p.id = t.owner_id"""
"""The columns of a RequestRow. Chases of those joined to it count as its own."""

NOT_CLOSED = "t.state <> 'closed' AND t.state IN ('open', 'call_back') AND t.joined_to_id IS NULL"
"""What goes on by itself. The state is said twice: the first part lets the index of the queue be
used, the second makes it preferred."""

NOW = f"{AT_STAKE} OR {CHASE_DUE} OR ({BROKEN})"
"""What `models.requests.rules.band` puts before those that only wait."""

LAST_TOLD = sql.greatest("coalesce(t.told_at, '')", "t.opened_at")
"""When a resident last heard of their request: when they were told, else when they asked."""

UNTOLD = f"""{LAST_TOLD} <= CASE {URGENCY}
  WHEN 'life' THEN :untold_life WHEN 'today' THEN :untold_today WHEN 'soon' THEN :untold_soon
  ELSE :untold_routine END"""
"""Of what is not closed: told nothing since the `untold_edge` of its urgency, or longer."""

_MINE = f"t.owner_id = {IN_CHARGE}"

REQUESTS: ListSpec[RequestRow] = ListSpec(
    table="request",
    rows=ROW,
    read=partial(sql.views, RequestRow),
    sorts={
        "hurt": TERMS,
        "opened": ("t.opened_at",),
        "due": ("coalesce(t.next_chase_at, '9999')",),
        "kind": ("t.kind",),
        "address": (
            "coalesce((SELECT sort_key FROM household h WHERE h.id = t.household_id), '~')",
        ),
    },
    scopes={
        "open": NOT_CLOSED,
        "now": f"{NOT_CLOSED} AND ({NOW})",
        "life": f"{NOT_CLOSED} AND {AT_STAKE}",
        "mine": f"{NOT_CLOSED} AND {_MINE}",
        "promised": f"{NOT_CLOSED} AND t.state = 'open' AND t.promised_until IS NOT NULL",
        "call_back": f"{NOT_CLOSED} AND t.state = 'call_back'",
        "untold": f"{NOT_CLOSED} AND {UNTOLD}",
        "errands": f"{NOT_CLOSED} AND t.state = 'open' AND t.kind = 'medicine'",
        "questions": f"{NOT_CLOSED} AND t.id IN ("
        "SELECT subject_id FROM question WHERE subject = 'request' AND advised_at IS NULL)",
        "closed": "t.state = 'closed'",
        "all": "",
    },
)
"""The queue. `open` is all that goes on, `mine` what the person in charge looks after, `errands`
what may be fetched; `hurt` is the order of harm. What was joined to another is in `all` only,
closed with it in `closed` too."""

SETTINGS = "requests."
_DURATIONS = (
    "today_within",
    "soon_within",
    "due_within",
    "retry_after",
    "retry_life",
    "harm_lead",
    "ring_again",
)
_CLOCKS = ("morning", "quiet_from", "quiet_until")


def settings(conn: Reader) -> QueueSettings:
    """The committee's settings of the queue; defaults where it set nothing.

    Kept as `requests.chase_life` and the like: durations in minutes, clock times as `HH:MM`.
    """
    rows = conn.execute("SELECT id, value FROM setting WHERE id LIKE ?", (SETTINGS + "%",))
    found = {one["id"].removeprefix(SETTINGS): json.loads(one["value"]) for one in sql.named(rows)}
    if not found:
        return DEFAULT_SETTINGS
    given: dict[str, object] = {}
    for name in _DURATIONS:
        if name in found:
            given[name] = timedelta(minutes=int(found[name]))
    for name in _CLOCKS:
        if name in found:
            given[name] = time.fromisoformat(found[name])
    if "life_rings" in found:
        given["life_rings"] = bool(found["life_rings"])
    if "rung_after" in found:
        given["rung_after"] = int(found["rung_after"])
    after, told = dict(DEFAULT_SETTINGS.chase_after), dict(DEFAULT_SETTINGS.told_within)
    for urgency in Urgency:
        if f"chase_{urgency}" in found:
            after[urgency] = timedelta(minutes=int(found[f"chase_{urgency}"]))
        if f"told_{urgency}" in found:
            told[urgency] = timedelta(minutes=int(found[f"told_{urgency}"]))
    return QueueSettings(
        chase_after=after,
        told_within=told,
        **given,  # type: ignore[arg-type]
    )


def moments(now: datetime, queue: QueueSettings) -> dict[str, str]:
    """The parameters of URGENCY, BAND, ORDER and UNTOLD for a moment."""
    return {
        **due.moments(now),
        "today_edge": stored(now + queue.today_within),
        "soon_edge": stored(now + queue.soon_within),
        **{f"untold_{one}": stored(untold_edge(one, now, queue)) for one in Urgency},
    }


def listing(
    conn: Reader, query: ListQuery, now: datetime, queue: QueueSettings
) -> Listing[RequestRow]:
    """The requests a query finds, as a window."""
    return REQUESTS.open(conn, query, **moments(now, queue))


def rows(
    conn: Reader, numbers: Sequence[int], now: datetime, queue: QueueSettings
) -> list[RequestRow]:
    """The rows of these numbers, in their order; numbers nobody has are passed over."""
    query = f"{ROW} WHERE t.no IN ({sql.given('numbers')})"
    values = {**moments(now, queue), "numbers": sql.as_given(numbers)}
    found = {row.no: row for row in sql.views(RequestRow, conn.execute(query, values))}
    return [found[no] for no in numbers if no in found]


def where(
    conn: Reader,
    condition: str,
    values: dict[str, object],
    now: datetime,
    queue: QueueSettings,
) -> list[RequestRow]:
    """The rows a condition of the program's own finds, what is hurt first in front."""
    query = f"{ROW} WHERE {condition} ORDER BY {ORDER}"
    return sql.views(RequestRow, conn.execute(query, {**moments(now, queue), **values}))


def lives(conn: Reader, now: datetime, queue: QueueSettings) -> list[RequestRow]:
    """Open requests that are life safety or may be, and go their own way, by the queue's order."""
    return where(conn, f"{NOT_CLOSED} AND t.state = 'open' AND {AT_STAKE}", {}, now, queue)


def of_household(
    conn: Reader, household_no: int, now: datetime, queue: QueueSettings
) -> list[RequestRow]:
    """All requests about a household, the open ones in front."""
    condition = about("(SELECT id FROM household WHERE no = :household)")
    return where(conn, condition, {"household": household_no}, now, queue)


_VIEW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.state AS state, t.kind AS kind,
  t.urgency AS urgency, t.harm_at AS harm_at, t.harm_reason AS harm_reason,
  t.days_left AS days_left, t.summary AS summary, t.text AS text, h.no AS household_no,
  t.address_said AS address_said, t.caller AS caller, t.phone AS phone, t.patient AS patient,
  t.call_back_phone AS call_back_phone, p.no AS owner_no, t.rung AS rung,
  t.next_chase_at AS next_chase_at, t.promised_by AS promised_by,
  t.promised_until AS promised_until, t.told_at AS told_at, t.told_whom AS told_whom,
  t.opened_at AS opened_at, t.entered_at AS entered_at, t.outcome AS outcome,
  t.closed_at AS closed_at, (SELECT j.no FROM request j WHERE j.id = t.joined_to_id) AS joined_to,
  {numbers_of("t.id")} AS doors,
  t.is_vital AS is_vital, t.doubts AS doubts
FROM request t LEFT JOIN household h ON h.id = t.household_id
LEFT JOIN person p ON p.id = t.owner_id"""


def view(conn: Reader, no: int) -> RequestView:
    """One request whole.

    Raises:
        Refused: `request_unknown`.
    """
    return sql.found(
        RequestView, conn.execute(f"{_VIEW} WHERE t.no = ?", (no,)), "request_unknown", no=no
    )


def errand_back(conn: Reader, request_id: str) -> datetime | None:
    """When the errand comes back that a request, or one joined to it, waits on; None for none.

    A time that cannot be read is none: it is chased sooner then.
    """
    (found,) = conn.execute(
        "SELECT max(e.returns_at) FROM errand_line l JOIN errand e ON e.id = l.errand_id"
        " WHERE e.state = 'open' AND l.result = 'waiting' AND l.request_id IN"
        " (SELECT id FROM request WHERE id = :own OR joined_to_id = :own)",
        {"own": request_id},
    ).fetchone()
    return legible(found)


def chases(conn: Reader, no: int) -> list[ChaseView]:
    """The chases of a request and of those joined to it, the latest first."""
    return ladder.chases(conn, Subject.REQUEST, _with_joined(conn, no))


def tellings(conn: Reader, no: int) -> list[TellingView]:
    """What residents were told of a request and of those joined to it, the latest first."""
    return ladder.tellings(conn, Subject.REQUEST, _with_joined(conn, no))


def questions(conn: Reader, no: int) -> list[QuestionView]:
    """All questions about a request and those joined to it, in the order they were noted."""
    return ladder.questions(conn, Subject.REQUEST, _with_joined(conn, no))


def _with_joined(conn: Reader, no: int) -> list[str]:
    """The keys of a request and of those joined to it."""
    rows = conn.execute(
        "SELECT id FROM request WHERE no = :no UNION ALL SELECT j.id FROM request t"
        " JOIN request j ON j.joined_to_id = t.id WHERE t.no = :no",
        {"no": no},
    )
    return [key for (key,) in rows]


def joined(conn: Reader, no: int, now: datetime, queue: QueueSettings) -> list[RequestRow]:
    """The requests joined to one."""
    condition = "t.joined_to_id = (SELECT id FROM request WHERE no = :no)"
    return where(conn, condition, {"no": no}, now, queue)
