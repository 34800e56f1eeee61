"""Keys of what is looked up, brought in and written out: search, journal, words, sheets, files."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key
from screens.keys.dialogs import DAYS, NARROWED
from screens.keys.lists import MOVE

JOURNAL: tuple[Key, ...] = (
    Key("undo_this", "z", N_("undo"), N_("Take back the step under the cursor"), bar=True),
    Key("redo_this", "Z", N_("redo"), N_("Bring back the step under the cursor"), bar=True),
)
"""What was done, step by step."""

STATISTICS: tuple[Key, ...] = (
    Key("turn", "v", N_("days"), N_("Look at other days"), bar=True),
    Key("oldest", "g", N_("go to"), N_("Go to the oldest open request"), bar=True),
)
"""The queue in numbers."""

SEARCH: tuple[Key, ...] = (
    *MOVE,
    Key("move(10)", "pagedown", priority=True),
    Key("move(-10)", "pageup", priority=True),
    Key("open", "enter", priority=True),
)
"""Searching everything ever said."""

KIND_CHOICE: tuple[Key, ...] = (
    *NARROWED,
    Key(
        "learned",
        "ctrl+e",
        N_("learned"),
        N_("Words that were learned when a kind was corrected"),
        priority=True,
    ),
)
"""The kinds, from which letters and digits choose."""

LEARNED: tuple[Key, ...] = (
    Key(
        "take_out", "x,delete", N_("take out"), N_("Take the word out, or bring it back"), bar=True
    ),
    Key("go", "g", N_("go to"), N_("Go to the request that taught it")),
)
"""Words that were learned."""

IMPORT_FILES: tuple[Key, ...] = (
    Key("confirm", "ctrl+s", N_("bring in"), N_("Bring in what is shown"), bar=True, priority=True),
    Key("view(-1)", "left", N_("view"), N_("The view before")),
    Key("view(1)", "v,right", N_("view"), N_("The next view"), bar=True),
    Key("above", "backspace", N_("above"), N_("Back to all files, or to choose others")),
    Key("take_out", "x,delete", N_("take out"), N_("Leave the file out"), bar=True),
    Key("path('/')", "slash", N_("file"), N_("Type a path")),
    Key("path('')", "ctrl+u", N_("file")),
)
"""Bringing in a list from a file."""

FILE_LIST: tuple[Key, ...] = (
    Key("mark", "space", N_("mark"), N_("Mark the file, to bring in several at once"), bar=True),
    Key("mark_all", "asterisk", N_("mark all"), N_("Mark all files shown, or none"), bar=True),
    Key("above", "backspace", N_("above"), N_("The folder above, or one letter less"), bar=True),
)
"""The files that can be brought in."""

DUTY_SHEET: tuple[Key, ...] = (
    Key("copy", "y", N_("copy"), N_("Copy the words for the group chat"), bar=True),
    Key("paper", "p", N_("paper"), N_("Write them to a file"), bar=True),
    *DAYS,
    Key("everybody", "v", N_("everybody"), N_("These people, or everybody"), bar=True),
    Key("hide", "m,ctrl+g", N_("mask"), N_("Leave out numbers and health facts"), bar=True),
)
"""A duty sheet."""
