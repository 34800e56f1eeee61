"""Words for what can be wrong with the file, the journal and the backups."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "file_foreign": N_("{file} is not a Daiban file. Choose another with --db."),
    "file_newer": N_(
        "{file} was saved by a newer Daiban (format {found}, this one knows {known}). "
        "Nothing was changed; open it with the newer program."
    ),
    "file_damaged": N_("{file} is damaged. Take the newest good copy from the backups folder."),
    "file_unreadable": N_("{file} cannot be opened. Check that the folder exists and is yours."),
    "store_busy": N_("Another desk is writing to {file}. Wait a moment and try again."),
    "store_readonly": N_("{file} is write-protected. Nothing was saved."),
    "disk_full": N_("The disk is full; nothing was saved. Free some space and try again."),
    "lock_busy": N_("Another program holds {file}. Close it and try again."),
    "lock_failed": N_("This folder cannot be locked against other programs: {reason}"),
    "backup_failed": N_("No backup could be made at {file}: {reason}"),
    "migration_broke_links": N_(
        "{file} could not be brought to the new format; it was left as it was."
    ),
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "step_unknown": N_("There is no step {step}. See the log for the numbers."),
    "step_already_undone": N_("Step {step} was already taken back by step {by}."),
    "step_not_undone": N_("Step {step} still stands; there is nothing to bring back."),
    "step_is_undo": N_("Step {step} is itself an undo; use redo {undoes} to take it back."),
    "undo_depends": N_(
        "Step {step} cannot be taken back alone: step {later} builds on it. Undo that first."
    ),
    "edited_meanwhile": N_("It was changed meanwhile; look at it again before you save."),
    "field_says_now": N_("Meanwhile it says: {value}"),
    "record_unknown": N_("There is no {what} with number {no}."),
}
