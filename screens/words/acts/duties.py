"""Acts on duties, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "people_given": N_("{given} given to {where}"),
    "people_taken": N_("{taken} taken from {where}"),
    "people_changed": N_("{where}: {given} instead of {taken}"),
}
