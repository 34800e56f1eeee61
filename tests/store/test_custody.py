"""What people keep for others, the buildings they lead, and buildings nobody may leave."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from sqlite3 import IntegrityError

import pytest

from data.clock import FixedClock
from data.closed import commands as closed_commands
from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.custody import queries as custody_queries
from data.duties import candidates as duty_candidates
from data.households import buildings
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.store import Store
from models.closed import Extent, PlaceKey
from models.custody import CustodyInput, KeptKind
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.roster import PersonInput, PersonKind
from tests.states import refused

SHI, LIN, XU = 1, 2, 3


@pytest.fixture
def office(store: Store) -> Store:
    """Two of the staff, a volunteer of building 3, and two households."""
    with store.step() as step:
        step.act("person_added")
        household_compounds.add_compounds(step, [CompoundInput("大林苑")])
        doors = [
            HouseholdInput("大林苑", "3", room="1505", head="顾阿婆"),
            HouseholdInput("大林苑", "12", room="101", head="沈伯"),
        ]
        household_commands.add_households(step, doors)
        roster_commands.add_people(
            step,
            [
                PersonInput("施敏", PersonKind.STAFF),
                PersonInput("小林", PersonKind.STAFF),
                PersonInput("许强", PersonKind.VOLUNTEER, compound="大林苑"),
            ],
        )
    return store


def keep(store: Store, what: str = "医保卡", household: int | None = 1, holder: int = SHI) -> int:
    return store.do(
        custody_commands.add_thing, CustodyInput(KeptKind.CARD, what, holder, household)
    )


def test_things_are_listed_by_who_keeps_them_what_cannot_wait_first(office: Store) -> None:
    keep(office)
    keep(office, "医保卡", 2, LIN)
    office.do(
        custody_commands.add_thing, CustodyInput(KeptKind.PET, "猫一只", SHI, 2, owner="沈伯")
    )
    rows = office.ask(custody.kept)
    assert [(row.holder, row.what, row.room) for row in rows] == [
        ("施敏", "猫一只", "101"),
        ("施敏", "医保卡", "1505"),
        ("小林", "医保卡", "101"),
    ]
    assert [row.what for row in office.ask(custody_queries.held_by, LIN)] == ["医保卡"]
    assert [row.what for row in office.ask(custody_queries.kept_for, 2)] == ["猫一只", "医保卡"]


def test_a_thing_goes_to_another_keeper_and_back_to_its_owner(
    office: Store, clock: FixedClock
) -> None:
    no = keep(office)
    assert office.do(custody_commands.hand_over_things, [no], LIN, "在传达室交接").nos == [no]
    row = office.ask(custody.item, no)
    assert (row.holder_no, row.note) == (LIN, "在传达室交接")
    clock.moment += timedelta(hours=1)
    office.do(custody_commands.give_back_things, [no])
    assert office.ask(custody.kept) == []
    assert [row.returned_at for row in office.ask(custody.kept, returned=True)] == [
        "2022-04-09T01:00:00Z"
    ]
    with refused("custody_returned"):
        office.do(custody_commands.give_back_things, [no])
    with refused("custody_returned"):
        office.do(custody_commands.hand_over_things, [no], SHI)
    office.do(journal_commands.undo)
    assert len(office.ask(custody.held_by, LIN)) == 1


def test_what_is_wrong_with_a_thing_is_refused(office: Store) -> None:
    with refused("field_empty"):
        keep(office, " ")
    with refused("household_unknown"):
        keep(office, household=77)
    with refused("person_unknown"):
        keep(office, holder=77)
    early = CustodyInput(KeptKind.KEY, "钥匙", SHI, due_back=date(2022, 4, 1))
    with refused("due_back_before_since"):
        office.do(custody_commands.add_thing, early)
    office.do(roster_commands.archive_person, LIN, office.ask(roster.person, LIN).version)  # type: ignore[union-attr]
    with refused("person_archived"):
        keep(office, holder=LIN)
    assert office.ask(custody.kept) == []


def test_of_several_things_what_was_given_back_holds_up_no_other(office: Store) -> None:
    first, second = keep(office), keep(office, household=2)
    office.do(custody_commands.give_back_things, [second])
    done = office.do(custody_commands.hand_over_things, [first, second], LIN)
    assert done.nos == [first]
    assert {no: why.code for no, why in done.left.items()} == {second: "custody_returned"}
    assert office.ask(custody.item, first).holder_no == LIN
    (step,) = office.ask(journal.steps, limit=1)
    assert step.params["nos"] == [first]
    done = office.do(custody_commands.give_back_things, [second, first])
    assert done.nos == [first]
    with refused("custody_returned"):
        office.do(custody_commands.hand_over_things, [first, second], LIN)


def test_a_thing_is_changed_unless_somebody_changed_it_meanwhile(office: Store) -> None:
    no = keep(office)
    office.do(
        custody_commands.change_thing,
        no,
        1,
        {"what": "医保卡和病历", "due_back": date(2022, 4, 20)},
    )
    row = office.ask(custody.item, no)
    assert (row.what, row.due_back, row.kind) == ("医保卡和病历", "2022-04-20", "card")
    with refused("edited_meanwhile"):
        office.do(custody_commands.change_thing, no, 1, {"note": "x"})


def lead(store: Store, person_no: int, *buildings: str) -> None:
    """Somebody leads just these buildings, as their form says it."""
    view = store.ask(roster.person, person_no)
    assert view is not None
    changes = {"compound": "大林苑", "leads": buildings}
    store.do(roster_commands.change_person, person_no, view.version, changes)


def test_who_leads_a_building_is_one_person(office: Store) -> None:
    lead(office, SHI, "3", "12")
    lead(office, LIN, "12")
    assert [row.name for row in office.ask(buildings.buildings_led, SHI)] == ["3"]
    assert [row.name for row in office.ask(buildings.buildings_led, LIN)] == ["12"]
    lead(office, SHI)
    assert office.ask(buildings.buildings_led, SHI) == []
    office.do(journal_commands.undo)
    assert [row.name for row in office.ask(buildings.buildings_led, SHI)] == ["3"]
    with refused("building_unclear"):
        lead(office, SHI, "99")


HOME = PlaceKey(Extent.BUILDING, 1)


def test_nobody_comes_out_of_a_closed_building(office: Store, clock: FixedClock) -> None:
    office_id = office.ask(
        sqlite3.Connection.execute, "SELECT id FROM building WHERE no = 1"
    ).fetchone()[0]
    with office.step() as step:
        step.act("person_changed")
        step.conn.execute("UPDATE person SET building_id = ? WHERE no = ?", (office_id, XU))
    given = DutyInput(XU, Work.PATROL, Role.HAND, clock.moment, clock.moment + timedelta(hours=2))
    assert office.ask(duty_candidates.concerns, given) == []
    office.do(closed_commands.close_places, [HOME], date(2022, 4, 12))
    assert [one.problem.code for one in office.ask(duty_candidates.concerns, given)] == [
        "building_closed"
    ]
    assert office.ask(buildings.building, 1).closed_until == "2022-04-12"
    assert office.ask(buildings.living_in, 1) == [(XU, "许强")]
    office.do(closed_commands.open_places, [HOME])
    assert office.ask(duty_candidates.concerns, given) == []
    early = date(2022, 4, 8)
    with refused("closed_in_the_past"):
        office.do(closed_commands.close_places, [HOME], early)


@pytest.mark.parametrize(
    ("said", "compound", "found"),
    [
        ("3", "大林苑", ("大林苑", None, "3")),
        ("3号楼", "大林苑", ("大林苑", None, "3")),
        ("１２号", None, ("大林苑", None, "12")),
        ("四十三弄21号", None, ("五福里", "43", "21")),
        ("43-21", "五福里", ("五福里", "43", "21")),
        ("五福里 21号", "大林苑", ("五福里", "43", "21")),
        ("幸福楼", "五福里", ("五福里", None, "幸福楼")),
    ],
)
def test_a_building_is_found_as_people_say_it(
    office: Store, said: str, compound: str | None, found: tuple[str, str | None, str]
) -> None:
    with office.step() as step:
        step.act("household_added")
        household_compounds.add_compounds(step, [CompoundInput("五福里")])
        doors = [("43", "21"), ("43", "3"), ("45", "3"), ("", "幸福楼")]
        household_commands.add_households(
            step, [HouseholdInput("五福里", building, lane) for lane, building in doors]
        )
    row = office.ask(buildings.find, said, compound)
    assert (row.compound, row.lane, row.name) == found
    for unclear in ("3", "99", "", "五福里3号"):
        with refused("building_unclear"):
            office.ask(buildings.find, unclear, None)


def test_a_person_lives_in_a_building_and_leads_buildings(office: Store) -> None:
    def change(no: int, **values: object) -> None:
        found = office.ask(roster.person, no)
        assert found is not None
        office.do(roster_commands.change_person, no, found.version, values)

    change(XU, building="3号", leads=("3", "12号楼"))
    xu = office.ask(roster.person, XU)
    assert xu is not None
    assert (xu.compound, xu.building) == ("大林苑", "3")
    assert [row.name for row in office.ask(buildings.buildings_led, XU)] == ["3", "12"]
    home = office.ask(buildings.home_of, XU)
    assert home is not None
    assert (home.name, home.leader) == ("3", "许强")
    assert office.ask(buildings.home_of, SHI) is None
    change(SHI, building="大林苑12号")
    shi = office.ask(roster.person, SHI)
    assert shi is not None
    assert (shi.compound, shi.building) == ("大林苑", "12")
    change(XU, leads=("12",), building="")
    assert [row.name for row in office.ask(buildings.buildings_led, XU)] == ["12"]
    with refused("building_unclear"):
        change(XU, leads=("77",))
    change(SHI, compound="")
    assert office.ask(roster.person, SHI).building is None  # type: ignore[union-attr]


def test_somebody_who_holds_anything_is_not_taken_off_and_is_told_what(office: Store) -> None:
    def archive() -> None:
        shi = office.ask(roster.person, SHI)
        assert shi is not None
        office.do(roster_commands.archive_person, SHI, shi.version)

    no = keep(office)
    lead(office, SHI, "3")
    with pytest.raises(Refused) as caught:
        archive()
    none = dict.fromkeys(("duties", "requests", "promises", "lives", "calls"), 0)
    held = none | {"things": 1, "buildings": 1}
    assert caught.value.problem.code == "person_holds"
    assert caught.value.problem.params == {"name": "施敏", **held}
    office.do(custody_commands.hand_over_things, [no], LIN)
    lead(office, LIN, "3")
    archive()
    assert "施敏" not in [one.name for one in office.ask(roster.people)]
    with office.step() as step, pytest.raises(IntegrityError):
        step.conn.execute("DELETE FROM person WHERE no = 2")
    assert office.ask(roster.person, LIN) is not None
