"""How many of a household are registered and there, once households and people are put together."""

from __future__ import annotations

import pytest

from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import joining
from data.households import queries as households
from data.households.lists import household_list
from data.store import Store
from models.households import CompoundInput, HouseholdInput, HouseholdRow
from models.households.counts import counted
from models.listing import ListQuery
from models.residents import PersonMark, ResidentInput


@pytest.fixture
def town(store: Store) -> Store:
    store.do(household_compounds.add_compound, CompoundInput("春晖苑"))
    return store


def add(store: Store, room: str, people: int | None, *named: ResidentInput) -> int:
    given = HouseholdInput("春晖苑", "3", room=room, people=people, residents=named)
    return store.do(household_commands.add_household, given)


def row(store: Store) -> HouseholdRow:
    (only,) = store.ask(household_list, ListQuery("all", "address")).rows()
    return only


def test_no_fewer_are_registered_than_are_known_by_name(town: Store) -> None:
    one = add(town, "501", 2, ResidentInput("金桂花"), ResidentInput("金小明"))
    other = add(town, "502", 2, ResidentInput("柳青"), ResidentInput("金小明"))
    town.do(joining.merge_households, one, other)
    made = town.ask(households.household, one)
    assert made is not None
    assert (made.people, made.named) == (3, 3)


def test_somebody_out_of_town_leaves_no_empty_home_behind(town: Store) -> None:
    away = ResidentInput("金小明", marks=(PersonMark("不在沪"),))
    add(town, "501", 2, ResidentInput("金桂花"), away)
    found = row(town)
    assert found.marks == ("不在沪",)
    assert found.own_marks == ()
    told = counted(found.people, found.present, found.fed, marks=found.own_marks, named=2)
    assert told.present == 2
