"""The acts of the timeline in a real file: moving, giving away, swapping, copying a day, undo."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

import pytest

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests import commands as request_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.testing import commands as testing_commands
from data.timeline import commands as timeline_commands
from data.timeline import queries as timeline
from data.work import kinds
from models.duties import DutyInput, DutyRow, Role, Work
from models.households import CompoundInput
from models.requests import RequestInput, RequestKind, Urgency
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL, loaded
from screens.sentences import say_act
from tests.beginning import begin
from tests.states import refused

DAY = date(2022, 4, 9)
NEXT = DAY + timedelta(days=1)
STAFF, VOLUNTEER, OTHER = 1, 2, 3


def at(clock: str, day: int = 9) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2022, 4, day, hours, minutes, tzinfo=LOCAL)


@pytest.fixture
def town(store: Store) -> Store:
    """A compound, a member of staff, two volunteers."""
    begin(
        store,
        CompoundInput("甲苑"),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="甲苑"),
    )
    return store


def give(
    store: Store,
    person: int | None,
    starts: datetime,
    ends: datetime,
    work: Work = Work.TELEPHONE,
    note: str = "热线",
) -> int:
    """A duty without a record; its number."""
    store.do(
        duty_commands.change_people, [DutyInput(person, work, Role.HAND, starts, ends, note=note)]
    )
    (found,) = store.ask(sqlite3.Connection.execute, "SELECT max(no) FROM duty").fetchone()
    return int(found)


def session(store: Store, day: int = 9, site: str = "中心花园", desks: int = 1) -> int:
    return store.do(
        testing_commands.add_session,
        SessionInput(0, site, ("甲苑",), at("9:00", day), at("12:00", day), desks),
        RoundInput(f"{day}日", RoundKind.PCR, date(2022, 4, day)),
    )


def everything(store: Store) -> list[tuple[object, ...]]:
    found = store.ask(
        sqlite3.Connection.execute,
        "SELECT no, person_id, starts_at, ends_at, checked_in_at, note FROM duty ORDER BY no",
    )
    return found.fetchall()


def steps(store: Store) -> int:
    (count,) = store.ask(sqlite3.Connection.execute, "SELECT count(*) FROM journal_step").fetchone()
    return int(count)


def span(row: DutyRow) -> tuple[datetime, datetime]:
    return loaded(row.starts_at), loaded(row.ends_at)


# -- one duty --------------------------------------------------------------------------------------


def test_a_duty_is_moved_in_one_step_and_comes_back_with_undo(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    before, count = everything(town), steps(town)
    moved = town.do(timeline_commands.reschedule, no, at("10:00"), at("14:00"))
    assert span(moved.was) == (at("9:00"), at("12:00"))
    assert span(town.ask(duties.duty, no)) == (at("10:00"), at("14:00"))
    assert moved.now == town.ask(duties.duty, no)
    assert steps(town) == count + 1
    town.do(journal_commands.undo)
    assert everything(town) == before


def test_the_journal_tells_the_date_of_an_end_past_midnight(town: Store) -> None:
    no = give(town, STAFF, at("20:00"), at("23:00"))
    town.do(timeline_commands.reschedule, no, at("22:00"), at("6:00", 10))
    (moved,) = town.ask(journal.steps, limit=1)
    assert (moved.params["times"], moved.params["was"]) == (
        {"starts_at": "2022-04-09T22:00:00+08:00", "ends_at": "2022-04-10T06:00:00+08:00"},
        {"starts_at": "2022-04-09T20:00:00+08:00", "ends_at": "2022-04-09T23:00:00+08:00"},
    )
    said = say_act(moved.code, moved.params)
    assert said.endswith("04-09 22:00-04-10 06:00 instead of 04-09 20:00-23:00")


def test_the_journal_tells_who_had_a_duty_before(town: Store) -> None:
    no = give(town, STAFF, at("20:00"), at("23:00"))
    town.do(timeline_commands.reschedule, no, at("20:00"), at("23:00"), VOLUNTEER)
    (moved,) = town.ask(journal.steps, limit=1)
    assert moved.params["was"] == {
        "person": "石磊",
        "starts_at": "2022-04-09T20:00:00+08:00",
        "ends_at": "2022-04-09T23:00:00+08:00",
    }
    said = say_act(moved.code, moved.params)
    assert said.endswith("04-09 20:00-23:00 instead of 石磊 04-09 20:00-23:00")


def test_the_journal_tells_which_day_was_copied(town: Store) -> None:
    give(town, STAFF, at("20:00"), at("23:00"))
    town.do(timeline_commands.copy_day, DAY, NEXT)
    (copied,) = town.ask(journal.steps, limit=1)
    assert copied.params == {"count": 1, "day": "2022-04-10", "from_day": "2022-04-09"}
    assert say_act(copied.code, copied.params) == "1 duties of 04-09 taken over to 04-10"


def test_a_duty_moved_onto_another_is_refused_with_words_and_nothing_changes(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    give(town, STAFF, at("13:00"), at("15:00"), note="夜间值班")
    before, count = everything(town), steps(town)
    with refused("person_busy", where="夜间值班"):
        town.do(timeline_commands.reschedule, no, at("10:30"), at("13:30"))
    assert (everything(town), steps(town)) == (before, count)


def test_a_duty_may_share_time_with_where_it_was(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    assert town.do(timeline_commands.reschedule, no, at("9:15"), at("12:15")).warnings == ()


def test_short_rest_is_told_with_its_reason_but_never_blocks(town: Store) -> None:
    no = give(town, STAFF, at("14:00"), at("18:00"))
    give(town, STAFF, at("22:00", 8), at("2:00"), Work.NIGHT, "夜班")
    moved = town.do(timeline_commands.reschedule, no, at("6:00"), at("10:00"))
    assert "rest_short" in [problem.code for problem in moved.warnings]
    assert span(moved.now) == (at("6:00"), at("10:00"))


def test_a_duty_is_given_to_somebody_else_who_has_not_come_yet(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    with town.step() as step:
        step.act("came")
        step.conn.execute("UPDATE duty SET checked_in_at = starts_at WHERE no = ?", (no,))
    moved = town.do(timeline_commands.reschedule, no, at("9:00"), at("12:00"), VOLUNTEER)
    assert (moved.was.person, moved.now.person) == ("石磊", "赵娟")
    assert moved.now.checked_in_at is None


def test_nobody_absent_takes_a_duty(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"), Work.PATROL)
    town.do(roster_presence.record_presence, [VOLUNTEER], PresenceInput(Place.ISOLATED, at("8:00")))
    with refused("person_isolated"):
        town.do(timeline_commands.reschedule, no, at("9:00"), at("12:00"), VOLUNTEER)


def test_an_open_duty_is_given_by_moving_it_to_somebody(town: Store) -> None:
    no = give(town, None, at("9:00"), at("12:00"))
    assert (
        town.do(timeline_commands.reschedule, no, at("9:00"), at("12:00"), OTHER).now.person
        == "孙秀英"
    )


def test_what_another_desk_changed_meanwhile_is_not_overwritten(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    seen = town.ask(duties.duty, no)
    town.do(timeline_commands.reschedule, no, at("10:00"), at("13:00"))
    with refused("duty_changed"):
        town.do(timeline_commands.reschedule, no, at("8:00"), at("11:00"), seen=seen)


def test_a_move_to_where_it_is_leaves_no_step(town: Store) -> None:
    no = give(town, STAFF, at("9:00"), at("12:00"))
    count = steps(town)
    town.do(timeline_commands.reschedule, no, at("9:00"), at("12:00"), STAFF)
    assert steps(town) == count


def test_an_end_before_the_beginning_is_refused(town: Store) -> None:
    no = give(town, None, at("9:00"), at("12:00"))
    with refused("duty_ends_before_start"):
        town.do(timeline_commands.reschedule, no, at("9:00"), at("9:00"))


def test_times_outside_a_session_are_told(town: Store) -> None:
    no = session(town)
    town.do(
        duty_commands.change_people, [town.ask(kinds.one, Work.SESSION, no).duty(STAFF, Role.LEAD)]
    )
    (duty,) = town.ask(duties.of_work, Work.SESSION, no)
    found = town.ask(timeline_commands.doubts, duty, at("9:00"), at("12:30"), STAFF)
    assert [(c.problem.code, c.refuses) for c in found] == [("outside_work", False)]
    assert town.ask(timeline_commands.doubts, duty, at("10:00"), at("12:00"), STAFF) == []


# -- swapping --------------------------------------------------------------------------------------


def test_two_people_take_each_others_duties_in_one_step(town: Store) -> None:
    one = give(town, STAFF, at("9:00"), at("12:00"), note="甲")
    other = give(town, VOLUNTEER, at("11:00"), at("14:00"), note="乙")
    before, count = everything(town), steps(town)
    swapped = town.do(timeline_commands.swap, one, other)
    assert [(row.no, row.person) for row in swapped] == [(one, "赵娟"), (other, "石磊")]
    assert steps(town) == count + 1
    town.do(journal_commands.undo)
    assert everything(town) == before


def test_a_swap_that_doubles_somebody_is_refused_whole(town: Store) -> None:
    one = give(town, STAFF, at("9:00"), at("12:00"))
    give(town, STAFF, at("13:00"), at("15:00"))
    other = give(town, VOLUNTEER, at("14:00"), at("16:00"))
    before = everything(town)
    with refused("person_busy"):
        town.do(timeline_commands.swap, one, other)
    assert everything(town) == before


def test_a_swap_needs_two_people(town: Store) -> None:
    one = give(town, STAFF, at("9:00"), at("12:00"))
    other = give(town, STAFF, at("13:00"), at("15:00"))
    with refused("swap_same"):
        town.do(timeline_commands.swap, one, other)


# -- a day like another ----------------------------------------------------------------------------


def test_a_day_is_copied_as_far_as_it_can_be_and_only_once(town: Store) -> None:
    give(town, STAFF, at("9:00"), at("12:00"), note="热线")
    give(town, STAFF, at("23:00"), at("5:00", 10), Work.NIGHT, "夜班")
    give(town, VOLUNTEER, at("9:00"), at("12:00"), Work.PATROL, "巡逻")
    give(town, None, at("15:00"), at("16:00"))
    town.do(roster_presence.record_presence, [VOLUNTEER], PresenceInput(Place.AWAY, at("20:00")))
    count = steps(town)
    copied = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert [(row.person, row.where, *span(row)) for row in copied.given] == [
        ("石磊", "热线", at("9:00", 10), at("12:00", 10)),
        ("石磊", "夜班", at("23:00", 10), at("5:00", 11)),
    ]
    assert [(row.where, problem.code) for row, problem in copied.left] == [("巡逻", "person_away")]
    assert steps(town) == count + 1
    again = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert again.given == ()
    assert steps(town) == count + 1
    town.do(journal_commands.undo)
    assert town.ask(timeline.people_on, NEXT)[0].duties == ()


def test_people_of_a_session_come_to_the_one_at_the_same_site(town: Store) -> None:
    first = session(town)
    target = town.ask(kinds.one, Work.SESSION, first)
    town.do(
        duty_commands.change_people,
        [target.duty(STAFF, Role.LEAD), target.duty(VOLUNTEER, Role.DESK)],
    )
    copied = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert [problem.code for _row, problem in copied.left] == ["nothing_alike"] * 2
    second = session(town, 10)
    town.do(
        duty_commands.change_people,
        [town.ask(kinds.one, Work.SESSION, second).duty(OTHER, Role.DESK)],
    )
    copied = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert [(row.person, row.work_no, *span(row)) for row in copied.given] == [
        ("石磊", second, at("9:00", 10), at("12:00", 10))
    ]
    assert [problem.code for _row, problem in copied.left] == ["work_covered"]


def test_hands_of_a_drop_come_to_the_drop_in_the_same_compound(town: Store) -> None:
    for day in (9, 10):
        items = (ItemInput("蔬菜包", 20, "份"),)
        town.do(
            supply_commands.add_delivery,
            DeliveryInput(at("9:00", day), items, "", "朱师傅", ""),
        )
    first = town.ask(kinds.one, Work.DROP, 1)
    town.do(duty_commands.change_people, [first.duty(VOLUNTEER, Role.CARRY)])
    copied = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert [(row.person, row.work_no) for row in copied.given] == [("赵娟", 2)]
    assert span(copied.given[0])[0].date() == NEXT


def test_leading_the_way_is_copied_and_what_is_done_once_is_not(town: Store) -> None:
    call = RequestInput(
        "胰岛素", "胰岛素", RequestKind.MEDICINE, Urgency.SOON, at("8:00"), address_said="甲苑3号"
    )
    no = town.do(request_commands.add_request, call)
    evening = at("21:00"), at("1:00", 10)
    town.do(
        duty_commands.change_people,
        [
            DutyInput(STAFF, Work.GUIDE, Role.GUIDE, *evening, note="晚间转运带路"),
            DutyInput(OTHER, Work.GUIDE, Role.GUIDE, at("9:00"), at("10:00"), work_no=no),
            DutyInput(VOLUNTEER, Work.REQUEST, Role.HAND, at("9:00"), at("13:00"), work_no=no),
        ],
    )
    copied = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert copied.left == ()
    assert sorted((row.person, row.work, row.work_no, *span(row)) for row in copied.given) == [
        ("孙秀英", Work.GUIDE, no, at("9:00", 10), at("10:00", 10)),
        ("石磊", Work.GUIDE, None, at("21:00", 10), at("1:00", 11)),
    ]
    again = town.do(timeline_commands.copy_day, DAY, NEXT)
    assert (again.given, again.left) == ((), ())
    town.do(journal_commands.undo)
    assert town.ask(timeline.people_on, NEXT)[0].duties == ()


# -- reading ---------------------------------------------------------------------------------------


def test_a_night_is_seen_on_both_days_it_touches(town: Store) -> None:
    no = give(town, STAFF, at("23:00"), at("7:00", 10), Work.NIGHT)
    for day in (DAY, NEXT):
        staff = town.ask(timeline.people_on, day)[0]
        assert [duty.no for duty in staff.duties] == [no]
    assert town.ask(timeline.people_on, DAY)[0].minutes == 7 * 60
    assert town.ask(timeline.people_on, NEXT)[0].minutes == 60


def test_a_week_tells_where_everybody_is_and_who_returns(town: Store) -> None:
    town.do(
        roster_presence.record_presence,
        [VOLUNTEER],
        PresenceInput(Place.ISOLATED, at("8:00"), expected_back=date(2022, 4, 11)),
    )
    staff, volunteer, _other = town.ask(timeline.people_in, DAY, 4)
    assert [day.place for day in staff.days] == [Place.ON_SITE] * 4
    assert [(day.place, day.returns, day.overdue) for day in volunteer.days] == [
        (Place.ISOLATED, False, False),
        (Place.ISOLATED, False, False),
        (Place.ISOLATED, True, False),
        (Place.ISOLATED, False, True),
    ]
