"""What a look at the file's health finds, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.problems import Problem
from screens.i18n import N_, _
from screens.kit.values import spoken
from screens.maintenance.words import mended, size
from screens.sentences import say

if TYPE_CHECKING:
    from data.maintenance.findings import Finding
    from screens.maintenance.listing import Health

_WORDS = {
    "versions": N_("Python {python}, SQLite {sqlite}"),
    "file_size": N_("{file}: {bytes}"),
    "disk_room": N_("Free on the disk: {free}"),
    "format": N_("Format {found}; this program knows {known}"),
    "schema": N_("It is built as Daiban builds it"),
    "integrity": N_("The file is whole"),
    "links": N_("Every link leads to a record"),
    "journal": N_("Steps of the journal: {steps}"),
    "digests": N_("Every step of the journal is as it was written"),
    "records": N_("Every record is what the journal says it became"),
    "backups": N_("Backups in order: {count}, the newest is from {made}"),
    "backup_old": N_("Backups in order: {count}, but the newest is from {made}: run backup"),
    "newest_copy": N_("{left}"),
    "no_backup_left": N_("No backup in {folder}"),
    "no_backup": N_("No backup yet in {folder}: run backup to make one"),
    "acts_since": N_("Acts since the newest backup, in none yet: {acts}"),
    "backups_ahead": N_("Backups made while the clock was ahead, kept: {count}"),
    "backup_newer": N_("The backup {file} was saved by a newer Daiban: keep it for that"),
    "permissions": N_("Nobody else on this machine can read it ({mode})"),
    "half_done": N_(
        "Beside it lies a save that was cut off or is under way, which is taken back when the file"
        " is opened: {files}"
    ),
    "set_aside": N_(
        "Files that were moved aside, damaged or cut off, are no backups; remove them once you need"
        " nothing of them: {files}"
    ),
    "leftovers": N_("Left over from copies that were interrupted, safe to remove: {files}"),
}
_WRONG = {
    "disk_room": N_("Only {free} free on the disk: make room"),
    "integrity": N_("The file is damaged ({reason}): restore the newest good backup"),
    "indexes": N_(
        "Indexes do not fit their records ({reason}). Build them anew, by which nothing is lost"
        " that can be read: {mend}"
    ),
    "links": N_("Links that lead nowhere: {count} ({which}); restore the newest good backup"),
    "journal": N_(
        "The journal is not whole (changes without a step: {orphans}): "
        "restore the newest good backup"
    ),
    "digests": N_(
        "Steps of the journal that are not as they were written and cannot be undone: {count} "
        "({which}); compare with the newest backup"
    ),
    "journal_lines": N_(
        "Steps of the journal that cannot be read: {count} ({which}); "
        "compare with the newest backup"
    ),
    "values": N_(
        "Records with times or states that cannot be read: {count} ({which}); "
        "compare with the newest backup"
    ),
    "records": N_(
        "Records that differ from what the journal says: {count} ({which}); "
        "compare with the newest backup"
    ),
    "permissions": N_("Others on this machine can read it ({mode}): run chmod 600 on it"),
    "write_protected": N_("It is write-protected: nothing can be saved"),
    "file_empty": N_("{file} has 0 bytes. {left}; or begin with nothing: {begin}"),
    "file_cut_off": N_("Only {bytes} are left of {file}. {left}; or begin with nothing: {begin}"),
    "file_spoilt": N_("{file} is damaged. {left}; or begin with nothing: {begin}"),
    "backup_differs": N_(
        "The backup {file} can be read, but not all of it is as it was written: "
        "take another one where there is one, and run backup to make a good one"
    ),
    "backup_foreign": N_("{file} lies among the backups and is no Daiban file: look what it is"),
    "backup_damaged": N_(
        "The backup {file} is damaged: remove it, and run backup to make a good one"
    ),
    "backup_damaged_kept": N_(
        "The backup {file} is damaged: keep it until the file itself is whole again, for nothing "
        "else may have the last acts"
    ),
    "backup_differs_kept": N_(
        "The backup {file} can be read, but not all of it is as it was written: "
        "take another one where there is one, and keep this one until the file is whole again"
    ),
}

_NOTED = {
    *("backup_newer", "backup_old", "no_backup", "acts_since", "backups_ahead", "clock_far"),
    *("second_place_never", "second_place_away", "second_place_out", "second_place_empty"),
    *("half_done", "set_aside", "leftovers", "newest_copy", "no_backup_left"),
}
"""What is not wrong, but no reason for a tick either."""


def told(finding: Finding) -> str:
    """A finding as one line of the language spoken now."""
    if finding.code not in _WORDS and finding.code not in _WRONG:
        return say(Problem(finding.code, finding.params))
    words = _WRONG[finding.code] if finding.wrong else _WORDS[finding.code]
    return _(words).format_map(
        {
            name: size(value)
            if name in ("bytes", "free") and isinstance(value, int)
            else say(value)
            if isinstance(value, Problem)
            else spoken(value)
            for name, value in finding.params.items()
        }
    )


def health_lines(health: Health) -> Iterator[str]:
    """All that was found, line by line."""
    if health.kept is not None:
        yield mended(health.path, health.kept)
    for one in health.findings:
        yield f"{_mark(one)} {told(one)}"


def _mark(finding: Finding) -> str:
    """Whether something should be done about it, is worth a look, or is in order."""
    if finding.wrong:
        return "✗"
    return "▸" if finding.code in _NOTED else "✓"
