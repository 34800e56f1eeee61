"""What is on file of goods and store-rooms: put there and changed in forms, keys given by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from data.roster.queries import roster
from data.stock import goods, queries, rooms
from models.problems import Refused
from models.roster import ABSENT_PLACES, PersonRow
from models.stock import RoomInput, RoomRow, StockInput, StockKind, StockRow
from screens.i18n import _
from screens.kit.form import FormDialog
from screens.kit.narrowed import choose_narrowed
from screens.kit.record import Edit, blank
from screens.kit.record_form import RecordForm
from screens.kit.values import beside
from screens.roster import words as people_words
from screens.stock import form as forms

if TYPE_CHECKING:
    from screens.kit.desk import Desk

Then = Callable[[int], None]
"""Called with the number of what was put on file."""


def _once_made(made: list[int], then: Then, saved: bool | None) -> None:
    if saved and made:
        then(made[-1])


def new_goods(desk: Desk, then: Then) -> None:
    """Put goods on file, in a form."""
    fields = forms.goods_fields(desk.store.ask(queries.rooms))
    made: list[int] = []

    async def keep(edit: Edit[StockInput]) -> int | Refused:
        done = await desk.perform(
            lambda step: goods.keep_goods(step, edit.given),
            lambda _no: _("{goods} is on file.").format(goods=edit.given.goods),
        )
        if not isinstance(done, Refused):
            made.append(done)
        return done

    stood = blank(lambda: _("Goods that are kept"), {"kind": StockKind.GEAR})
    read = partial(forms.read_goods, fields)
    form = FormDialog(stood, fields, read, keep, "stock-goods")
    desk.open_dialog(form, partial(_once_made, made, then))


def new_room(desk: Desk, then: Then) -> None:
    """Put a store-room on file, in a form."""
    made: list[int] = []

    async def keep(edit: Edit[RoomInput]) -> int | Refused:
        done = await desk.perform(
            lambda step: rooms.add_room(step, edit.given),
            lambda _no: _("{room} is on file.").format(room=edit.given.name),
        )
        if not isinstance(done, Refused):
            made.append(done)
        return done

    stood = blank(lambda: _("A store-room"))
    form = FormDialog(stood, forms.ROOM, forms.read_room, keep, "store-room")
    desk.open_dialog(form, partial(_once_made, made, then))


def edit_goods(desk: Desk, row: StockRow) -> None:
    """Change what is known of goods."""
    fields = forms.goods_fields(desk.store.ask(queries.rooms))
    RecordForm(
        name="stock-goods",
        read=partial(forms.read_goods, fields),
        record=partial(forms.goods_record, fields, desk.store.now()),
        change=goods.change_goods,
        changed=lambda _no, edit: _("{goods} changed.").format(goods=edit.given.goods),
    ).edit(desk, fields, row.no)


def edit_room(desk: Desk, row: RoomRow) -> None:
    """Change what a store-room is called."""
    RecordForm(
        name="store-room",
        read=forms.read_room,
        record=forms.room_record,
        change=rooms.change_room,
        changed=lambda _no, edit: _("{room} changed.").format(room=edit.given.name),
    ).edit(desk, forms.ROOM, row.no)


def give_key(desk: Desk, row: RoomRow) -> None:
    """Let it be chosen who has the key of a store-room from now on; the absent come last."""
    people = desk.store.ask(roster, desk.store.now())
    here = sorted(people, key=lambda one: one.place in ABSENT_PLACES)
    choose_narrowed(
        desk,
        lambda: _("Give the key of {room} to").format(room=row.name),
        [*here, None],
        _keeper,
        partial(_give, desk, row),
    )


async def _give(desk: Desk, row: RoomRow, to: PersonRow | None) -> None:
    name = _("nobody") if to is None else to.name
    await desk.perform(
        lambda step: rooms.give_keys(step, [row.no], None if to is None else to.no),
        lambda _done: _("The key of {room} is with {name}.").format(room=row.name, name=name),
    )


def _keeper(one: PersonRow | None) -> str:
    """Somebody who may have a key, with where they are while they are absent."""
    if one is None:
        return _("nobody for now")
    gone = people_words.label(one.place, "place") if one.place in ABSENT_PLACES else ""
    return beside(one.name, one.post, gone)
