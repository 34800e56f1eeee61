"""Keys of supplies: from the truck to the doors. A place or dialog offers those it acts on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key
from screens.keys.desk import UNDO
from screens.keys.lists import PAGES

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

COUNTS: tuple[Key, ...] = (
    Key("turn", "v,tab", N_("stage"), N_("Truck note, gate, buildings, doors"), bar=True),
    Key(
        "mark_all",
        "asterisk",
        N_("rest as before"),
        N_("All else in this row is as before"),
        bar=True,
    ),
    Key("edit", "e", N_("why, who"), N_("Why, who counted and when, who signed"), bar=True),
    Key("assign", "a", N_("who counts"), N_("Say who counts at this gate")),
    Key("take_out", "x,delete,backspace", N_("take out"), N_("Take back a digit, else the count")),
    Key("copy", "y", N_("message"), N_("What to write to the supplier, or residents"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""The counts of a delivery."""

COUNT_GRID: tuple[Key, ...] = (
    Key("row(1)", "down"),
    Key("row(-1)", "up"),
    Key("column(1)", "right"),
    Key("column(-1)", "left"),
    *PAGES,
    Key("open", "enter", N_("as before"), N_("Keep the figure, or the one before"), bar=True),
)
"""The grid of counts, while it has focus; digits are figures."""

COUNT_MESSAGE: tuple[Key, ...] = (
    Key("copy", "y", N_("copy"), N_("Copy the message"), bar=True),
    Key("turn", "v", N_("for whom"), N_("For the supplier, or for residents"), bar=True),
    Key("mark_all", "asterisk", N_("all gates"), N_("About all gates, or this one")),
)
"""A message about counts."""
