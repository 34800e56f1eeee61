"""Supplies and testing at the desk: lists, forms, people given with what speaks against them."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import pytest

from data.clock import FixedClock
from data.closed.commands import close_places
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households.commands import add_households
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.testing import queries as testing
from data.work import kinds
from models.closed import Extent, PlaceKey
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState
from models.times import LOCAL, loaded
from screens.duties.assign import Assign
from tests.beginning import begin
from tests.ui.driving import WIDE, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOTICE = (
    "4月10日上午9点左右到货，沪A·D1234，司机 朱师傅 13800009999\n"
    "蔬菜包 30份 牛奶 15箱\n牛奶两户一箱"
)


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds, four people of whom one is isolated, a truck and a session, both at nine."""
    begin(
        store,
        CompoundInput("甲苑", leader="钱奶奶", leader_phone="13800000077"),
        CompoundInput("[/]乙苑"),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.VOLUNTEER),
        PersonInput("孙秀英", PersonKind.VOLUNTEER),
        PersonInput("沈静怡", PersonKind.STAFF),
    )
    store.do(roster_presence.record_presence, [4], PresenceInput(Place.ISOLATED, store.now()))
    store.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE, (ItemInput("蔬菜包", 20, "份"),), "沪A", "朱师傅", "13800009999"),
    )
    store.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("甲苑",), NINE, NINE + 3 * HOUR, 1),
        RoundInput("[/]第五轮", RoundKind.PCR, NINE.date()),
    )
    return store


def given_to(store: Store, work: Work, no: int) -> list[tuple[str | None, str]]:
    rows = store.ask(duties.of_work, work, no)
    return [(row.person, row.role) for row in rows]


# -- lists and details ---------------------------------------------------------------------------


async def test_drops_are_listed_with_hands_and_detail(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        assert pilot.cells()[1] == [
            "09:00", "甲苑", "蔬菜包 10份", "0/2 short 2", "to unload", "朱师傅",
        ]  # fmt: skip
        detail = pilot.shown("#detail")
        assert "stop 1 of 2" in detail
        assert "钱奶奶  13800000077" in detail
        assert "朱师傅  13800009999  沪A" in detail
        await pilot.press("m")
        assert "13800009999" not in pilot.shown("#detail")
        await pilot.press("down")
        assert "[/]乙苑" in pilot.shown("#detail")


async def test_sessions_are_listed_with_cover_and_what_lacks(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        assert pilot.cells()[1] == [
            "09:00", "中心花园", "甲苑", "1", "0", "0/3 short 3", "⚠ nobody", "planned",
        ]  # fmt: skip
        detail = pilot.shown("#detail")
        assert "today 09:00-12:00" in detail
        for role in ("lead 1", "desk 1", "queue marshal 1"):
            assert f"⚠ lacks {role}" in detail


async def test_a_drop_that_is_due_says_so(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE
    async with desk(town, "f4", size=WIDE) as pilot:
        assert pilot.cells()[1][4] == "⚠ due"
        assert pilot.cells()[2][4] == "to unload"


async def test_a_stop_that_was_unloaded_is_not_called_due_to_unload(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE
    async with desk(town, "f4", "P", size=WIDE) as pilot:
        assert states(town) == ["unloaded", "planned"]
        (due,) = [row.due_at for row in town.ask(supplies.drops, 1) if row.no == 1]
        clock.moment = loaded(due)
        await pilot.press("f2", "f4")
        assert pilot.cells()[1][4] == "⚠ hand out"
        assert "unloaded, to be handed out" in pilot.shown("#detail")
        await pilot.press("f2")
        assert any("⚠ hand out" in line for line in pilot.choices())
        await pilot.press("f12")
        assert any("已卸 待发" in line for line in pilot.choices())


def states(store: Store) -> list[str]:
    return [row.state for row in store.ask(supplies.drops, 1)]


async def test_p_and_d_are_about_all_that_are_marked(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE + HOUR
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("space", "space", "P")
        assert states(town) == ["unloaded", "unloaded"]
        await pilot.press("home", "d")
        assert states(town) == ["done", "unloaded"]
        await pilot.press("z", "z")
        assert states(town) == ["planned", "planned"]


async def test_d_asks_when_it_is_early_and_says_what_it_will_do(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("d")
        asked = pilot.shown(".about")
        assert "Stop 1 at 甲苑 will be marked as handed out; it is due at 09:00, 1 h from" in asked
        await pilot.press("escape")
        assert states(town) == ["planned", "planned"]
        await pilot.press("d", "2")
        assert states(town) == ["planned", "planned"]
        await pilot.press("d", "1")
        assert states(town) == ["done", "planned"]
        assert "Handed out at 甲苑." in pilot.status()
        await pilot.press("z")
        assert states(town) == ["planned", "planned"]


async def test_a_question_in_chinese_has_no_gap_behind_its_punctuation(town: Store) -> None:
    async with desk(town, "f12", "f4", "d") as pilot:
        asked = pilot.shown(".about")
        assert "；" in asked
        assert not any(f"{mark} " in asked for mark in "，。；：")


async def test_d_ends_a_session_and_never_begins_it(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE + HOUR
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("d")
        asked = pilot.shown(".about")
        assert "Session 1 at 中心花园 will be marked as done; nobody noted that it began" in asked
        await pilot.press("escape", "P")
        assert town.ask(testing.session, 1).state == "running"
        await pilot.press("d")
        assert town.ask(testing.session, 1).state == "done"
        assert pilot.here().chosen() is None, "what is over is no longer to come"


async def test_what_is_over_is_told_and_the_rest_is_done(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE + HOUR
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    town.do(supply_commands.mark_drops, [2], DropState.UNLOADED)
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("v", "v", "asterisk", "d")
        assert states(town) == ["done", "done"]
        assert "Handed out at [/]乙苑. Stop 1 at 甲苑 is handed out." in pilot.status()
        await pilot.press("d")
        assert "Stop 1 at 甲苑 is handed out." in pilot.status()


# -- what is not done stays ------------------------------------------------------------------------


async def test_what_nobody_said_is_done_stays_in_sight_as_late(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE + 27 * HOUR
    async with desk(town, "f4", size=WIDE) as pilot:
        assert pilot.cells()[1][4] == pilot.cells()[2][4] == "⚠ late 1 d"
        await pilot.press("v")
        assert set(pilot.cells()) == {1, 2}, "today shows them, too"
        await pilot.press("f5")
        assert pilot.cells()[1][7] == "⚠ late 1 d"
        await pilot.press("f2")
        board = pilot.choices()
        assert sum("⚠ late 1 d 3 h" in line for line in board) == 2
        assert any("⚠ late 1 d 2 h" in line for line in board), "the second stop"
        assert "late: 3" in board[0]
        await pilot.press("f4", "asterisk", "d", "1", "f2")
        assert sum("⚠ late" in line for line in pilot.choices()) == 1, "the session alone"


async def test_a_session_never_ended_is_late_from_its_end_on(
    town: Store, clock: FixedClock
) -> None:
    town.do(testing_commands.mark_sessions, [1], SessionState.RUNNING)
    clock.moment = NINE + 2 * HOUR
    async with desk(town, "f5", size=WIDE) as pilot:
        assert pilot.cells()[1][7] == "running"
    clock.moment = NINE + 50 * HOUR
    async with desk(town, "f5", size=WIDE) as pilot:
        assert pilot.cells()[1][7] == "⚠ late 1 d"


async def test_marked_stops_are_called_off_or_moved_as_one_step(
    town: Store, clock: FixedClock
) -> None:
    target = town.ask(kinds.one, Work.DROP, 1)
    town.do(duty_commands.change_people, [target.duty(2, Role.CARRY)])
    clock.moment = NINE + 27 * HOUR
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("asterisk", "e")
        assert pilot.choices() == ["1 call off 2 stops", "2 move 2 stops to another day"]
        await pilot.press("2")
        assert pilot.values() == {"day": "2022-04-11"}
        await pilot.press("ctrl+s")
        assert "Moved to 04-11: 甲苑, [/]乙苑. 赵娟 comes along." in pilot.status()
        rows = town.ask(supplies.drops, 1)
        assert [loaded(row.eta) - NINE for row in rows] == [48 * HOUR, 48 * HOUR + 12 * MINUTE]
        (duty,) = town.ask(duties.of_work, Work.DROP, 1)
        assert loaded(duty.starts_at) == NINE + 48 * HOUR
        assert loaded(town.ask(supplies.delivery, 1).arrives_at) == NINE + 48 * HOUR
        await pilot.press("z")
        assert [loaded(row.eta) - NINE for row in town.ask(supplies.drops, 1)] == [
            timedelta(0),
            12 * MINUTE,
        ]
        await pilot.press("o")
        assert states(town) == ["planned", "planned"], "what becomes of it is told first"
        about = pilot.shown(".about")
        assert "蔬菜包: 20份 left over" in about
        assert "赵娟 is free then." in about
        await pilot.press("1")
        assert states(town) == ["cancelled", "cancelled"]
        assert "赵娟 is free then." in pilot.status()


async def test_a_session_moved_onto_other_work_says_so(town: Store) -> None:
    target = town.ask(kinds.one, Work.SESSION, 1)
    town.do(duty_commands.change_people, [target.duty(2, Role.LEAD)])
    day = timedelta(days=1)
    busy = DutyInput(2, Work.PATROL, Role.HAND, NINE + day, NINE + day + HOUR)
    town.do(duty_commands.change_people, [busy])
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("e", "4", "ctrl+s")
        assert "赵娟 comes along. ⚠ 赵娟" in pilot.status()
        assert loaded(town.ask(testing.session, 1).starts_at) == NINE + day
        await pilot.press("e", "4")
        await pilot.save(day="04-01")
        assert "choose today or a later day" in pilot.problem("day")


async def test_a_session_without_a_site_is_told_by_its_compounds(town: Store) -> None:
    version = town.ask(testing.session, 1).version
    town.do(testing_commands.change_session, 1, version, {"site": ""})
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("e", "3")
        assert "甲苑: called off" in pilot.status()
        await pilot.press("z", "P", "1")
        assert "Started: 甲苑" in pilot.status()


# -- what is wrong beside people lacking -----------------------------------------------------------


async def test_a_session_with_too_few_desks_says_what_would_do(town: Store) -> None:
    begin_more(town, 929)
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("e", "1")
        await pilot.save(ends_at="13:00")
        assert "⚠ 929 people are called and the desks take 480. " in pilot.status()
        assert "Desks that would do: 2; or until 04-09 16:45." in pilot.status()
        assert pilot.cells()[1][3] == "⚠ 1"
        assert "929 people are called" in " ".join(pilot.shown("#detail").split())
        await pilot.press("f2")
        assert any("⚠ 929 people are called" in line for line in pilot.choices())
        await pilot.press("f5", "O")
        await pilot.save(desk_hour="240")
        assert pilot.cells()[1][3] == "1"
        await pilot.press("z")
        assert pilot.cells()[1][3] == "⚠ 1"


async def test_how_long_a_stop_takes_is_set_and_duties_follow(town: Store) -> None:
    target = town.ask(kinds.one, Work.DROP, 1)
    town.do(duty_commands.change_people, [target.duty(1, Role.CARRY), target.duty(2, Role.LEAD)])

    def lasts() -> list[timedelta]:
        rows = town.ask(duties.of_work, Work.DROP, 1)
        return [loaded(row.ends_at) - loaded(row.starts_at) for row in rows]

    async with desk(town, "f4", size=WIDE) as pilot:
        assert lasts() == [12 * MINUTE, 40 * MINUTE]
        await pilot.press("O")
        assert pilot.values().items() >= {"stop": "12", "handing_out": "40"}.items()
        await pilot.save(stop="20", handing_out="60")
        assert lasts() == [20 * MINUTE, 60 * MINUTE]
        assert pilot.cells()[1][3] == "2/2", "who has all of it still has all of it"
        await pilot.press("z")
        assert lasts() == [12 * MINUTE, 40 * MINUTE]


async def test_a_closed_gate_is_told_where_the_stop_and_the_session_are(town: Store) -> None:
    town.do(close_places, [PlaceKey(Extent.COMPOUND, 1)], NINE.date())
    async with desk(town, "f4", size=WIDE) as pilot:
        assert (pilot.cells()[1][4], pilot.cells()[2][4]) == ("⚠ closed", "to unload")
        assert "甲苑 closed then: hand the goods" in " ".join(pilot.shown("#detail").split())
        await pilot.press("f5")
        assert pilot.cells()[1][7] == "⚠ closed"
        assert "test them at their own doors" in " ".join(pilot.shown("#detail").split())
        await pilot.press("f2")
        assert sum("⚠ 甲苑 closed then" in line for line in pilot.choices()) == 2


async def test_who_cannot_come_for_closed_gates_is_told_wherever_they_stand(store: Store) -> None:
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="乙苑"),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="甲苑"),
    )
    goods = (ItemInput("蔬菜包", 20, "份"),)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, goods, drops=("甲苑",)))
    target = store.ask(kinds.one, Work.DROP, 1)
    store.do(duty_commands.change_people, [target.duty(no, Role.CARRY) for no in (1, 2)])
    store.do(close_places, [PlaceKey(Extent.COMPOUND, 1)], NINE.date())
    async with desk(store, "f4", size=WIDE) as pilot:
        assert pilot.cells()[1][3].startswith("1/2")
        detail = " ".join(pilot.shown("#detail").split())
        assert detail.count("✗ not let in there") == 1
        await pilot.press("a")
        told = {"赵娟" in line: "✗ not let in there" in line for line in pilot.choices()}
        assert told == {True: True, False: False}
        assert "1/2" in pilot.shown("#assign-need")
        await pilot.press("escape", "f6")
        assert pilot.cells()[2][2] == "⚠ gates shut"
        assert pilot.cells()[1][2] == "at home"


def begin_more(store: Store, people: int) -> None:
    """People to be tested, in one household of the first compound."""
    with store.step() as step:
        step.act("set")
        add_households(step, [HouseholdInput("甲苑", "1", room="101", people=people)])


# -- people given ----------------------------------------------------------------------------------


async def test_several_are_marked_with_roles_and_given_as_one_act(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Assign)
        assert "0/3 short 3" in pilot.shown("#assign-need")
        assert "[lead]" in pilot.shown("#assign-roles")
        assert "石磊" in pilot.choices()[0], "staff come first for a lead"
        await pilot.press("space")
        assert "[desk]" in pilot.shown("#assign-roles"), "the next role that lacks people"
        await pilot.press("space", "space")
        assert "3/3" in pilot.shown("#assign-need")
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, Assign)
        found = given_to(town, Work.SESSION, 1)
        assert [role for _person, role in found] == ["lead", "desk", "order"]
        assert found[0] == ("石磊", "lead")
        assert "given to 中心花园" in pilot.status()
        await pilot.press("z")
        assert given_to(town, Work.SESSION, 1) == []


async def test_enter_alone_gives_the_person_under_the_cursor(town: Store) -> None:
    async with desk(town, "f4") as pilot:
        await pilot.press("a", "down", "enter")
        assert [role for _person, role in given_to(town, Work.DROP, 1)] == ["carry"]
        assert pilot.cells()[1][3] == "1/2 short 1"


async def test_who_is_busy_or_absent_is_told_and_not_taken(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        target = town.ask(kinds.one, Work.SESSION, 1)
        town.do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
        await pilot.press("f4", "a")
        assert ["✗" in text for text in pilot.choices()] == [False, False, True, True]
        await pilot.press("end")
        told = pilot.shown("#assign-said")
        assert "沈静怡 is isolated then." in told
        await pilot.press("space", "enter")
        assert isinstance(pilot.app.screen, Assign), "nothing was given"
        await pilot.press("up")
        assert "石磊 is at 中心花园 then" in pilot.shown("#assign-said")
        await pilot.press("space", "enter")
        assert given_to(town, Work.DROP, 1) == []


async def test_a_warning_is_told_and_does_not_stop(town: Store) -> None:
    for no in (2, 3):
        version = town.ask(
            sqlite3.Connection.execute, "SELECT version FROM person WHERE no = ?", (no,)
        ).fetchone()
        hours = {"available_from": 600, "available_until": 660}
        town.do(roster_commands.change_person, no, version[0], hours)
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("a", "down")
        assert "is available from 10:00 to 11:00 only." in pilot.shown("#assign-said")
        await pilot.press("space", "enter")
        assert len(given_to(town, Work.DROP, 1)) == 1


async def test_people_are_taken_back_and_change_roles(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        target = town.ask(kinds.one, Work.SESSION, 1)
        town.do(duty_commands.change_people, [target.duty(1, Role.LEAD), target.duty(2, Role.DESK)])
        await pilot.press("a", "home", "space")
        assert "1/3" in pilot.shown("#assign-need")
        await pilot.press("enter")
        assert given_to(town, Work.SESSION, 1) == [("赵娟", "desk")]
        await pilot.press("a", "home", "tab", "tab", "enter")
        assert given_to(town, Work.SESSION, 1) == [("赵娟", "order")]


async def test_people_are_found_by_initials(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("a", "slash", "s", "x", "y")
        assert len(pilot.choices()) == 1
        await pilot.press("enter", "space", "enter")
        assert given_to(town, Work.DROP, 1) == [("孙秀英", "carry")]


async def test_somebody_taken_meanwhile_is_told_and_nothing_is_lost(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("a", "space", "space")
        target = town.ask(kinds.one, Work.SESSION, 1)
        town.do(duty_commands.change_people, [target.duty(2, Role.LEAD)])
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Assign)
        assert "赵娟 is at 中心花园 then" in pilot.shown("#assign-said")
        assert given_to(town, Work.DROP, 1) == []


async def test_assign_speaks_both_languages_at_once(town: Store) -> None:
    async with desk(town, "f4") as pilot:
        await pilot.press("a", "f12")
        assert "缺2" in pilot.shown("#assign-need")
        assert pilot.title() == "卸货：甲苑"
        await pilot.press("f12")


# -- forms -----------------------------------------------------------------------------------------


async def test_a_pasted_notice_fills_the_form(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("n")
        await pilot.save(notice=NOTICE)
        assert pilot.values()["arrives_at"] == "04-10 09:00"
        assert pilot.values()["driver"] == "朱师傅"
        await pilot.press("ctrl+s")
        made = town.ask(supplies.delivery, 2)
        assert [(i.goods, i.quantity, i.rule) for i in made.items] == [
            ("蔬菜包", 30, "as_written"),
            ("牛奶", 15, "one_per_two"),
        ]
        assert [row.compound for row in town.ask(supplies.drops, 2)] == [
            "甲苑",
            "[/]乙苑",
        ]
        await pilot.press("z")
        assert town.ask(supplies.drops, 2) == []


async def test_a_text_without_goods_stays_in_the_form(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("n")
        await pilot.save(notice="大家辛苦了")
        assert "No goods were found" in pilot.problem("notice")
        await pilot.save(notice="")
        assert pilot.values()["items"] == ""


async def test_wrong_goods_and_times_are_told_at_their_fields(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("n", "ctrl+s")
        await pilot.save(items="鸡蛋很多", arrives_at="下个礼拜")
        assert "下个礼拜" in pilot.problem("arrives_at")
        await pilot.save(arrives_at="04-10 8:30")
        assert "鸡蛋很多" in pilot.problem("items")
        await pilot.save(items="鸡蛋 20盒，每户1盒")
        made = town.ask(supplies.delivery, 2)
        assert loaded(made.arrives_at) == NINE + timedelta(hours=23, minutes=30)


async def test_a_stop_and_its_delivery_are_edited(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("e", "1")
        await pilot.save(eta="09:30", hands_needed="4")
        rows = town.ask(supplies.drops, 1)
        assert [loaded(row.eta) - NINE for row in rows] == [
            timedelta(minutes=30),
            timedelta(minutes=42),
        ]
        assert rows[0].hands_needed == 4
        await pilot.press("e", "2")
        await pilot.save(items="蔬菜包 50份", driver="高师傅")
        assert town.ask(supplies.delivery, 1).driver == "高师傅"
        assert town.ask(supplies.drops, 1)[1].goods == ("蔬菜包 25份",)


async def test_a_session_is_planned_in_a_round_that_is_there(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("n", "1")
        await pilot.save(site="弄口", starts_at="13:00", ends_at="15:00", desks="两个")
        made = town.ask(testing.session, 2)
        assert (made.round_no, made.site, made.desks) == (1, "弄口", 2)
        assert loaded(made.starts_at) == NINE + 4 * HOUR


async def test_a_session_with_a_new_round_and_a_wrong_end(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("n", "1")
        await pilot.save(
            round="new:antigen", site="弄口", starts_at="04-10 13:00", ends_at="04-10 12:00"
        )
        assert "cannot end before it begins" in pilot.problem("ends_at")
        await pilot.save(ends_at="12:00")
        assert "That would be until 04-11 12:00" in pilot.problem("ends_at")
        await pilot.save(ends_at="14:00")
        assert town.ask(testing.session, 2).round_no == 2
        made = town.ask(testing.round_of, 2)
        assert (made.kind, made.day, made.pool_size) == ("antigen", "2022-04-10", 1)


async def test_a_session_and_its_round_are_edited(town: Store) -> None:
    async with desk(town, "f5", size=WIDE) as pilot:
        await pilot.press("e", "1")
        await pilot.save(desks="3")
        assert pilot.cells()[1][5] == "0/7 short 7"
        await pilot.press("e", "2")
        await pilot.save(name="加做一轮", day="04-11")
        made = town.ask(testing.round_of, 1)
        assert (made.name, made.day) == ("加做一轮", "2022-04-11")


async def test_a_stop_and_a_session_are_called_off_and_planned_again(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        await pilot.press("e", "3")
        assert pilot.shown(".about").startswith("Stop 1 at 甲苑")
        await pilot.press("2")
        assert states(town) == ["planned", "planned"], "left as it was"
        await pilot.press("o", "1")
        one, two = town.ask(supplies.drops, 1)
        assert (one.state, one.goods, two.goods) == ("cancelled", (), ("蔬菜包 20份",))
        await pilot.press("v", "v", "home", "e", "3")
        one, two = town.ask(supplies.drops, 1)
        assert (one.state, one.goods, two.goods) == ("planned", ("蔬菜包 10份",), ("蔬菜包 10份",))
        await pilot.press("f5", "e", "3")
        assert town.ask(testing.session, 1).state == "cancelled"
        await pilot.press("z")
        assert town.ask(testing.session, 1).state == "planned"


async def test_from_a_drop_to_the_person_there(town: Store) -> None:
    async with desk(town, "f4", size=WIDE) as pilot:
        target = town.ask(kinds.one, Work.DROP, 1)
        town.do(duty_commands.change_people, [target.duty(3, Role.CARRY)])
        await pilot.press("g")
        place = pilot.here()
        assert (place.place, place.chosen()) == ("roster", 3)


async def test_empty_places_say_what_to_do(store: Store) -> None:
    begin(store, CompoundInput("甲苑"))
    async with desk(store, "f5", size=WIDE) as pilot:
        assert "n and 2 plan one" in pilot.here().empty_hint()
        for key in ("e", "a", "d"):
            pilot.here().say("")
            await pilot.press(key)
            assert "n and 2 plan one" in pilot.status()
