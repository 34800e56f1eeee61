"""What requests are filtered by, as `data.filtering` has it."""

from __future__ import annotations

from data.filtering import VALUES, Terms, any_of
from data.households.found_by import ends, has, home_terms, homes, marked, with_number
from data.sql import has_word, holds
from models.chases import Urgency

_NAMED = f"{holds('lower(w.name)', 'v.value')} OR {has_word('w.search', 'v.value')}"
"""By a name, a part of it, or its initials, which stand behind it in the searched text."""


def _about(keys: str) -> str:
    """That any door of a request is one of these households; `keys` is SQL for theirs."""
    return (
        f"t.rowid IN (SELECT r.rowid FROM request r WHERE r.household_id IN ({keys})"
        " UNION ALL SELECT q.rowid FROM request_door d JOIN request q ON q.id = d.request_id"
        f" WHERE d.household_id IN ({keys}))"
    )


def _those(condition: str) -> str:
    """The same condition looked at in the index that suits it; what is listed is read by another,
    which has not all columns, and going to each record for them takes four times as long."""
    return f"t.rowid IN (SELECT t.rowid FROM request t WHERE {condition})"


def _numbers(condition: str, homes_with: str) -> str:
    return f"{condition} OR {_about(homes_with)}"


RANKS = (
    _numbers(f"{ends('t.phone')} OR {ends('t.call_back_phone')}", with_number(ends)),
    _numbers(f"{has('t.phone')} OR {has('t.call_back_phone')}", with_number(has)),
    _about(homes(holds("h.room", ":digits"))),
)


def terms(urgency: str, at_stake: str, overdue: str) -> Terms:
    """The terms; numbers, doors and marks are looked for where there are few of them.

    Args:
        urgency: SQL for how urgent a request is now.
        at_stake: the condition that it is about a life, or may be: it is found by that word, too.
        overdue: the condition that something about it is.
    """
    going_on = "t.state <> 'closed' AND t.joined_to_id IS NULL"
    next_chase = f"{going_on} AND t.next_chase_at"
    # What is quickly known of a request is asked first: of 20,000 each is looked at.
    others = f"NOT {at_stake} AND {urgency}"
    urgent = {
        Urgency.LIFE: at_stake,
        Urgency.TODAY: f"(t.urgency = 'today' OR t.harm_at <= :today_edge) AND {others} = 'today'",
        Urgency.SOON: f"(t.urgency = 'soon' OR t.harm_at <= :soon_edge) AND {others} = 'soon'",
        Urgency.ROUTINE: f"t.urgency = 'routine' AND {others} = 'routine'",
    }
    number = f"{any_of('t.phone')} OR {any_of('t.call_back_phone')}"
    return {
        "kind": _those(f"t.kind IN ({VALUES})"),
        "urgency": {name: f"t.state = 'open' AND {one}" for name, one in urgent.items()},
        "state": f"t.state IN ({VALUES})",
        "owner": _those(
            f"t.owner_id IN (SELECT w.id FROM person w, ({VALUES}) v WHERE {_NAMED})"
            f" OR (t.owner_id IS NULL AND 'none' IN ({VALUES}))"
        ),
        "mark": _about(marked()),
        "due": {
            "overdue": f"{going_on} AND ({overdue})",
            "today": f"{next_chase} < :tomorrow",
            "tomorrow": f"{next_chase} >= :tomorrow AND t.next_chase_at < :day_after",
        },
        # Who has a number is found by it, too: few are left to be looked at.
        "phone": f"{any_of('t.search')} AND ({_numbers(number, with_number(any_of))})",
        **{name: _about(homes(condition)) for name, condition in home_terms("h").items()},
    }
