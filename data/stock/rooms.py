"""What is done to store-rooms: put on file, named anew, their keys given to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data import sql
from data.ids import key_on_roster, new_id
from data.several import each
from data.stock import queries
from models.fields import kept, line, lines
from models.problems import Refused, refuse_outdated
from models.several import Several
from models.stock import RoomInput, RoomRow

if TYPE_CHECKING:
    from data.step import Step

_KEEPS = {"name": line(60), "note": lines(300)}


def add_room(step: Step, given: RoomInput) -> int:
    """Put a store-room on file; its number.

    Raises:
        Refused: `field_empty`, `store_room_twice`.
    """
    from models.stock.tables import StoreRoom

    values = kept(given._asdict(), _KEEPS)
    _refuse_wrong(step, values["name"], None)
    no = step.next_no("store_room")
    step.add(StoreRoom(id=new_id(), no=no, **values))
    step.act("store_room_added", no=no, room=values["name"])
    return no


def change_room(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change what a store-room is called, by names of RoomInput.

    Raises:
        Refused: `store_room_unknown`, `edited_meanwhile`, and as `add_room`.
    """
    from models.stock.tables import StoreRoom

    was = queries.room(step.conn, no)
    refuse_outdated(no, was.version, version)
    values = kept(changes, _KEEPS)
    name = values.get("name", was.name)
    _refuse_wrong(step, name, no)
    if values:
        step.change(StoreRoom, was.id, **values, version=StoreRoom.version + 1)
    step.act("store_room_changed", no=no, room=name)


def give_keys(step: Step, numbers: Sequence[int], person_no: int | None) -> Several[RoomRow]:
    """The keys of store-rooms go to somebody, or to nobody; what the rooms were.

    Raises:
        Refused: `person_unknown`, `person_archived`; a `NoneDone` of `store_room_unknown`.
    """
    from models.stock.tables import StoreRoom

    keeper = None if person_no is None else key_on_roster(step.conn, person_no, "keeper_no")

    def give(no: int) -> RoomRow:
        was = queries.room(step.conn, no)
        if was.keeper_no != person_no:
            step.change(StoreRoom, was.id, keeper_id=keeper, version=StoreRoom.version + 1)
        return was

    done = each(step, numbers, give)
    names = [was.name for was in done.done.values()]
    if keeper is None:
        step.act("store_room_keyless", nos=done.nos, room=names)
    else:
        to = sql.value(step.conn.execute("SELECT name FROM person WHERE id = ?", (keeper,)))
        step.act("store_room_key", nos=done.nos, room=names, name=to)
    return done


def _refuse_wrong(step: Step, name: str, no: int | None) -> None:
    if not name:
        raise Refused("field_empty", "name")
    found = queries.room_called(step.conn, name)
    if found is not None and found.no != no:
        raise Refused("store_room_twice", "name", room=found.name)
