"""loads from the command line: planned, applied, begun, done, written for who carries."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.store import Store
from data.supplies import commands as supply_commands
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import LOCAL
from tests.beginning import begin
from tests.commands.running import Daiban

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


@pytest.fixture
def town(store: Store) -> None:
    """A compound of two buildings, one of them closed, and a second one; a truck at nine."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        *(HouseholdInput("甲苑", "3", room=f"{floor}01", people=2) for floor in range(1, 4)),
        HouseholdInput("甲苑", "5", room="101", head="孕妇家", phone="13800000088", people=2),
        HouseholdInput("乙苑", "7", room="101", people=2),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="甲苑", building="5"),
    )
    with store.step() as step:
        step.act("set")
        step.conn.execute("UPDATE building SET closed_until = '2022-04-12' WHERE name = '5'")
    item = ItemInput("蔬菜包", 5, "份", AllocationRule.PER_HOUSEHOLD)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (item,), "沪A"))


def test_loads_are_planned_applied_and_done(daiban: Daiban, store: Store, town: None) -> None:
    assert daiban("loads", "1", "--json").json == []
    opened, closed, other = daiban("loads", "1", "--plan", "--json").json
    assert opened == {
        "no": None,
        "drop": 1,
        "compound": "甲苑",
        "buildings": ["3"],
        "means": "trolley",
        "units": 3,
        "trips": 1,
        "starts_at": "2022-04-09T09:31:00+08:00",
        "ends_at": "2022-04-09T09:45:00+08:00",
        "members": ["赵娟"],
        "to_ask": [],
        "have": 1,
        "need": 1,
        "state": "planned",
        "handed_to": None,
        "why": None,
        "warns": [],
    }
    assert (closed["buildings"], closed["handed_to"]) == (["5"], "5 孙秀英")
    assert (other["members"], other["why"]["code"]) == ([], "load_uncarried")
    assert daiban("loads", "1", "--json").json == [], "nothing was written"
    kept = daiban("loads", "1", "--apply", "--json").json
    assert [one["no"] for one in kept] == [1, 2, 3]
    early = daiban("loads", "done", "1").refusal
    assert early.startswith("Load 1 is still on the truck, which is at 甲苑 at")
    daiban("stops", "1", "--came", "甲苑")
    begun = daiban("loads", "begin", "1", "--json").json
    assert [one["state"] for one in begun] == ["under_way"]
    done = daiban("loads", "done", "1", "2", "--json").json
    assert [(one["no"], one["state"]) for one in done] == [(1, "done"), (2, "done")]
    again = daiban("loads", "1", "--apply", "--compound", "甲苑", "--json").json
    assert [one["state"] for one in again] == ["done", "done"]
    daiban("undo")
    states = [one["state"] for one in daiban("loads", "1", "--json").json]
    assert states == ["under_way", "planned", "planned"]


def test_what_cannot_be_is_said_in_a_line(daiban: Daiban, town: None) -> None:
    assert daiban("loads", "9").refusal == "There is no delivery 9."
    assert "丙苑" in daiban("loads", "1", "--compound", "丙苑").refusal
    assert daiban("loads", "done", "7").refusal == "There is no load 7."
    assert daiban("loads", "done").misuse == "Say which loads: loads done 5 6."
    assert daiban("loads", "三").misuse.startswith("三 is no number of a delivery")
    assert daiban("loads").status == 2
    assert daiban("loads", "done", "x").status == 2


def test_the_sheet_tells_volunteers_no_number_and_no_illness(
    daiban: Daiban, town: None, tmp_path: Path
) -> None:
    daiban("loads", "1", "--apply")
    file = tmp_path / "sheet.txt"
    answer = daiban("loads", "1", "--to", str(file))
    assert str(file) in answer.out
    text = file.read_text(encoding="utf-8")
    assert "☐ building 5  蔬菜包 1份  1 household" in text
    assert "孙秀英 takes it over from inside." in text
    assert "13800000088" not in text
    assert "孕" not in text
    again = daiban("loads", "1", "--to", str(file))
    assert again.status == 1, "a file that is there is not written over"


def test_people_read_a_table_and_what_would_help(daiban: Daiban, town: None) -> None:
    out = daiban("loads", "1", "--plan").out
    assert "3 loads, 5 units, 1 person to carry" in out
    assert "⚠ 乙苑  7: 1 to carry and nobody free; 1 more with a trolley would do" in out
    assert "Nothing was written; --apply does it." in out
