"""Which offers of help suit which open requests, and why or why not. Pure.

An offer is only ever shown: whoever pushes a request, a life first of all, goes on pushing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from models.households.closing import is_closed
from models.offers import Need, OfferInput, OfferRow, OfferState
from models.offers.reading import Manner, read_manner
from models.problems import Problem
from models.requests import Reason, RequestKind
from models.residents import Whereabouts
from models.roster import ABSENT_PLACES
from models.text import fold
from models.times import LOCAL, legible, local_date
from models.word_tables import unless_broken

LIMITS: Mapping[str, int] = {"text": 2_000, "name": 80, "vehicle": 60, "hours": 120}
"""Characters kept of each field."""

BY_TELEPHONE = frozenset({RequestKind.DISTRESS})
"""Kinds that are helped with from anywhere, behind closed doors too."""

BROUGHT_IN = frozenset(
    {
        *(RequestKind.MEDICINE, RequestKind.FOOD, RequestKind.BABY, RequestKind.CARE_GOODS),
        *(RequestKind.ANTIGEN, RequestKind.GROUP_PURCHASE),
    }
)
"""Kinds whose goods come from outside and are left at the gate, so that anybody may bring them."""

OUTSIDE = frozenset({RequestKind.MEDICINE, RequestKind.HOSPITAL_TRIP, RequestKind.DIALYSIS})
"""Kinds for which somebody leaves the compound."""

DRIVEN = frozenset({RequestKind.HOSPITAL_TRIP, RequestKind.DIALYSIS})
"""Kinds that need a vehicle."""

HEAVY = frozenset({RequestKind.DELIVERY_MISSED, RequestKind.GROUP_PURCHASE})
"""Kinds at which something has to be lifted or walked far."""

_A_DAY = timedelta(days=1)
_SOON = timedelta(hours=1)
"""What harms somebody already is needed within this."""

_DAYS_AHEAD = 8
"""Days for which hours are looked at: one more than there are days of the week."""


class Near(IntEnum):
    """How near somebody who offers help lives, the nearest first."""

    SAME = 0
    OTHER = 1
    UNKNOWN = 2


class Fit(NamedTuple):
    """How an offer suits a request of a kind it may serve.

    Attributes:
        favours: what speaks for it, as codes.
        against: what speaks against it; it suits while there is nothing.
        from_at: when its giver has time first; None where they do not in time.
    """

    offer_no: int
    request_no: int
    favours: tuple[Reason, ...]
    against: tuple[Reason, ...]
    near: Near
    from_at: datetime | None

    @property
    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


def serving(offers: Iterable[OfferRow], need: Need, now: datetime) -> list[Fit]:
    """The open offers that may serve a request: those that suit first, the nearest and soonest of
    them in front; behind them those that do not, with why."""
    found = [one for offer in offers if (one := fit(offer, need, now)) is not None]
    return sorted(found, key=lambda one: (not one.suits, one.near, _begins(one), one.offer_no))


def served(offer: OfferRow, needs: Iterable[Need], now: datetime) -> list[Fit]:
    """The requests an offer may serve, in the order given: those it suits first."""
    found = [one for need in needs if (one := fit(offer, need, now)) is not None]
    return sorted(found, key=lambda one: not one.suits)


def fit(offer: OfferRow, need: Need, now: datetime) -> Fit | None:
    """How an offer suits a request; None where it serves no such kind, or comes from that door.

    Whoever offers help is not asked to fetch for their own household, of which they know.
    """
    if offer.state != OfferState.OPEN or not may_serve(offer, need):
        return None
    said = unless_broken(lambda: _manner(f"{offer.text}\n{offer.hours}"), Manner())
    kind = RequestKind(need.kind)
    begins = available_from(offer, said, need, now)
    favours = [*_favours(offer, need, kind)]
    against = [*_held(offer, kind, now), *_too_far(offer, said, need, kind, now)]
    if kind in DRIVEN and not offer.vehicle:
        against.append(Reason("no_vehicle"))
    if kind in HEAVY and (offer.no_heavy_work or said.no_heavy_work):
        against.append(Reason("nothing_heavy"))
    if begins is None:
        against.append(Reason("not_in_time", {"hours": offer.hours}))
    elif begins > now:
        favours.append(Reason("free_from", {"at": begins}))
    return Fit(offer.no, need.no, (*favours,), (*against,), _near(offer, need), begins)


@lru_cache(maxsize=512)
def _manner(text: str) -> Manner:
    """What an offer and its hours say of its giver; each is held against many requests."""
    return read_manner(text)


def may_serve(offer: OfferRow, need: Need) -> bool:
    """Whether an offer is of a kind of help that a request needs.

    What is of no kind of its own is helped with only by what is named in it: a haircut asked for by
    who cuts hair.
    """
    if need.kind not in offer.kinds or need.no == offer.request_no:
        return False
    if need.household_no is not None and need.household_no == offer.household_no:
        return False
    if need.kind == RequestKind.OTHER:
        return any(fold(skill) in need.said for skill in offer.skills)
    return True


# -- what speaks for it ----------------------------------------------------------------------------


def _near(offer: OfferRow, need: Need) -> Near:
    if offer.compound is None or not need.compounds:
        return Near.UNKNOWN
    return Near.SAME if offer.compound in need.compounds else Near.OTHER


def _favours(offer: OfferRow, need: Need, kind: RequestKind) -> Iterable[Reason]:
    near = _near(offer, need)
    if near is Near.SAME:
        yield Reason("same_compound", {"compound": offer.compound})
    elif near is Near.UNKNOWN:
        yield Reason("where_unknown")
    elif kind in BY_TELEPHONE:
        yield Reason("by_telephone")
    elif kind in BROUGHT_IN:
        yield Reason("brought_to_gate", {"compound": offer.compound})
    else:
        yield Reason("with_pass", {"compound": offer.compound})
    if offer.vehicle and kind in {*DRIVEN, *BROUGHT_IN}:
        yield Reason("vehicle", {"vehicle": offer.vehicle})
    if offer.skills and kind not in {*DRIVEN, *BROUGHT_IN}:
        yield Reason("skills", {"skills": list(offer.skills)})


# -- what speaks against it ------------------------------------------------------------------------


def _held(offer: OfferRow, kind: RequestKind, now: datetime) -> Iterable[Reason]:
    """What holds its giver back, wherever help is needed."""
    if offer.place in ABSENT_PLACES:
        yield Reason("giver_absent", {"place": offer.place})
    elif offer.presence is not None and offer.presence != Whereabouts.PRESENT:
        yield Reason("giver_gone", {"presence": offer.presence})
    if kind in BY_TELEPHONE:
        return
    if offer.household_moves:
        yield Reason("household_moves")
    if is_closed(offer.building_until, local_date(now)):
        yield Reason("building_closed", {"day": offer.building_until})


def _too_far(
    offer: OfferRow, said: Manner, need: Need, kind: RequestKind, now: datetime
) -> Iterable[Reason]:
    """What keeps its giver from where help is needed, or from where it is fetched."""
    if kind in BY_TELEPHONE or offer.has_pass or said.has_pass:
        return
    closed = is_closed(offer.compound_until, local_date(now))
    near = _near(offer, need)
    if closed and (near is Near.OTHER or kind in OUTSIDE):
        yield Reason("compound_closed", {"day": offer.compound_until})
    elif near is Near.OTHER and kind not in BROUGHT_IN:
        yield Reason("other_compound", {"compound": offer.compound})


# -- when ------------------------------------------------------------------------------------------


def available_from(offer: OfferRow, said: Manner, need: Need, now: datetime) -> datetime | None:
    """The first moment at which somebody has time for a request before it harms; None for none.

    Hours past midnight belong to the day on which they begin, so that at 01:00 who has time from
    22:00 to 02:00 has it now. What harms already is needed at once.
    """
    harm_at = legible(need.harm_at)
    by = None if harm_at is None else max(harm_at, now + _SOON)
    for starts, ends in _spans(offer, said, now):
        begins = max(starts, now)
        if begins < ends and (by is None or begins < by):
            return begins
    return None


def _spans(offer: OfferRow, said: Manner, now: datetime) -> Iterable[tuple[datetime, datetime]]:
    """When somebody has time, from the day before on, in order."""
    start = offer.available_from or 0
    end = 1440 if offer.available_until is None else offer.available_until
    today = local_date(now)
    for ahead in range(-1, _DAYS_AHEAD):
        day = today + ahead * _A_DAY
        if said.weekend_only and day.weekday() < 5:
            continue
        yield _at(day, start), _at(day, end)


def _at(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL) + timedelta(minutes=minutes)


def _begins(one: Fit) -> datetime:
    return one.from_at or datetime.max.replace(tzinfo=LOCAL)


# -- what is wrong ---------------------------------------------------------------------------------


def offer_problems(given: OfferInput) -> list[Problem]:
    """What is wrong with an offer as typed: `field_empty`."""
    return [] if given.text.strip() else [Problem("field_empty", {}, "text")]


def suiting(fits: Sequence[Fit]) -> list[int]:
    """The numbers of the requests that an offer suits, in the order of its fits."""
    return [one.request_no for one in fits if one.suits]
