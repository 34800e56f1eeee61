"""Keys of supplies: from the truck to the doors. A place or dialog offers those it acts on."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key, digits
from screens.keys.lists import MOVE, PAGES

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

NUMBERS: tuple[Key, ...] = (
    Key("turn", "v", N_("view"), N_("Another picture of them"), bar=True),
    Key("turn(1)", "tab", priority=True),
    Key("turn(-1)", "shift+tab", priority=True),
    *digits("pick", N_("A view by its number, 1 to 5")),
    Key(
        "building(-1)",
        "left,left_square_bracket,left_black_lenticular_bracket",
        N_("building before"),
        N_("On the map, the building before"),
    ),
    Key(
        "building(1)",
        "right,right_square_bracket,right_black_lenticular_bracket",
        N_("next building"),
        N_("On the map, the next building"),
    ),
    Key(
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        N_("find"),
        N_("What a household got: type a part of its address or name"),
    ),
    *MOVE,
    *PAGES,
    Key(
        "open",
        "enter",
        N_("open"),
        N_("The household under the cursor, or the doors of the gate"),
        bar=True,
        priority=True,
    ),
)
"""Supplies in numbers; in the field over what households got, letters and digits are text."""
