"""Keys of testing: from the plan of a round to its results. The place offers those it acts on."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key

TESTING: tuple[Key, ...] = (
    Key("way", "R", N_("samples"), N_("Samples on their way, results that are overdue")),
)
"""Testing, beside the keys of LIST and WORK."""
