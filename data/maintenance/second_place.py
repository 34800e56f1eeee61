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
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from data import backup, sql, troubles
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
    try:
        with backup.failures("second_place_failed", path, folder):
            return _bring(path, folder, now)
    except Refused as refused:
        reason = refused.problem.params.get("reason")
        if isinstance(reason, Problem):
            told = {name: str(value) for name, value in reason.params.items()}
            failed = _seen(path, folder, now)._replace(failed={**told, "code": reason.code})
            with suppress(OSError):  # why no copy was made is what is to be told
                _keep_seen(path, failed)
        raise


def bring_newest(store: Store) -> Path | None:
    """As `bring`, for the place that is set; None where none is."""
    folder = store.ask(place)
    return None if folder is None else bring(store.path, folder, store.now())


def _bring(path: Path, folder: Path, now: datetime) -> Path | None:
    seen = _seen(path, folder, now)
    _refuse_unfit(path, folder)
    if not is_here(path, folder, seen):
        _keep_seen(path, seen)
        return None
    apart = not same_disk(path, folder)
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
    elif lately and seen.apart == apart and not seen.failed:
        return found
    seen = seen._replace(last=stored(now), apart=apart, failed={})
    _keep_seen(path, seen._replace(made=stored(copy.made), no=held.no, first=held.first))
    return found


def is_here(path: Path, folder: Path, seen: Seen) -> bool:
    """Whether the place is there: not the empty folder in which a stick appears."""
    return folder.is_dir() and (not seen.apart or not same_disk(path, folder))


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
    """Whether the second place is there, with what, and when it last was, as far as is known."""
    seen = _seen(path, folder, now)
    last = loaded(seen.last) if seen.last else None
    second = SecondPlace(folder, loaded(seen.since), last)
    try:
        _refuse_unfit(path, folder)
        if not is_here(path, folder, seen):
            return second
        there = backup_folder.copies(folder / backup.folder(path).name)
    except Refused as refused:
        return second._replace(trouble=refused.problem)
    except OSError as error:
        return second._replace(here=True, trouble=troubles.of(error, folder).problem)
    newest = there[-1].made if there else None
    return second._replace(here=True, copied=newest, trouble=_trouble(seen, folder))


def _trouble(seen: Seen, folder: Path) -> Problem | None:
    """Why the last copy could not be put there; None where it could."""
    if not seen.failed:
        return None
    told = {"file": str(folder), "reason": "", **seen.failed}
    return Problem(told.pop("code"), told)


def stands(conn: Reader, path: Path, now: datetime) -> Problem | None:
    """What is said of the place that is set, see `told`; None where none is."""
    folder = place(conn)
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


def _seen(path: Path, folder: Path, now: datetime) -> Seen:
    """What is known of the place; times from the future, of a clock that was wrong, are now."""
    found = noted(path)
    if found is None or found.place != str(folder):
        return Seen(str(folder), stored(now))
    if max(loaded(one) for one in (found.since, found.last) if one is not None) > now:
        return found._replace(
            since=min(found.since, stored(now)), last=found.last and min(found.last, stored(now))
        )
    return found


def noted(path: Path) -> Seen | None:
    """What the note says, of whatever place; None where there is none that can be understood."""
    try:
        kept = json.loads(_seen_file(path).read_text(encoding="utf-8"))
        failed = {str(name): str(value) for name, value in kept["failed"].items()}
        sound = isinstance(kept["place"], str) and isinstance(kept["no"], int | None)
        times = [loaded(kept[name]) for name in ("since", "last", "made") if kept[name] is not None]
        found = Seen(**{**kept, "failed": failed, "apart": kept["apart"] is True})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    known = not failed or _is_known(failed)
    return found if sound and found.place and found.since and times and known else None


def _is_known(failed: Mapping[str, str]) -> bool:
    """Whether there are words for why a copy failed, as it was noted."""
    problem = Problem(failed.get("code", ""))
    return problem.code == "copy_not_whole" or troubles.tells(problem)


def _keep_seen(path: Path, seen: Seen) -> None:
    text = json.dumps({**seen._asdict(), "failed": dict(seen.failed)}, ensure_ascii=False)
    file = _seen_file(path)
    if file.is_file() and file.read_text(encoding="utf-8", errors="replace") == text:
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with backup.whole(file) as partial:
        partial.write_text(text, encoding="utf-8")


def _seen_file(path: Path) -> Path:
    return backup.folder(path) / _SEEN
