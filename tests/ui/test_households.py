"""The register at the desk: lists, views, forms, mask. Data is asserted, not pictures."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

import pytest
from textual.widgets import OptionList

from data.households import commands as household_commands
from data.households import queries as households
from data.requests.commands import add_request
from data.store import Store
from models.chases import Urgency
from models.households import CompoundInput, HouseholdInput
from models.requests import RequestInput, RequestKind
from screens.kit.choose import Choose
from tests.beginning import begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds, two households and a request."""
    begin(
        store,
        CompoundInput("大林苑", address="大林路338号", stated_households=236),
        CompoundInput("四十三弄"),
        HouseholdInput(
            "大林苑",
            "3",
            room="1505",
            head="[/]欧阳",
            phone="13800001094",
            people=2,
            elders=1,
            marks=("孕妇", "养猫"),
            note="七个月",
        ),
        HouseholdInput("四十三弄", "17", room="三层阁", head="曾国藩"),
    )
    given = RequestInput(
        "猫粮没了", "猫粮没了", RequestKind.PETS, Urgency.ROUTINE, store.now(), household_no=1
    )
    store.do(add_request, given)
    return store


def register(store: Store, size: Size = LOW) -> AbstractAsyncContextManager[Driven]:
    """The desk with its register in front."""
    return desk(store, "f8", size=size)


async def views_told(pilot: Driven) -> list[str]:
    """Open the list of views; what it says, without digits to choose by."""
    await pilot.press("v")
    return [line.lstrip("123456789 ") for line in pilot.choices()]


async def test_a_household_shows_everything_and_its_requests(town: Store) -> None:
    async with register(town, WIDE) as pilot:
        assert pilot.cells()[1] == [
            "大林苑", "3", "1505", "[/]欧阳", "13800001094", "2", "pregnant, cat", "⚠ 1",
        ]  # fmt: skip
        detail = " ".join(pilot.shown("#detail").split())
        counts = "2 registered, none named · 2 here · 2 fed, 1 of 60 and over"
        for said in ("大林苑 3-1505", "[/]欧阳", "13800001094", counts, "pregnant, cat", "七个月",
                     "1 open", "猫粮没了"):  # fmt: skip
            assert said in detail
        assert [(link.place, link.no) for link in pilot.here().links(1)] == [("requests", 1)]


async def test_the_mask_hides_numbers_and_health(town: Store) -> None:
    async with register(town, WIDE) as pilot:
        await pilot.press("m")
        assert pilot.cells()[1][4:7] == ["138****1094", "2", "cat"]
        detail = pilot.shown("#detail")
        assert "138****1094" in detail
        for hidden in ("13800001094", "孕妇", "pregnant", "七个月"):
            assert hidden not in detail
        views = [line.split()[0] for line in await views_told(pilot)]
        assert "cat" in views
        assert not {"pregnant", "孕妇"} & set(views)


async def test_a_health_view_is_left_when_the_mask_comes_down(town: Store) -> None:
    async with register(town) as pilot:
        told = await views_told(pilot)
        listed = pilot.app.screen.query_one(OptionList)
        (listed.highlighted,) = (at for at, line in enumerate(told) if line.startswith("pregnant"))
        await pilot.press("enter")
        assert pilot.here().listing(pilot.here().query_now).count == 1
        await pilot.press("m")
        assert pilot.here().query_now.scope == "all"


async def test_typing_narrows_the_list(town: Store) -> None:
    async with register(town) as pilot:
        await pilot.press("/", "z", "g", "f")
        assert pilot.here().query_now.filter == "zgf"
        assert pilot.here().chosen() == 2


async def test_views_say_what_is_in_them(town: Store) -> None:
    async with register(town) as pilot:
        (line,) = (line for line in await views_told(pilot) if line.startswith("大林苑"))
        assert line.startswith("大林苑  1 household · 2 people")
        assert "its list says 236" in line
        await pilot.press("7")
        assert pilot.here().query_now.scope == "compound:2"
        assert pilot.here().view_words() == "四十三弄"


async def test_a_household_is_added_by_its_form(town: Store) -> None:
    async with register(town) as pilot:
        await pilot.press("n", "1")
        form = pilot.form()
        pilot.fill(
            building="12号",
            room="３０２室",
            head="王五",
            phone="12",
            people="3人",
            marks="孕，养乌龟",
        )
        await pilot.press("ctrl+s")
        assert pilot.app.screen is form
        assert form.query_one("#field-phone").has_class("-wrong")
        await pilot.save(phone="138 0000 1234")
        assert pilot.app.screen is pilot.here()
        view = town.ask(households.household, 3)
        assert view is not None
        assert view[3:15] == (
            "大林苑", None, "12", None, "302", "王五", "13800001234", 3, None, "",
            ("孕妇", "养乌龟"), "home",
        )  # fmt: skip


async def test_what_is_refused_stays_in_the_form(town: Store) -> None:
    async with register(town) as pilot:
        await pilot.press("e", "1")
        form = pilot.form()
        town.do(household_commands.change_household, 1, 1, {"head": "别人"})
        await pilot.save(head="我")
        pilot.front(Choose)
        await pilot.press("escape")
        assert pilot.app.screen is form
        assert pilot.values()["head"] == "我"
        assert "changed meanwhile" in pilot.shown("#form-foot")
        view = town.ask(households.household, 1)
        assert view is not None
        assert view.head == "别人"


async def test_a_compound_comes_first_on_an_empty_file(store: Store) -> None:
    async with desk(store, "escape", "f8", "n") as pilot:
        await pilot.save(name="静修大楼")
        assert [c.name for c in store.ask(households.compounds)] == ["静修大楼"]
