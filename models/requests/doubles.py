"""Which requests may be the same one, and what is left when they are joined. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.problems import Problem
from models.requests import Likeness, RequestRow, RequestState, RequestView
from models.requests.doubts import LIFE, may_be_life
from models.requests.rules import NEVER
from models.text import fold

ALIKE = 0.6
"""Share of their pairs of letters that two texts have in common when they say nearly the same."""

_FEWEST = 3
"""Letters below which words say too little to be compared."""

_UNSAID = re.compile(r"[\W\d_]+")


class Draft(NamedTuple):
    """What is known of a request that is being written down."""

    household_no: int | None
    kind: str
    phone: str
    words: str
    """What is needed, without place and numbers."""
    doors: tuple[int, ...] = ()
    """Numbers of further households it is about."""

    @property
    def homes(self) -> frozenset[int]:
        """All households it is about."""
        return _homes(self.household_no, self.doors)


def _homes(household_no: int | None, doors: Iterable[int]) -> frozenset[int]:
    return frozenset(doors) | ({household_no} if household_no is not None else set())


def near_same(one: str, other: str) -> bool:
    """Whether two texts say nearly the same: most pairs of neighbouring letters are in both.

    Case, width, digits and punctuation are passed over.
    """
    return bool(saying(one, [other]))


def saying(words: str, texts: Sequence[str]) -> list[int]:
    """The places of those texts that say nearly the same as the words; see `near_same`."""
    own = _pairs(words)
    if len(own) < _FEWEST - 1:
        return []
    found = []
    for place, text in enumerate(texts):
        pairs = _pairs(text)
        enough = len(pairs) >= _FEWEST - 1
        if enough and 2 * len(own & pairs) >= ALIKE * (len(own) + len(pairs)):
            found.append(place)
    return found


@lru_cache(maxsize=1024)  # each call that is read is compared with the same ones
def _pairs(text: str) -> frozenset[str]:
    letters = _UNSAID.sub("", fold(text))
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def likeness(draft: Draft, row: RequestRow) -> Likeness | None:
    """Why a request on file may be the one being written down; None when nothing speaks for it.

    The same words from two doors are two requests, however alike they are.
    """
    at_row = _homes(row.household_no, (door.household for door in row.doors))
    home = bool(draft.homes & at_row)
    if home and draft.kind == row.kind:
        return Likeness.NEED
    if draft.phone and draft.phone == row.phone:
        return Likeness.PHONE
    elsewhere = bool(draft.homes and at_row) and not home
    if not elsewhere and draft.kind == row.kind and near_same(draft.words, row.summary):
        return Likeness.WORDS
    return Likeness.HOUSEHOLD if home else None


class Joined(NamedTuple):
    """What becomes of the request that stays; times in stored form."""

    state: RequestState
    urgency: Urgency
    harm_at: str | None
    harm_reason: str | None
    days_left: int | None
    is_vital: int
    next_chase_at: str | None
    household_no: int | None
    caller: str
    phone: str
    patient: str
    call_back_phone: str
    told_at: str | None
    told_whom: str | None
    doubts: tuple[str, ...]


def joining_problems(stays: RequestView, others: Sequence[RequestView]) -> list[Problem]:
    """Why requests cannot be joined: `join_needs_two`, `request_joined`, `request_closed`,
    `lives_apart`.

    Only what still goes on is joined; what is closed has been told to somebody. Lives behind two
    doors are two lives: whoever takes one on would end both.
    """
    if not others:
        return [Problem("join_needs_two", {})]
    for view in (stays, *others):
        if view.joined_to is not None:
            return [Problem("request_joined", {"no": view.no, "to": view.joined_to})]
        if view.state == RequestState.CLOSED:
            return [Problem("request_closed", {"no": view.no})]
    doors = {
        view.household_no: view.no
        for view in (stays, *others)
        if view.urgency == Urgency.LIFE and view.household_no is not None
    }
    if len(doors) > 1:
        one, other, *_rest = sorted(doors.values())
        return [Problem("lives_apart", {"no": one, "other": other})]
    return []


def joined(stays: RequestView, others: Sequence[RequestView]) -> Joined:
    """The request that stays: as urgent as the worst, chased at the earliest, its gaps filled.

    It is open while one of them is, and counts as untold as long as the one who waits longest.
    """
    every = (stays, *others)
    first = min(every, key=lambda view: view.harm_at or NEVER)
    told = min(every, key=lambda view: view.told_at or "")
    still_open = any(view.state == RequestState.OPEN for view in every)
    return Joined(
        state=RequestState.OPEN if still_open else RequestState.CALL_BACK,
        urgency=min((Urgency(view.urgency) for view in every), key=URGENCIES.index),
        harm_at=first.harm_at,
        harm_reason=first.harm_reason if first.harm_at is not None else stays.harm_reason,
        days_left=first.days_left if first.harm_at is not None else stays.days_left,
        is_vital=max(view.is_vital for view in every),
        next_chase_at=min((v.next_chase_at for v in every if v.next_chase_at), default=None),
        household_no=next((v.household_no for v in every if v.household_no is not None), None),
        caller=next((v.caller for v in every if v.caller), ""),
        phone=next((v.phone for v in every if v.phone), ""),
        patient=next((v.patient for v in every if v.patient), ""),
        call_back_phone=next((v.call_back_phone for v in every if v.call_back_phone), ""),
        told_at=told.told_at,
        told_whom=told.told_whom,
        doubts=_doubts(every),
    )


def _doubts(every: Sequence[RequestView]) -> tuple[str, ...]:
    """What is doubted of the request that stays, the first of all; that one of them may be a life
    is no doubt any more where another one is one."""
    certain = any(view.urgency == Urgency.LIFE and not may_be_life(view) for view in every)
    may_be = [LIFE] if any(map(may_be_life, every)) and not certain else []
    return (*may_be, *(code for code in every[0].doubts if code != LIFE))
