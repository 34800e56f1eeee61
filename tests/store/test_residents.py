"""People of households on a real file: kept, found, moved, put together, and taken back."""

from __future__ import annotations

import sqlite3
from functools import partial

import pytest

from data import settings
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import joining
from data.households import queries as households
from data.households.lists import household_list
from data.journal import commands as journal_commands
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.residents import commands as resident_commands
from data.residents import identity
from data.residents import queries as residents
from data.residents.lists import resident_list
from data.roster import commands as roster_commands
from data.step import Step
from data.store import Store
from models.households import CompoundInput, HouseholdInput, HouseholdKind
from models.listing import ListQuery
from models.requests import RequestInput, RequestKind, Urgency
from models.residents import (
    IdentityKept,
    PersonMark,
    ResidentInput,
    ResidentView,
    Sex,
    Whereabouts,
)
from models.roster import PersonInput, PersonKind
from models.telephones import Telephone
from tests.states import refused, refused_whole, undone_whole

NUMBER = "00000019380305404X"

GRANDMOTHER = ResidentInput(
    "金桂花",
    sex=Sex.FEMALE,
    born="1938-03-05",
    identity=NUMBER,
    phones=(Telephone("13800000021"), Telephone("13800000022", whose="儿子")),
    marks=(PersonMark("透析", "周二四六", "登记表", "2022-04-01"),),
)
SON = ResidentInput("金小明", relation="儿子", phones=(Telephone("13800000022"),))


@pytest.fixture
def town(store: Store) -> Store:
    """One compound: household 1 with two people by name of four, household 2 by its head alone."""
    store.do(household_compounds.add_compound, CompoundInput("春晖苑"))
    store.do(
        household_commands.add_household,
        HouseholdInput(
            "春晖苑", "3", room="501", head="金桂花", phone="13800000021", people=4,
            phones=(Telephone("02163000001", "8"),), residents=(GRANDMOTHER, SON),
        ),
    )  # fmt: skip
    store.do(
        household_commands.add_household,
        HouseholdInput("春晖苑", "3", room="502", head="柳青", phone="13800000031", people=1),
    )
    return store


def person(store: Store, no: int = 1) -> ResidentView:
    return store.ask(residents.resident, no)


def names(store: Store, household: int) -> list[str]:
    return [one.name for one in store.ask(residents.of_household, household)]


def found(store: Store, typed: str) -> list[int]:
    listing = store.ask(household_list, ListQuery("all", "address", False, typed))
    return list(listing.nos(0, listing.count))


def test_people_are_kept_with_all_that_was_said(town: Store) -> None:
    one = person(town)
    assert (one.name, one.is_head, one.sex, one.born) == ("金桂花", 1, "female", "1938-03-05")
    assert one.phones == (Telephone("13800000021"), Telephone("13800000022", "", "儿子"))
    assert one.marks == (PersonMark("透析", "周二四六", "登记表", "2022-04-01"),)
    assert (one.presence, one.roster_no) == ("present", None)
    home = town.ask(households.household, 1)
    assert home is not None
    assert (home.people, home.named, home.away) == (4, 2, 0)
    assert home.phones == (Telephone("02163000001", "8"),)


def test_of_an_identity_number_a_digest_and_four_characters_are_kept(town: Store) -> None:
    assert (person(town).identity, person(town).identity_tail) == ("", "404X")
    for (text,) in town.ask(
        sqlite3.Connection.execute, "SELECT before || after FROM journal_change"
    ).fetchall():
        assert NUMBER not in text
        assert NUMBER[6:14] not in text
    (digest,) = town.ask(
        sqlite3.Connection.execute, "SELECT identity_digest FROM resident WHERE no = 1"
    ).fetchone()
    keeper = town.ask(identity.keeper)
    assert digest == keeper.of(f" {NUMBER.lower()} ").identity_digest
    assert keeper.of("000000193803054041").identity_digest != digest


@pytest.mark.parametrize(
    ("kept", "whole", "tail"),
    [(IdentityKept.WHOLE, NUMBER, "404X"), (IdentityKept.NOTHING, "", "")],
)
def test_what_is_kept_of_an_identity_number_is_chosen(
    town: Store, kept: IdentityKept, whole: str, tail: str
) -> None:
    def choose(step: Step) -> None:
        settings.put(step, identity.KEPT, kept.value)
        step.act("settings_changed")

    town.do(choose)
    no = town.do(resident_commands.add_resident, 2, GRANDMOTHER)
    assert (person(town, no).identity, person(town, no).identity_tail) == (whole, tail)


def test_a_household_is_found_by_everybody_of_it_and_all_numbers(town: Store) -> None:
    for typed in ("金小明", "jxm", "13800000022", "63000001", "透析"):
        assert found(town, typed) == [1], typed
    town.do(resident_commands.change_resident, 2, None, {"name": "金大明"})
    assert found(town, "金小明") == []
    assert found(town, "金大明") == [1]


def test_marks_of_who_moved_out_are_none_of_the_household_any_more(town: Store) -> None:
    assert town.ask(households.mark_counts) == {"透析": 1}
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.MOVED_OUT, "2022-04-08")
    assert town.ask(households.mark_counts) == {}
    assert found(town, "透析") == []
    home = town.ask(households.household, 1)
    assert home is not None
    assert home.named == 1


def test_the_head_of_a_household_and_its_name_are_one(town: Store) -> None:
    town.do(household_commands.change_household, 1, None, {"head": "金小明"})
    assert (person(town, 1).is_head, person(town, 2).is_head) == (0, 1)
    town.do(household_commands.change_household, 1, None, {"head": "金晓明"})
    assert person(town, 2).name == "金晓明"
    town.do(resident_commands.change_resident, 1, None, {"is_head": True})
    home = town.ask(households.household, 1)
    assert home is not None
    assert home.head == "金桂花"
    town.do(household_commands.change_household, 1, None, {"phone": "13800000029"})
    assert person(town, 1).phones[0].number == "13800000029"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"name": " "}, "field_empty"), ({"born": "1938-02-30"}, "born_unclear")],
)
def test_what_cannot_be_is_refused(town: Store, changes: dict[str, object], code: str) -> None:
    (field,) = changes
    refused_whole(
        town,
        partial(resident_commands.change_resident, no=1, version=None, changes=changes),
        code,
        field,
    )


def test_a_change_of_what_another_desk_changed_is_refused(town: Store) -> None:
    was = person(town)
    town.do(resident_commands.change_resident, 1, was.version, {"note": "听力不好"})
    with refused("edited_meanwhile"):
        town.do(resident_commands.change_resident, 1, was.version, {"note": ""})


def test_everything_is_taken_back(town: Store) -> None:
    commands = (
        (resident_commands.add_resident, 2, SON),
        (
            resident_commands.change_resident,
            1,
            None,
            {"marks": (PersonMark("卧床"),), "phones": ()},
        ),
        (resident_commands.change_resident, 1, None, {"identity": "", "key_with": "楼组长"}),
        (resident_commands.set_whereabouts, [1, 2], Whereabouts.AWAY, None),
        (resident_commands.move_residents, [1], 2),
        (resident_commands.remove_resident, 2),
        (joining.merge_households, 1, 2),
        (joining.split_household, 1, [2], HouseholdInput("春晖苑", "3", room="501/2")),
    )
    for command, *args in commands:
        undone_whole(town, lambda c=command, a=args: town.do(c, *a))
        town.do(journal_commands.undo)


def test_somebody_moves_and_the_household_they_leave_has_another_head(town: Store) -> None:
    town.do(resident_commands.move_residents, [1], 2)
    assert names(town, 1) == ["金小明"]
    assert names(town, 2) == ["金桂花"]
    homes = [town.ask(households.household, no) for no in (1, 2)]
    assert [home.head for home in homes if home] == ["金小明", "柳青"]
    assert person(town).is_head == 0
    assert found(town, "透析") == [2]
    with refused("resident_there_already"):
        town.do(resident_commands.move_residents, [1], 2)
    town.do(journal_commands.undo)
    assert names(town, 1) == ["金桂花", "金小明"]


def test_two_households_that_are_one_keep_everything_of_both(town: Store) -> None:
    town.do(resident_commands.add_resident, 2, GRANDMOTHER._replace(note="耳背", identity=None))
    now = town.now()
    asked = town.do(
        request_commands.add_request,
        RequestInput(
            "药没了",
            "药没了",
            RequestKind.MEDICINE,
            Urgency.TODAY,
            opened_at=now,
            household_no=2,
            doors=(1,),
        ),
    )
    town.do(joining.merge_households, 1, 2)
    assert names(town, 1) == ["金桂花", "金小明"]
    assert person(town).note == "耳背"
    home = town.ask(households.household, 1)
    assert home is not None
    assert home.people == 4
    assert Telephone("13800000031", "", "柳青") in home.phones
    assert town.ask(households.household, 2) is None
    view = town.ask(requests.view, asked)
    assert view is not None
    assert (view.household_no, view.doors) == (1, ())
    with refused("household_itself"):
        town.do(joining.merge_households, 1, 1)


def test_part_of_a_household_gets_a_door_of_its_own(town: Store) -> None:
    door = HouseholdInput("春晖苑", "3", room="501/2")
    with refused("nobody_moved"):
        town.do(joining.split_household, 1, [], door)
    no = town.do(joining.split_household, 1, [2], door)
    home, was = (town.ask(households.household, one) for one in (no, 1))
    assert home is not None
    assert was is not None
    assert (home.room, home.head, home.people, home.phone) == ("501/2", "金小明", 1, "13800000022")
    assert (was.people, names(town, 1)) == (3, ["金桂花"])
    with refused("resident_elsewhere"):
        town.do(joining.split_household, 1, [2], door)


def test_a_resident_and_somebody_of_the_roster_are_the_same_person(town: Store) -> None:
    (no,) = town.do(
        lambda step: (
            roster_commands.add_people(step, [PersonInput("金小明", PersonKind.VOLUNTEER)]),
            step.act("people_added"),
        )[0]
    )
    town.do(resident_commands.link_person, 2, no)
    assert person(town, 2).roster_no == no
    there = town.ask(residents.on_roster, no)
    assert there is not None
    assert there.no == 2
    with refused("person_linked"):
        town.do(resident_commands.link_person, 1, no)
    town.do(resident_commands.link_person, 2, None)
    assert person(town, 2).roster_no is None


def test_people_of_no_register_are_listed_by_themselves(town: Store) -> None:
    town.do(
        household_commands.add_household,
        HouseholdInput("春晖苑", "门卫室", kind=HouseholdKind.STAFF, people=5, fed=6),
    )
    listing = town.ask(household_list, ListQuery("off_list", "address"))
    (row,) = listing.rows()
    assert (row.kind, row.people, row.fed) == ("staff", 5, 6)


def test_residents_are_listed_by_door_and_found_by_number(town: Store) -> None:
    rows = town.ask(resident_list, ListQuery("all", "address")).rows()
    assert [row.name for row in rows] == ["金桂花", "金小明"]
    assert rows[0].marks == ("透析",)
    by_number = town.ask(resident_list, ListQuery("here", "name", filter="13800000022")).rows()
    assert len(by_number) == 2
    assert len(town.ask(resident_list, ListQuery("mark:透析", "born")).rows()) == 1


def test_who_moves_takes_their_number_and_is_counted_where_they_live(town: Store) -> None:
    town.do(resident_commands.move_residents, [1], 2)
    left, joined = (town.ask(households.household, no) for no in (1, 2))
    assert left is not None
    assert joined is not None
    assert (left.head, left.phone, left.people) == ("金小明", "13800000022", 3)
    assert (joined.head, joined.phone, joined.people) == ("柳青", "13800000031", 2)
    town.do(resident_commands.move_residents, [2], 2)
    left = town.ask(households.household, 1)
    assert left is not None
    assert (left.head, left.phone, left.people) == ("", "", 2)
