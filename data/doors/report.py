"""A report of doors that missed out: read against the doors of a delivery, noted as one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.doors import queries
from data.doors.commands import Noted, note_missed
from data.doors.queries import Gate
from data.sql import Reader
from data.supplies import gates as stops_at
from data.supplies import queries as supplies
from models.doors import MissedRow, rules
from models.doors.finding import Found, find
from models.doors.reading import read_exceptions
from models.doors.received import Received, received, received_at
from models.reading.places import with_full_names
from models.supplies import DropState

if TYPE_CHECKING:
    from data.step import Step


class Over(NamedTuple):
    """Goods of which more are handed out at a gate, by what is said of its doors, than came."""

    compound: str
    goods: str
    unit: str
    came: int
    handed: int


class Told(NamedTuple):
    """How far the doors of some gates are, and what came of a report about them."""

    missed: tuple[MissedRow, ...]
    """All that was missed there, in the order of doors and goods."""
    households: int
    """Households that are due something there."""
    done: int
    """Those of them that got everything; nobody did at a gate that is not handed out yet."""
    over: tuple[Over, ...] = ()
    found: Found = Found((), ())
    noted: Noted | None = None
    received: tuple[Received, ...] = ()
    """Doors of the report that got it after all."""


def read_gates(conn: Reader, delivery_no: int, compound: str | None = None) -> list[Gate]:
    """The gates of a delivery with all their doors; those called off are not among them.

    Raises:
        Refused: as `data.supplies.gates.gates`.
    """
    return [queries.gate(conn, drop) for drop in stops_at.gates(conn, delivery_no, compound)]


def understood(
    gates: Sequence[Gate], text: str, places: Sequence[str], *, given: bool = False
) -> Found:
    """What a report means at some gates.

    Args:
        places: the names of all compounds.
        given: whether it says who got what was missing, and not who missed out.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = with_full_names(text, places)
    return find(read_exceptions(said, places, given=given), queries.due_doors(gates))


def reported(
    gates: Sequence[Gate], found: Found, back: Sequence[Received], *, named_alone: bool
) -> list[Gate]:
    """The gates that a report is about.

    A report about a whole delivery of which nothing was noted yet is about all its gates. Else the
    truck is under way: then it is about those that have been reached and those that it names, lest
    doors count as served where no truck has been. One that says only who got it after all is about
    none: how far the gates are stays.

    Args:
        back: the doors that it says got it after all.
        named_alone: whether it was said which gate is meant.
    """
    named = {one.door.drop_no for one in found.known}
    if (found.unknown or back) and not found.known:
        return []
    reached = {gate.drop.no for gate in gates if gate.is_reached}
    if named_alone or not reached:
        return list(gates)
    return [gate for gate in gates if gate.drop.no in reached | named]


def told(conn: Reader, gates: Sequence[Gate]) -> Told:
    """How far the doors of some gates are now.

    Args:
        gates: as they were read; what came of them since is read again.
    """
    missed = queries.missed_at(conn, [gate.drop.no for gate in gates])
    without = {row.household_id for row in missed}
    states = {gate.drop.no: supplies.drop(conn, gate.drop.no).state for gate in gates}
    done = [gate for gate in gates if states[gate.drop.no] == DropState.DONE]
    served = [door for gate in done for door in gate.due if door.household_id not in without]
    units: dict[tuple[int, str], int] = defaultdict(int)
    for row in missed:
        units[row.drop_no, row.item_id] += row.quantity
    due = sum(len(gate.due) for gate in gates)
    return Told(tuple(missed), due, len(served), tuple(handed_over(done, units)))


def handed_over(gates: Sequence[Gate], missed: Mapping[tuple[int, str], int]) -> Iterator[Over]:
    """Goods of which more are handed out at some gates than came there.

    Args:
        missed: units that doors missed, by the number of the drop and the key of the goods.
    """
    for gate in gates:
        for at, (item, came) in enumerate(zip(gate.items, gate.came, strict=True)):
            due = sum(door.quantities[at] for door in gate.doors)
            more = rules.too_many(came, due, missed.get((gate.drop.no, item.item_id), 0))
            if more and came is not None:
                yield Over(gate.drop.compound, item.goods, item.unit, came, came + more)


def report(
    step: Step, delivery_no: int, compound: str | None, text: str, *, hand_out: bool = True
) -> Told:
    """Note what a report says. What could not be taken is named in what is given back, the rest is
    kept; of a report of which nothing could be taken nothing is.

    Raises:
        Refused: as `read_gates` and `note_missed`.
    """
    gates = read_gates(step.conn, delivery_no, compound)
    found = understood(gates, text, queries.places(step.conn))
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
    found = understood(gates, text, queries.places(step.conn), given=True)
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
