"""Keys of the timeline: the place, the day and the week in it."""

from __future__ import annotations

from screens.i18n import N_
from screens.keys import Key, only
from screens.keys.lists import LIST, PAGES, ROSTER

_OWN: tuple[Key, ...] = (
    Key(
        "new",
        "n",
        N_("give duty"),
        N_("Give the person under the cursor a duty at this time"),
        bar=True,
    ),
    Key("assign", "a", N_("assign"), N_("Give an open shift to somebody, or a duty"), bar=True),
    Key(
        "week",
        "W",
        N_("week"),
        N_("The week: who is here, who returns when; or the day again"),
        bar=True,
    ),
    Key("edit", "e", N_("words"), N_("Change the words of a duty, or note that somebody said yes")),
    Key("swap", "X", N_("swap"), N_("Swap the people of two duties: X on one, then on the other")),
    Key("copy_yesterday", "Y", N_("as yesterday"), N_("Give people what they did the day before")),
    Key(
        "take_away",
        "x,delete,backspace",
        N_("take away"),
        N_("Take the duty under the cursor back"),
    ),
    Key(
        "turn_day(-1)",
        "left_square_bracket,left_black_lenticular_bracket",
        N_("day before"),
        N_("The day before; in the week view the week before"),
    ),
    Key(
        "turn_day(1)",
        "right_square_bracket,right_black_lenticular_bracket",
        N_("next day"),
        N_("The next day; in the week view the next week"),
    ),
    Key("now", "N", N_("today"), N_("Today, at this hour")),
)

TIMELINE: tuple[Key, ...] = (
    *_OWN,
    *only(LIST, ("find", "next_scope", "absent", "back"), bar=()),
    *only(ROSTER, ("what_if", "suggest"), bar=()),
)
"""The timeline."""

ROWS: tuple[Key, ...] = (
    Key("row(1)", "down"),
    Key("row(-1)", "up"),
)
"""From row to row."""

HOURS: tuple[Key, ...] = (
    *ROWS,
    Key("time(1)", "right"),
    Key("time(-1)", "left"),
    *PAGES,
    Key("next_block(1)", "tab", "", N_("Go to the next duty")),
    Key("next_block(-1)", "shift+tab", "", N_("Go to the duty before")),
    Key("open", "enter", N_("open"), N_("Open the record; set what is in hand"), bar=True),
    Key("zoom(1)", "equals_sign", "", N_("Show fewer hours, finer")),
    Key("zoom(-1)", "minus", "", N_("Show more hours, coarser")),
)
"""The day hour by hour, while it has focus."""

BOARD: tuple[Key, ...] = (
    Key("take", "space", N_("move"), N_("Take a duty in hand: arrows move it"), bar=True),
    Key("pull", "u", N_("longer"), N_("Extend or shorten: arrows, tab, enter"), bar=True),
    Key("shift(1)", "shift+right"),
    Key("shift(-1)", "shift+left"),
    Key("stretch(1)", "ctrl+right"),
    Key("stretch(-1)", "ctrl+left"),
)
"""The duties of the day, beside the keys of HOURS."""

WEEK: tuple[Key, ...] = (
    *ROWS,
    Key("day(1)", "right"),
    Key("day(-1)", "left"),
    *PAGES,
    Key("open", "enter", N_("open"), N_("Show this person's day"), bar=True),
)
"""The week, while it has focus."""
