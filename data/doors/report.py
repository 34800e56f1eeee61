"""A report of doors that missed out: read against the doors of a delivery, noted as one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.doors import queries
from data.doors.commands import Noted, note_missed
from data.doors.queries import Gate
from data.sql import Reader
from models.doors import MissedRow
from models.doors.finding import Found, find
from models.doors.reading import read_exceptions
from models.doors.received import Received, received, received_at
from models.supplies import DropState

if TYPE_CHECKING:
    from data.step import Step


class Told(NamedTuple):
    """How far the doors of some gates are, and what came of a report about them."""

    missed: tuple[MissedRow, ...]
    """All that was missed there, in the order of doors and goods."""
    households: int
    """Households that are due something there."""
    done: int
    """Those of them that got everything."""
    found: Found = Found((), ())
    noted: Noted | None = None
    received: tuple[Received, ...] = ()
    """Doors of the report that got it after all."""


def read_gates(conn: Reader, delivery_no: int, compound: str | None = None) -> list[Gate]:
    """The gates of a delivery with all their doors; those called off are not among them.

    Raises:
        Refused: as `queries.gates`.
    """
    return [queries.gate(conn, drop) for drop in queries.gates(conn, delivery_no, compound)]


def understood(gates: Sequence[Gate], text: str, *, given: bool = False) -> Found:
    """What a report means at some gates.

    Args:
        given: whether it says who got what was missing, and not who missed out.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    places = [gate.drop.compound for gate in gates]
    return find(read_exceptions(text, places, given=given), queries.due_doors(gates))


def reported(
    gates: Sequence[Gate], found: Found, back: Sequence[Received], *, named_alone: bool
) -> list[Gate]:
    """The gates that a report is about.

    A report about a whole delivery of which nothing was noted yet is about all its gates. Else the
    truck is under way: then it is about those that have been reached and those that it names. One
    that says only who got it after all is about none: how far the gates are stays.

    Args:
        back: the doors that it says got it after all.
        named_alone: whether it was said which gate is meant.
    """
    named = {one.door.drop_no for one in found.known}
    if (found.unknown or back) and not found.known:
        return []
    begun = any(gate.drop.state != DropState.PLANNED for gate in gates)
    if named_alone or not begun:
        return list(gates)
    return [gate for gate in gates if gate.drop.state != DropState.PLANNED or gate.drop.no in named]


def told(conn: Reader, gates: Sequence[Gate]) -> Told:
    """How far the doors of some gates are now."""
    missed = queries.missed_at(conn, [gate.drop.no for gate in gates])
    without = {row.household_id for row in missed}
    due = [door.household_id for gate in gates for door in gate.due]
    return Told(tuple(missed), len(due), sum(1 for one in due if one not in without))


def report(
    step: Step, delivery_no: int, compound: str | None, text: str, *, hand_out: bool = True
) -> Told:
    """Note what a report says. What could not be taken is named in what is given back, the rest is
    kept; of a report of which nothing could be taken nothing is.

    Raises:
        Refused: as `read_gates` and `note_missed`.
    """
    gates = read_gates(step.conn, delivery_no, compound)
    found = understood(gates, text)
    rows = queries.missed_at(step.conn, [gate.drop.no for gate in gates])
    found, back = received(found, rows)
    about = reported(gates, found, back, named_alone=compound is not None)
    noted = None
    keys = [row.id for one in back for row in one.rows]
    if about or keys:
        drops = [gate.drop.no for gate in about]
        noted = note_missed(step, delivery_no, drops, found.misses, keys, hand_out=hand_out)
    return told(step.conn, about or gates)._replace(found=found, noted=noted, received=back)


def take_back(step: Step, delivery_no: int, compound: str | None, text: str) -> Told:
    """Take doors off those that missed out: they got everything, or came for it later.

    Raises:
        Refused: as `read_gates` and `note_missed`.
    """
    gates = read_gates(step.conn, delivery_no, compound)
    found = understood(gates, text, given=True)
    meant = {(miss.household_id, miss.item_id) for miss in found.misses}
    by_door: dict[str, list[MissedRow]] = defaultdict(list)
    for row in queries.missed_at(step.conn, [gate.drop.no for gate in gates]):
        if (row.household_id, row.item_id) in meant:
            by_door[row.household_id].append(row)
    back = [received_at(one.door, by_door[one.door.household_id]) for one in found.known]
    rows = [row for of_door in by_door.values() for row in of_door]
    noted = None
    if rows:
        at = list(dict.fromkeys(row.drop_no for row in rows))
        keys = [row.id for row in rows]
        noted = note_missed(step, delivery_no, at, (), keys, hand_out=False)
    return told(step.conn, gates)._replace(found=found, noted=noted, received=tuple(back))
