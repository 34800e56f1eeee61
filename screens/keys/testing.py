"""Keys of testing: from the plan of a round to its results. The place offers those it acts on."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key

TESTING: tuple[Key, ...] = (
    Key(
        "recall",
        "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall"),
        N_("An abnormal tube by its code or names, and who goes to them"),
        bar=True,
    ),
    Key("call_sheet", "c", N_("call sheet"), N_("Whom the round calls, and whom not"), bar=True),
    Key("questions", "w", N_("to ask"), N_("Results that contradict each other: what to ask whom")),
    Key("way", "R", N_("samples"), N_("Samples on their way, results that are overdue")),
)
"""Testing, beside the keys of LIST and WORK."""

CONTRADICTIONS: tuple[Key, ...] = (
    Key("go", "g", N_("go to"), N_("Go to whoever the results are of"), bar=True),
    Key("rules", "O", N_("settings"), N_("Set how long results hold"), bar=True),
)
"""Results that contradict each other."""
