"""deliver and allocate from the command line: what is read, shown, written, refused."""

from __future__ import annotations

import pytest

from data.store import Store
from models.households import CompoundInput, HouseholdInput
from tests.beginning import begin
from tests.commands.running import Daiban

NOTICE = (
    "4月10日上午9点到，街道发的蔬菜包A 6份，每户1份；牛奶3箱，两户一箱；"
    "大米(5kg) 2袋，优先独居老人；沪A·D1234 司机朱师傅 13800009999 通行证号 SH-17"
)
ENGLISH = (
    "10 April 9am, 6 vegetable packs, one per household; milk 3 boxes one per two households;"
    " rice 2 bags, old people living alone first; driver Zhu 13800009999, plate 沪A·D1234"
)


@pytest.fixture
def town(store: Store) -> None:
    """Two compounds of three homes each, one of them somebody alone, one empty."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        HouseholdInput("甲苑", "1", room="101", people=2),
        HouseholdInput("甲苑", "1", room="102", people=1, marks=("独居老人",)),
        HouseholdInput("甲苑", "2", room="101", people=3, marks=("空关",)),
        HouseholdInput("乙苑", "1", room="101", people=4),
        HouseholdInput("乙苑", "1", room="102", people=2),
        HouseholdInput("乙苑", "1", room="103", people=2),
    )


def test_a_notice_becomes_a_delivery(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", NOTICE, "--json").json
    assert {name: told[name] for name in ("no", "arrives_at", "driver", "driver_phone")} == {
        "no": 1,
        "arrives_at": "2022-04-10T09:00:00+08:00",
        "driver": "朱师傅",
        "driver_phone": "13800009999",
    }
    assert (told["plate"], told["source"], told["pass_no"]) == ("沪A·D1234", "街道", "SH-17")
    items = [(i["goods"], i["unit"], i["quantity"], i["rule"], i["kit"]) for i in told["items"]]
    assert items == [
        ("蔬菜包A", "份", 6, "per_household", "A"),
        ("牛奶", "箱", 3, "one_per_two", None),
        ("大米(5kg)", "袋", 2, "named_first", None),
    ]
    first, second = told["drops"]
    assert (first["compound"], first["starts_at"]) == ("甲苑", "2022-04-10T09:00:00+08:00")
    assert [(one["goods"], one["unit"], one["planned"]) for one in second["items"]] == [
        ("蔬菜包A", "份", 3),
        ("牛奶", "箱", 2),
        ("大米(5kg)", "袋", 1),
    ]


def test_an_english_notice_says_the_same(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", ENGLISH, "--drops", "乙苑", "--json").json
    assert told["arrives_at"] == "2022-04-10T09:00:00+08:00"
    assert (told["driver"], told["driver_phone"]) == ("Zhu", "13800009999")
    assert [(i["goods"], i["unit"], i["quantity"], i["rule"]) for i in told["items"]] == [
        ("vegetable packs", "packs", 6, "per_household"),
        ("milk", "boxes", 3, "one_per_two"),
        ("rice", "bags", 2, "named_first"),
    ]
    assert [drop["compound"] for drop in told["drops"]] == ["乙苑"]


def test_what_came_without_notice_is_here_now(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "青菜 8份", "--came", "--json").json
    assert (told["announced"], told["arrived_at"]) == (False, told["arrives_at"])


def test_a_notice_without_a_time_is_taken_for_the_usual_one(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "蔬菜包 6份", "--json").json
    assert "T09:00:00" in told["arrives_at"]
    assert (told["doubts"], told["announced"]) == (["arrival_missing"], True)
    assert "--change 2 --at" in daiban("deliver", "青菜 6份").out
    assert daiban("deliver", "--change", "1", "--at", "11:00", "--json").json["doubts"] == []


def test_a_truck_at_the_gate_is_here_now(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "车已经到门口了，青菜 8份", "--json").json
    assert (told["announced"], told["arrived_at"]) == (False, told["arrives_at"])
    assert told["doubts"] == []
    again = daiban("deliver", "车已经到门口了，白菜 8份", "--at", "11:00", "--json").json
    assert again["announced"] is True


def test_what_is_missing_or_twice_is_said(daiban: Daiban, town: None) -> None:
    assert daiban("deliver", "明天9点到").refusal
    assert daiban("deliver", NOTICE).status == 0
    assert "--change 1" in daiban("deliver", NOTICE).refusal
    assert "丙苑" in daiban("deliver", "明天9点 青菜 8份", "--drops", "丙苑").refusal


def test_goods_that_may_be_known_are_told_and_called_so(daiban: Daiban, town: None) -> None:
    daiban("deliver", "明天9点 蔬菜包 6份，每户1份")
    told = daiban("deliver", "明天10点 爱心菜包 6份", "--json").json
    assert told["alike"] == [{"goods": "爱心菜包", "known": "蔬菜包", "delivery": 1}]
    again = daiban("deliver", "--change", "2", "--same", "爱心菜包=蔬菜包", "--json").json
    assert ([i["goods"] for i in again["items"]], again["alike"]) == (["蔬菜包"], [])


def test_a_later_time_keeps_the_one_promised_first(daiban: Daiban, town: None) -> None:
    daiban("deliver", NOTICE)
    told = daiban("deliver", "--change", "1", "--at", "04-10 11:00", "--json").json
    assert told["arrives_at"] == "2022-04-10T11:00:00+08:00"
    assert told["promised_at"] == "2022-04-10T09:00:00+08:00"
    assert daiban("deliver", "--change", "1").misuse


def test_who_corrects_how_many_come_takes_back_no_rule(daiban: Daiban, town: None) -> None:
    before = daiban("deliver", NOTICE, "--json").json
    told = daiban("deliver", "--change", "1", "蔬菜包A 5份 牛奶 4箱 大米(5kg) 3袋", "--json").json
    assert [one["quantity"] for one in told["items"]] == [5, 4, 3]
    assert [one["rule"] for one in told["items"]] == [one["rule"] for one in before["items"]]
    other = daiban("deliver", "--change", "1", "蔬菜包A 5份，每人1份", "--json").json
    assert [one["rule"] for one in other["items"]] == ["per_person"]


def test_rules_are_shown_before_they_are_applied(daiban: Daiban, town: None) -> None:
    daiban("deliver", NOTICE)
    before = daiban("log", "--json").json
    told = daiban("allocate", "1", "--rule", "牛奶=per_person", "--json").json
    assert daiban("log", "--json").json == before
    assert (told["no"], told["applied"]) == (1, False)
    packs, milk, rice = told["items"]
    assert packs["shares"] == [
        {
            "compound": compound,
            "lane": None,
            "building": building,
            "households": households,
            "people": people,
            "quantity": households,
            "owed": 0,
        }
        for compound, building, households, people in (
            ("甲苑", "1", 2, 3),
            ("甲苑", "2", 0, 0),
            ("乙苑", "1", 3, 8),
        )
    ]
    assert (packs["left"], packs["short"]) == (1, [])
    for one in told["items"]:
        assert sum(share["quantity"] for share in one["shares"]) + one["left"] == one["quantity"]
    assert milk["short"] == [
        {"compound": "甲苑", "wanted": 3, "quantity": 1, "why": "not_enough"},
        {"compound": "乙苑", "wanted": 8, "quantity": 2, "why": "not_enough"},
    ]
    assert {one["why"] for one in rice["short"]} == {"named_first"}
    assert "Nothing was written." in daiban("allocate", "1").out
    applied = daiban("allocate", "1", "--rule", "牛奶=per_person", "--apply", "--json").json
    assert (applied["applied"], applied["items"][1]["rule"]) == (True, "per_person")
    daiban("undo")
    assert daiban("allocate", "1", "--json").json["items"][1]["rule"] == "one_per_two"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("9",), "9"),
        (("1", "--rule", "鸡蛋=per_person"), "鸡蛋"),
        (("1", "--rule", "牛奶=most"), "per_household"),
        (("1", "--marks", "孕妇"), "孕妇"),
        (("1", "--give", "丙苑", "牛奶=1"), "甲苑, 乙苑"),
        (("1", "--give", "甲苑", "鸡蛋=1"), "鸡蛋"),
        (("1", "--give", "甲苑", "牛奶=400"), "397箱 more"),
        (("1", "--give", "甲苑", "牛奶=1.5"), "1.5"),
        (("1", "--give", "甲苑", "牛奶=-1"), "-1"),
        (("1", "--give", "甲苑", "3"), "rice=120"),
    ],
)
def test_what_cannot_be_is_refused(
    daiban: Daiban, town: None, words: tuple[str, ...], told: str
) -> None:
    daiban("deliver", NOTICE)
    assert told in daiban("allocate", *words, "--apply").wrong


def test_what_a_gate_gets_by_hand_is_told_and_let_go_again(daiban: Daiban, town: None) -> None:
    daiban("deliver", NOTICE)
    give = ("allocate", "1", "--give", "乙", "大米=2", "--apply")
    rice = daiban(*give, "--json").json["items"][2]
    got = {share["compound"]: 0 for share in rice["shares"]}
    for share in rice["shares"]:
        got[share["compound"]] += share["quantity"]
    assert (got["乙苑"], sum(got.values()) + rice["left"]) == (2, rice["quantity"])
    assert "Said by hand: 乙苑: 2袋." in daiban("allocate", "1").out
    again = daiban("allocate", "1", "--give", "乙苑", "大米=rule", "--apply").out
    assert "by hand" not in again
    daiban("undo")
    assert "Said by hand: 乙苑: 2袋." in daiban("allocate", "1").out


def test_what_is_posted_says_who_gets_less_and_why(daiban: Daiban, town: None) -> None:
    daiban("deliver", NOTICE)
    posted = daiban("allocate", "1", "--post", "--lang", "zh").out
    assert "大米(5kg) 2袋，不够每户1袋、独居老人优先：先给独居老人 1 户，其余按户数分。" in posted
    assert "甲苑：1袋（应 2袋）" in posted
    english = daiban("allocate", "1", "--post").out
    assert (
        "1 household marked living alone comes first, the rest is divided by households." in english
    )
    assert "13800009999" not in posted + english


def test_amounts_written_for_each_compound_are_what_it_gets(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "明天9点，乙苑5、甲苑4 蔬菜包 份", "--json").json
    assert [(one["goods"], one["quantity"], one["rule"]) for one in told["items"]] == [
        ("蔬菜包", 9, "as_written")
    ]
    got = {one["compound"]: one["items"][0]["planned"] for one in told["drops"]}
    assert got == {"乙苑": 5, "甲苑": 4}
    assert told["doubts"] == []
    (packs,) = daiban("allocate", "1", "--json").json["items"]
    assert sum(one["quantity"] for one in packs["shares"]) == 9
    by_rule = daiban("allocate", "1", "--rule", "蔬菜包=per_household", "--json").json["items"][0]
    assert (sum(one["quantity"] for one in by_rule["shares"]), by_rule["left"]) == (5, 4)


def test_what_was_not_read_of_a_notice_is_told_in_its_words(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "4月31日9点，猪肉 20.5公斤 鸡蛋 30盒，牛奶800-860箱", "--json").json
    assert [(one["goods"], one["quantity"]) for one in told["items"]] == [
        ("鸡蛋", 30),
        ("牛奶", 800),
    ]
    assert told["doubts"] == [
        *("arrival_missing", "quantities_unread", "amounts_ranged", "time_unreal")
    ]
    assert told["unread"] == ["猪肉 20.5公斤", "800-860箱", "4月31日"]
    daiban("undo")
    again = daiban("deliver", "4月31日9点，猪肉 20.5公斤 鸡蛋 30盒", "--at", "11:00")
    assert "Not read: 猪肉 20.5公斤. Type it in the form." in again.out
    assert "There is no such time" not in again.out
    no = again.out.split()[1]
    changed = daiban("deliver", "--change", no, "4月31日9点，鸡蛋 30盒，水 3.5箱", "--lang", "zh")
    assert "没读出来：水 3.5箱。" in changed.out
    assert "没有这个时间：4月31日。" in changed.out
    assert (
        daiban("deliver", "--change", no, "鸡蛋 31盒", "--json").json["arrives_at"][11:16]
        == "11:00"
    )


@pytest.mark.parametrize(
    ("notice", "named"),
    [
        ("1.5 packs of rice", "1.5 packs of rice"),
        ("蔬菜包 0份", "蔬菜包 0份"),
        ("20.5 kg pork, -3 hams", "20.5 kg pork"),
        ("给我们-5份蔬菜包", "-5份蔬菜包"),
    ],
)
def test_a_notice_of_goods_that_cannot_be_read_is_refused_by_their_words(
    daiban: Daiban, town: None, notice: str, named: str
) -> None:
    refused = daiban("deliver", notice)
    assert f"{named} cannot be read as goods" in refused.refusal
    assert daiban("supplies", "--json").json == []


def test_amounts_of_several_goods_are_said_to_be_left_out(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "明天9点，甲苑4、乙苑5，蔬菜包 9份，牛奶 9箱", "--json").json
    assert told["doubts"] == ["amounts_unkept"]
    assert [one["compound"] for one in told["drops"]] == ["甲苑", "乙苑"]


def test_several_goods_get_what_is_written_of_each(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "明天9点，蔬菜包9份、牛奶3箱：甲苑4份1箱，乙苑5份2箱", "--json").json
    got = {
        one["compound"]: [(item["goods"], item["planned"]) for item in one["items"]]
        for one in told["drops"]
    }
    assert got == {
        "甲苑": [("蔬菜包", 4), ("牛奶", 1)],
        "乙苑": [("蔬菜包", 5), ("牛奶", 2)],
    }
    assert told["doubts"] == []


def test_what_was_announced_and_loaded_is_doubted(daiban: Daiban, town: None) -> None:
    text = "蔬菜包原报10份，实际装车9份，少1份，明天补。11点到"
    told = daiban("deliver", text, "--json").json
    assert [(one["goods"], one["quantity"]) for one in told["items"]] == [("蔬菜包", 9)]
    assert told["doubts"] == ["amounts_differ"]
    said = daiban("--lang", "en", "deliver", text)
    assert "More than one number is told of some goods." in said.out + said.err


def test_a_notice_for_one_compound_stops_only_there(daiban: Daiban, town: None) -> None:
    told = daiban("deliver", "明天9点，蔬菜包 6份只给乙苑", "--json").json
    assert [one["compound"] for one in told["drops"]] == ["乙苑"]
    every = daiban("deliver", "明天10点，菜 6份，各小区都有，车先到乙苑", "--json").json
    assert len(every["drops"]) == 2


# -- a truck that is here --------------------------------------------------------------------------

HERE = ["--now", "2022-04-10T09:10+08:00"]


@pytest.fixture
def announced(daiban: Daiban, town: None) -> None:
    """One delivery of the morning."""
    daiban("deliver", NOTICE)


def drops(daiban: Daiban) -> list[tuple[int, str]]:
    return [(one["delivery"], one["starts_at"][11:16]) for one in daiban("supplies", "--json").json]


@pytest.mark.parametrize(
    "text",
    [
        "沪A·D1234 已到门口",
        "朱师傅13800009999，车到门口了，蔬菜包A 6份",
        "街道发的牛奶3箱已到门口",
        "朱师傅的大米到了，大米(5kg) 2袋",
        "蔬菜包A 6份，牛奶3箱，大米(5kg) 2袋已到门口",
        "The truck 沪A·D1234 is here, milk 3 boxes",
    ],
)
def test_a_truck_that_is_here_is_the_one_that_was_announced(
    daiban: Daiban, announced: None, text: str
) -> None:
    told = daiban("deliver", text, *HERE)
    assert told.out.startswith("Taken as the arrival of delivery 1. The truck is at 甲苑, 10 min")
    assert drops(daiban) == [(1, "09:10"), (1, "09:22")]
    daiban("undo")
    assert drops(daiban) == [(1, "09:00"), (1, "09:12")], "one step"


@pytest.mark.parametrize(
    "text",
    [
        "沪B·K9999 蔬菜包A 6份 已到门口",
        "朱师傅 13800001111 牛奶3箱到门口了",
        "黄瓜20箱已到门口",
        "街道发的黄瓜20箱已到门口",
    ],
)
def test_another_truck_is_another_delivery(daiban: Daiban, announced: None, text: str) -> None:
    assert "Delivery 2 noted." in daiban("deliver", text, *HERE).out
    assert {no for no, _at in drops(daiban)} == {1, 2}


def test_a_truck_said_to_come_without_notice_is_another_one(
    daiban: Daiban, announced: None
) -> None:
    told = daiban("deliver", "街道发的牛奶3箱已到门口", "--came", *HERE)
    assert "Delivery 2 noted." in told.out


def test_of_two_trucks_that_may_be_here_it_is_asked_which(daiban: Daiban, announced: None) -> None:
    daiban("deliver", NOTICE.replace("沪A·D1234", "沪B·D5678").replace("9点", "11点"))
    told = daiban("deliver", "街道发的牛奶3箱已到门口", *HERE)
    assert told.status == 1
    assert "may be one of the deliveries 1, 2" in told.refusal
    assert len(drops(daiban)) == 4
    sure = daiban("deliver", "街道发的牛奶3箱已到门口 沪B·D5678", *HERE)
    assert "arrival of delivery 2" in sure.out


def test_a_truck_that_is_here_already_is_noted_once(daiban: Daiban, announced: None) -> None:
    daiban("deliver", "沪A·D1234 已到门口", *HERE)
    assert "of delivery 1 is here already" in daiban("deliver", "沪A·D1234 已到门口", *HERE).refusal
    next_gate = daiban("deliver", "沪A·D1234 已到乙苑门口了", *HERE)
    assert "The truck is at 乙苑" in next_gate.out


def test_what_was_not_known_of_the_truck_is_kept_and_other_numbers_are_told(
    daiban: Daiban, town: None
) -> None:
    daiban("deliver", "4月10日9点 牛奶30箱 街道发")
    told = daiban("deliver", "街道发的牛奶28箱已到门口 沪A·D1234 朱师傅13800009999", *HERE)
    assert "⚠ The notice says other goods or numbers than are on file" in told.out
    again = daiban("deliver", "--change", "1", "--at", "09:20", "--json", *HERE).json
    assert (again["plate"], again["driver"]) == ("沪A·D1234", "朱师傅")
    assert [one["quantity"] for one in again["items"]] == [30]


def test_a_truck_that_is_here_and_was_not_announced_needs_goods(daiban: Daiban, town: None) -> None:
    assert "No goods were found" in daiban("deliver", "车到门口了", *HERE).refusal
