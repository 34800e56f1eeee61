"""The doctor's findings in words."""

from __future__ import annotations

from data.doctor import Finding
from screens.i18n import N_, _
from screens.words.values import spoken

_WORDS = {
    "versions": N_("Python {python}, SQLite {sqlite}"),
    "file_size": N_("{file}: {bytes}"),
    "disk_room": N_("Free on the disk: {free}"),
    "format": N_("Format {found}; this program knows {known}"),
    "integrity": N_("The file is whole"),
    "links": N_("Every link leads to a record"),
    "journal": N_("The journal has {steps} steps and watches every table"),
    "records": N_("Every record is what the journal says it became"),
    "backups": N_("Backups in order: {count}, the newest of {day}"),
    "backup_old": N_("Backups in order: {count}, but the newest is of {day}: run backup"),
    "no_backup": N_("No backup yet in {folder}; the first is made the next time the desk starts"),
    "permissions": N_("Nobody else on this machine can read it ({mode})"),
    "leftovers": N_("Left over from copies that were interrupted, safe to remove: {files}"),
}
_WRONG = {
    "disk_room": N_("Only {free} free on the disk: make room"),
    "integrity": N_("The file is damaged ({reason}): restore the newest good backup"),
    "links": N_("{count} links lead nowhere: restore the newest good backup"),
    "journal": N_(
        "The journal is not whole (changes without a step: {orphans}; not watched: {unwatched}): "
        "restore the newest good backup"
    ),
    "records": N_(
        "{count} records differ from what the journal says ({which}): "
        "compare with the newest backup"
    ),
    "permissions": N_("Others on this machine can read it ({mode}): run chmod 600 on it"),
    "write_protected": N_("It is write-protected: nothing can be saved"),
    "unreadable": N_("It cannot be read ({reason}): restore the newest good backup"),
    "backup_damaged": N_(
        "The backup {file} is damaged: remove it, and run backup to make a good one"
    ),
}


def told(finding: Finding) -> str:
    """A finding as one line of the language spoken now."""
    if finding.code not in _WORDS and finding.code not in _WRONG:
        from models.problems import Problem
        from screens.words.problems import say

        return say(Problem(finding.code, finding.params))
    words = _WRONG[finding.code] if finding.wrong else _WORDS[finding.code]
    return _(words).format_map(
        {
            name: size(value)
            if name in ("bytes", "free") and isinstance(value, int)
            else spoken(value)
            for name, value in finding.params.items()
        }
    )


def size(count: int) -> str:
    """Bytes as people say them: `3.1 MB`."""
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1e6:.1f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"
