"""Suggest a day: who could fill the open places, fairly and under the rules, and why.

Hard: fit for the work, nothing that refuses or is for a hand at the desk alone, nobody twice at a
time. Then, in this order: most places filled, leads and skills first; fewest warnings; staff for
what is heard by telephone; volunteers where they live; minutes even over people; near; a skill
that fits; fewest ways between compounds. Pure: order of input and chance play no part.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.duties import RosterSettings, Slot
from models.duties.rules import ABSENCES, by_telephone
from models.duties.workers import Worker, fitting, qualified
from models.suggest import Given, Left, Reason, Suggestion
from models.suggest.cost import Day, misplaced_at
from models.suggest.search import STEPS, Filling


def suggest(
    slots: Sequence[Slot],
    workers: Sequence[Worker],
    settings: RosterSettings,
    steps: int = STEPS,
) -> Suggestion:
    """Who could fill each place.

    Args:
        slots: the open places of a day; each is filled once at most.
        workers: everybody, with their time from a day before the first place to a day after it.
        settings: rest and load wanted.
        steps: tries the search may take; the answer obeys the hard rules whatever it is.
    """
    day = Day(slots, workers, settings)
    filling = Filling(day, steps)
    filling.fill()
    given, left = [], []
    for at, (slot, who) in enumerate(zip(day.slots, filling.who, strict=True)):
        if who is None:
            left.append(Left(slot, _why_left(day, at)))
        else:
            given.append(Given(slot, day.workers[who].no, _why(day, filling, at, who)))
    return Suggestion(given, left)


# -- why -------------------------------------------------------------------------------------------


def _why(day: Day, filling: Filling, at: int, who: int) -> Reason:
    """What decided that somebody is proposed for a place, as things stand in the whole."""
    minutes = _load(day, filling, who) - day.minutes[at]
    code, params = _decided(day, filling, at, who)
    others = tuple(one for one in filling.share[who] if one != at)
    warnings = tuple(concern.problem for concern in day.concerns(who, at, others))
    hours = f"{round(minutes / 60, 1):g}"
    params |= {"person": day.workers[who].name, "minutes": minutes, "hours": hours}
    return Reason(code, params, warnings)


def _load(day: Day, filling: Filling, who: int) -> int:
    """Somebody's minutes of the day, those proposed with them."""
    return day.load[who] + sum(day.minutes[at] for at in filling.share[who])


def _warned(day: Day, filling: Filling, at: int, who: int) -> int:
    """Warnings that somebody's share has for holding a place, or would have."""
    share = filling.share[who]
    without = tuple(one for one in share if one != at)
    return day.warned(who, tuple(sorted({*share, at}))) - day.warned(who, without)


def _decided(day: Day, filling: Filling, at: int, who: int) -> tuple[str, dict[str, object]]:
    able = day.able[at]
    if len(able) == 1:
        return "given_only_one", {}
    rivals = [one for one in able if one != who and day.free(at, filling.share[one])]
    if not rivals:
        return "given_only_free", {"all": len(able)}
    mine = _warned(day, filling, at, who)
    fair = [one for one in rivals if _warned(day, filling, at, one) <= mine]
    if not fair:
        return "given_less_warned" if mine else "given_unwarned", {"others": len(rivals)}
    slot, worker = day.slots[at], day.workers[who]
    own = misplaced_at(slot, worker)
    placed = [one for one in fair if misplaced_at(slot, day.workers[one]) <= own]
    if not placed:
        return _placed(slot, worker)
    fair = placed
    minutes = _load(day, filling, who) - day.minutes[at]
    loads = [_load(day, filling, one) for one in fair]
    if minutes < min(loads):
        return "given_least_work" if minutes else "given_idle", {}
    even = [one for one, load in zip(fair, loads, strict=True) if load <= minutes]
    near = worker.compound in slot.compounds
    if near and not all(day.workers[one].compound in slot.compounds for one in even):
        return "given_near", {"compound": worker.compound}
    fit = _fit(slot, worker)
    if fit and not all(_fit(slot, day.workers[one]) for one in even):
        return "given_fit", {"fit": fit}
    return "given_free" if minutes else "given_idle", {}


def _placed(slot: Slot, worker: Worker) -> tuple[str, dict[str, object]]:
    """Why somebody is meant for a place before all others who could."""
    if worker.compound in slot.compounds:
        return "given_near", {"compound": worker.compound}
    if not worker.times.of_staff:
        return "given_pass", {}
    return "given_staff" if by_telephone(slot.work, slot.role) else "given_goes", {}


def _fit(slot: Slot, worker: Worker) -> str:
    return fitting(slot.role, worker.kind, worker.skills, worker.vehicle)


def _why_left(day: Day, at: int) -> Reason:
    """Why a place stays open: how many who are fit for it are absent, busy or given elsewhere."""
    slot = day.slots[at]
    fit = [who for who, worker in enumerate(day.workers) if qualified(slot, worker)]
    if not fit and slot.skill:
        return Reason("left_no_skill", {"skill": slot.skill})
    if not fit:
        return Reason(f"left_no_{slot.role}" if day.workers else "left_nobody")
    refused = [day.refused(who, at) for who in fit]
    by_hand = sum(one is not None and not one.refuses for one in refused)
    if by_hand:
        return Reason("left_for_hand", {"count": by_hand})
    absent = sum(one is not None and one.problem.code in ABSENCES for one in refused)
    taken = refused.count(None)
    counts = {"absent": absent, "busy": len(fit) - absent - taken, "taken": taken}
    for name, count in counts.items():
        if count == len(fit):
            return Reason(f"left_{name}", {"count": count})
    some = [name for name, count in counts.items() if count]
    return Reason(f"left_{'_'.join(some)}" if len(some) < len(counts) else "left_none_free", counts)
