"""Keys of testing: from the plan of a round to its results. The place offers those it acts on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO

TESTING: tuple[Key, ...] = (
    Key(
        "recall",
        "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall"),
        N_("An abnormal tube: its code, or the names that came; then who goes to them"),
        bar=True,
    ),
    Key(
        "missed",
        "full_stop,ideographic_full_stop",
        N_("at the table"),
        N_("At the table: who is sampled in which tube, who is missed"),
        bar=True,
    ),
    Key("way", "R", N_("samples"), N_("Samples on their way, results that are overdue")),
)
"""Testing, beside the keys of LIST and WORK."""

TABLE: tuple[Key, ...] = (
    Key("into_list", "down", N_("the list"), N_("From the line to the list"), bar=True),
    Key("turn", "v", N_("view"), N_("Buildings, tubes, who is missed, what is to be settled")),
    Key("copy", "y", N_("second call"), N_("Copy the words of the second call of this building")),
    Key("take_out", "x,delete", N_("void"), N_("The tube under the cursor is void: sample again")),
    Key("done", "d", N_("full"), N_("The tube under the cursor is full")),
    replace(UNDO, action="app.undo"),
)
"""At the table of a session: a line to type or scan into, a list beneath it."""
