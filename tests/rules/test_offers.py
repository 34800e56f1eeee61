"""What calls that offer help say, and which offers suit which requests, with why and why not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.hours import find_hours
from models.offers import Need, OfferRow
from models.offers.reading import Manner, asks_too, read_offer
from models.offers.rules import fit, served, serving
from models.times import LOCAL, stored

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
"""A Saturday."""

DRIVER = OfferRow(
    no=1,
    id="o",
    version=1,
    state="open",
    name="孟长青",
    phone="13800000041",
    text="我有车，可以跑药",
    household_no=1,
    compound="大林苑",
    lane=None,
    building="2",
    unit=None,
    room="1805",
    kinds=("medicine", "hospital_trip", "distress", "delivery_missed", "other"),
    skills=("翻译",),
    vehicle="车",
    hours="",
    available_from=None,
    available_until=None,
    offered_at=stored(NOW),
    request_no=1,
    person_no=None,
)
PILLS = Need(2, "medicine", 2, ("大林苑",), stored(NOW + timedelta(hours=10)), "降压药没了")


def against(offer: OfferRow, need: Need = PILLS, now: datetime = NOW) -> list[str]:
    found = fit(offer, need, now)
    assert found is not None
    return [reason.code for reason in found.against]


def favours(offer: OfferRow, need: Need = PILLS) -> list[str]:
    found = fit(offer, need, NOW)
    assert found is not None
    return [reason.code for reason in found.favours]


# -- reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds", "vehicle", "hours"),
    [
        ("我有车，可以跑药", {"medicine", "hospital_trip"}, "车", ""),
        ("我是退休护士，能打针换药，周末晚上有空", {"emergency", "medicine"}, "", "周末 晚上"),
        ("会修水管，电工也会", {"repairs"}, "", ""),
        ("可以帮忙遛狗", {"pets"}, "", ""),
        ("有面包车，8点到12点半", {"medicine"}, "面包车", "8点到12点半"),
        ("I have a van, happy to fetch medicine, evenings", {"medicine"}, "van", "evening"),
        ("I'm a plumber", {"repairs"}, "", ""),
        ("I can help", {"delivery_missed", "food"}, "", ""),
        ("婴儿车送人，八成新", {"baby"}, "", ""),
    ],
)
def test_an_offer_says_what_with_what_and_when(
    text: str, kinds: set[str], vehicle: str, hours: str
) -> None:
    said = read_offer(text, offers=True)
    assert kinds <= set(said.kinds)
    assert (said.vehicle, said.hours) == (vehicle, hours)


def test_what_somebody_says_of_themselves_is_read() -> None:
    said = read_offer("可以帮忙搬菜，就是腰不好，有通行证，只有周末", offers=True)
    assert said.manner == Manner(no_heavy_work=True, has_pass=True, weekend_only=True)


@pytest.mark.parametrize(
    "text", ["谁有车能送我去医院", "能不能帮我跑药", "没有车去医院", "街道说有车来接，等到现在"]
)
def test_who_asks_offers_nothing(text: str) -> None:
    assert not read_offer(text).offers
    assert not asks_too(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("我有车可以帮忙, 但是我妈的药没了", True),
        ("I can drive anyone, but my own baby has no formula left", True),
        ("可以帮忙打针，不过现在腿不好，只能爬几层", False),
        ("我可以帮大家跑药", False),
    ],
)
def test_who_offers_and_asks_is_told_from_who_only_offers(text: str, asks: bool) -> None:
    assert read_offer(text).offers
    assert asks_too(text) == asks


def test_hours_are_found_within_a_text() -> None:
    assert find_hours("每天下午2点到6点可以") == ("下午2点到6点", (14 * 60, 18 * 60))
    assert find_hours("夜里22:00-2:00") == ("22:00-2:00", (22 * 60, 26 * 60))
    assert find_hours("晚上都可以") == ("晚上、都可以", (18 * 60, 22 * 60))
    assert find_hours("随时") == ("随时", (0, 1440))
    assert find_hours("我会修水管") == ("", None)


# -- suiting ---------------------------------------------------------------------------------------


def test_what_suits_says_why() -> None:
    assert against(DRIVER) == []
    assert favours(DRIVER) == ["same_compound", "vehicle"]


@pytest.mark.parametrize(
    ("changes", "kind", "why"),
    [
        ({"place": "isolated"}, "medicine", "giver_absent"),
        ({"presence": "away"}, "medicine", "giver_gone"),
        ({"household_moves": 1}, "medicine", "household_moves"),
        ({"building_until": "2022-04-09"}, "medicine", "building_closed"),
        ({"compound_until": "2022-04-12"}, "medicine", "compound_closed"),
        ({"compound": "春晖苑"}, "hospital_trip", "other_compound"),
        ({"vehicle": ""}, "hospital_trip", "no_vehicle"),
        ({"no_heavy_work": 1}, "delivery_missed", "nothing_heavy"),
        ({"text": "搬菜，腰不好"}, "delivery_missed", "nothing_heavy"),
        ({"available_from": 1200, "available_until": 1320}, "medicine", "not_in_time"),
        ({"hours": "周末", "offered_at": ""}, "medicine", None),
    ],
)
def test_what_does_not_suit_says_why_not(
    changes: dict[str, object], kind: str, why: str | None
) -> None:
    offer = DRIVER._replace(**changes)  # type: ignore[arg-type]
    assert against(offer, PILLS._replace(kind=kind)) == ([] if why is None else [why])


def test_an_open_building_and_one_that_opened_yesterday_hold_nobody() -> None:
    assert against(DRIVER._replace(building_until="2022-04-08")) == []


def test_who_helps_by_telephone_is_held_by_no_door() -> None:
    shut = DRIVER._replace(building_until="2022-04-20", compound="春晖苑")
    sad = PILLS._replace(kind="distress")
    assert against(shut, sad) == []
    assert "by_telephone" in favours(shut, sad)


def test_goods_are_brought_to_the_gate_from_another_compound_and_with_a_pass_further() -> None:
    far = DRIVER._replace(compound="春晖苑")
    assert against(far) == []
    assert "brought_to_gate" in favours(far)
    trip = PILLS._replace(kind="hospital_trip")
    assert against(far._replace(has_pass=1), trip) == []
    assert "with_pass" in favours(far._replace(text="我有通行证"), trip)


def test_weekends_are_not_the_week() -> None:
    weekend = DRIVER._replace(hours="周末")
    monday = datetime(2022, 4, 11, 8, tzinfo=LOCAL)
    assert against(weekend) == []
    assert against(weekend, PILLS._replace(harm_at=stored(monday + timedelta(days=1))), monday) == [
        "not_in_time"
    ]
    (reason,) = (
        one
        for one in fit(weekend, PILLS._replace(harm_at=None), monday).favours  # type: ignore[union-attr]
        if one.code == "free_from"
    )
    assert reason.params["at"] == datetime(2022, 4, 16, tzinfo=LOCAL)


def test_hours_that_began_yesterday_go_on_past_midnight() -> None:
    night = DRIVER._replace(available_from=22 * 60, available_until=26 * 60)
    past = datetime(2022, 4, 10, 1, tzinfo=LOCAL)
    harms_now = PILLS._replace(harm_at=stored(past - timedelta(hours=1)))
    assert against(night, harms_now, past) == []
    assert against(night, harms_now, past + timedelta(hours=2)) == ["not_in_time"]


def test_no_kind_of_its_own_is_served_by_what_is_named() -> None:
    other = PILLS._replace(kind="other")
    assert fit(DRIVER, other, NOW) is None
    assert fit(DRIVER, other._replace(said="法国人要翻译"), NOW) is not None


def test_nobody_serves_themselves_nor_after_their_offer_is_over() -> None:
    assert fit(DRIVER, PILLS._replace(household_no=1), NOW) is None
    assert fit(DRIVER, PILLS._replace(no=1), NOW) is None
    assert fit(DRIVER._replace(state="over"), PILLS, NOW) is None
    assert fit(DRIVER, PILLS._replace(kind="repairs"), NOW) is None


def test_the_nearest_come_first_and_who_cannot_come_last() -> None:
    offers = [
        DRIVER._replace(no=1, place="isolated"),
        DRIVER._replace(no=2, compound="春晖苑"),
        DRIVER._replace(no=3, available_from=600, available_until=700),
        DRIVER._replace(no=4),
    ]
    assert [one.offer_no for one in serving(offers, PILLS, NOW)] == [4, 3, 2, 1]


def test_requests_keep_the_order_of_the_queue() -> None:
    needs = [
        PILLS._replace(no=5, kind="hospital_trip", compounds=("春晖苑",)),
        PILLS._replace(no=9),
    ]
    needs.append(PILLS._replace(no=7))
    assert [one.request_no for one in served(DRIVER, needs, NOW)] == [9, 7, 5]


@pytest.mark.parametrize(
    "text",
    [
        "can anyone with a car drive me to dialysis, 020 7946 0111",
        "有没有志愿者有车，可以帮忙送我妈去医院，她晕倒了",
        "谁家有电饭锅？我可以帮忙搬",
    ],
)
def test_who_asks_others_for_it_offers_nothing(text: str) -> None:
    assert not read_offer(text).offers


def test_a_door_is_no_time_of_day() -> None:
    assert read_offer("我可以帮忙 望江公寓 1-1702", offers=True).hours == ""
    assert read_offer("我可以帮忙 9-17点", offers=True).available_from == 540
