"""Who is in charge is kept by who they are: names change, and several people may have one."""

from __future__ import annotations

import pytest

from data import settings
from data.absence import queries as absence
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.roster.holding import CHARGE
from data.roster.presence import record_presence
from data.setup.commands import begin_committee
from data.store import Store
from data.today.badges import badges
from models.absence import Away
from models.listing import ListQuery
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from tests.states import refused


def add(store: Store, name: str, kind: PersonKind = PersonKind.STAFF) -> int:
    return store.do(roster_commands.add_person, PersonInput(name, kind))


def charge(store: Store, no: int | None) -> None:
    with store.step() as step:
        settings.put_in_charge(step, no)
        step.act("began")


def mine(store: Store) -> list[int]:
    """Numbers of the requests the person in charge looks after."""
    with store.read() as conn:
        queue = requests.settings(conn)
        found = requests.listing(conn, ListQuery("mine", "hurt"), store.now(), queue)
        return [row.no for row in found.rows()]


def holds_charge(store: Store, no: int) -> bool:
    held = store.ask(absence.holds, [no], Away(store.now()))
    return CHARGE.what in [hold.what for hold in held]


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    """Two of the staff with one name, each looking after a request; the first is in charge."""
    first, second = add(store, "宋某"), add(store, "宋某")
    for no, owner in enumerate((first, second), 1):
        assert store.do(capture, f"大林苑{no}号 漏水 1380000111{no}").no == no
        store.do(request_commands.assign_requests, [no], owner)
    charge(store, first)
    return first, second


def test_a_new_name_keeps_the_charge(store: Store, two: tuple[int, int]) -> None:
    first, _second = two
    store.do(roster_commands.change_person, first, 1, {"name": "宋一"})
    assert store.ask(settings.in_charge) == "宋一"
    assert store.ask(badges, store.now()).in_charge == "宋一"
    assert mine(store) == [1]
    assert holds_charge(store, first)
    store.do(journal_commands.undo)
    assert store.ask(settings.in_charge) == "宋某"
    assert mine(store) == [1]


def test_namesakes_do_not_share_the_charge(store: Store, two: tuple[int, int]) -> None:
    first, second = two
    assert mine(store) == [1]
    assert (holds_charge(store, first), holds_charge(store, second)) == (True, False)
    away = PresenceInput(Place.ISOLATED, store.now())
    store.do(record_presence, [first, second], away)
    assert store.ask(absence.orphans, store.now()) == {first: 2, second: 1}
    charge(store, second)
    assert mine(store) == [2]
    assert (holds_charge(store, first), holds_charge(store, second)) == (False, True)
    store.do(journal_commands.undo)
    assert mine(store) == [1]
    charge(store, None)
    assert (store.ask(settings.in_charge), mine(store)) == ("", [])


def test_who_begins_by_hand_is_on_the_roster_once(store: Store) -> None:
    store.do(begin_committee, "大林居委会", " 小陈 ", [])
    assert [(one.name, one.kind) for one in store.ask(roster.people)] == [("小陈", "staff")]
    assert store.ask(settings.in_charge) == "小陈"
    no = store.ask(roster.people)[0].no
    assert holds_charge(store, no)
    store.do(begin_committee, "大林第二居委会", "小陈", [])
    assert [one.no for one in store.ask(roster.people)] == [no]
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert (store.ask(roster.people), store.ask(settings.in_charge)) == ([], "")
    store.do(journal_commands.redo)
    assert store.ask(settings.in_charge) == "小陈"


@pytest.mark.parametrize("leave", ["unknown", "archived"])
def test_only_somebody_of_the_roster_is_put_in_charge(store: Store, leave: str) -> None:
    no = 9
    if leave == "archived":
        no = add(store, "宋某")
        store.do(roster_commands.archive_person, no, 1)
    with refused(f"person_{leave}"):
        charge(store, no)
    assert store.ask(settings.in_charge) == ""


def test_whoever_is_in_charge_stays_on_record(store: Store, two: tuple[int, int]) -> None:
    first, _second = two
    store.do(request_commands.assign_requests, [1], None)
    with refused("person_in_charge"):
        store.do(roster_commands.archive_person, first, 1)
    charge(store, None)
    store.do(roster_commands.archive_person, first, 1)


def test_somebody_in_charge_is_not_taken_back(store: Store) -> None:
    no = add(store, "宋某")
    charge(store, no)
    with refused("undo_depends", later=2):
        store.do(journal_commands.undo, 1)
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert store.ask(roster.people) == []
