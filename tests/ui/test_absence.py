"""Somebody falls out or is back, at the desk: what is shown, changed, applied, offered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from textual.widgets import SelectionList

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import queries as journal
from data.roster import queries as people
from data.roster.commands import add_person
from data.sampling.ticking import tick
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.times import LOCAL
from screens.absence.absent import Absence
from screens.absence.present import Back
from screens.kit.key_bar import KeyBar
from screens.roster.place import Roster
from tests.beginning import begin
from tests.tables import add_round, begin_town
from tests.ui.driving import Driven, Size, desk

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def team(store: Store) -> Store:
    """A secretary isolated, three at work, one of whom alone knows the lanes."""
    gone = PresenceInput(Place.ISOLATED, NOW - timedelta(hours=32), reason="密接")
    begin(
        store,
        PersonInput("姚伟", PersonKind.STAFF, post="书记", presence=gone),
        PersonInput("于芳凯", PersonKind.STAFF, skills=("弄堂带路",)),
        PersonInput("谢鹏燕", PersonKind.STAFF, phone="13800001475"),
        PersonInput("邱雪东", PersonKind.STAFF),
    )
    give(store, 2, Work.GUIDE, Role.GUIDE, 0)
    give(store, 2, Work.PATROL, Role.HAND, 4)
    return store


def give(store: Store, who: int, work: Work, role: Role, hours: int) -> None:
    starts = TOMORROW + timedelta(hours=hours)
    given = DutyInput(who, work, role, starts, starts + timedelta(hours=2), note="桂馨里")
    store.do(duty_commands.change_people, [given])


@asynccontextmanager
async def roster(store: Store, size: Size = (80, 24)) -> AsyncIterator[Driven]:
    async with desk(store, "f6", size=size) as pilot:
        yield pilot


def holders(store: Store) -> dict[str, str | None]:
    return {row.work: row.person for row in store.ask(duties.between, NOW, NOW + timedelta(days=3))}


async def test_what_she_holds_is_listed_what_nobody_can_do_first(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i")
        assert isinstance(pilot.app.screen, Absence)
        assert "isolated" in pilot.shown("#absence-head")
        assert "2 items of open work" in pilot.shown("#absence-head")
        assert "1 uncovered" in pilot.shown("#absence-head")
        first, second = pilot.choices()
        assert "guiding" in first
        assert "✗ nobody" in first
        assert "patrol" in second
        assert "→ " in second
        assert holders(team) == {"guide": "于芳凯", "patrol": "于芳凯"}, "nothing is written yet"


async def test_applied_in_one_step_and_undone_in_one(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i", "ctrl+s")
        assert isinstance(pilot.app.screen, Roster)
        assert "于芳凯 absent; 1 thing given to others. ✗ 1 still without" in pilot.status()
        found = holders(team)
        assert found["guide"] is None
        assert found["patrol"] in ("谢鹏燕", "邱雪东")
        assert team.ask(people.on_duty, NOW) == (2, 4)
        await pilot.press("z")
        assert holders(team) == {"guide": "于芳凯", "patrol": "于芳凯"}
        assert team.ask(people.on_duty, NOW) == (3, 4)


async def test_a_line_is_given_to_somebody_else_or_left_open(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i", "down")
        before = pilot.choices()[1]
        await pilot.press("enter", "2")
        changed = pilot.choices()[1]
        assert changed != before
        wanted = changed.split("→ ")[1].split()[0]
        await pilot.press("ctrl+s")
        assert holders(team)["patrol"] == wanted
        await pilot.press("z", "i", "down", "x")
        assert sum("✗ nobody" in line for line in pilot.choices()) == 2
        await pilot.press("ctrl+s")
        assert holders(team)["patrol"] is None


async def test_what_would_refuse_it_is_told_before_it_is_applied(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i")
        assert pilot.shown("#absence-said") == ""
        steps = len(team.ask(journal.steps))
        await pilot.press("e")
        await pilot.save(expected_back="04-01")
        told = pilot.shown("#absence-said")
        assert "04-01" in told
        await pilot.press("ctrl+s")
        assert pilot.shown("#absence-said") == told
        assert len(team.ask(journal.steps)) == steps
        await pilot.press("e")
        await pilot.save(expected_back="04-20")
        assert pilot.shown("#absence-said") == ""
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Roster)


async def test_what_if_writes_nothing(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "F")
        box = pilot.app.screen.query_one(".sheet")
        assert "What if: 于芳凯" in str(box.border_title)
        steps = len(team.ask(journal.steps))
        await pilot.press("ctrl+s", "escape")
        assert isinstance(pilot.app.screen, Roster)
        assert len(team.ask(journal.steps)) == steps


async def test_several_since_yesterday_expected_back(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "space", "space", "i", "e")
        await pilot.save(since="04-08 20:00", expected_back="04-23")
        assert "2 items of open work" in pilot.shown("#absence-head")
        await pilot.press("ctrl+s")
        with team.read() as conn:
            assert people.on_duty(conn, NOW) == (1, 4)
            span = people.presence_of(conn, 2)[0]
        assert (span.since, span.expected_back) == ("2022-04-08T12:00:00Z", "2022-04-23")
        assert holders(team)["patrol"] == "邱雪东"


async def test_a_place_from_which_one_can_work_is_only_recorded(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i", "e")
        await pilot.save(place="home")
        assert isinstance(pilot.app.screen, Roster)
        assert "at home" in pilot.status()
        assert holders(team)["patrol"] == "于芳凯"


async def test_an_absence_that_another_desk_made_out_of_date_is_shown_again(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i")
        give(team, 2, Work.TELEPHONE, Role.HAND, 12)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Absence)
        assert "look again" in pilot.shown("#absence-said")
        assert len(pilot.choices()) == 3
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Roster)


async def test_who_shared_work_can_be_called_first(team: Store) -> None:
    starts = NOW - timedelta(hours=20)
    for who in (2, 3):
        given = DutyInput(
            who, Work.PATROL, Role.HAND, starts, starts + timedelta(hours=2), note="弄口"
        )
        team.do(duty_commands.change_people, [given])
    async with roster(team) as pilot:
        await pilot.press("down", "i", "M")
        (met,) = pilot.choices()
        assert "谢鹏燕" in met
        assert "13800001475" in met


async def test_back_takes_again_what_is_marked(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("down", "i", "ctrl+s", "i", "1")
        screen = pilot.front(Back)
        assert screen.query_one(SelectionList).option_count == 2
        await pilot.press("space", "enter")
        await pilot.settled()
        assert isinstance(pilot.app.screen, Roster)
        assert "于芳凯 is back and took 1 thing again" in pilot.status()
        found = holders(team)
        assert found["guide"] == "于芳凯"
        assert found["patrol"] != "于芳凯"
        assert team.ask(people.on_duty, NOW) == (3, 4)


async def test_a_time_that_cannot_be_stays_in_the_form(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("i", "3")
        form = pilot.form()
        await pilot.save(place="on_site", since="04-01 08:00")
        assert pilot.app.screen is form
        assert form.query_one("#field-since").has_class("-wrong")
        assert len(team.ask(people.presence_of, 1)) == 1


async def test_the_key_that_does_it_is_told_also_where_contacts_are_known(team: Store) -> None:
    for who in (2, 3):
        starts = NOW - timedelta(hours=20)
        given = DutyInput(
            who, Work.PATROL, Role.HAND, starts, starts + timedelta(hours=2), note="门"
        )
        team.do(duty_commands.change_people, [given])
    async with roster(team) as pilot:
        await pilot.press("down", "i")
        bar = str(pilot.app.screen.query_one(KeyBar).render())
        assert "contacts" in bar
        assert "^s apply" in bar


async def test_who_is_isolated_is_offered_work_by_telephone_after_those_here(team: Store) -> None:
    give(team, 3, Work.TELEPHONE, Role.HAND, 8)
    async with roster(team) as pilot:
        await pilot.press("down", "down", "i", "enter")
        shown = pilot.choices()
    isolated = next(line for line in shown if "姚伟" in line)
    assert "⚠ isolated" in isolated
    assert shown.index(isolated) > max(
        at for at, line in enumerate(shown) if "于芳凯" in line or "邱雪东" in line
    )


async def test_a_return_with_nothing_to_take_again_says_so(team: Store) -> None:
    async with roster(team) as pilot:
        await pilot.press("i", "1")
        assert isinstance(pilot.app.screen, Back)
        assert pilot.shown("#back-lead") == "Nothing of theirs is with others."


async def test_how_far_the_table_is_that_somebody_leaves_is_told(store: Store) -> None:
    begin_town(store)
    add_round(store)
    person = store.do(add_person, PersonInput("登记甲", PersonKind.VOLUNTEER))
    at = DutyInput(person, Work.SESSION, Role.DESK, NOW, NOW + timedelta(hours=3), work_no=1)
    store.do(duty_commands.change_people, [at])
    async with desk(store) as pilot:
        pilot.desk.open_dialog(Absence([person], PresenceInput(Place.HOSPITAL, NOW)))
        await pilot.settled()
        assert "Handed on" not in pilot.shown("#absence-head"), "its session has not begun"
        await pilot.press("escape")
        store.do(tick, 1, "501 没下来", compound="春晖苑", building="3")
        pilot.desk.open_dialog(Absence([person], PresenceInput(Place.HOSPITAL, NOW)))
        await pilot.settled()
        assert "Handed on: session 1" in pilot.shown("#absence-head")
        assert "2 missed" in pilot.shown("#absence-head")
        assert "who they are: F5, then ," in pilot.shown("#absence-head")
