"""Keys of the call sheet of a round."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO

CALL_SHEET: tuple[Key, ...] = (
    Key("begin", "P", N_("begins"), N_("The round begins: its sheet stands as it is"), bar=True),
    Key("turn", "v", N_("view"), N_("By building, not called, visited, changed since"), bar=True),
    Key(
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        N_("filter"),
        N_("Show what matches what you type"),
        bar=True,
    ),
    Key("into_list", "down"),
    Key("take_out", "x,delete", N_("set aside"), N_("Do not call somebody, or visit them instead")),
    Key("paper", "p", N_("sheets"), N_("Sheets for who calls, for doors, for the table"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to the household"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""Whom a round calls, visits and leaves out."""
