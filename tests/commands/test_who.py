"""Commands that name a person: two of one name are told apart, times that cannot be refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.requests import queries as requests
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.roster.queries import presence_of
from data.store import Store
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.times import stored
from tests.beginning import begin
from tests.commands.running import NOW, Daiban


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    """Two people called 王芳, one on site and one away since yesterday, and one taken off."""
    begin(
        store,
        PersonInput("王芳", PersonKind.STAFF, "社工"),
        PersonInput("王芳", PersonKind.VOLUNTEER, phone="13800001234"),
        PersonInput("老李", PersonKind.VOLUNTEER),
    )
    since = NOW - timedelta(days=1)
    store.do(roster_presence.record_presence, [2], PresenceInput(Place.ISOLATED, since))
    store.do(roster_commands.archive_person, 3, 1)


@pytest.mark.parametrize("words", [("absent",), ("present",), ("sheet", "--person")])
def test_two_of_one_name_are_told_apart_by_number(daiban: Daiban, words: tuple[str, ...]) -> None:
    told = daiban(*words, "王芳").refusal
    assert "1 (社工)" in told
    assert "2 (13800001234)" in told
    assert daiban(*words, "2", "--json").status == 0
    assert daiban(*words, "#2", "--json").status == 0


@pytest.mark.parametrize("words", [("absent",), ("present",), ("sheet", "--person")])
@pytest.mark.parametrize("who", ["王方", "77", "老李"], ids=["misspelt", "no_number", "taken_off"])
def test_nobody_of_that_name_or_number_is_said_in_one_line(
    daiban: Daiban, words: tuple[str, ...], who: str
) -> None:
    assert who in daiban(*words, who).refusal


def test_nobody_returns_before_leaving_nor_falls_out_for_less_than_nothing(daiban: Daiban) -> None:
    told = daiban("present", "2", "--since", "04-07 08:00").refusal
    assert told.endswith("Nobody comes back (04-07 08:00) before having left (04-08 08:00).")
    told = daiban("absent", "1", "--since", "04-09 12:00", "--until", "04-09 11:00").refusal
    assert "before having left" in told
    told = daiban("absent", "1", "--since", "04-09 12:00", "--back", "04-08", "--apply").refusal
    assert told.endswith("Expected back on 04-08, but left on 04-09 12:00 only.")


def test_an_absence_entered_before_another_ends_where_that_begins(
    daiban: Daiban, store: Store
) -> None:
    before = NOW - timedelta(days=2)
    assert daiban("absent", "2", "--since", "04-07 08:00", "--place", "hospital", "--apply").out
    noted = [(one.place, one.since, one.until) for one in store.ask(presence_of, 2)]
    yesterday = stored(NOW - timedelta(days=1))
    assert noted == [
        ("isolated", yesterday, None),
        ("hospital", stored(before), yesterday),
    ]


def test_who_chased_and_closed_is_named(daiban: Daiban, store: Store) -> None:
    no = int(daiban("add", "1号101 猫粮没了 13800000001", "--json").json["no"])
    words = ("chase", str(no), "--to", "街道值班室", "--said", "好")
    assert daiban(*words, "--by", "1").status == 0
    assert daiban(*words).status == 0
    told = ("--outcome", "met", "--told", "本人")
    assert daiban("close", str(no), *told, "--by", "#2").status == 0
    assert [one.by for one in store.ask(requests.chases, no)] == [None, "王芳"]
    assert [one.by for one in store.ask(requests.tellings, no)] == ["王芳"]


@pytest.mark.parametrize("who", ["王芳", "王方", "77", "老李", "3"])
def test_by_somebody_unknown_or_shared_nothing_is_chased(
    daiban: Daiban, store: Store, who: str
) -> None:
    no = int(daiban("add", "1号101 猫粮没了 13800000001", "--json").json["no"])
    assert daiban("chase", str(no), "--to", "120", "--by", who).refusal
    assert store.ask(requests.chases, no) == []
