"""backup, restore, doctor: copies of the file, a copy taken back, a look at its health."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.problems import Refused
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line
from screens.i18n import N_, _


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
    if call.json:
        say_json({"file": str(made), "bytes": made.stat().st_size})
    else:
        say_line(_("Copied and checked: {file}").format(file=made))
    return 0


def restore_it(call: Call) -> int:
    """Take a copy back."""
    from data.maintenance.restore import restore

    copy: Path = call.options.copy
    kept = restore(call.path, copy, call.clock.now())
    with call.store():
        pass  # opened once, so that a copy of an older format is brought to today's now
    if call.json:
        say_json({"file": str(call.path), "from": str(copy), "kept": kept and str(kept)})
        return 0
    said = _("{file} now holds what {copy} held.").format(file=call.path, copy=copy)
    if kept is not None:
        said += " " + _("What was there before is kept in {kept}.").format(kept=kept)
    say_line(said)
    return 0


def doctor(call: Call) -> int:
    """Examine the store's file; 1 when something should be done about it."""
    from data.maintenance.doctor import examine
    from screens.maintenance.words import told

    findings = examine(call.path, call.clock.now())
    wrong = [finding for finding in findings if finding.wrong]
    if call.json:
        say_json(
            {
                "file": str(call.path),
                "healthy": not wrong,
                "findings": [
                    {
                        "code": f.code,
                        "wrong": f.wrong,
                        "params": {k: _plain(v) for k, v in f.params.items()},
                        "message": told(f),
                    }
                    for f in findings
                ],
            }
        )
    else:
        for finding in findings:
            say_line(f"{'✗' if finding.wrong else '✓'} {told(finding)}")
    if wrong:
        raise Refused("unhealthy", file=str(call.path), count=len(wrong), first=told(wrong[0]))
    return 0


def _plain(value: object) -> object:
    """A parameter as JSON has it: numbers and lists as they are, the rest as text."""
    return value if value is None or isinstance(value, int | list) else str(value)
