"""What is said of copies: what a lost file can be had again by, and the second place."""

from __future__ import annotations

from screens.i18n import N_

COPIES: dict[str, str] = {
    "store_lost": N_("{state}, and nothing was begun anew. {left}; or begin with nothing: {begin}"),
    "look_there_first": N_("{first} {then}"),
    "told_with_copy": N_("{told} {left}"),
    "file_gone": N_("{file} is gone"),
    "file_empty": N_("{file} has 0 bytes"),
    "file_cut_off": N_("{file} is cut off, {bytes} bytes are left"),
    "file_spoilt": N_("{file} is damaged"),
    "copy_goes_to": N_(
        "The newest good copy is from {made}, with all acts up to {at} (step {no}); {missing}. "
        "Take it back: {restore}"
    ),
    "copy_holds_nothing": N_(
        "The newest good copy is from {made}, and nothing was done in it yet; {missing}. "
        "Take it back: {restore}"
    ),
    "no_copy_of_steps": N_(
        "There is no good copy of it in {folder}; the newest step known of was {no}, {at}. Put the"
        " file back where it was, if you have it"
    ),
    "no_good_copy": N_(
        "There is no good copy of it in {folder}. Put the file back where it was, if you have it"
    ),
    "second_place_first": N_(
        "The second place {folder} is not there now; when it was last there, on {last}, it had a "
        "copy from {made} with all acts up to step {no}: put it in first, then try again."
    ),
    "second_place_lacks": N_(
        "The second place {folder} is there, but the copy that it had on {last}, from {made} with "
        "all acts up to step {no}, is not there or not whole: if another stick has it, put that in "
        "first, then try again."
    ),
    "second_place_unsure": N_(
        "The second place {folder} is not there now, and may have copies: put it in first, then "
        "try again."
    ),
    "second_place_no_good": N_("The second place {folder} is there, with no good copy of it."),
    "second_place_unread": N_(
        "The second place {folder} may have newer copies, but could not be read: {reason} Put it "
        "in anew first, then try again."
    ),
    "second_place_silent": N_("It does not answer."),
    "missing": N_("acts made since that are not in it: {count}"),
    "missing_at_least": N_("acts made since that are not in it: at least {count}"),
    "missing_none": N_("as against the file as it was a moment ago, no act is missing in it"),
    "missing_none_known": N_("no act made since is known of"),
    "missing_unknown": N_("how many acts were made since is not known"),
    "copy_missing": N_("There is no file {file}. Give the copy to be taken back."),
    "copy_same": N_("{file} is the desk's own file; give a copy of it."),
    "copy_damaged": N_("{file} is damaged or is no Daiban file; give another copy."),
    "file_half_done": N_(
        "A save that was cut off lies beside {file}; it is taken back when that is restored."
    ),
    "copy_empty": N_("{file} has 0 bytes; give another copy."),
    "copy_foreign": N_("{file} is not a Daiban file; give another copy."),
    "second_place_failed": N_(
        "No copy could be put at the second place {file}, those beside the file are made as "
        "before: {reason}"
    ),
    "second_place_file": N_("{folder} is a file; the second place for copies is a folder."),
    "second_place_same": N_(
        "{folder} is where the file or its backups lie; what happens to them happens to the copy. "
        "Give a folder on a stick or another disk."
    ),
    "second_place_name": N_("{folder} has characters that no folder here can be found by."),
    "second_place_never": N_("The second place {folder} has not been there yet: put the stick in."),
    "second_place_empty": N_("The second place {folder} is there, with no copy in it yet."),
    "second_place_holds": N_(
        "The second place {folder} is there; the last copy there is of {copied}."
    ),
    "second_place_stuck": N_(
        "The second place {folder} is there, but takes no new copy; the last copy there is of "
        "{copied}. {reason}"
    ),
    "second_place_takes_none": N_(
        "The second place {folder} is there, but takes no copy, and has none. {reason}"
    ),
    "second_place_out": N_(
        "The second place {folder} is not there now; it was last there on {last}."
    ),
    "second_place_away": N_(
        "The second place {folder} was last there on {last}, {days} days ago: put the stick in."
    ),
}
