"""Boxes to tick: one look everywhere, and what is shown ticked is what is done."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from data.absence import commands as absence_commands
from data.absence import plans
from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.store import Store
from data.testing import commands as testing_commands
from data.testing import queries as testing
from models.absence import AbsenceInput
from models.custody import CustodyInput, KeptKind
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.testing import RoundInput, RoundKind, SessionInput
from screens.absence.present import Back
from screens.attendance.dialog import Attendance
from screens.custody.dialog import Custody
from screens.duties.assign import Assign
from screens.kit.choices import Choices
from tests.beginning import begin
from tests.ui.driving import WIDE, Driven, Size, both_sizes, desk

SHI, LIN, XU = 1, 2, 3
HOUR = timedelta(hours=1)
SCREENS = Path(__file__).resolve().parents[2] / "screens"
BOXES = re.compile("[☑☐]")


@pytest.fixture
def town(store: Store) -> Store:
    """Three people, a session at ten, two duties today, two things kept by the first."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="甲苑"),
    )
    now = store.now()
    for hours in (3, 6):
        starts = now + hours * HOUR
        given = DutyInput(SHI, Work.PATROL, Role.HAND, starts, starts + HOUR, note=f"{hours}门")
        store.do(duty_commands.change_people, [given])
    for what in ("医保卡", "钥匙"):
        kept = CustodyInput(KeptKind.CARD, what, SHI, owner="秦某", since=now - HOUR)
        store.do(custody_commands.add_thing, kept)
    ten = now + 2 * HOUR
    session = SessionInput(0, "弄口", ("甲苑",), ten, ten + HOUR, 1)
    store.do(testing_commands.add_session, session, RoundInput("第一轮", RoundKind.PCR, now.date()))
    return store


def fall_out(store: Store, no: int) -> None:
    with store.read() as conn:
        given = AbsenceInput((no,), PresenceInput(Place.ISOLATED, store.now()))
        made = plans.plan(conn, given, store.now(), duties.settings(conn))
    store.do(absence_commands.apply_absence, given, made.lines)


def drawn(pilot: Driven, selector: str) -> list[str]:
    """The lines of a list as they stand on the screen, each from its box on."""
    widget = pilot.app.screen.query_one(selector)
    lines = (widget.render_line(y).text for y in range(widget.size.height))
    return [line[found.start() :] for line in lines if (found := BOXES.search(line))]


def ticked(lines: list[str]) -> list[bool]:
    return [line.startswith("☑") for line in lines]


@both_sizes
async def test_who_is_back_takes_what_is_ticked_and_no_more(town: Store, size: Size) -> None:
    fall_out(town, SHI)
    async with desk(town, "f6", "i", "1", size=size) as pilot:
        pilot.front(Back)
        assert ticked(drawn(pilot, "#back-list")) == [False] * 4
        await pilot.press("down", "space", "down", "down", "space", "space")
        lines = drawn(pilot, "#back-list")
        assert ticked(lines) == [False, True, False, False]
        assert "14:00-15:00" in lines[1]
        await pilot.press("enter")
        await pilot.settled()
        assert "took 1 thing again" in pilot.status()
        mine = [row.note for row in town.ask(duties.between, town.now(), town.now() + 24 * HOUR)
                if row.person == "施敏"]  # fmt: skip
        assert mine == ["6门"]
        assert town.ask(custody.held_by, SHI) == []


async def test_with_nothing_ticked_nothing_is_taken_and_it_is_said_so(town: Store) -> None:
    fall_out(town, SHI)
    async with desk(town, "f6", "i", "1", "enter") as pilot:
        await pilot.settled()
        assert "施敏 is back." in pilot.status()
        assert town.ask(custody.held_by, SHI) == []


async def test_who_is_ticked_is_given_the_work(town: Store) -> None:
    async with desk(town, "f5", "a") as pilot:
        pilot.front(Assign)
        assert ticked(drawn(pilot, "#assign-list")) == [False] * 3
        await pilot.press("space")
        shown = drawn(pilot, "#assign-list")
        names = [line.split()[1] for line, on in zip(shown, ticked(shown), strict=True) if on]
        assert len(names) == 1
        await pilot.press("ctrl+s")
        assert [row.person for row in town.ask(duties.of_work, Work.SESSION, 1)] == names


async def test_what_is_ticked_is_handed_over(town: Store) -> None:
    async with desk(town, "f6", "K") as pilot:
        pilot.front(Custody)
        assert ticked(drawn(pilot, "#custody-list")) == [False, False]
        await pilot.press("down", "space")
        shown = drawn(pilot, "#custody-list")
        assert ticked(shown) == [False, True]
        await pilot.press("a")
        await pilot.save(holder_no=str(LIN))
        (given,) = town.ask(custody.held_by, LIN)
        assert given.what in shown[1]


async def test_who_is_ticked_has_come(town: Store) -> None:
    async with desk(town, "f6", "r") as pilot:
        pilot.front(Attendance)
        assert ticked(drawn(pilot, "#attendance-list")) == [False, False]
        await pilot.press("end", "space")
        assert ticked(drawn(pilot, "#attendance-list")) == [False, True]
        await pilot.press("r")
        came = [town.ask(duties.duty, no).checked_in_at is not None for no in (1, 2)]
        assert came == [False, True]


async def test_what_is_ticked_in_a_form_is_saved(town: Store) -> None:
    async with desk(town, "f5", "e", "1", size=WIDE) as pilot:
        listed = pilot.field("compounds")
        assert isinstance(listed, Choices)
        assert ticked(drawn(pilot, "#edit-compounds")) == [True, False]
        listed.focus()
        await pilot.press("end", "space", "home", "space")
        assert ticked(drawn(pilot, "#edit-compounds")) == [False, True]
        await pilot.save()
        assert list(town.ask(testing.session, 1).compounds) == ["乙苑"]


def test_a_box_is_drawn_by_the_kit_alone() -> None:
    drawing = {
        file.relative_to(SCREENS).as_posix()
        for file in SCREENS.rglob("*.py")
        if BOXES.search("".join(file.read_text(encoding="utf-8").split('"""')[::2]))
        or re.search(r"\b(?:SelectionList(?:\[\w+\])?|Checkbox|Switch)\(", file.read_text("utf-8"))
    }
    assert drawing == {"kit/ticks.py"}
