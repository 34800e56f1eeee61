"""Forms of places and people: what is typed becomes an input, or a problem at its field."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from models.households import CompoundInput, CompoundKind, HouseholdInput, HouseholdKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach
from screens.households.form import read_compound, read_household
from screens.roster.form import read_person, read_presence

NOW = datetime(2022, 4, 9, 8, 0, tzinfo=timezone(timedelta(hours=8)))


def fields(problems: object) -> list[tuple[str, str | None]]:
    assert isinstance(problems, list)
    return [(problem.code, problem.field) for problem in problems]


def test_a_household_as_typed() -> None:
    typed = {
        "compound": "四十三弄",
        "lane": "43弄",
        "building": "17号",
        "unit": "二单元",
        "room": "三层阁",
        "head": " 曾国藩\x1b[0m ",
        "phone": "138 0000-1094",
        "people": "两人",
        "elders": "１",
        "marks": "孕，独老、养乌龟，孕妇",
        "note": "a\nb",
    }
    assert read_household(typed, NOW) == HouseholdInput(
        "四十三弄", "17", "43", "2", "三层阁", "曾国藩", "13800001094", 2, 1,
        ("孕妇", "独居老人", "养乌龟"), "a\nb", kind=HouseholdKind.HOME, phones=(),
    )  # fmt: skip


def test_what_is_left_empty_is_empty_and_counts_unknown() -> None:
    given = read_household({"compound": "x", "building": "1"}, NOW)
    home = HouseholdKind.HOME
    empty = HouseholdInput("x", "1", "", "", "", "", "", None, None, (), "", home, phones=())
    assert given == empty


def test_every_wrong_field_is_named() -> None:
    typed = {"phone": "12", "people": "many", "elders": "-1"}
    assert fields(read_household(typed, NOW)) == [
        ("field_empty", "compound"),
        ("field_empty", "building"),
        ("phone_unclear", "phone"),
        ("number_unclear", "people"),
        ("number_unclear", "elders"),
    ]
    typed = {"compound": "x", "building": "1", "people": "2", "elders": "3"}
    assert fields(read_household(typed, NOW)) == [("elders_over_people", "elders")]
    assert fields(read_compound({"leader_phone": "1"}, NOW)) == [
        ("field_empty", "name"),
        ("phone_unclear", "leader_phone"),
    ]


def test_a_compound_as_typed() -> None:
    given = read_compound({"name": "大林苑", "kind": "lane", "stated_households": "236户"}, NOW)
    assert given == CompoundInput("大林苑", CompoundKind.LANE, "", "", "", "", 236, None)


def test_a_person_as_typed() -> None:
    typed = {
        "name": "侯凯文",
        "kind": "partner",
        "skills": "带路, 驾驶,带路",
        "hours": "下午1点-5点",
        "compound": "",
    }
    given = read_person(typed, NOW)
    assert isinstance(given, PersonInput)
    assert (given.kind, given.skills, given.compound) == (
        PersonKind.PARTNER,
        ("带路", "驾驶"),
        "",
    )
    assert (given.hours, given.available_from, given.available_until) == ("下午1点-5点", 780, 1020)


def test_hours_in_other_words_are_kept_as_words() -> None:
    given = read_person({"name": "甲", "hours": "看情况"}, NOW)
    assert isinstance(given, PersonInput)
    assert (given.hours, given.available_from, given.available_until) == ("看情况", None, None)


def test_presence_as_typed() -> None:
    typed = {
        "place": "isolated",
        "since": "04-08 20:00",
        "expected_back": "04-22",
        "reach": "window",
        "window": "9:00-11:30",
        "reason": "密接",
    }
    assert read_presence(typed, NOW) == PresenceInput(
        Place.ISOLATED,
        NOW - timedelta(hours=12),
        Reach.WINDOW,
        540,
        690,
        None,
        date(2022, 4, 22),
        "密接",
    )


def test_somebody_on_site_is_expected_nowhere_and_needs_no_window() -> None:
    typed = {"place": "on_site", "since": "8:00", "expected_back": "04-22", "window": "9:00-11:30"}
    assert read_presence(typed, NOW) == PresenceInput(Place.ON_SITE, NOW)


def test_unclear_times_are_named() -> None:
    typed = {"place": "away", "since": "soon", "expected_back": "later", "reach": "window"}
    assert fields(read_presence(typed, NOW)) == [
        ("time_unclear", "since"),
        ("day_unclear", "expected_back"),
    ]
    typed = {"place": "away", "since": "8:00", "reach": "window"}
    assert fields(read_presence(typed, NOW)) == [("reach_window_unclear", "window")]
