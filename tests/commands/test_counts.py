"""count from the command line: written down, listed, refused in one line, told to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.counts import queries
from data.roster import presence
from data.store import Store
from data.supplies.queries import delivery
from models.counts import Reason, Stage
from models.roster import Place, PresenceInput
from screens.counts.messages import To, message
from tests.commands.running import Daiban
from tests.counting import count, supply

GATE = ("count", "1", "--stage", "gate", "--compound", "甲苑")
FIGURES = ("planned", "truck", "gate", "building", "doors", "difference", "reason")


@pytest.fixture(autouse=True)
def gates(store: Store) -> Store:
    return supply(store)


def figures(told: dict[str, object]) -> list[object]:
    return [told[name] for name in FIGURES]


def test_a_note_of_the_whole_truck_is_that_of_each_gate(daiban: Daiban) -> None:
    note = ("count", "1", "--stage", "truck", "--goods", "包A")
    told = daiban(*note, "150", "--json").json
    assert [(one["compound"], one["truck"]) for one in told] == [("甲苑", 100), ("乙苑", 50)]
    refused = daiban(*note, "138").refusal
    assert "the note says 138份, 150份 were announced" in refused
    assert [one["truck"] for one in daiban("count", "1", "--json").json][:3:3] == [100]


def test_the_five_counts_of_a_gate(daiban: Daiban) -> None:
    told = daiban(
        *GATE, "--goods", "包A", "88", "--reason", "short", "--signed", "王", "--json"
    ).json
    assert (told["compound"], told["goods"]) == ("甲苑", "蔬菜包A")
    assert figures(told) == [100, None, 88, None, None, -12, "short"]
    assert (told["missing_stages"], told["red"]) == (["truck"], True)
    truck = ("count", "1", "--stage", "truck", "--compound", "甲", "--goods", "包A", "100")
    assert figures(daiban(*truck, "--json").json) == [100, 100, 88, None, None, 0, None]
    building = ("count", "1", "--stage", "building", "--compound", "甲苑", "--goods", "包A")
    one = daiban(*building, "50", "--building", "2号楼", "--json").json
    assert figures(one) == [100, 100, 88, 50, None, -10, None]
    assert (one["lane"], one["at_building"], one["stage"], one["quantity"]) == (
        *(None, "2"),
        *("building", 50),
    )
    assert figures(daiban(*building, "38", "--building", "10", "--json").json)[3] == 88
    doors = ("count", "1", "--stage", "doors", "--compound", "甲苑", "--goods", "包A")
    assert figures(daiban(*doors, "88", "--json").json) == [100, 100, 88, 88, 88, 0, None]
    listed = daiban("count", "1", "--json").json
    assert [one["goods"] for one in listed] == ["蔬菜包A", "蔬菜包B", "牛奶"] * 2
    assert figures(listed[0]) == [100, 100, 88, 88, 88, 0, None]
    assert [one["quantity"] for one in listed[0]["counts"]] == [88, 100, 50, 38, 88]
    assert [one["brought"] for one in listed[0]["buildings"]] == [50, 38]
    assert figures(listed[3]) == [50, None, None, None, None, None, None]


def test_what_is_wrong_is_one_line_that_says_what_to_do(daiban: Daiban) -> None:
    def refusal(*words: str) -> str:
        return daiban(*words).refusal

    assert refusal(*GATE, "--goods", "包A", "88") == (
        "甲苑 蔬菜包A: 88, 12份 fewer than the 100 planned; say why with --reason."
    )
    assert "1份 more than the 100 planned; say why" in refusal(*GATE, "--goods", "包A", "101")
    assert refusal(*GATE, "--goods", "包A", "-3") == "-3: a count is 0 or more."
    assert "fractions" in refusal(*GATE, "--goods", "包A", "1.5")
    assert "no figure" in refusal(*GATE, "--goods", "包A", "many")
    assert refusal(*GATE, "--goods", "蔬菜", "1") == (
        "蔬菜 may be any of 蔬菜包A, 蔬菜包B; name one of them."
    )
    assert "it brings 蔬菜包A, 蔬菜包B, 牛奶" in refusal(*GATE, "--goods", "肉", "1")
    assert "stops at 甲苑, 乙苑" in refusal(
        *("count", "1", "--stage", "gate", "--compound", "丙", "--goods", "牛奶", "1")
    )
    assert "name one of them" in refusal("count", "1", "--stage", "gate", "--goods", "牛奶", "1")
    assert "Which building is 99" in refusal(
        *("count", "1", "--stage", "doors", "--compound", "甲苑", "--building", "99"),
        *("--goods", "牛奶", "1"),
    )
    assert "--stage, --compound" in refusal("count", "1", "--goods", "牛奶", "1")
    assert refusal("count", "9") == "There is no delivery 9."
    assert "with --said" in refusal(*GATE, "--goods", "包A", "88", "--reason", "other")
    assert "that reason is for what lacks" in refusal(
        *GATE, "--goods", "包A", "112", "--reason", "short"
    )
    assert "whole gate" in refusal(*GATE, "--building", "2", "--goods", "包A", "60")
    assert "wrong kit" in refusal(*GATE, "--goods", "包A", "88", "--reason", "short", "--came", "B")
    assert daiban(*GATE, "--goods", "包A", "88", "--reason", "bored").status == 2
    assert [one["counts"] for one in daiban("count", "1", "--json").json] == [[]] * 6


def test_several_goods_are_one_act_and_a_correction_is_told(daiban: Daiban) -> None:
    both = daiban(*GATE, "--goods", "包A", "100", "--goods", "牛奶", "50", "--by", "赵娟", "--json")
    assert [one["counts"][0]["by"] for one in both.json] == ["赵娟", "赵娟"]
    again = daiban(*GATE, "--goods", "包A", "99", "--reason", "damaged", "--at", "7:40").out
    assert again.splitlines() == [
        "甲苑, at the gate: 蔬菜包A 99份: 1份 short of 100 planned  came damaged",
        "  It takes the place of 100, which stays on file.",
        "  Not counted: truck note.",
    ]
    counts = daiban("count", "1", "--compound", "甲苑", "--json").json[0]["counts"]
    assert [(one["quantity"], one["at"][11:16]) for one in counts] == [
        (100, "08:00"),
        (99, "07:40"),
    ]
    assert [one["replaced_at"] is None for one in counts] == [False, True]
    assert daiban("undo").status == daiban("undo").status == 0
    assert daiban("count", "1", "--json").json[0]["gate"] is None


def test_the_wrong_kit_names_what_came(daiban: Daiban) -> None:
    told = daiban(*GATE, "--goods", "包A", "65", "--reason", "wrong_kit", "--came", "包B", "--json")
    assert told.json["counts"][0]["came"] == "蔬菜包B"
    assert "wrong kit: 蔬菜包B came instead" in daiban("count", "1").out


def test_what_lacks_stands_on_the_board_and_in_the_list(daiban: Daiban) -> None:
    daiban(*GATE, "--goods", "包A", "88", "--reason", "short")
    told = "tell the driver now: 蔬菜包A: 12份 short at 甲苑, the truck is still there"
    assert f"⚠ {told}" in daiban("today").out.splitlines()
    (lack,) = daiban("today", "--json").json["lacking"]
    assert (lack["drop"], lack["difference"], lack["red"]) == (1, -12, True)
    assert f"⚠ {told}" in daiban("count", "1").out.splitlines()
    south, north = daiban("supplies", "--json").json
    assert [one["goods"] for one in south["lacking"]] == ["蔬菜包A"]
    assert north["lacking"] == []
    assert "⚠ 12 short" in daiban("supplies").out
    later = daiban("today", "--json", "--now", "2022-04-09T12:00+08:00").json
    assert later["lacking"] == []


def test_messages_for_others(daiban: Daiban) -> None:
    daiban(*GATE, "--goods", "包A", "88", "--reason", "theft", "--said", "有人拿走", "--by", "石磊")
    daiban(*GATE, "--goods", "牛奶", "50")
    supplier = daiban("count", "1", "--message", "supplier").out.splitlines()
    assert supplier == [
        "Truck 沪A·D1 朱师傅, 04-09 09:00:",
        "gate 甲苑: 蔬菜包A 12份 short (88 of 100), counted by 石磊 at 08:00",
        "Please bring what lacks, or tell us that there is none.",
    ]
    residents = daiban("count", "1", "--message", "residents", "--json").json["text"]
    assert residents.splitlines() == [
        "To the neighbours of 甲苑:",
        "蔬菜包A: 88份 of 100 are here, 12份 lack.",
        "牛奶: 50箱 are here.",
        "We will tell you here as soon as we know when the rest comes.",
        "Whoever gets none today comes first next time.",
    ]
    assert "拿走" not in residents
    chinese = daiban("count", "1", "--message", "supplier", "--lang", "zh").out.splitlines()
    assert chinese[1] == "甲苑：蔬菜包A少12份（实收88，计划100），08:00石磊清点"
    nothing = daiban("count", "1", "--compound", "乙苑", "--message", "residents").out
    assert nothing == "Nothing was counted at the gates yet.\n"


@pytest.mark.parametrize("reason", ["held_back", "extra_people"])
def test_what_lies_here_is_asked_of_no_supplier_and_promised_to_nobody(
    daiban: Daiban, reason: str
) -> None:
    daiban(*GATE, "--goods", "包A", "88", "--reason", reason)
    supplier = daiban("count", "1", "--message", "supplier").out.splitlines()
    assert supplier[1:] == ["All that was counted so far came as planned. Thank you."]
    residents = daiban("count", "1", "--message", "residents").out.splitlines()
    held = ", 12份 are held back for now" if reason == "held_back" else ""
    assert residents[1:] == [
        f"蔬菜包A: 88份 of 100 are here{held}.",
        "Whoever gets none today comes first next time.",
    ]


def test_a_supplier_is_told_the_part_that_is_theirs_and_why(daiban: Daiban) -> None:
    truck = ("count", "1", "--stage", "truck", "--compound", "甲苑", "--goods", "包A")
    daiban(*truck, "95", "--reason", "miscount", "--by", "赵娟")
    daiban(*GATE, "--goods", "包A", "83", "--reason", "held_back")
    daiban(*GATE, "--goods", "牛奶", "48", "--reason", "other", "--said", "箱子湿了")
    told = daiban("count", "1", "--message", "supplier").out.splitlines()
    assert told[1].startswith("gate 甲苑: 蔬菜包A 5份 short (95 of 100), count before was wrong")
    assert "counted by 赵娟" in told[1]
    assert "牛奶 2箱 short (48 of 50), 箱子湿了" in told[2]


def test_goods_that_were_paid_for_are_taken_off_the_bill(store: Store) -> None:
    count(store, Stage.GATE, 48, Reason.SHORT, goods="牛奶")
    view, lines = store.ask(delivery, 1), store.ask(queries.figures, 1)
    assert "bill" not in message(To.SUPPLIER, view, lines, store.now())
    items = tuple(one._replace(is_paid=one.goods == "牛奶") for one in view.items)
    told = message(To.SUPPLIER, view._replace(items=items), lines, store.now())
    assert told.splitlines()[-1] == "Please bring what lacks, or take it off the bill."
    others = tuple(one._replace(is_paid=one.goods != "牛奶") for one in view.items)
    assert "bill" not in message(To.SUPPLIER, view._replace(items=others), lines, store.now())


def test_nothing_counted_is_no_praise(daiban: Daiban) -> None:
    told = daiban("count", "1", "--message", "supplier").out.splitlines()
    assert told[1:] == ["Nothing was counted at the gates yet."]


def test_more_than_planned_is_not_said_to_be_more_than_came(daiban: Daiban) -> None:
    building = ("count", "1", "--stage", "building", "--compound", "甲苑", "--building", "2")
    told = daiban(*building, "--goods", "包A", "106").refusal
    assert told == "甲苑 2 蔬菜包A: 106, 46份 more than the 60 planned; say why with --reason."
    chinese = daiban(*building, "--goods", "包A", "106", "--lang", "zh").refusal
    assert "比计划的60多46份" in chinese
    assert "比来的多" not in chinese
    daiban(*GATE, "--goods", "包A", "88", "--reason", "short")
    whole = ("count", "1", "--stage", "building", "--compound", "甲苑", "--goods", "包A")
    assert "2份 more than the 88 at the gate" in daiban(*whole, "90").refusal


def test_who_is_absent_counts_at_no_gate(daiban: Daiban, store: Store) -> None:
    store.do(presence.record_presence, [1], PresenceInput(Place.ISOLATED, store.now()))
    told = daiban("stops", "1", "--counter", "甲苑", "石磊").refusal
    assert told.startswith("石磊 is absent when the truck comes to 甲苑")
    assert daiban("stops", "1", "--counter", "甲苑", "赵娟").status == 0


def test_a_folder_that_is_not_there_is_told_in_the_language_spoken(
    daiban: Daiban, tmp_path: Path
) -> None:
    to = str(tmp_path / "none" / "a.txt")
    told = daiban("door-list", "1", "--to", to, "--lang", "zh").refusal
    assert told.endswith("写不了：没有这个文件或文件夹。")
