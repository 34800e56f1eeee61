"""Times ticks at a table on a file with 30 rounds of 4,400 people each, 130,000 rows of sheets.

    python tests/bench/tick_building.py [FILE]

Makes the file where there is none, then ticks building after building of the newest round, each
with two exceptions, and fills tubes; prints the milliseconds of each through the store, at the
median and at the 95th of a hundred, by the wall's clock and of the processor. A frame is 16 ms.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import gettempdir

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.call_sheet.commands import freeze
from data.clock import FixedClock
from data.sample import SAMPLE_NOW, kept
from data.sampling import queries
from data.sampling.commands import Unsettled, note_doubt
from data.sampling.ticking import tick
from data.sampling.tubes import put_into
from data.store import Store
from data.testing.commands import add_session
from data.testing.queries import round_of, rounds
from models.address import short_address
from models.problems import Problem
from models.testing import RoundInput, RoundKind, SessionInput

ROUNDS = 30


def prepare(file: Path) -> None:
    """Thirty rounds of everybody, all but the last ticked to their end."""
    kept.put(file, "zh", lambda: None)
    store = Store(file, FixedClock(SAMPLE_NOW))
    with store.read() as conn:
        names = tuple(str(name) for (name,) in conn.execute("SELECT name FROM compound"))
    for day in range(ROUNDS):
        at = SAMPLE_NOW + timedelta(days=day)
        store.clock = FixedClock(at)
        new = RoundInput(f"{at:%m-%d}", RoundKind.PCR, at.date())
        given = SessionInput(0, "中心花园", names, at, at + timedelta(hours=6), 4)
        store.do(add_session, given, new)
        no = max(one.no for one in store.ask(rounds))
        store.do(freeze, no)
        if day < ROUNDS - 1:
            store.do(tick, no)
        print(f"round {day + 1} of {ROUNDS}", file=sys.stderr)
    store.close()


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that an act took by the wall's clock, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)


def told(what: str, taken: list[tuple[float, float]]) -> None:
    """Print how long something took."""
    print(f"{what}, {len(taken)} times:")
    for clock, times in zip(("wall", "processor"), zip(*taken, strict=True), strict=True):
        p95 = sorted(times)[int(len(times) * 0.95)]
        print(f"  {clock:9} median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")


def main() -> None:
    """Make the file where need be, and time it."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(gettempdir()) / "tick_building.db"
    if not file.exists():
        prepare(file)
    run = Path(shutil.copy(file, file.with_suffix(".run")))
    store = Store(run, FixedClock(SAMPLE_NOW + timedelta(days=ROUNDS - 1)))
    with store.read() as conn:
        newest = rounds(conn)[0].no
        view = round_of(conn, newest)
        sheet = queries.members(conn, view)
        (rows,) = conn.execute("SELECT count(*) FROM sheet_person").fetchone()
    print(f"{rows} rows of sheets")
    doors: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], str] = {}
    for one in sheet:
        if one.part == "called":
            place = (one.compound or "", one.lane or "", one.building or "")
            doors.setdefault(place, []).append(one.room or "")
            lane_house = f"{one.compound}{one.lane}弄{one.building}号{one.room}"
            door = lane_house if one.lane else short_address(*one.address)
            first.setdefault(place, door)
    acts, ticks, tubes = [], [], []
    for (compound, lane, building), rooms in doors.items():
        known = list(dict.fromkeys(rooms))
        text = f"{known[0]} {known[-1]} 没下来"
        house = f"{lane}弄{building}号" if lane else building
        for words in (text, f"{known[0]} 来了"):
            said = partial(tick, compound=compound, building=house)
            ticks.append(timed(partial(store.do, said, newest, words)))
        doubt = Unsettled(Problem("table_nobody_meant", {}), f"{compound}{house}")
        acts.append(timed(partial(store.do, note_doubt, newest, doubt)))
        door = first[compound, lane, building]
        tubes.append(timed(partial(store.do, put_into, newest, f"B{time.time_ns()}", door)))
    told("an act that writes one row", acts)
    told("tick of a building", ticks)
    told("people of a door into a tube", tubes)
    store.close()
    run.unlink()


if __name__ == "__main__":
    main()
