"""What holds after every trial, whatever went wrong in it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Collection
from pathlib import Path

from tests.faults import stores
from tests.faults.figures import Row
from tests.faults.neighbourhood import SECRETS, Neighbourhood, Place
from tests.faults.shim import Fault
from tests.faults.texts import obeyed
from tests.faults.warm import Answer

ENDS = (0, 1, 2, 3)
"""How a command may end: done, refused, misused; or nobody can say whether it was saved."""

_REPORT = "fault.txt"


def judge_files(row: Row, at: Neighbourhood, place: Place, case: str, fault: Fault | None) -> None:
    """Nothing half made lies about, nothing is open to others, and nobody's data is elsewhere.

    Args:
        fault: what went wrong; where no name could be taken away, what is half made may stay.
    """
    for file in place.files():
        row.check(not stat.S_IMODE(file.stat().st_mode) & 0o077, "others may read", case, file.name)
        half_made = file.suffix == ".part" and not (fault and "u" in fault.kinds)
        row.check(not half_made, ".part left", case, file.name)
    outside = [file for file in place.files() if not _of_store(file, place)]
    for file in (*outside, *(file for file in at.home.rglob("*") if file.is_file())):
        row.check(file.name != _REPORT, "fault in the program", case, _last_line(file))
        content = file.read_bytes()
        told = [secret for secret in SECRETS if secret.encode() in content]
        row.check(not told, "secret in a file", case, file.name, told)


def _of_store(file: Path, place: Place) -> bool:
    return (
        file.name.startswith(place.db.name)
        or file.parent == place.copies
        or file.suffix in (".db", ".part")
    )


def _last_line(file: Path) -> str:
    return (file.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""])[-1]


def judge_words(row: Row, answer: Answer, case: str) -> None:
    """The command ended as commands do, and what it said of a failure names nobody."""
    row.check(answer.status in ENDS, "died", case, answer.status, answer.err[-200:])
    row.check("Traceback" not in answer.err, "traceback", case, answer.err[-300:])
    said = answer.err if answer.status == 0 else answer.said
    told = [secret for secret in SECRETS if secret in said]
    row.check(not told, "secret told", case, told, said.strip()[-200:])


def judge_backups(
    row: Row, place: Place, case: str, known: Collection[str | None] | None = None
) -> None:
    """Every file with the name of a backup is whole.

    Args:
        known: digests of what it may hold; anything whole when None.
    """
    for file in place.backups():
        held = _held(file)
        right = held is not None and (known is None or held in known)
        row.check(right, "backup broken", case, file.name, file.stat().st_size)


_held_by: dict[str, str | None] = {}
"""What backups hold, by the digest of their bytes: most trials have the same ones."""


def _held(file: Path) -> str | None:
    name = hashlib.sha256(file.read_bytes()).hexdigest()
    if name not in _held_by:
        _held_by[name] = stores.read(file)
    return _held_by[name]


def judge_doctor(row: Row, at: Neighbourhood, place: Place, case: str, now: str) -> None:
    """The doctor finds nothing wrong."""
    answer = at.run(place, "doctor", now=now)
    row.check(answer.status == 0, "doctor unwell", case, answer.err.strip()[-200:])


def judge_output(row: Row, answer: Answer, case: str) -> None:
    """A command ended as commands do, and printed nothing that a terminal obeys."""
    row.trials += 1
    row.check(answer.status in ENDS, "died", case, answer.status, answer.err[-200:])
    told = "Traceback" in answer.err or "fault in the program" in answer.err
    row.check(not told, "fault in the program", case, answer.err.strip()[-200:])
    for name, output in (("out", answer.out), ("err", answer.err)):
        row.check(not obeyed(output), "control sent", case, name, obeyed(output))
