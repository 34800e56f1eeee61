"""Offers of help at the desk: what each suits, taken by one key, thanked, over, masked."""

from __future__ import annotations

import pytest

from data.offers import queries as offers
from data.reading.capture import capture
from data.requests import queries as requests
from data.roster import queries as roster
from data.store import Store
from models.offers import OfferRow, OfferState
from models.requests import RequestState
from screens.offers.dialog import Offers
from tests.ui.driving import WIDE, Driven, Size, both_sizes, desk

DRIVER = "大林苑 李响 13800000073 我有面包车，可以帮大家跑药"
COOK = "大林苑 李响 13800000073 我可以帮忙遛狗"


@pytest.fixture
def offered(filled: Store) -> Store:
    """Somebody needs pills; somebody would fetch them."""
    filled.do(capture, "大林苑2号1805室 降压药只剩1天")
    filled.do(capture, DRIVER)
    return filled


def one(store: Store, no: int = 1) -> OfferRow:
    return store.ask(offers.offer, no, store.now())


async def opened(pilot: Driven) -> Offers:
    pilot.desk.action_open("offers")
    await pilot.settled()
    return pilot.front(Offers)


@both_sizes
async def test_an_offer_is_taken_by_one_key_and_comes_back_by_undo(
    offered: Store, size: Size
) -> None:
    async with desk(offered, size=size) as pilot:
        await opened(pilot)
        assert "→ #1" in pilot.choices()[0]
        assert "降压药" not in pilot.shown("#offer-note").split("\n")[-1]
        assert "#1 today medicine 大林苑 2-1805: same compound, has 面包车" in pilot.shown(
            "#offer-note"
        )
        await pilot.press("d")
        assert one(offered).state == OfferState.TAKEN
        assert [row.name for row in offered.ask(roster.people)] == ["李响"]
        assert offered.ask(requests.view, 2).state == RequestState.CALL_BACK
        await pilot.press("v")
        assert "to be thanked" in pilot.choices()[0]
        await pilot.press("t")
        assert offered.ask(requests.view, 2).state == RequestState.CLOSED
        await pilot.press("z")
        await pilot.press("z")
        assert one(offered).state == OfferState.OPEN


async def test_several_marked_are_over_with_why(offered: Store) -> None:
    offered.do(capture, COOK)
    async with desk(offered) as pilot:
        await opened(pilot)
        await pilot.press("space", "space", "o", "1")
        assert [one(offered, no).state for no in (1, 2)] == ["over", "over"]


async def test_an_offer_without_a_name_asks_for_it(offered: Store) -> None:
    offered.do(capture, "我可以帮忙遛狗")
    async with desk(offered) as pilot:
        await opened(pilot)
        await pilot.press("down", "d")
        assert one(offered, 2).state == OfferState.OPEN
        await pilot.press("e", *"李响", "ctrl+s", "d")
        assert one(offered, 2).state == OfferState.TAKEN


async def test_an_offer_is_written_down_by_hand(filled: Store) -> None:
    async with desk(filled) as pilot:
        await opened(pilot)
        await pilot.press(
            "n", *"方明", "tab", "tab", *"大林苑2号1806", "tab", *"会修水管", "ctrl+s"
        )
        assert (one(filled).name, one(filled).room, one(filled).kinds) == (
            "方明",
            "1806",
            ("repairs",),
        )


async def test_a_request_tells_who_suits_it_and_leads_there(offered: Store) -> None:
    async with desk(offered, "f3", size=WIDE) as pilot:
        told = pilot.shown("#detail")
        assert "1 offer suits, g" in told
        assert "李响" in told
        await pilot.press("g")
        await pilot.press("1" if "offer 1" in pilot.choices()[0] else "2")
        assert isinstance(pilot.app.screen, Offers)


async def test_today_tells_of_offers_and_enter_opens_them(offered: Store) -> None:
    async with desk(offered, size=WIDE) as pilot:
        (at,) = (n for n, line in enumerate(pilot.choices("#board")) if "Offers of help: 1" in line)
        assert "1 suits an open request" in pilot.choices("#board")[at]
        pilot.desk.here.listed.highlighted = at  # type: ignore[union-attr]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Offers)


async def test_masked_it_says_nothing_of_health_or_numbers(offered: Store) -> None:
    async with desk(offered, "m", size=WIDE) as pilot:
        await opened(pilot)
        shown = "\n".join((*pilot.choices(), pilot.shown("#offer-note")))
        assert "13800000073" not in shown
        assert "药" not in shown
