"""Words for the journal: paperwork that was brought in."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "imported": N_("Brought in {files}: {added} added, {updated} updated"),
}
