"""One call about several households is one request, which each of them finds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.absence import queries as absence
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.households.lists import household_list
from data.journal import commands as journal_commands
from data.reading.capture import capture, draft_of, read
from data.requests import commands as request_commands
from data.requests import joining, queries
from data.requests.doubles import doubles
from data.roster.commands import add_person
from data.store import Store
from data.work import kinds
from models.absence import Away
from models.duties import DutyInput, Role, Work
from models.errands import ErrandInput
from models.households import CompoundInput, HouseholdInput
from models.listing import ListQuery
from models.requests import ClosingInput, Outcome, RequestRow
from models.roster import PersonInput, PersonKind
from models.times import LOCAL
from screens.errands import words as errand_words
from tests.beginning import begin
from tests.states import refused, state

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
ROOMS = ("101", "203", "305", "402", "501", "502", "601", "602")
CALL = f"3号楼 {' '.join(ROOMS)} 没有菜 13900001234"


@pytest.fixture
def house(store: Store) -> Store:
    """Building 3 with eight doors and building 5 with two of the same numbers."""
    doors = [("3", room) for room in ROOMS] + [("5", "101"), ("5", "203")]
    begin(
        store,
        CompoundInput("大林苑", address="大林路338号"),
        *(
            HouseholdInput(
                "大林苑", building, room=room, head=f"{room}户", phone=f"138{building}{room:0>7}"
            )
            for building, room in doors
        ),
    )
    return store


def rows(store: Store, text: str = "") -> list[RequestRow]:
    with store.read() as conn:
        query = ListQuery("all", "hurt", filter=text)
        return list(queries.listing(conn, query, store.now(), queries.settings(conn)).rows())


def asking(store: Store) -> list[tuple[str, int]]:
    """The rooms with open requests, and how many."""
    listed = store.ask(household_list, ListQuery("asking", "address"))
    return [(f"{row.building}-{row.room}", row.open_requests) for row in listed.rows()]


def test_a_call_about_eight_households_is_one_entry_with_eight_doors(house: Store) -> None:
    no = house.do(capture, CALL).no
    (row,) = rows(house)
    assert (row.no, row.building, row.room) == (no, "3", "101")
    assert [door.room for door in row.doors] == list(ROOMS[1:])
    assert row.doors[0].phone == "13830000203"
    assert row.summary == "没有菜"
    assert row.phone == "13900001234"
    assert asking(house) == [(f"3-{room}", 1) for room in ROOMS]


@pytest.mark.parametrize(
    ("said", "doors"),
    [
        ("大林苑3号101、203、305没有菜", ["3-101", "3-203", "3-305"]),
        ("3 households in 大林苑3: 101 203 305 no vegetables", ["3-101", "3-203", "3-305"]),
        ("大林苑3：101 203 305没有菜", ["3-101", "3-203", "3-305"]),
        ("大林苑3号：101 203 305没有菜", ["3-101", "3-203", "3-305"]),
        ("大林苑3号101和203室没菜", ["3-101", "3-203"]),
        ("大林苑 3-101 3-203 5-101 没水", ["3-101", "3-203", "5-101"]),
        ("大林苑3号101室张家，203室李家，5号203室王家 没水", ["3-101", "3-203", "5-203"]),
        ("3-101, 203 and 305 no water", ["3-101", "3-203", "3-305"]),
        ("大林苑3号101，大林苑5号101 没水", ["3-101", "5-101"]),
        ("大林苑3号101 120还没来", ["3-101"]),
        ("大林苑3号101 203天没下楼", ["3-101"]),
        ("大林苑3号101 血糖 305", ["3-101"]),
        ("大林苑3号101 13830000203 没菜", ["3-101"]),
        ("大林苑3号101 101室没菜", ["3-101"]),
    ],
)
def test_doors_are_read_one_behind_the_other(house: Store, said: str, doors: list[str]) -> None:
    with house.read() as conn:
        reading = read(conn, said, house.now())
    first = f"{reading.building}-{reading.room}"
    assert [first, *(f"{home.building}-{home.room}" for home in reading.doors)] == doors


@pytest.mark.parametrize(
    ("said", "doors", "unlisted", "summary"),
    [
        ("大林苑3号101 203 999 305 没菜", ["101", "203", "305"], "999", "没菜"),
        ("大林苑3号101、203、204、305、306室 停水了", ["101", "203", "305"], "204、306", "停水了"),
        ("大林苑3号999室、101室、203室 停水了", ["101", "203"], "3-999", "停水了"),
        ("大林苑3号101、203、9-402 停水了", ["101", "203"], "9-402", "停水了"),
        ("大林苑3号101、120还没来", ["101"], "", "120还没来"),
        ("大林苑3号101 999 没菜", ["101"], "", "999 没菜"),
        ("大林苑3号601-808 没菜", ["601"], "601-808", "没菜"),
    ],
)
def test_doors_that_are_not_on_file_stay_in_the_address_said(
    house: Store, said: str, doors: list[str], unlisted: str, summary: str
) -> None:
    """None is lost, wherever it stands; a number that need not be a door stays in the words."""
    captured = house.do(capture, said)
    view = house.ask(queries.view, captured.no)
    (row,) = rows(house)
    assert [row.room, *(door.room for door in row.doors)] == doors
    assert (view.address_said, view.summary) == (unlisted, summary)
    assert ("door_unknown" in captured.reading.doubts) == bool(unlisted)


def test_doors_of_which_none_is_on_file_stay_in_the_address_said(house: Store) -> None:
    no = house.do(capture, "大林苑9号101、102、103室 停水了").no
    view = house.ask(queries.view, no)
    assert (view.household_no, view.doors) == (None, ())
    assert view.address_said == "大林苑9号101、102、103"
    assert view.summary == "停水了"


@pytest.mark.parametrize("between", ["-", "~", "至", "到", "—", "室到"])
def test_a_range_is_all_doors_on_file_between_and_asks(house: Store, between: str) -> None:
    with house.read() as conn:
        reading = read(conn, f"大林苑3号501{between}509室 没菜", house.now())
    assert reading.room == "501"
    assert [home.room for home in reading.doors] == ["502"]
    assert reading.summary == "没菜"
    assert "door_range" in reading.doubts
    assert reading.ranges == ("501-509",)


def test_each_door_finds_it(house: Store) -> None:
    no = house.do(capture, CALL).no
    for words in ("3-305", "602户", "13830000502", "大林苑3号601"):
        assert [row.no for row in rows(house, words)] == [no], words
    with house.read() as conn:
        queue = queries.settings(conn)
        for household in range(1, 9):
            found = queries.of_household(conn, household, house.now(), queue)
            assert [row.no for row in found] == [no]
        assert queries.of_household(conn, 9, house.now(), queue) == []


def test_what_one_of_its_doors_asks_again_is_a_double(house: Store) -> None:
    no = house.do(capture, CALL).no
    with house.read() as conn:
        queue = queries.settings(conn)
        for text, why in (("大林苑3号502没有菜", ["need"]), ("大林苑5号203没有菜", [])):
            draft = draft_of(read(conn, text, house.now()))
            found = doubles(conn, draft, house.now(), queue)
            assert [one.why for one in found] == why
            assert [one.row.no for one in found] == [no] * len(why)


def test_doors_are_added_and_taken_away_and_undone(house: Store) -> None:
    no = house.do(capture, CALL).no
    before = state(house)
    view = house.ask(queries.view, no)
    keeps = (*view.doors[1:], 9)
    house.do(request_commands.change_request, no, view.version, {"doors": keeps})
    assert house.ask(queries.view, no).doors == keeps
    assert ("3-203", 1) not in asking(house)
    assert ("5-101", 1) in asking(house)
    house.do(journal_commands.undo)
    assert house.ask(queries.view, no).doors == view.doors
    assert state(house)["request_door"] == before["request_door"]
    version = house.ask(queries.view, no).version
    with refused("household_unknown"):
        house.do(request_commands.change_request, no, version, {"doors": (99,)})


def test_one_undo_takes_the_call_and_its_doors_away_and_redo_brings_them_back(
    house: Store,
) -> None:
    before = state(house)
    house.do(capture, CALL)
    house.do(journal_commands.undo)
    after = state(house)
    assert {name: rows for name, rows in after.items() if not name.startswith("journal")} == {
        name: rows for name, rows in before.items() if not name.startswith("journal")
    }
    house.do(journal_commands.redo)
    assert len(rows(house)[0].doors) == 7


def test_it_is_told_and_closed_as_one(house: Store) -> None:
    no = house.do(capture, CALL).no
    house.do(request_commands.close_requests, {no: ClosingInput(Outcome.MET, "101", house.now())})
    assert asking(house) == []
    house.do(request_commands.reopen_request, no)
    assert len(asking(house)) == 8


def test_joined_requests_are_about_all_their_doors_and_each_counts_once(house: Store) -> None:
    first = house.do(capture, "大林苑3号101 203 没有菜").no
    second = house.do(capture, "大林苑3号203 305 没有菜").no
    house.do(joining.join_requests, first, [first, second])
    (stays,) = [row for row in rows(house) if row.no == first]
    assert [door.room for door in stays.doors] == ["203", "305"]
    assert asking(house) == [("3-101", 1), ("3-203", 1), ("3-305", 1)]
    house.do(journal_commands.undo)
    assert asking(house) == [("3-101", 1), ("3-203", 2), ("3-305", 1)]


def test_whoever_is_sent_holds_or_fetches_for_it_reads_that_there_are_more_doors(
    house: Store,
) -> None:
    no = house.do(capture, "3号楼 101 203 305 络活喜没了 13900001234").no
    begin(house, CompoundInput("白鹭苑"), HouseholdInput("白鹭苑", "1", room="101"))
    far = house.do(capture, "白鹭苑1号101 牛奶没了").no
    who = house.do(add_person, PersonInput("石磊", PersonKind.STAFF))
    house.do(request_commands.assign_requests, [no], who)
    house.do(errand_commands.add_errand, [no], ErrandInput(NINE, NINE + HOUR))
    (line,) = house.ask(errands.view, 1).lines
    assert errand_words.address(line) == "大林苑 3-101 +2"
    nine = Work.REQUEST, Role.HAND, NINE, NINE + HOUR
    house.do(duty_commands.change_people, [DutyInput(who, *nine, work_no=no)])
    held = house.ask(absence.holds, [who], Away(house.now()))
    assert {hold.where for hold in held} == {"大林苑 3-101 +2"}
    assert house.ask(kinds.one, Work.REQUEST, no).name == "大林苑 3-101 +2"
    house.do(joining.join_requests, no, [far])
    assert house.ask(kinds.one, Work.REQUEST, no).compounds == ("大林苑", "白鹭苑")
    (duty,) = house.ask(duties.of_work, Work.REQUEST, no)
    assert (duty.where, duty.compounds) == ("大林苑 3-101 +3", ("大林苑", "白鹭苑"))


def test_what_joins_doors_is_not_left_in_the_words(house: Store) -> None:
    with house.read() as conn:
        reading = read(conn, "3-101 and 203 and 305 and no water", house.now())
    assert reading.summary == "no water"
