"""Who is meant that goods go to or come from: somebody of the roster, or words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.ids import key_on_roster, record_no
from data.roster import queries as roster
from models.problems import Refused
from models.text import clean, fold

if TYPE_CHECKING:
    from data.step import Step


class Who(NamedTuple):
    """To or from whom.

    Attributes:
        words: what was said of who is not on the roster.
        person_id: the key of who is.
        name: either, to be told.
    """

    words: str = ""
    person_id: str | None = None
    name: str = ""


def meant(step: Step, said: str) -> Who:
    """Somebody of the roster by their name, however it is written, or by number as `#12`; else the
    words themselves, for many who get something are on no list.

    Raises:
        Refused: `person_name_shared` with the numbers to choose from, `person_unknown`,
            `person_archived`.
    """
    words = clean(said, limit=60)
    number = record_no(words)
    if words.startswith("#") and number is not None:
        key = key_on_roster(step.conn, number, "who")
        person = roster.person(step.conn, number)
        return Who("", key, "" if person is None else person.name)
    called = [one for one in roster.people(step.conn) if words and fold(one.name) == fold(words)]
    if len(called) > 1:
        numbers = [f"#{one.no} ({one.post or one.phone})" for one in called]
        raise Refused("person_name_shared", "who", name=words, numbers=numbers)
    if called:
        return Who("", key_on_roster(step.conn, called[0].no, "who"), called[0].name)
    return Who(words, None, words)
