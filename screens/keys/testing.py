"""Keys of testing: from the plan of a round to its results. The place offers those it acts on."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key

TESTING: tuple[Key, ...] = (
    Key(
        "recall",
        "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall"),
        N_("An abnormal tube: its code, or the names that came; then who goes to them"),
        bar=True,
    ),
    Key("way", "R", N_("samples"), N_("Samples on their way, results that are overdue")),
)
"""Testing, beside the keys of LIST and WORK."""
