"""The commands there are and what can be given with them, read from the help as anybody would."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.faults.acts import ACTS
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.warm import Command

_COMMAND = re.compile(r"^    ([a-z-]+)(?: |$)", re.MULTILINE)
_OPTION = re.compile(r"^  (--[a-z-]+) \S", re.MULTILINE)

_ABOUT_ONE = {
    "emergency": ("emergency", "1"),
    "log": ("log", "5"),
    "progress": ("progress", "1"),
}
"""How commands that only read are given when they are about one thing."""


@lru_cache
def commands(at: Neighbourhood) -> tuple[str, ...]:
    """The names of all commands."""
    return tuple(_COMMAND.findall(_help(at)))


@lru_cache
def options(at: Neighbourhood, command: str) -> tuple[str, ...]:
    """The options of a command that are given with a value, those of every command among them."""
    return tuple(_OPTION.findall(_help(at, command)))


def _help(at: Neighbourhood, *words: str) -> str:
    return at.warm.run(Command((*words, "--help"), env={"COLUMNS": "200"})).out


def usual(command: str) -> tuple[str, ...]:
    """A command as it is usually given; words that begin with a brace are names of files."""
    given = next((act.words for act in ACTS if act.words[0] == command), (command,))
    return _ABOUT_ONE.get(command, given)
