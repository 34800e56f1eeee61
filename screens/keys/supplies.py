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

RUN: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("keep"), N_("Keep this run, as one act"), bar=True, priority=True),
    Key("reorder(-1)", "shift+up", N_("sooner"), N_("This stop before the one above"), bar=True),
    Key("reorder(1)", "shift+down", N_("after"), N_("This stop after the one below"), bar=True),
    Key("sort", "s", N_("by rule"), N_("Order by a rule: closed, heavy, helpers' hours"), bar=True),
    Key("turn", "v", N_("office?"), N_("At the gates, or all at the office"), bar=True),
    Key("edit", "e", N_("late"), N_("This stop is late, and the later ones with it")),
    Key("shift(5)", "shift+right", tip=N_("Five minutes later, the later ones too")),
    Key("shift(-5)", "shift+left", tip=N_("Five minutes earlier, the later ones too")),
    Key("begin", "P", N_("truck"), N_("The truck is at this gate, is unloaded, has left")),
    Key("assign", "a", N_("give people"), N_("Give people to this stop")),
    Key("questions", "w", N_("driver"), N_("The driver: asked, promised, thanked; what helped")),
    Key("paper", "p", N_("sheet"), N_("The driver's sheet, and what guards are told")),
    Key("anew", "ctrl+r", N_("anew"), N_("As it is on file; what was changed here goes")),
)
"""The run of a truck."""

RUN_STOPS: tuple[Key, ...] = (
    Key("screen.more", "enter", N_("more"), N_("Late, who counts, truck, disinfected, people")),
)
"""The list of its stops."""

DRIVER: tuple[Key, ...] = (
    Key("new", "n", N_("new"), N_("Note what was asked, promised, given, what helped"), bar=True),
    Key("done", "d", N_("promise kept"), N_("The promise was kept, or was not"), bar=True),
    Key("edit", "e", N_("edit"), N_("Write it otherwise"), bar=True),
    Key("take_out", "x,delete", N_("take out"), N_("Take this note away"), bar=True),
    Key("turn", "v", N_("suppliers"), N_("Who sends goods, and who is on the list"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""The driver's card."""

SUPPLIERS: tuple[Key, ...] = (
    Key("assign", "a", N_("it is them"), N_("This one sent the delivery"), bar=True),
    Key("new", "n", N_("new"), N_("Write down a supplier"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change what is known of a supplier"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""Who sends goods."""

DRIVER_SHEET: tuple[Key, ...] = (
    Key("turn", "v", N_("guards"), N_("The driver's sheet, or what guards are told"), bar=True),
    Key("copy", "y", N_("copy"), N_("Copy the words"), bar=True),
    Key("paper", "p", N_("to a file"), N_("Write it to a file"), bar=True),
    Key("roll(0, 1)", "down", priority=True),
    Key("roll(0, -1)", "up", priority=True),
)
"""The driver's sheet."""
LOADS: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("apply"), N_("Give all of this"), bar=True, priority=True),
    Key("way", "R", N_("with what"), N_("Carry this load with something else"), bar=True),
    Key("leave_open", "x,delete", N_("leave open"), N_("Give this load to nobody for now")),
    Key("begin", "P", N_("begins"), N_("The load is under way"), bar=True),
    Key("done", "d", N_("carried"), N_("The load is where it belongs"), bar=True),
    Key("paper", "p", N_("sheet"), N_("The sheet for who carries"), bar=True),
    Key("next_scope", "v", N_("gates"), N_("This gate, or the whole delivery"), bar=True),
    Key("anew", "ctrl+r", N_("anew"), N_("Plan anew; what was changed here goes")),
    Key("rules", "O", N_("settings"), N_("Set units a trip, minutes, trolleys, lifts")),
    replace(UNDO, action="app.undo", bar=True),
)
"""Carrying the last 100 metres."""

LOAD_LINES: tuple[Key, ...] = (
    Key("screen.give", "enter", N_("give to"), N_("Give the load to somebody else"), bar=True),
)
"""The list of loads."""
STOCK: tuple[Key, ...] = (
    Key("book('in')", "1", N_("take in"), N_("Bring in what the cursor is on"), bar=True),
    Key("book('out')", "2", N_("give out"), N_("Give out of it, and to whom"), bar=True),
    Key("book('back')", "3", N_("comes back"), N_("What was given out comes back"), bar=True),
    Key("count", "4,number_sign,fullwidth_number_sign", N_("count"), N_("Count it"), bar=True),
    Key("book('made')", "5", N_("make"), N_("Make kits of their parts"), bar=True),
    Key("left_over", "6", N_("left over"), N_("Bring in what is left over of a delivery")),
    Key("new", "n", N_("new"), N_("Put goods or a store-room on file"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change what is known: unit, mark, parts"), bar=True),
    Key("hand_over", "a", N_("give to"), N_("Give goods, or the key of the store-room")),
    Key("turn", "v", N_("view"), N_("Goods, what moved, store-rooms"), bar=True),
    Key("rules", "O", N_("settings"), N_("Set how it is reckoned how long goods last")),
    replace(UNDO, action="app.undo", bar=True),
)
"""The store-room."""
