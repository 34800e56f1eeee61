"""Places nobody fills and cover, in a real file: people, open duties, absence, standing work."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest

from data.cover import queries as cover
from data.cover import reserves
from data.cover import reserves as cover_reserves
from data.cover.queries import slots
from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.roster.presence import record_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.testing import commands as testing_commands
from data.testing import queries as testing
from data.today.queries import board
from data.work import kinds
from models.duties import DutyInput, Role, RosterSettings, Slot, Standing, Work
from models.households import CompoundInput, HouseholdInput
from models.requests import DEFAULT_SETTINGS
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState
from models.times import LOCAL, stored
from tests.beginning import begin

DAY = date(2022, 4, 9)
NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
NOTHING_STANDS = RosterSettings(standing=())
SESSION = SessionInput(0, "弄口", ("甲苑",), NINE, NINE + 3 * HOUR, 2)


@pytest.fixture
def town(store: Store) -> Store:
    """A compound, two of staff and four volunteers, one of them a nurse."""
    begin(
        store,
        CompoundInput("甲苑"),
        HouseholdInput("甲苑", "1", room="101"),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("王芳", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.VOLUNTEER, skills=("护士",)),
        PersonInput("吕洋", PersonKind.VOLUNTEER),
        PersonInput("孙秀", PersonKind.VOLUNTEER),
        PersonInput("钱多", PersonKind.VOLUNTEER),
    )
    return store


def session(store: Store, skill: str = "") -> int:
    given = SessionInput(0, "弄口", ("甲苑",), NINE, NINE + 3 * HOUR, 2, skill=skill)
    return store.do(testing_commands.add_session, given, RoundInput("第五轮", RoundKind.PCR, DAY))


def at_session(
    no: int, person: int | None, role: Role, hours: tuple[int, int] = (0, 3), skill: str = ""
) -> DutyInput:
    starts, ends = (NINE + hour * HOUR for hour in hours)
    return DutyInput(person, Work.SESSION, role, starts, ends, work_no=no, skill=skill)


def places_of(store: Store, settings: RosterSettings = NOTHING_STANDS) -> list[Slot]:
    return store.ask(slots, NINE - 3 * HOUR, NINE + 21 * HOUR, settings)


def roles(found: list[Slot]) -> Counter[Role]:
    return Counter(slot.role for slot in found)


def fallen(store: Store, person: int, since: datetime) -> None:
    with store.step() as step:
        step.act("fallen")
        record_presence(step, [person], PresenceInput(Place.ISOLATED, since))


# -- sessions --------------------------------------------------------------------------------------


def test_a_session_lacks_what_its_people_leave(town: Store) -> None:
    no = session(town)
    assert roles(places_of(town)) == {Role.LEAD: 1, Role.DESK: 2, Role.ORDER: 2}
    town.do(
        duty_commands.change_people, [at_session(no, 1, Role.LEAD), at_session(no, 4, Role.DESK)]
    )
    found = places_of(town)
    assert roles(found) == {Role.DESK: 1, Role.ORDER: 2}
    assert {(s.work, s.no, s.where, s.compounds, s.starts, s.ends) for s in found} == {
        (Work.SESSION, no, "弄口", ("甲苑",), NINE, NINE + 3 * HOUR)
    }
    row = town.ask(testing.row, no)
    assert (row.have, row.need) == (2, 5)


def test_an_open_duty_is_the_gap_and_not_a_second_one(town: Store) -> None:
    no = session(town)
    town.do(
        duty_commands.change_people,
        [at_session(no, None, Role.LEAD), at_session(no, None, Role.DESK)],
    )
    found = places_of(town)
    assert roles(found) == {Role.LEAD: 1, Role.DESK: 2, Role.ORDER: 2}
    assert [slot.duty_no is not None for slot in found].count(True) == 2
    assert town.ask(testing.row, no)[12:14] == (5, 0)


def test_giving_the_role_takes_the_open_duty_over(town: Store) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, None, Role.LEAD)])
    (lead,) = [slot for slot in places_of(town) if slot.role is Role.LEAD]
    town.do(duty_commands.change_people, [at_session(no, 1, Role.LEAD)])
    (row,) = town.ask(duties.of_work, Work.SESSION, no)
    assert (row.no, row.person) == (lead.duty_no, "石磊")
    town.do(journal_commands.undo)
    (row,) = town.ask(duties.of_work, Work.SESSION, no)
    assert (row.no, row.person) == (lead.duty_no, None)
    town.do(duty_commands.change_people, [at_session(no, 1, Role.LEAD, (0, 2))])
    assert len(town.ask(duties.of_work, Work.SESSION, no)) == 2


def test_an_open_duty_wanting_a_skill_is_taken_by_who_has_it(town: Store) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, None, Role.DESK, skill="护士")])
    town.do(duty_commands.change_people, [at_session(no, 4, Role.DESK)])
    assert [row.person for row in town.ask(duties.of_work, Work.SESSION, no)] == [None, "吕洋"]
    town.do(duty_commands.change_people, [at_session(no, 3, Role.DESK)])
    assert [r.person for r in town.ask(duties.of_work, Work.SESSION, no)] == ["赵娟", "吕洋"]


def test_a_skill_is_one_more_place_filled_by_who_has_it(town: Store) -> None:
    no = session(town, "护士")
    crew = [(1, Role.LEAD), (4, Role.DESK), (5, Role.DESK), (2, Role.ORDER), (6, Role.ORDER)]
    town.do(duty_commands.change_people, [at_session(no, person, role) for person, role in crew])
    (slot,) = places_of(town)
    assert slot.skill == "护士"
    assert town.ask(testing.row, no)[12:14] == (6, 5)
    town.do(duty_commands.change_people, [slot.duty(3)])
    assert places_of(town) == []
    taken = [r.no for r in town.ask(duties.of_work, Work.SESSION, no) if r.person_no == 5]
    town.do(duty_commands.change_people, [], taken)
    (slot,) = places_of(town)
    assert (slot.role, slot.skill) == (Role.DESK, "")


def test_who_stays_for_a_part_leaves_the_rest(town: Store) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, 1, Role.LEAD, (0, 2))])
    (lead,) = [slot for slot in places_of(town) if slot.role is Role.LEAD]
    assert (lead.starts, lead.ends) == (NINE + 2 * HOUR, NINE + 3 * HOUR)
    town.do(duty_commands.change_people, [at_session(no, None, Role.LEAD, (2, 3))])
    (lead,) = [slot for slot in places_of(town) if slot.role is Role.LEAD]
    assert lead.duty_no is not None
    assert town.ask(testing.row, no)[12:14] == (5, 0)


@pytest.mark.parametrize(("since", "from_hour"), [(NINE - HOUR, 0), (NINE + HOUR, 1)])
def test_the_absent_fill_nothing_from_when_they_fall(
    town: Store, since: datetime, from_hour: int
) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, 1, Role.LEAD)])
    fallen(town, 1, since)
    (lead,) = [slot for slot in places_of(town) if slot.role is Role.LEAD]
    assert (lead.starts, lead.ends) == (NINE + from_hour * HOUR, NINE + 3 * HOUR)


def test_who_is_locked_in_fills_nothing(town: Store) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, 4, Role.DESK)])
    assert roles(places_of(town))[Role.DESK] == 1
    with town.step() as step:
        step.act("closed")
        step.conn.execute("UPDATE building SET closed_until = '2022-04-09'")
        step.conn.execute("UPDATE person SET building_id = (SELECT id FROM building) WHERE no = 4")
    assert roles(places_of(town))[Role.DESK] == 2
    assert town.ask(testing.row, no).have == 0


@pytest.mark.parametrize("state", [SessionState.DONE, SessionState.CANCELLED])
def test_done_and_cancelled_work_needs_nobody(town: Store, state: SessionState) -> None:
    no = session(town)
    town.do(duty_commands.change_people, [at_session(no, None, Role.LEAD)])
    town.do(testing_commands.mark_sessions, [no], state)
    assert places_of(town) == []
    assert town.ask(cover.day_cover, DAY, NOTHING_STANDS) == []


# -- drops, errands, other work --------------------------------------------------------------------


def test_a_drop_lacks_hands_in_a_role_that_can_be_given(town: Store) -> None:
    town.do(supply_commands.add_delivery, DeliveryInput(NINE, (ItemInput("米", 3, "袋"),)))
    found = places_of(town)
    assert roles(found) == {Role.CARRY: 2}
    assert all(slot.compounds == ("甲苑",) for slot in found)
    town.do(duty_commands.change_people, [found[0].duty(4)])
    drive = found[0].duty(5)
    target = town.ask(kinds.one, Work.DROP, found[0].no or 0)
    town.do(duty_commands.change_people, [target.duty(5, Role.DRIVE)])
    assert drive.work is Work.DROP
    assert places_of(town) == []
    (row,) = town.ask(cover.day_cover, DAY, NOTHING_STANDS)
    assert (row.have, row.need, row.short, row.people) == (2, 2, 0, ("吕洋", "孙秀"))
    town.do(supply_commands.mark_drops, [found[0].no or 0], DropState.UNLOADED)
    assert len(town.ask(cover.day_cover, DAY, NOTHING_STANDS)) == 1


def test_an_open_duty_of_any_work_is_a_place(town: Store) -> None:
    given = DutyInput(None, Work.PATROL, Role.HAND, NINE, NINE + HOUR, note="后门")
    rest = DutyInput(None, Work.REST, Role.HAND, NINE, NINE + HOUR)
    town.do(duty_commands.change_people, [given, rest])
    (slot,) = places_of(town)
    assert (slot.work, slot.no, slot.where) == (Work.PATROL, None, "后门")
    town.do(duty_commands.change_people, [slot.duty(4)])
    assert places_of(town) == []


# -- standing work ---------------------------------------------------------------------------------


def test_standing_work_lacks_the_stretches_nobody_covers(town: Store) -> None:
    settings = RosterSettings(standing=(Standing(Work.TELEPHONE, time(6), time(23)),))
    whole = places_of(town, settings)
    assert [(s.starts.astimezone(LOCAL).hour, s.ends.astimezone(LOCAL).hour) for s in whole] == [
        (6, 12), (12, 17), (17, 23),
    ]  # fmt: skip
    given = DutyInput(1, Work.TELEPHONE, Role.HAND, NINE, NINE + 10 * HOUR)
    town.do(duty_commands.change_people, [given])
    found = places_of(town, settings)
    assert [(slot.starts, slot.ends) for slot in found] == [
        (NINE - 3 * HOUR, NINE),
        (NINE + 10 * HOUR, NINE + 14 * HOUR),
    ]
    (row,) = town.ask(cover.day_cover, DAY, settings)
    assert (row.have, row.need, row.short, row.no) == (0, 1, 1, None)
    fallen(town, 1, NINE - HOUR)
    assert places_of(town, settings) == found


def test_night_runs_over_midnight_and_open_duties_count_once(town: Store) -> None:
    settings = RosterSettings(standing=(Standing(Work.NIGHT, time(23), time(6)),))
    given = DutyInput(None, Work.NIGHT, Role.HAND, NINE + 14 * HOUR, NINE + 21 * HOUR)
    town.do(duty_commands.change_people, [given])
    (slot,) = places_of(town, settings)
    assert slot.duty_no is not None
    town.do(duty_commands.change_people, [given._replace(person_no=4)])
    assert places_of(town, settings) == []


# -- two duties too near each other ----------------------------------------------------------------


def test_a_swap_is_offered_for_a_night_before_a_lead(town: Store) -> None:
    no = session(town)
    night = DutyInput(1, Work.NIGHT, Role.HAND, NINE - 13 * HOUR, NINE - 5 * HOUR, note="门岗")
    town.do(duty_commands.change_people, [night])
    lead = at_session(no, 1, Role.LEAD)
    now = NINE - 20 * HOUR
    swap = town.ask(duty_candidates.swap_out, lead, now)
    assert swap is not None
    assert swap.instead == ("王芳",)
    assert swap.duty is not None
    assert swap.duty.where == "门岗"
    assert swap.takers == ("王芳", "赵娟", "吕洋")
    begun = town.ask(duty_candidates.swap_out, lead, NINE - 6 * HOUR)
    assert begun is not None
    assert (begun.instead, begun.duty) == (("王芳",), None)
    assert town.ask(duty_candidates.swap_out, lead._replace(person_no=2), now) is None
    town.do(duty_commands.set_settings, RosterSettings(rest=2 * HOUR))
    assert town.ask(duty_candidates.swap_out, lead, now) is None


def test_who_is_tired_stands_behind_who_is_not(town: Store) -> None:
    no = session(town)
    night = DutyInput(1, Work.NIGHT, Role.HAND, NINE - 13 * HOUR, NINE - 5 * HOUR)
    town.do(duty_commands.change_people, [night])
    found = town.ask(duty_candidates.candidates, town.ask(kinds.one, Work.SESSION, no), Role.LEAD)
    assert found[0].name == "王芳"
    (tired,) = [person for person in found if person.name == "石磊"]
    assert [c.problem.code for c in tired.concerns] == ["rest_short"]
    assert (tired.load.work_minutes, tired.load.since_rest_minutes) == (480, 0)


# -- what stands behind it -------------------------------------------------------------------------


def test_the_weakest_hour_is_the_first_that_lacks_most(town: Store) -> None:
    assert town.ask(cover_reserves.weakest_hour, NINE, NOTHING_STANDS) is None
    session(town)
    patrol = DutyInput(None, Work.PATROL, Role.HAND, NINE + HOUR, NINE + 8 * HOUR, note="后门")
    town.do(duty_commands.change_people, [patrol])
    hour = town.ask(cover_reserves.weakest_hour, NINE - 10 * HOUR, NOTHING_STANDS)
    assert hour == (NINE + HOUR, 6, 6)
    late = town.ask(cover_reserves.weakest_hour, NINE + 5 * HOUR + HOUR / 2, NOTHING_STANDS)
    assert late == (NINE + 5 * HOUR, 1, 1)
    assert town.ask(cover_reserves.weakest_hour, NINE - 10 * HOUR, NOTHING_STANDS, hours=9) is None


def test_only_they_counts_what_no_other_could_take(town: Store) -> None:
    no = session(town, "护士")
    town.do(
        duty_commands.change_people, [at_session(no, 1, Role.LEAD), at_session(no, 3, Role.DESK)]
    )

    def alone() -> dict[int, int]:
        found = town.ask(reserves.by_person, NINE - HOUR, NOTHING_STANDS)
        return {no: one.only_they for no, one in found.items() if one.only_they}

    assert alone() == {3: 1}
    patrol = DutyInput(2, Work.PATROL, Role.HAND, NINE + 2 * HOUR, NINE + 4 * HOUR, note="后门")
    town.do(duty_commands.change_people, [patrol])
    assert alone() == {1: 1, 3: 1}
    town.do(
        duty_commands.change_people,
        [],
        [town.ask(duties.of_person, 2, NINE, NINE + 5 * HOUR)[0].no],
    )
    fallen(town, 2, NINE - 2 * HOUR)
    assert alone() == {1: 1, 3: 1}
    fallen(town, 3, NINE - HOUR)
    assert alone() == {1: 1}
    town.do(testing_commands.mark_sessions, [no], SessionState.DONE)
    assert alone() == {}


def test_reserves_tell_load_and_rest(town: Store) -> None:
    work = DutyInput(4, Work.PATROL, Role.HAND, NINE - 3 * HOUR, NINE, note="后门")
    town.do(duty_commands.change_people, [work])
    found = town.ask(reserves.by_person, NINE, RosterSettings())
    assert found[4].load == (180, 21 * 60, 180, 180)
    assert found[5].load == (0, 24 * 60, 0, 0)
    assert set(found) == {1, 2, 3, 4, 5, 6}


def test_the_board_shows_standing_work_from_now_on(town: Store) -> None:
    given = DutyInput(1, Work.TELEPHONE, Role.HAND, NINE - 3 * HOUR, NINE + 4 * HOUR, note="热线")
    town.do(duty_commands.change_people, [given])
    now = NINE
    lines = town.ask(board, now, DEFAULT_SETTINGS).standing
    assert [(line.work, line.have, line.need) for line in lines] == [
        ("telephone", 0, 1),
        ("night", 0, 1),
    ]
    assert lines[0].starts_at == stored(now)
    assert lines[0].gaps == ((stored(NINE + 4 * HOUR), stored(NINE + 14 * HOUR)),)
    town.do(duty_commands.set_settings, RosterSettings(standing=()))
    assert town.ask(board, now, DEFAULT_SETTINGS).standing == ()


# -- settings --------------------------------------------------------------------------------------


def test_settings_are_kept_and_undone(town: Store) -> None:
    assert town.ask(duties.settings) == RosterSettings()
    given = RosterSettings(
        rest=5 * HOUR,
        work_per_rest=1.5,
        standing=(Standing(Work.NIGHT, time(22), time(6), 2),),
    )
    town.do(duty_commands.set_settings, given)
    assert town.ask(duties.settings) == given
    town.do(journal_commands.undo)
    assert town.ask(duties.settings) == RosterSettings()
