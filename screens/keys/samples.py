"""Keys of samples on their way to a laboratory."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO

SAMPLES: tuple[Key, ...] = (
    Key("new", "n", N_("send"), N_("Samples leave for a laboratory"), bar=True),
    Key("arrived", "P", N_("arrived"), N_("They are at the laboratory, now"), bar=True),
    Key("chase", "c", N_("chase"), N_("Somebody was asked for the results"), bar=True),
    Key("done", "d", N_("all in"), N_("All results are in"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change laboratory, who took them, note"), bar=True),
    Key("mark", "space", N_("mark"), N_("Mark what left"), bar=True, priority=True),
    Key("turn", "v", N_("view"), N_("What is waited for, or all"), bar=True),
    Key("rules", "O", N_("settings"), N_("Set after how long results are overdue")),
    replace(UNDO, action="app.undo", bar=True),
)
"""Samples on their way."""
