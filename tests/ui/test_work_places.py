"""Supplies and testing at the desk: lists, forms, people given with what speaks against them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import compounds as household_compounds
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.testing import queries as testing
from data.work import kinds
from models.duties import Role, Work
from models.households import CompoundInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL, loaded
from screens.duties.assign import Assign
from screens.i18n import set_language
from screens.kit.columns import View
from screens.kit.form import FormDialog
from screens.kit.list_place import ListPlace
from screens.kit.status_line import StatusLine
from screens.shell import Shell

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
NOTICE = (
    "4月10日上午9点左右到货，沪A·D1234，司机 朱师傅 13800009999\n"
    "蔬菜包 30份 牛奶 15箱\n牛奶两户一箱"
)


@pytest.fixture
def town(tmp_path: Path, clock: FixedClock) -> Path:
    """Two compounds, four people of whom one is isolated, a truck and a session, both at nine."""
    store = Store(tmp_path / "town.db", clock)
    store.do(
        household_compounds.add_compound,
        CompoundInput("甲苑", leader="钱奶奶", leader_phone="13800000077"),
    )
    store.do(household_compounds.add_compound, CompoundInput("[/]乙苑"))
    for name, kind in (
        ("石磊", PersonKind.STAFF),
        ("赵娟", PersonKind.VOLUNTEER),
        ("孙秀英", PersonKind.VOLUNTEER),
        ("沈静怡", PersonKind.STAFF),
    ):
        store.do(roster_commands.add_person, PersonInput(name, kind, phone="13800000001"))
    store.do(roster_presence.record_presence, [4], PresenceInput(Place.ISOLATED, clock.now()))
    store.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE, (ItemInput("蔬菜包", 20, "份"),), "沪A", "朱师傅", "13800009999"),
    )
    store.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("甲苑",), NINE, NINE + 3 * HOUR, 1),
        RoundInput("[/]第五轮", RoundKind.PCR, NINE.date()),
    )
    store.close()
    return store.path


@asynccontextmanager
async def desk(
    path: Path, clock: FixedClock, place: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[int]]:
    set_language("en")
    app = Shell(path, clock)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press(place)
        await ready(pilot)
        yield pilot


async def ready(pilot: Pilot[int]) -> None:
    """Until threads and timers have done what was asked."""
    await pilot.pause(0.02)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await ready(pilot)


def here(pilot: Pilot[int]) -> ListPlace:
    place = pilot.app.screen_stack[0]
    assert isinstance(place, ListPlace)
    return place


def store_of(pilot: Pilot[int]) -> Store:
    assert isinstance(pilot.app, Shell)
    return pilot.app.store


def cells(pilot: Pilot[int], no: int) -> list[str]:
    place = here(pilot)
    (row,) = (r for r in place.listing(place.query_now).rows() if r.no == no)
    view = View(place.desk.masked, place.store.now())
    said = (column.cell(row, view) for column in place.columns)
    return [cell if isinstance(cell, str) else cell[0] for cell in said]


def shown(pilot: Pilot[int], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def status(pilot: Pilot[int]) -> str:
    return str(here(pilot).query_one(StatusLine).render())


def fill(pilot: Pilot[int], **values: str) -> None:
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    for name, value in values.items():
        editor: Any = form.query_one(f"#edit-{name}")
        if isinstance(editor, TextArea):
            editor.text = value
        else:
            editor.value = value


def given_to(pilot: Pilot[int], work: Work, no: int) -> list[tuple[str | None, str]]:
    rows = store_of(pilot).ask(duties.of_work, work, no)
    return [(row.person, row.role) for row in rows]


def line(pilot: Pilot[int], index: int) -> str:
    return str(pilot.app.screen.query_one(OptionList).get_option_at_index(index).prompt)


# -- lists and details ---------------------------------------------------------------------------


async def test_drops_are_listed_with_hands_and_detail(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        assert cells(pilot, 1) == [
            "09:00", "甲苑", "蔬菜包 10份", "0/2 short 2", "to unload", "朱师傅",
        ]  # fmt: skip
        detail = shown(pilot, "#detail")
        assert "stop 1 of 2" in detail
        assert "钱奶奶  13800000077" in detail
        assert "朱师傅  13800009999  沪A" in detail
        await press(pilot, "m")
        assert "13800009999" not in shown(pilot, "#detail")
        await press(pilot, "down")
        await pilot.pause(0.15)
        assert "[/]乙苑" in shown(pilot, "#detail")


async def test_sessions_are_listed_with_cover_and_what_lacks(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        assert cells(pilot, 1) == [
            "09:00", "中心花园", "甲苑", "1", "0", "0/3 short 3", "⚠ nobody", "planned",
        ]  # fmt: skip
        detail = shown(pilot, "#detail")
        assert "today 09:00-12:00" in detail
        for role in ("lead 1", "desk 1", "order 1"):
            assert f"⚠ lacks {role}" in detail


async def test_a_drop_that_is_due_says_so(town: Path, clock: FixedClock) -> None:
    clock.moment = NINE
    async with desk(town, clock, "f4") as pilot:
        assert cells(pilot, 1)[4] == "⚠ due"
        assert cells(pilot, 2)[4] == "to unload"


async def test_d_unloads_then_hands_out_all_that_are_marked(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "space", "space", "d")
        rows = store_of(pilot).ask(supplies.drops, 1)
        assert [row.state for row in rows] == ["unloaded", "unloaded"]
        await press(pilot, "home", "d")
        rows = store_of(pilot).ask(supplies.drops, 1)
        assert [row.state for row in rows] == ["done", "unloaded"]
        await press(pilot, "z", "z")
        rows = store_of(pilot).ask(supplies.drops, 1)
        assert [row.state for row in rows] == ["planned", "planned"]


async def test_d_begins_and_ends_a_session(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "d")
        assert store_of(pilot).ask(testing.session, 1).state == "running"
        await press(pilot, "d")
        assert store_of(pilot).ask(testing.session, 1).state == "done"
        assert here(pilot).chosen() is None, "what is over is no longer to come"


async def test_a_session_without_a_site_is_told_by_its_compounds(
    town: Path, clock: FixedClock
) -> None:
    store = Store(town, clock)
    version = store.ask(testing.session, 1).version
    store.do(testing_commands.change_session, 1, version, {"site": ""})
    store.close()
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "e", "3")
        assert "甲苑: called off" in status(pilot)
        await press(pilot, "z", "d")
        assert "Begun: 甲苑" in status(pilot)


# -- people given ----------------------------------------------------------------------------------


async def test_several_are_marked_with_roles_and_given_as_one_act(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, Assign)
        assert "0/3 short 3" in shown(pilot, "#assign-need")
        assert "[lead]" in shown(pilot, "#assign-roles")
        assert "石磊" in line(pilot, 0), "staff come first for a lead"
        await press(pilot, "space")
        assert "[desk]" in shown(pilot, "#assign-roles"), "the next role that lacks people"
        await press(pilot, "space", "space")
        assert "3/3" in shown(pilot, "#assign-need")
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, Assign)
        found = given_to(pilot, Work.SESSION, 1)
        assert [role for _person, role in found] == ["lead", "desk", "order"]
        assert found[0] == ("石磊", "lead")
        assert "given to 中心花园" in status(pilot)
        await press(pilot, "z")
        assert given_to(pilot, Work.SESSION, 1) == []


async def test_enter_alone_gives_the_person_under_the_cursor(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4", (80, 24)) as pilot:
        await press(pilot, "a", "down", "enter")
        assert [role for _person, role in given_to(pilot, Work.DROP, 1)] == ["carry"]
        assert cells(pilot, 1)[3] == "1/2 short 1"


async def test_who_is_busy_or_absent_is_told_and_not_taken(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        target = store_of(pilot).ask(kinds.one, Work.SESSION, 1)
        store_of(pilot).do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
        await press(pilot, "f4", "a")
        last = pilot.app.screen.query_one(OptionList).option_count - 1
        found = [line(pilot, index) for index in range(last + 1)]
        assert ["✗" in text for text in found] == [False, False, True, True]
        await press(pilot, "end")
        told = shown(pilot, "#assign-said")
        assert "沈静怡 is isolated then." in told
        await press(pilot, "space", "enter")
        assert isinstance(pilot.app.screen, Assign), "nothing was given"
        await press(pilot, "up")
        assert "石磊 is at 中心花园 then" in shown(pilot, "#assign-said")
        await press(pilot, "space", "enter")
        assert given_to(pilot, Work.DROP, 1) == []


async def test_a_warning_is_told_and_does_not_stop(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    for no in (2, 3):
        version = store.ask(
            sqlite3.Connection.execute, "SELECT version FROM person WHERE no = ?", (no,)
        ).fetchone()
        hours = {"available_from": 600, "available_until": 660}
        store.do(roster_commands.change_person, no, version[0], hours)
    store.close()
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "a", "down")
        assert "is available from 10:00 to 11:00 only." in shown(pilot, "#assign-said")
        await press(pilot, "space", "enter")
        assert len(given_to(pilot, Work.DROP, 1)) == 1


async def test_people_are_taken_back_and_change_roles(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        target = store_of(pilot).ask(kinds.one, Work.SESSION, 1)
        store_of(pilot).do(
            duty_commands.change_people, [target.duty(1, Role.LEAD), target.duty(2, Role.DESK)]
        )
        await press(pilot, "a", "home", "space")
        assert "1/3" in shown(pilot, "#assign-need")
        await press(pilot, "enter")
        assert given_to(pilot, Work.SESSION, 1) == [("赵娟", "desk")]
        await press(pilot, "a", "home", "r", "r", "enter")
        assert given_to(pilot, Work.SESSION, 1) == [("赵娟", "order")]


async def test_people_are_found_by_initials(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "a", "slash", "s", "x", "y")
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        await press(pilot, "enter", "space", "enter")
        assert given_to(pilot, Work.DROP, 1) == [("孙秀英", "carry")]


async def test_somebody_taken_meanwhile_is_told_and_nothing_is_lost(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "a", "space", "space")
        other = Store(town, clock)
        target = other.ask(kinds.one, Work.SESSION, 1)
        other.do(duty_commands.change_people, [target.duty(2, Role.LEAD)])
        other.close()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Assign)
        assert "赵娟 is at 中心花园 then" in shown(pilot, "#assign-said")
        assert given_to(pilot, Work.DROP, 1) == []


async def test_assign_speaks_both_languages_at_once(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4", (80, 24)) as pilot:
        await press(pilot, "a", "f12")
        assert "缺2" in shown(pilot, "#assign-need")
        assert pilot.app.screen.query_one(".sheet").border_title == "卸货：甲苑"
        await press(pilot, "f12")


# -- forms -----------------------------------------------------------------------------------------


async def test_a_pasted_notice_fills_the_form(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "n")
        fill(pilot, notice=NOTICE)
        await press(pilot, "ctrl+s")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#edit-arrives_at", Input).value == "04-10 09:00"
        assert form.query_one("#edit-driver", Input).value == "朱师傅"
        await press(pilot, "ctrl+s")
        made = store_of(pilot).ask(supplies.delivery, 2)
        assert [(i.goods, i.quantity, i.rule) for i in made.items] == [
            ("蔬菜包", 30, "as_written"),
            ("牛奶", 15, "one_per_two"),
        ]
        assert [row.compound for row in store_of(pilot).ask(supplies.drops, 2)] == [
            "甲苑",
            "[/]乙苑",
        ]
        await press(pilot, "z")
        assert store_of(pilot).ask(supplies.drops, 2) == []


async def test_a_text_without_goods_stays_in_the_form(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "n")
        fill(pilot, notice="大家辛苦了")
        await press(pilot, "ctrl+s")
        problem = pilot.app.screen.query_one("#field-notice .problem", Static)
        assert "No goods were found" in str(problem.content)
        fill(pilot, notice="")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen.query_one("#edit-items", TextArea).text == ""


async def test_wrong_goods_and_times_are_told_at_their_fields(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "n", "ctrl+s")
        fill(pilot, items="鸡蛋很多", arrives_at="下个礼拜")
        await press(pilot, "ctrl+s")
        time = pilot.app.screen.query_one("#field-arrives_at .problem", Static)
        assert "下个礼拜" in str(time.content)
        fill(pilot, arrives_at="04-10 8:30")
        await press(pilot, "ctrl+s")
        goods = pilot.app.screen.query_one("#field-items .problem", Static)
        assert "鸡蛋很多" in str(goods.content)
        fill(pilot, items="鸡蛋 20盒，每户1盒")
        await press(pilot, "ctrl+s")
        made = store_of(pilot).ask(supplies.delivery, 2)
        assert loaded(made.arrives_at) == NINE + timedelta(hours=23, minutes=30)


async def test_a_stop_and_its_delivery_are_edited(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "e", "1")
        fill(pilot, eta="09:30", hands_needed="4")
        await press(pilot, "ctrl+s")
        rows = store_of(pilot).ask(supplies.drops, 1)
        assert [loaded(row.eta) - NINE for row in rows] == [
            timedelta(minutes=30),
            timedelta(minutes=42),
        ]
        assert rows[0].hands_needed == 4
        await press(pilot, "e", "2")
        fill(pilot, items="蔬菜包 50份", driver="高师傅")
        await press(pilot, "ctrl+s")
        assert store_of(pilot).ask(supplies.delivery, 1).driver == "高师傅"
        assert store_of(pilot).ask(supplies.drops, 1)[1].goods == ("蔬菜包 25份",)


async def test_a_session_is_planned_in_a_round_that_is_there(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "n")
        fill(pilot, site="弄口", starts_at="13:00", ends_at="15:00", desks="两个")
        await press(pilot, "ctrl+s")
        made = store_of(pilot).ask(testing.session, 2)
        assert (made.round_no, made.site, made.desks) == (1, "弄口", 2)
        assert loaded(made.starts_at) == NINE + 4 * HOUR


async def test_a_session_with_a_new_round_and_a_wrong_end(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "n")
        fill(pilot, round="new:antigen", site="弄口", starts_at="04-10 13:00", ends_at="12:00")
        await press(pilot, "ctrl+s")
        problem = pilot.app.screen.query_one("#field-ends_at .problem", Static)
        assert "cannot end before it begins" in str(problem.content)
        fill(pilot, ends_at="14:00")
        await press(pilot, "ctrl+s")
        assert store_of(pilot).ask(testing.session, 2).round_no == 2
        made = store_of(pilot).ask(testing.round_of, 2)
        assert (made.kind, made.day, made.pool_size) == ("antigen", "2022-04-10", 1)


async def test_a_session_and_its_round_are_edited(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f5") as pilot:
        await press(pilot, "e", "1")
        fill(pilot, desks="3")
        await press(pilot, "ctrl+s")
        assert cells(pilot, 1)[5] == "0/7 short 7"
        await press(pilot, "e", "2")
        fill(pilot, name="加做一轮", day="04-11")
        await press(pilot, "ctrl+s")
        made = store_of(pilot).ask(testing.round_of, 1)
        assert (made.name, made.day) == ("加做一轮", "2022-04-11")


async def test_a_stop_and_a_session_are_called_off_and_planned_again(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock, "f4") as pilot:
        await press(pilot, "e", "3")
        one, two = store_of(pilot).ask(supplies.drops, 1)
        assert (one.state, one.goods, two.goods) == ("cancelled", (), ("蔬菜包 20份",))
        await press(pilot, "v", "v", "home", "e", "3")
        one, two = store_of(pilot).ask(supplies.drops, 1)
        assert (one.state, one.goods, two.goods) == ("planned", ("蔬菜包 10份",), ("蔬菜包 10份",))
        await press(pilot, "f5", "e", "3")
        assert store_of(pilot).ask(testing.session, 1).state == "cancelled"
        await press(pilot, "z")
        assert store_of(pilot).ask(testing.session, 1).state == "planned"


async def test_from_a_drop_to_the_person_there(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, "f4") as pilot:
        target = store_of(pilot).ask(kinds.one, Work.DROP, 1)
        store_of(pilot).do(duty_commands.change_people, [target.duty(3, Role.CARRY)])
        await press(pilot, "g")
        place = here(pilot)
        assert (place.place, place.chosen()) == ("roster", 3)


async def test_empty_places_say_what_to_do(tmp_path: Path, clock: FixedClock) -> None:
    store = Store(tmp_path / "empty.db", clock)
    store.do(household_compounds.add_compound, CompoundInput("甲苑"))
    store.close()
    async with desk(store.path, clock, "f5") as pilot:
        assert "n plans one" in here(pilot).empty_hint()
        for key in ("e", "a", "d"):
            here(pilot).say("")
            await press(pilot, key)
            assert "There is nothing under the cursor." in status(pilot)
