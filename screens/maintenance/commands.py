"""backup, restore, begin, clock, doctor: copies of the file, a copy taken back, a file begun anew
where it was lost, its times and its health."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.problems import Refused
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.i18n import N_, _
from screens.kit.values import filled
from screens.maintenance.findings import health_lines, told
from screens.maintenance.listing import (
    BACKUP,
    BEGUN,
    CLOCK,
    HEALTH,
    RESTORED,
    Begun,
    Health,
    Made,
    Taken,
)
from screens.maintenance.words import begun_anew, mended, second_place_said, taken_back
from screens.sentences import say


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
    second = parser.add_mutually_exclusive_group()
    second.add_argument(
        "--second-place",
        type=file_name,
        metavar="DIR",
        help=_("from now on keep copies there, too, whenever it is there: a stick, another disk"),
    )
    second.add_argument(
        "--no-second-place", action="store_true", help=_("keep them beside the file alone")
    )
    parser = add_command(groups, shared, "restore", restore_it, N_("take a copy back"))
    parser.add_argument(
        "copy", type=file_name, metavar="FILE", help=_("a backup or a copy of the file")
    )
    parser = add_command(
        groups, shared, "clock", clock, N_("what was written while the clock was ahead")
    )
    parser.add_argument(
        "--set-right", action="store_true", help=_("move those times back, the latest to now")
    )
    words = N_("begin with nothing where the file was lost; what is left of it is kept")
    add_command(groups, shared, "begin", begin_it, words)
    words = N_("look at the file's health; changes nothing unless asked to mend")
    parser = add_command(groups, shared, "doctor", doctor, words)
    parser.add_argument(
        "--mend",
        action="store_true",
        help=_(
            "put right what can be without losing a record: lost marks, indexes that do not fit,"
            " what no Daiban made; the file as it was is kept"
        ),
    )


def backup_it(call: Call) -> int:
    """Copy the store's file."""
    from data import backup, beginning
    from data.maintenance.second_place import set_place, stands

    beginning.refuse_missing(call.path)
    into: Path | None = call.options.folder
    if into is not None and not into.parent.is_dir():
        raise Refused("folder_missing", file=str(into.parent))
    with call.store() as store:
        now, options = store.now(), call.options
        said = []
        if options.second_place is not None or options.no_second_place:
            said.append(second_place_said(store.do(set_place, store.path, options.second_place)))
        made = backup.make(store.path, now, "by-hand", into)
        said.append(filled(_("Copied and checked: {file}"), {"file": made}))
        second = call.brought(store)
        if second is not None:
            said.append(filled(_("Copied and checked: {file}"), {"file": second}))
        elif options.second_place is None:
            known = store.ask(stands, store.path, now)
            said += [] if known is None else [say(known)]
        call.done.extend(said)
    return call.answer(BACKUP.plain(Made(made, second), now), said)


def clock(call: Call) -> int:
    """Tell what was written while the clock was ahead, or set it right."""
    from data.maintenance import ahead
    from screens.maintenance.clock_words import clock_stands, times_set_right

    with call.store() as store:
        now = store.now()
        found = store.ask(ahead.written_ahead, now)
        said = clock_stands(found, store.ask(ahead.clock_far, now), now)
        if call.options.set_right:
            said = times_set_right(store.do(ahead.set_right))
            call.done.append(said)
    return call.answer(CLOCK.plain(found, now), [said])


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
    if kept is not None:
        call.done.append(mended(call.path, kept))
    health = Health(call.path, examine(call.path, now), kept)
    call.answer(HEALTH.plain(health, now), health_lines(health))
    call.done.clear()  # that was shown; what is wrong besides is no less so
    if health.wrong:
        first = told(health.wrong[0])
        raise Refused("unhealthy", file=str(call.path), count=len(health.wrong), first=first)
    return 0
