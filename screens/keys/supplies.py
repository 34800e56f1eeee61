"""Keys of supplies: from the truck to the doors. A place or dialog offers those it acts on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO

SUPPLIES: tuple[Key, ...] = (
    Key(
        "count",
        "number_sign,fullwidth_number_sign",
        N_("count"),
        N_("Count what came: truck note, gate, buildings, doors"),
        bar=True,
    ),
    Key(
        "missed",
        "full_stop,ideographic_full_stop",
        N_("missed"),
        N_("Doors that got nothing, in one line; all others are done"),
        bar=True,
    ),
    Key(
        "divide",
        "percent_sign,fullwidth_percent_sign",
        N_("divide"),
        N_("Divide the goods: rules side by side, who gets less and why"),
    ),
    Key("way", "R", N_("the run"), N_("The order of stops, at the gates or at one point")),
    Key("suggest", "U", N_("carry"), N_("Who carries what the last 100 metres")),
    Key("questions", "w", N_("driver"), N_("The driver: asked, promised, thanked; what helped")),
    Key("custody", "K", N_("store-room"), N_("What the store-room holds, in and out")),
    Key("paper", "p", N_("papers"), N_("Door lists, the driver's sheet, what to post")),
    Key("numbers", "T", N_("in numbers"), N_("Progress by gate, pace, who waits longest")),
)
"""Supplies, beside the keys of LIST and WORK."""

MISSED: tuple[Key, ...] = (
    Key("save", "ctrl+s", N_("save"), N_("Save who missed out"), bar=True, priority=True),
    Key("into_list", "down", N_("the list"), N_("From the line to the list of doors"), bar=True),
    Key("mark", "space", N_("missed"), N_("The door under the cursor missed out, or did not")),
    Key("turn", "v", N_("all gates"), N_("This gate, or all gates of the delivery"), bar=True),
    Key("done", "d", N_("handed out"), N_("The gate counts as handed out by this, or not yet")),
    Key("new", "n", N_("request"), N_("Make a request of the door under the cursor")),
)
"""Doors that missed out: a line to type, a list to tick."""

WAITING: tuple[Key, ...] = (
    Key("new", "n", N_("request"), N_("Make a request: somebody should look there"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to the household"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""Doors that wait for what they missed."""

SHEET: tuple[Key, ...] = (
    Key("copy", "y", N_("copy"), N_("Copy the words"), bar=True),
    Key("paper", "p", N_("paper"), N_("Write them to a file"), bar=True),
)
"""A sheet shown as text."""
