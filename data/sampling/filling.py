"""What goes before people are put into a tube: the tube they are put into, and who of a door is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.ids import key_of, new_id
from data.sampling import queries
from data.sampling.commands import Unsettled
from data.sampling.naming import at_table, narrowed, words_beside
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Sampling, Who, Why
from models.doors.reading import LINE_SIGN
from models.fields import line
from models.problems import Problem, Refused, refuse
from models.sampling import Member, TubeState, TubeView, codes, reading, rules
from models.sampling.reading import Heard, Unfound
from models.sampling.rules import Holding
from models.testing import RoundView, TubeKind

if TYPE_CHECKING:
    from data.step import Step

_LINE = 120
"""Characters of a line that is kept whole beside what of it could not be taken."""

TYPED = line(2000)
"""How much is read of whom a line names."""


class Opening(NamedTuple):
    """How a tube is opened, as far as it was said; None for as the round says."""

    capacity: int | None = None
    kind: TubeKind | None = None
    session_no: int | None = None
    desk: int | None = None
    """The table, from 1 on."""
    buildings: tuple[str, ...] | None = None
    """Where a room is looked for that is said without its building; None for the whole sheet."""
    called: str = ""
    """What these are called, in words."""


AS_PLANNED = Opening()
"""As the round says."""


def checked(code: str) -> str:
    """A tube's code as it is kept.

    Raises:
        Refused: as `codes.code_problems`.
    """
    code = codes.tube_code(code)
    refuse(codes.code_problems(code))
    return code


def opened(
    step: Step, view: RoundView, code: str, opening: Opening, given: Sequence[Member]
) -> TubeView:
    """The tube with a code, which is opened where there is none.

    Args:
        given: who is to be the first in it, whose door a household's tube is of.

    Raises:
        Refused: as `codes.code_problems`; `tube_is_pooled` and the like where it is on file as
            another one, `tube_other_desk` where it is at another table; `capacity_wrong`,
            `desk_beyond` (desk, desks), `session_unknown`, `session_other_round`.
    """
    from models.sampling.tables import Tube

    code = checked(code)
    kind = opening.kind or (TubeKind.SINGLE if opening.capacity == 1 else TubeKind(view.tube_kind))
    found = queries.find_tube(step.conn, view, code)
    if found is not None:
        refuse_other(found, opening)
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
    _refuse_beyond(step, view, opening)
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


def refuse_other(found: TubeView, opening: Opening) -> None:
    asked = opening.kind or found.kind
    if asked != found.kind or opening.capacity not in (None, found.capacity):
        told = {"code": found.code, "capacity": found.capacity}
        raise Refused(f"tube_is_{found.kind}", "code", **told)
    if None not in (opening.desk, found.desk) and opening.desk != found.desk:
        told = {"code": found.code, "desk": found.desk, "members": found.members}
        raise Refused("tube_other_desk", "code", **told)


_DESKS = """
SELECT max(desks) FROM test_session
WHERE round_id = :round AND state <> 'cancelled' AND (:no IS NULL OR no = :no)"""


def _refuse_beyond(step: Step, view: RoundView, opening: Opening) -> None:
    """Refuse a table that the session does not have, or none of the round where none is named."""
    asked = {"round": view.id, "no": opening.session_no}
    desks = sql.value(step.conn.execute(_DESKS, asked))
    if opening.desk is not None and desks is not None and opening.desk > int(desks):
        raise Refused("desk_beyond", "desk", desk=opening.desk, desks=int(desks))


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


def grown(step: Step, tube: TubeView, members: Sequence[Member], new: Sequence[Member]) -> TubeView:
    """A tube of a household, with room for one more of it who was not on the sheet."""
    from models.sampling.tables import Tube

    needed = len(members) + len(new)
    own = {one.household_id for one in (*members, *new)}
    if tube.kind != TubeKind.HOUSEHOLD or needed <= tube.capacity or len(own) != 1:
        return tube
    step.change(Tube, tube.id, capacity=needed, version=Tube.version + 1)
    return tube._replace(capacity=needed)


def meant_at(conn: Reader, view: RoundView, text: str, opening: Opening) -> Heard:
    """Whom a line at a table names; of doors that are in several places those of the building
    that was said there, else of the compounds that its session calls.

    Raises:
        Refused: `session_unknown`, and as `naming.at_table`.
    """
    heard = at_table(conn, view, text, opening.buildings)
    here = opening.buildings
    if here is not None:
        heard = narrowed(heard, lambda one: one.building_id in here)
    if opening.session_no is not None and any(_is_several(one) for one in heard.unfound):
        called = testing.session(conn, opening.session_no).compounds
        heard = narrowed(heard, lambda one: one.compound in called)
    return heard


def says_missed(conn: Reader, heard: Heard, text: str) -> bool:
    """Whether the words beside the doors and names of a line at a tube say that somebody was not
    sampled: who did not come is put into no tube."""
    beside = words_beside(conn, text)
    for one in {one.name for group in heard.meant for one in group.people if one.name}:
        beside = beside.replace(one, " ")
    return reading.says_not(beside)


def _is_several(one: Unfound) -> bool:
    return one.problem.code == "table_several"


def wanted(heard: Heard, now: Mapping[Who, Holding], *, alone: bool = False) -> list[Member]:
    """Who is to be put into a tube: whoever is named, and of a door that stands alone all who are
    still to be sampled or were before without a tube, but for those who may be in no tube with
    others: the others of their door need not wait for them. Who is in a tube already is among them
    where nobody else of the door is left, so that it is said where they are.

    Who was ticked before goes in with their door: in no tube nobody would call them back.

    Args:
        alone: whether the tube takes one person, who is none of those that were ticked before, as
            long as somebody is still to come.
    """
    found: dict[str, Member] = {}
    for group in heard.meant:
        people = group.people
        if not group.by_name:
            open_ones = [one for one in people if rules.is_open(one) and one.who not in now]
            loose = [one for one in people if rules.is_loose(one) and one.who not in now]
            is_counted = group.number is not None and group.number <= len(open_ones)
            stays = open_ones and (alone or is_counted)
            people = tuple(open_ones if stays else open_ones + loose)
            people = people or tuple(p for p in group.people if p.state == Sampling.SAMPLED)
            people = people or group.people
        found |= {one.id: one for one in people}
    return list(found.values())


def takes_one(tube: TubeView | None, view: RoundView, opening: Opening) -> bool:
    """Whether a tube takes one person, as it is on file or would be opened."""
    if tube is not None:
        return tube.capacity == 1
    kind = opening.kind or view.tube_kind
    return 1 in (opening.capacity, view.pool_size) or kind == TubeKind.SINGLE


def would_refuse(
    conn: Reader, view: RoundView, code: str, heard: Heard, now: Mapping[Who, Holding]
) -> list[Problem]:
    """Why people could not be put into a tube, or some of them would be left standing, as a line is
    read while it is typed: what is shown as taken is taken."""
    tube = queries.find_tube(conn, view, code)
    given = wanted(heard, now, alone=takes_one(tube, view, AS_PLANNED))
    if not given:
        return []
    members = [] if tube is None else queries.of_tube(conn, tube)
    if tube is None:
        doors = {one.household_id for one in given}
        people = len(given) if len(doors) == 1 else 1
        kind = TubeKind(view.tube_kind)
        capacity = rules.capacity_of(view, kind, people)
        tube = rules.new_tube(view.no, code, kind, capacity)
    elif shut := rules.shut_problems(tube):
        return shut
    new = [one for one in given if one.tube_id != tube.id or one.state != Sampling.SAMPLED]
    members = [one for one in members if one.state == Sampling.SAMPLED]
    own = {one.household_id for one in (*members, *new)}
    if tube.kind == TubeKind.HOUSEHOLD and len(own) == 1:
        tube = tube._replace(capacity=max(tube.capacity, len(members) + len(new)))
    left = [one.problem for one in left_standing(heard, given, now, code)]
    return rules.into_problems(tube, members, new, now) or left


def left_standing(
    heard: Heard, given: Sequence[Member], now: Mapping[Who, Holding], code: str
) -> list[Unsettled]:
    """Who of a door that was named is held, and was not put in with the others of it; but for who
    is exempt by the sheet, and nobody waits for."""
    inside = {one.id for one in given}
    return [
        Unsettled(rules.held_problem(one, now[one.who]), rules.told_as(one), code)
        for group in heard.meant
        for one in group.people
        if one.id not in inside and one.who in now and rules.may_come(one)
        if rules.is_open(one) or now[one.who].why != Why.EXEMPT
    ]


def left_loose(heard: Heard, given: Sequence[Member], code: str) -> list[Problem]:
    """That somebody of a door was ticked before and is in no tube, this one neither: `left_loose`
    (who, code)."""
    inside = {one.id for one in given}
    return [
        Problem("left_loose", {"who": rules.told_as(one), "code": code})
        for group in heard.meant
        if not group.by_name
        for one in group.people
        if rules.is_loose(one) and one.id not in inside
    ]


def refuse_nobody(heard: Heard, text: str) -> None:
    """Refuse words by which nobody is found, with the first reason."""
    for one in heard.unfound:
        raise Refused(one.problem.code, one.problem.field, **dict(one.problem.params))
    raise Refused("table_nobody_meant", text=TYPED(text))


def unsettled(heard: Heard, text: str, code: str = "", where: str = "") -> list[Unsettled]:
    """What of the words of a table could not be taken, to be kept with the line it stood on.

    Args:
        text: all that was typed.
        code: of the tube it was said at.
        where: of which part of the sheet it was said, in words.
    """
    return [
        Unsettled(one.problem, _line_with(one.text, text), code, where) for one in heard.unfound
    ]


def _line_with(part: str, text: str) -> str:
    """The line of a text in which something was typed, as it stands there."""
    lines = (one.strip() for one in text.replace(LINE_SIGN, "\n").splitlines())
    found = next((one for one in lines if part in one), part)
    return found if len(found) <= _LINE else part
