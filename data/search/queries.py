"""Search over everything ever said: requests by any word of theirs, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.requests import queries
from data.search.records import holds_all, words_or_marks
from data.sql import Reader
from models.requests import QueueSettings, RequestRow
from models.search.excerpts import Excerpt, excerpt
from models.text import fold

MOST = 60
"""Requests found at once; whoever needs others types more."""

_FIND = """
SELECT t.no FROM request t WHERE t.state = :state AND {words}
ORDER BY t.opened_at DESC, t.no DESC LIMIT :most"""
"""Reads only an index, from its newest end; a common word is found after a few records."""

_STATES = ("open", "call_back", "closed")

_SAID = """
SELECT r.no AS no, 'text' AS source, NULL AS whom, r.opened_at AS at, r.text AS words
FROM request r WHERE r.no IN ({numbers})
UNION ALL
SELECT r.no, 'chase', k.whom, k.at, k.whom || ': ' || k.said FROM chase k
JOIN request r ON r.id = k.subject_id AND k.subject = 'request' WHERE r.no IN ({numbers})
UNION ALL
SELECT r.no, 'telling', k.whom, k.at, k.whom || ': ' || k.said FROM telling k
JOIN request r ON r.id = k.subject_id AND k.subject = 'request' WHERE r.no IN ({numbers})
UNION ALL
SELECT r.no, 'question', p.name, coalesce(q.advised_at, q.entered_at),
  p.name || ': ' || q.asked || ' ' || q.advice FROM question q
JOIN request r ON r.id = q.subject_id AND q.subject = 'request' JOIN person p ON p.id = q.person_id
WHERE r.no IN ({numbers})
ORDER BY at DESC"""


class _Said(NamedTuple):
    no: int
    source: str
    whom: str | None
    at: str
    words: str


class Hit(NamedTuple):
    """A request found, and where."""

    row: RequestRow
    source: str
    """`text`, `chase`, `telling`, `question`; `about` for its address, names, numbers, kind."""
    whom: str | None
    """Who said it or was told; None for the request's own words."""
    at: str
    """When it was said; stored form."""
    excerpt: Excerpt | None


class Found(NamedTuple):
    """What a search found."""

    hits: tuple[Hit, ...]
    more: bool
    """Whether there are others behind these."""


def search(conn: Reader, text: str, now: datetime, queue: QueueSettings, most: int = MOST) -> Found:
    """Requests in which every word occurs, those that go on in front, the newest first.

    A word that hardly any request has costs one pass over the searched text: 70 ms at 200,000
    requests with 400,000 chases.
    """
    words = fold(text).split()
    if not words:
        return Found((), False)
    forms = words_or_marks(text)
    numbers = _numbers(conn, forms, most + 1)
    shown = numbers[:most]
    words = [form for each in forms for form in each]
    said = _said(conn, shown)
    hits = [_hit(row, said.get(row.no, ()), words) for row in queries.rows(conn, shown, now, queue)]
    return Found(tuple(hits), len(numbers) > most)


def _numbers(conn: Reader, words: Sequence[Sequence[str]], most: int) -> list[int]:
    """Numbers of requests that hold any form of each word."""
    holding, values = holds_all(words)
    query = _FIND.format(words=holding)
    found: list[int] = []
    for state in _STATES:
        wanted = {**values, "state": state, "most": most - len(found)}
        found += [no for (no,) in conn.execute(query, wanted)]
        if len(found) >= most:
            break
    return found


def _said(conn: Reader, numbers: Sequence[int]) -> dict[int, list[_Said]]:
    query = _SAID.format(numbers=sql.given("numbers"))
    found: dict[int, list[_Said]] = {}
    for one in sql.views(_Said, conn.execute(query, {"numbers": sql.as_given(numbers)})):
        found.setdefault(one.no, []).append(one)
    return found


def _hit(row: RequestRow, said: Sequence[_Said], words: Sequence[str]) -> Hit:
    for one in said:
        piece = excerpt(one.words, words)
        if piece is not None:
            return Hit(row, one.source, one.whom, one.at, piece)
    return Hit(row, "about", None, row.opened_at, None)
