"""Whose kit showed what, by the words beside a door or a name: 1阳4阴, 全家阴 就白磊两道杠. Pure.

A positive that is read as a negative, or as nobody's, infects a house; one that is read as the
whole family's sends away who is well. So what is not surely somebody's is nobody's, and is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from models.problems import Problem
from models.sampling.reading import Meant, Outcome, outcomes_said
from models.text import fold, spoken_number

_NUMBER = r"(?<![\d-])(\d{1,2}|[一二两三四五六七八九十])"
_BEFORE = re.compile(rf"{_NUMBER}\s*[个人位例名]?\s*([阴阳]性?|异常)(?![^\W\d])")
_BEHIND = re.compile(
    r"([阴阳]性?|异常)\s*[:：]?\s*(\d{1,2}|[一二两三四五六七八九十])(?!\d)[个人位例名]?"
)
_OUTCOMES = {"阴": Outcome.NEGATIVE, "阳": Outcome.POSITIVE, "异": Outcome.ABNORMAL}
_CLAUSE = re.compile(r"[,，;；。!！、\n]")


class Kits(NamedTuple):
    """What kits showed."""

    of: Mapping[str, Outcome]
    """By keys of rows."""
    unsure: bool = False
    """Whether a result is somebody's of the door, and nobody knows whose."""


def tally(said: str) -> Counter[Outcome]:
    """How many are said to be what: 1阳4阴, 阳1阴4; empty where no number stands with a result."""
    plain = fold(said)
    pairs = [(one[1], one[2]) for one in _BEFORE.finditer(plain)]
    behind = [(one[2], one[1]) for one in _BEHIND.finditer(plain)]
    pairs = behind if len(behind) > len(pairs) else pairs
    found: Counter[Outcome] = Counter()
    for number, what in pairs:
        count = int(number) if number.isdigit() else spoken_number(number) or 0
        found[_OUTCOMES[what[0]]] += count
    return +found


def people_said(said: str) -> int | None:
    """How many people results of several kinds are about; None where one kind or none is said."""
    found = tally(said)
    return sum(found.values()) if len(found) > 1 else None


def kits_of(group: Meant) -> Kits:
    """Whose result is what: who is named with one has it, the others have what is said beside."""
    people, said = group.people, group.said
    if len(people) == 1:
        found = outcomes_said(said) | set(tally(said))
        return Kits({people[0].id: max(found, key=_grave)} if found else {})
    counted = tally(said)
    if len(counted) > 1:
        return Kits({}, unsure=True)
    own, rest = _named(group)
    beside = outcomes_said(rest) | (set(counted) if not own else set())
    others = [one for one in people if one.id not in own]
    if not beside:
        beside = set(own.values())
    if not others or not beside:
        return Kits(own)
    if len(beside) > 1:
        return Kits(own, unsure=True)
    return Kits({**own, **dict.fromkeys((one.id for one in others), beside.pop())})


def _grave(one: Outcome) -> int:
    return (Outcome.NEGATIVE, Outcome.ABNORMAL, Outcome.POSITIVE).index(one)


def _named(group: Meant) -> tuple[dict[str, Outcome], str]:
    """What is said behind each name of the words, and the words without that."""
    said = group.said
    spots = sorted(
        (at, one) for one in group.people if len(one.name) > 1 and (at := said.find(one.name)) >= 0
    )
    own: dict[str, Outcome] = {}
    rest, last = said, len(said)
    behind: Outcome | None = None
    for at, one in reversed(spots):
        begins = at + len(one.name)
        stop = _CLAUSE.search(said, begins, last)
        end = last if stop is None else stop.start()
        words = said[begins:end]
        found = outcomes_said(words)
        if found:
            behind = max(found, key=_grave)
            rest = rest[:at] + rest[end:]
        elif any(map(str.isalpha, words)):
            behind = None
        if behind is not None:
            own[one.id] = behind
        last = at
    return own, rest


def unsure_problem(group: Meant) -> Problem:
    """That it has to be asked whose kit showed what: `kit_unsure` (text, people)."""
    return Problem("kit_unsure", {"text": group.text, "people": len(group.people)})
