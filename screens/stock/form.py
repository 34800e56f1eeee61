"""The forms of stock: goods with their parts, a store-room, and how long goods are reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from data.sql import Reader
from data.stock import commands, queries
from data.stock.settings import NAME, stock_settings
from models.problems import Problem, Refused
from models.stock import PartInput, PartRow, RoomInput, RoomRow, StockInput, StockKind, rules
from models.stock.settings import StockSettings, kept
from models.supplies.rules import amount
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import LONG, Choice, Typed, count
from screens.kit.record import Record, record_of
from screens.stock import words

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def _parts(text: str, _now: datetime) -> tuple[PartInput, ...] | list[Problem]:
    """Parts of a kit, one a line: `口罩 5`, with their unit or without."""
    found, problems = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _gap, many = line.rpartition(" ")
        try:
            quantity, _unit = rules.read_quantity(many, goods=name)
        except Refused:
            quantity = 0
        if not name.strip() or not quantity:
            problems.append(Problem("part_unclear", {"value": line}))
        else:
            found.append(PartInput(name.strip(), quantity))
    return problems or tuple(found)


def _spelled(parts: Sequence[PartRow | PartInput]) -> str:
    return "\n".join(amount(one.goods, one.quantity, getattr(one, "unit", "")) for one in parts)


_PARTS: Typed[tuple[PartInput, ...]] = Typed(reads=_parts, shows=_spelled, empty=(), lines=True)


def goods_fields(rooms: Sequence[RoomRow]) -> tuple[FormField, ...]:
    """The fields of goods that are kept, in one of these store-rooms."""

    def pairs() -> Sequence[tuple[str, str]]:
        return [("", _("none said")), *((str(one.no), one.name) for one in rooms)]

    return (
        FormField("goods", N_("goods"), required=True, hint=N_("masks, gowns, test kits")),
        FormField("unit", N_("counted in"), hint=N_("pieces, boxes, bags")),
        FormField(
            "kind", N_("kind"), Choice(words.kind.pairs, StockKind, StockKind.GEAR), required=True
        ),
        FormField("low_mark", N_("low from"), count(0, rules.MOST), decides=("low",)),
        FormField(
            "a_person_a_day",
            N_("a person a day"),
            count(0, rules.MOST),
            hint=N_("what somebody on duty uses"),
        ),
        FormField("room_no", N_("store-room"), Choice(pairs, _number, None)),
        FormField("parts", N_("parts of a kit"), _PARTS, hint=N_("one a line: masks 5")),
        FormField("note", N_("note"), LONG),
    )


def _number(said: str) -> int | None:
    return int(said) if said else None


def _given(low_mark: int | None, **others: object) -> StockInput:
    return StockInput(low=low_mark, **others)  # type: ignore[arg-type]


def read_goods(
    fields: Sequence[FormField], values: Values, now: datetime
) -> StockInput | list[Problem]:
    """Goods as their form says them."""
    return reader(fields, _given)(values, now)


def goods_record(fields: Sequence[FormField], now: datetime, conn: Reader, no: int) -> Record:
    """Goods on file.

    Raises:
        Refused: `stock_goods_unknown`.
    """
    row = queries.one(conn, no, now)
    return Record(lambda: row.goods, shown(fields, row), row.version, (row.id,))


ROOM: tuple[FormField, ...] = (
    FormField("name", N_("store-room"), required=True, hint=N_("back room, second floor")),
    FormField("note", N_("note"), hint=N_("where it is, what is in it")),
)
"""The fields of a store-room."""

read_room = reader(ROOM, RoomInput)
"""What is known of a store-room as its form says it."""

room_record = record_of(queries.room, lambda row: row.name, ROOM)

# -- settings --------------------------------------------------------------------------------------

_SETTINGS: tuple[FormField, ...] = (
    FormField("look_days", N_("days looked at"), count(1, 60), hint=N_("days"), required=True),
    FormField("warn_days", N_("warn below"), count(1, 60), hint=N_("days"), required=True),
)


def _settings(conn: Reader) -> Record:
    found = stock_settings(conn)
    return Record(
        lambda: _("Settings of the store-room"),
        shown(_SETTINGS, found),
        found,
        tuple(NAME + name for name in kept(found)),
    )


def set_stock(desk: Desk) -> None:
    """Open the form of the settings; saving it is one act."""
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _settings),
            _SETTINGS,
            reader(_SETTINGS, StockSettings),
            lambda edit: desk.perform(
                lambda step: commands.set_stock(step, edit.given, was=edit.version),
                lambda _set: _("The settings of the store-room are changed."),
            ),
            "stock-settings",
        )
    )
