"""A full disk: all is read and found, what is kept elsewhere is kept, and the rest is said."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.faults import stores, told
from tests.faults.acts import ACTS, READ_ONLY, WITHOUT_FILE, Act, Start
from tests.faults.figures import Figures
from tests.faults.judging import judge_backups, judge_doctor, judge_files, judge_words
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.options import usual
from tests.faults.shim import Fault
from tests.faults.test_text import NEEDS_TERMINAL

FULL = Fault("wcm", at=1, error=errno.ENOSPC, lasting=True)

_READS = [
    usual(command) for command in sorted(READ_ONLY - WITHOUT_FILE - {NEEDS_TERMINAL, "doctor"})
]
_FINDS = [("households", "--find", "9901"), ("requests", "--find", "胰岛素")]
_TOMORROW = "2022-04-10T08:00+08:00"


def test_a_full_disk_is_read(shimmed: Neighbourhood, figures: Figures) -> None:
    with figures.campaign("full disk: reading and searching") as row:
        for words in (*_READS, *_FINDS):
            place = shimmed.fresh()
            right = shimmed.run(place, *words)
            answer = shimmed.run(place, *words, fault=FULL)
            row.trials += 1
            row.check(answer[:2] == right[:2], "not as before", words, answer.err.strip()[-200:])
            tomorrow = shimmed.run(place, *words, now=_TOMORROW, fault=FULL)
            row.check(tomorrow.status == 0, "refused", words, tomorrow.err.strip()[-200:])
            right_cause = told.tells_cause(tomorrow.err, FULL.error, lasting=True)
            row.check(right_cause, "no backup, not told", words, tomorrow.err.strip()[-200:])
            for one in (answer, tomorrow):
                judge_words(row, one, str(words))
            judge_files(row, shimmed, place, str(words), FULL)


@pytest.mark.parametrize("command", ["sheet", "backup"])
def test_a_full_disk_is_copied_elsewhere(
    command: str, shimmed: Neighbourhood, figures: Figures, tmp_path: Path
) -> None:
    with figures.campaign("full disk: export elsewhere") as row:
        place = shimmed.fresh()
        words = {
            "sheet": ("sheet", "--to", str(tmp_path / "sheet.txt")),
            "backup": ("backup", str(tmp_path)),
        }[command]
        answer = shimmed.run(place, *words, fault=FULL)
        row.trials += 1
        row.check(answer.status == 0, "refused", words, answer.err.strip())
        made = [file for file in tmp_path.iterdir() if file.stat().st_size]
        row.check(len(made) == 1, "nothing kept", words, answer.said.strip()[-200:])
        for file in made if command == "backup" else ():
            row.check(stores.read(file) == stores.read(place.db), "copy broken", words)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_full_disk_refuses_and_goes_on_when_there_is_room(
    act: Act, shimmed: Neighbourhood, figures: Figures
) -> None:
    with figures.campaign("full disk: writing") as row:
        place = act.place(shimmed)
        begun = place.db.read_bytes() if act.start is not Start.MISSING else None
        answer = shimmed.run(place, *act.words, now=act.now, fault=FULL)
        row.trials += 1
        case, said = act.name, answer.said.strip()[-200:]
        row.check(answer.status == 1 or act.words[0] == "log", "not refused", case, said)
        right_cause = told.tells_cause(answer.said, FULL.error, lasting=True)
        row.check(right_cause, "wrong cause", case, said)
        judge_words(row, answer, case)
        judge_files(row, shimmed, place, case, FULL)
        judge_backups(row, place, case)
        if begun is not None:
            kept = place.db.exists() and place.db.read_bytes() == begun
            row.check(kept, "file changed", case, said)
        again = shimmed.run(place, *act.words, now=act.now)
        row.check(again.status == 0, "second try failed", case, again.err.strip()[-200:])
        judge_doctor(row, shimmed, place, case, act.now)
