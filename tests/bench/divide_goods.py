"""How long goods take to be divided, down to the last door: `python3 tests/bench/divide_goods.py`.

Five kinds of goods, one by each rule, to 1,723 and to 200,000 doors in compounds of some 170
households, buildings of some 60; a sixth of the doors come first, some are owed, one in twenty is
empty. The best of three runs.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.supplies import AllocationRule
from models.supplies.allocation import Door, Manner, at_doors, divide, tallied

HELD = {1_723: 0.05, 200_000: 2.0}
"""Seconds it may take, by the number of doors."""

_A_BUILDING, _BUILDINGS_A_GATE = 60, 3


def register(count: int) -> tuple[list[list[Door]], list[tuple[int, bool]]]:
    """Doors by building, and of each building its gate and whether it is closed."""
    chance = random.Random(count)
    doors: list[list[Door]] = []
    for at in range(count):
        if at % _A_BUILDING == 0:
            doors.append([])
        people = 0 if chance.random() < 0.05 else chance.randint(1, 6)
        first, owed = chance.random() < 0.16, int(chance.random() < 0.02)
        doors[-1].append(Door(len(doors) - 1, people, first, owed))
    buildings = [(at // _BUILDINGS_A_GATE, chance.random() < 0.1) for at in range(len(doors))]
    return doors, buildings


def divided(doors: list[list[Door]], buildings: list[tuple[int, bool]], count: int) -> int:
    """Divide five kinds of goods; how many units found their door."""
    given = 0
    for rule, quantity in zip(AllocationRule, (1, 0.5, 2.4, 0.25, 0.9), strict=True):
        manner = Manner(rule, closed_first=True)
        tallies = tallied((door for building in doors for door in building), buildings)
        division = divide(manner, int(count * quantity), tallies)
        for share, behind in zip(division.shares, doors, strict=True):
            given += sum(one.planned for one in at_doors(manner, share, behind))
        assert sum(share.planned for share in division.shares) + division.left == int(
            count * quantity
        )
    return given


def main() -> int:
    """Print what each size takes; 1 where one takes longer than it may."""
    slow = 0
    for count, most in HELD.items():
        doors, buildings = register(count)
        took = []
        for _run in range(3):
            begun = perf_counter()
            given = divided(doors, buildings, count)
            took.append(perf_counter() - begun)
        slow += min(took) > most
        print(
            f"{count:>7} doors: {min(took) * 1000:8.1f} ms (held {most * 1000:.0f}), {given} units"
        )
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
