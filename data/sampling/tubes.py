"""Tubes: people are put into one, moved to another, to be sampled again; what one came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.ids import key_of, new_id
from data.sampling import queries
from data.sampling.commands import Begun, Unsettled, begun, note_doubts
from data.sampling.held import held
from data.sampling.late import add_late
from data.sampling.naming import at_table, narrowed
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Person, Sampling, Who
from models.fields import line
from models.problems import Problem, Refused, refuse
from models.results import Result, ResultInput, Source
from models.sampling import VOID, Member, Put, TubeState, TubeView, rules
from models.sampling.reading import Heard, Outcome
from models.sampling.rules import Holding
from models.testing import RoundView, TubeKind
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step

_TYPED = line(2000)


class Opening(NamedTuple):
    """How a tube is opened, as far as it was said; None for as the round says."""

    capacity: int | None = None
    kind: TubeKind | None = None
    session_no: int | None = None
    desk: int | None = None
    """The table, from 1 on."""
    buildings: tuple[str, ...] | None = None
    """Where a room is looked for that is said without its building; None for the whole sheet."""


AS_PLANNED = Opening()
"""As the round says."""


def put_into(step: Step, round_no: int, code: str, text: str, opening: Opening = AS_PLANNED) -> Put:
    """Put people into a tube, which is opened with the first of them; they count as sampled.

    A door alone means all its people but those who are sampled, left out or moved away. Nobody is
    put into two tubes, a tube takes no more than it can, and the whole is refused rather than half
    of a door left at the table. What of the words could not be taken is kept to be settled.

    Raises:
        Refused: as `begun` and `naming.at_table`; `table_nobody_meant`; as `rules.code_problems`,
            `rules.into_problems` and `opened`.
    """
    start = begun(step, round_no)
    known = queries.find_tube(step.conn, start.view, checked(code))
    if known is not None:
        _refuse_other(known, opening)
        refuse([*rules.open_problems(known), *rules.full_problems(known)])
    heard = at_table(step.conn, start.view, _TYPED(text), opening.buildings)
    late = add_late(step, start.view, heard.strangers)
    now = held(step.conn, step.at)
    given = [*_wanted(heard, now), *late]
    if not given:
        _refuse_nobody(heard, text)
    tube = opened(step, start.view, code, opening, given)
    told = _of_code(step, tube)
    inside = [one for one in given if one.tube_id == tube.id and one.state == Sampling.SAMPLED]
    new = [one for one in given if one not in inside]
    if not new:
        raise Refused("member_already", who=rules.told_as(inside[0]), code=tube.code)
    members = _in(step, tube)
    tube = _grown(step, tube, members, new)
    refuse(rules.into_problems(tube, members, new, now))
    _sample(step, new, tube)
    kept = [*unsettled(heard, tube.code), *_left_standing(heard, given, now, tube.code)]
    numbers = note_doubts(step, start.view, kept)
    told += [one.problem for one in kept if one.problem.code.startswith("held_")]
    told += [rules.came_problem(one) for one in new if _was_out(one) or one in late]
    step.act("tube_filled", code=tube.code, count=len(new), round=round_no)
    return _put(step, start, tube.code, new, heard, numbers, told)


def move(step: Step, round_no: int, code: str, to: str, text: str = "") -> Put:
    """Move members of a tube to another, which is opened as the first was where there is none.

    Args:
        text: who is moved; all members where nobody is named.

    Returns:
        The tube they are in now.

    Raises:
        Refused: `round_unknown`, as `queries.tube`, `same_tube`, `table_nobody_meant`,
            `not_in_tube`, `in_other_tube` (who, code, at), and as `put_into` of the other tube.
    """
    start = begun(step, round_no)
    was = queries.tube(step.conn, start.view, checked(code))
    refuse(rules.open_problems(was))
    if checked(to) == was.code:
        raise Refused("same_tube", "to", code=was.code)
    if not _TYPED(text):
        given = _in(step, was)
        if not given:
            raise Refused("tube_has_nobody", "code", code=was.code)
        return _moved(step, start, to, given, Heard())
    heard = narrowed(at_table(step.conn, start.view, _TYPED(text)), lambda one: _is_in(one, was))
    found = {one.id: one for group in heard.meant for one in group.people}
    given = [one for one in found.values() if _is_in(one, was)]
    if found and not given:
        first = next(iter(found.values()))
        at = first.tube if first.state == Sampling.SAMPLED else None
        told = {"who": rules.told_as(first), "code": was.code, "at": at}
        raise Refused("not_in_tube" if at is None else "in_other_tube", **told)
    if not given:
        _refuse_nobody(heard, text)
    return _moved(step, start, to, given, heard)


def bring(step: Step, round_no: int, code: str, text: str) -> Put:
    """Move people into a tube from wherever they are.

    Raises:
        Refused: as `move`; `in_no_tube` (who) where one of them is in none.
    """
    start = begun(step, round_no)
    heard = narrowed(
        at_table(step.conn, start.view, _TYPED(text)),
        lambda one: rules.standing(one) is rules.Standing.IN_TUBE and one.tube != checked(code),
    )
    given = list({one.id: one for group in heard.meant for one in group.people}.values())
    if not given:
        _refuse_nobody(heard, text)
    own = checked(code)
    for one in given:
        if rules.standing(one) is not rules.Standing.IN_TUBE:
            raise Refused("in_no_tube", who=rules.told_as(one), code=own)
        if one.tube == own:
            raise Refused("member_already", who=rules.told_as(one), code=own)
    return _moved(step, start, code, given, heard)


def _is_in(one: Member, tube: TubeView) -> bool:
    return one.tube_id == tube.id and one.state == Sampling.SAMPLED


def _moved(step: Step, start: Begun, to: str, given: Sequence[Member], heard: Heard) -> Put:
    """Put people who are in tubes into another."""
    was = queries.tube(step.conn, start.view, str(given[0].tube))
    for code in {str(one.tube) for one in given}:
        refuse(rules.open_problems(queries.tube(step.conn, start.view, code)))
    there = queries.find_tube(step.conn, start.view, checked(to))
    opening = Opening(was.capacity, TubeKind(was.kind), was.session_no, was.desk)
    tube = opened(step, start.view, to, opening if there is None else Opening(), given)
    members = _in(step, tube)
    free = [one._replace(state=Sampling.DUE, tube_id=None, tube=None) for one in given]
    tube = _grown(step, tube, members, free)
    refuse(rules.into_problems(tube, members, free, held(step.conn, step.at)))
    _change(step, given, tube_id=tube.id)
    numbers = note_doubts(step, start.view, unsettled(heard, tube.code))
    told = {"code": was.code, "to": tube.code, "count": len(given), "round": start.view.no}
    step.act("tube_moved", **told)
    return _put(step, start, tube.code, given, heard, numbers)


def void(step: Step, round_no: int, code: str) -> Put:
    """Say that a tube broke, leaked or was lost: whoever was in it has to be sampled again.

    Raises:
        Refused: `round_unknown`, `tube_unknown`, and as `rules.open_problems`.
    """
    from models.sampling.tables import Tube

    view = testing.round_of(step.conn, round_no)
    tube = queries.tube(step.conn, view, checked(code))
    refuse(rules.open_problems(tube))
    members = _in(step, tube)
    step.change(Tube, tube.id, state=TubeState.VOID, version=Tube.version + 1)
    _change(step, members, state=Sampling.MISSED, said=VOID, sampled_at=None, missed_at=step.at)
    step.act("tube_void", code=tube.code, count=len(members), round=round_no)
    return _put(step, Begun(view, False), tube.code, members)


def close_tube(step: Step, round_no: int, code: str) -> Put:
    """Say that a tube is full: nobody is put into it any more.

    Raises:
        Refused: `round_unknown`, `tube_unknown`, `tube_has_nobody`, `tube_full_already`, and
            as `rules.open_problems`.
    """
    from models.sampling.tables import Tube

    view = testing.round_of(step.conn, round_no)
    tube = queries.tube(step.conn, view, checked(code))
    refuse(rules.open_problems(tube))
    if tube.members == 0:
        raise Refused("tube_has_nobody", "code", code=tube.code)
    if tube.full_at is not None:
        raise Refused("tube_full_already", "code", code=tube.code, since=loaded(tube.full_at))
    step.change(Tube, tube.id, full_at=step.at, version=Tube.version + 1)
    step.act("tube_full", code=tube.code, count=tube.members, round=round_no)
    return _put(step, Begun(view, False), tube.code)


def set_result(
    step: Step, round_no: int, code: str, outcome: Outcome, at: datetime | None = None
) -> Put:
    """Say what a tube came to. What was said of it before is told, and another takes its place.

    Args:
        outcome: a tube that is said to be positive is abnormal: nobody is positive by the result
            of others.
        at: when it was told; now unless given.

    Raises:
        Refused: `round_unknown`, `tube_unknown`, and as `rules.result_problems`.
    """
    from models.sampling.tables import Tube

    view = testing.round_of(step.conn, round_no)
    tube = queries.tube(step.conn, view, checked(code))
    told_at = at or step.at
    refuse(rules.result_problems(tube, stored(told_at)))
    members = _in(step, tube)
    state = TubeState.NEGATIVE if outcome is Outcome.NEGATIVE else TubeState.ABNORMAL
    told = []
    if outcome is Outcome.POSITIVE and tube.members > 1:
        told.append(Problem("tube_not_positive", {}))
    if tube.state != TubeState.PENDING:
        was = {"code": tube.code, "since": loaded(tube.result_at or tube.opened_at)}
        code_of = "tube_result_same" if tube.state == state else f"tube_told_{tube.state}"
        told.append(Problem(code_of, was))
    if state == TubeState.ABNORMAL:
        told.append(Problem("tube_abnormal", {"code": tube.code, "people": len(members)}))
    if tube.state != state:
        step.change(Tube, tube.id, state=state, result_at=told_at, version=Tube.version + 1)
        _keep_own(step, view, tube, members, outcome, told_at)
        step.act("tube_result", code=tube.code, state=state, round=round_no)
    return _put(step, Begun(view, False), tube.code, told=told)


def code_test(conn: Reader, round_no: int) -> Callable[[str], bool]:
    """Tells a tube's code from a door or a name, by the codes of the round.

    Raises:
        Refused: `round_unknown`.
    """
    known = frozenset(queries.codes(conn, testing.round_of(conn, round_no)))
    return lambda text: rules.is_code(text, known)


def _keep_own(
    step: Step,
    view: RoundView,
    tube: TubeView,
    members: Sequence[Member],
    outcome: Outcome,
    at: datetime,
) -> None:
    """What a single tube came to is its member's own result, which sets free or holds by itself."""
    from data.results.commands import record

    if tube.kind != TubeKind.SINGLE or len(members) != 1:
        return
    (one,) = members
    person = Person(one.who, one.name, *one.address, household_no=one.household_no)
    given = ResultInput(Result(outcome), Source.SINGLE, at, view.no, tube.code)
    try:
        record(step, [person], given)
    except Refused as why:
        if why.problem.code != "result_known":
            raise


# -- its parts -------------------------------------------------------------------------------------


def checked(code: str) -> str:
    """A tube's code as it is kept.

    Raises:
        Refused: as `rules.code_problems`.
    """
    code = rules.tube_code(code)
    refuse(rules.code_problems(code))
    return code


def opened(
    step: Step, view: RoundView, code: str, opening: Opening, given: Sequence[Member]
) -> TubeView:
    """The tube with a code, which is opened where there is none.

    Args:
        given: who is to be the first in it, whose door a household's tube is of.

    Raises:
        Refused: as `rules.code_problems`; `tube_is_pooled` and the like where it is on file as
            another one, `tube_other_desk` where it is at another table; `capacity_wrong`,
            `session_unknown`, `session_other_round`.
    """
    from models.sampling.tables import Tube

    code = checked(code)
    kind = opening.kind or (TubeKind.SINGLE if opening.capacity == 1 else TubeKind(view.tube_kind))
    found = queries.find_tube(step.conn, view, code)
    if found is not None:
        _refuse_other(found, opening)
        return found
    capacity = opening.capacity
    if capacity is not None and capacity not in rules.CAPACITIES:
        raise Refused("capacity_wrong", "capacity", capacity=capacity)
    if capacity is None:
        doors = {one.household_id for one in given}
        people = len(given) if len(doors) == 1 else 1
        capacity = rules.capacity_of(view, kind, people)
    elif opening.kind is None and capacity > 1:
        kind = TubeKind.POOLED
    step.add(
        Tube(
            id=new_id(),
            no=step.next_no("tube"),
            round_id=view.id,
            session_id=_session(step, view, opening.session_no),
            desk=opening.desk,
            code=code,
            kind=kind,
            capacity=capacity,
            state=TubeState.PENDING,
            opened_at=step.at,
            entered_at=step.at,
        )
    )
    return queries.tube(step.conn, view, code)


def _refuse_other(found: TubeView, opening: Opening) -> None:
    asked = opening.kind or found.kind
    if asked != found.kind or opening.capacity not in (None, found.capacity):
        told = {"code": found.code, "capacity": found.capacity}
        raise Refused(f"tube_is_{found.kind}", "code", **told)
    if None not in (opening.desk, found.desk) and opening.desk != found.desk:
        told = {"code": found.code, "desk": found.desk, "members": found.members}
        raise Refused("tube_other_desk", "code", **told)


def _session(step: Step, view: RoundView, no: int | None) -> str | None:
    if no is None:
        return None
    key = key_of(step.conn, "test_session", no) if _has_session(step, no) else None
    if key is None:
        raise Refused("session_unknown", "session", no=no)
    if testing.session(step.conn, no).round_no != view.no:
        raise Refused("session_other_round", "session", no=no, round=view.no)
    return key


def _has_session(step: Step, no: int) -> bool:
    found = step.conn.execute("SELECT 1 FROM test_session WHERE no = ?", (no,))
    return sql.value(found) is not None


def _grown(
    step: Step, tube: TubeView, members: Sequence[Member], new: Sequence[Member]
) -> TubeView:
    """A tube of a household, with room for one more of it who was not on the sheet."""
    from models.sampling.tables import Tube

    needed = len(members) + len(new)
    own = {one.household_id for one in (*members, *new)}
    if tube.kind != TubeKind.HOUSEHOLD or needed <= tube.capacity or len(own) != 1:
        return tube
    step.change(Tube, tube.id, capacity=needed, version=Tube.version + 1)
    return tube._replace(capacity=needed)


def _of_code(step: Step, tube: TubeView) -> list[Problem]:
    """That another round has a tube with this code."""
    if tube.members:
        return []
    others = [no for no in queries.rounds_with(step.conn, tube.code) if no != tube.round_no]
    return [Problem("code_elsewhere", {"code": tube.code, "rounds": others})] if others else []


def _wanted(heard: Heard, now: Mapping[Who, Holding]) -> list[Member]:
    """Who is to be put into a tube: whoever is named, and of a door that stands alone all who are
    still to be sampled, but for those who may be in no tube with others: the others of their door
    need not wait for them. Who is in a tube already is among them where nobody else of the door is
    left, so that it is said where they are."""
    found: dict[str, Member] = {}
    for group in heard.meant:
        people = group.people
        if not group.by_name:
            open_ones = [one for one in people if rules.is_open(one) and one.who not in now]
            people = tuple(open_ones) or tuple(p for p in people if p.state == Sampling.SAMPLED)
            people = people or group.people
        found |= {one.id: one for one in people}
    return list(found.values())


def _left_standing(
    heard: Heard, given: Sequence[Member], now: Mapping[Who, Holding], code: str
) -> list[Unsettled]:
    """Who was called down, is held since, and was not put in with the others of their door."""
    inside = {one.id for one in given}
    return [
        Unsettled(rules.held_problem(one, now[one.who]), rules.told_as(one), code)
        for group in heard.meant
        for one in group.people
        if one.id not in inside and one.who in now and rules.is_open(one)
    ]


def _refuse_nobody(heard: Heard, text: str) -> None:
    """Refuse words by which nobody is found, with the first reason."""
    for one in heard.unfound:
        raise Refused(one.problem.code, one.problem.field, **dict(one.problem.params))
    raise Refused("table_nobody_meant", text=_TYPED(text))


def unsettled(heard: Heard, code: str = "") -> list[Unsettled]:
    """What of the words of a table could not be taken, to be kept."""
    return [Unsettled(one.problem, one.text, code) for one in heard.unfound]


def _was_out(one: Member) -> bool:
    return rules.standing(one) is rules.Standing.LEFT_OUT


def _in(step: Step, tube: TubeView) -> list[Member]:
    """Who is in a tube now."""
    rows = queries.of_tube(step.conn, tube)
    return [one for one in rows if one.state == Sampling.SAMPLED]


def _sample(step: Step, members: Sequence[Member], tube: TubeView) -> None:
    """Say of people that they were sampled into a tube; of who was before, into this one."""
    before = [one for one in members if one.state == Sampling.SAMPLED]
    new = [one for one in members if one.state != Sampling.SAMPLED]
    _change(step, before, tube_id=tube.id)
    _change(
        step,
        new,
        state=Sampling.SAMPLED,
        sampled_at=step.at,
        missed_at=None,
        said="",
        tube_id=tube.id,
        **({} if tube.session_no is None else {"session_id": _session_key(step, tube)}),
    )


def _session_key(step: Step, tube: TubeView) -> str | None:
    return None if tube.session_no is None else key_of(step.conn, "test_session", tube.session_no)


def _change(step: Step, members: Iterable[Member], **values: object) -> None:
    from sqlmodel import col

    from models.call_sheet.tables import SheetPerson

    keys = [one.id for one in members]
    if keys:
        among = col(SheetPerson.id).in_(keys)
        step.change_where(SheetPerson, among, **values, version=SheetPerson.version + 1)


def _put(
    step: Step,
    start: Begun,
    code: str,
    who: Sequence[Member] = (),
    heard: Heard | None = None,
    numbers: Sequence[int] = (),
    told: Sequence[Problem] = (),
) -> Put:
    tube = queries.tube(step.conn, start.view, code)
    members = queries.of_tube(step.conn, tube)
    if tube.state != TubeState.VOID:
        members = [one for one in members if one.state == Sampling.SAMPLED]
    begins = [Problem("round_started_now", {"no": start.view.no})] if start.started else []
    return Put(
        tube,
        tuple(members),
        tuple(queries.of_keys(step.conn, [one.id for one in who])),
        tuple(one.text for one in heard.unfound) if heard else (),
        tuple(numbers),
        (*begins, *told),
    )
