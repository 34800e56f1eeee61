"""A truck for ten gates, by commands: divided, driven, counted, handed out, and what was missed leads
the next drop. Judged by sums alone: nothing appears, nothing is lost, at no step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.times import LOCAL
from tests.commands.running import Answer, Daiban

EVENING = datetime(2022, 4, 9, 20, tzinfo=LOCAL)
NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
NOTICE = (
    "4月10日上午9点左右到货，沪A·D1234，司机 朱师傅 13800009999\n"
    "蔬菜包 1720份 牛奶 860箱 大米(5kg) 430袋\n"
    "每户蔬菜包1份；牛奶两户一箱；大米优先独居老人和80岁以上"
)
GOODS = ("蔬菜包", "牛奶", "大米(5kg)")

pytestmark = pytest.mark.usefixtures("on_the_sample")


def at(daiban: Daiban, moment: datetime, *words: object) -> Answer:
    return daiban("--now", moment.isoformat(), *words)


def told(answer: Answer) -> Any:
    assert answer.status == 0, answer
    return answer.json


@pytest.fixture
def delivery(daiban: Daiban) -> dict[str, Any]:
    """The delivery of 10 April, as it was announced the evening before."""
    found: dict[str, Any] = told(at(daiban, EVENING, "deliver", NOTICE, "--json"))
    return found


def planned(delivery: dict[str, Any], goods: str) -> Counter[str]:
    """What each gate is to get."""
    return Counter(
        {
            drop["compound"]: item["planned"]
            for drop in delivery["drops"]
            for item in drop["items"]
            if item["goods"] == goods
        }
    )


def shared(daiban: Daiban, no: int, moment: datetime = EVENING) -> dict[str, Any]:
    return {
        item["goods"]: item for item in told(at(daiban, moment, "allocate", no, "--json"))["items"]
    }


def doors_of(drop_list: Sequence[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {
        tuple(one[part] for part in ("compound", "lane", "building", "unit", "room"))
        for one in drop_list
    }


def test_the_notice_is_read_whole(delivery: dict[str, Any]) -> None:
    assert delivery["driver"] == "朱师傅"
    assert delivery["driver_phone"] == "13800009999"
    assert [(one["goods"], one["quantity"], one["unit"]) for one in delivery["items"]] == [
        ("蔬菜包", 1720, "份"),
        ("牛奶", 860, "箱"),
        ("大米(5kg)", 430, "袋"),
    ]
    assert [one["rule"] for one in delivery["items"]] == [
        *("per_household", "one_per_two", "named_first"),
    ]
    assert len(delivery["drops"]) == 10
    assert datetime.fromisoformat(delivery["arrives_at"]) == NINE


def test_shares_and_what_is_left_are_what_is_on_the_truck(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    items = shared(daiban, delivery["no"])
    for goods in GOODS:
        one = items[goods]
        by_gate: Counter[str] = Counter()
        for share in one["shares"]:
            by_gate[share["compound"]] += share["quantity"]
        assert sum(by_gate.values()) + one["left"] == one["quantity"]
        assert by_gate == planned(delivery, goods)
    assert items["蔬菜包"]["short"] == []
    assert items["蔬菜包"]["left"] > 0
    assert items["大米(5kg)"]["short"]
    assert all(one["quantity"] < one["wanted"] for one in items["大米(5kg)"]["short"])


def test_another_rule_is_only_looked_at_until_it_is_applied(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    no = delivery["no"]
    before = shared(daiban, no)
    tried = told(at(daiban, EVENING, "allocate", no, "--rule", "大米(5kg)=per_person", "--json"))
    (rice,) = (one for one in tried["items"] if one["goods"] == "大米(5kg)")
    assert rice["rule"] == "per_person"
    assert sum(one["quantity"] for one in rice["shares"]) + rice["left"] == 430
    assert shared(daiban, no) == before
    told(at(daiban, EVENING, "allocate", no, "--rule", "大米(5kg)=per_person", "--apply", "--json"))
    assert shared(daiban, no)["大米(5kg)"]["rule"] == "per_person"
    assert at(daiban, EVENING, "undo").status == 0
    assert shared(daiban, no) == before


def test_gates_take_fewer_hours_of_people_than_the_office(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    compared = told(at(daiban, EVENING, "stops", delivery["no"], "--compare", "--json"))
    assert set(compared) >= {"office", "gates"}
    for way in ("office", "gates"):
        assert compared[way]["people_hours"] > 0
        assert datetime.fromisoformat(compared[way]["done_at"]) > NINE


def count(
    daiban: Daiban, no: int, gate: str, goods: str, stage: str, figure: int, *more: str
) -> Answer:
    words = ("--stage", stage, "--compound", gate, "--goods", goods, figure, *more, "--json")
    return at(daiban, NINE + timedelta(minutes=20), "count", no, *words)


def test_two_mismatches_ask_for_their_reason_and_stay_told(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    no, due = delivery["no"], planned(delivery, "蔬菜包")
    first, second = delivery["drops"][0]["compound"], delivery["drops"][1]["compound"]
    assert told(count(daiban, no, first, "蔬菜包", "truck", due[first]))["difference"] == 0
    refused = count(daiban, no, first, "蔬菜包", "gate", due[first] - 12)
    assert refused.status == 1
    assert told(at(daiban, NINE, "count", no, "--json")) is not None
    short = told(count(daiban, no, first, "蔬菜包", "gate", due[first] - 12, "--reason", "short"))
    assert (short["truck"], short["gate"]) == (due[first], due[first] - 12)
    assert (short["difference"], short["reason"]) == (-12, "short")
    assert (short["building"], short["doors"]) == (None, None)
    kit = told(
        count(daiban, no, second, "蔬菜包", "gate", due[second] - 8, "--reason", "wrong_kit")
    )
    assert (kit["truck"], kit["difference"], kit["reason"]) == (None, -8, "wrong_kit")
    later = told(count(daiban, no, first, "蔬菜包", "gate", due[first], "--by", "林一舟"))
    assert (later["gate"], later["difference"]) == (due[first], 0)
    assert at(daiban, NINE, "undo").status == 0
    again = [
        one
        for one in told(at(daiban, NINE, "count", no, "--json"))
        if (one["compound"], one["goods"]) == (first, "蔬菜包")
    ]
    assert [one["gate"] for one in again] == [due[first] - 12]


@pytest.mark.parametrize(
    "words",
    [
        ("--stage", "gate", "--goods", "蔬菜包", "-3"),
        ("--stage", "gate", "--goods", "蔬菜包", "2.5"),
        ("--stage", "gate", "--goods", "面包", "3"),
        ("--stage", "nowhere", "--goods", "蔬菜包", "3"),
    ],
)
def test_no_count_is_half_taken(
    daiban: Daiban, delivery: dict[str, Any], words: tuple[str, ...]
) -> None:
    gate = delivery["drops"][0]["compound"]
    answer = at(daiban, NINE, "count", delivery["no"], "--compound", gate, *words)
    assert answer.status in (1, 2)
    assert answer.err
    figures = told(at(daiban, NINE, "count", delivery["no"], "--json"))
    assert all(one["gate"] is None for one in figures)


def rooms(daiban: Daiban, compound: str, many: int) -> list[tuple[str, str]]:
    """Doors of a compound behind which somebody is, as building and room."""
    homes = told(daiban("households", "--json", "--compound", compound))
    there = [
        (one["building"], one["room"])
        for one in homes
        if one["room"]
        and not one["lane"]
        and not one["unit"]
        and not {"空关", "不在沪"} & set(one["marks"])
    ]
    return there[:many]


def test_thirty_one_missed_doors_lead_the_next_drop(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    no = delivery["no"]
    compound = delivery["drops"][0]["compound"]
    missed = rooms(daiban, compound, 31)
    line = " ".join(f"{building}-{room}" for building, room in missed) + " 没人，9-9999 没人"
    noon = NINE + timedelta(hours=3)
    answer = told(at(daiban, noon, "doors", no, "--compound", compound, line, "--json"))
    assert {(one[2], one[4]) for one in doors_of(answer["missed"])} == set(missed)
    assert all(one["times"] == 1 for one in answer["missed"])
    assert len(answer["unknown"]) == 1
    assert answer["done"] == answer["households"] - 31
    listed = told(at(daiban, noon, "doors", no, "--compound", compound, "--json"))
    assert doors_of(listed["missed"]) == doors_of(answer["missed"])

    next_day = NINE + timedelta(days=1)
    words = "4月11日上午9点到货 蔬菜包 1720份 每户1份 司机 朱师傅 13800009999"
    following = told(at(daiban, noon, "deliver", words, "--json"))
    (item,) = told(at(daiban, noon, "allocate", following["no"], "--json"))["items"]
    owed = Counter({one["compound"]: 0 for one in item["shares"]})
    for share in item["shares"]:
        owed[share["compound"]] += share["owed"]
    assert owed[compound] == 31
    assert sum(owed.values()) == 31
    assert sum(one["quantity"] for one in item["shares"]) + item["left"] == 1720

    building, room = missed[0]
    later = next_day + timedelta(hours=3)
    twice = told(
        at(
            daiban,
            later,
            "doors",
            following["no"],
            "--compound",
            compound,
            f"{building}-{room} 没人",
            "--json",
        )
    )
    assert [one["times"] for one in twice["missed"]] == [2] * len(twice["missed"])
    assert twice["missed"]
    listed = told(at(daiban, later, "doors", no, "--compound", compound, "--json"))
    still = {(one["building"], one["room"]) for one in listed["missed"]}
    assert (building, room) in still or not still


def test_a_door_list_bears_neither_numbers_nor_illness(
    daiban: Daiban, delivery: dict[str, Any]
) -> None:
    compound = delivery["drops"][0]["compound"]
    answer = daiban("--lang", "zh", "door-list", delivery["no"], "--compound", compound)
    assert answer.status == 0
    homes = told(daiban("households", "--json", "--compound", compound))
    assert not [one["phone"] for one in homes if one["phone"] and one["phone"] in answer.out]
    assert not [mark for mark in ("透析", "胰岛素", "孕妇", "密接", "阳性") if mark in answer.out]
    assert "签收" in answer.out
    floors = [int(one["room"][:-2]) for one in homes if one["building"] == homes[0]["building"]]
    assert max(floors) > min(floors)
