"""What is on file of households that a call is about: marks, note, and what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from data import sql
from data.households.marks import all_marks_of
from data.requests import due
from data.sql import Reader
from models.reading.known import Fact, Home
from models.requests import Known, Outcome, RequestKind, RequestView

MOST_HOMES = 8
"""Households of one call whose history is looked at; a call about more is about a building."""

MOST_EARLIER = 20
"""Requests of one household that are looked at."""

_READ = 1000
"""Characters of each that are looked at."""

_TELLING = sql.quoted((RequestKind.DIALYSIS, RequestKind.BIRTH, RequestKind.MEDICINE))

_AT_STAKE = f"(t.joined_to_id IS NULL AND {due.LIFE})"
"""A call that only may be about a life makes no other of the household doubtful."""

_EARLIER = sql.records(
    f"""t.no, t.kind, t.urgency, t.harm_reason, substr(t.text, 1, {_READ}), t.is_vital,
        {_AT_STAKE}, t.outcome, t.opened_at, t.closed_at""",
    f"""FROM request t WHERE t.id IN (
          SELECT id FROM request WHERE household_id = h.id
          UNION SELECT request_id FROM request_door WHERE household_id = h.id)
        ORDER BY ({_AT_STAKE} OR coalesce(t.outcome = '{Outcome.DIED}', 0)) DESC,
          (t.is_vital = 1 OR t.kind IN ({_TELLING})) DESC, t.opened_at DESC, t.no DESC
        LIMIT {MOST_EARLIER}""",
)
"""The requests of a household in the order of their fields in `Earlier`: what tells of lives, of
bodies, then the latest."""

_HOMES = f"""
SELECT h.no AS no, h.people AS people, h.elders AS elders, h.note AS note,
  {all_marks_of("h.id")} AS marks, {_EARLIER} AS earlier
FROM household h WHERE h.no IN ({sql.given("homes")})
"""


def homes(conn: Reader, numbers: Sequence[int], now: datetime) -> list[Home]:
    """What is on file of households by their numbers, at most of `MOST_HOMES`, in their order.

    Of each the requests it is about, behind whichever of its doors; the latest first.
    """
    asked = list(dict.fromkeys(numbers))[:MOST_HOMES]
    if not asked:
        return []
    given: dict[str, Any] = {"homes": sql.as_given(asked), **due.moments(now)}
    found = sql.views(Home, conn.execute(_HOMES, given))
    return sorted((_in_order(home) for home in found), key=lambda home: asked.index(home.no))


def source(conn: Reader, asked: RequestView, now: datetime) -> Fact | None:
    """What is known of the households of a request and is the reason of its harm, with who said
    so; None where that is not the reason, or nothing tells of it any more.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    if asked.harm_reason not in tuple(Known):
        return None
    from models.reading.history import known_of  # no word is needed where nothing is known

    numbers = [] if asked.household_no is None else [asked.household_no]
    for home in homes(conn, [*numbers, *asked.doors], now):
        others = tuple(one for one in home.earlier if one.no != asked.no)
        fact = known_of(home._replace(earlier=others), now).get(Known(asked.harm_reason))
        if fact is not None:
            return fact
    return None


def _in_order(home: Home) -> Home:
    earlier = sorted(home.earlier, key=lambda one: (one.opened_at, one.no), reverse=True)
    return home._replace(earlier=tuple(earlier))
