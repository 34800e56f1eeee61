"""Who goes to the doors of closed buildings: not who can do no heavy work, nor from there back
among people the same day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.duties import DutyInput, DutyRow, Role, Work
from models.duties.rules import Times, concerns
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)


def held(role: Role, starts: datetime, work: Work = Work.SESSION) -> DutyRow:
    span = stored(starts), stored(starts + HOUR)
    return DutyRow(1, "one", 1, "赵娟", work, role, *span, 1, "大林苑", "")


def asked(role: Role, starts: datetime, *duties: DutyRow, **known: object) -> list[str]:
    """Codes of what lets it be given by hand only."""
    given = DutyInput(1, Work.SESSION, role, starts, starts + HOUR, 2)
    times = Times("赵娟", duties, **known)  # type: ignore[arg-type]
    return [one.problem.code for one in concerns(given, times) if one.by_hand]


@pytest.mark.parametrize(
    ("role", "had", "after", "codes"),
    [
        (Role.DESK, Role.GUIDE, 2, ["comes_from_doors"]),
        (Role.CALLER, Role.GUIDE, 1, ["comes_from_doors"]),
        (Role.GUIDE, Role.GUIDE, 2, []),
        (Role.GUIDE, Role.DESK, 2, []),
        (Role.GUIDE, Role.DESK, -2, ["goes_from_doors"]),
        (Role.DESK, Role.GUIDE, -2, []),
        (Role.DESK, Role.GUIDE, 24, []),
        (Role.DESK, Role.ORDER, 2, []),
    ],
)
def test_nobody_goes_from_closed_doors_among_people_that_day(
    role: Role, had: Role, after: int, codes: list[str]
) -> None:
    assert asked(role, NINE + after * HOUR, held(had, NINE)) == codes


def test_who_guides_elsewhere_may_stand_at_a_desk() -> None:
    assert asked(Role.DESK, NINE + 2 * HOUR, held(Role.GUIDE, NINE, Work.GUIDE)) == []


def test_stairs_in_a_suit_are_heavy_work() -> None:
    assert asked(Role.GUIDE, NINE, no_heavy_work=True) == ["heavy_work"]
    assert asked(Role.DESK, NINE, no_heavy_work=True) == []
