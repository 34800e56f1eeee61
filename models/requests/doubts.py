"""What is doubted of a request that was read of free text, and what answers it. Pure.

A doubt stays with the request until somebody answers it: by a key, or by changing what it is about.
Doubts are codes of `models.reading.shapes.DOUBTS`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from models.chases import Urgency
from models.requests import RequestInput, RequestRow, RequestState, RequestView

LIFE = "life"
"""It may be about a life, though no rule says so."""

KIND_LEARNED = "kind_learned"
"""It is of its kind by words that corrections taught, see `models.learned`."""

URGENCY_GUESSED = "urgency_guessed"
"""It is as urgent as the guard finds it, which is more than the rules read."""

_PLACE = frozenset({"household_no", "address_said", "doors"})

ANSWERED_BY: Mapping[str, frozenset[str]] = {
    LIFE: frozenset(),
    URGENCY_GUESSED: frozenset({"urgency", "harm_at"}),
    "unread": frozenset({"urgency", "harm_at"}),
    "coming_day": frozenset({"harm_at"}),
    "kind_unknown": frozenset({"kind"}),
    "kind_guessed": frozenset({"kind"}),
    KIND_LEARNED: frozenset({"kind"}),
    "phone_unreadable": frozenset({"phone", "call_back_phone"}),
    "phone_unusual": frozenset({"phone", "call_back_phone"}),
    "phone_belongs_elsewhere": _PLACE | {"phone"},
}
"""By a change of which fields a doubt is answered; all others by one of the place.

Whether it is about a life says nothing but the answer to that: who says that it can wait till
tomorrow may not have been asked. Safety of life goes before the comfort of a key less."""

OF_HARM = frozenset(code for code, fields in ANSWERED_BY.items() if "harm_at" in fields)
"""Doubts that are answered by saying when somebody is harmed."""

OF_URGENCY = frozenset(code for code, fields in ANSWERED_BY.items() if "urgency" in fields)
"""Doubts that are answered by saying how urgent it is."""

OF_KIND = frozenset(code for code, fields in ANSWERED_BY.items() if "kind" in fields)
"""Doubts that are answered by saying what is asked for."""


def may_be_life(about: RequestRow | RequestView) -> bool:
    """Whether it may be about a life, is still pushed, and nobody answered it yet."""
    return about.state == RequestState.OPEN and LIFE in about.doubts


def of_place(doubts: Collection[str]) -> bool:
    """Whether any of these doubts is about where it is."""
    return any(ANSWERED_BY.get(code, _PLACE) & _PLACE for code in doubts)


def left_by(
    changed: Collection[str], doubts: Collection[str], urgency: Urgency | None = None
) -> tuple[str, ...]:
    """The doubts that are left once fields of a request were changed by somebody.

    Args:
        changed: names of fields of `RequestInput`.
        urgency: how urgent it is now; who called it a life has said that it is one.
    """
    is_life = urgency is Urgency.LIFE and "urgency" in changed
    return tuple(
        code
        for code in doubts
        if ANSWERED_BY.get(code, _PLACE).isdisjoint(changed) and not (is_life and code == LIFE)
    )


def differing(was: RequestInput, given: RequestInput) -> set[str]:
    """The fields in which two inputs differ."""
    return {name for name in given._fields if getattr(was, name) != getattr(given, name)}
