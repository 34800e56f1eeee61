"""The roster at the desk: who is where, forms, several at once, what is private."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from data.closed.commands import close_places
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import queries as roster
from data.store import Store
from models.closed import Extent, PlaceKey
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from tests.beginning import begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk


@pytest.fixture
def team(store: Store) -> Store:
    """A secretary isolated, two at work, a volunteer with a duty tomorrow."""
    now = store.now()
    isolated = PresenceInput(
        Place.ISOLATED, now - timedelta(hours=32), expected_back=date(2022, 4, 27), reason="密接"
    )
    begin(
        store,
        PersonInput("姚伟", PersonKind.STAFF, post="书记", phone="13800009366", presence=isolated),
        PersonInput("于芳凯", PersonKind.STAFF, post="社工", private_note="想辞职", note="低血糖"),
        PersonInput("谢鹏燕", PersonKind.STAFF),
        PersonInput("侯凯文", PersonKind.VOLUNTEER, skills=("带路",), hours="7:00-10:00"),
    )
    tomorrow = now + timedelta(days=1)
    given = DutyInput(2, Work.GUIDE, Role.GUIDE, tomorrow, tomorrow + timedelta(hours=2))
    store.do(duty_commands.change_people, [given])
    return store


def roster_of(store: Store, size: Size = LOW) -> AbstractAsyncContextManager[Driven]:
    """The desk with its roster in front."""
    return desk(store, "f6", size=size)


async def test_who_is_where(team: Store) -> None:
    async with roster_of(team, WIDE) as pilot:
        assert [row[:6] for row in pilot.cells().values()] == [
            ["姚伟", "书记", "isolated", "✗", "04-27", ""],
            ["于芳凯", "社工", "on site", "✓", "", ""],
            ["谢鹏燕", "staff", "on site", "✓", "", ""],
            ["侯凯文", "volunteer", "at home", "", "", ""],
        ]
        assert "isolated · since 04-08, back 04-27 · 密接" in " ".join(
            pilot.shown("#detail").split()
        )


async def test_the_detail_shows_duties_and_keeps_private_what_is_private(team: Store) -> None:
    async with roster_of(team, WIDE) as pilot:
        await pilot.press("down")
        today, tomorrow = pilot.shown("#detail").split("Duties tomorrow")
        assert "none" in today
        assert "08:00-10:00  guiding  guide" in tomorrow
        assert "想辞职" in today
        assert "低血糖" in today
        await pilot.press("m")
        assert "想辞职" not in pilot.shown("#detail")
        assert "低血糖" not in pilot.shown("#detail")
        assert "13800009366" not in str(pilot.cells())
        await pilot.press("up")
        assert "密接" not in pilot.shown("#detail")
        assert "138****9366" in str(pilot.cells())


async def test_the_form_behind_the_mask_leaves_the_private_note_alone(team: Store) -> None:
    async with roster_of(team) as pilot:
        await pilot.press("m", "down", "e", "1")
        form = pilot.form()
        assert not form.query("#edit-private_note")
        await pilot.save(hours="8点到12点半", note="")
        view = team.ask(roster.person, 2)
        assert view is not None
        assert (view.private_note, view.note) == ("想辞职", "")
        assert (view.available_from, view.available_until) == (480, 750)


async def test_who_holds_duties_is_not_taken_off(team: Store) -> None:
    async with roster_of(team) as pilot:
        for moves, left in ((1, 4), (1, 3)):
            await pilot.press(*["down"] * moves, "e", "2")
            assert len(team.ask(roster.people)) == left


async def test_a_duty_is_given_and_taken_away(team: Store) -> None:
    async with roster_of(team) as pilot:
        await pilot.press("down", "down", "a")
        await pilot.save(work="night", starts_at="22:00", ends_at="2:00", note="门岗")
        assert pilot.app.screen is pilot.here()
        ask, now = team.ask, team.now()
        (duty,) = ask(duties.of_person, 3, now, now + timedelta(days=1))
        assert (duty.work, duty.starts_at, duty.ends_at, duty.where) == (
            "night",
            "2022-04-09T14:00:00Z",
            "2022-04-09T18:00:00Z",
            "门岗",
        )
        await pilot.press("a", "2")
        assert ask(duties.of_person, 3, now, now + timedelta(days=1)) == []


async def test_nobody_absent_is_given_a_duty(team: Store) -> None:
    async with roster_of(team) as pilot:
        await pilot.press("a")
        form = pilot.form()
        await pilot.save(work="patrol", note="门岗")
        assert pilot.app.screen is form
        assert "姚伟 is isolated then" in pilot.shown("#form-foot")


async def test_who_lives_in_a_closed_compound_works_inside_it_only_and_a_pass_opens_it(
    store: Store,
) -> None:
    begin(
        store,
        CompoundInput("甲苑"),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="甲苑", has_pass=True),
    )
    store.do(close_places, [PlaceKey(Extent.COMPOUND, 1)], date(2022, 4, 12))
    async with desk(store, "f6", size=WIDE) as pilot:
        told = " ".join(pilot.shown("#detail").split())
        assert "⚠ the whole compound closed until 04-12: only work inside it" in told
        await pilot.press("down")
        told = " ".join(pilot.shown("#detail").split())
        assert "closed until 04-12" in told
        assert "⚠" not in told
