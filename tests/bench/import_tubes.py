"""How long a list of 482 tubes with their people takes to be imported.

    python tests/bench/import_tubes.py [FILE] [--tubes 482] [--tries 5]

FILE is a store with a neighbourhood in it, the sample where none is given; a copy has a round that
has begun. The list names each person of its sheet with compound, building and room. Told are the
times of planning and of writing it inside the program, and of the command as a process of its own,
beside one that only lists rounds.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.call_sheet.commands import freeze
from data.clock import FixedClock
from data.exchange.apply import run_import
from data.exchange.plan import ImportPlan, plan_import
from data.sample import SAMPLE_NOW, kept
from data.sampling import queries
from data.store import Store
from data.testing.commands import add_session
from data.testing.queries import round_of, rounds
from models.call_sheet import Part
from models.testing import RoundInput, RoundKind, SessionInput

NOW = SAMPLE_NOW + timedelta(days=1)
APP = Path(__file__).parents[2] / "app.py"


def begin_round(store: Store) -> int:
    """Freeze a round of everybody; its number."""
    with store.read() as conn:
        names = tuple(str(name) for (name,) in conn.execute("SELECT name FROM compound"))
    new = RoundInput("第一轮", RoundKind.PCR, NOW.date())
    given = SessionInput(0, "中心花园", names, NOW, NOW + timedelta(hours=6), 4)
    store.do(add_session, given, new)
    no = max(one.no for one in store.ask(rounds))
    store.do(freeze, no)
    return no


def write_list(store: Store, no: int, tubes: int, file: Path) -> int:
    """Write who is in which tube, in the order of doors; how many people they are."""
    with store.read() as conn:
        sheet = queries.members(conn, round_of(conn, no))
    there = [one for one in sheet if one.part == Part.CALLED]
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("试管编号", "小区", "弄", "楼号", "单元", "室号", "姓名"))
        for at, one in enumerate(there):
            door = (one.compound, one.lane, one.building, one.unit, one.room)
            rows.writerow((f"8801{at * tubes // len(there):04}", *door, one.name))
    return len(there)


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds that an act took by the wall's clock, and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - busy


def inside(file: Path, listed: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """The same of planning the list and of writing it."""
    store = Store(file, FixedClock(NOW))
    made: list[ImportPlan] = []

    def planned() -> None:
        with store.read() as conn:
            made.append(plan_import(conn, [listed], now=store.now()))

    taken = timed(planned), timed(lambda: run_import(store, made[0]))
    store.close()
    return taken


def as_process(kept_in: str, *words: str) -> tuple[float, float]:
    """The same of a command, whose compiled modules are kept in a folder."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": kept_in}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    began, before = time.perf_counter(), os.times()
    subprocess.run(
        (sys.executable, str(APP), *words), check=True, stdout=subprocess.DEVNULL, env=env
    )
    after = os.times()
    busy = after.children_user + after.children_system
    return time.perf_counter() - began, busy - before.children_user - before.children_system


def told(what: str, taken: list[tuple[float, float]]) -> None:
    """Print how long something took."""
    wall, busy = (statistics.median(one) for one in zip(*taken, strict=True))
    print(f"{what:24} {wall:5.2f} s, {busy:5.2f} s of the processor, of {len(taken)}")


def main() -> None:
    """Make the round and the list, and time it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--tubes", type=int, default=482)
    parser.add_argument("--tries", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begun, listed = Path(folder) / "begun.db", Path(folder) / "list.csv"
        if given.file is None:
            kept.put(begun, "zh", lambda: None)
        else:
            shutil.copy(given.file, begun)
        store = Store(begun, FixedClock(NOW))
        no = begin_round(store)
        people = write_list(store, no, given.tubes, listed)
        store.close()
        print(f"{given.tubes} tubes with {people} people")
        kept_in = str(Path(folder) / "compiled")
        as_process(kept_in, "import", "--db", str(begun), str(listed), "--dry-run")
        plans, writes, commands, starts = [], [], [], []
        for at in range(given.tries):
            planned, written = inside(Path(shutil.copy(begun, Path(folder) / f"{at}.db")), listed)
            plans.append(planned)
            writes.append(written)
            file = shutil.copy(begun, Path(folder) / f"{at}c.db")
            here = ("--db", str(file), "--now", NOW.isoformat())
            commands.append(as_process(kept_in, "import", *here, str(listed), "--yes", "--json"))
            starts.append(as_process(kept_in, "testing", *here, "--json"))
        told("plan", plans)
        told("write, with its backup", writes)
        told("import as a command", commands)
        told("rounds as a command", starts)


if __name__ == "__main__":
    main()
