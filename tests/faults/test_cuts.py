"""Power cuts: at any moment of any command, the file holds what it held before or after the act."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults import stores
from tests.faults.acts import ACTS, Act, Start
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_backups
from tests.faults.neighbourhood import Neighbourhood, Place
from tests.faults.replay import Disk, Folders, cuts
from tests.faults.shim import ACKNOWLEDGED, Entry, acknowledge, entries
from tests.faults.trials import still_damaged

_NEXT = ("add", "望潮公寓2号405室 马桶堵了")
"""What is done after the act under trial."""

_SHOWN_TO_PROGRAM = 8
"""One in so many states is opened by the program too, the others by SQLite alone."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that was done to the end while all it did to files was written down.

    Args:
        start: the files before it, by path.
        log: what was done, with an entry for each command that had said that it was done.
        held: the digest of the contents before, after it and after the next act.
        copies: the backups there were then, by name.
    """

    act: Act
    place: Place
    start: Mapping[str, bytes]
    log: tuple[Entry, ...]
    held: tuple[str | None, ...]
    copies: tuple[frozenset[str], ...]


def record(act: Act, at: Neighbourhood, log: Path, row: Row) -> Recorded:
    """Do an act and one more, and write down how."""
    place = act.place(at)
    start = {str(file): file.read_bytes() for file in place.files()}
    held = [stores.read(place.db) if act.start.readable else None]
    copies = [frozenset(file.name for file in place.backups())]
    restored = stores.read(place.copy) if act.words[0] == "restore" else None
    for number, (words, now) in enumerate(((act.words, act.now), (_NEXT, act.now)), start=1):
        answer = at.run(place, *words, now=now, log=log)
        row.check(answer.status == 0, "refused", act.name, words, answer.err.strip())
        acknowledge(log, number)
        held.append(stores.read(place.db))
        copies.append(frozenset(file.name for file in place.backups()))
        if number == 1 and restored:
            row.check(held[1] == restored, "restored wrong", act.name)
    return Recorded(act, place, start, tuple(entries(log)), tuple(held), tuple(copies))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_nothing_is_lost_in_a_power_cut(
    act: Act,
    shimmed: Neighbourhood,
    tmp_path: Path,
    effort: Effort,
    figures: Figures,
    rnd: Random,
) -> None:
    with figures.campaign(f"power cut: {act.name}") as row:
        done = record(act, shimmed, tmp_path / "log", row)
        chosen = list(Folders) if effort.whole else [rnd.choice(list(Folders))]
        for folders in chosen:
            _cut(done, folders, cuts(done.log, effort.of(5, 60), rnd), shimmed, rnd, row)


def _cut(
    done: Recorded, folders: Folders, at: list[int], program: Neighbourhood, rnd: Random, row: Row
) -> None:
    """Play the log onto a disk, and look at what each cut may leave."""
    disk = Disk(done.start, folders)
    acknowledged = 0
    for number in range(len(done.log) + 1):
        for _ in range(at.count(number)):
            left = disk.left(rnd)
            before = done.log[number - 1] if number else None
            case = f"{done.act.name}, names {folders.value}, cut at {number} of {len(done.log)}"
            case += f" after {before.kind} {Path(before.path).name}" if before else ""
            _judge(done, left, acknowledged, program, case, row)
        if number < len(done.log):
            entry = done.log[number]
            acknowledged = entry.at if entry.kind == ACKNOWLEDGED else acknowledged
            if entry.kind != ACKNOWLEDGED:
                disk.do(entry)


def _judge(
    done: Recorded,
    left: Mapping[str, bytes],
    acknowledged: int,
    program: Neighbourhood,
    case: str,
    row: Row,
) -> None:
    row.trials += 1
    place = done.place
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir()
    for path, content in left.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(content)
        Path(path).chmod(0o600)
    judge_backups(row, place, case)
    missing = done.copies[acknowledged] - {file.name for file in place.backups()}
    row.check(not missing, "backup gone", case, sorted(missing))
    if _as_before(done, place, acknowledged):
        return
    if not place.db.exists():
        row.fault("file missing", case, sorted(Path(path).name for path in left))
        return
    hurt = done.act.start in (Start.MARRED, Start.AHEAD) and not acknowledged
    if row.trials % _SHOWN_TO_PROGRAM == 0 and not hurt:
        answer = program.run(place, "doctor", now=done.act.now)
        row.check(answer.status == 0, "doctor unwell", case, answer.err.strip()[-200:])
    held = stores.read(place.db)
    if held is None:
        row.fault("unreadable", case)
    elif held not in done.held[acknowledged : acknowledged + 2]:
        kind = "lost" if held in done.held[:acknowledged] else "half done"
        row.fault(kind, case)


def _as_before(done: Recorded, place: Place, acknowledged: int) -> bool:
    """Whether the act's start, which was no store, is what is left."""
    if acknowledged or done.act.start.readable:
        return False
    if done.act.start is Start.MISSING:
        return not place.db.exists() or not place.db.stat().st_size or _begun(place)
    beside = b"".join(done.start.get(str(file), b"") for file in (place.journal, place.wal))
    return still_damaged(place.content(), done.start[str(place.db)], beside)


def _begun(place: Place) -> bool:
    """Whether a new file is there in which nothing was done yet."""
    try:
        return not stores.contents(place.db).get("journal_step")
    except stores.Failure:
        return False
