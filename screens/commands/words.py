"""What commands refuse, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "store_missing": N_("There is no file {file}. Give the right one with --db."),
    "folder_missing": N_("There is no folder {file}. Make it first or give another."),
    "copy_missing": N_("There is no file {file}. Give the copy to be taken back."),
    "copy_same": N_("{file} is the desk's own file; give a copy of it."),
    "copy_damaged": N_("{file} is damaged or is no Daiban file; give another copy."),
    "restore_failed": N_("{file} could not be taken back: {reason}. Nothing was changed."),
    "outcome_unknown": N_("{value} is no outcome; give one of: {known}."),
    "told_missing": N_("Say who was told with --told, or --not-reached to call them back later."),
    "view_not_known": N_("There is no view {view}; give one of: {known}."),
    "unhealthy": N_("{file}: {count} things need attention; first: {first}"),
}
