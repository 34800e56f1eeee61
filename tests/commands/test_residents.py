"""The people of households on the command line, and what households count of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.clock import FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.store import Store
from models.households import CompoundInput, HouseholdInput, HouseholdKind
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.telephones import Telephone
from tests.commands.running import NOW, Daiban

NUMBER = "00000019380305404X"
FIELDS = (
    "no id name compound lane building unit room phones born marks presence household_no relation"
    " is_head roster_no"
)


@pytest.fixture(autouse=True)
def _town(file: Path) -> None:
    """A household of four with three by name, one of them away; guards on no register."""
    store = Store(file, FixedClock(NOW))
    store.do(household_compounds.add_compound, CompoundInput("春晖苑"))
    head = ResidentInput(
        "金桂花",
        born="1938",
        identity=NUMBER,
        phones=(Telephone("13800000021"), Telephone("02163000001", "8", "儿子")),
        marks=(PersonMark("透析", "周二四六", "登记表.xlsx"),),
        note="耳背",
    )
    son = ResidentInput("金小明", relation="儿子", presence=Whereabouts.AWAY)
    gone = ResidentInput("金建国", presence=Whereabouts.DIED)
    whole = HouseholdInput("春晖苑", "3", room="501", people=4, residents=(head, son, gone))
    guards = HouseholdInput("春晖苑", "门卫室", kind=HouseholdKind.STAFF, present=3)
    for given in (whole, guards):
        store.do(household_commands.add_household, given)
    store.close()


def test_fields_of_people_are_these(daiban: Daiban) -> None:
    first, *_others = daiban("residents", "--json").json
    assert tuple(first) == tuple(FIELDS.split())
    assert first["phones"] == [
        {"phone": "13800000021", "extension": None, "whose": None},
        {"phone": "02163000001", "extension": "8", "whose": "儿子"},
    ]
    assert (first["marks"], first["is_head"], first["household_no"]) == (["透析"], True, 1)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ((), ["金桂花", "金小明", "金建国"]),
        (("--here",), ["金桂花"]),
        (("--mark", "透析"), ["金桂花"]),
        (("--household", "1"), ["金桂花", "金小明", "金建国"]),
        (("--household", "2"), []),
        (("--compound", "春晖苑", "--find", "jxm"), ["金小明"]),
        (("--find", "3-501", "--here"), ["金桂花"]),
    ],
)
def test_filters_keep_some(daiban: Daiban, filters: tuple[str, ...], names: list[str]) -> None:
    assert [one["name"] for one in daiban("residents", "--json", *filters).json] == names


def test_households_tell_their_three_numbers(daiban: Daiban) -> None:
    counts = [
        (one["kind"], one["people"], one["present"], one["fed"], one["named"])
        for one in daiban("households", "--json").json
    ]
    assert sorted(counts, key=str) == [("home", 4, 3, 3, 2), ("staff", None, 3, 3, 0)]


@pytest.mark.parametrize("command", ["residents", "households", "log"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_command_tells_an_identity_number(
    daiban: Daiban, command: str, form: tuple[str, ...]
) -> None:
    told = daiban(command, *form).out
    assert "404X" not in told
    assert NUMBER not in told


def test_the_table_tells_who_is_not_here(daiban: Daiban) -> None:
    table = daiban("residents").out
    assert "out of town" in table
    assert "has died" in table
    assert "dialysis" in table
