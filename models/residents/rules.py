"""Rules about people of households: ages, who is the head, what may be said of somebody. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from models.problems import Problem
from models.residents import LIVING_HERE, ResidentInput, ResidentView, Whereabouts

_BORN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_EARLIEST = 1890
OLD = 80
"""From this age on somebody is among those called `80岁以上`."""

ELDER = 60


def born_problem(born: str) -> Problem | None:
    """What is wrong with a day, month or year of birth; None for nothing.

    It is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, of a day there is.
    """
    found = _BORN.fullmatch(born)
    if found is None or int(found["year"]) < _EARLIEST or _first_day(born) is None:
        return Problem("born_unclear", {"value": born}, "born")
    return None


def _first_day(born: str) -> date | None:
    try:
        return date.fromisoformat(born + "-01-01"[len(born) - 4 :] if len(born) < 10 else born)
    except ValueError:
        return None


def age(born: str | None, today: date) -> int | None:
    """Full years somebody surely has, None where no year is known.

    Of a year or a month alone the latest day is taken: nobody is made older than they may be.
    """
    if not born or born_problem(born):
        return None
    first = _first_day(born)
    assert first is not None
    if len(born) == 4:
        latest = date(first.year, 12, 31)
    elif len(born) == 7:
        latest = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    else:
        latest = first
    had = (today.month, today.day) >= (latest.month, latest.day)
    return max(today.year - latest.year - (not had), 0)


def with_head(people: Sequence[ResidentInput], head: str | None) -> tuple[ResidentInput, ...]:
    """People of a household with one head, of those who live here: who says so, else who bears its
    name, else the first. Where all are gone nobody is."""
    here = [i for i, one in enumerate(people) if lives_here(one)]
    told = [i for i in here if people[i].is_head]
    named = [i for i in here if head and people[i].name == head]
    at = next(iter((*told, *named, *here)), None)
    return tuple(one._replace(is_head=i == at) for i, one in enumerate(people))


def lives_here(given: ResidentInput) -> bool:
    """Whether somebody is still of the household, at home or away."""
    return (given.presence or Whereabouts.PRESENT) in LIVING_HERE


def same_person(one: ResidentView, other: ResidentView) -> bool:
    """Whether two records of one household are of the same person: the same name, and nothing that
    tells them apart, such as other days of birth or other identity numbers."""
    if one.name != other.name:
        return False
    if one.identity_tail and other.identity_tail and one.identity_tail != other.identity_tail:
        return False
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if one.born and other.born:
        return one.born.startswith(other.born) or other.born.startswith(one.born)
    return True


def filled_from(one: ResidentView, other: ResidentView) -> dict[str, object]:
    """What changes of somebody when another record of them is put into theirs: what theirs leaves
    open, and all marks and numbers of both."""
    blank = (None, "")
    fields = ("sex", "born", "relation", "registered_elsewhere", "registered", "key_with", "note")
    changes: dict[str, object] = {
        name: getattr(other, name)
        for name in fields
        if getattr(one, name) in blank and getattr(other, name) not in blank
    }
    known = {mark.mark for mark in one.marks}
    changes["marks"] = (*one.marks, *(mark for mark in other.marks if mark.mark not in known))
    changes["phones"] = tuple(dict.fromkeys((*one.phones, *other.phones)))
    return changes


def may_be_same(given: ResidentInput, on_file: ResidentInput) -> bool:
    """Whether somebody of a list may be who is on file in the same household: the same name, and
    neither another sex nor another day of birth."""
    if given.name != on_file.name:
        return False
    if given.sex and on_file.sex and given.sex != on_file.sex:
        return False
    return agree(given.born, on_file.born)


def agree(one: str | None, other: str | None) -> bool:
    """Whether two births may be one, of which less may be known than of the other. A year that an
    age told may be one too late."""
    if not one or not other:
        return True
    if len(one) == 4 or len(other) == 4:
        return abs(int(one[:4]) - int(other[:4])) <= 1
    return one.startswith(other) or other.startswith(one)


def surely_same(given: ResidentInput, on_file: ResidentInput) -> bool:
    """Whether somebody of a list is who is on file in another household: the same name, and born
    on the same day or reached at the same number of their own."""
    if given.name != on_file.name:
        return False
    if given.born and on_file.born and not agree(given.born, on_file.born):
        return False
    if given.born == on_file.born and len(given.born or "") == len("2000-01-01"):
        return True
    numbers = {phone.number for phone in given.phones or () if not phone.whose}
    return any(phone.number in numbers for phone in on_file.phones or () if not phone.whose)
