"""stops, drivers, suppliers, driver-sheet on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.duties import commands as duty_commands
from data.store import Store
from data.supplies import commands as supply_commands
from data.work import kinds
from models.duties import Role, Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import LOCAL
from tests.beginning import begin
from tests.commands.running import Daiban

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
AT_NINE = ("--now", "2022-04-09T09:00+08:00")


@pytest.fixture
def town(store: Store) -> Store:
    """Three gates with 30 households each, a truck at nine, who counts, a volunteer."""
    begin(
        store,
        *(
            CompoundInput(name, leader="钱奶奶", leader_phone="13800000077", unloading_point=point)
            for name, point in (("南苑", "南门"), ("北苑", "北门"), ("弄堂", "弄口"))
        ),
        *(
            HouseholdInput(name, "1", room=str(n), people=2, marks=("血透",))
            for name in ("南苑", "北苑", "弄堂")
            for n in range(1, 31)
        ),
        PersonInput("石磊", PersonKind.STAFF, phone="13800000001"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER),
    )
    items = (ItemInput("蔬菜包", 90, "份", AllocationRule.PER_HOUSEHOLD),)
    store.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE, items, "沪A·D1234", "朱师傅", "13800009999"),
    )
    return store


def test_both_ways_are_compared(daiban: Daiban, town: Store) -> None:
    told = daiban("stops", "1", "--compare", "--json").json
    assert set(told["office"]) >= {"people_hours", "done_at"}
    assert told["gates"]["people_hours"] < told["office"]["people_hours"]
    assert told["gates"]["done_at"] > "2022-04-09T09:00:00+08:00"
    assert told["people"] == 2
    ten = daiban("stops", "1", "--people", "10", "--json").json
    assert ten["people"] == 10
    assert ten["office"]["done_at"] < told["office"]["done_at"]
    lines = daiban("stops", "1", "--compare").out
    assert "at the gates:" in lines
    assert "Less work: at the gates." in lines


def test_stops_are_ordered_by_rule_and_by_hand(daiban: Daiban, town: Store) -> None:
    told = daiban("stops", "1", "--order", "弄堂，北", "--json").json
    assert [one["compound"] for one in told["stops"]] == ["弄堂", "北苑", "南苑"]
    assert [one["position"] for one in told["stops"]] == [1, 2, 3]
    assert told["stops"][0]["starts_at"] == "2022-04-09T09:00:00+08:00"
    assert daiban("stops", "1", "--order", "heavy", "--json").status == 0
    wrong = daiban("stops", "1", "--order", "东苑")
    assert (wrong.status, wrong.out) == (1, "")
    assert "Which stop is 东苑? The stops are: 弄堂, 北苑, 南苑." in wrong.err
    assert daiban("stops", "1", "--order", " , ").status == 2
    assert daiban("stops", "9").status == 1


def test_a_late_stop_moves_the_others_and_tells_who_cannot_be_there(
    daiban: Daiban, town: Store
) -> None:
    for drop in (2, 3):
        target = town.ask(kinds.one, Work.DROP, drop)
        person = 1 if drop == 2 else 2
        town.do(duty_commands.change_people, [target.duty(person, Role.CARRY)])
    told = daiban("stops", "1", "--late", "北苑", "20", "--json").json
    assert [one["starts_at"][11:16] for one in told["stops"]] == ["09:00", "09:32", "09:44"]
    assert told["stops"][1]["members"] == ["石磊"]
    back = daiban("stops", "1", "--late", "2", "-20")
    assert "北苑 is 20 min earlier. 1 later stop moved along." in back.out
    for minutes in ("0", "soon", "99999"):
        assert daiban("stops", "1", "--late", "北苑", minutes).misuse
    daiban("undo")
    told = daiban("stops", "1", "--json").json
    assert told["stops"][1]["starts_at"][11:16] == "09:32"


def test_the_truck_comes_and_goes(daiban: Daiban, town: Store) -> None:
    came = daiban(*AT_NINE, "stops", "1", "--came", "南苑", "--time", "09:00", "--json").json
    assert [one["truck"] for one in came["stops"]] == ["here", "coming", "coming"]
    assert came["arrived_at"] == "2022-04-09T09:00:00+08:00"
    late = ("--now", "2022-04-09T09:30+08:00")
    assert (
        "The truck has left 南苑. 2 later stops moved along."
        in daiban(*late, "stops", "1", "--gone", "南苑").out
    )
    assert "already" in daiban(*late, "stops", "1", "--came", "南苑").err
    assert daiban(*late, "stops", "1", "--came", "北苑", "--time", "11:00").status == 1
    told = daiban(*late, "stops", "1", "--disinfected", "--json").json
    assert told["handled_from"] == "2022-04-09T10:00:00+08:00"
    assert "⚠ goods stand until 10:00" in daiban(*late, "stops", "1").out


def test_who_counts_and_where_it_is_unloaded(daiban: Daiban, town: Store) -> None:
    told = daiban("stops", "1", "--counter", "北苑", "石磊", "--json").json
    assert told["stops"][1]["counter"] == "石磊"
    assert told["stops"][1]["contact"] == "石磊"
    assert daiban("stops", "1", "--counter", "北苑", "无此人").status == 1
    told = daiban("stops", "1", "--run", "office", "--json").json
    assert told["run"] == "office"
    assert told["stops"][0]["starts_at"] > "2022-04-09T09:00:00+08:00"
    assert daiban("stops", "1", "--run", "gates", "--order", "heavy").status == 2


def test_a_driver_is_remembered(daiban: Daiban, town: Store) -> None:
    note = daiban("drivers", "note", "1", "promised", "每门口等20分钟", "--json").json
    assert (note["no"], note["kind"], note["kept"], note["delivery"]) == (1, "promised", None, 1)
    daiban("drivers", "note", "1", "thanked", "泡面、牛奶")
    assert daiban("drivers", "kept", "1", "yes", "--json").json["kept"] is True
    assert daiban("drivers", "kept", "2", "yes").status == 1
    assert daiban("drivers", "note", "1", "rumour", "x").status == 2
    assert daiban("drivers", "note", "1", "asked", " ").status == 2
    (driver,) = daiban("drivers", "--json").json
    assert (driver["driver"], driver["phone"], driver["kept"]) == ("朱师傅", "13800009999", 1)
    assert [one["text"] for one in driver["notes"]] == ["泡面、牛奶", "每门口等20分钟"]
    assert driver["deliveries"][0]["promised_at"] == "2022-04-09T09:00:00+08:00"


def test_suppliers_are_written_down_and_chosen(daiban: Daiban, town: Store) -> None:
    made = daiban("suppliers", "new", "第一食品", "--listed", "--pass", "保-1", "--json").json
    assert (made["no"], made["is_listed"], made["pass_no"]) == (1, True, "保-1")
    daiban("suppliers", "new", "盒马")
    assert (
        daiban("suppliers", "change", "盒马", "--phone", "13800000002", "--json").json["phone"]
        == "13800000002"
    )
    assert [one["name"] for one in daiban("suppliers", "--listed", "--json").json] == ["第一食品"]
    assert "⚠ not on the list" in daiban("suppliers", "of", "1", "盒马").out
    assert daiban("stops", "1", "--json").json["is_listed"] is False
    assert daiban("suppliers", "new", "盒马").status == 1
    assert daiban("suppliers", "of", "1", "没有这家").status == 1


def test_the_drivers_sheet_tells_gates_and_nothing_of_residents(
    daiban: Daiban, town: Store, tmp_path: Path
) -> None:
    daiban("stops", "1", "--counter", "北苑", "石磊")
    text = daiban("driver-sheet", "1").out
    assert text.index("南苑") < text.index("北苑") < text.index("弄堂")
    for told in ("09:00", "stop at: 南门", "石磊", "13800000001", "蔬菜包 30份", "沪A·D1234"):
        assert told in text
    assert "血透" not in text
    masked = daiban("driver-sheet", "1", "--masked").out
    assert "13800000001" not in masked
    guards = daiban("driver-sheet", "1", "--guards").out
    assert "Let this truck in:" in guards
    assert "沪A·D1234" in guards
    assert "蔬菜包" not in guards
    file = tmp_path / "sheet.txt"
    assert daiban("driver-sheet", "1", "--to", str(file)).status == 0
    assert "蔬菜包 30份" in file.read_text(encoding="utf-8")
    assert daiban("driver-sheet", "1", "--to", str(file)).status == 1, "no file is written over"
    assert daiban("driver-sheet", "9").status == 1
