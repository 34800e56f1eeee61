"""How well calls are read: by the rules alone, by the guard alone, and by both as the desk does.

    python tests/bench/read_calls.py [FILE ...] [--worst 10]

A file has a call a line as `tests/strangers/calls.jsonl` does, which is read where none is named.
The worst are the lives nobody would ask about, then what is asked about needlessly by the rules,
then what is of a wrong kind without a doubt; each with the doubts a person would see.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import app

sys.path[:0] = app.enter("site", "test")

from data.clock import FixedClock  # noqa: E402
from data.sample.make import SAMPLE_NOW  # noqa: E402
from data.store import Store  # noqa: E402
from tests.strangers.judged import CALLS, Judged, calls, judged, settle, share  # noqa: E402


def main() -> int:
    """Print a table a file, and the worst."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[CALLS])
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    wanted = {file: calls(file) for file in options.files}
    every = [one for several in wanted.values() for one in several]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.db", FixedClock(SAMPLE_NOW))
        settle(store, every)
        found = {file: list(judged(store, several)) for file, several in wanted.items()}
        store.close()
    for file, several in found.items():
        print(f"## {file.name}")
        print(table(several))
    together = [one for several in found.values() for one in several]
    if len(found) > 1:
        print("## all")
        print(table(together))
    for one in sorted(together, key=badness)[: options.worst]:
        read = one.reading
        print(f"- {one.wanted.text}")
        told = f"wanted {one.wanted.urgencies[0]} {one.wanted.kinds[0]}, read {read.urgency}"
        print(f"  {told} {read.kind}; doubts: {', '.join(read.doubts) or 'none'}")
    return 0


def badness(one: Judged) -> tuple[int, int]:
    """What is worst first."""
    if one.wanted.is_life and not one.seen:
        return 0, 0
    if one.ruled and not one.wanted.is_life:
        return 1, len(one.reading.doubts)
    if not one.kind and not one.kind_doubted:
        return 2, 0
    return 3 if not one.urgency or not one.door else 4, 0


def table(found: list[Judged]) -> str:
    """The figures of calls as a table."""
    lives = [one for one in found if one.wanted.is_life]
    decoys = [one for one in found if one.wanted.decoy and not one.wanted.is_life]
    others = [one for one in found if not one.wanted.decoy and not one.wanted.is_life]
    with_phone = [one for one in found if one.wanted.phone]
    rows = [
        ("lives not seen: both", share(not one.seen for one in lives)),
        ("lives not seen: rules alone", share(not one.ruled for one in lives)),
        ("lives not seen: guard alone", share(not one.guarded for one in lives)),
        ("decoys asked about: both", share(one.seen for one in decoys)),
        ("decoys: rules alone", share(one.ruled for one in decoys)),
        ("decoys: guard alone", share(one.guarded for one in decoys)),
        ("others asked about: both", share(one.seen for one in others)),
        ("others: rules alone", share(one.ruled for one in others)),
        ("others: guard alone", share(one.guarded for one in others)),
        ("kind right", share(one.kind for one in found)),
        ("kind right or doubted", share(one.kind or one.kind_doubted for one in found)),
        ("urgency right", share(one.urgency for one in found)),
        ("household right", share(one.door for one in found)),
        ("wrong household", share(one.wrong_door for one in found)),
        ("telephone right", share(one.phone for one in with_phone)),
    ]
    lines = [f"| {name} | {one.part} of {one.whole} | {one.of_one:.1%} |" for name, one in rows]
    return "\n".join(("| | | |", "| --- | ---: | ---: |", *lines))


if __name__ == "__main__":
    sys.exit(main())
