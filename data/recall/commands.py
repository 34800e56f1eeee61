"""What is done about abnormal tubes: recalled as planned, re-tests begun, done, called off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties import commands as duty_commands
from data.duties.records import WorkRecords
from data.ids import new_id
from data.recall import queries
from data.recall.members import UNCLEAR
from data.recall.plans import GOES_ON, RecallPlan
from data.sampling.commands import Unsettled, note_doubts
from data.several import each
from data.sql import Reader
from data.testing.queries import round_of
from models.address import short_address
from models.duties import Work
from models.fields import line, lines
from models.problems import Problem, Refused
from models.recall import Affected, Recall, RetestRow, RetestState, Visit, moves
from models.recall.visits import roles_at, slot
from models.sampling import TubeState
from models.several import Several
from models.text import fold

if TYPE_CHECKING:
    from data.step import Step
    from models.recall.tables import Retest

_NOTE = lines(1000)
_NAME = line(80)


def _table() -> type[Retest]:
    from models.recall.tables import Retest

    return Retest


RETESTS = WorkRecords(
    work=Work.RETEST,
    table=_table,
    view=queries.retest,
    times=("starts_at", "ends_at"),
    wrong=moves.state_problems,
    planned=RetestState.PLANNED,
    off=RetestState.CANCELLED,
    begun="retest_begun",
)
"""How far re-tests are, and when."""


class Applied(NamedTuple):
    """What recalling some tubes came to.

    Attributes:
        recalls: numbers of the recalls, in the order of the plan.
        retests: numbers of the new re-tests.
        held: how many people are held out of pools by it.
        names: who goes, each once.
        left: re-tests nobody goes to.
        unclear: what of a list was not understood, as it was written; it is kept.
    """

    recalls: tuple[int, ...]
    retests: tuple[int, ...]
    held: int
    names: tuple[str, ...]
    left: int
    unclear: tuple[str, ...] = ()


def apply(step: Step, plan: RecallPlan, visits: Sequence[Visit] | None = None) -> Applied:
    """Recall tubes as it is planned, all or nothing: they are abnormal, their members held, and
    re-tests given to who goes.

    Safety of life wins over what was said before: a tube that was negative or void is abnormal
    from now on; when it was told to be negative stays with it, as a contradiction. A tube nobody
    is written down for is abnormal, holds up no other, and stays to be asked about.

    Args:
        visits: as they were changed by hand; None for as they were planned.

    Raises:
        Refused: `recall_done` (codes), `recall_list_done` where nothing of it is new;
            `recall_nobody` (code) where nobody is in any of them; `recall_meanwhile` (code) where
            somebody recalled it, changed the tube, or planned a re-test at one of its doors
            since; what stands against somebody as `data.duties.commands.assign`.
    """
    codes = [one.code for one in plan.recalls if one.code and one.members]
    if plan.settled:
        raise Refused("recall_done", codes=codes) if codes else Refused("recall_list_done")
    wanted = plan.visits if visits is None else visits
    _refuse_outdated(step.conn, plan, wanted)
    for recall in plan.recalls:
        _tell_abnormal(step, recall)
    recalls = [recall for recall in plan.recalls if recall.members]
    keys = [_put_recall(step, recall) for recall in recalls]
    at_door = {row.household_id: row.id for row in plan.kept if row.state in GOES_ON}
    numbers = []
    for visit in wanted:
        owner = _first_with(recalls, visit)
        no, key = _put_retest(step, keys[owner][1], visit)
        numbers.append(no)
        at_door[visit.door.household] = key
    for recall, (_no, key) in zip(recalls, keys, strict=True):
        _put_members(step, key, recall, at_door)
    done = Applied(
        tuple(no for no, _key in keys),
        tuple(numbers),
        len({who for recall in plan.recalls for who in recall.new}),
        tuple(dict.fromkeys(name for visit in wanted for name in visit.names)),
        sum(not visit.given for visit in wanted),
        _keep_doubts(step, plan),
    )
    step.act("recalled" if codes else "list_recalled", tube=codes, count=len(numbers),
             names=list(done.names), nos=list(done.recalls))  # fmt: skip
    return done


def _keep_doubts(step: Step, plan: RecallPlan) -> tuple[str, ...]:
    """Keep what a list says and nobody matched, to be settled like what was said at a table, where
    there is a round for it; what that was."""
    found: dict[int | None, list[Unsettled]] = defaultdict(list)
    for recall in plan.recalls:
        found[recall.round_no] += (_unsettled(recall.code, one) for one in _unclear(recall.told))
    for code, problem in plan.left:
        found[None] += (_unsettled(code, one) for one in _unclear([problem]))
    newest = sql.value(
        step.conn.execute("SELECT no FROM test_round ORDER BY day DESC, no DESC LIMIT 1")
    )
    for round_no, doubts in found.items():
        no = newest if round_no is None else round_no
        if no is not None and doubts:
            note_doubts(step, round_of(step.conn, int(no)), doubts)
    return tuple(dict.fromkeys(one.said for doubts in found.values() for one in doubts))


def _unclear(told: Iterable[Problem]) -> Iterator[Problem]:
    return (one for one in told if one.code in UNCLEAR)


def _unsettled(code: str, problem: Problem) -> Unsettled:
    return Unsettled(problem, str(problem.params["value"]), code)


def _refuse_outdated(conn: Reader, plan: RecallPlan, visits: Sequence[Visit]) -> None:
    if not any(recall.members for recall in plan.recalls):
        codes = [one.code for one in plan.recalls if one.code]
        raise Refused("recall_nobody", "code", code=codes)
    for recall in plan.recalls:
        if recall.tube is not None:
            key, version, _state = recall.tube
            now = sql.value(conn.execute("SELECT version FROM tube WHERE id = ?", (key,)))
            there = queries.recall_of_tube(conn, key)
            if now != version or (there is not None and recall.on_record is None):
                raise Refused("recall_meanwhile", code=recall.code)
        elif recall.on_record is None and queries.recall_called(conn, recall.code):
            raise Refused("recall_meanwhile", code=recall.code)
    homes = {visit.door.household: visit for visit in visits}
    for row in queries.open_retests(conn, homes):
        where = short_address(*homes[row.household_id].door.address)
        raise Refused("recall_meanwhile", code=where)


def _first_with(recalls: Sequence[Recall], visit: Visit) -> int:
    """Which recall a visit belongs to: the most urgent one with a new member there."""
    for at, recall in enumerate(recalls):
        if any(who.household == visit.door.household for who in recall.new):
            return at
    return 0


def _tell_abnormal(step: Step, recall: Recall) -> None:
    """Its tube is abnormal from now on."""
    from models.sampling.tables import Tube

    if recall.tube is not None:
        key, version, state = recall.tube
        if state != TubeState.ABNORMAL:
            step.change(
                Tube,
                key,
                state=TubeState.ABNORMAL,
                result_at=step.at,
                negative_at=Tube.result_at if state == TubeState.NEGATIVE else None,
                version=version + 1,
            )


def _put_recall(step: Step, recall: Recall) -> tuple[int, str]:
    """Keep a recall; its number and its key."""
    from models.recall.tables import TubeRecall

    if recall.on_record is not None:
        was = recall.on_record
        if recall.unclear:
            note = "\n".join(dict.fromkeys((*filter(None, [was.note]), *recall.unclear)))
            step.change(TubeRecall, was.id, note=_NOTE(note), version=TubeRecall.version + 1)
        return was.no, was.id
    no, key = step.next_no("tube_recall"), new_id()
    step.add(
        TubeRecall(
            id=key,
            no=no,
            round_id=_round_key(step.conn, recall.round_no),
            tube_id=None if recall.tube is None else recall.tube[0],
            code=recall.code,
            told_at=step.at,
            entered_at=step.at,
            note=_NOTE("\n".join(recall.unclear)),
        )
    )
    return no, key


def _round_key(conn: Reader, no: int | None) -> str | None:
    if no is None:
        return None
    key = sql.value(conn.execute("SELECT id FROM test_round WHERE no = ?", (no,)))
    if key is None:
        raise Refused("round_unknown", "round", no=no)
    return str(key)


def _put_retest(step: Step, recall_id: str, visit: Visit) -> tuple[int, str]:
    """Keep a re-test and give it to who goes; its number and its key."""
    from models.recall.tables import Retest

    no, key = step.next_no("retest"), new_id()
    address = visit.door.address
    step.add(
        Retest(
            id=key,
            no=no,
            recall_id=recall_id,
            household_id=visit.door.household,
            state=RetestState.PLANNED,
            starts_at=visit.starts,
            ends_at=visit.ends,
            hands_needed=len(roles_at(visit.door)),
            search=fold(f"#{no} {short_address(*address)}"),
        )
    )
    for role, (person_no, name) in visit.given.items():
        place = slot(visit.door, role, visit.starts, visit.ends, no)
        duty_commands.assign(step, place.duty(person_no, to_ask=name in visit.to_ask))
    return no, key


def _put_members(step: Step, recall_id: str, recall: Recall, at_door: Mapping[str, str]) -> None:
    """Keep whom a recall holds, each with the re-test at their door."""
    from models.recall.tables import RecallMember

    last = sql.value(
        step.conn.execute(
            "SELECT coalesce(max(position), 0) FROM recall_member WHERE recall_id = ?", (recall_id,)
        )
    )
    new = [one for one in recall.members if one.who in recall.new]
    step.add(
        *(
            RecallMember(
                id=new_id(),
                recall_id=recall_id,
                position=int(last) + at,
                household_id=one.who.household,
                resident_id=one.who.resident,
                person_id=one.who.person,
                place=one.who.place,
                name=_NAME(one.name),
                retest_id=_retest_of(one, at_door),
            )
            for at, one in enumerate(new, 1)
        )
    )


def _retest_of(one: Affected, at_door: Mapping[str, str]) -> str | None:
    return None if one.gone else at_door.get(one.who.household or "")


def mark_retests(step: Step, numbers: Sequence[int], state: RetestState) -> Several[RetestRow]:
    """Say how far re-tests are; what one refuses holds up no other.

    Raises:
        Refused: a `NoneDone` of `retest_unknown`, `retest_already`, `retest_cannot`.
    """

    def mark(no: int) -> RetestRow:
        view = queries.retest(step.conn, no)
        RETESTS.mark(step, view, state)
        return view

    done = each(step, dict.fromkeys(numbers), mark)
    marked = done.done.values()
    step.act(
        f"retest_{state}",
        no=[view.no for view in marked],
        where=[short_address(*view.address) for view in marked],
    )
    return done
