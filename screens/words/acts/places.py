"""Acts on places, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "compound_added": N_("compound {name} added"),
    "compound_changed": N_("compound {name} changed"),
    "household_added": N_("household {what} added"),
    "household_changed": N_("household {what} changed"),
}
