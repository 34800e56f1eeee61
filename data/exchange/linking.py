"""Calls that came before the register: open requests get their households when it comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from models.exchange import RowProblem
from models.reading.gazetteer import Gazetteer
from models.reading.line import read_line
from models.reading.shapes import Reading
from models.requests import RequestState
from models.requests.doubts import LIFE, of_place
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


class Linked(NamedTuple):
    """An open request whose household is known now."""

    no: int
    text: str
    opened_at: str
    reading: Reading


class _Asked(NamedTuple):
    """A request as it was taken down."""

    no: int
    text: str
    opened_at: str


def found(conn: Reader, gazetteer: Gazetteer) -> Iterator[Linked]:
    """Open requests without a household that a register tells the household of, beyond doubt.

    Args:
        gazetteer: the register as it is, or as it will be.
    """
    rows = conn.execute(
        "SELECT no, text, opened_at FROM request"
        " WHERE household_id IS NULL AND state = ? AND joined_to_id IS NULL ORDER BY no",
        (RequestState.OPEN.value,),
    )
    for one in sql.views(_Asked, rows):
        reading = read_line(one.text, gazetteer, loaded(one.opened_at))
        if reading.household is not None and not of_place(reading.doubts):
            yield Linked(*one, reading)


def link(step: Step) -> int:
    """Put them to their households; how many they are. Part of an import.

    Whether one may be about a life because of what is known of its household is asked about, where
    nobody has changed it since it was taken down.
    """
    from data.reading import capture
    from data.requests import queries
    from data.requests.commands import change_request

    linked = list(found(step.conn, StoreGazetteer(step.conn)))
    for one in linked:
        was = queries.view(step.conn, one.no)
        came = loaded(one.opened_at)
        given = capture.input_of_reading(one.reading, one.text, came)
        doubts = list(was.doubts)
        if was.version == 1 and LIFE not in doubts:
            doubts += [LIFE] if LIFE in capture.read(step.conn, one.text, came).doubts else []
        changes = {
            "household_no": given.household_no,
            "doors": given.doors,
            "address_said": given.address_said,
            "doubts": tuple(doubts),
        }
        change_request(step, one.no, was.version, changes)
    return len(linked)


def note(file: str, count: int) -> RowProblem:
    """What is said of them."""
    return RowProblem(file, "calls_linked", params={"count": count})
