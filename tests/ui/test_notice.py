"""The notice of a delivery at the desk: read as it is typed; of trucks that are here, too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from textual.widgets import TextArea

from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import run
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from screens.i18n import set_language
from screens.supplies.notice import NoticeForm
from tests.beginning import begin
from tests.ui.driving import Driven, Size, both_sizes, desk

MILK = (ItemInput("牛奶", 20, "箱", AllocationRule.PER_HOUSEHOLD),)


@pytest.fixture
def town(store: Store) -> Store:
    """Two gates, and a delivery of milk in half an hour."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        *(HouseholdInput(name, "1", room="101", people=2) for name in ("甲苑", "乙苑")),
    )
    soon = store.now() + timedelta(minutes=30)
    store.do(supply_commands.add_delivery, DeliveryInput(soon, MILK, "沪A·D1234", "朱师傅"))
    return store


@pytest.fixture
def chinese() -> Iterator[None]:
    set_language("zh")
    yield
    set_language("en")


def deliveries(store: Store) -> int:
    with store.read() as conn:
        return int(conn.execute("SELECT count(*) FROM delivery").fetchone()[0])


async def noticed(pilot: Driven, text: str) -> None:
    """Open the notice and put a text into it."""
    await pilot.press("f4", "n")
    pilot.front(NoticeForm).query_one(TextArea).text = text
    await pilot.settled()


@both_sizes
async def test_what_is_read_and_what_is_doubtful_is_shown_as_it_is_typed(
    town: Store, size: Size
) -> None:
    async with desk(town, size=size) as pilot:
        await noticed(pilot, "牛奶20箱，乙苑")
        assert "牛奶 20箱  乙苑" in pilot.shown("#notice-read")
        assert pilot.shown("#notice-doubts").startswith("⚠ No time of arrival is given; the usual")
        pilot.front(NoticeForm).query_one(TextArea).text = "明天9点，牛奶20箱"
        await pilot.settled()
        assert pilot.shown("#notice-doubts") == ""
        pilot.front(NoticeForm).query_one(TextArea).text = "明天9点"
        await pilot.settled()
        assert "No goods are named." in pilot.shown("#notice-doubts")


async def test_doubts_follow_the_language(town: Store, chinese: None) -> None:
    async with desk(town) as pilot:
        await noticed(pilot, "牛奶20箱")
        assert pilot.shown("#notice-doubts").startswith("⚠ 没写到货时间")
        await pilot.press("f12")
        assert "No time of arrival" in pilot.shown("#notice-doubts")


async def test_a_truck_that_is_here_is_the_one_that_was_announced(town: Store) -> None:
    async with desk(town) as pilot:
        await noticed(pilot, "沪A·D1234 已到门口")
        assert "it is here" in pilot.shown("#notice-read")
        assert pilot.shown("#notice-doubts") == ""
        await pilot.press("ctrl+s")
        assert "Taken as the arrival of delivery 1. The truck is at 甲苑" in pilot.status()
        assert deliveries(town) == 1
        assert town.ask(run.run_stops, 1)[0].truck == "here"
        await pilot.press("z")
        assert town.ask(run.run_stops, 1)[0].truck == "coming"


async def test_of_two_it_is_asked_which_and_another_one_can_be_noted(town: Store) -> None:
    later = DeliveryInput(town.now() + timedelta(hours=1), MILK, "沪B·D5678", "朱师傅")
    town.do(supply_commands.add_delivery, later)
    async with desk(town) as pilot:
        await noticed(pilot, "朱师傅的牛奶20箱已到门口")
        await pilot.press("ctrl+s")
        assert [line.split("  ")[0].lstrip("123 ") for line in pilot.choices()] == [
            "Delivery 1",
            "Delivery 2",
            "another truck",
        ]
        await pilot.press("2")
        assert "arrival of delivery 2" in pilot.status()
        assert deliveries(town) == 2


async def test_what_fits_none_becomes_another_delivery(town: Store) -> None:
    async with desk(town) as pilot:
        await noticed(pilot, "黄瓜20箱已到门口")
        await pilot.press("ctrl+s", "ctrl+s")
        assert "Delivery 2 noted." in pilot.status()


@both_sizes
async def test_what_was_not_read_is_named_and_its_notice_stays_in_the_note(
    town: Store, size: Size
) -> None:
    async with desk(town, size=size) as pilot:
        await noticed(pilot, "猪肉 20.5公斤 鸡蛋 30盒")
        assert "Not read: 猪肉 20.5公斤." in pilot.shown("#notice-doubts")
        await pilot.press("ctrl+s")
        assert pilot.values()["note"] == "猪肉 20.5公斤 鸡蛋 30盒"
        await pilot.press("ctrl+s")
    with town.read() as conn:
        (note,) = conn.execute("SELECT note FROM delivery ORDER BY no DESC").fetchone()
    assert note == "猪肉 20.5公斤 鸡蛋 30盒"


@both_sizes
async def test_a_notice_of_nothing_that_can_be_read_is_refused_by_its_words(
    town: Store, size: Size
) -> None:
    async with desk(town, size=size) as pilot:
        await noticed(pilot, "1.5 packs of rice")
        await pilot.press("ctrl+s")
        assert "1.5 packs of rice cannot be read" in pilot.problem("notice")
        pilot.front(NoticeForm)
    assert deliveries(town) == 1
