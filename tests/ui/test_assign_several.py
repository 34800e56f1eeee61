"""One choice of people for several marked stops or sessions, and one duty for several people."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import Role, Work
from models.households import CompoundInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.duties.assign_several import AssignSeveral
from tests.beginning import begin
from tests.ui.driving import WIDE, Driven, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)


@pytest.fixture
def town(store: Store) -> Store:
    """Three sessions two hours apart, two stops at nine; four people of whom one is isolated and
    one leads the second session."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.STAFF),
        PersonInput("孙秀英", PersonKind.STAFF),
        PersonInput("沈静怡", PersonKind.STAFF),
    )
    store.do(roster_presence.record_presence, [4], PresenceInput(Place.ISOLATED, store.now()))
    sessions = [
        SessionInput(at and 1, f"弄口{at + 1}", ("甲苑",), start, start + HOUR, 1)
        for at, start in enumerate((NINE, NINE + 2 * HOUR, NINE + 4 * HOUR))
    ]
    store.do(
        testing_commands.add_session,
        sessions[0],
        RoundInput("第五轮", RoundKind.PCR, NINE.date()),
    )
    for session in sessions[1:]:
        store.do(testing_commands.add_session, session)
    store.do(
        duty_commands.change_people, [store.ask(kinds.one, Work.SESSION, 2).duty(2, Role.LEAD)]
    )
    goods = (ItemInput("蔬菜包", 20, "份"),)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE + 8 * HOUR, goods))
    return store


def given_to(store: Store, no: int, work: Work = Work.SESSION) -> set[tuple[str | None, str]]:
    return {(row.person, row.role) for row in store.ask(duties.of_work, work, no)}


def line_of(pilot: Driven, name: str) -> str:
    return next(line for line in pilot.choices() if name in line)


async def test_people_are_chosen_once_for_all_that_are_marked(town: Store) -> None:
    async with desk(town, "f5", "asterisk", "a", size=WIDE) as pilot:
        assert isinstance(pilot.app.screen, AssignSeveral)
        assert pilot.title() == "Testing: 3 sessions"
        assert "free for 3" in line_of(pilot, "石磊")
        told = line_of(pilot, "赵娟")
        assert "free for 2" in told
        assert "there already: #2" in told
        assert "✗ cannot for 3: #1 #2 #3" in line_of(pilot, "沈静怡")
        await pilot.press("space", "space", "ctrl+s")
        assert given_to(town, 1) == {("石磊", "lead"), ("孙秀英", "desk")}
        assert given_to(town, 2) == {("石磊", "lead"), ("孙秀英", "desk"), ("赵娟", "lead")}
        assert given_to(town, 3) == given_to(town, 1)
        assert "given to 3 sessions." in pilot.status()
        assert len(pilot.here().marked()) == 1, "what it was done to is marked no more"
        await pilot.press("z")
        assert given_to(town, 1) == given_to(town, 3) == set()
        assert given_to(town, 2) == {("赵娟", "lead")}


async def test_where_somebody_cannot_be_is_told_and_the_rest_is_done(town: Store) -> None:
    target = town.ask(kinds.one, Work.SESSION, 2)
    town.do(testing_commands.add_session, SessionInput(1, "南门", ("乙苑",), NINE, NINE + HOUR, 1))
    town.do(duty_commands.change_people, [target.duty(1, Role.DESK)])
    async with desk(town, "f5", "asterisk", "a", size=WIDE) as pilot:
        # Numbers 1 and 4 are at the same time: who takes one is busy for the other.
        assert "free for 3" in line_of(pilot, "孙秀英")
        assert "✗ busy for 1: #4" in line_of(pilot, "孙秀英")
        await pilot.press("slash", "s", "x", "y", "enter", "space", "ctrl+s")
        assert [no for no in (1, 2, 3, 4) if given_to(town, no) & {("孙秀英", "lead")}] == [1, 2, 3]
        assert "孙秀英 given to 3 sessions. ⚠ #4: 孙秀英 is at 弄口1 then" in pilot.status()
        assert pilot.here().marked() == (4,), "what is still to do stays marked"


async def test_who_can_be_nowhere_is_not_marked_and_each_reason_is_told(town: Store) -> None:
    async with desk(town, "f5", "asterisk", "a", "end", size=WIDE) as pilot:
        await pilot.press("space")
        told = " ".join(pilot.shown("#assign-said").split())
        for no in (1, 2, 3):
            assert f"#{no}: 沈静怡 is isolated then." in told
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, AssignSeveral), "nothing was given"


async def test_as_many_as_lack_are_marked_of_those_who_are_free_for_all(town: Store) -> None:
    async with desk(town, "f5", "asterisk", "a", "asterisk", "ctrl+s", size=WIDE):
        assert [role for _who, role in sorted(given_to(town, 1))] == ["desk", "lead", "order"]
        assert given_to(town, 3) == given_to(town, 1)
    town.do(testing_commands.add_session, SessionInput(1, "南门", ("乙苑",), NINE, NINE + HOUR, 1))
    town.do(testing_commands.add_session, SessionInput(1, "北门", ("乙苑",), NINE, NINE + HOUR, 1))
    async with desk(town, "f5", "asterisk", "a", "asterisk", size=WIDE) as pilot:
        assert not any("free for 5" in line for line in pilot.choices())
        assert "lead" not in line_of(pilot, "石磊"), "nobody is free for two at the same time"


async def test_what_all_refuse_by_now_is_told_for_each(town: Store) -> None:
    async with desk(town, "f4", "asterisk", "a", "space", size=WIDE) as pilot:
        (name,) = (line for line in pilot.choices() if "☑" in line or "[x]" in line)
        who = next(n for n, one in enumerate(("石磊", "赵娟", "孙秀英"), 1) if one in name)
        town.do(roster_presence.record_presence, [who], PresenceInput(Place.HOSPITAL, town.now()))
        await pilot.press("ctrl+s")
        told = " ".join(pilot.shown("#assign-said").split())
        assert "#1, 2:" in told, "the same reason once"
        assert "is in hospital then." in told
        assert given_to(town, 1, Work.DROP) == set()


async def test_several_speak_chinese_at_once(town: Store) -> None:
    async with desk(town, "f5", "asterisk", "a", "f12", size=WIDE) as pilot:
        assert pilot.title() == "核酸：这3场"
        assert "3 处有空" in line_of(pilot, "石磊")
        assert "已在：#2" in line_of(pilot, "赵娟")


async def test_several_people_are_given_one_duty_in_one_step(town: Store) -> None:
    async with desk(town, "f6", "asterisk", "a", size=WIDE) as pilot:
        assert "4 people" in pilot.title()
        await pilot.save(work="patrol", starts_at="11:00", ends_at="12:00", note="东门")
        rows = [
            row
            for no in (1, 2, 3, 4)
            for row in town.ask(duties.of_person, no, NINE, NINE + 4 * HOUR)
            if row.work == "patrol"
        ]
        assert [row.person for row in rows] == ["石磊", "孙秀英"]
        told = pilot.status()
        assert "石磊, 孙秀英: 11:00-12:00 东门" in told
        assert "赵娟 is at 弄口2 then" in told
        assert "沈静怡 is isolated then" in told
        assert pilot.here().marked() == (2, 4)
        await pilot.press("z")
        assert not town.ask(duties.of_person, 1, NINE, NINE + 4 * HOUR)
