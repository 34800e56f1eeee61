"""Days as lists write them: dates, spreadsheets' own counts, words in both languages."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from models.exchange.columns import Cell
from models.times import nearest_day

_DAY = re.compile(
    r"(?:(?P<y>\d{4})\s*[-/.年]\s*)?(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:起|[T\s].*)?"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMED = re.compile(
    rf"^(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{'|'.join(_MONTHS)})[a-z]*"
    rf"|(?P<m2>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"\.?,?\s*(?P<y>\d{4})?$",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_MONTHS_OF_YEAR = 12


def as_day(cell: Cell, now: datetime) -> date | None:
    """The day a cell tells, None when it tells none; without a year the one nearest to now."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        # A spreadsheet's own count of days, shown as a plain number.
        return date(1899, 12, 30) + timedelta(days=int(cell)) if 36_000 < cell < 60_000 else None
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", str(cell).strip())
    if year_last := _YEAR_LAST.fullmatch(text):
        return _with_year_last(year_last)
    match = _DAY.fullmatch(_MONTH_NAMED.sub(_with_month, text))
    if not match:
        return None
    year = int(match["y"]) if match["y"] else None
    return nearest_day(year, int(match["m"]), int(match["d"]), now.date())


def _with_year_last(match: re.Match[str]) -> date | None:
    """The day of `16.04.2022`, `16/04/2022` or `04/16/2022`.

    None for none, and for one with slashes whose day may be its month: writers differ in which
    of them comes first.
    """
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and month > _MONTHS_OF_YEAR:
        day, month = month, day
    elif match[2] == "/" and day <= _MONTHS_OF_YEAR and day != month:
        return None
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _with_month(match: re.Match[str]) -> str:
    """`8 April 2022` with its month as a number."""
    month = _MONTHS.index((match["m"] or match["m2"]).lower()) + 1
    day = match["d"] or match["d2"]
    return f"{match['y']}-{month}-{day}" if match["y"] else f"{month}-{day}"
