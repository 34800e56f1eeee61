"""Which person a command means, or is done by: by name or by number, never by guess."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from data.ids import key_on_roster, record_no
from data.named import unknown_person
from data.roster import queries as roster
from data.sql import Reader
from models.problems import Refused
from models.text import fold
from screens.i18n import _

if TYPE_CHECKING:
    from data.store import Store


def add_by(parser: argparse.ArgumentParser) -> None:
    """Add the option `--by`, which `work_as` heeds."""
    parser.add_argument(
        "--by", default="", metavar=_("NAME"), help=_("who did it, by name or number")
    )


def work_as(store: Store, said: str) -> None:
    """Let a person have done what is done through a store from now on; nobody where none is named.

    Raises:
        Refused: as `person_no`, and `person_archived`.
    """
    if said.strip():
        with store.read() as conn:
            key = key_on_roster(conn, person_no(conn, said))
        store.person = lambda: key


def person_no(conn: Reader, said: str) -> int:
    """The number of the person meant.

    Args:
        said: a name, or a number as `12` or `#12`.

    Raises:
        Refused: as `data.named.unknown_person`; `person_name_shared` with the numbers to choose
            from, `person_unknown`.
    """
    number = record_no(said)
    if number is not None:
        found = roster.person(conn, number)
        if found is None:
            raise Refused("person_unknown", "person", no=number)
        return found.no
    wanted = fold(said)
    called = [one for one in roster.people(conn) if fold(one.name) == wanted]
    if not called:
        raise unknown_person(said, [one.name for one in roster.people(conn)])
    if len(called) > 1:
        numbers = ", ".join(f"{one.no} ({one.post or one.phone})" for one in called)
        raise Refused("person_name_shared", "person", name=said, numbers=numbers)
    return called[0].no
