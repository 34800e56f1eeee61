"""The second place: a stick or another disk that gets a copy of the newest backup when it is there.

It is set for this machine alone: a path means another folder elsewhere, and a file that somebody
handed over sends no copies anywhere. When it was last there is kept in a small file among the
backups, for being there is no act of the committee.
"""

from __future__ import annotations

import platform
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data import backup, troubles
from data.disk import sync
from data.maintenance import backup_folder, contents, whereabouts
from data.sql import Reader
from models.maintenance import SecondPlace, rules
from models.problems import Problem, Refused
from models.times import loaded, local_date, stored

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store

_SEEN_EVERY = timedelta(hours=1)
"""How much later being there is written down again."""


# -- the setting -----------------------------------------------------------------------------------


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

    others = {
        name: one for name, one in whereabouts.places(step.conn).items() if name != platform.node()
    }
    if folder is None:
        settings.put(step, whereabouts.SETTING, others)
        step.act("second_place_none")
        return None
    folder = folder.absolute()
    _refuse_unreadable(folder)
    _refuse_unfit(path, folder)
    settings.put(step, whereabouts.SETTING, {**others, platform.node(): str(folder)})
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
    try:
        with backup.failures("second_place_failed", path, folder):
            return _bring(path, folder, now)
    except Refused as refused:
        reason = refused.problem.params.get("reason")
        if isinstance(reason, Problem):
            told = {name: str(value) for name, value in reason.params.items()}
            failed = _seen(path, folder, now)._replace(failed={**told, "code": reason.code})
            with suppress(OSError):  # why no copy was made is what is to be told
                whereabouts.keep(path, failed)
        raise


def bring_newest(store: Store) -> Path | None:
    """As `bring`, for the place that is set; None where none is."""
    folder = store.ask(whereabouts.place)
    return None if folder is None else bring(store.path, folder, store.now())


def _bring(path: Path, folder: Path, now: datetime) -> Path | None:
    seen = _seen(path, folder, now)
    _refuse_unfit(path, folder)
    if not whereabouts.is_here(path, folder, seen):
        whereabouts.keep(path, seen)
        return None
    apart = not whereabouts.same_disk(path, folder)
    if apart and not seen.apart:
        seen = seen._replace(apart=True)
        whereabouts.keep(path, seen)
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
    elif lately and seen.apart == apart and not seen.failed:
        return found
    seen = seen._replace(last=stored(now), apart=apart, failed={})
    whereabouts.keep(path, seen._replace(made=stored(copy.made), no=held.no, first=held.first))
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


# -- when it was there -----------------------------------------------------------------------------


def standing(path: Path, folder: Path, now: datetime) -> SecondPlace:
    """Whether the second place is there, with what, and when it last was, as far as is known."""
    seen = _seen(path, folder, now)
    last = loaded(seen.last) if seen.last else None
    second = SecondPlace(folder, loaded(seen.since), last)
    try:
        _refuse_unfit(path, folder)
        if not whereabouts.is_here(path, folder, seen):
            return second
        there = backup_folder.copies(folder / backup.folder(path).name)
    except Refused as refused:
        return second._replace(trouble=refused.problem)
    except OSError as error:
        return second._replace(here=True, trouble=troubles.of(error, folder).problem)
    newest = there[-1].made if there else None
    return second._replace(here=True, copied=newest, trouble=_trouble(seen, folder))


def _trouble(seen: whereabouts.Seen, folder: Path) -> Problem | None:
    """Why the last copy could not be put there; None where it could."""
    if not seen.failed:
        return None
    told = {"file": str(folder), "reason": "", **seen.failed}
    return Problem(told.pop("code"), told)


def stands(conn: Reader, path: Path, now: datetime) -> Problem | None:
    """What is said of the place that is set, see `told`; None where none is."""
    folder = whereabouts.place(conn)
    return None if folder is None else told(standing(path, folder, now), now)


def told(second: SecondPlace, now: datetime) -> Problem:
    """What is said of a second place: what it holds, why it takes nothing, or when it was there."""
    if second.trouble is not None and not second.here:
        return second.trouble
    folder = {"folder": str(second.folder)}
    if second.here:
        copied: dict[str, object] = {} if second.copied is None else {"copied": second.copied}
        if second.trouble is not None:
            code = "second_place_stuck" if copied else "second_place_takes_none"
            return Problem(code, {**folder, **copied, "reason": second.trouble})
        return Problem("second_place_holds" if copied else "second_place_empty", folder | copied)
    if second.last is None:
        return Problem("second_place_never", folder)
    if not rules.long_away(second, now):
        return Problem("second_place_out", {**folder, "last": second.last})
    days = (local_date(now) - local_date(second.last)).days
    return Problem("second_place_away", {**folder, "last": second.last, "days": days})


def _seen(path: Path, folder: Path, now: datetime) -> whereabouts.Seen:
    """What is known of the place; times from the future, of a clock that was wrong, are now."""
    found = whereabouts.noted(path)
    if found is None or found.place != str(folder):
        return whereabouts.Seen(str(folder), stored(now))
    if max(loaded(one) for one in (found.since, found.last) if one is not None) > now:
        return found._replace(
            since=min(found.since, stored(now)), last=found.last and min(found.last, stored(now))
        )
    return found
