"""When somebody was born and of which sex, as lists say it: by a day, an age, a card's number."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from models.residents import Sex
from models.residents.rules import born_problem
from models.text import narrow, spoken_number

Said = str | float | int | bool | date | None
"""A cell of a list."""

_FIRST_COUNTED = date(1899, 12, 30)
_SPREADSHEET = range(3_000, 60_000)
"""Days a spreadsheet counts, from 1908 on; a year is shorter."""

_YEARS = range(1890, 2100)
_GAP = r"\s*[-/.年]\s*"
_WRITTEN = re.compile(
    r"(?P<y>\d{4})(?:"
    r"(?P<m>\d{2})(?P<d>\d{2})"
    rf"|{_GAP}(?P<m2>\d{{1,2}})(?:\s*[-/.月]\s*(?P<d2>\d{{1,2}})\s*日?|\s*月)?"
    r"|(?P<m3>0[1-9]|1[0-2])|\s*年)?(?:\s*生(?:人)?|[T\s]00?:00.*)?"
)
_DAY_FIRST = re.compile(r"(?P<a>\d{1,2})(?P<gap>[-/.])(?P<b>\d{1,2})(?P=gap)(?P<y>\d{4})")
_AGE = re.compile(r"(\d{1,3})\s*(?:周?岁|years?(?: old)?|yrs?|y/?o)?", re.IGNORECASE)
_OLDEST = 125
_MONTHS = 12

_CARD = re.compile(
    r"(?P<area>\d{6})(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?P<order>\d{3})(?P<check>[\dX])"
)
_OLD_CARD = re.compile(r"(?P<area>\d{6})(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)(?P<order>\d{3})")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def born_of(said: Said, today: date) -> str | None:
    """The day, month or year of birth a cell tells: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.

    None where it tells none that can be; of `03/05/1938`, whose day may be its month, the year.
    """
    if isinstance(said, datetime):
        said = said.date()
    if isinstance(said, date):
        return _checked(said.isoformat(), today)
    text = narrow(str(said)).strip().removesuffix(".0")
    if text.isdigit() and len(text) <= 5 and int(text) in _SPREADSHEET and int(text) not in _YEARS:
        return _checked((_FIRST_COUNTED + timedelta(days=int(text))).isoformat(), today)
    if found := _DAY_FIRST.fullmatch(text):
        return _checked(_with_year_last(found), today)
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    month, day = found["m"] or found["m2"] or found["m3"], found["d"] or found["d2"]
    parts = [found["y"], *(f"{int(part):02d}" for part in (month, day) if part)]
    return _checked("-".join(parts), today)


def _with_year_last(found: re.Match[str]) -> str:
    first, second = int(found["a"]), int(found["b"])
    if first > _MONTHS or (found["gap"] == "." and second <= _MONTHS):
        return f"{found['y']}-{second:02d}-{first:02d}"
    if second > _MONTHS:
        return f"{found['y']}-{first:02d}-{second:02d}"
    return found["y"]


def _checked(born: str, today: date) -> str | None:
    """A birth that can be: of a day there is, not in the future."""
    return None if born_problem(born) or born > today.isoformat() else born


def age_of(said: Said) -> int | None:
    """The years a cell gives somebody: `92岁`, 92, `九十二岁`; None where it gives none."""
    text = narrow(str(said)).strip().removesuffix(".0")
    found = _AGE.fullmatch(text)
    years = int(found[1]) if found else spoken_number(re.sub(r"周?岁$", "", text))
    return years if years is not None and years <= _OLDEST else None


def born_of_age(years: int, today: date) -> str:
    """The year in which somebody of this age was born: the earlier of the two it may be would make
    them older by one, so it is the later."""
    return str(today.year - years)


def card_number(said: str) -> str | None:
    """A number of an identity card, 18 or 15 long, without blanks; None for what is none."""
    plain = "".join(c for c in narrow(said).upper() if c.isalnum())
    return plain if _CARD.fullmatch(plain) or _OLD_CARD.fullmatch(plain) else None


def is_checked(card: str) -> bool:
    """Whether the last digit of a card's number is the one its others make; the old short ones
    have none."""
    if len(card) < len(_WEIGHTS):
        return True
    total = sum(int(digit) * weight for digit, weight in zip(card, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == card[-1]


def born_of_card(card: str, today: date) -> str | None:
    """The day of birth in a card's number; None where there is no such day."""
    found = _CARD.fullmatch(card) or _OLD_CARD.fullmatch(card)
    if found is None:
        return None
    year = found["y"] if len(found["y"]) == 4 else f"19{found['y']}"
    with suppress(ValueError):
        day = date(int(year), int(found["m"]), int(found["d"]))
        return _checked(day.isoformat(), today)
    return None


def sex_of_card(card: str) -> Sex:
    """The sex a card's number tells: the last digit before the check is odd for men."""
    order = int(card[-2] if len(card) > 15 else card[-1])
    return Sex.MALE if order % 2 else Sex.FEMALE
