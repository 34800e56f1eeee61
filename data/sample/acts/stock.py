"""The store-room: who has its key, what is kept there, what went in and out."""

from __future__ import annotations

from data.sample.scene import Scene
from data.stock import commands as stock
from data.stock import goods, queries, rooms
from models.stock import MoveInput, MoveKind, RoomInput, StockInput, StockKind


def add_room(scene: Scene, name: str, key: str, note: str = "") -> None:
    """There is a store-room, and somebody has its key."""
    no = rooms.add_room(scene.step, RoomInput(name, note))
    rooms.give_keys(scene.step, [no], scene.person(key))


def keep(
    scene: Scene, what: str, unit: str, kind: str, room: str, low: int | None = None, note: str = ""
) -> None:
    """Goods are kept from now on."""
    found = queries.room_called(scene.step.conn, room)
    assert found is not None, room
    given = StockInput(what, unit, StockKind(kind), low, room_no=found.no, note=note)
    goods.keep_goods(scene.step, given)


def move(
    scene: Scene, kind: str, what: str, many: int, who: str = "", delivery: int | None = None
) -> None:
    """Goods went in or out, or came back."""
    given = MoveInput(many, who, delivery, at=scene.at)
    stock.move_goods(scene.step, _no(scene, what), MoveKind(kind), given)


def bring_left_over(scene: Scene, delivery: int) -> None:
    """What was left over of a delivery is brought in."""
    stock.bring_left_over(scene.step, delivery)


def count(scene: Scene, what: str, many: int, reason: str = "") -> None:
    """Goods were counted."""
    stock.count_goods(scene.step, _no(scene, what), MoveInput(many, reason=reason))


def _no(scene: Scene, what: str) -> int:
    return queries.called(scene.step.conn, what, scene.step.at).no
