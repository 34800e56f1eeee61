"""Who sits at the desk: asked once a duty day where it stands in nobody's way, shown, and named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.widgets import OptionList

from data.at_desk import file_of
from data.chases import commands as chase_commands
from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.emergency import queries as emergency
from data.reading.capture import capture
from data.requests import queries as requests
from data.roster import presence as roster_presence
from data.settings import put_in_charge
from data.step import Step
from data.store import Store
from models.chases import ChaseInput, Rung, Subject
from models.directory import ContactInput, ContactKind
from models.emergency import SheetLine
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens.directory.contacts import PickContact
from screens.emergency.sheet import EmergencySheet
from screens.kit.choose import Choose
from screens.kit.place import Place as DeskPlace
from screens.kit.top_bar import TopBar
from screens.reading.capture import CaptureLine
from screens.roster.at_desk import ask_if_unknown
from screens.shell import Shell
from tests.beginning import begin
from tests.ui.driving import BLEEDING, LOW, PETS, WIDE, Driven, Size, both_sizes, desk, driven

CHARGE, SHU, WANG, AWAY = "林一舟", "舒主任", "王磊", "韩雪梅"


def charge(step: Step, no: int) -> None:
    put_in_charge(step, no)
    step.act("person_changed", no=no, name=CHARGE)


@pytest.fixture
def staffed(filled: Store) -> Store:
    """Three at the office, one of them in charge and one a leader, one away, a volunteer."""
    begin(
        filled,
        PersonInput(WANG, PersonKind.STAFF, "社工"),
        PersonInput(SHU, PersonKind.STAFF, "主任", phone="13800000007", is_leader=True),
        PersonInput(CHARGE, PersonKind.STAFF, "临时负责人"),
        PersonInput(AWAY, PersonKind.STAFF, "社工"),
        PersonInput("老李", PersonKind.VOLUNTEER),
    )
    filled.do(charge, 3)
    since = filled.now() - timedelta(days=1)
    filled.do(roster_presence.record_presence, [4], PresenceInput(Place.ISOLATED, since))
    return filled


def asking(store: Store) -> Shell:
    """The desk as the program starts it."""
    return Shell(store.path, store.clock, asks_who=True)


def asked(pilot: Driven) -> bool:
    """Whether it is asked, over whatever place."""
    screen = pilot.app.screen
    return isinstance(screen, Choose) and pilot.title() == "Who is at the desk?"


def bar(pilot: Driven) -> str:
    """What the top line says."""
    return pilot.place().query_one(TopBar).render().plain


@both_sizes
async def test_it_is_asked_at_the_start_with_one_digit_and_shown(
    staffed: Store, size: Size
) -> None:
    async with driven(asking(staffed), size) as pilot:
        assert asked(pilot)
        names = [line.split()[1] for line in pilot.choices()]
        assert names == [CHARGE, WANG, SHU, "not"]
        await pilot.press("2")
        assert not asked(pilot)
        assert pilot.status() == f"{WANG} is at the desk. @ changes it."
        assert (f"{WANG} at the desk" if size == WIDE else WANG) in bar(pilot)
    assert file_of(staffed.path).stat().st_mode & 0o777 == 0o600


async def test_a_restart_knows_and_the_next_duty_day_asks_with_the_last_first(
    staffed: Store, clock: FixedClock
) -> None:
    async with driven(asking(staffed)) as pilot:
        await pilot.press("2")
    async with driven(asking(staffed)) as pilot:
        assert not asked(pilot)
        assert WANG in bar(pilot)
    clock.moment += timedelta(hours=20)  # four at night is the same duty day
    async with driven(asking(staffed)) as pilot:
        assert not asked(pilot)
    clock.moment += timedelta(hours=4)
    async with driven(asking(staffed)) as pilot:
        assert asked(pilot)
        assert WANG in pilot.choices()[0]
        assert WANG not in bar(pilot)


async def test_escape_says_nobody_until_the_next_day_and_the_key_says_it_after_all(
    staffed: Store,
) -> None:
    async with driven(asking(staffed)) as pilot:
        await pilot.press("escape")
        assert pilot.status() == "It is not said who is at the desk. @ says it."
        ask_if_unknown(pilot.desk)
        await pilot.settled()
        assert not asked(pilot)
    async with driven(asking(staffed)) as pilot:
        assert not asked(pilot)
        await pilot.press("at")
        assert asked(pilot)
        await pilot.press("3")
        assert SHU in bar(pilot)
        await pilot.press("at", "escape")  # as it was
        assert SHU in bar(pilot)
        await pilot.press("at", "4")
        assert SHU not in bar(pilot)


async def test_who_was_taken_off_or_went_away_since_is_not_offered(
    staffed: Store, clock: FixedClock
) -> None:
    async with driven(asking(staffed)) as pilot:
        await pilot.press("2")
    clock.moment += timedelta(days=1)
    now = PresenceInput(Place.ISOLATED, staffed.now())
    staffed.do(roster_presence.record_presence, [1, 3], now)
    async with driven(asking(staffed)) as pilot:
        assert [line.split()[1] for line in pilot.choices()] == [SHU, "not"]


async def test_an_empty_file_and_one_without_people_ask_nothing(
    store: Store, filled: Store
) -> None:
    async with driven(asking(filled)) as pilot:
        assert isinstance(pilot.app.screen, DeskPlace)
        await pilot.press("at")
        assert pilot.status() == "Nobody of the roster is on duty now."


async def test_the_setup_comes_first(store: Store) -> None:
    async with driven(asking(store)) as pilot:
        assert pilot.title() == "Welcome to Daiban"


@pytest.mark.parametrize("key", ["+", "f10"])
async def test_a_call_is_taken_over_the_question(staffed: Store, key: str) -> None:
    async with driven(asking(staffed)) as pilot:
        await pilot.press({"+": "plus"}.get(key, key))
        pilot.front(CaptureLine)
        pilot.line().value = PETS
        await pilot.press("enter")
        assert asked(pilot)
        await pilot.press("1")
        assert CHARGE in bar(pilot)


async def test_it_waits_behind_a_life_and_behind_what_is_typed(
    staffed: Store, clock: FixedClock
) -> None:
    staffed.do(capture, BLEEDING)
    clock.moment += timedelta(hours=1)
    async with driven(asking(staffed)) as pilot:
        assert pilot.desk.alarm.unseen
        assert not asked(pilot)
        await pilot.press("exclamation_mark")
        pilot.front(EmergencySheet)
        ask_if_unknown(pilot.desk)
        await pilot.settled()
        pilot.front(EmergencySheet)
        await pilot.press("escape")
        ask_if_unknown(pilot.desk)
        await pilot.settled()
        assert asked(pilot)


async def test_tests_and_other_programs_are_not_asked(staffed: Store) -> None:
    async with desk(staffed) as pilot:
        assert not asked(pilot)


async def test_chases_tellings_and_stamps_bear_the_name(staffed: Store) -> None:
    no = staffed.do(capture, BLEEDING).no
    async with driven(asking(staffed), WIDE) as pilot:
        await pilot.press("at", "2")
        await pilot.press("f3", "exclamation_mark", "1", "escape")
        await pilot.press("t")
        pilot.line().value = "车已经在路上"
        await pilot.press("enter")
    sheet = staffed.ask(emergency.sheet, no)
    assert [(line.line, line.by) for line in sheet.lines] == [(SheetLine.ITEM, WANG)]
    assert [one.by for one in staffed.ask(requests.tellings, no)] == [WANG]


async def test_who_sits_here_is_not_told_to_ask_themselves(staffed: Store) -> None:
    no = staffed.do(capture, PETS).no
    given = ChaseInput(f"{SHU} 主任", "明天", staffed.now(), Rung.LEADERS, person_no=2)
    staffed.do(chased, no, given)
    contact = ContactInput("街道值班室", ContactKind.DESK, phone="13800008001")
    staffed.do(directory_commands.add_contact, contact)
    async with driven(asking(staffed), WIDE) as pilot:
        await pilot.press("escape", "f3", "c")
        assert any(SHU in one for one in pilot.choices())
        await pilot.press("escape", "at", "3", "c")
        pilot.front(PickContact)
        assert not any(SHU in one for one in pilot.choices())
        await pilot.press("escape", "Q")
        assert "no secretary or director" in pilot.status()
        await pilot.press("D")
        assert not any(SHU in " ".join(cells) for cells in pilot.cells().values())


def chased(step: Step, no: int, given: ChaseInput) -> None:
    chase_commands.chase(step, Subject.REQUEST, no, given)
    step.act("request_chased", to=given.to, no=no, what="")


async def test_who_sits_here_and_is_undone_is_nobody(staffed: Store) -> None:
    async with driven(asking(staffed), LOW) as pilot:
        await pilot.press("1")
        person = staffed.ask(lambda conn: pilot.desk.seat.person)
        assert person is not None
        staffed.do(off, 3)
        assert pilot.desk.seat.no is None
        assert not pilot.desk.seat.is_asked, "it is asked again"
        await pilot.press("f3", "plus")
        pilot.line().value = PETS
        await pilot.press("enter")
        assert CHARGE not in bar(pilot)


def off(step: Step, no: int) -> None:
    """Take who is in charge off the roster, whatever keeps them there."""
    step.conn.execute(
        "UPDATE person SET archived_at = ? WHERE no = ?", ("2022-04-09T00:00:00Z", no)
    )
    step.act("person_archived", no=no, name=CHARGE)


async def test_the_board_beneath_the_question_tells_what_is_due_by_now(
    staffed: Store, clock: FixedClock
) -> None:
    staffed.do(capture, PETS)
    async with driven(asking(staffed)) as pilot:
        assert asked(pilot)
        before = str(pilot.place().query_one("#board", OptionList).options[1].prompt)
        assert "Due within the hour" in before
        clock.moment += timedelta(hours=3)
        pilot.place().time_passes()
        assert asked(pilot)
        now = str(pilot.place().query_one("#board", OptionList).options[1].prompt)
        assert "Overdue" in now


async def test_a_desk_is_quiet_while_nobody_presses_a_key(staffed: Store) -> None:
    async with desk(staffed) as pilot:
        seat = pilot.desk.seat
        assert seat.is_quiet(0)
        assert not seat.is_quiet(1000)
        await pilot.press("down")
        assert not seat.is_quiet(1000)


async def test_a_throw_away_file_asks_nobody(staffed: Store, tmp_path: Path) -> None:
    app = asking(staffed)
    app.scratch = TemporaryDirectory(dir=tmp_path)
    async with driven(app, WIDE) as pilot:
        assert not asked(pilot)
        await pilot.press("at", "1")
        assert pilot.desk.seat.no == 3
    assert not file_of(staffed.path).exists()
