"""Rounds of calls on a real file: who is called and by whom, what comes of it, what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.absence.queries import orphans
from data.call_down import commands, plans, queries
from data.call_down.left import calls_left
from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import commands as household_commands
from data.households import joining
from data.households import queries as households
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.residents import commands as resident_commands
from data.residents import queries as residents
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from models.absence import AbsenceInput
from models.call_down import CallAnswer, CallLine, CallResult, RoundPlan, RoundWish, WhereTo
from models.call_down.settings import CallSettings
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.requests import ClosingInput, Outcome, RequestState
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.telephones import Telephone
from models.times import LOCAL, loaded, stored
from screens.call_down.words import knock
from tests.beginning import another_desk, begin
from tests.states import refused, refused_whole, state, undone_whole

ALONE, AGED, INSULIN, PREGNANT = "独居老人", "80岁以上", "胰岛素", "孕妇"
SHI, LIN, XU = 1, 2, 3

WELL = CallAnswer(CallResult.WELL)
NO_ANSWER = CallAnswer(CallResult.NO_ANSWER)


def door(room: str, head: str = "", building: str = "3", **more: object) -> HouseholdInput:
    phone = str(more.pop("phone", f"1380000{building:0>2}{room[-2:]}"))
    return HouseholdInput("春晖苑", building, room=room, head=head, phone=phone, **more)  # type: ignore[arg-type]


def somebody(name: str, *marks: str, born: str | None = None, **more: object) -> ResidentInput:
    given = tuple(PersonMark(mark) for mark in marks)
    return ResidentInput(name, born=born, marks=given, **more)  # type: ignore[arg-type]


@pytest.fixture
def town(store: Store) -> Store:
    """Two of the staff, a volunteer who lives in building 3, and six doors there."""
    begin(
        store,
        CompoundInput("春晖苑"),
        CompoundInput("大林苑"),
        door("501", "金桂花", residents=(somebody("金桂花", ALONE, INSULIN, born="1938"),)),
        door("502", "柳青", people=2, marks=(ALONE,)),
        door("503", "夏荷", marks=(ALONE, "空关")),
        door("504", "白露", phone="", marks=(PREGNANT,)),
        door("505", "秦川", residents=(somebody("秦川"), somebody("秦岭", born="1942-06"))),
        door("506", "", marks=("养狗",)),
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="春晖苑", building="3"),
    )
    return store


def planned(store: Store, *marks: str, with_: tuple[int, ...] = (), **wish: object) -> RoundPlan:
    wished = RoundWish(marks or (ALONE,), **wish)  # type: ignore[arg-type]
    return store.ask(plans.plan, wished, store.now(), with_)


def made(store: Store, *marks: str, with_: tuple[int, ...] = (), **wish: object) -> int:
    """Make a round; its number."""
    plan = planned(store, *marks, with_=with_, **wish)
    return store.do(commands.keep_round, plan.wish, plan.shares).no


def answer(
    store: Store,
    numbers: Mapping[int, int | None] | int,
    given: CallAnswer = NO_ANSWER,
    *,
    again: bool = False,
) -> list[commands.Recorded]:
    seen = {numbers: None} if isinstance(numbers, int) else numbers
    done = store.do(commands.record_results, seen, given, knock, again=again)
    return list(done.done.values())


def need(store: Store, no: int, text: str = "春晖苑3号501 米没有了") -> int:
    """Take down what somebody needs who was called; the number of the request."""
    return store.do(
        lambda step: capture(
            step, text, link=lambda step, made: commands.record_need(step, no, None, made)
        )
    ).no


def call(store: Store, no: int) -> CallLine:
    return store.ask(queries.call, no, store.now())


def left(store: Store) -> list[int]:
    return sorted(one.no for one in store.ask(queries.left, store.now()))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


# -- who is called ---------------------------------------------------------------------------------


def test_who_bears_a_mark_is_called_by_name_else_the_household(town: Store) -> None:
    plan = planned(town, ALONE, INSULIN)
    assert [(one.call.name, one.call.resident, one.call.marks) for one in plan.shares] == [
        ("金桂花", 1, (ALONE, INSULIN)),
        ("柳青", None, (ALONE,)),
    ]
    assert [(one.name, one.gone) for one in plan.left_out] == [("夏荷", "empty_flat")]


@pytest.mark.parametrize(
    ("marks", "over", "names"),
    [
        ((AGED,), None, ["金桂花", "秦岭"]),
        ((), 84, ["金桂花"]),
        ((PREGNANT,), 84, ["金桂花", "白露"]),
        ((), 80, ["金桂花", "秦岭"]),
    ],
)
def test_who_is_old_is_known_by_the_year_of_birth(
    town: Store, marks: tuple[str, ...], over: int | None, names: list[str]
) -> None:
    plan = town.ask(plans.plan, RoundWish(marks, over=over), town.now())
    assert [one.call.name for one in plan.shares] == names


@pytest.mark.parametrize("presence", [Whereabouts.AWAY, Whereabouts.MOVED_OUT, Whereabouts.DIED])
def test_who_is_gone_is_left_out_with_the_reason(town: Store, presence: Whereabouts) -> None:
    town.do(resident_commands.set_whereabouts, [1], presence, None)
    plan = planned(town)
    assert [one.call.name for one in plan.shares] == ["柳青"]
    assert ("金桂花", presence) in [(one.name, one.gone) for one in plan.left_out]


def test_a_household_whose_only_people_are_gone_is_not_rung(town: Store) -> None:
    town.do(resident_commands.add_resident, 2, ResidentInput("柳青", presence=Whereabouts.DIED))
    town.do(resident_commands.add_resident, 2, ResidentInput("柳叶", presence=Whereabouts.AWAY))
    plan = planned(town)
    assert [one.call.name for one in plan.shares] == ["金桂花"]
    assert [one.gone for one in plan.left_out] == ["nobody_there", "empty_flat"]


def test_the_number_of_who_is_called_comes_first_each_with_whose_it_is(town: Store) -> None:
    phones = (Telephone("13800000077", whose="女儿"), Telephone("13800000301"))
    town.do(resident_commands.change_resident, 1, None, {"phones": phones})
    (first, *_rest) = planned(town).shares
    assert [(one.number, one.whose) for one in first.call.phones] == [
        ("13800000077", "女儿"),
        ("13800000301", "金桂花"),
    ]


def test_one_compound_alone_is_called_and_nobody_is_told_so(town: Store) -> None:
    assert len(planned(town, compound=1).shares) == 2
    with refused("round_empty", left_out=0):
        planned(town, compound=2)
    with refused("round_without_marks"):
        town.ask(plans.plan, RoundWish(()), town.now())


# -- who calls -------------------------------------------------------------------------------------


def test_staff_on_duty_call_and_who_is_chosen_the_absent_and_the_resting_do_not(
    town: Store,
) -> None:
    now = town.now()
    town.do(roster_presence.record_presence, [SHI], PresenceInput(Place.ISOLATED, now))
    assert {one.name for one in planned(town).shares} == {"小林"}
    hour = timedelta(hours=1)
    rest = DutyInput(LIN, Work.REST, Role.HAND, now - hour, now + hour)
    with town.step() as step:
        duty_commands.assign(step, rest)
        step.act("duty_added")
    plan = planned(town)
    assert {one.name for one in plan.shares} == {""}
    assert [one.off.code for one in plan.callers if one.off] == ["caller_isolated", "caller_rests"]
    neighbour = planned(town, with_=(XU,))
    assert {(one.name, one.why.code) for one in neighbour.shares} == {
        ("许强", "caller_lives_there")
    }


def test_calls_are_given_to_nobody_who_fell_out_since_they_were_planned(town: Store) -> None:
    plan = planned(town)
    town.do(roster_presence.record_presence, [SHI], PresenceInput(Place.HOSPITAL, town.now()))
    refused_whole(
        town,
        lambda step: commands.keep_round(step, plan.wish, plan.shares),
        "caller_off_now",
        "caller",
    )


def test_a_plan_that_others_are_in_by_now_is_not_kept(town: Store) -> None:
    plan = planned(town)
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.DIED, None)
    with refused("round_out_of_date"):
        town.do(commands.keep_round, plan.wish, plan.shares)


def test_a_round_of_eighty_seven_people_living_alone_by_five_staff(store: Store) -> None:
    sizes = {"春晖苑": 40, "大林苑": 30, "晴川里": 17}
    begin(
        store,
        *(CompoundInput(name) for name in sizes),
        *(
            HouseholdInput(name, str(1 + n % 6), room=str(100 + n), head=f"甲{n}", marks=(ALONE,))
            for name, size in sizes.items()
            for n in range(size)
        ),
        *(PersonInput(f"社工{n}", PersonKind.STAFF) for n in range(5)),
    )
    plan = planned(store)
    counts = Counter(one.name for one in plan.shares)
    assert sorted(counts.values()) == [17, 17, 17, 18, 18]
    callers: dict[object, set[int | None]] = {}
    for one in plan.shares:
        callers.setdefault(one.call.building_no, set()).add(one.caller)
    parted = [who for who in callers.values() if len(who) > 1]
    assert len(parted) <= len(counts) - 1, "a building is parted where shares meet"
    store.do(commands.keep_round, plan.wish, plan.shares)
    assert len(left(store)) == len({one.household for one in store.ask(queries.left, store.now())})
    found = store.ask(calls_left, store.now())
    assert found is not None
    assert (found.left, found.due, found.overdue, len(found.by)) == (87, 87, 0, 5)


# -- what came of it -------------------------------------------------------------------------------


def test_results_are_kept_and_taken_back(town: Store) -> None:
    with refused("round_call_unknown"):
        answer(town, 1, WELL)
    undone_whole(
        town,
        lambda: made(town),
        lambda: answer(town, 1, WELL),
        lambda: answer(town, 2, NO_ANSWER),
        lambda: need(town, 2),
        lambda: town.do(commands.set_calls, CallSettings(knock_after=5)),
    )
    assert left(town) == []


def test_nobody_answers_and_it_is_tried_again_until_somebody_does(
    town: Store, clock: FixedClock
) -> None:
    made(town)
    answer(town, 1)
    line = call(town, 1)
    assert (line.tries, line.due, line.spoken_at) == (1, 0, None)
    assert loaded(line.due_at or "") == clock.moment + timedelta(hours=2)
    clock.moment += timedelta(hours=2)
    assert call(town, 1).due
    answer(town, 1, WELL)
    line = call(town, 1)
    assert (line.left, line.tries, line.result) == (0, 2, "well")
    assert loaded(line.spoken_at or "") == clock.moment


def test_after_three_in_a_row_somebody_knocks_today_and_once(
    town: Store, clock: FixedClock
) -> None:
    made(town)
    for _ in range(2):
        (done,) = answer(town, 1)
        assert done.knock is None
        clock.moment += timedelta(hours=2)
    (done,) = answer(town, 1)
    assert (done.tries, done.knock) == (3, 1)
    asked = town.ask(requests.view, 1)
    assert (asked.urgency, asked.household_no, asked.patient) == ("today", 1, "金桂花")
    assert asked.harm_at is not None
    assert loaded(asked.harm_at) < clock.moment + timedelta(hours=24)
    clock.moment += timedelta(hours=2)
    (fourth,) = answer(town, 1)
    assert (fourth.knock, fourth.line.request) == (None, 1)
    undone_whole(town, lambda: answer(town, 1))


def test_unanswered_tries_count_on_in_the_next_round(town: Store, clock: FixedClock) -> None:
    made(town)
    answer(town, 1)
    answer(town, 1)
    clock.moment += timedelta(days=1)
    made(town)
    assert left(town) == [3, 4], "the calls of the day before are made now"
    (done,) = answer(town, 3)
    assert (done.tries, done.knock) == (3, 1)
    assert answer(town, 4)[0].tries == 1


def test_who_was_found_by_a_knock_is_called_no_more(town: Store, clock: FixedClock) -> None:
    made(town)
    for _ in range(3):
        answer(town, 1)
    assert 1 in left(town)
    clock.moment += timedelta(hours=1)
    ending = ClosingInput(Outcome.MET, "金桂花", clock.moment)
    town.do(request_commands.close_requests, {1: ending})
    assert town.ask(requests.view, 1).state == RequestState.CLOSED
    assert 1 not in left(town)
    assert town.ask(queries.in_a_row, call(town, 1)) == 0


def test_a_well_being_call_waits_for_the_morning(town: Store, clock: FixedClock) -> None:
    made(town)
    clock.moment = moment("2022-04-09T23:30")
    (done,) = answer(town, 1)
    assert loaded(done.line.due_at or "") == moment("2022-04-10T08:00")
    clock.moment = moment("2022-04-10T01:30")
    assert {one.no: one.due for one in town.ask(queries.left, clock.moment)} == {1: 0, 2: 1}


def test_who_is_in_danger_is_rung_at_night(town: Store, clock: FixedClock) -> None:
    made(town)
    clock.moment = moment("2022-04-09T23:30")
    town.do(capture, "春晖苑3号501 胸口痛透不过气")
    (done,) = answer(town, 1)
    assert loaded(done.line.due_at or "") == moment("2022-04-10T01:30")


def test_a_round_made_at_night_is_called_in_the_morning(town: Store, clock: FixedClock) -> None:
    clock.moment = moment("2022-04-09T23:00")
    made(town)
    assert {one.due_at for one in town.ask(queries.left, clock.moment)} == {
        stored(moment("2022-04-10T08:00"))
    }


def test_who_needs_something_has_a_request_that_is_theirs(town: Store) -> None:
    made(town)
    no = need(town, 1)
    line = call(town, 1)
    assert (line.result, line.request, line.left) == ("needs", no, 0)
    assert line.spoken_at is not None
    other = need(town, 2, "米没有了")
    assert town.ask(requests.view, other).household_no == 2


def test_no_call_is_lost_because_its_round_was_answered_meanwhile(town: Store) -> None:
    made(town)
    answer(town, 1, WELL)
    done = town.do(
        lambda step: capture(
            step,
            "春晖苑3号501 米没有了",
            link=lambda step, made: commands.record_need(step, 1, 1, made),
        )
    )
    assert done.unlinked is not None
    assert done.unlinked.code == "call_answered_meanwhile"
    assert town.ask(requests.view, done.no).household_no == 1


@pytest.mark.parametrize(
    ("where", "presence"),
    [
        (WhereTo.AWAY, "away"),
        (WhereTo.HOSPITAL, "away"),
        (WhereTo.MOVED_OUT, "moved_out"),
        (None, "away"),
    ],
)
def test_who_is_not_here_is_so_on_file(town: Store, where: WhereTo | None, presence: str) -> None:
    made(town)
    before = state(town)
    answer(town, 1, CallAnswer(CallResult.NOT_HERE, "女儿说的", where))
    found = town.ask(residents.resident, 1)
    assert (found.presence, found.presence_since, found.note) == (
        presence,
        "2022-04-09",
        "女儿说的",
    )
    assert 1 not in left(town)
    answer(town, 2, CallAnswer(CallResult.NOT_HERE, "", where))
    assert left(town) == []
    for _ in range(2):
        town.do(journal_commands.undo)
    assert state(town) == before


def test_several_have_one_result(town: Store) -> None:
    made(town)
    assert [one.line.no for one in answer(town, {1: 1, 2: 1}, WELL)] == [1, 2]
    assert left(town) == []


def test_a_result_is_written_over_only_when_that_is_meant(town: Store) -> None:
    made(town)
    answer(town, 1, WELL)
    with refused("call_has_result", name="金桂花"):
        answer(town, 1, NO_ANSWER)
    answer(town, 1, NO_ANSWER, again=True)
    line = call(town, 1)
    assert (line.result, line.tries, line.spoken_at, line.left) == ("no_answer", 1, None, 1)


def test_what_another_desk_wrote_down_meanwhile_is_told_with_who(town: Store) -> None:
    made(town)
    seen = {1: call(town, 1).version}
    with another_desk(town) as theirs:
        answer(theirs, dict(seen), WELL)
    with pytest.raises(commands.Refused) as caught:
        answer(town, seen, WELL)
    told = caught.value.problem
    assert told.code == "call_answered_meanwhile"
    assert getattr(told.params["by"], "who", "") == "li"


# -- what happens meanwhile ------------------------------------------------------------------------


def test_who_moved_out_meanwhile_is_not_called_and_who_is_back_is(town: Store) -> None:
    made(town)
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.MOVED_OUT, None)
    assert left(town) == [2]
    assert call(town, 1).gone == "moved_out"
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.PRESENT, None)
    assert left(town) == [1, 2]


def test_who_moves_to_another_door_is_called_there(town: Store) -> None:
    made(town)
    undone_whole(town, lambda: town.do(resident_commands.move_residents, [1], 6))
    assert (call(town, 1).door, call(town, 1).name) == ("春晖苑 3-506", "金桂花")
    assert left(town) == [1, 2]
    (share, _other) = planned(town).shares
    assert share.call.household == 2, "who was planned first is behind another door now"


def test_a_flat_that_is_empty_meanwhile_is_not_rung(town: Store) -> None:
    made(town)
    town.do(household_commands.change_household, 2, None, {"marks": (ALONE, "空关")})
    assert left(town) == [1]


def test_two_people_who_are_one_are_called_once(town: Store) -> None:
    town.do(resident_commands.add_resident, 4, somebody("金桂花", ALONE, born="1938"))
    made(town)
    assert left(town) == [1, 2, 3]
    town.do(joining.merge_households, 1, 4)
    assert left(town) == [1, 2]
    answer(town, 1, WELL)
    assert left(town) == [2]


def test_two_households_that_became_one_are_called_once(town: Store) -> None:
    made(town, ALONE, PREGNANT)
    town.do(joining.merge_households, 2, 4)
    assert left(town) == [1, 2]
    answer(town, 2, WELL)
    assert left(town) == [1]
    assert town.ask(households.household, 4) is None
    town.do(journal_commands.undo)
    town.do(journal_commands.undo)
    assert left(town) == [1, 2, 3]


def test_what_was_dated_a_year_ahead_is_due_now(town: Store, clock: FixedClock) -> None:
    made(town)
    clock.moment += timedelta(days=365)
    answer(town, 1)
    clock.moment -= timedelta(days=365)
    assert [one.due for one in town.ask(queries.left, clock.moment)] == [1, 1]


def test_a_year_later_all_that_is_left_is_overdue(town: Store, clock: FixedClock) -> None:
    made(town)
    clock.moment += timedelta(days=365)
    found = town.ask(calls_left, clock.moment)
    assert found is not None
    assert (found.left, found.due, found.overdue) == (2, 2, 2)


def test_a_round_that_is_ended_leaves_nothing_to_call(town: Store) -> None:
    no = made(town)
    with refused("call_round_unknown"):
        town.do(commands.end_round, 9)
    undone_whole(town, lambda: town.do(commands.end_round, no))
    assert town.ask(calls_left, town.now()) is None
    with refused("call_round_over"):
        town.do(commands.end_round, no)


# -- who falls out ---------------------------------------------------------------------------------


def test_calls_of_who_falls_out_are_shared_out_among_the_others(
    town: Store, clock: FixedClock
) -> None:
    begin(town, PersonInput("王宁", PersonKind.STAFF))
    made(town, ALONE, PREGNANT, INSULIN, AGED)
    mine = [one.no for one in town.ask(queries.left, clock.moment) if one.caller_no == SHI]
    assert mine
    gone = AbsenceInput((SHI,), PresenceInput(Place.ISOLATED, clock.moment))
    plan = town.ask(absence_plans.plan, gone, clock.moment, town.ask(duties.settings))
    assert sorted(line.hold.no for line in plan.lines) == sorted(mine)
    town.do(absence_commands.apply_absence, gone, plan.lines)
    counts = Counter(one.caller for one in town.ask(queries.left, clock.moment))
    assert "施敏" not in counts
    assert max(counts.values()) - min(counts.values()) <= 1
    back = town.do(absence_commands.bring_back, SHI, clock.moment)
    assert back.name == "施敏"


def test_what_nobody_makes_is_shared_out_anew(town: Store, clock: FixedClock) -> None:
    made(town)
    with refused("calls_all_made"):
        town.do(commands.share_anew)
    mine = [one.no for one in town.ask(queries.left, clock.moment) if one.caller_no == SHI]
    town.do(roster_presence.record_presence, [SHI], PresenceInput(Place.AWAY, clock.moment))
    undone_whole(town, lambda: town.do(commands.share_anew))
    assert {call(town, no).caller for no in mine} == {"小林"}
    town.do(roster_presence.record_presence, [LIN], PresenceInput(Place.AWAY, clock.moment))
    with refused("caller_none"):
        town.do(commands.share_anew)


def test_calls_left_with_somebody_absent_are_told(town: Store, clock: FixedClock) -> None:
    made(town)
    town.do(roster_presence.record_presence, [SHI], PresenceInput(Place.AWAY, clock.moment))
    assert town.ask(orphans, clock.moment)[SHI] == 1


def test_who_has_calls_to_make_stays_on_the_roster(town: Store) -> None:
    made(town)
    with refused("person_holds", calls=1):
        town.do(roster_commands.archive_person, SHI, 1)


def test_calls_are_given_to_somebody_else_or_to_nobody(town: Store) -> None:
    made(town)
    undone_whole(
        town,
        lambda: town.do(commands.give_calls, [1, 2], XU),
        lambda: town.do(commands.give_calls, [1], None),
    )
    assert [call(town, no).caller for no in (1, 2)] == [None, "许强"]
    answer(town, 2, WELL)
    with refused("round_call_over"):
        town.do(commands.give_calls, [2], XU)


# -- who was not spoken to -------------------------------------------------------------------------


def test_who_was_not_spoken_to_for_days(town: Store, clock: FixedClock) -> None:
    def names() -> list[str]:
        return [one.name for one in town.ask(queries.unspoken, clock.moment)]

    assert names() == ["金桂花", "柳青", "白露", "秦川"], "where nobody lives nobody is missed"
    made(town)
    answer(town, 1, WELL)
    town.do(capture, "春晖苑3号505 米没有了")
    assert names() == ["柳青", "白露"]
    clock.moment += timedelta(days=3, minutes=1)
    assert names() == ["柳青", "白露", "金桂花", "秦川"]
    town.do(commands.set_calls, CallSettings(unspoken_days=4))
    assert names() == ["柳青", "白露"]


def test_that_somebody_should_knock_is_no_word_with_them(town: Store) -> None:
    made(town)
    for _ in range(3):
        answer(town, 1)
    assert "金桂花" in [one.name for one in town.ask(queries.unspoken, town.now())]


def test_a_word_of_next_year_hides_nobody(town: Store, clock: FixedClock) -> None:
    made(town)
    clock.moment += timedelta(days=365)
    answer(town, 1, WELL)
    clock.moment -= timedelta(days=365)
    assert "金桂花" in [one.name for one in town.ask(queries.unspoken, clock.moment)]


@pytest.mark.parametrize(
    ("where", "marks"),
    [
        (WhereTo.MOVED_OUT, (ALONE, "空关")),
        (WhereTo.AWAY, (ALONE, "不在沪")),
        (WhereTo.HOSPITAL, (ALONE,)),
    ],
)
def test_a_household_without_names_that_is_not_here_is_so_on_file(
    town: Store, where: WhereTo, marks: tuple[str, ...]
) -> None:
    town.do(household_commands.change_household, 2, None, {"people": 1})
    made(town)
    before = state(town)
    answer(town, 2, CallAnswer(CallResult.NOT_HERE, "门卫说的", where))
    home = town.ask(households.household, 2)
    assert home is not None
    assert (home.present, home.marks, home.note) == (0, marks, "门卫说的")
    town.do(journal_commands.undo)
    assert state(town) == before


def test_of_several_people_without_names_nobody_is_made_absent(town: Store) -> None:
    made(town)
    answer(town, 2, CallAnswer(CallResult.NOT_HERE, "", WhereTo.HOSPITAL))
    home = town.ask(households.household, 2)
    assert home is not None
    assert (home.people, home.present, home.marks) == (2, None, (ALONE,))
