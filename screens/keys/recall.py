"""Keys of recalls: an abnormal tube from its code to who goes to which door."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO

RECALL: tuple[Key, ...] = (
    Key(
        "apply", "ctrl+s", N_("do it"), N_("Recall, hold, and give out all of this"), bar=True,
        priority=True,
    ),
    Key("leave_open", "x,delete", N_("leave open"), N_("Send nobody to this door for now")),
    Key("shift(5)", "shift+right", tip=N_("This door five minutes later")),
    Key("shift(-5)", "shift+left", tip=N_("This door five minutes earlier")),
    Key("tell", "t", N_("what to say"), N_("What to say to them, naming nobody else"), bar=True),
    Key(
        "questions", "w", N_("all of it"),
        N_("All to see to, who shares, who is held until when"),
    ),
    Key("copy", "y", N_("copy"), N_("Copy what to say at this door")),
    Key("begin", "P", N_("begins"), N_("Somebody is on the way to this door")),
    Key("done", "d", N_("sampled"), N_("All here were sampled; then, their result"), bar=True),
    Key("call_off", "o", N_("call off"), N_("Nobody has to go to this door any more")),
    Key(
        "take_back", "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall back"), N_("Take this recall back as a whole: a mistake"),
    ),
    Key("edit", "e", N_("close …"), N_("Close this building, or its compound"), bar=True),
    Key("paper", "p", N_("slips"), N_("The slips for who goes"), bar=True),
    Key("anew", "ctrl+r", N_("anew"), N_("Plan anew; what was changed here goes")),
    Key("rules", "O", N_("settings"), N_("Set how long re-tests take")),
    replace(UNDO, action="app.undo", bar=True),
)  # fmt: skip
"""What is to be done about abnormal tubes."""

RECALL_LINES: tuple[Key, ...] = (
    Key("screen.give", "enter", N_("who goes"), N_("Send somebody else to this door"), bar=True),
)
"""The list of its doors."""
