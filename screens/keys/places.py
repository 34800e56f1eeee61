"""Which keys each place has, known without loading it: what the palette offers of other places."""

from __future__ import annotations

from collections.abc import Mapping

from screens.i18n import N_
from screens.keys import Key
from screens.keys.lists import LIST, RECORDS, REGISTER, REQUESTS, ROSTER, TODAY, WORK
from screens.keys.supplies import SUPPLIES
from screens.keys.testing import TESTING
from screens.keys.timeline import BOARD, HOURS, TIMELINE

_SOME = frozenset({"new", "edit", "done", "chase", "emergency", "assign", "absent"})
"""Acts of LIST that a place has only where it says so; the others are any list's."""


def _listed(*own: str) -> tuple[Key, ...]:
    """Keys of a place with a list, which has these acts of its own."""
    keys = tuple(key for key in LIST if key.action not in _SOME or key.action in own)
    return (*keys, *RECORDS)


KEYS_OF: Mapping[str, tuple[Key, ...]] = {
    "requests": (
        *REQUESTS,
        *_listed("new", "edit", "done", "chase", "emergency", "assign"),
    ),
    "supplies": (*SUPPLIES, *WORK, *_listed("new", "edit", "done", "assign")),
    "testing": (*TESTING, *WORK, *_listed("new", "edit", "done", "assign")),
    "roster": (*ROSTER, *_listed("new", "edit", "assign", "absent")),
    "timeline": (*TIMELINE, *HOURS, *BOARD),
    "households": (*REGISTER, *_listed("new", "edit")),
    "residents": (*REGISTER, *_listed("new", "edit", "absent")),
    "directory": _listed("new", "edit"),
    "today": TODAY,
}
"""By place, that in front where an act of several is best done."""

WITHOUT_KEY: Mapping[str, tuple[str, str]] = {
    "timeline": (N_("Timeline"), "H"),
    "directory": (N_("Directory"), "D"),
    "residents": (N_("Residents"), "F8 v"),
}
"""Places that are reached in another way than by a key of their own: what they are called, and the
keys that lead there."""

ABOUT_REQUEST = frozenset(
    {"chase", "tell", "harm", "is_life", "no_life", "kind", "ask", "join", "emergency"}
)
"""Acts on a request."""

ABOUT_RECORD = ABOUT_REQUEST | {
    *("edit", "done", "assign", "absent", "go", "open", "mark", "begin", "call_off"),
    *("count", "missed", "divide", "way", "paper", "swap", "take_away", "take", "pull"),
    *("call_sheet", "tubes", "lacking", "recall", "mark_all"),
    *("sort", "reverse", "find", "next_scope", "back", "zoom(1)", "zoom(-1)"),
    *("next_block(1)", "next_block(-1)", "turn_day(1)", "turn_day(-1)"),
}
"""Acts on what stands in a list, or on the list: asked for from elsewhere they lead to it, and
their key is told, since nobody can know from there what they would be done to."""

NEEDS_RECORD = ABOUT_REQUEST - {"emergency", "join"} | {
    *("edit", "done", "assign", "absent", "go", "open", "mark", "begin", "call_off"),
    *("divide", "call_sheet", "tubes", "lacking"),
}
"""Acts of which nothing comes where nothing is under the cursor."""

TAKES_ONE: Mapping[str, frozenset[str]] = {
    "requests": frozenset({"edit", "ask", "emergency"}),
    "supplies": frozenset({"way", "questions", "missed"}),
    "testing": frozenset({"call_sheet", "missed", "tubes", "lacking"}),
    "roster": frozenset({"custody"}),
    "households": frozenset({"edit"}),
    "directory": frozenset({"edit"}),
}
"""By place, the acts of which nothing comes while several are marked."""
