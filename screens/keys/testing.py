"""Keys of testing: from the plan of a round to its results. The place offers those it acts on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key, digits, only
from screens.keys.desk import REDO, UNDO
from screens.keys.lists import LIST, MOVE, PAGES

TESTING: tuple[Key, ...] = (
    *only(LIST, ("edit", "find"), bar=()),
    Key(
        "missed",
        "full_stop,ideographic_full_stop",
        N_("at the table"),
        N_("At the table: who is sampled in which tube, who is missed"),
        bar=True,
    ),
    Key(
        "recall",
        "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket",
        N_("recall"),
        N_("An abnormal tube by its code or names, and who goes to them"),
        bar=True,
    ),
    Key(
        "tubes",
        "greater_than_sign,fullwidth_greater_than_sign,right_double_angle_bracket",
        N_("tubes"),
        N_("The tubes of the round, and what they came to"),
    ),
    Key(
        "lacking",
        "comma,fullwidth_comma",
        N_("not tested"),
        N_("Who is missed in the round: second call, home visit"),
    ),
    Key("call_sheet", "c", N_("call sheet"), N_("Whom the round calls, and whom not"), bar=True),
    Key("questions", "w", N_("to ask"), N_("Results that contradict each other: what to ask whom")),
    Key("numbers", "T", N_("in numbers"), N_("The pace by compound, rounds, tubes, who waits")),
    Key("way", "R", N_("samples"), N_("Samples on their way, results that are overdue")),
)
"""Testing, beside the keys of LIST and WORK."""

CONTRADICTIONS: tuple[Key, ...] = (
    Key("go", "g", N_("go to"), N_("Go to whoever the results are of"), bar=True),
    Key("rules", "O", N_("settings"), N_("Set how long results hold"), bar=True),
)
"""Results that contradict each other."""
TABLE: tuple[Key, ...] = (
    Key("into_list", "down", N_("the list"), N_("From the line to the list"), bar=True),
    Key(
        "put_down",
        "backspace",
        N_("put down"),
        N_("The line empty: the tube in hand is put down, not full"),
        priority=True,
    ),
    Key("turn", "v", N_("view"), N_("Buildings, tubes, who is missed, what is to be settled")),
    Key("unsettled", "w", N_("to settle"), N_("What could not be taken and is to be settled")),
    Key("copy", "y", N_("second call"), N_("Copy the words of the second call of this building")),
    Key("take_out", "x,delete", N_("void"), N_("The tube under the cursor is void: sample again")),
    Key("done", "d", N_("full"), N_("The tube under the cursor is full")),
    *(key for key in TESTING if key.action in ("tubes", "lacking")),
    replace(UNDO, action="app.undo"),
    replace(REDO, action="app.redo"),
)
"""At the table of a session: a line to type or scan into, a list beneath it."""

_MARKED: tuple[Key, ...] = (
    Key("mark", "space", N_("mark"), N_("Mark for several at once"), bar=True, priority=True),
    Key("mark_all", "asterisk", N_("all"), N_("Mark all shown, or none")),
    Key(
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        N_("name"),
        N_("Mark what you type, scan or paste"),
        bar=True,
    ),
    Key("turn", "v", N_("view"), N_("The next view"), bar=True),
)

TUBES: tuple[Key, ...] = (
    Key("done", "d", N_("result"), N_("What they came to, or that they are full"), bar=True),
    *(key for key in TESTING if key.action == "recall"),
    Key("take_out", "x,delete", N_("void"), N_("They are void: sample again"), bar=True),
    Key("way", "R", N_("send"), N_("They leave for a laboratory"), bar=True),
    *_MARKED,
    replace(UNDO, action="app.undo"),
    replace(REDO, action="app.redo"),
)
"""The tubes of a round."""

LACKING: tuple[Key, ...] = (
    Key("copy", "y", N_("second call"), N_("Copy the words of the second call"), bar=True),
    Key("assign", "a", N_("home visit"), N_("Somebody goes to their doors: who, when"), bar=True),
    Key("done", "d", N_("settled"), N_("What became of them: sampled elsewhere"), bar=True),
    Key("begin", "P", N_("close"), N_("The round is over: who lacks becomes requests"), bar=True),
    *_MARKED,
    replace(UNDO, action="app.undo"),
    replace(REDO, action="app.redo"),
)
"""Who is missed in a round."""

NUMBERS: tuple[Key, ...] = (
    Key("turn", "v", N_("view"), N_("Another picture of them"), bar=True),
    Key("turn(1)", "tab", priority=True),
    Key("turn(-1)", "shift+tab", priority=True),
    *digits("pick", N_("A view by its number, 1 to 5")),
    Key("round(-1)", "left", N_("round before"), N_("Of a round: the one before")),
    Key("round(1)", "right", N_("next round"), N_("Of a round: the next one")),
    *MOVE,
    *PAGES,
    Key(
        "open", "enter", N_("open"), N_("The session, the round or the door under the cursor"),
        bar=True, priority=True,
    ),
)  # fmt: skip
"""Testing in numbers."""
