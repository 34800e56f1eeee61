"""Times the keys of the grid of counts from outside, in a pseudo-terminal of 120 x 40.

    python tests/bench/count_keys.py [--runs 3] [--goods 5] [--households 1720]

It makes a store of ten gates whose delivery brings so many kinds of goods, counts all gates from
the list with figures that differ now and then, and prints the milliseconds from sending a key to
the first and to the last output, at the median and at the 95th of a hundred. Saving goes on beside
the keys, so what follows a figure is told by the second pair.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.clock import FixedClock
from data.store import Store
from data.supplies import commands
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import LOCAL
from tests.beginning import begin
from tests.bench.list_keys import desk, settle

SUPPLIES, ENTER, RIGHT, DOWN, STAGE, ALL = "\x1bOS", "\r", "\x1b[C", "\x1b[B", "v", "*"
ESCAPE = "\x1b"
NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
GATES = 10


def make(path: Path, goods: int, households: int) -> None:
    """A store of ten compounds with a delivery to all of them."""
    store = Store(path, FixedClock(NINE))
    homes = [
        HouseholdInput(f"小区{at % GATES}", str(at // GATES % 8 + 1), room=str(at), people=3)
        for at in range(households)
    ]
    begin(store, *(CompoundInput(f"小区{at}") for at in range(GATES)), *homes)
    items = tuple(
        ItemInput(f"物资{at}", households, "份", AllocationRule.PER_HOUSEHOLD)
        for at in range(goods)
    )
    store.do(commands.add_delivery, DeliveryInput(NINE, items))
    store.close()


def run(store: Path, found: dict[str, list[tuple[float, float]]], goods: int) -> None:
    """Count all gates once: a figure of its own each, with a reason where it differs."""
    with desk(store) as terminal:
        settle(terminal, 30, pause=2.0)
        for key in (SUPPLIES, "#"):
            os.write(terminal, key.encode())
            settle(terminal, 10, pause=1.0)

        def press(name: str, key: str) -> None:
            sent = time.perf_counter()
            os.write(terminal, key.encode())
            times = settle(terminal, 0.6)
            if times is not None:
                found[name].append((times[0] - sent, times[1] - sent))

        for gate in range(GATES):
            for kind in range(goods):
                if (gate + kind) % 3:
                    press("enter", ENTER)
                    continue
                press("digit", "9")
                press("digit", "8")
                press("figure", ENTER)
                press("reason", "1")
        press("stage", STAGE)
        for _gate in range(GATES):
            press("row", DOWN)
            press("rest", ALL)
            press("goods", RIGHT)
        os.write(terminal, ESCAPE.encode())  # where a dialog is in front q closes nothing
        settle(terminal, 2.0, pause=0.5)


def main() -> None:
    """Print a line for each sort of key."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--goods", type=int, default=5)
    parser.add_argument("--households", type=int, default=1720)
    given = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _run in range(given.runs):
        with TemporaryDirectory() as folder:
            store = Path(folder) / "count.db"
            make(store, given.goods, given.households)
            run(store, found, given.goods)
    for name, times in found.items():
        told = []
        for which, words in enumerate(("first output", "settled")):
            ordered = sorted(pair[which] * 1000 for pair in times)
            median, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
            told.append(f"{words} p50 {median:6.1f} p95 {late:6.1f}")
        print(f"{name:8}", "  ".join(told), f" n {len(times)}")


if __name__ == "__main__":
    main()
