"""Keys of supplies: from the truck to the doors. A place or dialog offers those it acts on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key, digits, only
from screens.keys.desk import UNDO
from screens.keys.lists import CARD, MOVE, PAGES, WORK

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
    Key("suggest", "U", N_("last metres"), N_("Who carries what the last 100 metres")),
    Key("questions", "w", N_("driver"), N_("The driver: asked, promised, thanked; what helped")),
    Key("custody", "K", N_("store-room"), N_("What the store-room holds, in and out")),
    Key("paper", "p", N_("sheets"), N_("Door lists, driver, what to post; this list to a file")),
    Key("numbers", "T", N_("in numbers"), N_("Progress by gate, pace, who waits longest")),
)
"""Supplies, beside the keys of LIST and WORK."""

DROP_CARD: tuple[Key, ...] = (
    CARD[0],
    *(
        replace(key, action=f"place('{key.action}')")
        for key in (
            *only(WORK, ("begin",), bar=("begin",)),
            *only(SUPPLIES, ("count", "missed", "divide", "way"), bar=("count", "missed", "way")),
            *(key for key in SUPPLIES if key.action not in ("count", "missed", "divide", "way")),
            *only(WORK, ("call_off",), bar=()),
        )
    ),
    *CARD[1:],
)
"""A drop over its list: what is done at the gate stands first."""

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
    Key(
        "count",
        "number_sign,fullwidth_number_sign",
        N_("by hand"),
        N_("Type what a gate gets, whatever the rule"),
        bar=True,
    ),
    Key("anew", "ctrl+r", N_("anew"), N_("As it is on file; what was changed here goes")),
    Key("roll(6)", "pagedown", priority=True),
    Key("roll(-6)", "pageup", priority=True),
)
"""Rules side by side for the goods of a delivery."""

MARKS: tuple[Key, ...] = (
    Key("save", "ctrl+s", N_("these first"), N_("Let these come first"), bar=True, priority=True),
)
"""The marks of those who come first."""
RUN: tuple[Key, ...] = (
    Key("apply", "ctrl+s", N_("keep"), N_("Keep this run, as one act"), bar=True, priority=True),
    Key("reorder(-1)", "shift+up", N_("sooner"), N_("This stop before the one above"), bar=True),
    Key("reorder(1)", "shift+down", N_("after"), N_("This stop after the one below"), bar=True),
    Key("sort", "s", N_("by rule"), N_("Order by a rule: closed, heavy, helpers' hours"), bar=True),
    Key("turn", "v", N_("office?"), N_("At the gates, or all at the office"), bar=True),
    Key("edit", "e", N_("late"), N_("This stop is late, and the later ones with it")),
    Key(
        "people(1)",
        "right",
        tip=N_("Compare with one more; left one less, 5 or 1 0 so many"),
        priority=True,
    ),
    Key("people(-1)", "left", priority=True),
    *digits("so_many"),
    Key("so_many(0)", "0"),
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
    Key("edit", "e", N_("edit"), N_("Reword it"), bar=True),
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
    Key("count", "4,number_sign,fullwidth_number_sign", N_("count it"), N_("Count it"), bar=True),
    Key("book('made')", "5", N_("make"), N_("Make kits of their parts"), bar=True),
    Key("left_over", "6", N_("left over"), N_("Bring in what is left over of a delivery")),
    Key("new", "n", N_("new"), N_("Put goods or a store-room on file"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change what is known: unit, mark, parts"), bar=True),
    Key("hand_over", "a", N_("hand over"), N_("Give goods, or the key of the store-room")),
    Key("turn", "v", N_("view"), N_("Goods, what moved, store-rooms"), bar=True),
    Key(
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        N_("filter"),
        N_("Show what matches what you type"),
        bar=True,
    ),
    Key("into_list", "down"),
    Key("rules", "O", N_("settings"), N_("Set how it is reckoned how long goods last")),
    replace(UNDO, action="app.undo", bar=True),
)
"""The store-room."""
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
    Key("done", "d", N_("got it"), N_("They have it now, so that nothing is owed"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to the household"), bar=True),
    replace(UNDO, action="app.undo", bar=True),
)
"""Doors that wait for what they missed."""

SHEET: tuple[Key, ...] = (
    Key("copy", "y", N_("copy"), N_("Copy the words"), bar=True),
    Key("paper", "p", N_("paper"), N_("Write them to a file"), bar=True),
)
"""A sheet shown as text."""
COUNTS: tuple[Key, ...] = (
    Key("turn", "v", N_("stage"), N_("Truck note, gate, buildings, doors"), bar=True),
    Key("turn(1)", "tab"),
    Key("turn(-1)", "shift+tab"),
    Key(
        "mark_all",
        "asterisk",
        N_("rest as before"),
        N_("All else in this row is as before"),
        bar=True,
    ),
    Key("edit", "e", N_("why, who"), N_("Why, who counted and when, who signed"), bar=True),
    Key("assign", "a", N_("who counts"), N_("Say who counts at this gate")),
    Key("take_out", "x,delete", N_("take out"), N_("Take the count back")),
    Key("erase", "backspace", tip=N_("Take back the last digit")),
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
