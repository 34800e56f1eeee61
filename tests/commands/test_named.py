"""Options that name something of the file: the mistyped is refused, what is short understood."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from data.step import Step
from data.store import Store
from screens.commands import fields
from screens.commands.listing import Filter, Listing
from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

NONSENSE = "没有这个名字"


def listings() -> Iterable[Listing]:
    """All listings."""
    return fields.listings().values()


NAMED = [
    (listing.name, one)
    for listing in listings()
    for one in listing.filters
    if not isinstance(one.takes, str)
]


def test_each_option_that_takes_a_name_knows_where_names_come_from() -> None:
    bare = [one.flag for listing in listings() for one in listing.filters if one.takes == "name"]
    assert bare == []
    assert len(NAMED) > 10


@pytest.mark.parametrize(("name", "one"), NAMED, ids=[f"{name} {f.flag}" for name, f in NAMED])
def test_a_name_that_is_nowhere_is_an_error_and_no_empty_list(
    daiban: Daiban, name: str, one: Filter
) -> None:
    wrong = "987654" if one.flag == "--round" else NONSENSE
    for more in ((), ("--json",), ("--csv",)):
        assert wrong in daiban(name, one.flag, wrong, *more).refusal


@pytest.mark.parametrize(
    "words",
    [
        ("call-down", "new", "--mark", "alone", "--compound", NONSENSE),
        ("call-down", "new", "--mark", NONSENSE),
        ("call-sheet", "1", "--compound", NONSENSE),
        ("count", "1", "--compound", NONSENSE),
        ("doors", "1", "--compound", NONSENSE),
        ("door-list", "1", "--compound", NONSENSE),
        ("door-list", "1", "--building", NONSENSE),
        ("loads", "1", "--compound", NONSENSE),
        ("received", "--compound", NONSENSE),
        ("sheet", "--person", NONSENSE),
        ("deliver", "大米100袋", "--drops", NONSENSE),
        ("allocate", "1", "--marks", NONSENSE),
        ("requests", "--view", NONSENSE),
        ("directory", "--view", NONSENSE),
        ("results", "--household", NONSENSE),
        ("results", "--resident", NONSENSE),
        ("results", "--round", "987654"),
        ("residents", "--household", "987654"),
        ("to-settle", "--round", "987654"),
        ("recall", "ABC123", "--round", "987654"),
        ("chase", "1", "--to", "街道", "--said", "催", "--by", NONSENSE),
    ],
    ids=" ".join,
)
def test_commands_refuse_such_names_too(daiban: Daiban, words: tuple[str, ...]) -> None:
    answer = daiban(*words)
    assert answer.status == (2 if "--view" in words else 1)
    assert answer.out == ""
    (line,) = answer.err.splitlines()
    assert line


def _compounds(daiban: Daiban) -> list[str]:
    return list(dict.fromkeys(row["compound"] for row in daiban("households", "--json").json))


def test_what_is_like_it_is_named(daiban: Daiban) -> None:
    name = _compounds(daiban)[0]
    assert name in daiban("households", "--compound", name[:-1] + "猿").refusal
    person = daiban("roster", "--json").json[0]["name"]
    wrong = daiban("requests", "--owner", person[:-1] + "某某").refusal
    assert "called" in wrong
    assert "pregnant" in daiban("residents", "--mark", "孕付").refusal
    assert "now" in daiban("requests", "--view", "nwo").err


def test_a_short_name_is_understood_where_it_means_one(daiban: Daiban) -> None:
    names = _compounds(daiban)
    for name in names:
        short = next(
            (name[:n] for n in range(2, len(name)) if sum(name[:n] in x for x in names) == 1), None
        )
        if short is not None:
            told = daiban("households", "--compound", short, "--json").json
            assert {row["compound"] for row in told} == {name}


def test_a_part_that_means_several_names_them(daiban: Daiban, make_compounds: None) -> None:
    refusal = daiban("households", "--compound", "甲林").refusal
    assert "甲林东苑" in refusal
    assert "甲林西苑" in refusal
    assert daiban("households", "--compound", "甲林东", "--json").json == []


@pytest.fixture
def make_compounds(store: Store) -> None:
    """Two compounds whose names begin alike, where nobody lives yet."""
    from data.households.compounds import add_compounds
    from models.households import CompoundInput

    def add(step: Step) -> None:
        add_compounds(step, [CompoundInput("甲林东苑"), CompoundInput("甲林西苑")])
        step.act("compound_added", no=1, name="甲林东苑")

    store.do(add)


def test_a_door_means_its_household_where_one_is_asked_for(daiban: Daiban) -> None:
    home = next(row for row in daiban("households", "--json").json if row["people"] and row["room"])
    people = daiban("residents", "--household", str(home["no"]), "--json").json
    door = f"{home['compound']}{home['building']}号{home['room']}"
    assert people
    assert daiban("residents", "--household", door, "--json").json == people


def test_a_mark_nobody_bears_is_a_mark_all_the_same(daiban: Daiban) -> None:
    in_use = {mark for row in daiban("households", "--json").json for mark in row["marks"]}
    from models.households import KNOWN_MARKS

    unused = next(mark for mark in KNOWN_MARKS if mark not in in_use)
    assert daiban("households", "--mark", unused, "--json").json == []
    assert (
        daiban("residents", "--mark", "pregnant", "--json").json
        == daiban("residents", "--mark", "孕妇", "--json").json
    )


def test_a_person_is_named_by_number_too(daiban: Daiban) -> None:
    held = next(row for row in daiban("custody", "--json").json if row["holder"])
    no = next(r["no"] for r in daiban("roster", "--json").json if r["name"] == held["holder"])
    by_number = daiban("custody", "--holder", f"#{no}", "--json").json
    assert held in by_number
    assert by_number == daiban("custody", "--holder", held["holder"], "--json").json


def test_what_is_refused_changes_nothing(daiban: Daiban) -> None:
    before = daiban("log", "--json").json
    daiban("deliver", "大米100袋", "--drops", NONSENSE)
    daiban("loads", "1", "--apply", "--compound", NONSENSE)
    assert daiban("log", "--json").json == before


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (("call-sheet", "2", "--building", "春晖苑99"), "春晖苑 "),
        (("call-sheet", "2", "--building", "77"), " 76-7"),
        (("tick", "2", "--building", "77"), " 76-7"),
        (("door-list", "1", "--building", "77"), " 76-7"),
        (("shut", "春晖苑99", "--until", "04-12"), "春晖苑 "),
        (
            ("round", "new", *"--day 04-12 --from 9 --to 11 --building 77 --kind pooled".split()),
            "76-7",
        ),
        (("tick", "2", "--compound", "梧桐新园"), "梧桐新苑."),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_a_building_that_is_nowhere_is_told_with_those_like_it(
    daiban: Daiban, words: tuple[str, ...], like: str
) -> None:
    assert like in daiban(*words).refusal


@pytest.mark.parametrize(
    ("find", "status"),
    [
        ("urgncy:today", 2),
        ("urgency:xyz", 2),
        ("phone:abc", 2),
        ("compound:梧桐新园", 1),
        ("building:9999", 1),
        ("mark:zzz", 1),
    ],
)
def test_what_nobody_can_mean_is_bad_usage_and_what_the_file_lacks_is_refused(
    daiban: Daiban, find: str, status: int
) -> None:
    for more in ((), ("--json",)):
        answer = daiban("requests", "--find", find, *more)
        assert (answer.status, answer.out, len(answer.err.splitlines())) == (status, "", 1)
