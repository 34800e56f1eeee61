"""Keys of lists and of the places that have one: the queue, the board of the day, the roster."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key, only
from screens.keys.requests import IS_LIFE, KIND, LIFE_ANSWERS

_ON_CARD = frozenset(
    {
        *("edit", "chase", "tell", "done", "emergency", "harm", "ask", "assign", "absent", "go"),
        *IS_LIFE,
        "kind",
    }
)
"""What can be done with a record on its card."""

LIST: tuple[Key, ...] = (
    Key("new", "n", N_("new"), N_("Add a record"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change the record under the cursor"), bar=True),
    Key(
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        N_("filter"),
        N_("Show what matches what you type"),
        bar=True,
        priority=True,
    ),
    Key("done", "d", N_("done"), N_("The record under the cursor is done")),
    Key(
        "chase",
        "c",
        N_("chase"),
        N_("Log a chase for the request under the cursor"),
    ),
    Key(
        "emergency",
        "exclamation_mark,fullwidth_exclamation_mark",
        N_("emergency"),
        N_("Emergency sheet of the one under the cursor, else of a life"),
    ),
    Key("assign", "a", N_("assign"), N_("Say who does it, or who owns it")),
    Key("absent", "i", N_("is away"), N_("Set a person isolated, away or back")),
    Key("go", "g", N_("go to"), N_("Go to a linked record")),
    Key("next_scope", "v", N_("view"), N_("Turn through the views of this list")),
    Key("back", "escape", N_("back"), N_("Back, keeping what was typed")),
)
"""Keys of places with a list; a place that has no action for one does not offer it."""

QUEUE: tuple[Key, ...] = (
    Key("tell", "t", N_("told"), N_("Write down what the resident was told")),
    Key("harm", "b", N_("harm"), N_("By when is somebody harmed if nothing is done?")),
    *LIFE_ANSWERS,
    KIND,
    Key("ask", "Q", N_("ask"), N_("Note a question for a leader, or the advice")),
    Key("questions", "w", N_("questions"), N_("What to ask the leaders in the next call")),
    Key("join", "J", N_("join"), N_("Join the marked requests: they are one and the same")),
    Key("views", "V", N_("views"), N_("Choose a view, or keep this one under a name")),
    Key("rules", "O", N_("settings"), N_("Set when the queue chases and what is urgent")),
)
"""Keys of places with requests, beside those of LIST."""

ROSTER: tuple[Key, ...] = (
    Key("timeline", "H", N_("timeline"), N_("The day hour by hour: who does what, open shifts")),
    Key("suggest", "U", N_("suggest"), N_("Have the open shifts of a day filled fairly")),
    Key("what_if", "F", N_("what if"), N_("See what nobody could cover if somebody were absent")),
    Key(
        "attendance",
        "r",
        N_("check in"),
        N_("Check people in and out of today's duties"),
        priority=True,
    ),
    Key("custody", "K", N_("keeps"), N_("Cards, keys and cash kept for others")),
    Key("paper", "p", N_("duty sheet"), N_("A duty sheet for the group chat or for paper")),
    Key("rules", "O", N_("settings"), N_("Set rest, load and what always needs somebody")),
)
"""Keys of the roster, beside those of LIST."""

REGISTER: tuple[Key, ...] = (
    Key("rules", "O", N_("settings"), N_("Set what is kept of identity numbers")),
)
"""Keys of the register, beside those of LIST."""

WORK: tuple[Key, ...] = (
    Key("begin", "P", N_("begun"), N_("It has begun: unloaded, or people are being tested")),
    Key("call_off", "o", N_("call off"), N_("Call off what is not done: its people are free")),
    Key("rules", "O", N_("settings"), N_("Set how long a stop takes, what a desk can do")),
)
"""Keys of supplies and testing, beside those of LIST."""

REQUESTS: tuple[Key, ...] = (
    *only(LIST, ("new", "edit", "chase", "done"), bar=("chase", "done")),
    *QUEUE,
)
"""The queue."""

TODAY: tuple[Key, ...] = (
    *only(LIST, ("done", "chase", "emergency"), bar=("done", "chase")),
    *only(QUEUE, ("tell", "harm", *IS_LIFE, "kind", "ask", "questions", "rules"), bar=("tell",)),
    *only(ROSTER, ("timeline", "attendance"), bar=()),
)
"""The board of the day: what can be done with a request straight from its line, and the roster."""

MOVE: tuple[Key, ...] = (
    Key("move(1)", "down", priority=True),
    Key("move(-1)", "up", priority=True),
)
"""In the list under a field one types into."""

PAGES: tuple[Key, ...] = (
    Key("page(1)", "pagedown"),
    Key("page(-1)", "pageup"),
    Key("jump(0)", "home,ctrl+home"),
    Key("jump(-1)", "end,ctrl+end"),
)
"""Further at once."""

RECORDS: tuple[Key, ...] = (
    Key("move(1)", "down"),
    Key("move(-1)", "up"),
    *PAGES,
    Key("open", "enter", N_("open"), N_("Open the record under the cursor"), bar=True),
    Key("mark", "space", "", N_("Mark or unmark for several at once")),
    Key("mark_all", "asterisk", "", N_("Mark all shown, or none")),
    Key("sort", "s", "", N_("Sort by the next column")),
    Key("reverse", "S", "", N_("Turn the order round")),
)
"""The list of a place, while it has focus."""

CARD: tuple[Key, ...] = (
    Key("leave", "escape", N_("back"), N_("Back to the list"), bar=True),
    *(
        replace(key, action=f"place('{key.action}')", bar=True)
        for key in (*LIST, *QUEUE)
        if key.action in _ON_CARD
    ),
)
"""A record over its list: what its place does with it."""
