"""Acts on the directory, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "contact_added": N_("{name} put into the directory"),
    "contact_changed": N_("{name} changed in the directory"),
    "contact_archived": N_("{name} taken out of the directory"),
    "contact_restored": N_("{name} put back into the directory"),
}
