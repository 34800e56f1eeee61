"""Calls by strangers who knew neither the rules nor what the guard learned from, and how they are
read: with what a person would call right. `calls.jsonl` is kept out of the training.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from data.reading.capture import read
from data.reading.gazetteer import StoreGazetteer
from data.store import Store
from models.chases import Urgency
from models.households import CompoundInput, HouseholdInput
from models.reading.guard import guard
from models.reading.line import read_line
from models.reading.shapes import Reading
from models.requests.doubts import LIFE
from models.requests.urgency import told_vital, urgency_at
from models.times import stored
from tests.beginning import begin

CALLS = Path(__file__).with_name("calls.jsonl")

_DOOR = re.compile(r"(.+?)号(.+?)室?")


class Wanted(NamedTuple):
    """A call and what a person would read of it.

    Attributes:
        urgencies, kinds: those that are right; the first is what was meant.
        decoy: whether it has words of danger and is not life safety.
        door: compound, building and room of the household; None where none of the neighbourhood
            is said.
        phone: its digits, or empty.
    """

    text: str
    urgencies: tuple[str, ...]
    kinds: tuple[str, ...]
    decoy: bool
    door: tuple[str, str, str] | None
    phone: str

    @property
    def is_life(self) -> bool:
        """Whether it is life safety."""
        return self.urgencies[0] == Urgency.LIFE


class Judged(NamedTuple):
    """How a call was read.

    Attributes:
        seen: whether it is read as a life, or asked whether it is.
        ruled, guarded: whether the rules alone see a life, and the guard alone.
        kind, urgency, door, phone: whether they are right; a life that is asked about is as urgent
            as it should be, and who says no door or number has none.
        kind_doubted: whether its kind is shown as one to be asked about.
        wrong_door: whether a household was found that was not meant.
    """

    wanted: Wanted
    reading: Reading
    seen: bool
    ruled: bool
    guarded: bool
    kind: bool
    kind_doubted: bool
    urgency: bool
    door: bool
    wrong_door: bool
    phone: bool


def calls(file: Path = CALLS) -> list[Wanted]:
    """The calls of a file, a line each."""
    return [_wanted(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def _wanted(told: dict[str, object]) -> Wanted:
    def accepted(name: str) -> tuple[str, ...]:
        more = told.get(f"also_{name}", [])
        assert isinstance(more, list)
        return (str(told[name]), *map(str, more))

    door = told.get("door")
    return Wanted(
        str(told["text"]),
        accepted("urgency"),
        accepted("kind"),
        bool(told.get("decoy")),
        _door(*door) if isinstance(door, list) else None,
        str(told.get("phone") or ""),
    )


def _door(compound: str, said: str) -> tuple[str, str, str]:
    found = _DOOR.fullmatch(said)
    assert found is not None, said
    return compound, found[1], found[2]


def settle(store: Store, wanted: Iterable[Wanted]) -> None:
    """Have the households on file that calls are about."""
    doors = sorted({one.door for one in wanted if one.door is not None})
    begin(
        store,
        *(CompoundInput(name) for name in sorted({compound for compound, _, _ in doors})),
        *(HouseholdInput(compound, building, room=room) for compound, building, room in doors),
    )


def judged(store: Store, wanted: Sequence[Wanted]) -> Iterator[Judged]:
    """Read calls as the capture line does, and as rules and guard do alone."""
    model, now = guard(), store.now()
    with store.read() as conn:
        gazetteer = StoreGazetteer(conn)
        for one in wanted:
            found = read(conn, one.text, now, gazetteer)
            ruled = read_line(one.text, gazetteer, now)
            harm = None if found.harm_at is None else stored(found.harm_at)
            vital = found.kind if told_vital(found.kind, found.harm_reason) else None
            urgency = urgency_at(found.urgency, harm, now, vital=vital)
            seen = urgency is Urgency.LIFE or LIFE in found.doubts
            home = (found.compound, found.building, found.room)
            yield Judged(
                wanted=one,
                reading=found,
                seen=seen,
                ruled=ruled.urgency is Urgency.LIFE,
                guarded=model.guess(one.text).life >= model.marks.ask,
                kind=found.kind in one.kinds,
                kind_doubted=any(code.startswith("kind_") for code in found.doubts),
                urgency=found.urgency in one.urgencies or (one.is_life and seen),
                door=home == one.door if found.household is not None else one.door is None,
                wrong_door=found.household is not None and home != one.door,
                phone=not one.phone or one.phone in [said.digits for said in found.phones],
            )


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def of_one(self) -> float:
        """The share, from 0 to 1; 0 of none."""
        return self.part / self.whole if self.whole else 0.0


def share(flags: Iterable[bool]) -> Share:
    """How many of all are so."""
    told = list(flags)
    return Share(sum(told), len(told))
