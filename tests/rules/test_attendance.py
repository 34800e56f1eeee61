"""How it stands with coming and leaving, and what times cannot be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.attendance.rules import Attending, attending, wrong_times
from models.duties import DutyRow
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


def at(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


def duty(came: float | None = None, left: float | None = None) -> DutyRow:
    """A duty from nine to eleven."""
    times = [None if hours is None else stored(at(hours)) for hours in (came, left)]
    return DutyRow(
        1, "d", 4, "小林", "patrol", "hand", stored(at(0)), stored(at(2)), None, "", "",
        checked_in_at=times[0], checked_out_at=times[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("came", "left", "now", "stands"),
    [
        (None, None, -0.5, Attending.AHEAD),
        (None, None, 0, Attending.LATE),
        (None, None, 2, Attending.MISSED),
        (-0.1, None, 1, Attending.HERE),
        (-0.1, None, 2.5, Attending.HERE),
        (-0.1, None, 2.6, Attending.FORGOTTEN),
        (-0.1, 2, 9, Attending.LEFT),
    ],
)
def test_how_it_stands(
    came: float | None, left: float | None, now: float, stands: Attending
) -> None:
    assert attending(duty(came, left), at(now)) is stands


@pytest.mark.parametrize(
    ("came", "left", "code"),
    [
        (0, 2, None),
        (None, None, None),
        (-0.5, None, None),
        (None, 2, "not_checked_in"),
        (1, 0.5, "left_before_came"),
        (4, None, "check_in_future"),
        (0, 4, "check_in_future"),
        (-7, None, "check_in_far"),
    ],
)
def test_times_that_cannot_be(came: float | None, left: float | None, code: str | None) -> None:
    came_at, left_at = (None if hours is None else at(hours) for hours in (came, left))
    found = wrong_times(duty(), came_at, left_at, at(3))
    assert (found and found.code) == code
