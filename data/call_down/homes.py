"""SQL for what is to be known of a household that is called: numbers, trouble, who is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data import sql
from models.households.counts import EMPTY_MARKS, counted
from models.residents import LIVING_HERE, Whereabouts
from models.telephones import Telephone


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
"""SQL for the number of a request of a household `h` that is life safety or a matter of today;
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
