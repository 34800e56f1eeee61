"""What can be wrong with an emergency sheet, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "sheet_line_empty": N_("Say in a few words who was told, or what comes when."),
    "item_unknown": N_("The checklist of this emergency has no such item."),
    "callers_too_many": N_("Two at most call in parallel."),
    "callers_same": N_("Two callers must be two people."),
}
