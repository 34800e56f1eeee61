"""Which tests are due on a day, by dated rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.testing import RoundKind
from models.testing.days import Zone, due_on
from models.word_tables import BrokenTable
from tests.conftest import BreakTable

CLOSED = date(2022, 4, 11)


def april(day: int) -> date:
    return date(2022, 4, day)


def kinds(day: int) -> list[tuple[RoundKind, bool]]:
    return [(one.kind, one.if_positive) for one in due_on(april(day))]


def test_antigen_for_all_one_day_and_a_pcr_the_next() -> None:
    assert kinds(2) == []
    assert kinds(3) == [(RoundKind.ANTIGEN, False)]
    assert kinds(4) == [(RoundKind.PCR, False)]
    assert kinds(6) == [(RoundKind.ANTIGEN, False), (RoundKind.PCR, True)]
    assert all("2022-04-0" in one.source for day in (3, 4, 6, 9) for one in due_on(april(day)))


@pytest.mark.parametrize(
    ("zone", "day_no"), [(Zone.LOCKDOWN, 13), (Zone.CONTROLLED, 6), (Zone.PRECAUTIONARY, None)]
)
def test_a_zone_is_tested_on_its_own_day_the_first_being_the_day_it_was_closed(
    zone: Zone, day_no: int | None
) -> None:
    days = [CLOSED + timedelta(days=n) for n in range(30)]
    due = [one for on in days for one in due_on(on, zone, CLOSED)]
    assert [one.day_no for one in due] == ([] if day_no is None else [day_no])
    assert all(one.kind is RoundKind.PCR and one.zone is zone for one in due)
    assert [one.day for one in due] == [days[one.day_no - 1] for one in due if one.day_no]


def test_a_rule_holds_from_its_day_on_for_what_was_closed_before_too() -> None:
    assert due_on(april(10), Zone.CONTROLLED, april(5)) == (), "day 6, before there was the rule"
    (due,) = due_on(april(11), Zone.CONTROLLED, april(6))
    assert due.day_no == 6
    (due,) = due_on(april(14), Zone.LOCKDOWN, april(2))
    assert due.day_no == 13


def test_without_the_day_it_was_closed_a_zone_has_no_days() -> None:
    assert due_on(april(23), Zone.LOCKDOWN) == ()


@pytest.mark.parametrize(
    ("was", "broken", "code"),
    [
        ('city."2022-04-03"', 'city."3 April"', "word_table_no_key"),
        ('everybody = "antigen"', 'everybody = "blood"', "word_table_no_choice"),
        ('\n13 = "pcr"', '\n0 = "pcr"', "word_table_no_key"),
        (".lockdown]", ".closed]", "word_table_unknown"),
    ],
)
def test_a_broken_table_says_where(
    break_table: BreakTable, was: str, broken: str, code: str
) -> None:
    break_table("testing/days.toml", was, broken)
    with pytest.raises(BrokenTable) as caught:
        due_on(april(3))
    assert caught.value.problem.code == code
