"""Rules of rounds of calls: who makes which call, when one is tried again. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import groupby

from models.call_down import FRAIL, Caller, Share, ToCall, Why
from models.call_down.settings import CallSettings
from models.times import LOCAL, day_start, local_date

BY_HAND = "caller_by_hand"
"""The code of a reason for whom somebody at the desk chose."""


def share_out(calls: Sequence[ToCall], callers: Sequence[Caller]) -> list[Share]:
    """Who makes which call, in the order of the calls.

    Everybody makes the same number, or one more than others. Calls to one building go to one
    caller as far as there is room, first to who leads it or lives in it; then to who calls in the
    compound already, then to who lives there. Who is `off` is given none; without anybody else
    nobody is.
    """
    able = [one for one in callers if one.off is None]
    if not able:
        return [Share(call, None, "", Why("caller_none")) for call in calls]
    sharing = _Sharing(able, len(calls))
    for knows in (True, False):  # what a neighbour can take is not given to others before
        for places in _by_building(calls):
            rest = [at for at in places if at not in sharing.given]
            if rest:
                sharing.give_whole(calls, rest, knows=knows)
    for places in _by_building(calls):
        rest = [at for at in places if at not in sharing.given]
        while rest:
            rest = sharing.give_some(calls, rest)
    return [Share(call, *sharing.given[at]) for at, call in enumerate(calls)]


def _by_building(calls: Sequence[ToCall]) -> list[list[int]]:
    """The places of calls of one building together: compounds with most calls first, in each the
    largest buildings."""
    in_compound = Counter(call.compound for call in calls)

    def key(at: int) -> tuple[str, str, str]:
        return (calls[at].compound, calls[at].lane or "", calls[at].building or "")

    groups = [list(found) for _key, found in groupby(sorted(range(len(calls)), key=key), key)]

    def order(places: list[int]) -> tuple[int, str, int, int]:
        compound = calls[places[0]].compound
        return (-in_compound[compound], compound, -len(places), places[0])

    return sorted(groups, key=order)


@dataclass(slots=True)
class _Sharing:
    """Calls that were given, by their place, and how many each caller has.

    Args:
        callers: who can be given calls.
        count: how many calls there are.
    """

    callers: Sequence[Caller]
    count: int
    given: dict[int, tuple[int, str, Why]] = field(default_factory=dict)
    loads: Counter[int] = field(default_factory=Counter)
    compounds: set[tuple[int, str]] = field(default_factory=set)

    def room(self, caller: Caller) -> int:
        """How many more somebody can be given so that all shares stay fair."""
        least, more = divmod(self.count, len(self.callers))
        used = sum(load > least for no, load in self.loads.items() if no != caller.no)
        return least + (used < more) - self.loads[caller.no]

    def give_whole(self, calls: Sequence[ToCall], places: Sequence[int], *, knows: bool) -> None:
        """Give all calls of a building to one caller who has room, if there is one.

        Args:
            knows: only to who knows the building; of those who have room for a part, a part.
        """
        first = calls[places[0]]
        able = [one for one in self.callers if self.room(one) > 0]
        if knows:
            able = [one for one in able if _knows(one, first)]
        else:
            able = [one for one in able if self.room(one) >= len(places)]
        if able:
            best = min(able, key=lambda one: self._rank(one, first))
            self._give(calls, places[: self.room(best)], best)

    def give_some(self, calls: Sequence[ToCall], places: Sequence[int]) -> list[int]:
        """Give calls of a building to who has most room; those that are left."""
        first = calls[places[0]]
        best = max(self.callers, key=lambda one: (self.room(one), one.compound == first.compound))
        taken = places[: self.room(best)]
        self._give(calls, taken, best)
        return list(places[len(taken) :])

    def _rank(self, caller: Caller, call: ToCall) -> tuple[object, ...]:
        return (
            call.building_no not in caller.leads,
            not _knows(caller, call),
            (caller.no, call.compound) not in self.compounds,
            caller.compound != call.compound,
            self.loads[caller.no],
            caller.no,
        )

    def _give(self, calls: Sequence[ToCall], places: Sequence[int], caller: Caller) -> None:
        for at in places:
            self.given[at] = (caller.no, caller.name, self._why(caller, calls[at]))
        self.loads[caller.no] += len(places)
        self.compounds.add((caller.no, calls[places[0]].compound))

    def _why(self, caller: Caller, call: ToCall) -> Why:
        if call.building_no is not None and call.building_no in caller.leads:
            return Why("caller_leads", {"person": caller.name})
        if call.building_no is not None and call.building_no == caller.lives_in:
            return Why("caller_lives_there", {"person": caller.name})
        if (caller.no, call.compound) in self.compounds:
            return Why("caller_same_compound", {"person": caller.name, "compound": call.compound})
        if caller.compound == call.compound:
            return Why("caller_near", {"person": caller.name, "compound": call.compound})
        return Why("caller_fair", {"person": caller.name})


def _knows(caller: Caller, call: ToCall) -> bool:
    """Whether somebody leads the building of a call, or lives in it."""
    no = call.building_no
    return no is not None and (no in caller.leads or no == caller.lives_in)


def given_by_hand(shares: Sequence[Share], at: int, caller: Caller | None) -> list[Share]:
    """A plan with one call given to somebody else, or to nobody for now."""
    no, name = (None, "") if caller is None else (caller.no, caller.name)
    changed = shares[at]._replace(caller=no, name=name, why=Why(BY_HAND))
    return [*shares[:at], changed, *shares[at + 1 :]]


# -- when --------------------------------------------------------------------------------------


def rung_at(earliest: datetime, settings: CallSettings, *, bad: bool = False) -> datetime:
    """When somebody is rung that is to be rung from a moment on: not in the quiet hours.

    Args:
        bad: whether they were not well when it was last heard of them; then at once.
    """
    clock = earliest.astimezone(LOCAL).time()
    if bad or not _is_quiet(clock, settings):
        return earliest
    morning = day_start(local_date(earliest), settings.quiet_until)
    return morning if morning >= earliest else morning + timedelta(days=1)


def _is_quiet(clock: time, settings: CallSettings) -> bool:
    begins, ends = settings.quiet_from, settings.quiet_until
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def tried_again_at(tried: datetime, settings: CallSettings, *, bad: bool) -> datetime:
    """When a call is tried again that nobody answered."""
    return rung_at(tried + settings.again_after, settings, bad=bad)


def is_frail(marks: Sequence[str]) -> bool:
    """Whether it is a matter of today that nobody answers who bears such marks."""
    return not FRAIL.isdisjoint(marks)
