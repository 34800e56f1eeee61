"""Which person a command means: by name or by number, never by guess."""

from __future__ import annotations

from data.roster import queries as roster
from data.sql import Reader
from models.problems import Refused
from models.text import fold


def person_no(conn: Reader, said: str) -> int:
    """The number of the person meant.

    Args:
        said: a name, or a number as `12` or `#12`.

    Raises:
        Refused: `person_name_unknown`, `person_name_shared` with the numbers to choose from,
            `person_unknown`.
    """
    number = said.strip().removeprefix("#")
    if number.isdecimal():
        found = roster.person(conn, int(number))
        if found is None:
            raise Refused("person_unknown", "person", no=int(number))
        return found.no
    wanted = fold(said)
    called = [one for one in roster.people(conn) if fold(one.name) == wanted]
    if not called:
        raise Refused("person_name_unknown", "person", name=said)
    if len(called) > 1:
        numbers = ", ".join(f"{one.no} ({one.post or one.phone})" for one in called)
        raise Refused("person_name_shared", "person", name=said, numbers=numbers)
    return called[0].no
