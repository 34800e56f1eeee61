"""The only key registry: each key, its action, its words. Help and key bar are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from screens.i18n import N_


@dataclass(frozen=True, slots=True)
class Key:
    """One intent and the keys for it.

    Args:
        action: the Textual action, such as `new` for `action_new`.
        keys: Textual key names, comma separated; the first is the one shown.
        label: a word or two for the key bar.
        tip: one sentence for help and palette.
        bar: whether it may stand in the key bar.
        priority: whether it comes before the focused widget's own keys.
    """

    action: str
    keys: str
    label: str
    tip: str
    bar: bool = False
    priority: bool = False


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """A place's name and the keys that lead to it."""

    name: str
    keys: str
    label: str


PLACES: tuple[PlaceKey, ...] = (
    PlaceKey("today", "f2,1", N_("Today")),
    PlaceKey("requests", "f3,2", N_("Requests")),
    PlaceKey("supplies", "f4,3", N_("Supplies")),
    PlaceKey("testing", "f5,4", N_("Testing")),
    PlaceKey("roster", "f6,5", N_("Roster")),
    PlaceKey("households", "f8,7", N_("Households")),
)
"""The places that exist, in the order of their F-keys."""

DESK: tuple[Key, ...] = (
    Key(
        "capture",
        "plus,f10,fullwidth_plus_sign",
        N_("call"),
        N_("Write down a call in one line"),
        bar=True,
    ),
    Key("help", "question_mark,f1,fullwidth_question_mark", N_("help"), N_("Keys that work here")),
    Key("palette", "ctrl+p", N_("commands"), N_("Find any command by its name")),
    Key("mask", "m", N_("mask"), N_("Hide or show telephone numbers and health facts")),
    Key("undo", "z", N_("undo"), N_("Take back the last act")),
    Key("redo", "Z", N_("redo"), N_("Bring back what was taken back last")),
    Key(
        "emergency",
        "exclamation_mark,fullwidth_exclamation_mark",
        N_("emergency"),
        N_("Emergency sheet of the life at stake"),
    ),
    Key("directory", "D", N_("directory"), N_("Desks, leaders, hospitals: whom to call")),
    Key("log", "L", N_("journal"), N_("What was done, by whom, and undo of any step")),
    Key("search", "f,ctrl+f", N_("search"), N_("Search everything ever said")),
    Key("numbers", "T", N_("numbers"), N_("The queue in numbers: by day, by kind, how long")),
    Key(
        "errands",
        "E",
        N_("errands"),
        N_("Errands for medicine; makes one of the requests marked"),
    ),
    Key("bring_in", "I", N_("import"), N_("Bring in a list from a file")),
    Key("turn_language", "f12", N_("language"), N_("Chinese or English")),
    Key("leave", "q,ctrl+q,ctrl+c", N_("quit"), N_("Close the desk; everything is saved")),
)
"""Keys that work in every place."""

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
    Key("done", "d", N_("done"), N_("The record under the cursor is done, or those marked")),
    Key(
        "chase",
        "c",
        N_("chase"),
        N_("Log a push for the request under the cursor, or for those marked"),
    ),
    Key(
        "emergency",
        "exclamation_mark,fullwidth_exclamation_mark",
        N_("emergency"),
        N_("Emergency sheet of the request under the cursor"),
    ),
    Key("assign", "a", N_("assign"), N_("Give people to this work")),
    Key("absent", "i", N_("isolate"), N_("Set a person isolated, away or back")),
    Key("go", "g", N_("go to"), N_("Go to a linked record")),
    Key("next_scope", "v", N_("view"), N_("Turn through the views of this list")),
    Key("back", "escape", N_("back"), N_("Back, keeping what was typed")),
)
"""Keys of places with a list; a place that has no action for one does not offer it."""


QUEUE: tuple[Key, ...] = (
    Key("tell", "t", N_("told"), N_("Write down what the resident was told")),
    Key("harm", "h", N_("harm"), N_("By when is somebody harmed if nothing is done?")),
    Key("ask", "Q", N_("ask"), N_("Note a question for a leader, or the advice")),
    Key("questions", "w", N_("questions"), N_("What to ask the leaders in the next call")),
    Key("join", "J", N_("join"), N_("Join the marked requests: they are one and the same")),
    Key("views", "V", N_("views"), N_("Choose a view, or keep this one under a name")),
    Key("rules", "O", N_("settings"), N_("Set when the queue chases and what is urgent")),
)
"""Keys of places with requests, beside those of LIST."""


ROSTER: tuple[Key, ...] = (
    Key("timeline", "y", N_("timeline"), N_("The day hour by hour: who does what, where gaps are")),
    Key("suggest", "U", N_("suggest"), N_("Have the open places of a day filled fairly")),
    Key("what_if", "X", N_("what if"), N_("See what nobody could cover if somebody fell out")),
    Key(
        "attendance",
        "k",
        N_("check in"),
        N_("Check people in and out of today's duties"),
        priority=True,
    ),
    Key("custody", "K", N_("keeps"), N_("Cards, keys and cash kept for others")),
    Key("paper", "p", N_("duty sheet"), N_("A duty sheet for the group chat or for paper")),
    Key("rules", "O", N_("settings"), N_("Set rest, load and what always needs somebody")),
)
"""Keys of the roster, beside those of LIST."""


TIMELINE: tuple[Key, ...] = (
    Key(
        "new",
        "n",
        N_("give duty"),
        N_("Give the person under the cursor a duty at this time"),
        bar=True,
    ),
    Key("assign", "a", N_("assign"), N_("Give an open place to somebody, or a duty"), bar=True),
    Key(
        "week",
        "w",
        N_("week"),
        N_("The week: who is here, who returns when; or the day again"),
        bar=True,
    ),
    Key("swap", "x", N_("swap"), N_("Swap the people of two duties: x on one, then on the other")),
    Key("copy_yesterday", "Y", N_("as yesterday"), N_("Give people what they did the day before")),
    Key(
        "take_away", "delete,backspace", N_("take away"), N_("Take the duty under the cursor back")
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
    Key("now", "t", N_("today"), N_("Today, at this hour")),
)
"""Keys of the timeline, beside those of LIST and ROSTER that it has, too."""


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Textual bindings for keys, each with its id, label and tip as msgids."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            show=key.bar,
            priority=key.priority,
            tooltip=key.tip,
            id=key.action,
        )
        for key in keys
    ]


def place_bindings() -> list[BindingType]:
    """Textual bindings of the places."""
    return [
        Binding(place.keys, f"go_place('{place.name}')", place.label, show=False)
        for place in PLACES
    ]


def offered(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """What can be done on a screen now: one binding for each action, the enabled ones only."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.action not in seen:
            seen.add(active.binding.action)
            yield active


def shown(binding: Binding) -> str:
    """The key of a binding as people write it: `F10`, `?`, `esc`."""
    first = binding.key.split(",", maxsplit=1)[0]
    named = {
        "question_mark": "?",
        "plus": "+",
        "slash": "/",
        "escape": "esc",
        "enter": "enter",
        "exclamation_mark": "!",
        "space": "space",
        "asterisk": "*",
        "equals_sign": "=",
        "minus": "-",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "delete": "del",
    }
    if first in named:
        return named[first]
    if len(first) > 1 and first[0] == "f" and first[1:].isdigit():
        return first.upper()
    return first.replace("ctrl+", "^")
