"""Rules of errands: which requests fit one, what its results mean, what cannot be. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from models.duties.rules import too_long_until
from models.errands import (
    Asked,
    ErrandInput,
    ErrandView,
    Group,
    LineInput,
    LineResult,
    LineRow,
    ResultsInput,
    Wanted,
)
from models.problems import Problem
from models.text import fold, whole_number
from models.times import CLOCKS_DIFFER

LONGEST = timedelta(hours=14)
"""Errands that take longer are taken for a slip of the pen: a return before the leaving is read as
the next day's."""

TAKES = timedelta(hours=2)
"""How long an errand takes unless somebody says otherwise (a setting's default)."""

MOST_NAMES = 3
"""Medicines named in what an errand is called; more are counted."""

MONEY_LIMIT = 1_000_000
"""Fen a household gives at most; more is a slip of the finger."""

_SPAN = r"\d++(?:\s*+[-~–至到]\s*+\d++)?"
_NUMBERS = rf"{_SPAN}(?:(?:\s*+(?:[、/&+和与]|and)\s*+|\s++){_SPAN})*"
_ITEM = re.compile(
    rf"(?P<nos>{_NUMBERS}|all|全部|都)(?:\s*[:：号]\s*|\s+|(?=[^\d\s]))(?P<why>.*\w.*)"
)
_BARE = re.compile(rf"({_NUMBERS}|all|全部|都)\s*[:：号]?\W*")
_RANGE = re.compile(r"(\d+)(?:\s*[-~–至到]\s*(\d+))?")
_PREFIX = re.compile(r"^\s*(?:(?:all|everything)\b\D*?\b(?:except|but)\b|\D*?除了?)\s*:?")
_ENDS = re.compile(r"[,，;；。\n]+")
_EVERY = frozenset({"all", "全部", "都"})
_MONEY = re.compile(r"[¥￥]?\s*(\d{1,6})(?:\.(\d{1,2}))?\s*(?:元|块|rmb|yuan)?")


# -- which requests fit ----------------------------------------------------------------------------


def groups(asked: Iterable[Asked]) -> list[Group]:
    """Requests by the medicine they wait for, the most wanted first; those that name none last.

    A request that waits for several stands under each.
    """
    by_name: dict[str, list[int]] = {}
    for one in asked:
        for name in dict.fromkeys(w.medicine for w in one.wanted) or ("",):
            by_name.setdefault(name, []).append(one.no)
    made = [Group(name, tuple(numbers)) for name, numbers in by_name.items()]
    return sorted(made, key=lambda g: (not g.medicine, -len(g.requests), g.medicine))


def called(medicines: Iterable[str]) -> str:
    """What an errand is called: its medicines, the most wanted first, others counted."""
    counts: dict[str, int] = {}
    for name in medicines:
        if name:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(counts, key=lambda name: -counts[name])
    more = len(names) - MOST_NAMES
    return "、".join(names[:MOST_NAMES]) + (f" +{more}" if more > 0 else "")


def errand_text(view: ErrandView) -> str:
    """Folded text with all that an errand is found by."""
    row = view.row
    parts = [f"#{row.no}", row.medicine, row.place, *row.runners, row.note]
    for line in view.lines:
        parts += [line.name, line.medicine, line.brand, line.maker, line.note, line.reason]
        parts += [line.compound or line.address_said, line.room or ""]
    return fold(" ".join(part for part in parts if part))


def line_of(one: Wanted) -> LineInput:
    """What was asked for as a line, before anything was collected."""
    return LineInput(one.medicine, one.brand, one.maker, one.strength, one.quantity, one.unit)


# -- reading ---------------------------------------------------------------------------------------


def read_missing(text: str, waiting: Sequence[int]) -> dict[int, str] | list[Problem]:
    """The exceptions of an errand: `3: sold out, 7 card refused`, `3、5-6 售罄`, `all: closed`.

    Args:
        text: may begin with "all brought except" or 全部拿到除了; a part without numbers goes on
            with the reason before it.
        waiting: positions of the lines without a result.

    Returns:
        The reason by position, or `result_unclear`, `reason_missing`, `line_not_waiting`,
        `line_twice`, each for the field `missing`.
    """
    found: dict[int, str] = {}
    problems: list[Problem] = []
    last: list[int] = []
    for part in _ENDS.split(_PREFIX.sub("", text, count=1)):
        said = part.strip()
        if not said:
            continue
        if _BARE.fullmatch(said):
            problems.append(Problem("reason_missing", {"value": said}, "missing"))
            last = []
            continue
        match = _ITEM.fullmatch(said)
        if match is None:
            if last:
                found |= {no: f"{found[no]}, {said}" for no in last}
            else:
                problems.append(Problem("result_unclear", {"value": said}, "missing"))
            continue
        last = _positions(match["nos"], waiting)
        problems += _unfit(last, waiting, found, "missing")
        found |= {no: match["why"].strip() for no in last}
    return problems or found


def read_positions(text: str, waiting: Sequence[int]) -> frozenset[int] | list[Problem]:
    """Positions of lines as typed: `4, 9`, `4-6`, `all`.

    Problems are those of `read_missing`, for the field `untold`.
    """
    found: set[int] = set()
    problems: list[Problem] = []
    for part in _ENDS.split(text):
        said = part.strip()
        if not said:
            continue
        match = _BARE.fullmatch(said)
        if match is None:
            problems.append(Problem("result_unclear", {"value": said}, "untold"))
            continue
        numbers = _positions(match[1], waiting)
        problems += _unfit(numbers, waiting, (), "untold")
        found.update(numbers)
    return problems or frozenset(found)


def _positions(said: str, waiting: Sequence[int]) -> list[int]:
    if said in _EVERY:
        return list(waiting)
    found: list[int] = []
    for first, last in _RANGE.findall(said):
        start, stop = int(first), int(last or first)
        # A span from a slip of the finger is as long as the errand, not as the number.
        found += [no for no in waiting if start <= no <= stop] if last else [start]
        if last and (start not in waiting or stop not in waiting):
            found.append(stop if start in waiting else start)
    return list(dict.fromkeys(found))


def _unfit(
    numbers: Iterable[int], waiting: Sequence[int], found: Iterable[int], field: str
) -> list[Problem]:
    twice = set(found)
    return [
        Problem("line_not_waiting" if no not in waiting else "line_twice", {"line": no}, field)
        for no in numbers
        if no not in waiting or no in twice
    ]


def read_money(text: str) -> int | None:
    """Fen from what was typed: `120`, `¥120.5`, `120元`; 0 for nothing, None when it is neither."""
    said = fold(text)
    if not said:
        return 0
    match = _MONEY.fullmatch(said)
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def read_quantity(text: str) -> tuple[int | None, str] | None:
    """How many of what: `2盒` is (2, 盒), `2` is (2, ""), nothing (None, ""); None when unclear."""
    said = fold(text)
    if not said:
        return None, ""
    match = re.fullmatch(r"(\d{1,4}|[一二两三四五六七八九十]+)\s*([^\d\s]{0,6})", said)
    count = whole_number(match[1]) if match else None
    return (count, match[2]) if match and count else None


def written_money(fen: int) -> str:
    """Fen as yuan: `120`, `120.50`; empty for none."""
    if not fen:
        return ""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


# -- what is wrong ---------------------------------------------------------------------------------


def errand_problems(given: ErrandInput) -> list[Problem]:
    """What is wrong with an errand's times: `errand_ends_before_start`, `errand_too_long` (until,
    hours)."""
    if given.returns_at <= given.leaves_at:
        return [Problem("errand_ends_before_start", {}, "returns_at")]
    if given.returns_at - given.leaves_at > LONGEST:
        return [too_long_until("errand_too_long", given.returns_at, LONGEST, "returns_at")]
    return []


def line_problems(given: LineInput) -> list[Problem]:
    """What is wrong with a line: `medicine_missing`, `money_too_much`."""
    found = []
    if not given.medicine.strip():
        found.append(Problem("medicine_missing", {}, "medicine"))
    if given.money > MONEY_LIMIT:
        found.append(Problem("money_too_much", {"limit": MONEY_LIMIT // 100}, "money"))
    return found


def result_problems(lines: Sequence[LineRow], given: ResultsInput, now: datetime) -> list[Problem]:
    """What is wrong with results.

    Returns:
        `errand_done`, `line_not_waiting`, `reason_missing`, `in_future`.
    """
    waiting = waiting_in(lines)
    if not waiting:
        return [Problem("errand_done", {})]
    found = _unfit([*given.missing, *given.untold], waiting, (), "missing")
    found += [
        Problem("reason_missing", {"value": no}, "missing")
        for no, why in given.missing.items()
        if not why.strip()
    ]
    if given.at > now + CLOCKS_DIFFER:
        found.append(Problem("in_future", {"at": given.at}, "at"))
    return found


def waiting_in(lines: Iterable[LineRow]) -> list[int]:
    """Positions of the lines without a result."""
    return [line.position for line in lines if line.result == LineResult.WAITING]


# -- what follows ----------------------------------------------------------------------------------


def failures(lines: Sequence[LineRow], given: ResultsInput) -> Mapping[int, str]:
    """Requests that go on, with why: one is met only when every line of it was brought.

    Returns:
        By request number; several reasons are joined.
    """
    found: dict[int, str] = {}
    for line in lines:
        why = given.missing.get(line.position, "")
        if line.result == LineResult.MISSING:
            why = line.reason
        if why:
            said = f"{line.medicine}: {why}" if line.medicine else why
            found[line.request_no] = "; ".join(filter(None, (found.get(line.request_no), said)))
    return found


def met(lines: Sequence[LineRow], given: ResultsInput) -> dict[int, bool]:
    """Requests whose every line was brought now or before, and whether the household was told."""
    failed = failures(lines, given)
    told: dict[int, bool] = {}
    for line in lines:
        if line.result == LineResult.WAITING and line.request_no not in failed:
            knows = given.told and line.position not in given.untold
            told[line.request_no] = told.get(line.request_no, True) and knows
    return told
