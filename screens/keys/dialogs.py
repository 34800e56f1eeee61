"""Keys of the dialogs that every subject builds on."""

from __future__ import annotations

from dataclasses import replace

from screens.i18n import N_
from screens.keys import Key, digits
from screens.keys.desk import CALL
from screens.keys.lists import MOVE

DAYS: tuple[Key, ...] = (
    Key(
        "day(-1)",
        "left,left_square_bracket,left_black_lenticular_bracket",
        N_("day before"),
        N_("The day before"),
        bar=True,
        priority=True,
    ),
    Key(
        "day(1)",
        "right,right_square_bracket,right_black_lenticular_bracket",
        N_("next day"),
        N_("The next day"),
        bar=True,
        priority=True,
    ),
)
"""From day to day."""

DIALOG: tuple[Key, ...] = (
    Key("leave", "escape", N_("back"), N_("Back, keeping what was typed"), bar=True),
    # In fields these are text, but for the function keys and those with ctrl.
    Key("app.help", "f1,question_mark,fullwidth_question_mark", N_("help")),
    replace(CALL, action="app.open('capture')", bar=False),
    Key("app.turn_language", "f12", N_("language")),
    Key("app.mask", "m,ctrl+g", N_("mask")),
    Key("app.open('emergency')", "exclamation_mark,fullwidth_exclamation_mark", N_("emergency")),
)
"""Every dialog; where something is typed, letters and signs are text."""

CHOOSE: tuple[Key, ...] = digits("pick", N_("Choose by number, 1 to 9"))
"""A short list to choose from."""

COPYING: tuple[Key, ...] = (
    *CHOOSE,
    Key("turn", "v", N_("show it"), N_("Show the text, to be selected in the terminal"), bar=True),
)
"""What of a record or a list is copied."""

COPIED: tuple[Key, ...] = (Key("copy", "y", N_("copy"), N_("Copy all of it"), bar=True),)
"""A text that stands to be selected."""

COLUMNS: tuple[Key, ...] = (
    Key("mark", "space", N_("show, hide"), N_("Show the column, or leave it out"), bar=True),
    Key(
        "reorder(-1)", "shift+up", N_("further left"), N_("This column one further left"), bar=True
    ),
    Key("reorder(1)", "shift+down", tip=N_("This column one further right")),
    Key("widen(1)", "right", N_("wider"), N_("Wider by a cell; left narrower"), bar=True),
    Key("widen(-1)", "left"),
    Key("anew", "ctrl+r", N_("as it came"), N_("All columns as they come"), bar=True),
)
"""The columns of a list."""

NARROWED: tuple[Key, ...] = (
    *digits("pick", priority=True),
    *MOVE,
)
"""A list under a field whose letters narrow it: whom to call, or to whom something is given."""

HELP_SHOWN: tuple[Key, ...] = (
    Key("leave", "question_mark,f1,fullwidth_question_mark", N_("back")),
)
"""The keys that work where one is."""

PALETTE: tuple[Key, ...] = (*MOVE,)
"""The palette."""

FORM: tuple[Key, ...] = (
    Key("save", "ctrl+s", N_("save"), N_("Save what the form says"), bar=True, priority=True),
    Key("field(1)", "down", N_("next field"), N_("The next field"), priority=True),
    Key("field(-1)", "up", N_("field before"), N_("The field before"), priority=True),
    Key("go_on", "enter", priority=True),
    Key("drop_draft", "ctrl+r", N_("drop the draft"), priority=True),
)
"""A form."""

COPIES: tuple[Key, ...] = (
    Key(
        "copy_now",
        "ctrl+k",
        N_("copy now"),
        N_("Make a copy now, also at the second place when it is there"),
        bar=True,
        priority=True,
    ),
)
"""The form of the second place."""

FILTER_FIELD: tuple[Key, ...] = (
    Key("into_list", "down,tab"),
    Key("onward", "right", N_("take"), N_("Take what is offered while you type")),
)
"""The field over a list."""

FIELD: tuple[Key, ...] = (
    Key("cursor_left_word", "alt+left"),
    Key("cursor_right_word", "alt+right"),
)
"""A field of one line, beside what the library has."""

AREA: tuple[Key, ...] = (
    Key("cursor_word_left", "alt+left"),
    Key("cursor_word_right", "alt+right"),
)
"""A field of several lines."""

ONE_LINE: tuple[Key, ...] = (Key("save", "ctrl+s", N_("save"), N_("Save the line")),)
"""A dialog of one field, where enter saves, too."""

PATH_FIELD: tuple[Key, ...] = (Key("complete", "tab"),)
"""A field for a file's path."""

PAPER: tuple[Key, ...] = (
    Key("write", "enter,ctrl+s", N_("write"), N_("Write the sheet"), bar=True, priority=True),
    Key("roll(0, 1)", "down", priority=True),
    Key("roll(0, -1)", "up", priority=True),
    Key("roll(8, 0)", "ctrl+right", priority=True),
    Key("roll(-8, 0)", "ctrl+left", priority=True),
)
"""A sheet before it is written to a file."""
