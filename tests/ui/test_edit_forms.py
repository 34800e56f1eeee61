"""Every form of a record on file: what another desk changed meanwhile is taken up and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from data.attendance import commands as attendance
from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.households import commands as household_commands
from data.households import compounds as compound_commands
from data.households import queries as households
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.testing import queries as testing
from models.chases import Urgency
from models.custody import CustodyInput, KeptKind
from models.directory import ContactInput, ContactKind
from models.duties import DEFAULT_ROSTER, DutyInput, Role, Work
from models.errands import ErrandInput, LineInput
from models.households import HouseholdInput
from models.requests import DEFAULT_SETTINGS
from models.roster import PersonInput, PersonKind
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from tests.beginning import begin
from tests.ui.driving import WIDE, desk

HOUR = timedelta(hours=1)


@pytest.fixture
def town(filled: Store) -> Store:
    """One record of everything that has a form."""
    now = filled.now()
    filled.do(capture, "大林苑2号1805室 秦某 络活喜5mg要2盒 13800003555")
    begin(filled, PersonInput("石磊", PersonKind.STAFF))
    filled.do(custody_commands.add_thing, CustodyInput(KeptKind.CARD, "医保卡", 1, 1, "秦某"))
    filled.do(directory_commands.add_contact, ContactInput("九院", ContactKind.HOSPITAL))
    filled.do(errand_commands.add_errand, [1], ErrandInput(now + HOUR, now + 3 * HOUR))
    filled.do(
        supply_commands.add_delivery,
        DeliveryInput(now + HOUR, (ItemInput("蔬菜包", 20, "份"),), driver="朱师傅"),
    )
    filled.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("大林苑",), now + HOUR, now + 4 * HOUR, 1),
        RoundInput("第五轮", RoundKind.PCR, now.date()),
    )
    filled.do(
        duty_commands.change_people,
        [DutyInput(1, Work.PATROL, Role.HAND, now - HOUR, now + HOUR, note="东门")],
    )
    filled.do(attendance.come, [1], now)
    return filled


Told = Callable[[Store], object]


@dataclass(frozen=True)
class Case:
    """A form of the desk.

    Args:
        keys: open it.
        typed: what is typed at this desk, by field.
        theirs: what the other desk does meanwhile.
        record: what the form is about, as it is on file.
        both: what stands there at the end, by name: what was typed and what the other desk did.
        says: what the form says of the other change.
    """

    keys: tuple[str, ...]
    typed: Mapping[str, str]
    theirs: Told
    record: Told
    both: Mapping[str, object]
    says: str


def of_record_1(
    keys: tuple[str, ...],
    typed: Mapping[str, str],
    command: Callable[..., object],
    changes: Mapping[str, object],
    record: Callable[..., object],
    says: str,
    **stays: object,
) -> Case:
    """The form of record 1, of which the other desk changes something else by a command."""
    return Case(
        keys,
        typed,
        lambda store: store.do(command, 1, 1, changes),
        lambda store: store.ask(record, 1),
        {**typed, **changes, **stays},
        says,
    )


def _change_request(store: Store) -> None:
    version = store.ask(requests.view, 1).version
    changes = {"caller": "儿子", "household_no": 2}
    store.do(request_commands.change_request, 1, version, changes)


def _change_errand(store: Store) -> None:
    version = store.ask(errands.view, 1).row.version
    store.do(errand_commands.change_errand, 1, version, {"place": "瑞金医院"})


def _change_line(store: Store) -> None:
    line = store.ask(errands.view, 1).lines[0]
    given = LineInput(
        line.medicine, line.brand, line.maker, line.strength, line.quantity, line.measure,
        note="按门铃",
    )  # fmt: skip
    store.do(errand_commands.change_line, 1, 1, line.version, given)


def _set_queue(store: Store) -> None:
    store.do(request_commands.set_queue, replace(DEFAULT_SETTINGS, rung_after=5))


def _set_roster(store: Store) -> None:
    store.do(duty_commands.set_settings, replace(DEFAULT_ROSTER, shift=2 * HOUR))


CASES = {
    "household": of_record_1(
        ("f8", "e", "1"),
        {"head": "我写的"},
        household_commands.change_household,
        {"phone": "13800007777"},
        households.household,
        "(phone)",
    ),
    "compound": of_record_1(
        ("f8", "e", "2"),
        {"leader": "钱奶奶"},
        compound_commands.change_compound,
        {"address": "大林路1号"},
        households.compound,
        "(address)",
    ),
    "person": of_record_1(
        ("f6", "e", "1"),
        {"post": "书记"},
        roster_commands.change_person,
        {"hours": "7:00-10:00", "available_from": 420, "available_until": 600},
        roster.person,
        "(hours)",
    ),
    "delivery": of_record_1(
        ("f4", "e", "2"),
        {"plate": "沪A1"},
        supply_commands.change_delivery,
        {"note": "北门"},
        supplies.delivery,
        "(note)",
        driver="朱师傅",
    ),
    "stop": of_record_1(
        ("f4", "e", "1"),
        {"note": "走北门"},
        supply_commands.change_drop,
        {"hands_needed": 7},
        supplies.drop,
        "(helpers needed)",
    ),
    "session": of_record_1(
        ("f5", "e", "1"),
        {"note": "带伞"},
        testing_commands.change_session,
        {"desks": 2},
        testing.session,
        "(desks)",
        compounds=("大林苑",),
    ),
    "round": of_record_1(
        ("f5", "e", "2"),
        {"note": "带伞"},
        testing_commands.change_round,
        {"pool_size": 5},
        testing.round_of,
        "(people a tube)",
        name="第五轮",
    ),
    "contact": of_record_1(
        ("D", "slash", *"九院", "enter", "e", "1"),
        {"hours": "24小时"},
        directory_commands.change_contact,
        {"phone": "13800008003"},
        directory.contact,
        "(phone)",
    ),
    "thing kept": of_record_1(
        ("f6", "K", "e"),
        {"note": "蓝皮"},
        custody_commands.change_thing,
        {"what": "医保卡和病历"},
        custody.item,
        "(thing)",
    ),
    "request": Case(
        ("f3", "e"),
        {"patient": "我写的"},
        _change_request,
        lambda store: store.ask(requests.view, 1),
        {"patient": "我写的", "caller": "儿子", "household_no": 2},
        "(where, caller)",
    ),
    "errand": Case(
        ("E", "enter", "R"),
        {"note": "走后门"},
        _change_errand,
        lambda store: store.ask(errands.view, 1).row,
        {"note": "走后门", "place": "瑞金医院"},
        "(where to)",
    ),
    "line of an errand": Case(
        ("E", "enter", "e"),
        {"brand": "我写的"},
        _change_line,
        lambda store: store.ask(errands.view, 1).lines[0],
        {"brand": "我写的", "note": "按门铃"},
        "(note)",
    ),
    "times of a duty": Case(
        ("f6", "r", "e"),
        {"came": "07:10"},
        lambda store: store.do(attendance.leave, [1], store.now()),
        lambda store: store.ask(duties.duty, 1),
        {"checked_in_at": "2022-04-08T23:10:00Z", "checked_out_at": "2022-04-09T00:00:00Z"},
        "(there until)",
    ),
    "settings of the queue": Case(
        ("f3", "O"),
        {"told_today": "90"},
        _set_queue,
        lambda store: store.ask(requests.settings),
        {
            "rung_after": 5,
            "told_within": {**DEFAULT_SETTINGS.told_within, Urgency.TODAY: timedelta(minutes=90)},
        },
        "(chases a step)",
    ),
    "settings of the roster": Case(
        ("f6", "O"),
        {"contact_days": "4"},
        _set_roster,
        lambda store: store.ask(duties.settings),
        {"contact_days": 4, "shift": 2 * HOUR},
        "(longest shift)",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_what_another_desk_changed_is_told_and_neither_is_lost(
    town: Store, case: Case
) -> None:
    async with desk(town, size=WIDE) as pilot:
        await pilot.press(*case.keys)
        form = pilot.form()
        pilot.fill(**case.typed)
        case.theirs(town)
        await pilot.press("ctrl+s")
        assert pilot.app.screen is form, "nothing is saved over what was not seen"
        told = pilot.shown("#form-foot")
        assert "was changed meanwhile" in told
        assert "Change request" not in told
        assert "Settings of the queue (spans" not in told
        assert case.says in told
        for name, text in case.typed.items():
            assert form.values()[name] == text
        await pilot.press("ctrl+s")
        assert pilot.app.screen is not form
    record = case.record(town)
    assert {name: getattr(record, name) for name in case.both} == case.both


async def test_a_record_that_is_gone_when_its_form_is_to_open_is_told(filled: Store) -> None:
    begin(filled, HouseholdInput("大林苑", "1", room="101"))
    async with desk(filled) as pilot:
        await pilot.press("f8", "e")
        filled.do(journal_commands.undo)
        await pilot.press("1")
        assert pilot.status() == "There is no household 3."


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_a_form_that_nobody_touched_changes_nothing(town: Store, case: Case) -> None:
    before = town.ask(journal.steps)
    async with desk(town, size=WIDE) as pilot:
        await pilot.press(*case.keys)
        form = pilot.form()
        await pilot.press("ctrl+s")
        assert pilot.app.screen is not form
    assert town.ask(journal.steps) == before
