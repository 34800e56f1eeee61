"""Times the list of who is missed and the pictures of testing, with thirty rounds on file.

    python tests/bench/missed_list.py [FILE] [--missed 1121] [--tries 5]

FILE is one that `tick_building.py` made, and made where there is none; in a copy of it so many
people of the newest round are missed. Told is the time of the processor that the desk takes for
each key, with all it paints, without a terminal: of the first try and the median of the others.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import shutil
import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.clock import FixedClock
from data.journal import triggers as journal_triggers
from data.sample import SAMPLE_NOW
from data.store import Store
from screens.i18n import set_language
from tests.bench.tick_building import ROUNDS, prepare
from tests.ui.driving import desk
from tests.unhurried import Unhurried

KEYS = {
    "the place": ("f5", "end"),
    "who is missed": ("comma",),
    "a mark": ("space",),
    "all marked": ("asterisk",),
    "those to come, too": ("v",),
    "back from it": ("escape", "escape"),
    "tubes": ("greater_than_sign",),
    "back from them": ("escape",),
    "pictures": ("T",),
    "by round": ("2",),
    "who was not tested": ("5",),
    "back from them all": ("escape",),
}


def miss(path: Path, count: int) -> None:
    """Say of people of the newest round that they were missed; nothing of it can be undone."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("BEGIN")
    journal_triggers.drop_triggers(conn)
    conn.execute(
        "UPDATE sheet_person SET state = 'missed', missed_at = '2022-05-08T01:00:00Z' WHERE id IN ("
        " SELECT id FROM sheet_person WHERE part = 'called' AND round_id ="
        " (SELECT id FROM test_round ORDER BY day DESC, no DESC LIMIT 1)"
        " ORDER BY position % 4, position LIMIT ?)",
        (count,),
    )
    journal_triggers.install_triggers(conn)
    conn.execute("COMMIT")
    conn.close()


async def keys(path: Path, tries: int) -> dict[str, list[float]]:
    """Milliseconds of the processor by what the keys lead to."""
    taken: dict[str, list[float]] = defaultdict(list)
    store = Store(path, FixedClock(SAMPLE_NOW + timedelta(days=ROUNDS - 1)))
    async with desk(store, "f5", "end") as pilot:
        for _time in range(tries):
            gc.collect()
            for what, pressed in KEYS.items():
                began = time.process_time()
                await pilot.press(*pressed)
                taken[what].append(1000 * (time.process_time() - began))
    store.close()
    return taken


def main() -> None:
    """Make the file where need be, and time the keys."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "file", type=Path, nargs="?", default=Path(gettempdir()) / "tick_building.db"
    )
    parser.add_argument("--missed", type=int, default=1121)
    parser.add_argument("--tries", type=int, default=5)
    given = parser.parse_args()
    if not given.file.exists():
        prepare(given.file)
    run = Path(shutil.copy(given.file, given.file.with_suffix(".missed")))
    miss(run, given.missed)
    set_language("zh")
    gc.disable()  # as app.py does: the desk turns it on with what is loaded left out
    with asyncio.Runner(loop_factory=Unhurried) as runner:
        taken = runner.run(keys(run, given.tries))
    print(f"{given.missed} people are missed")
    for what, (first, *others) in taken.items():
        print(f"{what:20} first {first:6.1f} ms, then {statistics.median(others):6.1f} ms")
    run.unlink()


if __name__ == "__main__":
    main()
