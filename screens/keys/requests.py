"""Keys of the dialogs about requests: the call, its form, whom to call, lives, errands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.requests import HarmAnswer
from screens.i18n import N_
from screens.keys import Key, digits
from screens.keys.desk import REDO, UNDO

HARM: Mapping[str, HarmAnswer] = {
    "f5": HarmAnswer.NOW,
    "f6": HarmAnswer.TONIGHT,
    "f7": HarmAnswer.TOMORROW,
    "f8": HarmAnswer.DAYS,
    "f9": HarmAnswer.CAN_WAIT,
}
"""The keys that answer by when somebody is harmed, while a call is typed."""

HARM_ANSWERS: tuple[Key, ...] = tuple(
    Key(
        f"harm('{answer}')",
        key,
        N_("harm"),
        N_("By when is somebody harmed if nothing is done?"),
        priority=True,
    )
    for key, answer in HARM.items()
)
"""One for each answer."""

LIFE_ANSWERS: tuple[Key, ...] = (
    Key("is_life", "ctrl+y", N_("a life"), N_("Yes, it is life safety")),
    Key("no_life", "ctrl+n", N_("no life"), N_("No, it is not life safety")),
)
"""Whether something is life safety, by the question that decides: yes always means that it is."""

IS_LIFE = tuple(key.action for key in LIFE_ANSWERS)
"""Their actions."""

KIND = Key("kind", "ctrl+e", N_("kind"), N_("Say what it is about; words are learned of it"))
"""What something is about, where it was read wrongly."""

_OPEN_ONE = Key(
    "other",
    "down",
    N_("the open one"),
    N_("Go to the open request shown instead of writing another"),
    bar=True,
    priority=True,
)

CAPTURE: tuple[Key, ...] = (
    # A line sent while the terminal is still in its own line mode ends in ctrl+j.
    Key(
        "save",
        "enter,ctrl+s,ctrl+j",
        N_("save"),
        N_("Put the call into the queue"),
        bar=True,
        priority=True,
    ),
    *(replace(key, tip="") for key in HARM_ANSWERS),
    *(replace(key, priority=True) for key in LIFE_ANSWERS),
    replace(KIND, bar=True, priority=True),
    Key("form", "tab", N_("form"), N_("Go on in the full form"), bar=True, priority=True),
    _OPEN_ONE,
    Key(
        "kept",
        "up",
        N_("go on"),
        N_("Go on with the call that was left unsaved"),
        bar=True,
        priority=True,
    ),
)
"""The capture line."""

PASTED: tuple[Key, ...] = (
    Key(
        "save",
        "enter,ctrl+s",
        N_("save"),
        N_("Put the lines into the queue"),
        bar=True,
        priority=True,
    ),
    Key(
        "mark",
        "space",
        N_("leave out"),
        N_("Leave a line out, or take it in"),
        bar=True,
        priority=True,
    ),
    Key("join", "J", N_("one call"), N_("Take all lines for one call"), bar=True),
)
"""Lines that were pasted."""

REQUEST_FORM: tuple[Key, ...] = (
    *HARM_ANSWERS,
    Key(
        "join",
        "ctrl+l",
        N_("save and join"),
        N_("Save, and join it to the open request shown"),
        priority=True,
    ),
    replace(_OPEN_ONE, keys="ctrl+o", bar=False),
)
"""The form of a request, beside the keys of FORM."""

CHASE_FORM: tuple[Key, ...] = (
    Key(
        "promise",
        "ctrl+t",
        N_("promise"),
        N_("Take the promise read in what was said, or drop it"),
        priority=True,
    ),
)
"""The form of a chase, beside the keys of FORM."""

EMERGENCY_SHEET: tuple[Key, ...] = (
    *LIFE_ANSWERS,
    Key("attempt(0)", "c", N_("called"), N_("Log a call: whom, what they said"), bar=True),
    Key("attempt(1)", "C", N_("2nd called"), N_("Log a call of the second caller"), bar=True),
    Key("family", "t", N_("family"), N_("The family was told: whom, when"), bar=True),
    Key("transfer", "R", N_("transfer"), N_("A transfer is arranged: what, when"), bar=True),
    Key(
        "arrived", "P", N_("arrived"), N_("They arrived: where, whom of the family told"), bar=True
    ),
    Key("done", "d", N_("close"), N_("Close it once they arrived; or another end"), bar=True),
    Key("callers", "a", N_("callers"), N_("Name who calls, two at most")),
    *digits("tick", N_("Tick an item by number, 1 to 9, or take it back")),
    Key("checklist", "e", N_("list"), N_("Take another checklist")),
    replace(UNDO, action="app.undo"),
    replace(REDO, action="app.redo"),
    Key("app.mask", "m,ctrl+g", "", N_("Hide or show numbers and health facts")),
)
"""The emergency sheet."""

ERRAND: tuple[Key, ...] = (
    Key("results", "d", N_("results"), N_("Type what was not brought; all else was"), bar=True),
    Key("assign", "a", N_("runner"), N_("Give the errand to somebody"), bar=True),
    Key("paper", "p", N_("sheet"), N_("The runner's sheet, and write it to a file"), bar=True),
    Key("edit", "e", N_("edit"), N_("Change the line under the cursor"), bar=True),
    Key("way", "R", N_("way"), N_("Change where it goes and when"), bar=True),
    Key("take_out", "x,delete", N_("take out"), N_("Take the line out")),
    Key("call_off", "o", N_("call off"), N_("Nobody goes; its requests wait again"), bar=True),
    Key("go", "g", N_("go to"), N_("Go to the line's request")),
    replace(UNDO, action="app.undo"),
)
"""The sheet of an errand."""
