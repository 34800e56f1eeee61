"""How long a whole round of ten compounds takes to be planned and kept.

    python tests/bench/plan_round.py [--desks 6]

It is planned for ten made-up compounds of 172 households each. Times are the best of five.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import app

sys.path[:0] = app.enter("site", "test")

from data.clock import FixedClock  # noqa: E402
from data.journal.commands import undo  # noqa: E402
from data.sample.make import SAMPLE_NOW  # noqa: E402
from data.store import Store  # noqa: E402
from data.testing import planning, rounds  # noqa: E402
from models.households import CompoundInput, HouseholdInput  # noqa: E402
from models.testing import RoundInput, RoundKind, RoundWish  # noqa: E402
from models.times import day_start  # noqa: E402
from tests.beginning import begin  # noqa: E402


def settle(store: Store) -> None:
    """Ten compounds of 172 households of three."""
    names = [f"小区{number}" for number in range(1, 11)]
    begin(
        store,
        *map(CompoundInput, names),
        *(
            HouseholdInput(name, str(n // 43 + 1), room=f"{n % 43 // 4 + 1}0{n % 4 + 1}", people=3)
            for name in names
            for n in range(172)
        ),
    )


def best(act: Callable[[], object]) -> float:
    """The shortest of five, in milliseconds."""
    took = []
    for _try in range(5):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return min(took)


def main() -> int:
    """Print the two times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--desks", type=int)
    options = parser.parse_args()
    on = date(2022, 4, 10)
    starts = day_start(on) + timedelta(hours=6)
    given = RoundInput(
        "bench", RoundKind.PCR, on, starts_at=starts, ends_at=starts + timedelta(hours=8)
    )
    wish = RoundWish(given, desks=options.desks)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.db", FixedClock(SAMPLE_NOW))
        settle(store)
        planned = best(lambda: store.ask(planning.plan_round, wish, SAMPLE_NOW))

        def keep() -> None:
            store.do(rounds.plan_and_add, wish)
            store.do(undo)

        kept = best(keep)
        plan = store.ask(planning.plan_round, wish, SAMPLE_NOW)
        store.close()
    print(f"{plan.people} people, {plan.desks} desks, {len(plan.sessions)} sessions")
    print(f"planned in {planned:.0f} ms; planned, kept and undone in {kept:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
