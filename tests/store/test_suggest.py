"""Suggesting a day from a real file and putting it into force: one act that looks again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from data.clock import FixedClock
from data.cover.queries import slots
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import compounds as household_compounds
from data.journal import commands as journal_commands
from data.roster import commands as roster_commands
from data.roster.presence import record_presence
from data.store import Store
from data.suggest.commands import apply_suggestion
from data.suggest.queries import plan_day
from data.testing import commands as testing_commands
from models.duties import DutyInput, Role, RosterSettings, Standing, Work
from models.households import CompoundInput
from models.problems import Refused
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.suggest import Suggestion
from models.suggest.lines import as_suggestion
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL, loaded
from screens.sentences import say
from tests.beginning import begin
from tests.states import refused

DAY = date(2022, 4, 10)
NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
SETTINGS = RosterSettings(standing=())
ROUND = RoundInput("第五轮", RoundKind.PCR, DAY)


@pytest.fixture
def town(store: Store) -> Store:
    """Two of staff, four volunteers, and a session tomorrow that needs five."""
    with store.step() as step:
        step.act("town")
        household_compounds.add_compounds(step, [CompoundInput("甲苑")])
        named = [("石磊", PersonKind.STAFF), ("王芳", PersonKind.STAFF)]
        named += [(name, PersonKind.VOLUNTEER) for name in ("赵娟", "吕洋", "孙秀", "钱多")]
        roster_commands.add_people(step, [PersonInput(name, kind) for name, kind in named])
    store.do(duty_commands.set_settings, SETTINGS)
    store.do(
        testing_commands.add_session,
        SessionInput(0, "弄口", ("甲苑",), NINE, NINE + 3 * HOUR, 2),
        ROUND,
    )
    return store


def suggested(store: Store) -> Suggestion:
    plan = store.ask(plan_day, DAY, store.ask(duties.settings), store.now())
    return as_suggestion(plan.lines)


def whole(store: Store) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for row in store.ask(sqlite3.Connection.execute, "SELECT * FROM duty ORDER BY id")
    ]


def test_a_suggested_day_is_given_in_one_act_that_one_undo_takes_back(town: Store) -> None:
    before = whole(town)
    found = suggested(town)
    assert [one.slot.role for one in found.given].count(Role.LEAD) == 1
    assert len(found.given) == 5
    assert not found.left
    done = town.do(apply_suggestion, found)
    assert done.given == 5
    assert len(set(done.names)) == 5
    assert suggested(town) == Suggestion([], [])
    (lead,) = [one for one in found.given if one.slot.role is Role.LEAD]
    rows = town.ask(duties.of_work, Work.SESSION, 1)
    assert [row.person_no for row in rows if row.role == "lead"] == [lead.person_no]
    town.do(journal_commands.undo)
    assert whole(town) == before
    town.do(journal_commands.redo)
    assert len(town.ask(duties.of_work, Work.SESSION, 1)) == 5


def test_an_open_duty_goes_to_who_was_proposed_for_it(town: Store) -> None:
    starts, ends = NINE, NINE + 3 * HOUR
    opened = DutyInput(None, Work.SESSION, Role.DESK, starts, ends, work_no=1)
    town.do(duty_commands.change_people, [opened])
    found = suggested(town)
    (own,) = [one for one in found.given if one.slot.duty_no is not None]
    town.do(apply_suggestion, found)
    assert town.ask(duties.duty, own.slot.duty_no or 0).person_no == own.person_no
    rows = town.ask(duties.of_work, Work.SESSION, 1)
    assert sorted(row.person_no or 0 for row in rows) == sorted(o.person_no for o in found.given)


def test_only_what_is_proposed_still_is_given(town: Store) -> None:
    found = suggested(town)
    town.do(apply_suggestion, Suggestion(found.given[:2], found.left))
    assert len(town.ask(duties.of_work, Work.SESSION, 1)) == 2
    assert len(suggested(town).given) == 3


def test_nothing_is_given_when_a_place_was_filled_meanwhile(town: Store) -> None:
    found = suggested(town)
    free = {1, 2, 3, 4, 5, 6} - {one.person_no for one in found.given}
    lead = DutyInput(1, Work.SESSION, Role.LEAD, NINE, NINE + 3 * HOUR, work_no=1)
    town.do(duty_commands.change_people, [lead._replace(role=Role.DESK, person_no=free.pop())])
    before = whole(town)
    with refused("place_taken", where="弄口"):
        town.do(apply_suggestion, found)
    assert whole(town) == before


def test_work_without_a_place_that_was_filled_meanwhile_is_called_by_what_it_is(
    town: Store,
) -> None:
    watch = Standing(Work.TELEPHONE, NINE.time().replace(hour=6), NINE.time().replace(hour=22))
    town.do(duty_commands.set_settings, replace(SETTINGS, standing=(watch,)))
    found = suggested(town)
    calls = [one for one in found.given if one.slot.work is Work.TELEPHONE]
    town.do(apply_suggestion, Suggestion(tuple(calls), ()))
    with pytest.raises(Refused) as refusal:
        town.do(apply_suggestion, Suggestion(tuple(calls), ()))
    assert refusal.value.problem.code == "work_taken"
    assert say(refusal.value.problem).startswith("telephone at 04-")


def test_nothing_is_given_to_who_fell_out_meanwhile(town: Store) -> None:
    found = suggested(town)
    with town.step() as step:
        step.act("fallen")
        record_presence(step, [found.given[0].person_no], PresenceInput(Place.ISOLATED, town.now()))
    with refused("person_isolated"):
        town.do(apply_suggestion, found)
    assert not town.ask(duties.of_work, Work.SESSION, 1)


def test_who_is_absent_is_not_proposed(town: Store) -> None:
    for no in (1, 2):
        with town.step() as step:
            step.act("fallen")
            record_presence(step, [no], PresenceInput(Place.ISOLATED, town.now()))
    found = suggested(town)
    assert {one.person_no for one in found.given} <= {3, 4, 5, 6}
    (left,) = found.left
    assert (left.slot.role, left.reason.code) == (Role.LEAD, "left_absent")


def test_nothing_to_give_is_refused(town: Store) -> None:
    with refused("suggestion_empty"):
        town.do(apply_suggestion, Suggestion([], []))


def test_standing_work_comes_in_shifts_over_several_people(town: Store) -> None:
    watch = Standing(Work.TELEPHONE, NINE.time().replace(hour=6), NINE.time().replace(hour=22))
    town.do(duty_commands.set_settings, replace(SETTINGS, standing=(watch,)))
    found = suggested(town)
    calls = [one for one in found.given if one.slot.work is Work.TELEPHONE]
    assert len(calls) == 2
    assert len({one.person_no for one in calls}) == 2
    town.do(apply_suggestion, found)
    assert suggested(town) == Suggestion([], [])


def test_what_began_before_the_day_or_is_over_is_not_suggested(town: Store) -> None:
    late, early = datetime(2022, 4, 10, 12, tzinfo=LOCAL), date(2022, 4, 9)
    assert town.ask(plan_day, DAY, SETTINGS, late).lines == []
    assert town.ask(plan_day, early, SETTINGS).lines == []
    assert len(town.ask(slots, NINE, NINE + HOUR, SETTINGS)) == 5


def test_of_standing_work_that_has_begun_only_the_rest_is_filled(
    store: Store, clock: FixedClock
) -> None:
    begin(store, PersonInput("石磊", PersonKind.STAFF), PersonInput("王芳", PersonKind.STAFF))
    phone = Standing(Work.TELEPHONE, time(6), time(12))
    store.do(duty_commands.set_settings, RosterSettings(standing=(phone,)))
    clock.moment = NINE
    made = suggested(store)
    assert [(one.slot.starts, one.slot.ends) for one in made.given] == [(NINE, NINE + 3 * HOUR)]
    clock.moment = NINE + HOUR / 60
    store.do(apply_suggestion, made)
    (row,) = store.ask(duties.between, NINE - 3 * HOUR, NINE + 3 * HOUR)
    assert loaded(row.starts_at) == NINE
    with refused("work_taken"):
        store.do(apply_suggestion, made)
