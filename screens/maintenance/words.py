"""Copies of the file and what is wrong with it in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem
from screens.i18n import N_, _
from screens.kit.values import filled
from screens.maintenance.copy_words import COPIES
from screens.sentences import say

if TYPE_CHECKING:
    from screens.maintenance.listing import Begun, Taken


def taken_back(taken: Taken) -> str:
    """That a copy was taken back: how far it goes, what it lacks, where the old file is."""
    held, *kept = _taken_back(taken)
    if not kept:
        return held
    return _("{one} {next}").format(one=held, next=kept[0])


def _taken_back(taken: Taken) -> Iterator[str]:
    newest = taken.came.newest
    if newest is None:
        words = _(
            "{file} now holds what {copy} held. That copy is from {made}, and nothing was done in "
            "it yet; {missing}."
        )
    else:
        words = _(
            "{file} now holds what {copy} held. That copy is from {made}, with all acts up to {at} "
            "(step {no}); {missing}."
        )
    yield filled(
        words,
        {
            "file": taken.path,
            "copy": taken.copy,
            "made": taken.came.made,
            "missing": say(taken.came.missing.told()),
            **({} if newest is None else newest._asdict()),
        },
    )
    if taken.came.kept is not None:
        yield filled(_("What was there before is kept in {kept}."), {"kept": taken.came.kept})


def goes_to(copy: Problem) -> str:
    """From when a copy is, how far it goes and what it lacks, beside its name."""
    if "no" in copy.params:
        words = _("from {made}, with all acts up to {at} (step {no}); {missing}")
    else:
        words = _("from {made}, nothing was done in it yet; {missing}")
    missing = copy.params["missing"]
    told = say(missing) if isinstance(missing, Problem) else missing
    held = filled(words, {**copy.params, "missing": told})
    if "place" not in copy.params:
        return held
    words = _("at the second place {folder}, {held}")
    return filled(words, {"folder": copy.params["place"], "held": held})


def mended(file: Path, kept: Path | None) -> str:
    """What is said once the marks of a file are put right, or were found to be right."""
    if kept is None:
        return filled(_("{file} can be read; there was nothing to mend."), {"file": file})
    return filled(_("Mended; {file} as it was is kept in {kept}."), {"file": file, "kept": kept})


def begun_anew(begun: Begun) -> str:
    """That a file was begun anew, and where what was left of the old one is."""
    words = _("{file} was begun anew.")
    if begun.kept is not None:
        words = _("{file} was begun anew; what was left of the old one is kept in {kept}.")
    return filled(words, {"file": begun.path, "kept": begun.kept})


def size(count: int) -> str:
    """Bytes as people say them: `3.1 MB`."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1e6:.1f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"


def second_place_said(folder: Path | None) -> str:
    """What is said once a second place was set, or taken away."""
    if folder is None:
        return _("Copies are kept beside the file alone.")
    if folder.is_dir():
        return filled(_("Copies go to {folder}, too."), {"folder": folder})
    words = _("{folder} is not there now; copies go there when it is.")
    return filled(words, {"folder": folder})


ACTS: dict[str, str] = {
    "second_place_set": N_("Second place for copies: {folder}"),
    "second_place_none": N_("No second place for copies any more"),
    "clock_set_right": N_("Times written while the clock was ahead set right; records: {records}"),
}

PROBLEMS: dict[str, str] = {
    **COPIES,
    "file_foreign": N_("{file} is not a Daiban file. Choose another with --db."),
    "file_newer": N_(
        "{file} was saved by a newer Daiban (format {found}, this one knows {known}). "
        "Nothing was changed; open it with the newer program."
    ),
    "file_damaged": N_(
        "{file} is damaged. Leave it where it is: B at the desk or the command restore takes the"
        " newest good copy back."
    ),
    "indexes_damaged": N_(
        "The indexes of {file} do not fit its records. B at the desk or the command doctor --mend"
        " builds them anew, by which nothing is lost that can be read; what is there now is kept."
    ),
    "damaged_kept": N_(
        "Found: {which}. As it is now it is kept in {kept}, which is no good copy. {cause}"
    ),
    "file_unreadable": N_("{file} cannot be used: {reason}. Try again, or run doctor."),
    "file_missing": N_(
        "{file} is not there. Was it moved or renamed? If it is on a stick, plug that in; B at the"
        " desk takes a copy back."
    ),
    "file_lost": N_(
        "{state}, and nothing can be read in it: B at the desk or the command restore takes"
        " the newest good copy back."
    ),
    "file_is_folder": N_("{file} is a folder. Give the file in it."),
    "file_moved": N_(
        "{file} was moved or replaced meanwhile. Look at what it holds now, then do it again."
    ),
    "file_denied": N_(
        "This user may not read or write {file}. Ask whoever set this computer up, or copy the"
        " file to a folder of your own."
    ),
    "read_failed": N_("{file} could not be read just now; it looks whole. Try again."),
    "disk_failing": N_(
        "The disk with {file} reports errors. Try again; if it does it once more, copy the file"
        " and its backups to another disk and go on there."
    ),
    "disk_full": N_("The disk with {file} is full. Delete what you can spare, then try again."),
    "quota_full": N_(
        "Your share of the disk with {file} is used up. Delete files of yours that you can spare,"
        " then try again."
    ),
    "store_readonly": N_(
        "The disk with {file} takes no changes. Slide the stick's lock open, or copy the file to"
        " another disk and open it there."
    ),
    "values_unreadable": N_(
        "Records with times or states that cannot be read: {count} ({which}); what needs them"
        " cannot be told: run doctor."
    ),
    "header_damaged": N_(
        "The first page of {file} is damaged: it no longer says that it is a Daiban file. The desk "
        "and the command doctor --mend can mend it; what is there now is kept."
    ),
    "schema_foreign": N_(
        "{file} holds what no Daiban made ({which}); nothing of it was run. {extent} {way}"
    ),
    "schema_missing": N_("{file} lacks parts of what it is built of ({which}). {extent} {way}"),
    "schema_changed": N_(
        "Parts of what {file} is built of are not as they should be ({which}). {extent} {way}"
    ),
    "schema_unsaved": N_("It can be read, but nothing can be saved."),
    "schema_unread": N_("It can be neither read nor saved to."),
    "schema_mend": N_(
        "The command doctor --mend puts that right; the file as it is now is kept beside it."
    ),
    "schema_back": N_("Restore the newest good backup."),
    "store_busy": N_("Another program is using {file}. Wait a moment and try again."),
    "not_saved": N_("Not saved; nothing was changed. {cause}"),
    "not_saved_yet": N_("Not saved yet; nothing was changed. {cause}"),
    "saved_unknown": N_(
        "It is not known whether this was saved: look in the log before you type it again. {cause}"
    ),
    "saved_after_all": N_(
        "What you did last was saved after all, as step {step}: look at it in the log. "
        "This was not done."
    ),
    "saved_in_trouble": N_(
        "It is saved, but the disk with {file} gave errors meanwhile. "
        "Make a backup on another disk."
    ),
    "saved_unshown": N_("{saved} (it could not be shown: {cause})"),
    "lock_busy": N_("Another program holds {file}. Close it and try again."),
    "lock_failed": N_("This folder cannot be locked against other programs: {reason}"),
    "backup_failed": N_("No backup could be made in {file}: {reason}"),
    "copy_not_whole": N_("The copy did not come out whole. Try again."),
    "clock_leapt": N_(
        "The clock of this computer went ahead from {was} to {now}. If that is wrong, set it right "
        "before you go on."
    ),
    "clock_leapt_back": N_(
        "The clock of this computer went back from {was} to {now}. If that is wrong, set it right "
        "before you go on."
    ),
    "clock_behind": N_(
        "The last act was at {at}, but now it is {now}: one of the two is wrong. If it is the "
        "clock, set it right; if not, A at the desk or clock --set-right sets the times right "
        "(records: {records})."
    ),
    "clock_far": N_(
        "The last act was at {at}, and now it is {now}. If that is wrong, set the clock of this "
        "computer right."
    ),
    "clock_far_written": N_(
        "The last act before this was at {at}, and now it is {now}. If that is wrong, set the "
        "clock of this computer right; then A at the desk or clock --set-right sets right what "
        "was written meanwhile."
    ),
    "clock_right": N_("Nothing was written while the clock was ahead."),
    "migration_broke_links": N_(
        "{file} could not be brought to the new format; links that would lead nowhere: {count} "
        "({which}). It was left as it was; restore the newest good backup."
    ),
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "step_unknown": N_("There is no step {step}. See the log for the numbers."),
    "last_act_of_other": N_(
        "The last act is not yours: {act} ({by}). undo {step} takes it back; undo {own_step} takes"
        " back your own last: {own}"
    ),
    "only_acts_of_others": N_(
        "You have no act of your own to take back. The last is: {act} ({by}). undo {step} takes"
        " it back."
    ),
    "act_taken_back": N_(
        "Your last act was already taken back: {act} ({by}). redo {step} brings it back; undo"
        " {own_step} takes back the one before: {own}"
    ),
    "only_taken_back": N_(
        "Your last act was already taken back: {act} ({by}). redo {step} brings it back."
    ),
    "own_act_unknown": N_(
        "Your last act was done at another desk of yours: {act}. undo {step} takes it back."
    ),
    "own_undo_unknown": N_(
        "You took this back at another desk of yours: {act}. redo {step} brings it back."
    ),
    "act_not_last": N_(
        "Not taken back: {act}. It is not your last act any more, that is: {later}. z takes that"
        " back, the journal (L) any."
    ),
    "step_already_undone": N_("Step {step} was already taken back by {by}."),
    "step_not_undone": N_("Step {step} still stands; there is nothing to bring back."),
    "step_is_undo": N_("Step {step} is itself an undo; use redo {undoes} to take it back."),
    "step_damaged": N_(
        "Step {step} is damaged in the journal; it is not taken back or brought back by what is "
        "left of it. Run doctor; the newest good backup may have it whole."
    ),
    "undo_lost": N_(
        "Step {step} cannot be brought back or taken back: what it belongs to is gone. Bring that"
        " back first."
    ),
    "undo_depends": N_(
        "Step {step} cannot be taken back or brought back: step {later} changed the same. Undo that"
        " first."
    ),
    "edited_meanwhile": N_("It was changed meanwhile; look at it again before you save."),
    "field_says_now": N_("Meanwhile it says: {value}"),
    "record_unknown": N_("There is no {what} with number {no}."),
    "system_nothing_there": N_("there is no such file or folder"),
    "system_forbids": N_("this user may not"),
    "system_folder": N_("it is a folder"),
    "system_there": N_("it is there already"),
    "system_name_long": N_("the name is too long"),
    "system_name_impossible": N_("such a name is not possible there"),
    "system_circle": N_("the way there leads in a circle"),
    "system_many_open": N_("too many files are open at once"),
    "system_memory": N_("there is not enough memory"),
    "system_disk_failing": N_("the disk does not do what it should"),
    "system_disk_full": N_("there is no room on the disk"),
    "system_protected": N_("nothing can be written there"),
    "system_in_use": N_("another program uses it"),
    "system_silent": N_("there is no answer"),
    "system_file_large": N_("no file may be as large there"),
    "system_impossible": N_("that cannot be done there"),
    "system_said": N_("the system says {said}"),
    "word_table_unreadable": N_("{file} cannot be read: {reason}"),
    "word_table_lacks": N_("{file}: {key} is missing."),
    "word_table_unknown": N_("{file}: there is no {key}; there are: {known}."),
    "word_table_no_key": N_("{file}: {key} has to be written like {example}."),
    "word_table_empty": N_("{file}: {key} has no words."),
    "word_table_no_text": N_('{file}: {key} has to be a text in quotes, such as "one two".'),
    "word_table_no_flag": N_("{file}: {key} has to be true or false."),
    "word_table_no_choice": N_("{file}: {key} cannot be {value}; it can be: {known}."),
    "word_table_no_pattern": N_("{file}: {key} is no regular expression: {reason}"),
    "word_table_no_table": N_("{file}: {key} has to be a table of its own, in square brackets."),
    "store_missing": N_("There is no file {file}. Give the right one with --db."),
    "folder_missing": N_("There is no folder {file}. Make it first or give another."),
    "no_room": N_(
        "{file} was not taken back, and nothing was changed: that needs {needed} MB, and {folder}"
        " has {free} MB. Make room and try again."
    ),
    "restore_failed": N_("{file} was not taken back, and nothing was changed. {reason}"),
    "mend_failed": N_("{file} was not mended, and nothing was changed. {reason}"),
    "begin_failed": N_("{file} was not begun anew, and nothing was changed. {reason}"),
    "restore_undone": N_(
        "No copy was taken back. {reason} What was begun in {file} is undone by itself as soon as "
        "it can be opened again: nothing is lost. A copy of it is also kept in {kept}."
    ),
    "restore_unknown": N_(
        "It is not known whether the copy was taken back into {file}. {reason} Look at what it "
        "holds before you do it again; as it was it is kept in {kept}."
    ),
    "left_unseen": N_(
        "It is not known whether {file} is in order: what was to stand there does, but could not "
        "be looked at. {reason} What stood there before is kept in {kept}. Look at what the file "
        "holds before you do it again."
    ),
    "left_halfway": N_(
        "{file} is not what it was, and could not be put back: {reason} The file as it was is kept"
        " in {kept}. Once the disk is in order, do the same again."
    ),
    "file_in_order": N_("{file} is there and in order; nothing was done to it."),
    "unhealthy": N_("{file}: to be seen to: {count}; first: {first}"),
}
