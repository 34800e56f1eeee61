"""What is asked of rounds of calls: their calls, what is left of them, who was not spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.call_down.homes import KNOCKS, NAME, PRESENCES, each_once, why_nobody_is_in
from data.call_down.left import CALLS, DUE, LEFT, SAME, SEEN_TO, moments
from data.call_down.settings import call_settings
from data.households.addresses import address, at_household
from data.households.marks import all_marks_of, marks_of
from data.households.telephones import phones_of
from data.sql import Reader
from models.call_down import VULNERABLE, CallLine, RoundLine, Unspoken
from models.fields import input_of
from models.residents.rules import OLD
from models.telephones import Telephone
from models.times import local_date, stored

_CALL = f"""
SELECT k.no AS no, k.id AS id, k.version AS version, u.no AS round, h.id AS household_id,
  h.no AS household, t.no AS resident, coalesce(t.name, {NAME}) AS name, {address()},
  {all_marks_of("h.id")} AS marks, {phones_of("k.resident_id")} AS phones, p.no AS caller_no,
  p.name AS caller, k.due_at AS due_at, k.tries AS tries, k.tried_at AS tried_at,
  k.result AS result, k.spoken_at AS spoken_at, q.no AS request, k.note AS note,
  b.no AS building_no,
  {LEFT} AS left, {DUE} AS due, nullif(t.presence, 'present') AS gone
{CALLS} LEFT JOIN person p ON p.id = k.caller_id
LEFT JOIN request q ON q.id = k.request_id {at_household("k.household_id")}
"""

_ROUND = f"""
SELECT u.no AS no, u.id AS id, u.marks AS marks, u.made_at AS made_at, u.note AS note,
  count(k.id) AS calls, {sql.count_if("k.result = 'well'")} AS well,
  {sql.count_if("k.result = 'needs'")} AS needs,
  {sql.count_if("k.result = 'not_here'")} AS not_here,
  {sql.count_if(LEFT)} AS left, {sql.count_if(DUE)} AS due
FROM call_round u LEFT JOIN round_call k ON k.round_id = u.id
LEFT JOIN resident t ON t.id = k.resident_id
"""


def _calls(conn: Reader, now: datetime, condition: str, **given: object) -> list[CallLine]:
    found = conn.execute(f"{_CALL} WHERE {condition}", {**moments(now), **given})
    return [one._replace(phones=each_once(one.phones)) for one in sql.views(CallLine, found)]


def left(conn: Reader, now: datetime) -> list[CallLine]:
    """The calls still to be made, by caller: the due first, in the order of doors; then the others
    as they come."""
    order = f"""ORDER BY p.no IS NULL DESC, p.no, NOT {DUE},
      CASE WHEN {DUE} THEN '' ELSE k.due_at END, h.sort_key, k.position, k.no"""
    return _calls(conn, now, f"{LEFT} {order}")


def made(conn: Reader, now: datetime, limit: int = 200) -> list[CallLine]:
    """The calls that have a result, the latest first."""
    order = "k.result IS NOT NULL ORDER BY k.tried_at DESC, k.no DESC LIMIT :limit"
    return _calls(conn, now, order, limit=limit)


def call(conn: Reader, no: int, now: datetime) -> CallLine:
    """One call.

    Raises:
        Refused: `round_call_unknown`.
    """
    found = conn.execute(f"{_CALL} WHERE k.no = :no", {**moments(now), "no": no})
    one = sql.found(CallLine, found, "round_call_unknown", no=no)
    return one._replace(phones=each_once(one.phones))


def rounds(conn: Reader, now: datetime) -> list[RoundLine]:
    """All rounds, the latest first."""
    found = conn.execute(f"{_ROUND} GROUP BY u.id ORDER BY u.no DESC", moments(now))
    return sql.views(RoundLine, found)


# -- who was not spoken to -------------------------------------------------------------------------

_ABOUT = """q.id IN (SELECT id FROM request WHERE household_id = h.id
    UNION SELECT request_id FROM request_door WHERE household_id = h.id)"""

_LAST = f"""(SELECT max(at) FROM (
    SELECT y.spoken_at AS at FROM round_call y WHERE y.household_id = h.id
    UNION ALL SELECT q.opened_at FROM request q WHERE {_ABOUT} AND q.id NOT IN {KNOCKS}
    UNION ALL SELECT q.told_at FROM request q WHERE {_ABOUT}
    UNION ALL SELECT z.at FROM telling z JOIN request q ON q.id = z.subject_id
      WHERE z.subject = 'request' AND {_ABOUT}
  ) WHERE at <= :late)"""
"""SQL for when somebody of a household `h` was spoken to last: in a round, when they called or were
told something; what was dated while the clock was ahead counts for nothing."""

_UNSPOKEN = f"""
SELECT h.no AS no, {NAME} AS name, {address()}, {all_marks_of("h.id")} AS marks,
  {phones_of()} AS phones, {_LAST} AS spoken_at, {marks_of("h.id")} AS own,
  h.people AS people, h.present AS present, {PRESENCES} AS presences
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
WHERE h.id IN (
  SELECT household_id FROM household_mark WHERE mark IN ({sql.quoted(sorted(VULNERABLE))})
  UNION SELECT r.household_id FROM resident_mark m JOIN resident r ON r.id = m.resident_id
    WHERE r.presence = 'present' AND m.mark IN ({sql.quoted(sorted(VULNERABLE))})
  UNION SELECT r.household_id FROM resident r WHERE r.presence = 'present'
    AND r.born <> '' AND CAST(substr(r.born, 1, 4) AS INTEGER) <= :year)
ORDER BY spoken_at IS NOT NULL, spoken_at, h.sort_key, h.no
"""


class _Home(NamedTuple):
    """An `Unspoken`, with who may be in."""

    no: int
    name: str
    compound: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    marks: tuple[str, ...]
    phones: tuple[Telephone, ...]
    spoken_at: str | None
    own: tuple[str, ...]
    people: int | None
    present: int | None
    presences: tuple[str, ...]


def unspoken(conn: Reader, now: datetime) -> list[Unspoken]:
    """Households of the vulnerable to whom nobody has spoken for days, *setting*; those nobody ever
    spoke to first, then the longest. Where nobody is in, nobody is missed."""
    since = stored(now - timedelta(days=call_settings(conn).unspoken_days))
    times = {**moments(now), "year": local_date(now).year - OLD}
    homes = sql.views(_Home, conn.execute(_UNSPOKEN, times))
    return [input_of(Unspoken, one, phones=each_once) for one in homes if _is_missed(one, since)]


def _is_missed(home: _Home, since: str) -> bool:
    if home.spoken_at is not None and home.spoken_at > since:
        return False
    return why_nobody_is_in(home.own, home.people, home.present, home.presences) is None


def in_a_row(conn: Reader, line: CallLine) -> int:
    """How many tries in a row somebody has not answered, in whatever rounds, since somebody spoke
    to them or went to see."""
    rows = conn.execute(
        f"""SELECT coalesce(sum(k.tries), 0) FROM round_call k
        WHERE k.household_id = :home
          AND k.resident_id IS (SELECT resident_id FROM round_call WHERE no = :no)
          AND k.result = 'no_answer' AND NOT {SEEN_TO} AND k.tried_at > coalesce((
            SELECT max(x.spoken_at) FROM round_call x
            WHERE x.household_id = k.household_id AND x.resident_id IS k.resident_id), '')""",
        {"home": line.household_id, "no": line.no},
    )
    return int(sql.value(rows))


def open_knock(conn: Reader, line: CallLine) -> str | None:
    """The key of the open request that somebody should knock where a call goes; None for none."""
    rows = conn.execute(
        f"""SELECT k.request_id FROM round_call k WHERE k.household_id = :home
        AND k.resident_id IS (SELECT resident_id FROM round_call WHERE no = :no)
        AND k.result = 'no_answer' AND k.request_id IS NOT NULL AND NOT {SEEN_TO} LIMIT 1""",
        {"home": line.household_id, "no": line.no},
    )
    key: str | None = sql.value(rows)
    return key


def twins(conn: Reader, line: CallLine) -> Sequence[str]:
    """Keys of other open calls of the same round to the same person or household: two households
    became one."""
    rows = conn.execute(
        f"SELECT x.id FROM round_call k JOIN round_call x ON {SAME} AND x.round_id = k.round_id"
        " WHERE k.no = ? AND x.due_at IS NOT NULL",
        (line.no,),
    )
    return [key for (key,) in rows]
