"""Whom somebody met who falls out: at work, where they sleep, in their building."""

from __future__ import annotations

from data.roster import presence as roster_presence
from data.store import Store
from models.absence import Met
from models.duties import Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonKind, PresenceInput
from tests.beginning import begin
from tests.store.absences import absent, at, give, person, plan


def contacts(store: Store, *who: int, presence: PresenceInput | None = None) -> list[Met]:
    return list(plan(store, *who, presence=presence).met)


def test_who_sleeps_in_the_same_room_is_a_contact_before_who_shared_work(store: Store) -> None:
    ill = person(store, "甲", lodging="办公室行军床")
    person(store, "乙", lodging=" 办公室 ")
    person(store, "丙", lodging="活动室")
    person(store, "丁")
    for no in (ill, 4):
        give(store, no, Work.PATROL, at("20:00", 8), at("22:00", 8), note="东门")
    first, second = contacts(store, ill)
    assert (first.name, first.lodging, first.times) == ("乙", "办公室", 0)
    assert (second.name, second.lodging, second.times) == ("丁", "", 1)


def test_neighbours_of_one_building_are_contacts_of_who_sleeps_at_home(store: Store) -> None:
    begin(store, CompoundInput("甲苑"), *(HouseholdInput("甲苑", no, room="101") for no in "35"))
    lives = {"compound": "甲苑", "building": "3"}
    ill = person(store, "甲", PersonKind.VOLUNTEER, **lives)
    person(store, "乙", PersonKind.VOLUNTEER, **lives)
    person(store, "丙", lodging="办公室", **lives)
    person(store, "丁", PersonKind.VOLUNTEER, compound="甲苑", building="5")
    (one,) = contacts(store, ill)
    assert (one.name, one.neighbour, one.times, one.where) == ("乙", True, 0, "甲苑 3")


def test_who_was_away_all_the_days_was_not_met_where_they_sleep(store: Store) -> None:
    ill = person(store, "甲", lodging="办公室")
    gone = person(store, "乙", lodging="办公室")
    left = person(store, "丙", lodging="办公室")
    store.do(roster_presence.record_presence, [gone], absent(since=at("08:00", 1)))
    store.do(roster_presence.record_presence, [left], absent(since=at("20:00", 8)))
    assert [one.name for one in contacts(store, ill)] == ["丙"]


def test_days_are_counted_back_from_when_the_absence_began(store: Store) -> None:
    ill, other = person(store, "甲"), person(store, "乙")
    for no in (ill, other):
        give(store, no, Work.PATROL, at("20:00", 4), at("22:00", 4), note="东门")
    assert contacts(store, ill) == []
    early = absent(since=at("08:00", 6))
    assert [one.name for one in contacts(store, ill, presence=early)] == ["乙"]
    later = absent(since=at("08:00", 12))
    for no in (ill, other):
        give(store, no, Work.PATROL, at("20:00", 10), at("22:00", 10), note="东门")
    assert contacts(store, ill, presence=later) == [], "what is to come has infected nobody"
