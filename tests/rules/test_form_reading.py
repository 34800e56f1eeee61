"""What all forms and words share: fields read into an input, values said in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from models.problems import Problem
from screens import i18n
from screens.i18n import Labels, Vocabulary
from screens.kit.fields import FormField, read_fields, reader
from screens.kit.kinds import COUNT, ENDS, MOMENT
from screens.kit.values import beside, filled

NOW = datetime(2022, 4, 9, tzinfo=UTC)
FIELDS = (FormField("name", "name", required=True), FormField("people", "people", COUNT))


class Household(NamedTuple):
    """What the form of this test says."""

    name: str
    people: int | None


def crowded(given: Household) -> list[Problem]:
    return [Problem("too_many", {}, "people")] if (given.people or 0) > 9 else []


def test_a_form_is_read_into_its_input() -> None:
    read = reader(FIELDS, Household)
    assert read({"name": "秦某", "people": "3"}, NOW) == Household("秦某", 3)
    assert read({"name": "秦某"}, NOW) == Household("秦某", None)


def test_what_is_wrong_with_any_field_is_told_before_the_rules_are_asked() -> None:
    read = reader(FIELDS, Household, crowded)
    assert read({"people": "many"}, NOW) == [
        Problem("field_empty", {}, "name"),
        Problem("number_unclear", {"value": "many"}, "people"),
    ]
    assert read({"name": "秦某", "people": "10"}, NOW) == [Problem("too_many", {}, "people")]
    assert read({"name": "秦某", "people": "9"}, NOW) == Household("秦某", 9)


def test_what_makes_the_input_may_find_something_wrong_too() -> None:
    def household(name: str, people: int | None) -> Household | list[Problem]:
        return Household(name, people) if people else [Problem("nobody", {}, "people")]

    read = reader(FIELDS, household, crowded)
    assert read({"name": "秦某"}, NOW) == [Problem("nobody", {}, "people")]


STAY = (
    FormField("starts_at", "from", MOMENT, required=True),
    FormField("ends_at", "until", ENDS, required=True, after="starts_at"),
)


@pytest.mark.parametrize(
    ("begins", "ends", "until"),
    [
        ("tomorrow 9am", "tomorrow 11am", "04-10 11:00"),
        ("明天9点", "明天11点", "04-10 11:00"),
        ("tomorrow 9am", "11am", "04-10 11:00"),
        ("tomorrow 9am", "+2h", "04-10 11:00"),
        ("tomorrow 10pm", "2:00", "04-11 02:00"),
        ("04-12 09:00", "周三 11:00", "04-13 11:00"),
        ("", "tomorrow 11am", "04-10 11:00"),
    ],
)
def test_only_a_bare_time_of_an_end_counts_from_the_beginning(
    begins: str, ends: str, until: str
) -> None:
    """A named day means in an end what it means in the field before it."""
    starts, stays = STAY
    found = starts.read(begins, NOW, required=False)
    at = stays.read(ends, NOW, behind=found)
    assert f"{at:%m-%d %H:%M}" == until
    if begins:
        both = read_fields(STAY, {"starts_at": begins, "ends_at": ends}, NOW)
        assert both == {"starts_at": found, "ends_at": at}


def test_an_end_that_is_no_time_is_told_at_its_field() -> None:
    found = read_fields(STAY, {"starts_at": "9:00", "ends_at": "whenever"}, NOW)
    assert found == [Problem("time_unclear", {"value": "whenever"}, "ends_at")]


def test_values_are_said_in_the_language_spoken_now() -> None:
    state = Labels({"open": "still open", "closed": "resolved"})
    label = Vocabulary({"state": state, "kind": {"food": "food"}})
    spoken = i18n.language()
    try:
        i18n.set_language("en")
        assert state("open") == "still open"
        assert state.pairs() == [("open", "still open"), ("closed", "resolved")]
        i18n.set_language("zh")
        assert state("closed") == label("closed", "state") != "resolved"
        assert label.choices("kind") == [("food", label("food", "kind"))]
    finally:
        i18n.set_language(spoken)


def test_words_beside_each_other_leave_out_what_says_nothing() -> None:
    assert beside("2-1805", "", None, "秦某") == "2-1805  秦某"
    assert beside("", None) == ""
    assert beside("a", "b", gap=" · ") == "a · b"


def test_values_in_a_sentence_are_told_as_people_say_them() -> None:
    assert filled("{who} at {at}", {"who": "秦某", "at": NOW}) == "秦某 at 04-09 08:00"
