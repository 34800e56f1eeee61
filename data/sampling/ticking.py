"""Ticks: everybody of a building counts as sampled but those who are named as missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from data.call_sheet.finding import written
from data.sampling.closing import asked_for
from data.sampling.commands import SAID, Begun, Unsettled, begun, note_doubts
from data.sampling.filling import Opening, unsettled
from data.sampling.held import held
from data.sampling.late import add_late
from data.sampling.naming import Table, exceptions, said_buildings, table, unsure
from data.sampling.scope import Scope, scope
from data.sampling.sessions import Ahead, ahead, follow, not_counted
from models.call_sheet import Part, Sampling, Who
from models.fields import lines
from models.problems import Problem, Refused
from models.sampling import Member, Ticked, counting, rules
from models.sampling.reading import Heard, Meant
from models.sampling.rules import Holding
from models.testing import SessionState
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step

TYPED = lines(20_000)
"""How much of a report is read."""

_ASKED = ("table_guest", "table_which_of_door", "table_some_of_door")
"""What is kept to be settled and told at once, since nobody of a known door is counted by it."""


def tick(
    step: Step,
    round_no: int,
    text: str = "",
    *,
    compound: str | Sequence[str] | None = None,
    building: str | None = None,
    visited: bool = False,
    staff: bool = False,
) -> Ticked:
    """Count everybody of a part of a sheet as sampled but those a report names as missed.

    Who is visited counts where that is said, where their door is named, and in a building in which
    nobody is called down. A report that says only who came after all is about them alone, and one
    of which nothing could be taken about nobody. Without a scope nobody is counted whose session
    has not begun, or is called off, unless they are named: nobody stood at a table there. The first
    tick of a round lets its sheet stand as it is. What could not be taken is kept to be settled;
    nothing holds up the rest.

    Args:
        text: `12号203 305 没下来`, `12号203 来了`; empty where nobody was missed.
        compound, building: of which part of the sheet, see `scope`.

    Raises:
        Refused: as `begun` and `scope`; `tick_none_begun` (no, starts) where no word is said and no
            session has begun.
    """
    part = scope(step.conn, compound, building)
    beside = {Part.VISITED} if visited else set()
    beside |= {Part.STAFF} if staff else set()
    return tick_part(step, round_no, text, part, frozenset(beside))


def tick_part(
    step: Step,
    round_no: int,
    text: str,
    part: Scope,
    beside: frozenset[Part] = frozenset(),
) -> Ticked:
    """The same of a part of a sheet that was found before.

    Args:
        beside: further parts of the sheet whose people count.

    Raises:
        Refused: as `begun`.
    """
    start = begun(step, round_no)
    there = table(step.conn, start.view, part.buildings)
    text = TYPED(text)
    heard = exceptions(step.conn, there, text) if text else Heard()
    one_building = len(part.buildings or ()) == 1
    parts = _parts(there, heard, one_building=one_building)
    done = take(step, start, there, heard, parts | beside if parts else parts, part, text=text)
    return done._replace(held_up=not parts and not heard.meant)


def note_missed(step: Step, round_no: int, code: str, text: str, opening: Opening) -> Ticked:
    """Note whom a line at a tube names as missed, while others go on into it; nobody counts as
    sampled by it.

    Raises:
        Refused: as `begun`; `tube_says_missed` (text, code) where the line says of others that
            they came: it says into which tube for none of them.
    """
    start = begun(step, round_no)
    text = TYPED(text)
    own = said_buildings(step.conn, written(step.conn, text))
    there = table(step.conn, start.view, own or opening.buildings or own)
    heard = exceptions(step.conn, there, text)
    if heard.of_all or any(one.came for one in heard.meant):
        raise Refused("tube_says_missed", text=text, code=code)
    part = Scope(None if there.is_whole else tuple(there.buildings or ()), opening.called)
    return take(step, start, there, heard, frozenset(), part, text=text)


def foreseen(
    there: Table, heard: Heard, now: Mapping[Who, Holding], *, one_building: bool
) -> rules.TickPlan:
    """What a tick would do, as a line is read while it is typed: nothing is written.

    Args:
        now: who is in no pool, and why.
    """
    named, _wrong, maybe = _named(heard)
    beside = [one for group in heard.meant for one in group.people]
    rows = {one.id: one for one in (*there.members, *beside)}
    parts = _parts(there, heard, one_building=one_building)
    return rules.ticked(
        rows.values(), named._replace(unsure=unsure(heard).union(maybe)), now, parts
    )


def _parts(there: Table, heard: Heard, *, one_building: bool) -> set[Part]:
    """The parts of the sheet whose people count as sampled without being named.

    Where nothing of a report of exceptions was understood it may be about another building, so that
    nobody counts. Where some of it was, the others count: what is unknown is kept, and whoever was
    meant by it is found when that is settled.
    """
    spoken = [one for one in heard.meant if not one.came]
    if not heard.of_all and not spoken and (heard.meant or heard.unfound):
        return set()
    parts = {Part.CALLED}
    if one_building and not any(one.part == Part.CALLED for one in there.members):
        parts.add(Part.VISITED)
    return parts


def take(
    step: Step,
    start: Begun,
    there: Table,
    heard: Heard,
    parts: Collection[Part],
    part: Scope,
    *,
    text: str = "",
    results_kept: bool = False,
) -> Ticked:
    """Write down what was heard at a table of its people.

    Args:
        parts: the parts of the sheet whose people count without being named.
        text: all that was typed.
        results_kept: whether what is said of results is written down by the caller.
    """
    wrong = unsettled(heard, text, where=part.called)
    named, more, maybe = _named(heard)
    wrong += (one._replace(where=part.called) for one in more)
    late = add_late(step, start.view, heard.strangers)
    waits = ahead(step.conn, start.view, stored(step.at)) if there.is_whole else []
    _refuse_none(there, start, waits if parts else (), text)
    named = named._replace(
        came={**named.came, **{one.id: "" for one in late}},
        unsure=unsure(heard).union(maybe, *(one.keys for one in waits)),
        in_passing=heard.in_passing,
    )
    beside = [one for group in heard.meant for one in group.people]
    rows = {one.id: one for one in (*there.members, *beside, *late)}
    plan = rules.ticked(rows.values(), named, held(step.conn, step.at), parts)
    _write(step, plan)
    wrong += [Unsettled(problem, _said(problem)) for problem in plan.problems]
    wrong += [] if results_kept else _positive(heard)
    numbers = note_doubts(step, start.view, wrong)
    asked = tuple(one.problem for one in wrong if one.problem.code in _ASKED)
    plan = plan._replace(told=(*plan.told, *asked, *asked_for(step.conn, plan.sampled)))
    where = part.called or start.view.name
    count, missed = len(plan.sampled), len(plan.missed)
    if numbers and not (count or missed or late or start.started):
        said = wrong[0].said
        step.act("doubt_noted", no=numbers[0], round=start.view.no, said=said)
    else:
        step.act("round_ticked", no=start.view.no, where=where, count=count, missed=missed)
    follow(step, start.view, _keys(plan.sampled), by_part=bool(parts) and not there.is_whole)
    done = _told(start, there, rows, plan, heard, numbers, late, stored(step.at))
    return done if not there.is_whole else _of_compounds(done, plan, waits, rows)


def _refuse_none(there: Table, start: Begun, waits: Sequence[Ahead], text: str) -> None:
    """Refuse a tick of a whole round without a word where none of its sessions has begun: it would
    let the sheet stand and count nobody."""
    waiting = {key for one in waits for key in one.keys}
    called = [one for one in there.members if one.part == Part.CALLED]
    first = next((one for one in waits if one.state == SessionState.PLANNED), None)
    if first is not None and not text and all(one.id in waiting for one in called):
        raise Refused("tick_none_begun", no=start.view.no, starts=loaded(first.starts_at))


def _of_compounds(
    done: Ticked, plan: rules.TickPlan, waits: Sequence[Ahead], rows: Mapping[str, Member]
) -> Ticked:
    """A tick of a whole round with the compounds it ticked, and who was not counted by it since
    their session has not begun."""
    came = {one.id for one in plan.came}
    counted = (one.compound for one in plan.sampled if one.id not in came)
    compounds = tuple(dict.fromkeys(filter(None, counted)))
    left = set(rows) - set(_keys(plan.sampled)) - {one.id for one, _said in plan.missed}
    told = []
    for one in waits:
        people = [key for key in one.keys & left if _is_called(rows[key])]
        if people:
            told.append(not_counted(one, len(people)))
    return done._replace(compounds=compounds, told=(*done.told, *told))


def _is_called(one: Member) -> bool:
    return one.part == Part.CALLED and one.state == Sampling.DUE


def _keys(members: Iterable[Member]) -> list[str]:
    return [one.id for one in members]


def _said(problem: Problem) -> str:
    return str(problem.params.get("who", ""))


def _named(heard: Heard) -> tuple[rules.Named, list[Unsettled], frozenset[str]]:
    """Who is missed and who came by what was heard; what counts of people leave open, and who may
    be meant by it."""
    missed: dict[str, str] = {}
    came: dict[str, str] = {}
    wrong: list[Unsettled] = []
    maybe: set[str] = set()
    for group in heard.meant:
        people = counting.meant_of(group)
        if people is None:
            open_ones = [one for one in group.people if counting.may_be(one, came=group.came)]
            maybe |= {one.id for one in open_ones}
            wrong.append(Unsettled(counting.which_problem(group), _words(group)))
            continue
        to = came if group.came else missed
        to |= {one.id: SAID(group.said) for one in people}
        if (more := counting.more_problem(group)) is not None:
            wrong.append(Unsettled(more, _words(group)))
    for key in missed:
        came.pop(key, None)
    return rules.Named(missed, came), wrong, frozenset(maybe)


def _words(group: Meant) -> str:
    if all(word in group.said for word in group.text.split()):
        return group.said
    return " ".join(filter(None, (group.text, group.said)))


def _positive(heard: Heard) -> Iterator[Unsettled]:
    """Words by which somebody may be positive: whatever else they say, a result is to be written
    down."""
    from models.sampling.reading import Outcome, outcome_said

    for group in heard.meant:
        if outcome_said(group.said) in (Outcome.POSITIVE, Outcome.ABNORMAL):
            told = {"who": rules.told_as(group.people[0])}
            yield Unsettled(Problem("said_positive", told), _words(group))


def _write(step: Step, plan: rules.TickPlan) -> None:
    from sqlmodel import col

    from models.call_sheet.tables import SheetPerson

    def change(keys: Sequence[str], **values: object) -> None:
        if keys:
            among = col(SheetPerson.id).in_(keys)
            step.change_where(SheetPerson, among, **values, version=SheetPerson.version + 1)

    change(
        [one.id for one in plan.sampled],
        state=Sampling.SAMPLED,
        sampled_at=step.at,
        missed_at=None,
        said="",
        tube_id=None,
    )
    by_words: dict[str, list[str]] = {}
    for one, said in plan.missed:
        by_words.setdefault(said, []).append(one.id)
    for said, keys in by_words.items():
        change(
            keys,
            state=Sampling.MISSED,
            missed_at=step.at,
            sampled_at=None,
            said=said,
            tube_id=None,
        )


def _told(
    start: Begun,
    there: Table,
    rows: dict[str, Member],
    plan: rules.TickPlan,
    heard: Heard,
    numbers: Sequence[int],
    late: Sequence[Member],
    at: str,
) -> Ticked:
    """What came of a tick, with the people as they stand now."""
    now = dict(rows)
    for one in plan.sampled:
        fresh = one._replace(state=Sampling.SAMPLED, sampled_at=at, missed_at=None, said="")
        now[one.id] = fresh._replace(tube=None, tube_id=None, tube_state=None)
    for one, said in plan.missed:
        gone = one._replace(state=Sampling.MISSED, missed_at=at, sampled_at=None, said=said)
        now[one.id] = gone._replace(tube=None, tube_id=None, tube_state=None)
    counted = [one for one in now.values() if one.part != Part.STAFF]
    missed = [one for one in counted if rules.is_missing(one, over=False)]
    due = [one for one in counted if rules.standing(one) is rules.Standing.DUE]
    told = [rules.started_problem(start.view, loaded(at))] if start.started else []
    told += [rules.came_problem(one) for one in late]
    told += [rules.came_problem(one) for one in plan.came if one.part == Part.LEFT_OUT]
    came = [now[one.id] for one in (*plan.came, *late) if one.id in now]
    return Ticked(
        start.view.no,
        start.started,
        len(plan.sampled),
        tuple(now[one.id] for one, _said in plan.missed),
        tuple(came),
        tuple(missed),
        len(due),
        tuple(one.text for one in heard.unfound),
        tuple(numbers),
        (*told, *plan.told),
    )
