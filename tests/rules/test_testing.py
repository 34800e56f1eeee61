"""What a testing session needs, and what is wrong with a plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.duties import Role
from models.testing import RoundInput, RoundKind, SessionInput, SessionState, rules
from models.times import LOCAL

EIGHT = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
SESSION = SessionInput(1, "中心花园", ("甲",), EIGHT, EIGHT + timedelta(hours=3), 2)


@pytest.mark.parametrize(("desks", "people"), [(1, 3), (2, 5), (9, 19)])
def test_people_needed_by_desks(desks: int, people: int) -> None:
    needed = rules.needs(desks)
    assert needed[Role.LEAD] == 1
    assert needed[Role.DESK] == needed[Role.ORDER] == desks
    assert sum(needed.values()) == people
    assert rules.needs(desks, SessionState.CANCELLED) == {}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"ends_at": EIGHT}, "session_ends_before_start", "ends_at"),
        ({"ends_at": EIGHT + timedelta(hours=25)}, "session_too_long", "ends_at"),
        ({"ends_at": EIGHT + timedelta(hours=23)}, "session_too_long", "ends_at"),
        ({"desks": 0}, "desks_wrong", "desks"),
        ({"compounds": ("甲", "乙", "甲")}, "compound_twice", "compounds"),
    ],
)
def test_what_is_wrong_with_a_session(change: dict[str, object], code: str, field: str) -> None:
    assert rules.session_problems(SESSION) == []
    (problem,) = rules.session_problems(SESSION._replace(**change))  # type: ignore[arg-type]
    assert (problem.code, problem.field) == (code, field)


def test_what_is_wrong_with_a_round() -> None:
    given = RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 9))
    assert rules.round_problems(given) == []
    wrong = given._replace(name=" ", pool_size=0)
    assert [p.field for p in rules.round_problems(wrong)] == ["name", "pool_size"]


def test_a_session_that_is_over_can_be_taken_up_but_not_called_off() -> None:
    assert rules.state_problems(1, "done", SessionState.RUNNING) == []
    (problem,) = rules.state_problems(1, "done", SessionState.CANCELLED)
    assert problem.code == "session_cannot"


@pytest.mark.parametrize(
    ("people", "desks", "hours", "told"),
    [
        (929, 1, 4, (480, 2, timedelta(hours=7, minutes=45))),
        (480, 1, 4, None),
        (481, 1, 4, (480, 2, timedelta(hours=4, minutes=5))),
        (929, 2, 4, None),
        (0, 1, 0, None),
        (500, 1, 0, None),
    ],
)
def test_too_few_desks_are_told_with_what_would_do(
    people: int, desks: int, hours: int, told: tuple[int, int, timedelta] | None
) -> None:
    starts = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
    found = rules.crowd_problem(people, desks, starts, starts + timedelta(hours=hours), 120)
    if told is None:
        assert found is None
        return
    takes, needed, lasts = told
    assert found is not None
    assert found.params == {
        "people": people, "takes": takes, "desks": needed, "until": starts + lasts,
    }  # fmt: skip
    enough = rules.crowd_problem(people, needed, starts, starts + timedelta(hours=hours), 120)
    assert enough is None
    assert rules.crowd_problem(people, desks, starts, starts + lasts, 120) is None


def test_no_hour_that_is_past_is_advised_for_too_few_desks() -> None:
    until = EIGHT + timedelta(hours=7, minutes=45)

    def told(now: datetime) -> tuple[str, bool]:
        found = rules.crowd_problem(929, 1, EIGHT, EIGHT + timedelta(hours=4), 120, now)
        assert found is not None
        return found.code, "until" in found.params

    assert told(until - timedelta(minutes=1)) == ("desks_too_few", True)
    assert told(until) == ("desks_were_few", False)
