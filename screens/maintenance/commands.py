"""backup, restore, begin, doctor: copies of the file, a copy taken back, a file begun anew where
it was lost, a look at its health."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.problems import Refused
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.i18n import N_, _
from screens.maintenance.listing import BACKUP, BEGUN, HEALTH, RESTORED, Begun, Health, Taken
from screens.maintenance.words import begun_anew, health_lines, taken_back, told


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
    words = N_("begin with nothing where the file was lost; what is left of it is kept")
    add_command(groups, shared, "begin", begin_it, words)
    words = N_("look at the file's health; changes nothing unless asked to mend")
    parser = add_command(groups, shared, "doctor", doctor, words)
    parser.add_argument(
        "--mend",
        action="store_true",
        help=_("put right the marks that say it is a Daiban file, where only they are lost"),
    )


def backup_it(call: Call) -> int:
    """Copy the store's file."""
    from data import backup, beginning

    beginning.refuse_missing(call.path)
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
    taken = Taken(call.path, copy, restore(call.path, copy, call.clock.now()))
    said = taken_back(taken)
    call.done.append(said)
    with call.store():
        pass  # opened once, so that a copy of an older format is brought to today's now
    return call.answer(RESTORED.plain(taken, call.clock.now()), [said])


def begin_it(call: Call) -> int:
    """Begin anew where the file was lost."""
    from data.maintenance.restore import begin_anew

    begun = Begun(call.path, begin_anew(call.path, call.clock.now()))
    said = begun_anew(begun)
    call.done.append(said)
    return call.answer(BEGUN.plain(begun, call.clock.now()), [said])


def doctor(call: Call) -> int:
    """Examine the store's file; 1 when something should be done about it."""
    from data.beginning import refuse_missing
    from data.maintenance.doctor import examine
    from data.maintenance.restore import mend

    now = call.clock.now()
    refuse_missing(call.path)
    kept = mend(call.path, now) if call.options.mend else None
    health = Health(call.path, examine(call.path, now), kept)
    call.answer(HEALTH.plain(health, now), health_lines(health))
    if health.wrong:
        first = told(health.wrong[0])
        raise Refused("unhealthy", file=str(call.path), count=len(health.wrong), first=first)
    return 0
