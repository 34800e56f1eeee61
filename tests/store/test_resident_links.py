"""Residents who work here: linked where name and number agree, living where their household is."""

from __future__ import annotations

import pytest

from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households.buildings import home_of
from data.residents import commands as resident_commands
from data.residents import identity, links
from data.residents import queries as residents
from data.residents.settings import set_identity_kept
from data.residents.typed import change_as_typed
from data.roster import commands as roster_commands
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.residents import IdentityKept, PersonMark, ResidentInput
from models.roster import PersonInput, PersonKind
from models.telephones import Telephone
from tests.states import refused, undone_whole

OWN = "13800000041"
NUMBER = "00000019380305404X"


@pytest.fixture
def town(store: Store) -> Store:
    """Two doors; nobody is known by name yet."""
    store.do(household_compounds.add_compound, CompoundInput("春晖苑"))
    for room in ("501", "502"):
        store.do(household_commands.add_household, HouseholdInput("春晖苑", "3", room=room))
    store.do(household_commands.add_household, HouseholdInput("春晖苑", "5", room="101"))
    return store


def enter(store: Store, household: int, name: str = "柳青", **told: object) -> int:
    given = ResidentInput(name, phones=(Telephone(OWN),))._replace(**told)
    return store.do(resident_commands.add_resident, household, given)


def hire(store: Store, name: str = "柳青", phone: str = OWN) -> int:
    return store.do(
        roster_commands.add_person, PersonInput(name, PersonKind.VOLUNTEER, phone=phone)
    )


def building(store: Store, person: int) -> str | None:
    """Where somebody of the roster lives."""
    home = store.ask(home_of, person)
    return None if home is None else home.name


def on_roster(store: Store, no: int) -> int | None:
    return store.ask(residents.resident, no).roster_no


@pytest.mark.parametrize("order", [1, -1])
def test_whose_name_and_number_agree_is_one(town: Store, order: int) -> None:
    acts = (lambda: enter(town, 1), lambda: hire(town))[::order]
    undone_whole(town, *acts)
    assert on_roster(town, 1) == 1
    assert building(town, 1) == "3"


def test_a_register_that_comes_in_links_too(town: Store) -> None:
    person = hire(town)
    whole = HouseholdInput(
        "春晖苑", "6", room="101", head="柳青", phone=OWN, residents=(ResidentInput("柳青"),)
    )
    town.do(household_commands.add_household, whole)
    assert on_roster(town, 1) == person


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("柳青", {"phones": (Telephone("13800000042"),)}),
        ("柳青", {"phones": (Telephone(OWN, whose="儿子"),)}),
        ("柳青", {"phones": ()}),
        ("柳小青", {}),
    ],
)
def test_who_may_be_another_is_proposed_only(
    town: Store, name: str, told: dict[str, object]
) -> None:
    person = hire(town)
    no = enter(town, 1, name, **told)
    assert on_roster(town, no) is None
    assert town.ask(links.proposals, no)[0].no == person


def test_two_alike_are_nobody_in_particular(town: Store) -> None:
    numbers = [enter(town, 1), enter(town, 2)]
    hire(town)
    assert [on_roster(town, no) for no in numbers] == [None, None]


def test_a_link_taken_away_stays_away(town: Store) -> None:
    no, _person = enter(town, 1), hire(town)
    town.do(resident_commands.link_person, no, None)
    hire(town, "秦阮", "13800000043")
    enter(town, 2, "秦小明")
    assert on_roster(town, no) is None


def test_who_moves_lives_at_the_new_door(town: Store) -> None:
    no, person = enter(town, 1), hire(town)
    undone_whole(town, lambda: town.do(resident_commands.move_residents, [no], 3))
    assert building(town, person) == "5"


def test_a_mark_typed_anew_is_said_today_and_others_stay(town: Store) -> None:
    listed = PersonMark("透析", "周二四六", "登记表.xlsx", "2022-03-01")
    no = enter(town, 1, marks=(listed,))
    typed = (PersonMark("透析", "周二四六"), PersonMark("吸氧"))
    town.do(change_as_typed, no, None, {"marks": typed})
    kept, new = town.ask(residents.resident, no).marks
    assert kept == listed
    assert new.said_on == town.now().date().isoformat()


def test_a_household_is_never_without_its_head(town: Store) -> None:
    no = enter(town, 1)
    with refused("head_by_another", name="柳青"):
        town.do(change_as_typed, no, None, {"is_head": False})


def test_choosing_less_cuts_what_is_kept(town: Store) -> None:
    town.do(set_identity_kept, IdentityKept.WHOLE)
    no = enter(town, 1, identity=NUMBER)
    kept = []

    def choose(what: IdentityKept) -> None:
        town.do(set_identity_kept, what)
        view = town.ask(residents.resident, no)
        kept.append((view.identity, view.identity_tail))

    assert town.ask(residents.resident, no).identity == NUMBER
    undone_whole(town, lambda: choose(IdentityKept.DIGEST), lambda: choose(IdentityKept.NOTHING))
    assert kept == [("", "404X"), ("", "")]
    assert town.ask(identity.keeper).kept is IdentityKept.NOTHING
