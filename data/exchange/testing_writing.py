"""Writes what lists of results, and of who is in which tube, bring in; part of an import's step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data import sql
from data.ids import new_id
from data.sampling import queries
from data.sampling.commands import Unsettled, begun, note_doubts
from data.sampling.late import add_late
from data.sampling.sessions import follow
from data.sampling.tube_results import write_result
from data.testing import queries as testing
from models.call_sheet import Person, Sampling, Who
from models.exchange import RecordChange
from models.fields import line
from models.results import OwnLine, TubeLine
from models.sampling import TubeState
from models.testing import RoundView, TubeKind
from models.times import stored

if TYPE_CHECKING:
    from data.step import Step

_SAID = line(200)


def write(step: Step, changes: Sequence[RecordChange]) -> None:
    """Put people into tubes, say what tubes and single people came to.

    A round that is closed takes them too: what a list tells has happened, and results come in at
    night. Who was missed, and is in a tube by it, counts as sampled; requests of doors stay open.

    Raises:
        Refused: as `data.sampling.commands.begun` of a round that has not begun.
    """
    tubes: dict[int, list[TubeLine]] = defaultdict(list)
    own: list[OwnLine] = []
    for change in changes:
        given = change.input
        if isinstance(given, TubeLine):
            tubes[given.round_no].append(given)
        elif isinstance(given, OwnLine):
            own.append(given)
    for no, lines in tubes.items():
        _write_tubes(step, _round(step, no), lines)
    _write_own(step, own)


def _round(step: Step, no: int) -> RoundView:
    view = testing.round_of(step.conn, no)
    return view if view.closed_at is not None else begun(step, no).view


_ROWS = """
SELECT id AS id, household_id AS household, resident_id AS resident, place AS place,
  person_id AS person FROM sheet_person WHERE round_id = ?"""


def _write_tubes(step: Step, view: RoundView, lines: Sequence[TubeLine]) -> None:
    from sqlmodel import col

    from models.call_sheet.tables import SheetPerson

    rows = _rows(step, view)
    known = _sampled(step, view)
    strangers = {
        one.who: one
        for given in lines
        for one in given.members
        if (one.who.resident or one.who) not in rows
    }
    if strangers:
        add_late(step, view, list(strangers.values()))
        rows = _rows(step, view)
    keys = _tubes(step, view, lines)
    earlier: list[dict[str, object]] = []
    now: list[dict[str, object]] = []
    for given in lines:
        at, tube = given.sampled_at or step.at, keys.get(given.code)
        then = stored(at)
        for one in given.members:
            key = rows[one.who.resident or one.who]
            if known.get(key, then) < then:
                earlier.append({"id": key, "tube_id": tube})
            else:
                now.append({"id": key, "tube_id": tube, "sampled_at": at, "missed_at": None})
    _put(step, earlier)
    _put(step, now)
    for given in lines:
        for one in given.members:
            if one.who.place and one.name:
                step.change_where(
                    SheetPerson,
                    col(SheetPerson.id) == rows[one.who],
                    col(SheetPerson.name) == "",
                    name=one.name,
                )
        if given.result is not None and given.code in keys:
            its_tube = queries.tube(step.conn, view, given.code)
            write_result(step, its_tube, TubeState(given.result), given.at or step.at)
    if view.closed_at is None:
        who = [one.who for given in lines for one in given.members]
        follow(step, view, [rows[one.resident or one] for one in who])
    note_doubts(
        step,
        view,
        [
            Unsettled(problem, said, given.code)
            for given in lines
            for problem, said in given.unclear
        ],
    )


_SAMPLED = """
SELECT id AS id, sampled_at AS at FROM sheet_person
WHERE round_id = ? AND state = 'sampled' AND sampled_at IS NOT NULL"""


def _sampled(step: Step, view: RoundView) -> dict[str, str]:
    """When those were sampled whom a table ticked already, in stored UTC form, by their rows."""
    return sql.mapped(step.conn.execute(_SAMPLED, (view.id,)), "id", "at")


def _put(step: Step, members: Sequence[Mapping[str, object]]) -> None:
    """Say of rows of a sheet in which tube they are, sampled then; without a time of who was, and
    stays, sampled earlier."""
    from models.call_sheet.tables import SheetPerson

    step.change_rows(
        SheetPerson,
        members,
        state=Sampling.SAMPLED,
        said="",
        version=SheetPerson.version + 1,
    )


def _rows(step: Step, view: RoundView) -> Mapping[object, str]:
    found: dict[object, str] = {}
    for one in sql.named(step.conn.execute(_ROWS, (view.id,))):
        key = one.pop("id")
        who = Who(**one)
        found[who.resident or who] = key
    return found


def _tubes(step: Step, view: RoundView, lines: Sequence[TubeLine]) -> dict[str, str]:
    """The keys of tubes by their codes; those there are none of are opened, and made large enough
    for whom they hold: what a list tells has happened."""
    from models.sampling.tables import Tube

    rows = step.conn.execute("SELECT code, id FROM tube WHERE round_id = ?", (view.id,))
    known = sql.mapped(rows, "code", "id")
    no = step.next_no("tube")
    opened: list[dict[str, object]] = []
    for given in lines:
        if given.code in known:
            _enlarge(step, known[given.code], given.members)
            continue
        if not given.members:
            continue
        known[given.code] = new_id()
        opened.append(
            {
                "id": known[given.code],
                "no": no + len(opened),
                "version": 1,
                "round_id": view.id,
                "session_id": None,
                "desk": None,
                "code": given.code,
                "kind": TubeKind(view.tube_kind),
                "capacity": max(view.pool_size, len(given.members), 1),
                "state": TubeState.PENDING,
                "opened_at": given.sampled_at or step.at,
                "full_at": None,
                "result_at": None,
                "entered_at": step.at,
                "note": "",
            }
        )
    step.add_rows(Tube, opened)
    return known


_ROOM = """
SELECT t.capacity AS capacity, count(s.id) AS members FROM tube t
LEFT JOIN sheet_person s ON s.tube_id = t.id AND s.state = 'sampled' WHERE t.id = ?"""


def _enlarge(step: Step, key: str, more: Sequence[Person]) -> None:
    from models.sampling.tables import Tube

    (room,) = sql.named(step.conn.execute(_ROOM, (key,)))
    needed = room["members"] + len(more)
    if more and needed > room["capacity"]:
        step.change(Tube, key, capacity=needed, version=Tube.version + 1)


def _write_own(step: Step, lines: Sequence[OwnLine]) -> None:
    from data.recall.needless import call_off_needless
    from models.results.tables import TestResult

    rounds = sql.mapped(step.conn.execute("SELECT no, id FROM test_round"), "no", "id")
    no = step.next_no("test_result")
    step.add_rows(
        TestResult,
        [
            {
                "id": new_id(),
                "no": no + place,
                "version": 1,
                "household_id": one.who.household,
                "resident_id": one.who.resident,
                "person_id": one.who.person,
                "place": one.who.place,
                "name": one.name,
                "source": one.given.source,
                "result": one.given.result,
                "round_id": rounds.get(one.given.round_no) if one.is_of_round else None,
                "happened_at": one.given.at or step.at,
                "entered_at": step.at,
                "said": _SAID(one.given.said),
            }
            for place, one in enumerate(lines)
        ],
    )
    at = max((one.given.at or step.at for one in lines), default=step.at)
    call_off_needless(step, [(one.who, one.given.source) for one in lines], at)
