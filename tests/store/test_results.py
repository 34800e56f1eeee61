"""Results on a real file: written down for one or several, refused, undone; who is held out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.call_sheet.commands import freeze
from data.call_sheet.finding import find_people
from data.call_sheet.queries import live
from data.clock import FixedClock
from data.households import commands as household_commands
from data.households import joining
from data.journal import commands as journal
from data.residents import commands as resident_commands
from data.results import commands, queries
from data.results.commands import Recorded
from data.results.holds import holds, holds_of
from data.results.settings import result_settings, set_results
from data.sampling import tube_results, tubes
from data.store import Store
from data.testing import commands as testing
from models.call_sheet import Part
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput, Whereabouts
from models.results import Result, ResultInput, Source
from models.results.settings import ResultSettings
from models.roster import PersonInput, PersonKind
from models.sampling.reading import Outcome
from models.testing import RoundInput, RoundKind, SessionInput
from tests.beginning import begin
from tests.states import refused, undone_whole

DAY = date(2022, 4, 9)


@pytest.fixture
def town(store: Store) -> Store:
    """Three doors, one of them known by its head alone; a round of tomorrow; a worker."""
    begin(
        store,
        CompoundInput("大林苑"),
        HouseholdInput(
            "大林苑", "3", room="501", people=3,
            residents=(ResidentInput("王芳", is_head=True), ResidentInput("李强")),
        ),
        HouseholdInput("大林苑", "3", room="502", residents=(
            ResidentInput("赵一"),
            ResidentInput("钱走", presence=Whereabouts.MOVED_OUT),
            ResidentInput("孙故", presence=Whereabouts.DIED),
        )),
        HouseholdInput("大林苑", "3", room="503", head="周明", people=2),
        PersonInput("林社工", PersonKind.STAFF),
    )  # fmt: skip
    with store.step() as step:
        begins = datetime.fromisoformat("2022-04-09T07:00+08:00")
        for day in (DAY, DAY + timedelta(days=1)):
            no = testing.add_round(step, RoundInput(f"{day}", RoundKind.PCR, day, 10))
            at = begins + (day - DAY)
            testing.add_session(
                step, SessionInput(no, "门口", ("大林苑",), at, at + timedelta(hours=4), 2)
            )
    return store


def say(
    store: Store,
    whom: str,
    result: Result,
    source: Source = Source.SINGLE,
    at: datetime | None = None,
    round_no: int | None = None,
) -> Recorded:
    found = store.ask(find_people, whom)
    given = ResultInput(result, source, at, round_no)
    return store.do(commands.record_found, found, given)


def held(store: Store, hours: int = 0) -> dict[str, str]:
    """Why somebody is held out, by name or place."""
    with store.read() as conn:
        names = dict(conn.execute("SELECT id, name FROM resident"))
    found = store.ask(holds, store.now() + timedelta(hours=hours))
    return {
        names.get(who.resident, f"#{who.place}" if who.place else "worker"): str(hold.why)
        for who, hold in found.items()
    }


def test_several_people_are_one_step_and_a_door_is_all_its_people(town: Store) -> None:
    done = say(town, "3号501、赵一", Result.POSITIVE, Source.ANTIGEN)
    assert len(done.rows) == 4
    assert held(town) == dict.fromkeys(("王芳", "李强", "#1", "赵一"), "positive")
    town.do(journal.undo)
    assert (held(town), town.ask(queries.results)) == ({}, [])


def test_acts_are_undone_whole(town: Store) -> None:
    undone_whole(
        town,
        lambda: say(town, "王芳", Result.POSITIVE),
        lambda: say(town, "王芳", Result.RELEASED, Source.SUBDISTRICT),
        lambda: town.do(commands.take_back, 1),
        lambda: town.do(set_results, ResultSettings(exempt_days=60)),
    )


@pytest.mark.parametrize(
    ("whom", "code"),
    [
        ("张三", "result_no_such_name"),
        ("3号501 张三", "result_name_not_behind_door"),
        ("9号901", "result_no_such_door"),
        ("3号", "result_no_room_said"),
        ("钱走", "result_moved_out"),
        ("3号502 孙故", "result_died"),
        ("王芳 张三", "result_no_such_name"),
        ("", "result_nobody"),
    ],
)
def test_nobody_else_is_taken_and_nothing_is_written(town: Store, whom: str, code: str) -> None:
    with refused(code):
        say(town, whom, Result.POSITIVE)
    assert town.ask(queries.results) == []


def test_a_time_to_come_and_the_same_twice_are_refused(town: Store, clock: FixedClock) -> None:
    with refused("result_in_future"):
        say(town, "王芳", Result.NEGATIVE, at=town.now() + timedelta(hours=1))
    say(town, "王芳", Result.NEGATIVE)
    with refused("result_known", name="大林苑 3-501 王芳"):
        say(town, "王芳", Result.NEGATIVE)
    done = say(town, "3号501", Result.NEGATIVE)
    assert ([one.name for one in done.known], len(done.rows)) == (["王芳"], 2)
    clock.moment = town.now() + timedelta(days=1)
    assert len(say(town, "王芳", Result.NEGATIVE).rows) == 1


def test_a_result_before_sampling_is_refused(town: Store) -> None:
    town.do(freeze, 1)
    with refused("result_not_sampled", no=1):
        say(town, "王芳", Result.NEGATIVE, round_no=1)
    town.do(tubes.put_into, 1, "T1", "3号501 王芳")
    with refused("result_before_sampling", no=1):
        say(town, "王芳", Result.NEGATIVE, at=town.now() - timedelta(hours=1), round_no=1)
    assert say(town, "王芳", Result.NEGATIVE, round_no=1).rows[0].round_no == 1
    with refused("round_unknown"):
        say(town, "王芳", Result.NEGATIVE, round_no=9)


def test_who_works_here_is_told_of_and_held_out_too(town: Store) -> None:
    done = say(town, "林社工", Result.POSITIVE)
    assert [one.name for one in done.on_roster] == ["林社工"]
    assert held(town) == {"worker": "positive"}
    with town.step() as step:
        resident_commands.link_person(step, 1, 1)
        step.act("began")
    assert held(town) == {"王芳": "positive"}
    assert [one.resident_no for one in town.ask(queries.results, resident_no=1)] == [1]


def test_a_tube_that_comes_back_abnormal_holds_its_members_until_their_own_result(
    town: Store, clock: FixedClock
) -> None:
    town.do(freeze, 1)
    town.do(tubes.put_into, 1, "T1", "3号501、周明")
    clock.moment = town.now() + timedelta(hours=8)
    town.do(tube_results.set_result, 1, "T1", Outcome.ABNORMAL)
    assert set(held(town).values()) == {"pending"}
    assert len(town.ask(holds, town.now())) == 4
    say(town, "王芳", Result.NEGATIVE, Source.ANTIGEN)
    clock.moment = town.now() + timedelta(hours=1)
    say(town, "李强", Result.NEGATIVE)
    assert "李强" not in held(town)
    assert held(town)["王芳"] == "pending"
    next_day = town.ask(live, 2)
    out = {one.name: one.why for one in next_day.of(Part.LEFT_OUT) if one.why == "pending"}
    assert out == {"王芳": "pending", "": "pending", "周明": "pending"}
    assert next_day.register == town.ask(live, 1).register
    still = held(town)
    town.do(tube_results.set_result, 1, "T1", Outcome.NEGATIVE)
    assert held(town) == still


def test_somebody_is_exempt_for_as_many_days_as_are_set(town: Store) -> None:
    say(town, "王芳", Result.RELEASED, Source.SUBDISTRICT)
    assert held(town, hours=24 * 89) == {"王芳": "exempt"}
    town.do(set_results, ResultSettings(exempt_days=60))
    assert held(town, hours=24 * 89) == {}
    assert town.ask(result_settings).exempt_days == 60


def test_marks_of_the_register_count(town: Store) -> None:
    town.do(household_commands.change_household, 3, None, {"marks": ("阳性",)})
    assert held(town) == {"#1": "positive", "#2": "positive"}
    say(town, "周明", Result.RELEASED, Source.SUBDISTRICT)
    assert held(town) == {"#1": "exempt", "#2": "positive"}


def test_what_contradicts_is_listed_until_it_is_solved(town: Store, clock: FixedClock) -> None:
    say(town, "王芳", Result.POSITIVE, Source.ANTIGEN)
    clock.moment = town.now() + timedelta(hours=2)
    say(town, "王芳", Result.NEGATIVE)
    (one,) = town.ask(queries.contradicting, town.now())
    assert (one.person.name, str(one.contradiction.against)) == ("王芳", "antigen_and_pcr")
    assert held(town) == {"王芳": "positive"}
    clock.moment = town.now() + timedelta(hours=2)
    say(town, "王芳", Result.NEGATIVE, Source.SUBDISTRICT)
    assert town.ask(queries.contradicting, town.now()) == []
    assert held(town) == {}


def test_one_household_alone_is_asked_for_as_all_are(town: Store) -> None:
    say(town, "王芳", Result.POSITIVE)
    say(town, "周明", Result.ABNORMAL)
    assert [(name, hold.why) for name, hold in town.ask(holds_of, town.now(), resident_no=1)] == [
        ("王芳", "positive")
    ]
    assert town.ask(holds_of, town.now(), resident_no=2) == []
    assert [hold.why for _n, hold in town.ask(holds_of, town.now(), household_no=3)] == ["pending"]


def test_households_that_become_one_keep_all_results(town: Store) -> None:
    say(town, "3号501", Result.ABNORMAL)
    say(town, "周明", Result.POSITIVE)
    before = len(town.ask(queries.results))
    town.do(joining.merge_households, 1, 3)
    assert len(town.ask(queries.results, household_no=1)) == before
    assert sorted(held(town).values()) == ["pending", "pending", "pending", "positive"]
    town.do(journal.undo)
    assert len(town.ask(queries.results, household_no=1)) == before - 1
    with refused("resident_tested"):
        town.do(resident_commands.remove_resident, 1)


def test_who_moves_to_another_door_takes_their_hold_along(town: Store) -> None:
    say(town, "李强", Result.POSITIVE)
    town.do(resident_commands.move_residents, [2], 2)
    assert held(town) == {"李强": "positive"}
    assert [one.room for one in town.ask(queries.results, resident_no=2)] == ["502"]


def _in_abnormal_tube(town: Store, clock: FixedClock) -> None:
    town.do(freeze, 1)
    town.do(tubes.put_into, 1, "A001", "3号502")
    clock.moment += timedelta(hours=1)
    town.do(tube_results.set_result, 1, "A001", Outcome.ABNORMAL)
    clock.moment += timedelta(minutes=10)


def test_it_is_said_who_stays_held_by_a_negative_result(town: Store, clock: FixedClock) -> None:
    _in_abnormal_tube(town, clock)
    early = say(town, "赵一", Result.NEGATIVE, at=clock.moment - timedelta(minutes=30))
    assert [one.code for one in early.told] == ["result_still_pending"]
    kit = say(town, "赵一", Result.NEGATIVE, Source.ANTIGEN)
    assert [one.code for one in kit.told] == ["result_still_pending"]
    late = say(town, "赵一", Result.NEGATIVE)
    assert (late.told, held(town)) == ((), {}), "the one before was no telling of this"
    say(town, "王芳", Result.POSITIVE)
    clock.moment += timedelta(minutes=1)
    (told,) = say(town, "3号501", Result.NEGATIVE).told
    assert (told.code, told.params["who"]) == ("result_still_positive", ["大林苑 3-501 王芳"])


def test_a_result_of_more_than_half_a_year_ago_is_a_slip_of_the_year(town: Store) -> None:
    when = town.now() - timedelta(days=365)
    with refused("testing_long_ago"):
        say(town, "赵一", Result.NEGATIVE, at=when)
