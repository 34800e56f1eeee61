"""Closed buildings and compounds: whom they hold, what they break, and how they open again."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

import pytest

from data.closed import commands, queries
from data.cover import queries as cover
from data.duties import candidates
from data.duties import commands as duty_commands
from data.errands import commands as errand_commands
from data.households import closed
from data.households.building_commands import set_leader
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from data.supplies import commands as supply_commands
from data.testing import commands as testing_commands
from data.work import kinds
from models.closed import Extent, PlaceKey
from models.duties import DutyInput, Role, Work
from models.errands import ErrandInput
from models.households import CompoundInput, HouseholdInput, closing
from models.roster import PersonInput, PersonKind
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from tests.beginning import begin
from tests.states import refused, undone_whole

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
UNTIL = date(2022, 4, 12)
LOCAL_NO, STRANGER, PASS, STAFF = 1, 2, 3, 4


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds with a truck at both; one who lives in the first, and three others."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        HouseholdInput("甲苑", "3", room="101", people=2),
        HouseholdInput("乙苑", "1", room="101", people=2),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑", building="3"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="乙苑"),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="乙苑"),
        PersonInput("石磊", PersonKind.STAFF),
    )
    store.do(
        supply_commands.add_delivery, DeliveryInput(NINE, (ItemInput("蔬菜包", 20, "份"),), "沪A")
    )
    put(store, "UPDATE person SET has_pass = 1 WHERE no = 3")
    return store


def put(store: Store, statement: str, *values: object) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute(statement, values)


def close(store: Store, table: str, until: date | None = UNTIL, no: int = 1) -> None:
    day = until and until.isoformat()
    put(store, f"UPDATE {table} SET closed_until = ? WHERE no = ?", day, no)


def codes(store: Store, given: DutyInput) -> list[str]:
    """What refuses it."""
    return [one.problem.code for one in store.ask(candidates.concerns, given) if one.refuses]


def at_drop(store: Store, no: int, person: int) -> list[str]:
    return codes(store, store.ask(kinds.one, Work.DROP, no).duty(person, Role.CARRY))


# -- whom they hold --------------------------------------------------------------------------------


def test_a_closed_compound_holds_who_lives_in_it_but_for_work_inside(town: Store) -> None:
    close(town, "compound")
    patrol = DutyInput(LOCAL_NO, Work.PATROL, Role.HAND, NINE, NINE + HOUR)
    assert at_drop(town, 1, LOCAL_NO) == []
    assert at_drop(town, 2, LOCAL_NO) == ["compound_closed"]
    assert codes(town, patrol) == ["compound_closed"]
    assert codes(town, patrol._replace(work=Work.TELEPHONE)) == []
    assert codes(town, patrol._replace(starts_at=NINE + 72 * HOUR, ends_at=NINE + 73 * HOUR)) == []


def test_work_for_several_compounds_is_not_inside_the_closed_one(town: Store) -> None:
    session = SessionInput(0, "弄口", ("甲苑", "乙苑"), NINE, NINE + HOUR, 2)
    town.do(testing_commands.add_session, session, RoundInput("第五轮", RoundKind.PCR, NINE.date()))
    target = town.ask(kinds.one, Work.SESSION, 1)
    town.do(duty_commands.change_people, [target.duty(LOCAL_NO, Role.DESK)])
    assert town.ask(cover.cover_of, target).have == 1
    close(town, "compound")
    assert "compound_closed" in codes(town, target.duty(LOCAL_NO, Role.DESK))
    assert town.ask(cover.cover_of, target).have == 0


def test_nobody_from_elsewhere_goes_in_without_a_pass_or_an_office(town: Store) -> None:
    close(town, "compound")
    assert at_drop(town, 1, STRANGER) == ["compound_shut"]
    assert at_drop(town, 1, PASS) == at_drop(town, 1, STAFF) == []
    assert at_drop(town, 2, STRANGER) == []


def test_a_pass_opens_a_gate_and_no_closed_building(town: Store) -> None:
    put(town, "UPDATE person SET has_pass = 1 WHERE no = 1")
    close(town, "compound")
    assert at_drop(town, 2, LOCAL_NO) == []
    close(town, "building")
    assert at_drop(town, 2, LOCAL_NO) == at_drop(town, 1, LOCAL_NO) == ["building_closed"]


@pytest.mark.parametrize(
    ("drop", "person", "table", "have"),
    [
        (1, LOCAL_NO, "compound", 1),
        (2, LOCAL_NO, "compound", 0),
        (1, LOCAL_NO, "building", 0),
        (1, STRANGER, "compound", 0),
        (1, PASS, "compound", 1),
        (1, STAFF, "compound", 1),
    ],
)
def test_cover_counts_whom_the_rules_let_come(
    town: Store, drop: int, person: int, table: str, have: int
) -> None:
    target = town.ask(kinds.one, Work.DROP, drop)
    town.do(duty_commands.change_people, [target.duty(person, Role.CARRY)])
    assert town.ask(cover.cover_of, target).have == 1
    close(town, table)
    assert town.ask(cover.cover_of, target).have == have
    stands = set(at_drop(town, drop, person)) - {"person_busy"}
    assert bool(stands) != bool(have), "the rule says what the count of hands says"
    close(town, table, None)
    assert town.ask(cover.cover_of, target).have == 1


@pytest.mark.parametrize("own", [None, "2022-04-10", "2022-04-14"])
@pytest.mark.parametrize("whole", [None, "2022-04-12"])
def test_a_closed_compound_is_every_building_of_it(
    town: Store, own: str | None, whole: str | None
) -> None:
    put(town, "UPDATE building SET closed_until = ? WHERE no = 1", own)
    put(town, "UPDATE compound SET closed_until = ? WHERE no = 1", whole)
    (found,) = town.ask(
        sqlite3.Connection.execute,
        f"SELECT {closed.until()} FROM building b JOIN compound c ON c.id = b.compound_id"
        " WHERE b.no = 1",
    ).fetchone()
    assert found == closing.closed_until(own, whole)


# -- closing and opening ---------------------------------------------------------------------------

ESTATE, DOOR = PlaceKey(Extent.COMPOUND, 1), PlaceKey(Extent.BUILDING, 1)


def broken(store: Store, *keys: PlaceKey) -> list[tuple[str, int, tuple[str, ...]]]:
    places = [store.ask(queries.place, key) for key in keys]
    found = store.ask(queries.breaks, places, UNTIL, store.now())
    return [(one.kind, one.no, one.who) for one in found]


def test_places_are_closed_and_opened_together_as_one_step(town: Store) -> None:
    def shut() -> list[str | None]:
        return [town.ask(queries.place, key).closed_until for key in (ESTATE, DOOR)]

    undone_whole(
        town,
        lambda: town.do(commands.close_places, [ESTATE, DOOR], UNTIL, "501 阳性"),
        lambda: town.do(commands.close_places, [DOOR], UNTIL + timedelta(days=2), "复核"),
        lambda: town.do(commands.open_places, [ESTATE]),
    )
    assert shut() == [None, "2022-04-14"]
    with refused("place_open"):
        town.do(commands.open_places, [ESTATE])
    town.do(commands.close_places, [ESTATE], UNTIL)
    town.do(commands.open_places, [DOOR])
    with refused("closed_with_compound", compound="甲苑"):
        town.do(commands.open_places, [DOOR])
    with refused("closed_in_the_past"):
        town.do(commands.close_places, [ESTATE], date(2022, 4, 8))
    assert [one.key for one in town.ask(queries.closed_places)] == [ESTATE]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("甲苑", ESTATE),
        ("甲苑3号", DOOR),
        ("3号楼", DOOR),
        ("jiayuan3", DOOR),
        ("jiayuan", ESTATE),
    ],
)
def test_a_place_is_found_as_people_say_it(town: Store, said: str, key: PlaceKey) -> None:
    assert town.ask(queries.find, said) == key


def test_what_closing_breaks_is_told_before_and_is_what_holds_after(town: Store) -> None:
    for no, person in ((1, LOCAL_NO), (1, STRANGER), (1, PASS), (2, STAFF)):
        target = town.ask(kinds.one, Work.DROP, no)
        town.do(duty_commands.change_people, [target.duty(person, Role.CARRY)])
    town.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("甲苑", "乙苑"), NINE + 4 * HOUR, NINE + 6 * HOUR),
        RoundInput("第五轮", RoundKind.PCR, NINE.date()),
    )
    lead = town.ask(kinds.one, Work.SESSION, 1)._replace(work=Work.PATROL, no=None, compounds=())
    town.do(duty_commands.change_people, [lead.duty(LOCAL_NO, Role.LEAD)])
    with town.step() as step:
        step.act("set")
        set_leader(step, 1, STRANGER)
    told = broken(town, ESTATE)
    assert told == [
        ("shut_out", STRANGER, ("孙秀英",)),
        ("kept_in", LOCAL_NO, ("赵娟",)),
        ("drop", 1, ()),
        ("session", 1, ()),
        ("leader", STRANGER, ("孙秀英",)),
    ]
    assert [one[:2] for one in broken(town, DOOR)] == [
        ("kept_in", LOCAL_NO),
        ("kept_in", LOCAL_NO),
        ("drop", 1),
        ("session", 1),
        ("leader", STRANGER),
    ]
    town.do(commands.close_places, [ESTATE], UNTIL)
    assert broken(town, ESTATE) == told, "what is told before is told after"
    assert "compound_shut" in at_drop(town, 1, STRANGER)


def test_closing_breaks_errands_for_any_of_its_doors_that_leave_before_it_opens(
    town: Store,
) -> None:
    calls = [
        town.do(capture, "乙苑1号101 络活喜没了 13900001234").no,
        town.do(capture, "乙苑1号101 二甲双胍没了 13900001235").no,
        town.do(capture, "甲苑3号101 阿托伐他汀没了 13900001236").no,
    ]
    first = town.ask(requests.view, calls[0])
    town.do(request_commands.change_request, first.no, first.version, {"doors": (1,)})
    for at, (no, leaves) in enumerate(
        zip(calls, (NINE, NINE, NINE + timedelta(days=5)), strict=True), 1
    ):
        given = ErrandInput(leaves, leaves + HOUR, f"第{at}药房")
        town.do(errand_commands.add_errand, [no], given)
    assert broken(town, ESTATE)[0] == ("errand", 1, ())
    assert [one for one in broken(town, ESTATE) if one[0] == "errand"] == [("errand", 1, ())]
