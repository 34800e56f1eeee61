"""What of the file somebody means who types its name; what is none is told with those like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data import sql
from data.ids import key_of, record_no
from data.sql import Reader
from models.problems import Refused
from models.spelling import nearest_said
from models.text import fold

_MOST = 12
"""Names that are told where nothing is like what was typed."""


def like(said: str, names: Iterable[str]) -> list[str]:
    """The names that are most like what was typed, in writing or as they are said."""
    from data.pinyin import in_letters

    return nearest_said(said, names, in_letters)


def _likely(said: str, names: Sequence[str]) -> list[str]:
    """Names to choose from where one was mistyped: those like it, else the first there are."""
    return like(said, names) or list(names[:_MOST])


def compound(conn: Reader, said: str) -> str:
    """The full name of a compound.

    Raises:
        Refused: `compounds_missing`; `compound_unclear` (value, names).
    """
    from data.reading import places

    found = places.compounds_meant(conn, said)
    if len(found) == 1:
        return found[0]
    names = [one.name for one in places.compounds(conn)]
    if not names:
        raise Refused("compounds_missing", "compound")
    likely = [*found] or places.compounds_like(conn, said) or names[:_MOST]
    raise Refused("compound_unclear", "compound", value=said.strip(), names=likely)


def mark(conn: Reader, said: str) -> str:
    """A mark that households can bear, or that somebody bears.

    Raises:
        Refused: `mark_nobody_has` (mark, marks).
    """
    from data.call_down.plans import marks_in_use
    from models.households import KNOWN_MARKS
    from models.households.marks import mark_of

    mark = mark_of(said)
    if mark is not None:
        return mark
    in_use = marks_in_use(conn)
    for one in in_use:
        if fold(one) == fold(said):
            return one
    near = like(said, in_use) or in_use or KNOWN_MARKS
    raise Refused("mark_nobody_has", "mark", mark=said, marks=[*near])


def person(conn: Reader, said: str) -> str:
    """The name of somebody who is, or was, on the roster.

    Raises:
        Refused: `person_unknown` for a number; as `unknown_person`.
    """
    number = record_no(said)
    if number is not None:
        name = sql.value(conn.execute("SELECT name FROM person WHERE no = ?", (number,)))
        if name is None:
            raise Refused("person_unknown", "person", no=number)
        return str(name)
    names = _texts(conn, "SELECT DISTINCT name AS text FROM person ORDER BY name")
    for name in names:
        if fold(name) == fold(said):
            return name
    raise unknown_person(said, names)


def unknown_person(said: str, names: Iterable[str]) -> Refused:
    """Nobody on the roster is called so: `person_name_like` where somebody's name is like it, else
    `person_name_unknown`."""
    near = like(said, names)
    if near:
        return Refused("person_name_like", "person", name=said, names=near)
    return Refused("person_name_unknown", "person", name=said)


def skill(conn: Reader, said: str) -> str:
    """A skill somebody on the roster has.

    Raises:
        Refused: `skill_nobody_has` (skill, skills).
    """
    known = _texts(conn, "SELECT DISTINCT skill AS text FROM person_skill ORDER BY skill")
    for skill in known:
        if fold(skill) == fold(said):
            return skill
    raise Refused("skill_nobody_has", "skill", skill=said, skills=_likely(said, known))


def store_room(conn: Reader, said: str) -> str:
    """The name of a store-room.

    Raises:
        Refused: `store_room_unclear` (value, names).
    """
    known = _texts(conn, "SELECT name AS text FROM store_room ORDER BY no")
    whole = [name for name in known if fold(name) == fold(said)]
    found = whole or [name for name in known if fold(said) and fold(said) in fold(name)]
    if len(found) != 1:
        names = found or _likely(said, known)
        raise Refused("store_room_unclear", "room", value=said, names=names)
    return found[0]


def household_no(conn: Reader, said: str) -> int:
    """The number of a household that is named by it, or by its door.

    Raises:
        Refused: `household_unknown`; `result_of_no_door` where a door is none, or several.
    """
    from data.call_sheet.finding import find_people

    number = record_no(said)
    if number is not None:
        key_of(conn, "household", number)
        return number
    found = find_people(conn, said)
    homes = {one.household_no for one in (*found.people, *(one.person for one in found.gone))}
    if len(homes) != 1 or None in homes or found.several or found.unknown:
        raise Refused("result_of_no_door", "household", value=said)
    (home,) = homes
    assert home is not None
    return home


def round_no(conn: Reader, said: str) -> int:
    """The number of a round there is.

    Raises:
        Refused: `round_unknown`.
    """
    from data.testing.queries import round_of

    return round_of(conn, int(said)).no


def _texts(conn: Reader, query: str) -> list[str]:
    return [row["text"] for row in sql.named(conn.execute(query))]
