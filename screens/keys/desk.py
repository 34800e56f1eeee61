"""Keys of the desk: they work in every place."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key
from screens.subjects import PLACES

UNDO = Key("undo", "z", N_("undo"), N_("Take back the last act"))
REDO = Key("redo", "Z", N_("redo"), N_("Bring back what was taken back last"))
"""Acts taken back and brought back, also over the dialogs they were done in."""

CALL = Key(
    "open('capture')",
    "plus,f10,fullwidth_plus_sign",
    N_("call"),
    N_("Write down a call in one line"),
    bar=True,
)
"""A call comes wherever one is, over any dialog, too."""

DESK: tuple[Key, ...] = (
    CALL,
    Key("help", "question_mark,f1,fullwidth_question_mark", N_("help"), N_("Keys that work here")),
    Key(
        "palette",
        "ctrl+p",
        N_("find anything"),
        N_("Find anything: an act, a place, a person, a request"),
    ),
    Key("go_back", "alt+left", N_("where I was"), N_("Back to where you were before")),
    Key("go_forward", "alt+right", N_("forward"), N_("Forward again, after going back")),
    Key("mask", "m,ctrl+g", N_("mask"), N_("Hide or show telephone numbers and health facts")),
    UNDO,
    REDO,
    Key(
        "open('emergency')",
        "exclamation_mark,fullwidth_exclamation_mark",
        N_("emergency"),
        N_("Emergency sheet of the life-safety call"),
    ),
    Key(
        "open('at_desk')",
        "at,fullwidth_commercial_at",
        N_("who is here"),
        N_("Say who is at the desk"),
    ),
    Key("visit('directory')", "D", N_("directory"), N_("Desks, leaders, hospitals: whom to call")),
    Key("open('journal')", "L", N_("journal"), N_("What was done, by whom, and undo of any step")),
    Key("open('search')", "f,ctrl+f", N_("search"), N_("Search all that was said or is on file")),
    Key(
        "open('statistics')",
        "T",
        N_("numbers"),
        N_("The queue in numbers: by day, by kind, how long"),
    ),
    Key(
        "open('errands')",
        "E",
        N_("errands"),
        N_("Errands for medicine; makes one of the requests marked"),
    ),
    Key(
        "open('call_down')",
        "semicolon,fullwidth_semicolon",
        N_("rounds of calls"),
        N_("Who is to be called: the old, the alone, the ill"),
    ),
    Key("open('exchange')", "I", N_("import"), N_("Bring in a list from a file")),
    Key(
        "open('copies')",
        "B",
        N_("copies"),
        N_("Copies of the file; a stick or disk that gets them, too"),
    ),
    Key(
        "open('clock')",
        "A",
        N_("clock"),
        N_("Set right what was written while the clock was ahead"),
    ),
    Key("turn_language", "f12", N_("language"), N_("Chinese or English")),
    Key(
        "leave",
        "q,ctrl+q,ctrl+c",
        N_("quit"),
        N_("Close the desk; what is not saved is said first"),
    ),
)
"""Keys that work in every place."""

UNBOUND: tuple[tuple[str, str], ...] = (
    ("app.open('offers')", N_("Offers of help, and the requests they suit")),
    ("app.open('doors')", N_("Doors that wait for what they missed")),
    ("app.open('stock')", N_("The store-room: what is there, in and out")),
    ("app.open('samples')", N_("Samples on their way to a laboratory, and their results")),
    ("app.open('abnormal')", N_("Abnormal tubes that were not recalled yet")),
    ("app.open('unvisited')", N_("Held people to whom nobody goes: plan who does")),
    ("app.open('retests')", N_("Single re-tests that are late, or without a result")),
    ("app.open('missed')", N_("Who is missed in the round that runs")),
    ("app.open('to_settle')", N_("What is to be settled from the tables")),
    ("app.draw_anew", N_("Draw the screen anew, where something else wrote on it")),
    ("app.open('learned')", N_("Words that were learned when a kind was corrected")),
    ("app.open('own_settings')", N_("Your own settings: colours, language, their file")),
)
"""What only the palette finds: actions, each with its words."""

PLACE_KEYS: tuple[Key, ...] = tuple(
    Key(f"go_place('{subject.name}')", subject.keys, subject.label) for subject in PLACES
)
"""Keys that lead to the places."""
