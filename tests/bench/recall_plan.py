"""How long a recall takes to be planned, with the sheets of many rounds on file.

    python tests/bench/recall_plan.py FILE [--rounds 30] [--tubes 3]

FILE is a store with a neighbourhood in it; a copy is filled. Everybody is in a tube of ten in each
round, by the order of doors. Told is the time for one tube and for several, by code and by list,
as median and the slowest of twenty.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.call_sheet.people import people
from data.clock import FixedClock
from data.ids import new_id
from data.journal import triggers as journal_triggers
from data.recall import members, plans
from data.recall.asked import Asked, asked_by_list
from data.store import Store
from models.call_sheet import Person
from models.times import stored

FIRST = datetime(2022, 3, 11, 23, tzinfo=UTC)
SIZE = 10
TRIES = 20


def fill(path: Path, everybody: list[Person], rounds: int) -> None:
    """Write the rounds, their tubes and sheets; nothing of it can be undone."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("BEGIN")
    journal_triggers.drop_triggers(conn)
    for no in range(1, rounds + 1):
        at = FIRST + timedelta(days=no - 1)
        key = new_id()
        conn.execute(
            "INSERT INTO test_round (id, no, version, name, kind, day, pool_size, note)"
            " VALUES (?, ?, 1, ?, 'pcr', ?, 10, '')",
            (key, 1000 + no, f"第{no}轮", at.date().isoformat()),
        )
        for first in range(0, len(everybody), SIZE):
            _tube(conn, key, no, first, everybody[first : first + SIZE], at)
    journal_triggers.install_triggers(conn)
    conn.execute("COMMIT")
    conn.close()


def _tube(
    conn: sqlite3.Connection, round_id: str, no: int, first: int, few: list[Person], at: datetime
) -> None:
    key, place = new_id(), first // SIZE
    conn.execute(
        "INSERT INTO tube (id, no, round_id, code, kind, capacity, state, opened_at, entered_at)"
        " VALUES (?, ?, ?, ?, 'pooled', 10, 'negative', ?, ?)",
        (key, no * 10_000 + place, round_id, f"88{no:02}{place:04}", stored(at), stored(at)),
    )
    conn.executemany(
        "INSERT INTO sheet_person (id, round_id, position, household_id, resident_id, place, name,"
        " address, part, state, sampled_at, tube_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'called', 'sampled', ?, ?)",
        [
            (
                new_id(),
                round_id,
                first + at_place,
                one.who.household,
                one.who.resident,
                one.who.place,
                one.name,
                json.dumps([one.compound, one.lane, one.building, one.unit, one.room]),
                stored(at),
                key,
            )
            for at_place, one in enumerate(few)
        ],
    )


def timed(act: Callable[[int], object]) -> str:
    """Median and slowest time of an act, in milliseconds."""
    found = []
    for at in range(TRIES):
        began = time.perf_counter()
        act(at)
        found.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(found):6.1f} ms, slowest {max(found):6.1f} ms"


def main() -> None:
    """Fill a copy of the store, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--tubes", type=int, default=3)
    options = parser.parse_args()
    now = FIRST + timedelta(days=options.rounds, hours=19)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(options.file, Path(folder) / "bench.db"))
        store = Store(path, FixedClock(now))
        everybody = store.ask(people)
        store.close()
        fill(path, everybody, options.rounds)
        store = Store(path, FixedClock(now))
        count = store.ask(lambda conn: conn.execute("SELECT count(*) FROM sheet_person").fetchone())
        print(f"{count[0]} rows of sheets, {len(everybody)} people")
        last = options.rounds

        def code(at: int) -> str:
            return f"88{last:02}{at * 7 % (len(everybody) // SIZE):04}"

        def planned(asked: list[Asked]) -> object:
            return store.ask(plans.plan, asked, now)

        def listed(at: int) -> object:
            few = everybody[at * 70 : at * 70 + SIZE]
            lines = (members.beside_door(one) for one in few)
            with store.read() as conn:
                asked = asked_by_list(conn, "99012345\n" + "\n".join(lines))
                return plans.plan(conn, asked, now)

        print("one tube:     ", timed(lambda at: planned([Asked(code(at))])))
        several = range(options.tubes)
        print(
            f"{options.tubes} tubes:      ",
            timed(lambda at: planned([Asked(code(at * 5 + one)) for one in several])),
        )
        print("ten by a list:", timed(listed))
        store.close()


if __name__ == "__main__":
    main()
