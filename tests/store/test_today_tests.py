"""What of tests waits for somebody: from an abnormal tube to everybody's own result."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.call_sheet.finding import find_people
from data.clock import FixedClock
from data.journal import commands as journal
from data.recall import commands, plans, queries
from data.recall.asked import Asked
from data.recall.left import waiting
from data.residents import commands as resident_commands
from data.results import commands as results
from data.results.holds import holds, pending
from data.sampling.commands import Unsettled, note_doubts
from data.sampling.left import lacking, to_settle
from data.store import Store
from data.testing.queries import round_of
from data.today.queries import board
from models.call_sheet import Why
from models.households import CompoundInput, HouseholdInput
from models.problems import Problem
from models.recall import RetestState, Waiting
from models.requests import DEFAULT_SETTINGS
from models.residents import ResidentInput, Whereabouts
from models.results import Result, ResultInput, Source
from models.roster import PersonInput, PersonKind
from models.sampling import TubeState
from models.times import LOCAL, stored
from tests.beginning import begin
from tests.tubes import put_round, put_tube

TABLE = datetime(2022, 4, 8, 9, tzinfo=LOCAL)
NIGHT = datetime(2022, 4, 9, 2, tzinfo=LOCAL)


def town(store: Store) -> None:
    """Three doors with four people, in two tubes of a round; somebody who can go there."""
    begin(
        store,
        CompoundInput("甲苑"),
        HouseholdInput("甲苑", "3", room="501", people=2, residents=(
            ResidentInput("王芳"), ResidentInput("李强"),
        )),
        HouseholdInput("甲苑", "3", room="502", people=1, residents=(ResidentInput("周敏"),)),
        HouseholdInput("甲苑", "5", room="101", people=1, residents=(ResidentInput("孙慧"),)),
        PersonInput("赵娟", PersonKind.STAFF),
    )  # fmt: skip
    with store.step() as step:
        put_round(step, 1, TABLE)
        put_tube(step, 1, "8812001", [1, 3], TABLE)
        put_tube(step, 1, "8812002", [4], TABLE)


def wait(store: Store) -> Waiting:
    """What waits now, as the board has it."""
    found = store.ask(waiting, store.now())
    assert store.ask(board, store.now(), DEFAULT_SETTINGS).tests.recalls == found
    return found


def abnormal(store: Store, code: str, at: datetime) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute(
            "UPDATE tube SET state = ?, result_at = ? WHERE code = ?",
            (TubeState.ABNORMAL, stored(at), code),
        )


def own(store: Store, name: str, result: Result, source: Source = Source.SINGLE) -> None:
    found = store.ask(find_people, name)
    store.do(results.record_found, found, ResultInput(result, source, store.now()))


def test_a_tube_waits_until_it_is_recalled_then_its_people_until_their_own_result(
    store: Store, clock: FixedClock
) -> None:
    town(store)
    clock.moment = NIGHT
    assert wait(store) == Waiting()
    abnormal(store, "8812001", NIGHT - timedelta(minutes=30))
    abnormal(store, "8812002", NIGHT - timedelta(minutes=10))
    found = wait(store)
    assert [(one.code, one.round_no, one.people) for one in found.unrecalled] == [
        ("8812001", 1, 2), ("8812002", 1, 1),
    ]  # fmt: skip
    assert (found.unvisited, found.late, found.without) == ((), (), 0)

    plan = store.ask(plans.plan, [Asked("8812001", 1)], store.now())
    store.do(commands.apply, plan)
    assert [one.code for one in wait(store).unrecalled] == ["8812002"]
    store.do(journal.undo)
    assert len(wait(store).unrecalled) == 2, "taken back, it waits again"
    store.do(journal.redo)

    first, second = store.ask(queries.open_retests)
    clock.moment = NIGHT + timedelta(hours=3)
    assert wait(store).late == (first.id, second.id)
    store.do(commands.mark_retests, numbers=[first.no], state=RetestState.DONE)
    store.do(commands.mark_retests, numbers=[second.no], state=RetestState.CANCELLED)
    found = wait(store)
    assert (found.late, len(found.unvisited), found.without) == ((), 1, 0)

    clock.moment = NIGHT + timedelta(hours=20)
    found = wait(store)
    assert (found.unread, found.without) == ((first.id,), 1)
    for name in (*first.names, *second.names):
        own(store, name, Result.NEGATIVE)
    found = wait(store)
    assert (found.unread, found.unvisited) == ((), ())
    own(store, "孙慧", Result.NEGATIVE)
    assert wait(store) == Waiting(), "a tube all of whose people have their own result is over"


def test_who_nobody_goes_to_gets_a_visit_again_whatever_list_they_are_on(
    store: Store, clock: FixedClock
) -> None:
    town(store)
    clock.moment = NIGHT
    plan = store.ask(plans.plan, [Asked("", text="甲苑3-501王芳\n甲苑5-101")], NIGHT)
    store.do(commands.apply, plan)
    numbers = [row.no for row in store.ask(queries.open_retests)]
    store.do(commands.mark_retests, numbers=numbers, state=RetestState.CANCELLED)
    left = wait(store).unvisited
    assert len(left) == 2
    anew = store.ask(plans.plan, [Asked("", people=left)], store.now())
    assert [visit.door.people for visit in anew.visits] == [1, 1]
    assert sorted(one.name for one in anew.recalls[0].members) == ["孙慧", "王芳"]
    store.do(commands.apply, anew)
    assert wait(store).unvisited == ()
    numbers = [row.no for row in store.ask(queries.open_retests)]
    store.do(commands.mark_retests, numbers=numbers[:1], state=RetestState.CANCELLED)
    assert len(wait(store).unvisited) == 1, "the second time as the first"


def test_who_waits_is_who_the_holds_say(store: Store, clock: FixedClock) -> None:
    town(store)
    clock.moment = NIGHT
    abnormal(store, "8812001", NIGHT - timedelta(minutes=30))
    own(store, "王芳", Result.NEGATIVE, Source.ANTIGEN)
    own(store, "周敏", Result.POSITIVE)
    held = store.ask(holds, NIGHT)
    waits = {who for who, one in held.items() if one.why == Why.PENDING}
    assert set(store.ask(pending, NIGHT)) == waits
    assert len(waits) == 1, "an antigen kit frees nobody, a positive waits for the transfer"
    store.do(resident_commands.set_whereabouts, [1], Whereabouts.DIED, None)
    plan = store.ask(plans.plan, [Asked("8812001", 1)], store.now())
    store.do(commands.apply, plan)
    assert wait(store).unvisited == (), "nobody goes to who died"


def test_who_is_missed_is_told_until_the_round_is_ended(store: Store, clock: FixedClock) -> None:
    town(store)
    clock.moment = TABLE + timedelta(hours=1)
    with store.step() as step:
        step.act("set")
        step.conn.execute("UPDATE sheet_person SET state = 'missed', tube_id = NULL, sampled_at ="
                          " NULL WHERE name = '周敏'")  # fmt: skip
        step.conn.execute("UPDATE sheet_person SET state = 'due', tube_id = NULL, sampled_at ="
                          " NULL WHERE name = '孙慧'")  # fmt: skip
        step.conn.execute(
            "UPDATE test_round SET starts_at = ?, ends_at = ?",
            (stored(TABLE), stored(TABLE + timedelta(hours=4))),
        )
        problem = Problem("member_unknown", {"value": "九九"})
        note_doubts(step, round_of(step.conn, 1), [Unsettled(problem, "九九")])
    (one,) = store.ask(lacking, store.now())
    assert (one.no, one.people, one.over, one.session_no) == (1, 1, False, 1)
    (one,) = store.ask(lacking, store.now() + timedelta(hours=4))
    assert (one.people, one.over) == (2, True), "who is still to come lacks once it is over"
    assert store.ask(lacking, store.now() + timedelta(days=4)) == ()
    settle = store.ask(to_settle)
    assert settle is not None
    assert (settle.round_no, settle.session_no, settle.how_many) == (1, 1, 1)
    with store.step() as step:
        step.act("set")
        step.conn.execute("UPDATE test_round SET closed_at = ?", (stored(clock.moment),))
    assert store.ask(lacking, store.now()) == ()
