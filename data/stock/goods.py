"""What is done to the goods that are kept: put on file, changed, what kits are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import key_if, new_id
from data.stock import queries
from models.fields import kept, line, lines
from models.problems import Refused, refuse_outdated
from models.stock import PartInput, StockInput, StockKind, StockRow, rules
from models.text import clean, fold

if TYPE_CHECKING:
    from data.step import Step

_KEEPS = {"goods": line(60), "unit": line(10), "note": lines(500)}


def keep_goods(step: Step, given: StockInput) -> int:
    """Put goods on file that are kept from now on; their number.

    Raises:
        Refused: `field_empty`; `stock_twice` where goods of that name are kept already;
            `stock_number`, `store_room_unknown`, and as `put_parts`.
    """
    from models.stock.tables import StockGoods

    no, key = step.next_no("stock_goods"), new_id()
    values = _columns(step, given._asdict())
    _refuse_twice(step, str(values["goods"]), None)
    if given.parts:
        values["kind"] = StockKind.KIT
    step.add(StockGoods(id=key, no=no, **values))
    put_parts(step, key, str(values["goods"]), given.parts)
    step.act("stock_kept", no=no, goods=values["goods"])
    return no


def change_goods(step: Step, no: int, version: int | None, changes: Mapping[str, object]) -> None:
    """Change what is known of goods, by names of StockInput.

    Raises:
        Refused: `stock_goods_unknown`, `edited_meanwhile`, and as `keep_goods`.
    """
    from models.stock.tables import StockGoods

    was = queries.one(step.conn, no, step.at)
    refuse_outdated(no, was.version, version)
    changes = dict(changes)
    parts: Any = changes.pop("parts", None)
    values = _columns(step, changes)
    name = str(values.get("goods", was.goods))
    _refuse_twice(step, name, no)
    if parts:
        values["kind"] = StockKind.KIT
    if values or parts is not None:
        step.change(StockGoods, was.id, **values, version=StockGoods.version + 1)
    if parts is not None:
        put_parts(step, was.id, name, parts)
    step.act("stock_changed", no=no, goods=name)


def put_parts(step: Step, kit_id: str, kit: str, parts: Sequence[PartInput]) -> None:
    """Let a kit be made of these parts, and of no others. Part of a command.

    Raises:
        Refused: `part_unknown` for a part that is not kept, `part_twice`, `stock_quantity`,
            `stock_too_many`, `kit_in_itself`.
    """
    from sqlmodel import col

    from models.stock.tables import StockPart

    found: dict[str, int] = {}
    for part in parts:
        rules.refuse_wrong(part.goods, part.quantity, 1, "parts")
        row = _part(step, part.goods, kit)
        if row.id in found:
            raise Refused("part_twice", "parts", goods=row.goods)
        found[row.id] = part.quantity
    if rules.holds_itself(kit_id, found, _made_of(step, kit_id)):
        raise Refused("kit_in_itself", "parts", goods=kit)
    was = dict(_parts(step, kit_id))
    for key in was.keys() - found.keys():
        step.remove_where(
            StockPart, col(StockPart.kit_id) == kit_id, col(StockPart.goods_id) == key
        )
    for key, quantity in found.items():
        if key not in was:
            step.add(StockPart(id=new_id(), kit_id=kit_id, goods_id=key, quantity=quantity))
        elif was[key] != quantity:
            step.change_where(
                StockPart,
                col(StockPart.kit_id) == kit_id,
                col(StockPart.goods_id) == key,
                quantity=quantity,
            )


def _part(step: Step, said: str, kit: str) -> StockRow:
    """Goods that a kit is made of; where nobody knows them, the kit is no name to choose."""
    found = queries.known(step.conn, said, step.at)
    if found is None:
        names = sorted(name for name in queries.names_in_use(step.conn) if fold(name) != fold(kit))
        likely = rules.nearest(said, names)
        raise Refused("part_unknown", "parts", value=said.strip(), names=likely or names)
    return found


def _parts(step: Step, kit_id: str) -> Mapping[str, int]:
    rows = step.conn.execute(
        "SELECT goods_id, quantity FROM stock_part WHERE kit_id = ?", (kit_id,)
    )
    return sql.mapped(rows, "goods_id", "quantity")


def _made_of(step: Step, but: str) -> Mapping[str, list[str]]:
    """By key, the parts of all kits but one."""
    found: dict[str, list[str]] = {}
    rows = step.conn.execute("SELECT kit_id, goods_id FROM stock_part WHERE kit_id <> ?", (but,))
    for one in sql.named(rows):
        found.setdefault(one["kit_id"], []).append(one["goods_id"])
    return found


def _columns(step: Step, given: Mapping[str, object]) -> dict[str, Any]:
    """What is kept of fields of a StockInput, by column, but for parts."""
    values = kept({name: value for name, value in given.items() if name in _KEEPS}, _KEEPS)
    if "goods" in values:
        if not values["goods"]:
            raise Refused("field_empty", "goods")
        values["search"] = fold(values["goods"])
    for name in ("low", "a_person_a_day"):
        if name in given:
            values[name] = _number(name, given[name])
    if "kind" in given:
        values["kind"] = StockKind(str(given["kind"]))
    if "room_no" in given:
        no: Any = given["room_no"]
        values["store_room_id"] = key_if(step.conn, "store_room", no)
    return values


def _number(name: str, value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value <= rules.MOST:
        raise Refused("stock_number", name, value=clean(str(value), limit=40))
    return value


def _refuse_twice(step: Step, name: str, no: int | None) -> None:
    """Goods of one name are kept once: counts and balances would part else."""
    rows = step.conn.execute("SELECT goods, no FROM stock_goods WHERE search = ?", (fold(name),))
    for one in sql.named(rows):
        if one["no"] != no:
            raise Refused("stock_twice", "goods", goods=one["goods"])
