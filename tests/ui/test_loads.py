"""The last 100 metres at the desk: planned in one key, changed by line, given, begun, done."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.cells import cell_len

from data.duties import commands as duty_commands
from data.loads import commands, plans, queries
from data.loads.settings import load_settings
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.work.kinds import KINDS
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.loads import LoadRow
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import LOCAL
from screens.duties.assign import Assign
from screens.loads.dialog import Carry
from screens.loads.paper import LoadPaper
from screens.subjects import BY_NAME
from screens.supplies.place import Supplies
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Size, both_sizes, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
ZHAO, LI, SUN = 1, 2, 3


@pytest.fixture
def town(store: Store) -> Store:
    """Two gates with a truck at nine; two who live at the first, nobody at the second."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        *(HouseholdInput("甲苑", "3", room=f"{floor}01", people=2) for floor in range(1, 4)),
        HouseholdInput("甲苑", "5", room="101", people=2),
        HouseholdInput("乙苑", "7", room="101", people=2),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("李强", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="甲苑", no_heavy_work=True),
    )
    item = ItemInput("蔬菜包", 5, "份", AllocationRule.PER_HOUSEHOLD)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (item,), "沪A"))
    return store


def loads(store: Store) -> list[LoadRow]:
    return store.ask(queries.loads_at, store.ask(plans.drops_of, 1))


def leave(store: Store, no: int) -> None:
    """Somebody is gone, and nobody saw yet to what they hold."""
    given = PresenceInput(Place.HOSPITAL, store.now())
    store.do(roster_presence.record_presence, [no], given)


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_gate_is_planned_in_one_key_and_given_with_another(
    town: Store, size: Size, language: str
) -> None:
    keys = ["f12"] if language == "zh" else []
    async with desk(town, *keys, "f4", "U", size=size) as pilot:
        pilot.front(Carry)
        (line,) = pilot.choices()
        assert "甲苑  3 5" in line
        assert "→ 赵娟" in line
        assert "蔬菜包 4份" in pilot.shown(".plan-why")
        await pilot.press("ctrl+s")
        (row,) = loads(town)
        assert (row.buildings, row.members, row.state) == (("3", "5"), ("赵娟",), "planned")
        assert isinstance(pilot.app.screen, Supplies)
        assert "赵娟" in pilot.status()
        await pilot.press("z")
        assert loads(town) == []


async def test_marked_drops_and_the_whole_delivery(town: Store) -> None:
    async with desk(town, "f4", "asterisk", "U") as pilot:
        assert [line.split()[0] for line in pilot.choices()] == ["乙苑", "甲苑"]
        assert "✗ nobody" in pilot.choices()[0], "what nobody carries comes first"
        assert "1 more with a trolley would do" in pilot.shown(".plan-why")
        await pilot.press("escape", "asterisk", "U")
        assert len(pilot.choices()) == 1
        await pilot.press("v")
        assert len(pilot.choices()) == 2
        await pilot.press("v")
        assert len(pilot.choices()) == 1


async def test_lines_are_changed_by_hand(town: Store) -> None:
    async with desk(town, "f4", "U", size=WIDE) as pilot:
        await pilot.press("enter")
        listed = pilot.choices("#choose-list")
        assert "李强" in listed[0]
        assert "孙秀英" in listed[1], "who may not lift is last, and warned of"
        await pilot.press("1")
        pilot.front(Carry)
        assert "→ 李强" in pilot.choices()[0]
        await pilot.press("v")
        assert "not given yet" in pilot.shown(".plan-said")
        assert len(pilot.choices()) == 1, "what was changed stays"
        await pilot.press("R", "1")
        assert "on foot" in pilot.choices()[0]
        await pilot.press("x")
        assert "✗ nobody" in pilot.choices()[0]
        assert "left open by you" in pilot.shown(".plan-why")
        await pilot.press("x")
        assert "→ 赵娟" in pilot.choices()[0], "who was proposed is back"
        await pilot.press("x", "ctrl+s")
        (row,) = loads(town)
        assert (row.members, row.coming) == ((), 0)


async def test_what_another_desk_does_leaves_changes_by_hand_as_they_are(town: Store) -> None:
    async with desk(town, "f4", "U") as pilot:
        await pilot.press("enter", "1")
        with another_desk(town) as theirs:
            busy = DutyInput(LI, Work.PATROL, Role.HAND, NINE, NINE.replace(hour=11))
            theirs.do(duty_commands.change_people, [busy])
        await pilot.looked_again()
        assert "→ 李强" in pilot.choices()[0]
        await pilot.press("ctrl+s")
        pilot.front(Carry)
        assert "李强" in pilot.shown(".plan-said"), "what keeps it from being done is told"
        assert loads(town) == []
        await pilot.press("ctrl+r", "ctrl+s")
        assert loads(town)[0].members == ("赵娟",)


async def test_escape_asks_once_what_becomes_of_changed_loads(town: Store) -> None:
    async with desk(town, "f4", "U") as pilot:
        await pilot.press("x", "escape")
        assert "What you changed is not kept yet." in pilot.shown(".about")
        await pilot.press("3")
        pilot.front(Carry)
        await pilot.press("x", "escape", "1")
        assert not isinstance(pilot.app.screen, Carry)
        assert loads(town)[0].members == ("赵娟",)
        await pilot.press("U", "escape")
        assert not isinstance(pilot.app.screen, Carry), "nothing was changed"


async def test_a_load_is_not_carried_before_the_truck_is_there(town: Store) -> None:
    async with desk(town, "f4", "U", "ctrl+s", "U") as pilot:
        await pilot.press("d")
        assert "Load 1 is still on the truck, which is at 甲苑 at" in pilot.status()
        assert loads(town)[0].state == "planned"


async def test_loads_begin_and_are_done_and_somebody_falls_out(town: Store) -> None:
    with town.step() as step:
        step.act("set")
        step.conn.execute("UPDATE supply_drop SET arrived_at = eta")
    async with desk(town, "f4", "U", "ctrl+s", "U") as pilot:
        assert "☐ 赵娟" in pilot.choices()[0]
        leave(town, ZHAO)
        await pilot.looked_again()
        assert "→ 李强" in pilot.choices()[0], "only what is open is planned anew"
        await pilot.press("ctrl+s", "U", "P")
        assert "▸ 李强" in pilot.choices()[0]
        assert loads(town)[0].state == "under_way"
        await pilot.press("d")
        assert loads(town)[0].state == "done"
        await pilot.press("d")
        assert "Load 1 is in that state already." in pilot.status()
        await pilot.press("z")
        assert loads(town)[0].state == "under_way"
        await pilot.press("enter")
        pilot.front(Assign)


async def test_the_detail_of_a_drop_tells_its_loads(town: Store) -> None:
    async with desk(town, "f4", "U", "ctrl+s", size=WIDE) as pilot:
        told = pilot.here().detail(1).plain
        assert "The last 100 metres  0/1" in told
        assert "3 5" in told
        assert "赵娟" in told


async def test_a_sheet_for_who_carries_and_the_settings(town: Store) -> None:
    async with desk(town, "f4", "U", "ctrl+s", "U", "p", size=LOW) as pilot:
        pilot.front(LoadPaper)
        assert "☐ building 3  蔬菜包 3份" in pilot.shown("#paper-text")
        await pilot.press("escape", "O")
        assert pilot.title() == "Settings of carrying"
        await pilot.save(foot="9")
        assert town.ask(load_settings).foot == 9
        pilot.front(Carry)


async def test_a_drop_without_shares_says_what_to_do(town: Store) -> None:
    with town.step() as step:
        step.act("set")
        step.conn.execute("DELETE FROM building_share")
    async with desk(town, "f4", "U") as pilot:
        assert "Divide the goods first." in pilot.shown(".plan-said")
        assert pilot.choices() == []
        await pilot.press("ctrl+s", "x", "R", "enter", "P")
        pilot.front(Carry)
        assert loads(town) == []


async def test_a_line_fits_the_smallest_terminal(town: Store) -> None:
    async with desk(town, "f4", "asterisk", "U", size=LOW) as pilot:
        assert all(cell_len(line) <= 72 for line in pilot.choices())


def test_work_that_has_no_place_of_its_own_opens_over_what_is_shown() -> None:
    for kind in KINDS:
        subject = BY_NAME[kind.subject]
        assert subject.place or subject.record, kind.subject


async def test_a_load_is_opened_from_the_day(town: Store) -> None:
    town.do(commands.plan_loads, town.ask(plans.plan_loads, [1], town.now()).lines, ())
    async with desk(town) as pilot:
        pilot.desk.show_record("loads", 1)
        await pilot.settled()
        pilot.front(Carry)
        assert "赵娟" in pilot.choices()[0]
