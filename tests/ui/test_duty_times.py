"""A time of another calendar day than the one its reader has in mind carries its date."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from rich.cells import cell_len

from models.attendance.rules import Attending
from models.duties import DutyRow, Role, Slot, Work
from models.problems import Problem
from models.sheets import DutySheet, SheetLine
from models.times import LOCAL, stored
from screens import i18n
from screens.attendance import words as attendance
from screens.duties import candidates
from screens.duties import words as duties
from screens.roster.duties import line as roster_line
from screens.sheets import words as duty_sheets
from screens.suggest import words as suggest
from screens.timeline import words as timeline

DAY = date(2022, 4, 9)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 4, day, hour, minute, tzinfo=LOCAL)


NINE, ELEVEN = at(9, 9), at(9, 11)
DAWN, MORNING = at(10, 5, 30), at(10, 9, 30)
"""Still of the duty day of the ninth, which ends at six."""


def row(starts: datetime, ends: datetime, came: datetime | None = None) -> DutyRow:
    return DutyRow(
        1, "d", 4, "小林", "patrol", "hand", stored(starts), stored(ends), None, "东门",
        "", checked_in_at=None if came is None else stored(came),
        checked_out_at=None if came is None else stored(ends),
    )  # fmt: skip


def slot(starts: datetime, ends: datetime) -> Slot:
    return Slot(Work.PATROL, None, None, Role.HAND, starts, ends)


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (NINE, ELEVEN, "09:00-11:00"),
        (at(9, 22), at(10, 6), "22:00-04-10 06:00"),
        (DAWN, MORNING, "04-10 05:30-09:30"),
        (at(8, 22), at(9, 8), "04-08 22:00-04-09 08:00"),
        (at(10, 0), at(10, 6), "04-10 00:00-06:00"),
    ],
)
def test_a_span_tells_the_date_where_it_is_not_the_day_of_the_heading(
    starts: datetime, ends: datetime, told: str
) -> None:
    assert duties.span(starts, ends, DAY) == told
    assert duties.span(stored(starts), stored(ends), DAY) == told
    assert timeline.duty_line(row(starts, ends), DAY, False).split("  ")[1] == told
    assert timeline.slot_line(slot(starts, ends), DAY, False).split("  ")[2] == told
    assert suggest.place(slot(starts, ends), DAY).split("  ")[0].strip() == told
    assert roster_line(row(starts, ends), DAY).split("  ")[0] == told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("write", [duty_sheets.chat, duty_sheets.page])
def test_a_sheet_of_either_form_tells_that_dawn_is_tomorrow(write: object, language: str) -> None:
    i18n.set_language(language)
    lines = tuple(
        SheetLine(no, "patrol", "hand", stored(starts), stored(ends), "东门", "", "", "", (), "")
        for no, (starts, ends) in enumerate([(NINE, ELEVEN), (DAWN, MORNING)], 1)
    )
    sheet = DutySheet(1, "小林", "staff", "", DAY.isoformat(), lines)
    text = write([sheet], DAY)  # type: ignore[operator]
    heading, *told = text.splitlines()
    assert "04-09" in heading
    assert any("09:00-11:00" in line and "04-" not in line for line in told)
    assert any("04-10 05:30-09:30" in line for line in told)


def test_what_speaks_against_somebody_tells_the_date_of_another_day() -> None:
    near = Problem("person_at_work", {"starts": NINE, "ends": ELEVEN})
    assert candidates.short(near, DAY) == "other work until 11:00"
    far = Problem("person_at_work", {"starts": at(9, 22), "ends": DAWN})
    assert candidates.short(far, DAY) == "other work until 04-10 05:30"


def test_columns_of_coming_and_leaving_count_the_days_on() -> None:
    night = row(at(9, 22), at(10, 6), came=at(9, 22, 3))
    who, _state, rest = attendance.line(night, Attending.LEFT, 90)
    assert who.startswith("22:00-06:00+1 小林")
    assert rest.startswith("22:03-06:00+1 ")
    day = row(NINE, ELEVEN)
    alone, *_rest = attendance.line(day, Attending.AHEAD, 63)
    assert alone.startswith("09:00-11:00 小林"), "no cells are kept for nights where there are none"
    beside, *_rest = attendance.line(day, Attending.AHEAD, 63, [night])
    assert beside.startswith("09:00-11:00   小林"), "names stand one under the other"
    early = row(at(10, 0), at(10, 6), came=at(9, 23, 50))
    assert attendance.times(early) == "04-09 23:50-06:00"
    assert attendance.times(row(NINE, ELEVEN, came=NINE)) == "09:00-11:00"


def test_a_line_of_coming_and_leaving_is_as_wide_as_it_may_be() -> None:
    for width in (56, 86):
        parts = attendance.line(row(at(9, 22), at(10, 6), came=at(9, 22)), Attending.LEFT, width)
        assert cell_len("".join(parts)) <= width
