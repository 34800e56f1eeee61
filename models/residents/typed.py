"""What is typed of somebody in one line: numbers with whose they are, marks with their details.

Each reads what it shows as the same. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from models.households.marks import mark_of
from models.problems import Problem
from models.residents import PersonMark
from models.residents.rules import born_problem
from models.telephone_cells import read_telephones
from models.telephones import Telephone, spelled
from models.text import narrow
from models.word_tables import any_of, word_table

_APART = "，"
_BETWEEN = re.compile(r"[，、,;；\n]+")
_OPEN, _CLOSED = "（(", "）)"
_DETAILED = re.compile(r"(?P<mark>.+?)\s*[（(](?P<detail>.*)[)）]?", re.DOTALL)
_DATE = re.compile(
    r"(?P<y>\d{4})(?:\D+(?P<m>\d{1,2})(?:\D+(?P<d>\d{1,2}))?)?\D*|(?P<ymd>\d{8})", re.ASCII
)
_OLDEST = 120


@cache
def _age() -> re.Pattern[str]:
    table = word_table(__file__, "typed.toml")
    table.only("years_old")
    return re.compile(rf"(\d{{1,3}})\s*{any_of(table.words('years_old'))}?", re.IGNORECASE)


# -- telephones ------------------------------------------------------------------------------------


def read_phones(text: str) -> tuple[Telephone, ...] | list[Problem]:
    """Numbers apart by commas, each with whose it is: `儿子 13800000001，女儿 021-63000001转8`."""
    found: list[Telephone] = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        said = read_telephones(part)
        if said.unread or said.cut_short or not said.telephones:
            return [Problem("phone_unclear", {"value": part})]
        found += said.telephones
    return tuple(dict.fromkeys(found))


def phones_text(phones: Iterable[Telephone]) -> str:
    """The same numbers in one line."""
    return _APART.join(map(_phone_text, phones))


def _phone_text(one: Telephone) -> str:
    said = spelled(one)
    number = f"{said.number}-{said.extension}" if said.extension else said.number
    return f"{said.whose} {number}" if said.whose else number


# -- marks -----------------------------------------------------------------------------------------


def read_marks(text: str) -> tuple[PersonMark, ...]:
    """Marks apart by commas, each with its detail in brackets: `透析（周二四六），独居`.

    Words that registers use for a known mark become that mark.
    """
    found: dict[str, PersonMark] = {}
    for part in filter(None, map(str.strip, _outside_brackets(text))):
        detailed = _DETAILED.fullmatch(part)
        word = detailed["mark"].strip() if detailed else part
        detail = detailed["detail"].rstrip(_CLOSED).strip() if detailed else ""
        mark = mark_of(word) or word
        found.setdefault(mark, PersonMark(mark, detail))
    return tuple(found.values())


def _outside_brackets(text: str) -> Iterator[str]:
    """The parts of a text between commas that stand in no brackets."""
    begun, depth = 0, 0
    for at, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSED:
            depth = max(0, depth - 1)
        elif depth == 0 and _BETWEEN.fullmatch(char):
            yield text[begun:at]
            begun = at + 1
    yield text[begun:]


def marks_text(marks: Iterable[PersonMark]) -> str:
    """The same marks in one line."""
    return _APART.join(f"{one.mark}（{one.detail}）" if one.detail else one.mark for one in marks)


def as_told(
    typed: Sequence[PersonMark], before: Sequence[PersonMark], today: date
) -> tuple[PersonMark, ...]:
    """Typed marks with where each is from: as before where nothing of it changed, else said
    today."""
    known = {(one.mark, one.detail): one for one in before}
    return tuple(
        known.get((one.mark, one.detail), one._replace(said_on=today.isoformat())) for one in typed
    )


# -- birth -----------------------------------------------------------------------------------------


def read_born(text: str, today: date) -> str | list[Problem]:
    """A day, month or year of birth, or an age: `1938-03-05`, `1938年3月`, `84岁`.

    Of an age the year is taken that makes somebody this old in the course of this one.
    """
    said = narrow(text).strip()
    if age := _age().fullmatch(said):
        if int(age[1]) > _OLDEST:
            return [Problem("born_unclear", {"value": text})]
        return str(today.year - int(age[1]))
    written = _DATE.fullmatch(said)
    if written is not None:
        whole = written["ymd"] or ""
        parts = (whole[:4], whole[4:6], whole[6:]) if whole else written.group("y", "m", "d")
        said = "-".join(part.zfill(2) for part in parts if part)
    said = said.rstrip("年")
    problem = born_problem(said)
    return [Problem(problem.code, problem.params)] if problem else said
