"""SQL for what is to be known of a household that is called: numbers, trouble, who is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data import sql
from models.households.counts import EMPTY_MARKS, counted
from models.residents import LIVING_HERE, Whereabouts
from models.telephones import Telephone


def phones_of(resident: str = "NULL") -> str:
    """SQL for the numbers of a household `h`, the first to be tried first, as `Telephone`s: those
    of somebody of it, the household's, those of its other people; see `each_once`.

    Args:
        resident: the key in the query of who is called; NULL for the household.
    """
    return sql.records(
        "x.number, x.extension, x.whose",
        f"""FROM (
      SELECT p.number AS number, p.extension AS extension,
        coalesce(nullif(p.whose, ''), r.name, '') AS whose,
        CASE WHEN p.resident_id = {resident} THEN 0 WHEN p.resident_id IS NULL THEN 2 ELSE 3 END
          AS place, p.position AS position
      FROM telephone p LEFT JOIN resident r ON r.id = p.resident_id
      WHERE p.household_id = h.id AND coalesce(r.presence, '') NOT IN ('moved_out', 'died')
      UNION ALL SELECT h.phone, '', h.head, 1, 0 WHERE h.phone <> ''
    ) x ORDER BY x.place, x.position""",
    )


def each_once(phones: Iterable[Telephone]) -> tuple[Telephone, ...]:
    """Numbers in their order, each once."""
    found: dict[tuple[str, str], Telephone] = {}
    for one in phones:
        found.setdefault((one.number, one.extension), one)
    return tuple(found.values())


NAME = """coalesce(nullif(h.head, ''), (SELECT r.name FROM resident r
  WHERE r.household_id = h.id ORDER BY r.is_head DESC, r.position LIMIT 1), '')"""
"""SQL for who a household `h` is called by: its head, else the first who is named."""

KNOCKS = """(SELECT request_id FROM round_call
  WHERE request_id IS NOT NULL AND result = 'no_answer')"""
"""SQL for the keys of requests that somebody should knock."""

IN_TROUBLE = f"""(SELECT q.no FROM request q WHERE q.household_id = h.id AND q.state <> 'closed'
  AND q.joined_to_id IS NULL AND q.urgency IN ('life', 'today') AND q.id NOT IN {KNOCKS}
  ORDER BY q.urgency, q.no LIMIT 1)"""
"""SQL for the number of a request of a household `h` that is about a life or a matter of today;
that nobody answers is none of these, since who sleeps does not answer either."""

PRESENCES = sql.listed("r.presence", "FROM resident r WHERE r.household_id = h.id ORDER BY r.id")
"""SQL for where the named people of a household `h` are, as a list."""


def why_nobody_is_in(
    marks: Sequence[str], people: int | None, present: int | None, presences: Sequence[str]
) -> str | None:
    """The code of why there is nobody in a household to call; None where somebody may be.

    Args:
        marks: its own.
        people, present: its counts as they were typed.
        presences: where those are who are named.
    """
    for mark, code in zip(sorted(EMPTY_MARKS), ("out_of_town", "empty_flat"), strict=True):
        if mark in marks:
            return code
    living = [one for one in presences if one in LIVING_HERE]
    away = presences.count(Whereabouts.AWAY)
    known = counted(people, present, None, marks=tuple(marks), named=len(living), away=away)
    if present == 0 or (presences and known.present == 0):
        return "nobody_there"
    nobody = Whereabouts.PRESENT not in presences
    if presences and nobody and (people is None or people <= len(presences)):
        return "nobody_there"
    return None
