"""The only key registry: each key, its action, its words; help, key bar and palette come from it.

Each region of the desk has a table of its keys in a module of this package; what a place, a dialog
or a list binds is one of these tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Key:
    """One intent and the keys for it.

    Args:
        action: the Textual action, such as `new` for `action_new`.
        keys: Textual key names, comma separated; the first is the one shown.
        label: a word or two for the key bar, as a msgid.
        tip: one sentence for help and palette, as a msgid; without one they do not show the key.
        bar: whether it may stand in the key bar.
        priority: whether it comes before the focused widget's own keys.
    """

    action: str
    keys: str
    label: str = ""
    tip: str = ""
    bar: bool = False
    priority: bool = False


def only(keys: Iterable[Key], actions: Collection[str], *, bar: Collection[str]) -> tuple[Key, ...]:
    """The keys for some actions, in their own order.

    Args:
        bar: the actions whose keys may stand in the key bar.
    """
    return tuple(replace(key, bar=key.action in bar) for key in keys if key.action in actions)


def digits(action: str, tip: str = "", *, priority: bool = False) -> tuple[Key, ...]:
    """The digits 1 to 9, each of which does an action with its number; the first tells of all."""
    return tuple(
        Key(f"{action}({n})", str(n), tip=tip if n == 1 else "", priority=priority)
        for n in range(1, 10)
    )


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
            id=id_of(key),
        )
        for key in keys
    ]


def id_of(key: Key) -> str:
    """What the bindings of a key go by: an act has other keys in a list than in a dialog."""
    return f"{key.action} {key.keys}"


BY_INPUT_METHOD = re.compile("fullwidth|ideographic|(left|right)_(black|double)")
"""Names of keys that only an input method sends: the same as others, and never told of."""


def offered(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """What can be done on a screen now: one binding for each action, the enabled ones only.

    In a field letters are the field's, and so are the characters an input method has for them.
    """
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        if BY_INPUT_METHOD.match(active.binding.key):
            continue
        if active.enabled and active.binding.action not in seen:
            seen.add(active.binding.action)
            yield active


def as_declared(active: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """The same in the order of the tables, each part's keys together: an act on a key of one's own
    comes behind all others, as the library has it."""
    found = list(active)
    order: dict[tuple[int, str | None], int] = {}
    for node in dict.fromkeys(one.node for one in found):
        for part in reversed(type(node).__mro__):
            for one in part.__dict__.get("BINDINGS", ()):
                if isinstance(one, Binding):
                    order.setdefault((id(node), one.id), len(order))
    return sorted(found, key=lambda a: order.get((id(a.node), a.binding.id), len(order)))


def shown(binding: Binding) -> str:
    """The key of a binding as people write it: `F10`, `?`, `esc`."""
    return shown_name(binding.key.split(",", maxsplit=1)[0])


_WRITTEN = {
    "question_mark": "?",
    "plus": "+",
    "at": "@",
    "slash": "/",
    "semicolon": ";",
    "number_sign": "#",
    "full_stop": ".",
    "percent_sign": "%",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "comma": ",",
    "escape": "esc",
    "exclamation_mark": "!",
    "asterisk": "*",
    "equals_sign": "=",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "vertical_line": "|",
    "delete": "del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def shown_name(name: str) -> str:
    """A key as people write it, by its Textual name."""
    if name in _WRITTEN:
        return _WRITTEN[name]
    if len(name) > 1 and name[0] == "f" and name[1:].isdigit():
        return name.upper()
    held, _plus, key = name.rpartition("+")
    return f"{held}+".replace("ctrl+", "^") + _WRITTEN.get(key, key) if held else name
