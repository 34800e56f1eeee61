"""Where the second place is, and what is known of it from the times it was there.

It is told by a setting in the file, and by a small note among the backups that is left when the
file is lost.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from data import backup, sql, troubles
from data.disk import told_of, whole
from data.sql import Reader
from models.problems import Problem
from models.times import loaded

SETTING = "backups.second_place"
"""By machine, the folder."""

_SEEN = "second-place.json"


class Seen(NamedTuple):
    """What is known of the second place from the times it was looked for.

    Args:
        since: when it was first looked for, in stored form.
        last: when it was last there.
        apart: whether it was on another disk than the file. Where it is not any more, it is the
            empty folder that a stick appears in once it is put in.
        failed: the code and what it tells of why the last copy could not be put there; empty
            where it could.
        made, no, first: of the copy of the newest backup that is there: when it was made, in
            stored form, its newest step, and the key of its first.
    """

    place: str
    since: str
    last: str | None = None
    apart: bool = False
    failed: Mapping[str, str] = MappingProxyType({})
    made: str | None = None
    no: int | None = None
    first: str = ""


def place(conn: Reader) -> Path | None:
    """The second place of this machine; None where there is none."""
    folder = places(conn).get(platform.node())
    return Path(folder) if isinstance(folder, str) and folder else None


def places(conn: Reader) -> dict[str, Any]:
    """The second place of each machine, by its name."""
    found = sql.value(conn.execute("SELECT value FROM setting WHERE id = ?", (SETTING,)))
    kept = json.loads(found) if found else {}
    return kept if isinstance(kept, dict) else {}


def is_here(path: Path, folder: Path, seen: Seen) -> bool:
    """Whether the place is there: not the empty folder in which a stick appears."""
    return folder.is_dir() and (not seen.apart or not same_disk(path, folder))


def same_disk(path: Path, folder: Path) -> bool:
    """Whether a file and a folder are lost together when a disk fails."""
    return os.stat(folder).st_dev == os.stat(path.parent).st_dev


def noted(path: Path) -> Seen | None:
    """What the note says, of whatever place; None where there is none that can be understood."""
    try:
        kept = json.loads(_seen_file(path).read_text(encoding="utf-8"))
        failed = {str(name): str(value) for name, value in kept["failed"].items()}
        texts = all(isinstance(kept[name], str) for name in ("place", "since", "first"))
        sound = texts and isinstance(kept["no"], int | None)
        for moment in filter(None, (kept["since"], kept["last"], kept["made"])):
            loaded(moment)
        found = Seen(**{**kept, "failed": failed, "apart": kept["apart"] is True})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    known = not failed or _is_known(failed)
    return found if sound and found.place and found.since and known else None


def _is_known(failed: Mapping[str, str]) -> bool:
    """Whether there are words for why a copy failed, as it was noted."""
    problem = Problem(failed.get("code", ""))
    return problem.code == "copy_not_whole" or troubles.tells(problem)


def keep(path: Path, seen: Seen) -> None:
    """Write down what is known of the place, where that is not what the note says."""
    text = json.dumps({**seen._asdict(), "failed": dict(seen.failed)}, ensure_ascii=False)
    file = _seen_file(path)
    if file.is_file() and file.read_text(encoding="utf-8", errors="replace") == text:
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with told_of(file.parent, file), whole(file) as partial:
        partial.write_text(text, encoding="utf-8")


def _seen_file(path: Path) -> Path:
    return backup.folder(path) / _SEEN
