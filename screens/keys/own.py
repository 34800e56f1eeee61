"""Keys that somebody put acts on in their own settings: checked against the registry.

An act that is put on another key is shown with that one. Its usual key does it still, as sentences
name it, unless another act was put there.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from textual.keys import KEY_NAME_REPLACEMENTS

import screens.keys
from models.preferences import Preferences
from models.problems import Problem
from models.spelling import nearest
from screens.keys import Key, id_of, shown_name
from screens.keys.meanings import act

_FIXED_ACTS = frozenset({"leave", "back", "help"})
"""What everybody has to find under the same key, whatever stands in somebody's file."""

_FIXED_KEYS = frozenset(
    "escape enter tab space up down left right pageup pagedown home end backspace delete"
    " question_mark f1 ctrl+c ctrl+q ctrl+i ctrl+j ctrl+m ctrl+h".split()
)
"""Keys that move, choose and leave, and those that terminals send for them."""

_WRITTEN = {"esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}

_NAMED = re.compile(r"f(?:[1-9]|1\d|20)|(?:ctrl|alt)\+[a-z]")


OF_PLACES = ("desk.", "lists.", "timeline.", "supplies.SUPPLIES", "testing.TESTING")
"""What the names of tables of places begin with; the others are of dialogs, over which no key of a
place works."""

_EVERY_PLACE = ("desk.", "lists.LIST", "lists.RECORDS", "lists.PAGES", "lists.MOVE")
"""Those of them that work in every place, or in every place with a list."""


class OwnKeys(NamedTuple):
    """What came of the keys in somebody's file."""

    keymap: Mapping[str, str] = {}
    """By the id of a binding, the keys it has, with commas between them."""
    given: Mapping[str, str] = {}
    """By act the name of the key it was put on."""
    problems: tuple[Problem, ...] = ()
    """What does not count, and why; these acts stay on their keys."""


class Movable(NamedTuple):
    """An act that can be put on another key.

    Attributes:
        act: its name.
        key: its usual key, as people write it.
        words: what it does, as a msgid; empty where nothing says so.
    """

    act: str
    key: str
    words: str


def movable() -> list[Movable]:
    """All acts that can be put on another key, by name."""
    known = _known()
    return [
        Movable(name, shown_name(keys[0][1].keys.split(",")[0]), _words(keys))
        for name, keys in sorted(known.items())
        if not _stays(name, keys)
    ]


def _words(keys: list[tuple[str, Key]]) -> str:
    return next((key.tip or key.label for _table, key in keys if key.tip or key.label), "")


def put_on(preferences: Preferences) -> OwnKeys:
    """Acts on the keys that somebody put them on, as far as that can be.

    A key that another act has is free once that act was put on another one.
    """
    if not preferences.keys:
        return OwnKeys()
    known = _known()
    wrong: dict[str, Problem] = {}
    given: dict[str, str] = {}
    for name, written in preferences.keys.items():
        pressed = _name_of(written)
        problem = _impossible(name, written, pressed, known) or _twice(pressed, given)
        if problem is not None:
            wrong[name] = problem
        else:
            given[name] = pressed
    while taken := dict(_taken(given, known)):
        wrong |= taken
        given = {name: key for name, key in given.items() if name not in taken}
    at = {name: preferences.problem_at(("keys", name), one) for name, one in wrong.items()}
    problems = tuple(at[name] for name in preferences.keys if name in at)
    return OwnKeys(dict(_keymap(given, known)), given, problems)


def _known() -> dict[str, list[tuple[str, Key]]]:
    """By the name of each act its keys, each with its table."""
    known: dict[str, list[tuple[str, Key]]] = defaultdict(list)
    for table, key in _registry():
        known[act(key.action)].append((table, key))
    return known


def _stays(name: str, keys: list[tuple[str, Key]]) -> bool:
    """Whether an act has to stay on its key; such as digits, which are one act, enter, and those of
    which nothing is told."""
    several = len({(table, key.action) for table, key in keys}) > len({table for table, _ in keys})
    fixed = any(
        _FIXED_KEYS.issuperset(key.keys.split(",")) or key.keys[0].isdigit() for _table, key in keys
    )
    return name in _FIXED_ACTS or several or fixed or not _words(keys)


def _registry() -> Iterator[tuple[str, Key]]:
    """All keys of all tables, each with its table."""
    for module in pkgutil.iter_modules(screens.keys.__path__, "screens.keys."):
        for name, table in vars(importlib.import_module(module.name)).items():
            if isinstance(table, tuple):
                where = f"{module.name.rpartition('.')[2]}.{name}"
                yield from ((where, key) for key in table if type(key) is Key)


def _name_of(written: str) -> str:
    """The name of a key that somebody wrote; empty where there is none such."""
    name = written.strip()
    if len(name) == 1 and name.isascii() and name.isprintable():
        if name.isalnum():
            return name
        named = unicodedata.name(name).lower().replace("-", "_").replace(" ", "_")
        return KEY_NAME_REPLACEMENTS.get(named, named)
    folded = re.sub(r"^(?:\^|c-|ctrl[ -])", "ctrl+", name.casefold())
    folded = _WRITTEN.get(folded, folded)
    return folded if _NAMED.fullmatch(folded) or folded in _FIXED_KEYS else ""


def _is_typed(key: str) -> bool:
    """Whether a key, by its name, is a letter or a sign, which is text where one types."""
    return not (re.fullmatch(r"f\d+", key) or "+" in key or key in _FIXED_KEYS - {"question_mark"})


def _impossible(
    name: str, written: str, pressed: str, known: Mapping[str, list[tuple[str, Key]]]
) -> Problem | None:
    """Why an act cannot be put on a key, whatever the others are on."""
    if name not in known:
        near = nearest(name, known, 1)
        if near:
            return Problem("key_act_unknown_near", {"near": near[0]})
        return Problem("key_act_unknown")
    keys = [key for _table, key in known[name]]
    if _stays(name, known[name]):
        return Problem("key_act_fixed")
    if not pressed:
        return Problem("key_unknown", {"key": written})
    if pressed in _FIXED_KEYS or pressed.isdigit():
        return Problem("key_fixed", {"key": shown_name(pressed)})
    if _is_typed(pressed) and any(map(_while_typing, keys)):
        return Problem("key_typed", {"key": shown_name(pressed)})
    return None


def _while_typing(key: Key) -> bool:
    """Whether an act is done while something is typed, so that no letter can be its key."""
    typed = [_is_typed(name) for name in key.keys.split(",")]
    return not any(typed) or (key.priority and not all(typed))


def _together(table: str, other: str) -> bool:
    """Whether keys of two tables work at once: those that every place, or every dialog, builds on
    go with each other table of places, or of dialogs."""
    both = (table, other)
    if table == other or all(one.startswith("timeline.") for one in both):
        return True
    of_places = [one.startswith(OF_PLACES) for one in both]
    if any(of_places):
        return all(of_places) and any(one.startswith(_EVERY_PLACE) for one in both)
    return any(one.startswith("dialogs.") for one in both)


def _twice(pressed: str, given: Mapping[str, str]) -> Problem | None:
    before = next((name for name, key in given.items() if key == pressed), None)
    if before is None:
        return None
    return Problem("key_twice", {"key": shown_name(pressed), "act": before})


def _taken(
    given: Mapping[str, str], known: Mapping[str, list[tuple[str, Key]]]
) -> Iterator[tuple[str, Problem]]:
    """Acts whose key another act has, which stays on it."""
    for name, pressed in given.items():
        others = [
            other
            for other, keys in known.items()
            if other != name
            and other not in given
            and any(
                pressed in key.keys.split(",") and _together(table, own)
                for table, key in keys
                for own, _key in known[name]
            )
        ]
        if others:
            told = {"key": shown_name(pressed), "words": ", ".join(others)}
            yield name, Problem("key_taken", told)


def _keymap(
    given: Mapping[str, str], known: Mapping[str, list[tuple[str, Key]]]
) -> Iterator[tuple[str, str]]:
    """The keys of each binding that has others now."""
    away = {key: name for name, key in given.items()}
    for name in given:
        for _table, key in known[name]:
            stay = [one for one in key.keys.split(",") if away.get(one, name) == name]
            yield id_of(key), ",".join(dict.fromkeys((given[name], *stay)))
