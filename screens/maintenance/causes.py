"""Why a copy could not be made, in a few words."""

from __future__ import annotations

from screens.i18n import N_, _

_CAUSES = {
    "disk_full": N_("the disk is full"),
    "quota_full": N_("your share of the disk is used up"),
    "disk_failing": N_("the disk reports errors"),
    "store_readonly": N_("the disk is write-protected"),
    "file_denied": N_("you may not write there"),
    "file_missing": N_("the folder is gone"),
    "file_is_folder": N_("a folder is in the way"),
    "store_busy": N_("another program holds the file"),
    "file_damaged": N_("the desk's file is damaged"),
    "read_failed": N_("the desk's file could not be read just now"),
    "copy_not_whole": N_("the copy did not come out whole"),
}


def cause(code: str, reason: str) -> str:
    """Why a copy could not be made, as the end of a sentence.

    Args:
        reason: what the system says of it, where there are no words for the code.
    """
    return _(_CAUSES[code]) if code in _CAUSES else reason or code
