"""The register at the desk: lists, views, forms, mask. Data is asserted, not pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from data.clock import FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import queries as households
from data.requests.commands import add_request
from data.store import Store
from models.chases import Urgency
from models.households import CompoundInput, HouseholdInput
from models.requests import RequestInput, RequestKind
from screens.households.place import Households
from screens.i18n import set_language
from screens.kit.columns import View
from screens.kit.form import FormDialog
from screens.shell import Shell
from tests.ui.driving import prompts


@pytest.fixture
def town(tmp_path: Path, clock: FixedClock) -> Path:
    """A file with two compounds, two households and a request."""
    store = Store(tmp_path / "town.db", clock)
    store.do(
        household_compounds.add_compound,
        CompoundInput("大林苑", address="大林路338号", stated_households=236),
    )
    store.do(household_compounds.add_compound, CompoundInput("四十三弄"))
    store.do(household_commands.add_household,
        HouseholdInput(
            "大林苑", "3", room="1505", head="[/]欧阳", phone="13800001094", people=2, elders=1,
            marks=("孕妇", "养猫"), note="七个月",
        ),
    )  # fmt: skip
    store.do(
        household_commands.add_household,
        HouseholdInput("四十三弄", "17", room="三层阁", head="曾国藩"),
    )
    given = RequestInput(
        "猫粮没了", "猫粮没了", RequestKind.PETS, Urgency.ROUTINE, clock.now(), household_no=1
    )
    store.do(add_request, given)
    store.close()
    return store.path


@asynccontextmanager
async def desk(path: Path, clock: FixedClock, size: tuple[int, int]) -> AsyncIterator[Pilot[int]]:
    set_language("en")
    app = Shell(path, clock)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("f8")
        await ready(pilot)
        yield pilot


async def ready(pilot: Pilot[int]) -> None:
    """Until threads and timers have done what was asked."""
    for _ in range(3):
        await pilot.pause(0.05)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def views_told(pilot: Pilot[int]) -> list[str]:
    """Open the list of views; what it says, without digits to choose by."""
    await pilot.press("v")
    await ready(pilot)
    return [line.lstrip("123456789 ") for line in prompts(pilot.app.screen.query_one(OptionList))]


def here(pilot: Pilot[int]) -> Households:
    place = pilot.app.screen_stack[0]
    assert isinstance(place, Households)
    return place


def cells(pilot: Pilot[int], no: int) -> list[str]:
    place = here(pilot)
    (row,) = (r for r in place.listing(place.query_now).rows() if r.no == no)
    view = View(place.desk.masked, place.store.now())
    said = (column.cell(row, view) for column in place.columns)
    return [cell if isinstance(cell, str) else cell[0] for cell in said]


async def test_a_household_shows_everything_and_its_requests(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (120, 40)) as pilot:
        assert cells(pilot, 1) == [
            "大林苑", "3", "1505", "[/]欧阳", "13800001094", "2", "孕妇, 养猫", "⚠ 1",
        ]  # fmt: skip
        detail = str(here(pilot).query_one("#detail", Static).content)
        for said in ("大林苑 3-1505", "[/]欧阳", "13800001094", "2 people, 1 of 60 and over",
                     "孕妇, 养猫", "七个月", "1 open", "猫粮没了"):  # fmt: skip
            assert said in detail
        assert [(link.place, link.no) for link in here(pilot).links(1)] == [("requests", 1)]


async def test_the_mask_hides_numbers_and_health(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (120, 40)) as pilot:
        await pilot.press("m")
        await ready(pilot)
        assert cells(pilot, 1)[4:7] == ["138****1094", "2", "养猫"]
        detail = str(here(pilot).query_one("#detail", Static).content)
        assert "138****1094" in detail
        for hidden in ("13800001094", "孕妇", "七个月"):
            assert hidden not in detail
        views = [line.split()[0] for line in await views_told(pilot)]
        assert "养猫" in views
        assert "孕妇" not in views


async def test_a_health_view_is_left_when_the_mask_comes_down(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock, (80, 24)) as pilot:
        told = await views_told(pilot)
        listed = pilot.app.screen.query_one(OptionList)
        (listed.highlighted,) = (at for at, line in enumerate(told) if line.startswith("孕妇"))
        await pilot.press("enter")
        await ready(pilot)
        assert here(pilot).listing(here(pilot).query_now).count == 1
        await pilot.press("m")
        await ready(pilot)
        assert here(pilot).query_now.scope == "all"


async def test_typing_narrows_the_list(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (80, 24)) as pilot:
        await pilot.press("/", "z", "g", "f")
        await ready(pilot)
        assert here(pilot).query_now.filter == "zgf"
        assert here(pilot).chosen() == 2


async def test_views_say_what_is_in_them(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (80, 24)) as pilot:
        (line,) = (line for line in await views_told(pilot) if line.startswith("大林苑"))
        assert line.startswith("大林苑  1 household · 2 people")
        assert "its list says 236" in line
        await pilot.press("5")
        await ready(pilot)
        assert here(pilot).query_now.scope == "compound:2"
        assert here(pilot).view_words() == "四十三弄"


async def test_a_household_is_added_by_its_form(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (80, 24)) as pilot:
        await pilot.press("n")
        await ready(pilot)
        await pilot.press("1")
        await ready(pilot)
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        said = {"building": "12号", "room": "３０２室", "head": "王五", "phone": "12",
                "people": "3人", "marks": "孕，养乌龟"}  # fmt: skip
        for name, text in said.items():
            form.query_one(f"#edit-{name}", Input).value = text
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert pilot.app.screen is form
        assert form.query_one("#field-phone").has_class("-wrong")
        form.query_one("#edit-phone", Input).value = "138 0000 1234"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert pilot.app.screen is here(pilot)
        view = here(pilot).store.ask(households.household, 3)
        assert view is not None
        assert view[3:] == (
            "大林苑", None, "12", None, "302", "王五", "13800001234", 3, None, "",
            ("孕妇", "养乌龟"),
        )  # fmt: skip


async def test_what_is_refused_stays_in_the_form(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (80, 24)) as pilot:
        await pilot.press("e")
        await ready(pilot)
        await pilot.press("1")
        await ready(pilot)
        form = pilot.app.screen
        here(pilot).store.do(household_commands.change_household, 1, 1, {"head": "别人"})
        form.query_one("#edit-head", Input).value = "我"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert pilot.app.screen is form
        assert form.query_one("#edit-head", Input).value == "我"
        assert "changed meanwhile" in str(form.query_one("#form-foot", Static).content)
        view = here(pilot).store.ask(households.household, 1)
        assert view is not None
        assert view.head == "别人"


async def test_a_compound_comes_first_on_an_empty_file(tmp_path: Path, clock: FixedClock) -> None:
    Store(tmp_path / "empty.db", clock).close()
    async with desk(tmp_path / "empty.db", clock, (80, 24)) as pilot:
        await pilot.press("escape", "f8")
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        form = pilot.app.screen
        form.query_one("#edit-name", Input).value = "静修大楼"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert [c.name for c in here(pilot).store.ask(households.compounds)] == ["静修大楼"]
