"""backup, restore, doctor: copies of the file, a copy taken back, a look at its health."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.problems import Refused
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.i18n import N_, _
from screens.maintenance.listing import BACKUP, HEALTH, RESTORED, Health, Restored


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(groups, shared, "backup", backup_it, N_("copy the file, checked"))
    parser.add_argument(
        "folder",
        nargs="?",
        type=file_name,
        metavar="DIR",
        help=_("where to (default: the folder of backups beside the file)"),
    )
    parser = add_command(groups, shared, "restore", restore_it, N_("take a copy back"))
    parser.add_argument(
        "copy", type=file_name, metavar="FILE", help=_("a backup or a copy of the file")
    )
    add_command(groups, shared, "doctor", doctor, N_("look at the file's health; changes nothing"))


def backup_it(call: Call) -> int:
    """Copy the store's file."""
    from data import backup

    if not call.path.is_file():
        raise Refused("store_missing", file=str(call.path))
    into: Path | None = call.options.folder
    if into is not None and not into.parent.is_dir():
        raise Refused("folder_missing", file=str(into.parent))
    with call.store() as store:
        made = backup.make(store.path, store.now(), "by-hand", into)
        now = store.now()
    said = _("Copied and checked: {file}").format(file=made)
    call.done.append(said)
    return call.answer(BACKUP.plain(made, now), [said])


def restore_it(call: Call) -> int:
    """Take a copy back."""
    from data.maintenance.restore import restore

    copy: Path = call.options.copy
    kept = restore(call.path, copy, call.clock.now())
    said = _("{file} now holds what {copy} held.").format(file=call.path, copy=copy)
    if kept is not None:
        said += " " + _("What was there before is kept in {kept}.").format(kept=kept)
    call.done.append(said)
    with call.store():
        pass  # opened once, so that a copy of an older format is brought to today's now
    told = Restored(call.path, copy, kept)
    return call.answer(RESTORED.plain(told, call.clock.now()), [said])


def doctor(call: Call) -> int:
    """Examine the store's file; 1 when something should be done about it."""
    from data.maintenance.doctor import examine
    from screens.maintenance.words import told

    now = call.clock.now()
    health = Health(call.path, examine(call.path, now))
    lines = (f"{'✗' if one.wrong else '✓'} {told(one)}" for one in health.findings)
    call.answer(HEALTH.plain(health, now), lines)
    if health.wrong:
        first = told(health.wrong[0])
        raise Refused("unhealthy", file=str(call.path), count=len(health.wrong), first=first)
    return 0
