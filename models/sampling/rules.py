"""Rules of the table: who may be put into which tube, what a tick does. Pure.

Where two rules collide, the safety of lives comes first: whoever may be positive is kept out of
other people's tube although they stand in the queue and wait, and who was not surely sampled stays
due although a tick of the whole building would count them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from models.call_sheet import Part, Sampling, Who, Why
from models.problems import Problem
from models.residents import LIVING_HERE, Whereabouts
from models.sampling import Member, TubeState, TubeView
from models.testing import RoundView, TubeKind
from models.times import loaded, local_date

CAPACITIES = range(1, 51)
"""People that may be put into one tube; see `models.testing.rules.round_problems`."""


# -- tubes -----------------------------------------------------------------------------------------


class Holding(NamedTuple):
    """Why somebody is in no pool now, and until when, a local date; None for until it is told."""

    why: str
    until: str | None = None


def capacity_of(a_round: RoundView, kind: str, people: int) -> int:
    """How many people a new tube of a round takes.

    Args:
        people: how many live behind the door, for a tube of a household.
    """
    if kind == TubeKind.SINGLE:
        return 1
    return max(1, people) if kind == TubeKind.HOUSEHOLD else a_round.pool_size


def is_full(tube: TubeView) -> bool:
    """Whether nobody more is put into a tube."""
    return tube.full_at is not None or tube.members >= tube.capacity


def open_problems(tube: TubeView) -> list[Problem]:
    """Why nothing of a tube's members can be changed any more: `tube_void`, `tube_is_negative`,
    `tube_is_abnormal`."""
    if tube.state == TubeState.VOID:
        return [Problem("tube_void", {"code": tube.code}, "code")]
    if tube.state != TubeState.PENDING:
        return [Problem(f"tube_is_{tube.state}", {"code": tube.code}, "code")]
    return []


def full_problems(tube: TubeView) -> list[Problem]:
    """That somebody said that a tube is full: `tube_full` (members)."""
    if tube.full_at is None:
        return []
    return [Problem("tube_full", {"code": tube.code, "members": tube.members}, "code")]


def shut_problems(tube: TubeView) -> list[Problem]:
    """Why nobody more is put into a tube: as `open_problems`, `tube_full`."""
    full = [Problem("tube_full", {"code": tube.code, "members": tube.members}, "code")]
    return open_problems(tube) or (full if is_full(tube) else [])


def can_go_on(tube: TubeView) -> bool:
    """Whether a tube that was said to be full can be filled further: there is room in it, and it
    did not leave."""
    is_here = tube.state == TubeState.PENDING and tube.trip_no is None
    return is_here and tube.full_at is not None and tube.members < tube.capacity


def new_tube(round_no: int, code: str, kind: str, capacity: int) -> TubeView:
    """A tube that nobody was put into yet."""
    state = TubeState.PENDING
    return TubeView(
        0, "", 0, round_no, None, None, code, kind, capacity, state, "", None, None, "", 0
    )


def into_problems(
    tube: TubeView,
    members: Sequence[Member],
    given: Sequence[Member],
    held: Mapping[Who, Holding],
) -> list[Problem]:
    """Why people cannot be put into a tube.

    Args:
        members: who is in it.
        given: who is to be, none of them in it yet.
        held: who is in no pool now, and why.

    Returns:
        The gravest first: as `open_problems`, `gone_problem`, `held_problem` for somebody who
        may be positive and would be in a tube with others, `near_from_pool` for who lives with
        somebody positive and would be with people of other doors, `member_twice` (who, code),
        `tube_full`, `tube_over` (free, people, members, who) or `tube_over_empty`,
        `tube_other_household`.
    """
    found = open_problems(tube)
    alone = tube.kind == TubeKind.SINGLE or tube.capacity == 1
    for one in given:
        hold = held.get(one.who)
        if (gone := gone_problem(one)) is not None:
            found.append(gone)
        elif hold is not None and not alone:
            found.append(held_problem(one, hold))
        elif one.why == Why.NEAR_POSITIVE and tube.kind == TubeKind.POOLED and not alone:
            found.append(Problem("near_from_pool", {"who": told_as(one), "code": tube.code}))
    for one in given:
        if one.state == Sampling.SAMPLED and one.tube is not None:
            told = {"who": told_as(one), "code": one.tube, "to": tube.code}
            found.append(Problem("member_twice", told))
    return found + _room_problems(tube, members, given)


def _room_problems(
    tube: TubeView, members: Sequence[Member], given: Sequence[Member]
) -> list[Problem]:
    if given and (full := full_problems(tube)):
        return full
    if tube.kind == TubeKind.HOUSEHOLD:
        doors = {one.household_id for one in (*members, *given)}
        if len(doors) > 1:
            first = (*members, *given)[0]
            where = {"code": tube.code, "who": told_as(first._replace(name=""))}
            return [Problem("tube_other_household", where)]
    free = tube.capacity - len(members)
    if len(given) > free:
        told = {"code": tube.code, "free": free, "people": len(given), "capacity": tube.capacity}
        if not members:
            return [Problem("tube_over_empty", told)]
        there = dict.fromkeys(told_as(one._replace(name="")) or one.name for one in members)
        return [Problem("tube_over", {**told, "members": len(members), "who": list(there)})]
    return []


def gone_problem(one: Member) -> Problem | None:
    """That somebody died, or does not live here any more, by the register as it is now:
    `died_at_table`, `moved_at_table`. Who moved back since the sheet was frozen is here."""
    if one.presence == Whereabouts.DIED:
        return Problem("died_at_table", {"who": told_as(one)})
    here = one.presence in LIVING_HERE if one.presence is not None else one.why != Why.MOVED_OUT
    return None if here else Problem("moved_at_table", {"who": told_as(one)})


def held_problem(one: Member, hold: Holding, begins: str = "held") -> Problem:
    """That somebody is put into no tube with others: `held_positive`, `held_pending`,
    `held_exempt`, or the same with `since_`, for who is counted with a whole building."""
    told = {"who": told_as(one)}
    if hold.until is not None:
        told["until"] = hold.until
    return Problem(f"{begins}_{hold.why}", told)


def is_open(one: Member) -> bool:
    """Whether somebody is among those who are sampled where their door is named alone: they are
    not yet, and nothing that is known keeps them from being there."""
    return may_come(one) and standing(one) is not Standing.LEFT_OUT


def may_come(one: Member) -> bool:
    """Whether somebody may stand at a table, called down or not: they live here and were not
    sampled yet."""
    return one.state != Sampling.SAMPLED and gone_problem(one) is None


def is_loose(one: Member) -> bool:
    """Whether somebody was sampled at a table, and into which tube was not written down: whoever
    is sampled at their own door, or works here only, stands at no table."""
    at_door = one.part in (Part.VISITED, Part.STAFF)
    return standing(one) is Standing.SAMPLED and not at_door and gone_problem(one) is None


def told_as(one: Member) -> str:
    """Somebody in a sentence about a table: their door and their name, as far as known."""
    from models.address import short_address

    door = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    return " ".join(filter(None, (door, one.name)))


def result_problems(tube: TubeView, at: str) -> list[Problem]:
    """Why a tube can have no result: `tube_void_told`, `tube_has_nobody`, `result_too_early`.

    Args:
        at: when it was told, in stored UTC form.
    """
    if tube.state == TubeState.VOID:
        return [Problem("tube_void_told", {"code": tube.code}, "code")]
    if tube.members == 0:
        return [Problem("tube_has_nobody", {"code": tube.code}, "code")]
    if at < tube.opened_at:
        told = {"code": tube.code, "opened": loaded(tube.opened_at)}
        return [Problem("result_too_early", told, "at")]
    return []


# -- ticks -----------------------------------------------------------------------------------------


class Standing(StrEnum):
    """Where somebody of a sheet is: each in exactly one of these."""

    IN_TUBE = "in_tube"
    SAMPLED = "sampled"
    """Sampled, and no tube was written down."""
    MISSED = "missed"
    SETTLED = "settled"
    DUE = "due"
    """Still to come, or to be visited."""
    LEFT_OUT = "left_out"


def standing(one: Member) -> Standing:
    """Where somebody of a sheet is."""
    if one.state == Sampling.SAMPLED:
        return Standing.IN_TUBE if one.tube_id is not None else Standing.SAMPLED
    if one.state == Sampling.MISSED:
        return Standing.MISSED
    if one.state == Sampling.SETTLED:
        return Standing.SETTLED
    return Standing.LEFT_OUT if one.part == Part.LEFT_OUT else Standing.DUE


class Named(NamedTuple):
    """Whom the words of a tick are about, by keys of their rows, with what was said of each."""

    missed: Mapping[str, str]
    came: Mapping[str, str]
    unsure: frozenset[str] = frozenset()
    """Who may be meant by words that say several doors: they are neither."""
    in_passing: bool = False
    """Whether it was said among much else, as on a chain that was pasted: nobody was asked about
    each of them. Then who is in a tube stays there and is to be settled, for should it be abnormal
    they are found by it."""


class TickPlan(NamedTuple):
    """What a tick does, as keys of rows."""

    sampled: tuple[Member, ...]
    missed: tuple[tuple[Member, str], ...]
    came: tuple[Member, ...]
    """Those of `sampled` who were missed or left out before."""
    problems: tuple[Problem, ...]
    """What is to be settled: who stands at the table and may not be in a tube with others."""
    told: tuple[Problem, ...]


def ticked(
    rows: Iterable[Member],
    named: Named,
    held: Mapping[Who, Holding],
    parts: Collection[str],
) -> TickPlan:
    """What a tick does to the people of its scope.

    Everybody of some parts who is due counts as sampled but those who are named as missed, those
    who may be, and those who became positive or doubtful, died or moved since the sheet was
    frozen: these are due until somebody says. Who is named as sampled is, whatever the sheet says,
    unless they are held: then they are to be settled. Who was in a tube and is named as missed
    leaves it, unless it has a result: that may be theirs, and is taken from nobody by a tick.

    Args:
        parts: whose people are counted without being named; none for words that name all.
    """
    sampled, missed, came = [], [], []
    problems: list[Problem] = []
    told: list[Problem] = []
    for one in rows:
        if one.id in named.missed:
            if one.part == Part.LEFT_OUT and one.state == Sampling.DUE:
                told.append(Problem("missed_not_called", {"who": told_as(one)}))
            elif (stays := _stays_in_tube(one, named)) is not None:
                problems.append(stays)
            else:
                missed.append((one, named.missed[one.id]))
                if one.state == Sampling.SAMPLED and one.tube is not None:
                    told.append(Problem("taken_from_tube", _of_tube(one)))
        elif one.id in named.came:
            problem = _at_table(one, held)
            if problem is not None:
                problems.append(problem)
            elif one.state != Sampling.SAMPLED:
                sampled.append(one)
                if one.state == Sampling.MISSED or one.part == Part.LEFT_OUT:
                    came.append(one)
        elif one.part in parts and one.state == Sampling.DUE and one.id not in named.unsure:
            hold, gone = held.get(one.who), gone_problem(one)
            if gone is not None:
                problems.append(gone)
            elif hold is not None:
                problems.append(held_problem(one, hold, "since"))
            else:
                sampled.append(one)
    return TickPlan(tuple(sampled), tuple(missed), tuple(came), tuple(problems), tuple(told))


def _stays_in_tube(one: Member, named: Named) -> Problem | None:
    """Why somebody who is said to be missed is not taken out of their tube: `missed_with_result`,
    `missed_in_tube`."""
    if one.state != Sampling.SAMPLED or one.tube is None:
        return None
    if one.tube_state not in (None, TubeState.PENDING):
        return Problem("missed_with_result", _of_tube(one))
    return Problem("missed_in_tube", _of_tube(one)) if named.in_passing else None


def _of_tube(one: Member) -> dict[str, object]:
    return {"who": told_as(one), "code": one.tube}


def _at_table(one: Member, held: Mapping[Who, Holding]) -> Problem | None:
    """What is to be settled of somebody who stands at the table: as `held_problem` and
    `gone_problem`."""
    if one.state == Sampling.SAMPLED:
        return None
    hold = held.get(one.who)
    if hold is None:
        return gone_problem(one)
    return gone_problem(one) or held_problem(one, hold)


def started_problem(view: RoundView, at: datetime) -> Problem:
    """That a round begins now; `round_started_other_day` (day) where it was planned for another
    day."""
    if view.day == local_date(at).isoformat():
        return Problem("round_started_now", {"no": view.no})
    day = date.fromisoformat(view.day)
    return Problem("round_started_other_day", {"no": view.no, "day": day})


def came_problem(one: Member) -> Problem:
    """That somebody was sampled though the sheet did not call them: `came_late` for who is not on
    it, `came_away`, `came_empty`, else `came_left_out`."""
    if one.part == Part.LATE:
        return Problem("came_late", {"who": told_as(one)})
    known = one.why if one.why in (Why.AWAY, Why.EMPTY) else "left_out"
    return Problem(f"came_{known}", {"who": told_as(one)})


def is_missing(one: Member, *, over: bool) -> bool:
    """Whether somebody lacks in a round.

    Args:
        over: whether the round is closed, or its time is up; who is due lacks then, too.
    """
    if standing(one) is Standing.LEFT_OUT or one.presence == Whereabouts.DIED:
        return False
    lacking = (Sampling.MISSED, Sampling.DUE) if over else (Sampling.MISSED,)
    return one.state in lacking


_MANY_DOORS = 20
"""From so many doors on nobody closes a round before its sessions without being asked."""


def asks_to_close(doors: int) -> bool:
    """Whether closing a round is asked about first: a wrong number would send people to doors that
    nobody has called down yet.

    Args:
        doors: at which people lack of sessions that have not begun.
    """
    return doors >= _MANY_DOORS


def in_a_row(rounds: Sequence[bool]) -> int:
    """How many rounds in a row somebody missed, the last of them first.

    Args:
        rounds: of each round that called them, from the latest back, whether they missed it.
    """
    count = 0
    for missed in rounds:
        if not missed:
            break
        count += 1
    return count
