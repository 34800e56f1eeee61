"""Values of options that name something of the file: what is mistyped is refused.

A `Named` is the type of such an argument. Arguments are read before the file is open; `settle`
says what each of them means once it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data import named
from data.sql import Reader
from models.problems import Refused
from models.text import all_text
from screens.commands.numbers import positive
from screens.i18n import N_


class Typed(str):
    """What was typed, not yet looked for in the file. It is text: no command has a use for it that
    opens no file."""

    __slots__ = ("named",)
    named: Named


@dataclass(frozen=True, slots=True)
class Named:
    """The type of an argument that names something of the file.

    Args:
        find: the one thing that is meant by a text, as the command takes it; `Refused`, with the
            names that are like it, for none and for several.
        metavar: msgid of what help shows for it.
        read: makes text of what was typed, or refuses what cannot be such a name at all.
        may_be_other: whether what is not found is left for the command to find or to refuse, such
            as a gate of one delivery.
    """

    find: Callable[[Reader, str], Any]
    read: Callable[[str], object] = all_text
    metavar: str = N_("NAME")
    may_be_other: bool = False

    def __call__(self, text: str) -> Typed:
        """The text, to be looked for."""
        typed = Typed(self.read(text))
        typed.named = self
        return typed

    def means(self, conn: Reader, text: str) -> Any:
        """What a text means.

        Raises:
            Refused: as `find`, unless it may be something else.
        """
        try:
            return self.find(conn, str(text))
        except Refused:
            if self.may_be_other:
                return str(text)
            raise


def settle(options: argparse.Namespace, conn: Reader) -> None:
    """Put in place of what was typed what it means in the file.

    Raises:
        Refused: for the first that means nothing, or may mean several.
    """
    for name, value in vars(options).items():
        if isinstance(value, Typed):
            setattr(options, name, value.named.means(conn, value))
        elif isinstance(value, list) and any(isinstance(one, Typed) for one in value):
            setattr(options, name, [_settled(conn, one) for one in value])


def is_unsettled(options: argparse.Namespace) -> bool:
    """Whether something was typed that is still to be looked for."""
    values = vars(options).values()
    return any(
        isinstance(one, Typed)
        for value in values
        for one in (value if isinstance(value, list) else [value])
    )


def _settled(conn: Reader, value: object) -> object:
    return value.named.means(conn, value) if isinstance(value, Typed) else value


COMPOUND = Named(named.compound)
GATE = Named(named.compound, may_be_other=True)
"""A compound, or what means one among the few that a command is about."""
MARK = Named(named.mark, metavar=N_("MARK"))
PERSON = Named(named.person)
SKILL = Named(named.skill)
HOUSEHOLD = Named(named.household_no, metavar=N_("DOOR"))
"""By its number or its door; it is its number."""
ROUND = Named(named.round_no, lambda text: positive(text.strip().removeprefix("#")), N_("NO"))
STORE_ROOM = Named(named.store_room)
