"""Acts of suggesting a day, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "day_suggested": N_("{count} places given as suggested: {names}"),
}
