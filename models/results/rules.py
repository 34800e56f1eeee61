"""Rules of results: who is out of pools and until when, what contradicts what. Pure.

What holds somebody out wins until it is solved: a pool with somebody infected in it costs twenty
people their own test and a stairway its peace, a person too many held out costs a single test.
So nobody is set free by an antigen kit or the app, nor by a pool's result: only by a PCR test of
their own or by the subdistrict's word, later than what held them, and who is positive by a PCR
test or by the subdistrict's word only by being released.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from models.call_sheet import Who, Why
from models.results import POOL, Hold, Result, Source
from models.results.settings import ResultSettings
from models.times import day_start, loaded, local_date, stored

LISTED = "listed"
"""The source of a list of people of an abnormal tube, whose code is none of ours."""


class Said(NamedTuple):
    """One result of somebody: their own, their tube's, or of a list they are on.

    `source` is one of `Source`, `POOL` or `LISTED`; `at` is in stored UTC form.
    """

    source: str
    result: str
    at: str
    tube: str = ""
    name: str = ""
    """The name it was told under, of somebody who has none by the register."""
    sampled: str = ""
    """When the sample was taken, in stored UTC form; empty where that is not known."""


_RANK = {Result.NEGATIVE: 0, Result.RELEASED: 1, Result.ABNORMAL: 2, Result.POSITIVE: 3}
"""Of results of one moment what holds somebody out counts last."""

_FREES = frozenset({Source.SINGLE, Source.SUBDISTRICT})
"""By whose word somebody is free again who waits for their own result."""

_PROVES = frozenset({Source.SINGLE, Source.SUBDISTRICT})
"""By whose word somebody is positive, until they are released."""

BAD = frozenset({Result.ABNORMAL, Result.POSITIVE})
"""Results that hold somebody out."""


def hold_of(
    who: Who,
    said: Iterable[Said],
    now: datetime,
    settings: ResultSettings,
    marked: str | None = None,
) -> Hold | None:
    """Why somebody is not to be in a pool at a moment; None for nobody.

    Positive by any source is out until released. An antigen kit or the app may be wrong: the
    subdistrict's later word that it was sets them free, a PCR test of their own does not, since the
    two then contradict each other and somebody has to decide. In an abnormal tube, or abnormal
    themselves, they are out until a result of their own by a PCR test or the subdistrict's word,
    later than the tube's, and of no sample that was taken before the tube's: a single tube of an
    earlier round that is told late says nothing of the day after. Released is exempt for some
    days; whoever was in an abnormal tube since then waits for their own result all the same.

    Of people whom the register does not name, a name in a list is taken for one of those behind the
    door. Whom it means is not certain: what holds them out counts, what frees counts only for
    whoever was held under that very name. Anybody else behind that door stays out, since safety of
    life wins; a result that is told of the door, without a name, is everybody's of it.

    Args:
        marked: since when the register says that they are positive, in stored form; empty where
            that is not known; None where it says nothing.
    """
    positive = pending = released = None
    proved = False
    sampled = ""
    under: set[str] = set()
    if marked is not None:
        positive, proved = marked, True
    for one in sorted(said, key=lambda one: (one.at, _RANK[Result(one.result)])):
        if loaded(one.at) > now or (marked and one.at < marked):
            continue
        if _is_another(one, under) and (positive, pending) != (None, None):
            continue
        if one.result == Result.POSITIVE:
            positive = one.at if positive is None else positive
            proved = proved or one.source in _PROVES
        elif one.result == Result.RELEASED:
            positive, pending, released, proved = None, None, one.at, False
        elif one.result == Result.ABNORMAL:
            pending = one.at if pending is None else pending
            sampled = max(sampled, one.sampled)
        elif _frees(one, sampled):
            pending = None
            if one.source == Source.SUBDISTRICT and not proved:
                positive = None
    if positive is not None:
        return Hold(who, Why.POSITIVE, None, positive or stored(now))
    if pending is not None:
        return Hold(who, Why.PENDING, None, pending)
    if released is None:
        return None
    until = local_date(loaded(released)) + timedelta(days=settings.exempt_days)
    if local_date(now) > until:
        return None
    return Hold(who, Why.EXEMPT, until.isoformat(), released)


def _frees(one: Said, sampled: str) -> bool:
    """Whether a negative result sets free who waits for one. `sampled`: when the last sample was
    taken that holds them, as far as that is known."""
    return one.source in _FREES and not (one.sampled and one.sampled < sampled)


def _is_another(one: Said, under: set[str]) -> bool:
    """Whether a result that frees may be of another behind that door than who is held: it was told
    under a name, and none of what holds was. `under`: names of what holds, to which its own is
    added."""
    if one.result in BAD:
        under.add(_folded(one.name))
        return False
    return bool(one.name) and _folded(one.name) not in under


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


# -- contradictions --------------------------------------------------------------------------------


class Against(StrEnum):
    """What contradicts what; each has something else to be asked."""

    POOL_AND_OWN = "pool_and_own"
    """The tube is negative, their own PCR test is not."""
    ANTIGEN_AND_PCR = "antigen_and_pcr"
    """The antigen kit is positive, a PCR test, their own or the tube's, is negative."""
    APP_AND_PCR = "app_and_pcr"
    """The app shows what no PCR test here says."""
    SUBDISTRICT_AND_OURS = "subdistrict_and_ours"
    """The subdistrict says something else than what is known here."""
    SAME_DAY = "same_day"
    """Two results of one day by one source."""
    TUBE_TWICE = "tube_twice"
    """Their tube was told to be abnormal, and to be negative."""


class Contradiction(NamedTuple):
    """Two results of one person that cannot both be right; the earlier first."""

    against: Against
    first: Said
    second: Said


def contradictions(said: Sequence[Said], settings: ResultSettings) -> list[Contradiction]:
    """What of somebody's results contradicts each other and is not solved yet, the latest first.

    Results of two sources do within a window of hours, those of one source on one local day: a
    later result is no contradiction of an earlier one of another day by itself. A single negative
    test behind an abnormal tube is what is waited for, and contradicts nothing. It is solved by
    what the subdistrict said after both, by a release, or by a later PCR test of their own that
    agrees with the subdistrict.
    """
    ordered = sorted(
        (one for one in said if one.source != LISTED), key=lambda one: (one.at, one.source)
    )
    bad = [at for at, one in enumerate(ordered) if _is_bad(one)]
    pairs = ((min(at, to), max(at, to)) for at in bad for to in range(len(ordered)) if to != at)
    found = (
        Contradiction(against, first, second)
        for first, second in ((ordered[at], ordered[to]) for at, to in pairs)
        if (against := _against(first, second, settings)) is not None
        and not any(_solves(one, first, second) for one in ordered)
    )
    return sorted(found, key=lambda one: one.second.at, reverse=True)


def of_tube(code: str, abnormal_at: str, negative_at: str) -> Contradiction:
    """That one tube was told to be abnormal, and to be negative: see
    `models.sampling.tube_results`."""
    both = (
        Said(POOL, Result.ABNORMAL, abnormal_at, code),
        Said(POOL, Result.NEGATIVE, negative_at, code),
    )
    return Contradiction(Against.TUBE_TWICE, *sorted(both, key=lambda one: one.at))


def _against(first: Said, second: Said, settings: ResultSettings) -> Against | None:
    if Result.RELEASED in (first.result, second.result) or _is_bad(first) == _is_bad(second):
        return None
    if first.source == second.source:
        is_one_day = local_date(loaded(first.at)) == local_date(loaded(second.at))
        return Against.SAME_DAY if is_one_day and first.source != POOL else None
    apart = loaded(second.at) - loaded(first.at)
    if apart > timedelta(hours=settings.window_hours):
        return None
    good, bad = (second, first) if _is_bad(first) else (first, second)
    if bad.source == POOL:
        return None
    return _of_sources(good, bad, is_earlier=bad is first)


def _of_sources(good: Said, bad: Said, *, is_earlier: bool) -> Against | None:
    """What two results of two sources contradict by; the bad one is of one person alone.

    Args:
        is_earlier: whether the bad one is the earlier.
    """
    sources = {good.source, bad.source}
    if Source.SUBDISTRICT in sources:
        is_settled = is_earlier and bad.source not in _PROVES
        return None if is_settled else Against.SUBDISTRICT_AND_OURS
    if Source.ANTIGEN in sources:
        return Against.ANTIGEN_AND_PCR if bad.source == Source.ANTIGEN else None
    if Source.APP in sources:
        return Against.APP_AND_PCR
    return Against.POOL_AND_OWN if bad.source == Source.SINGLE else None


def _is_bad(one: Said) -> bool:
    return one.result in BAD


def _solves(one: Said, first: Said, second: Said) -> bool:
    """Whether a result settles which of two others is right."""
    if one.at <= second.at:
        return False
    if one.result == Result.RELEASED or one.source == Source.SUBDISTRICT:
        return True
    theirs = next((two for two in (first, second) if two.source == Source.SUBDISTRICT), None)
    if theirs is None or one.source != Source.SINGLE:
        return False
    return _is_bad(one) == _is_bad(theirs)


def is_of(known: Said, one: Said) -> bool:
    """Whether a result on file, of the same place behind a door, is of whom another is told."""
    return not known.name or _folded(known.name) == _folded(one.name)


# -- when it was told -----------------------------------------------------------------------------

LONGEST_AGO = timedelta(days=183)
"""A result that was told longer ago holds and frees nobody: its year is a slip of the pen."""


def before_sample(at: datetime, sampled: datetime) -> bool:
    """Whether a result was told before its sample was taken; one of a day alone, its midnight, is
    of any time of that day."""
    if at == day_start(local_date(at)):
        return local_date(at) < local_date(sampled)
    return at < sampled


# -- what is written down --------------------------------------------------------------------------


def again(said: Iterable[Said], one: Said) -> Said | None:
    """The same result, where it is known already: of one source, on one local day.

    What was told under a name that the register does not have is not known of its door.
    """
    day = local_date(loaded(one.at))
    return next(
        (
            other
            for other in said
            if (other.source, other.result) == (one.source, one.result)
            and local_date(loaded(other.at)) == day
            and is_of(other, one)
        ),
        None,
    )


def known_still(said: Iterable[Said], since: str) -> list[Said]:
    """Of what is on file what a new result may be the same as: a negative one from before somebody
    was held is no second telling of the one that sets them free.

    Args:
        since: when they were held, in stored UTC form; empty where they are not.
    """
    return [one for one in said if one.result != Result.NEGATIVE or one.at >= since]


def stays_held(hold: Hold, one: Said) -> bool:
    """Whether somebody who is held by something stays so though their result, negative, is new;
    when its sample was taken is not looked at."""
    return hold.why == Why.POSITIVE or (
        hold.why == Why.PENDING and (one.source not in _FREES or one.at < hold.since)
    )
