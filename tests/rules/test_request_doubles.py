"""Which requests may be the same one, and what is left of those joined."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.requests import Likeness
from models.requests.doubles import Draft, joined, joining_problems, likeness, near_same
from models.times import stored
from tests.rules.test_requests import NOW, row, view

words = st.text(st.sampled_from("胰岛素没了快用完血透车子要 0123,。"), max_size=20)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("胰岛素快用完了", "胰岛素，快用完了！！", True),
        ("要胰岛素 诺和锐快用完了", "诺和锐胰岛素快用完了要", True),
        ("胰岛素快用完了", "降压药快用完了", False),
        ("猫粮没了", "奶粉没了", False),
        ("Insulin is running out", "insulin running out", True),
        ("药", "药", False),
        ("1805", "1805", False),
    ],
)
def test_nearly_the_same_words(one: str, other: str, same: bool) -> None:
    assert near_same(one, other) is same


@given(words, words)
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    assert near_same(one, other) == near_same(other, one)


@given(words)
def test_numbers_and_points_make_no_difference(text: str) -> None:
    plain = "".join(letter for letter in text if letter not in " 0123,。")
    assert near_same(text, f"12。{plain}，3") == near_same(plain, plain)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(5, "medicine", "", ""), Likeness.NEED),
        (Draft(5, "pets", "", ""), Likeness.HOUSEHOLD),
        (Draft(6, "pets", "13800000001", ""), Likeness.PHONE),
        (Draft(None, "medicine", "", "胰岛素 快用完"), Likeness.WORDS),
        (Draft(6, "medicine", "", "胰岛素快用完了"), None),
        (Draft(None, "pets", "", "胰岛素快用完了"), None),
        (Draft(None, "medicine", "", ""), None),
    ],
)
def test_what_speaks_for_one_and_the_same(draft: Draft, why: Likeness | None) -> None:
    there = row(household_no=5, kind="medicine", phone="13800000001", summary="胰岛素快用完了")
    assert likeness(draft, there) is why


def test_the_one_that_stays_is_as_urgent_as_the_worst() -> None:
    harm = stored(NOW + timedelta(hours=3))
    stays = view(
        urgency="routine",
        next_chase_at=stored(NOW + timedelta(hours=9)),
        caller="女儿",
        told_at=stored(NOW),
        told_whom="女儿",
    )
    other = view(
        no=8,
        urgency="life",
        harm_at=harm,
        harm_reason="bleeding",
        next_chase_at=stored(NOW),
        caller="邻居",
        phone="13800000001",
        household_no=5,
    )
    found = joined(stays, [other])
    assert (found.urgency, found.harm_at, found.harm_reason) == (Urgency.LIFE, harm, "bleeding")
    assert (found.next_chase_at, found.told_at) == (stored(NOW), None)
    assert (found.caller, found.phone, found.household_no) == ("女儿", "13800000001", 5)


def test_it_is_open_while_one_of_them_is() -> None:
    waits = view("call_back", outcome="met", next_chase_at=stored(NOW))
    assert joined(waits, [view(no=8, next_chase_at=stored(NOW))]).state == "open"
    assert joined(waits, [waits._replace(no=8)]).state == "call_back"


def test_what_cannot_be_joined() -> None:
    def codes(*views: object) -> list[str]:
        stays, *others = views
        return [p.code for p in joining_problems(stays, others)]  # type: ignore[arg-type]

    assert codes(view()) == ["join_needs_two"]
    assert codes(view(), view("closed", no=8)) == ["request_closed"]
    assert codes(view(), view(no=8, joined_to=3)) == ["request_joined"]
    assert codes(view(), view(no=8)) == []
