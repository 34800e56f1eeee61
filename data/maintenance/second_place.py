"""The second place: a stick or another disk that gets a copy of the newest backup when it is there.

It is set for this machine alone: a path means another folder elsewhere, and a file that somebody
handed over sends no copies anywhere. When it was last there is kept in a small file among the
backups, for being there is no act of the committee.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from data import backup, sql
from data.disk import sync
from data.maintenance import backup_folder, contents
from data.sql import Reader
from models.maintenance import SecondPlace, rules
from models.problems import Problem, Refused
from models.times import loaded, local_date, stored

if TYPE_CHECKING:
    from data.store import Step, Store

_SETTING = "backups.second_place"
"""By machine, the folder."""

_SEEN = "second-place.json"

_SEEN_EVERY = timedelta(hours=1)
"""How much later being there is written down again."""


class _Seen(NamedTuple):
    """What is known of the second place from the times it was looked for.

    Args:
        since: when it was first looked for, in stored form.
        last: when it was last there.
        apart: whether it was on another disk than the file. Where it is not any more, it is the
            empty folder that a stick appears in once it is put in.
    """

    place: str
    since: str
    last: str | None = None
    apart: bool = False


# -- the setting -----------------------------------------------------------------------------------


def place(conn: Reader) -> Path | None:
    """The second place of this machine; None where there is none."""
    folder = _places(conn).get(platform.node())
    return Path(folder) if isinstance(folder, str) and folder else None


def _places(conn: Reader) -> dict[str, Any]:
    found = sql.value(conn.execute("SELECT value FROM setting WHERE id = ?", (_SETTING,)))
    kept = json.loads(found) if found else {}
    return kept if isinstance(kept, dict) else {}


def set_place(step: Step, path: Path, folder: Path | None) -> Path | None:
    """From now on copies go to a folder as well, whenever it is there; None for to none.

    Args:
        path: the store's file.

    Returns:
        The folder, as a path from the root.

    Raises:
        Refused: `second_place_file`, `second_place_same`, `second_place_name`.
    """
    from data import settings

    others = {name: one for name, one in _places(step.conn).items() if name != platform.node()}
    if folder is None:
        settings.put(step, _SETTING, others)
        step.act("second_place_none")
        return None
    folder = folder.absolute()
    _refuse_unreadable(folder)
    _refuse_unfit(path, folder)
    settings.put(step, _SETTING, {**others, platform.node(): str(folder)})
    step.act("second_place_set", folder=str(folder))
    return folder


def _refuse_unreadable(folder: Path) -> None:
    from models.text import clean

    name = str(folder)
    if clean(name, limit=len(name) + 1) != name:
        raise Refused("second_place_name", "folder", folder=name)


def _refuse_unfit(path: Path, folder: Path) -> None:
    """Refuse a file, and a folder where a copy would be lost together with the first."""
    if folder.exists() and not folder.is_dir():
        raise Refused("second_place_file", "folder", folder=str(folder))
    where, beside = folder.resolve(), path.resolve().parent
    own = backup.folder(path).resolve()
    if where in (beside, own) or own in where.parents:
        raise Refused("second_place_same", "folder", folder=str(folder))


# -- copies ----------------------------------------------------------------------------------------


def bring(path: Path, folder: Path, now: datetime) -> Path | None:
    """Take the newest good backup to the second place, where it is there and lacks it.

    Returns:
        The copy that is there; None where the place is not there, or nothing is to be copied.

    Raises:
        Refused: `second_place_file`, `second_place_same`, `second_place_failed`.
    """
    with backup.failures("second_place_failed", path, folder):
        return _bring(path, folder, now)


def bring_newest(store: Store) -> Path | None:
    """As `bring`, for the place that is set; None where none is."""
    folder = store.ask(place)
    return None if folder is None else bring(store.path, folder, store.now())


def _bring(path: Path, folder: Path, now: datetime) -> Path | None:
    seen = _seen(path, folder, now)
    _refuse_unfit(path, folder)
    apart = folder.is_dir() and not same_disk(path, folder)
    if not folder.is_dir() or (seen.apart and not apart):
        _keep_seen(path, seen)
        return None
    if apart and not seen.apart:
        seen = seen._replace(apart=True)
        _keep_seen(path, seen)
    copy = backup_folder.newest(backup_folder.copies(backup.folder(path)))
    if copy is None:
        return None
    there = folder / backup.folder(path).name
    held = contents.state(copy.file)
    found = next(
        (
            one.file
            for one in backup_folder.copies(there)
            if contents.state_of_copy(one.file) == held
        ),
        None,
    )
    lately = seen.last is not None and now - loaded(seen.last) < _SEEN_EVERY
    if found is None:
        found = _carried(copy.file, there)
        backup_folder.thin(there, now, held.first, rules.KEEP_DAYS_APART)
    elif lately and seen.apart == apart:
        return found
    _keep_seen(path, seen._replace(last=stored(now), apart=apart))
    return found


def _carried(copy: Path, there: Path) -> Path:
    there.mkdir(mode=0o700, exist_ok=True)
    with backup.new_copy(there, copy.stem) as partial:
        # Opened here, so that a failure to write is not told of the file that is read.
        with copy.open("rb") as source, partial.file.open("wb") as target:
            shutil.copyfileobj(source, target)
        sync(partial.file)
        contents.refuse_damage(partial.file, contents.of(copy))
    return partial.named


def same_disk(path: Path, folder: Path) -> bool:
    """Whether a file and a folder are lost together when a disk fails."""
    return os.stat(folder).st_dev == os.stat(path.parent).st_dev


# -- when it was there -----------------------------------------------------------------------------


def standing(path: Path, folder: Path, now: datetime) -> SecondPlace:
    """When the second place was last there, as far as is known."""
    seen = _seen(path, folder, now)
    return SecondPlace(folder, loaded(seen.since), loaded(seen.last) if seen.last else None)


def away(second: SecondPlace, now: datetime) -> Problem:
    """What is said of a second place that is not there: when it last was."""
    if second.last is None:
        return Problem("second_place_never", {"folder": str(second.folder)})
    days = (local_date(now) - local_date(second.last)).days
    told = {"folder": str(second.folder), "last": second.last, "days": days}
    return Problem("second_place_away", told)


def _seen(path: Path, folder: Path, now: datetime) -> _Seen:
    """What is known of the place; times from the future, of a clock that was wrong, are now."""
    anew = _Seen(str(folder), stored(now))
    try:
        kept = json.loads(_seen_file(path).read_text(encoding="utf-8"))
        found = _Seen(kept["place"], kept["since"], kept["last"], kept["apart"] is True)
        times = [loaded(one) for one in (found.since, found.last) if one is not None]
    except (OSError, ValueError, KeyError, TypeError):
        return anew
    if found.place != str(folder):
        return anew
    if max(times) > now:
        return found._replace(
            since=min(found.since, stored(now)), last=found.last and min(found.last, stored(now))
        )
    return found


def _keep_seen(path: Path, seen: _Seen) -> None:
    text = json.dumps(seen._asdict(), ensure_ascii=False)
    file = _seen_file(path)
    if file.is_file() and file.read_text(encoding="utf-8", errors="replace") == text:
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with backup.whole(file) as partial:
        partial.write_text(text, encoding="utf-8")


def _seen_file(path: Path) -> Path:
    return backup.folder(path) / _SEEN
