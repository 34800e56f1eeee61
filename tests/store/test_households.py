"""Commands and questions on places, on a real file; undo restores every row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from data.exchange.gazetteer import ComingGazetteer
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import queries as households
from data.households.keys import Door, sort_key, spelled
from data.households.lists import household_list
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.gazetteer import ByParts, StoreGazetteer
from data.step import Step
from data.store import Store
from models.fields import said
from models.households import CompoundInput, CompoundKind, HouseholdInput
from models.listing import ListQuery
from models.residents import ResidentInput, Whereabouts
from models.telephones import Telephone
from tests.beginning import begin
from tests.states import refused, refused_whole, state, undone_whole

Dump = dict[str, list[tuple[object, ...]]]

DALIN = CompoundInput("大林苑", CompoundKind.COMMODITY, "大林路338号", "大林路正门", "林妹云")
LANE = CompoundInput("四十三弄", CompoundKind.LANE, "大林路43弄", stated_households=171)
DOOR = HouseholdInput(
    compound="大林苑",
    building="3",
    room="1505",
    head="欧阳娜娜",
    phone="138 0000-1094",
    people=2,
    elders=1,
    marks=("独居老人", "养猫"),
    note="门铃坏了",
)
LANE_ROOM = HouseholdInput("四十三弄", "17", lane="43", room="三层阁", head="曾国藩", people=1)


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds with a household each, numbers 1 and 2."""
    store.do(household_compounds.add_compound, DALIN)
    store.do(household_compounds.add_compound, LANE)
    store.do(household_commands.add_household, DOOR)
    store.do(household_commands.add_household, LANE_ROOM)
    return store


def found(store: Store, typed: str, scope: str = "all") -> list[int]:
    listing = store.ask(household_list, ListQuery(scope, "address", False, typed))
    return list(listing.nos(0, listing.count))


def test_what_is_kept_is_what_was_said(town: Store) -> None:
    view = town.ask(households.household, 1)
    assert view is not None
    assert view[3:] == (
        "大林苑", None, "3", None, "1505", "欧阳娜娜", "13800001094", 2, 1, "门铃坏了",
        ("独居老人", "养猫"), "home", None, None, (), 0, 0, ("独居老人", "养猫"),
    )  # fmt: skip
    (dalin, lane) = town.ask(households.compounds)
    assert (dalin.name, dalin.households, dalin.people, dalin.buildings) == ("大林苑", 1, 2, 1)
    assert (lane.kind, lane.stated_households, lane.address) == ("lane", 171, "大林路43弄")
    assert town.ask(households.totals) == (2, 3)
    assert town.ask(households.totals, dalin.no) == (1, 2)
    assert town.ask(households.mark_counts) == {"养猫": 1, "独居老人": 1}


@pytest.mark.parametrize(
    "typed",
    [
        "大林苑", "大林路338", "3号1505室", "3-1505", "大林苑3-1505", "1505", "欧阳", "娜", "oyn",
        "OYNN", "1094", "１０９４", "独居", "猫", "门铃", "大林 猫", "苑3号", "3号楼1505",
        "3幢1505",
        "大林苑三号楼-1505", "138-0000-1094", "+86 138 0000 1094", "138-0000-10",
    ],
)  # fmt: skip
def test_a_household_is_found_by_any_part(town: Store, typed: str) -> None:
    assert found(town, typed) == [1]


@pytest.mark.parametrize("typed", ["zgf", "43弄17号三层阁", "17号", "17-三层阁", "曾"])
def test_a_lane_room_is_found(town: Store, typed: str) -> None:
    assert found(town, typed) == [2]


def test_a_lane_and_its_house_alone_are_no_door(town: Store) -> None:
    assert found(town, "43-17") == []


def test_scopes_narrow_the_list(town: Store) -> None:
    assert found(town, "", "compound:2") == [2]
    assert found(town, "", "mark:养猫") == [1]
    assert found(town, "", "mark:养狗") == []
    assert found(town, "", "marked") == [1]
    assert found(town, "", "asking") == []
    assert found(town, "曾", "compound:1") == []


def test_doors_are_in_the_order_people_expect() -> None:
    rooms = ["101", "2", "10", "后客堂", "1203", "9"]
    buildings = ["10", "2", "A"]
    doors = [Door("x", "", b, "", r) for b in buildings for r in rooms]
    ordered = sorted(doors, key=lambda door: sort_key(1, door))
    assert [door.building for door in ordered[::6]] == ["2", "10", "A"]
    assert [door.room for door in ordered[:6]] == ["2", "9", "10", "101", "1203", "后客堂"]
    assert sort_key(2, doors[0]) < sort_key(10, doors[0])


def test_doors_are_spelled_as_addresses() -> None:
    assert spelled(Door("大林苑", "", "3", "", "1505")) == "大林苑3号1505室"
    assert spelled(Door("四十三弄", "43", "17", "", "三层阁")) == "四十三弄43弄17号三层阁"
    assert spelled(Door("x", "", "A", "2", "501")) == "xA号2单元501室"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("五十五弄", "lane"), ("Well Lane", "lane"), ("弄潮苑", "other"), ("Lanesborough", "other")],
)
def test_a_compound_named_as_a_lane_is_lane_housing(town: Store, name: str, kind: str) -> None:
    town.do(household_compounds.add_compound, CompoundInput(name))
    (kept,) = (one for one in town.ask(households.compounds) if one.name == name)
    assert kept.kind == kind


def _edit(**changes: object) -> Callable[[Store], object]:
    return lambda step: household_commands.change_household(step, 1, 1, changes)


COMMANDS: dict[str, Callable[[Step], object]] = {
    "compound added": lambda step: household_compounds.add_compound(step, CompoundInput("新村")),
    "compound renamed": lambda step: household_compounds.change_compound(
        step, 1, 1, {"name": "大林花苑"}
    ),
    "compound changed": lambda step: household_compounds.change_compound(
        step, 2, 1, {"kind": "other", "leader_phone": "13800001111", "stated_buildings": 22}
    ),
    "household added": lambda step: household_commands.add_household(
        step, HouseholdInput("大林苑", "9", room="101", marks=("孕妇",))
    ),
    "household moved": _edit(building="4", room="1001"),
    "household moved away": _edit(compound="四十三弄", lane="43", building="1", room="前客堂"),
    "head and marks changed": _edit(head="单雄信", marks=("养狗", "独居老人"), people=None),
    "marks gone": _edit(marks=()),
    "everything emptied": _edit(head="", phone="", people=None, elders=None, note="", marks=()),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_undo_restores_every_row_and_redo_makes_it_again(town: Store, name: str) -> None:
    undone_whole(town, lambda: town.do(COMMANDS[name]))


def test_an_edit_changes_what_is_found(town: Store) -> None:
    changes = {"building": "4", "room": "1001", "head": "单雄信", "marks": ("养狗",)}
    town.do(household_commands.change_household, 1, 1, changes)
    assert found(town, "大林苑4-1001 sxx 狗") == [1]
    assert found(town, "oyn") == found(town, "猫") == found(town, "1505") == []
    town.do(household_compounds.change_compound, 1, 1, {"name": "大林花苑"})
    assert found(town, "大林花苑4号") == [1]


def test_two_edits_of_one_record_do_not_overwrite_each_other(town: Store) -> None:
    town.do(household_commands.change_household, 1, 1, {"head": "甲"})
    with refused("edited_meanwhile"):
        town.do(household_commands.change_household, 1, 1, {"head": "乙"})
    view = town.ask(households.household, 1)
    assert view is not None
    assert (view.head, view.version) == ("甲", 2)


def test_an_edit_that_changes_nothing_is_no_step(town: Store) -> None:
    steps = len(town.ask(journal.steps))
    town.do(
        household_commands.change_household, 1, 1, {"head": " 欧阳娜娜 ", "phone": "13800001094"}
    )
    assert len(town.ask(journal.steps)) == steps


REFUSED: dict[str, tuple[Callable[[Step], object], str, str | None]] = {
    "a door that is there": (
        lambda step: household_commands.add_household(step, DOOR),
        "household_exists",
        "room",
    ),
    "a compound nobody knows": (
        lambda step: household_commands.add_household(step, HouseholdInput("无此", "1")),
        "compound_unknown",
        "compound",
    ),
    "no building": (
        lambda step: household_commands.add_household(step, HouseholdInput("大林苑", "")),
        "field_empty",
        "building",
    ),
    "no telephone number": (
        lambda step: household_commands.add_household(
            step, HouseholdInput("大林苑", "1", phone="12")
        ),
        "phone_unclear",
        "phone",
    ),
    "a compound that is there": (
        lambda step: household_compounds.add_compound(step, DALIN),
        "compound_exists",
        "name",
    ),
    "a compound without a name": (
        lambda step: household_compounds.add_compound(step, CompoundInput(" ")),
        "field_empty",
        "name",
    ),
    "the name of another compound": (
        lambda step: household_compounds.change_compound(step, 2, 1, {"name": "大林苑"}),
        "compound_exists",
        "name",
    ),
    "the door of another household": (
        lambda step: household_commands.change_household(
            step, 2, 1, {"compound": "大林苑", "lane": "", "building": "3", "room": "1505"}
        ),
        "household_exists",
        "room",
    ),
    "a household nobody knows": (
        lambda step: household_commands.change_household(step, 99, 1, {}),
        "household_unknown",
        None,
    ),
    "a compound's number nobody knows": (
        lambda step: household_compounds.change_compound(step, 99, 1, {}),
        "compound_number_unknown",
        None,
    ),
}


@pytest.mark.parametrize(("command", "code", "field"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(
    town: Store, command: Callable[[Step], object], code: str, field: str | None
) -> None:
    refused_whole(town, command, code, field)


def test_an_import_says_only_what_it_knows(town: Store) -> None:
    with town.step() as step:
        step.act("imported")
        changed = household_commands.change_household(
            step,
            1,
            None,
            said(HouseholdInput("大林苑", "3", room="1505", people=4, head="欧阳娜娜")),
        )
        again = household_commands.change_household(
            step, 1, None, said(HouseholdInput("大林苑", "3", room="1505"))
        )
        renamed = household_compounds.change_compound(
            step, 2, None, said(CompoundInput("四十三弄", leader="贺长"))
        )
    assert (changed, again, renamed) == ({"people": (2, 4)}, {}, {"leader": ("", "贺长")})
    view = town.ask(households.household, 1)
    assert view is not None
    assert (view.marks, view.phone, view.note) == (("独居老人", "养猫"), "13800001094", "门铃坏了")


def test_many_households_are_kept_as_one_step(town: Store) -> None:
    before = state(town)
    many = [
        HouseholdInput("大林苑", str(b), room=f"{floor}0{r}", head="任平", marks=("租客",))
        for b in (1, 2)
        for floor in range(1, 10)
        for r in range(1, 5)
    ]
    with town.step() as step:
        step.act("imported")
        numbers = household_commands.add_households(step, many)
    assert numbers == list(range(3, 75))
    assert town.ask(households.totals).households == 74
    assert len(found(town, "rp 租客")) == 72
    town.do(journal_commands.undo)
    assert state(town) == before


def test_typed_text_is_cleaned_at_the_gate(town: Store) -> None:
    no = town.do(
        household_commands.add_household,
        HouseholdInput("大林苑", "1", room="101", head="\x1b[31m[/]甲\x00", note="a\x07\nb"),
    )
    view = town.ask(households.household, no)
    assert view is not None
    assert (view.head, view.note) == ("[/]甲", "a\nb")


def test_the_register_answers_the_reading(town: Store) -> None:
    gazetteer = town.ask(StoreGazetteer)
    assert [(c.name, c.address, c.aliases) for c in gazetteer.compounds()] == [
        ("大林苑", "大林路338号", ("dalinyuan",)),
        ("四十三弄", "大林路43弄", ("sishisannong",)),
    ]
    (here,) = gazetteer.households_at("大林苑", None, "3", None, "1505")
    assert (here.no, here.lane, here.unit, here.head) == (1, None, None, "欧阳娜娜")
    assert [h.no for h in gazetteer.households_at(None, None, None, None, "三层阁")] == [2]
    assert gazetteer.households_at("大林苑", None, "4", None, "1505") == []
    assert gazetteer.households_at(None, None, None, None, None) == []
    assert [h.no for h in gazetteer.households_with_phone("13800001094")] == [1]
    assert gazetteer.households_with_phone("") == []
    assert [h.no for h in gazetteer.households_with_phone_ending("1094", None)] == [1]
    assert [h.no for h in gazetteer.households_with_phone_ending("1094", "大林苑")] == [1]
    assert gazetteer.households_with_phone_ending("1094", "四十三弄") == []
    assert [h.no for h in gazetteer.households_with_head("曾国藩")] == [2]
    town.do(household_compounds.add_compound, CompoundInput("静修大楼"))
    assert [c.name for c in gazetteer.compounds()][-1] == "静修大楼"


def test_a_register_to_come_answers_as_it_will_once_it_is_kept(town: Store) -> None:
    """Whatever part is asked by, also a lane alone."""
    further = HouseholdInput("四十三弄", "18", lane="43", unit="2", room="灶间", head="吕洞宾")
    with town.read() as conn:
        coming = ComingGazetteer(conn, [further])
        (told,) = coming.households_with_head("吕洞宾")
        assert told.no < 0
        asked = [
            (None, "43", None, None, None),
            (None, None, None, "2", None),
            ("四十三弄", None, "18", None, None),
            (None, "44", None, None, None),
        ]
        answers = [[h[1:] for h in coming.households_at(*parts)] for parts in asked]
    town.do(household_commands.add_household, further)
    kept = town.ask(StoreGazetteer)
    assert answers == [[h[1:] for h in kept.households_at(*parts)] for parts in asked]


def test_another_connection_sees_only_what_is_done(town: Store) -> None:
    other = sqlite3.connect(town.path)
    with town.step() as step:
        step.act("compound_added")
        household_compounds.add_compound(step, CompoundInput("静修大楼"))
        assert len(households.compounds(other)) == 2
    assert len(households.compounds(other)) == 3
    other.close()


def test_whoever_lives_there_and_whatever_number_they_have_finds_a_household(town: Store) -> None:
    """The first of two households behind a door, the second, somebody who died, a son's number."""
    given = [
        HouseholdInput("大林苑", "9", room="101", head="吕洞宾", phone="13800000701"),
        HouseholdInput(
            "大林苑",
            "9",
            room="101/2",
            head="何仙姑",
            phones=(Telephone("13800000702", whose="儿子"),),
            residents=(
                ResidentInput("何仙姑"),
                ResidentInput("蓝采和", phones=(Telephone("13800000703"),)),
                ResidentInput("韩湘子", presence=Whereabouts.DIED),
            ),
        ),
    ]

    def answers(gazetteer: ByParts) -> list[list[str | None]]:
        found = [
            gazetteer.households_at("大林苑", None, "9", None, "101"),
            gazetteer.households_at("大林苑", None, "9", None, "101/2"),
            gazetteer.households_at(None, None, "9", None, "10"),
            *map(gazetteer.households_with_head, ("何仙姑", "蓝采和", "韩湘子")),
            *map(gazetteer.households_with_phone, ("13800000702", "13800000703")),
            gazetteer.households_with_phone_ending("0703", "大林苑"),
        ]
        return [[home.room for home in homes] for homes in found]

    both, second = ["101", "101/2"], ["101/2"]
    wanted = [both, second, [], second, second, [], second, second, second]
    with town.read() as conn:
        assert answers(ComingGazetteer(conn, given)) == wanted
    begin(town, *given)
    assert answers(town.ask(StoreGazetteer)) == wanted
