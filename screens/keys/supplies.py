"""Keys of supplies: from the truck to the doors. A place or dialog offers those it acts on."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key

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

DIVIDE: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("divide so"), N_("Divide the goods so"), bar=True, priority=True),
    Key("turn(1)", "right", N_("rule"), N_("The next rule"), bar=True, priority=True),
    Key("turn(-1)", "left", priority=True),
    Key("view", "v", N_("mouths"), N_("Whose mouths count: fed, present, registered"), bar=True),
    Key(
        "mark",
        "space",
        N_("closed first"),
        N_("Closed buildings first when there is not enough, or not"),
        bar=True,
        priority=True,
    ),
    Key("edit", "e", N_("who first"), N_("Choose the marks of those who come first"), bar=True),
    Key("roll(6)", "pagedown", priority=True),
    Key("roll(-6)", "pageup", priority=True),
)
"""Rules side by side for the goods of a delivery."""

MARKS: tuple[Key, ...] = (
    Key("save", "ctrl+s", N_("these first"), N_("Let these come first"), bar=True, priority=True),
)
"""The marks of those who come first."""
