"""The roster at the desk: who is where, forms, several at once, what is private."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens.i18n import set_language
from screens.kit.columns import View
from screens.roster.place import Roster
from screens.shell import Shell


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Path:
    """A file with a secretary isolated, two at work, a volunteer with a duty tomorrow."""
    store = Store(tmp_path / "team.db", clock)
    now = clock.now()
    isolated = PresenceInput(
        Place.ISOLATED, now - timedelta(hours=32), expected_back=date(2022, 4, 27), reason="密接"
    )
    for given in (
        PersonInput("姚伟", PersonKind.STAFF, post="书记", phone="13800009366", presence=isolated),
        PersonInput("于芳凯", PersonKind.STAFF, post="社工", private_note="想辞职", note="低血糖"),
        PersonInput("谢鹏燕", PersonKind.STAFF),
        PersonInput("侯凯文", PersonKind.VOLUNTEER, skills=("带路",), hours="7:00-10:00"),
    ):
        store.do(roster_commands.add_person, given)
    tomorrow = now + timedelta(days=1)
    given = DutyInput(2, Work.GUIDE, Role.GUIDE, tomorrow, tomorrow + timedelta(hours=2))
    store.do(duty_commands.change_people, [given])
    store.close()
    return store.path


@asynccontextmanager
async def desk(path: Path, clock: FixedClock, size: tuple[int, int]) -> AsyncIterator[Pilot[int]]:
    set_language("en")
    app = Shell(path, clock)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("f6")
        await ready(pilot)
        yield pilot


async def ready(pilot: Pilot[int]) -> None:
    """Until threads and timers have done what was asked."""
    for _ in range(3):
        await pilot.pause(0.05)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def here(pilot: Pilot[int]) -> Roster:
    place = pilot.app.screen_stack[0]
    assert isinstance(place, Roster)
    return place


def rows(pilot: Pilot[int]) -> list[list[str]]:
    place = here(pilot)
    view = View(place.desk.masked, place.store.now())
    shown = []
    for row in place.listing(place.query_now).rows():
        said = (column.cell(row, view) for column in place.columns)
        shown.append([cell if isinstance(cell, str) else cell[0] for cell in said])
    return shown


def detail(pilot: Pilot[int]) -> str:
    return str(here(pilot).query_one("#detail", Static).content)


async def test_who_is_where(team: Path, clock: FixedClock) -> None:
    async with desk(team, clock, (120, 40)) as pilot:
        assert [row[:6] for row in rows(pilot)] == [
            ["姚伟", "书记", "isolated", "✗", "04-27", ""],
            ["于芳凯", "社工", "on site", "✓", "", ""],
            ["谢鹏燕", "staff", "on site", "✓", "", ""],
            ["侯凯文", "volunteer", "at home", "", "", ""],
        ]
        assert "isolated · since 04-08, back 04-27 · 密接" in " ".join(detail(pilot).split())


async def test_the_detail_shows_duties_and_keeps_private_what_is_private(
    team: Path, clock: FixedClock
) -> None:
    async with desk(team, clock, (120, 40)) as pilot:
        await pilot.press("down")
        await ready(pilot)
        today, tomorrow = detail(pilot).split("Duties tomorrow")
        assert "none" in today
        assert "08:00-10:00  guiding  guide" in tomorrow
        assert "想辞职" in today
        assert "低血糖" in today
        await pilot.press("m")
        await ready(pilot)
        assert "想辞职" not in detail(pilot)
        assert "低血糖" not in detail(pilot)
        assert "13800009366" not in str(rows(pilot))
        await pilot.press("up")
        await ready(pilot)
        assert "密接" not in detail(pilot)
        assert "138****9366" in str(rows(pilot))


async def test_the_form_behind_the_mask_leaves_the_private_note_alone(
    team: Path, clock: FixedClock
) -> None:
    async with desk(team, clock, (80, 24)) as pilot:
        await pilot.press("m", "down", "e")
        await ready(pilot)
        await pilot.press("1")
        await ready(pilot)
        form = pilot.app.screen
        assert not form.query("#edit-private_note")
        form.query_one("#edit-hours", Input).value = "8点到12点半"
        form.query_one("#edit-note", TextArea).text = ""
        await pilot.press("ctrl+s")
        await ready(pilot)
        view = here(pilot).store.ask(roster.person, 2)
        assert view is not None
        assert (view.private_note, view.note) == ("想辞职", "")
        assert (view.available_from, view.available_until) == (480, 750)


async def test_who_holds_duties_is_not_taken_off(team: Path, clock: FixedClock) -> None:
    async with desk(team, clock, (80, 24)) as pilot:
        for moves, left in ((1, 4), (1, 3)):
            await pilot.press(*["down"] * moves, "e")
            await ready(pilot)
            await pilot.press("2")
            await ready(pilot)
            assert len(here(pilot).store.ask(roster.people)) == left


async def test_a_duty_is_given_and_taken_away(team: Path, clock: FixedClock) -> None:
    async with desk(team, clock, (80, 24)) as pilot:
        await pilot.press("down", "down", "a")
        await ready(pilot)
        form = pilot.app.screen
        form.query_one("#edit-work", Select).value = "night"
        form.query_one("#edit-starts_at", Input).value = "22:00"
        form.query_one("#edit-ends_at", Input).value = "2:00"
        form.query_one("#edit-note", Input).value = "门岗"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert pilot.app.screen is here(pilot)
        ask, now = here(pilot).store.ask, clock.now()
        (duty,) = ask(duties.of_person, 3, now, now + timedelta(days=1))
        assert (duty.work, duty.starts_at, duty.ends_at, duty.where) == (
            "night",
            "2022-04-09T14:00:00Z",
            "2022-04-09T18:00:00Z",
            "门岗",
        )
        await pilot.press("a")
        await ready(pilot)
        await pilot.press("2")
        await ready(pilot)
        assert ask(duties.of_person, 3, now, now + timedelta(days=1)) == []


async def test_nobody_absent_is_given_a_duty(team: Path, clock: FixedClock) -> None:
    async with desk(team, clock, (80, 24)) as pilot:
        await pilot.press("a")
        await ready(pilot)
        form = pilot.app.screen
        form.query_one("#edit-work", Select).value = "patrol"
        form.query_one("#edit-note", Input).value = "门岗"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert pilot.app.screen is form
        assert "姚伟 is isolated then" in str(form.query_one("#form-foot", Static).content)
