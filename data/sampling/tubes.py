"""Tubes: people are put into one, moved to another, to be sampled again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from data.ids import key_of
from data.sampling import queries
from data.sampling.commands import Begun, begun, note_doubts
from data.sampling.filling import (
    AS_PLANNED,
    TYPED,
    Opening,
    checked,
    grown,
    left_loose,
    left_standing,
    meant_at,
    opened,
    refuse_nobody,
    refuse_other,
    says_missed,
    takes_one,
    unsettled,
    wanted,
)
from data.sampling.held import held
from data.sampling.late import add_late
from data.sampling.naming import at_table, narrowed
from data.sampling.sessions import follow
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Sampling
from models.problems import Problem, Refused, refuse
from models.sampling import VOID, Member, Put, TubeState, TubeView, codes, rules
from models.sampling.reading import Heard
from models.testing import TubeKind
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


_COUNTS = ("table_guest", "table_which_of_door", "table_more_than_known", "table_some_of_door")
"""What is kept to be settled and told at once: the count at the table is not that of the tube."""


def put_into(step: Step, round_no: int, code: str, text: str, opening: Opening = AS_PLANNED) -> Put:
    """Put people into a tube, which is opened with the first of them; they count as sampled.

    A door alone means all its people but those who are sampled, left out or moved away. Nobody is
    put into two tubes, a tube takes no more than it can, and the whole is refused rather than half
    of a door left at the table. What of the words could not be taken is kept to be settled.

    Raises:
        Refused: as `begun` and `naming.at_table`; `table_nobody_meant`; as `codes.code_problems`,
            `rules.into_problems` and `opened`; `tube_says_missed` (text, code) where the words say
            that somebody was not sampled.
    """
    start = begun(step, round_no)
    known = queries.find_tube(step.conn, start.view, checked(code))
    if known is not None:
        refuse_other(known, opening)
        refuse([*rules.open_problems(known), *rules.full_problems(known)])
    heard = meant_at(step.conn, start.view, TYPED(text), opening)
    if heard.meant and says_missed(step.conn, heard, TYPED(text)):
        raise Refused("tube_says_missed", text=TYPED(text), code=code)
    late = add_late(step, start.view, heard.strangers)
    now = held(step.conn, step.at)
    alone = takes_one(known, start.view, opening)
    given = [*wanted(heard, now, alone=alone), *late]
    if not given:
        refuse_nobody(heard, text)
    tube = opened(step, start.view, code, opening, given)
    told = _of_code(step, tube)
    there = [one for one in given if one.tube_id == tube.id and one.state == Sampling.SAMPLED]
    new = [one for one in given if one not in there]
    if not new:
        raise Refused("member_already", who=rules.told_as(there[0]), code=tube.code)
    members = inside(step, tube)
    tube = grown(step, tube, members, new)
    refuse(rules.into_problems(tube, members, new, now))
    _sample(step, new, tube)
    follow(step, start.view, [one.id for one in new])
    kept = [
        *unsettled(heard, text, tube.code, opening.called),
        *left_standing(heard, given, now, tube.code),
    ]
    numbers = note_doubts(step, start.view, kept)
    told += [one.problem for one in kept if one.problem.code.startswith("held_")]
    told += [one.problem for one in kept if one.problem.code in _COUNTS]
    told += left_loose(heard, given, tube.code)
    told += [rules.came_problem(one) for one in new if _was_out(one) or one in late]
    step.act("tube_filled", code=tube.code, count=len(new), round=round_no)
    return answer(step, start, tube.code, new, heard, numbers, told)


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
    if not TYPED(text):
        given = inside(step, was)
        if not given:
            raise Refused("tube_has_nobody", "code", code=was.code)
        return _moved(step, start, to, given, Heard())
    heard = narrowed(at_table(step.conn, start.view, TYPED(text)), lambda one: _is_in(one, was))
    found = {one.id: one for group in heard.meant for one in group.people}
    given = [one for one in found.values() if _is_in(one, was)]
    if found and not given:
        first = next(iter(found.values()))
        at = first.tube if first.state == Sampling.SAMPLED else None
        told = {"who": rules.told_as(first), "code": was.code, "at": at}
        raise Refused("not_in_tube" if at is None else "in_other_tube", **told)
    if not given:
        refuse_nobody(heard, text)
    return _moved(step, start, to, given, heard, text)


def bring(step: Step, round_no: int, code: str, text: str) -> Put:
    """Move people into a tube from wherever they are.

    Raises:
        Refused: as `move`; `in_no_tube` (who) where one of them is in none.
    """
    start = begun(step, round_no)
    heard = narrowed(
        at_table(step.conn, start.view, TYPED(text)),
        lambda one: rules.standing(one) is rules.Standing.IN_TUBE and one.tube != checked(code),
    )
    given = list({one.id: one for group in heard.meant for one in group.people}.values())
    if not given:
        refuse_nobody(heard, text)
    own = checked(code)
    for one in given:
        if rules.standing(one) is not rules.Standing.IN_TUBE:
            raise Refused("in_no_tube", who=rules.told_as(one), code=own)
        if one.tube == own:
            raise Refused("member_already", who=rules.told_as(one), code=own)
    return _moved(step, start, code, given, heard, text)


def _is_in(one: Member, tube: TubeView) -> bool:
    return one.tube_id == tube.id and one.state == Sampling.SAMPLED


def _moved(
    step: Step, start: Begun, to: str, given: Sequence[Member], heard: Heard, text: str = ""
) -> Put:
    """Put people who are in tubes into another."""
    was = queries.tube(step.conn, start.view, str(given[0].tube))
    for code in {str(one.tube) for one in given}:
        refuse(rules.open_problems(queries.tube(step.conn, start.view, code)))
    there = queries.find_tube(step.conn, start.view, checked(to))
    opening = Opening(was.capacity, TubeKind(was.kind), was.session_no, was.desk)
    tube = opened(step, start.view, to, opening if there is None else Opening(), given)
    members = inside(step, tube)
    free = [one._replace(state=Sampling.DUE, tube_id=None, tube=None) for one in given]
    tube = grown(step, tube, members, free)
    refuse(rules.into_problems(tube, members, free, held(step.conn, step.at)))
    _change(step, given, tube_id=tube.id)
    numbers = note_doubts(step, start.view, unsettled(heard, text, tube.code))
    told = {"code": was.code, "to": tube.code, "count": len(given), "round": start.view.no}
    step.act("tube_moved", **told)
    return answer(step, start, tube.code, given, heard, numbers)


def void(step: Step, round_no: int, code: str) -> Put:
    """Say that a tube broke, leaked or was lost: whoever was in it has to be sampled again.

    Raises:
        Refused: `round_unknown`, `tube_unknown`, and as `rules.open_problems`.
    """
    from models.sampling.tables import Tube

    view = testing.round_of(step.conn, round_no)
    tube = queries.tube(step.conn, view, checked(code))
    refuse(rules.open_problems(tube))
    members = inside(step, tube)
    step.change(Tube, tube.id, state=TubeState.VOID, version=Tube.version + 1)
    _change(step, members, state=Sampling.MISSED, said=VOID, sampled_at=None, missed_at=step.at)
    step.act("tube_void", code=tube.code, count=len(members), round=round_no)
    return answer(step, Begun(view, False), tube.code, members)


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
    return answer(step, Begun(view, False), tube.code)


def reopen_tube(step: Step, round_no: int, code: str) -> Put:
    """Say that a tube is not full after all: people are put into it again.

    Raises:
        Refused: as `begun`; `tube_unknown`, `tube_stays_full` (code), see `rules.can_go_on`.
    """
    from models.sampling.tables import Tube

    start = begun(step, round_no)
    tube = queries.tube(step.conn, start.view, checked(code))
    if not rules.can_go_on(tube):
        raise Refused("tube_stays_full", "code", code=tube.code)
    step.change(Tube, tube.id, full_at=None, version=Tube.version + 1)
    step.act("tube_reopened", code=tube.code, count=tube.members, round=round_no)
    return answer(step, start, tube.code)


def code_test(conn: Reader, round_no: int) -> Callable[[str], bool]:
    """Tells a tube's code from a door or a name, by the codes of the round.

    Raises:
        Refused: `round_unknown`.
    """
    known = frozenset(queries.codes(conn, testing.round_of(conn, round_no)))
    return lambda text: codes.is_code(text, known)


def _of_code(step: Step, tube: TubeView) -> list[Problem]:
    """That another round has a tube with this code."""
    if tube.members:
        return []
    others = [no for no in queries.rounds_with(step.conn, tube.code) if no != tube.round_no]
    return [Problem("code_elsewhere", {"code": tube.code, "rounds": others})] if others else []


def _was_out(one: Member) -> bool:
    return rules.standing(one) is rules.Standing.LEFT_OUT


def inside(step: Step, tube: TubeView) -> list[Member]:
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


def answer(
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
    begins = [rules.started_problem(start.view, step.at)] if start.started else []
    return Put(
        tube,
        tuple(members),
        tuple(queries.of_keys(step.conn, [one.id for one in who])),
        tuple(one.text for one in heard.unfound) if heard else (),
        tuple(numbers),
        (*begins, *told),
    )
