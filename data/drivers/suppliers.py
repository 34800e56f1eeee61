"""Suppliers: who sends goods, who of them is on the list that assures the city's supply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import key_of, new_id
from data.sql import Reader
from models.drivers import SupplierInput, SupplierRow
from models.drivers.rules import named
from models.fields import line, lines, tidied
from models.problems import Refused, refuse_outdated
from models.text import clean, fold, phone_digits

if TYPE_CHECKING:
    from data.step import Step

_ROW = """
SELECT s.no AS no, s.id AS id, s.version AS version, s.name AS name, s.contact AS contact,
  s.phone AS phone, s.goods AS goods, s.pass_no AS pass_no, s.is_listed AS is_listed,
  s.note AS note, (SELECT count(*) FROM delivery y WHERE y.supplier_id = s.id) AS deliveries
FROM supplier s"""


def suppliers(conn: Reader, find: str = "") -> list[SupplierRow]:
    """All suppliers, those on the list first.

    Args:
        find: words that all have to be in what is known of them.
    """
    words = fold(find).split()
    rows = conn.execute(f"{_ROW} ORDER BY s.is_listed DESC, s.name, s.no")
    found = sql.views(SupplierRow, rows)
    if not words:
        return found
    searched = sql.mapped(conn.execute("SELECT no, search FROM supplier"), "no", "search")
    return [one for one in found if all(word in searched[one.no] for word in words)]


def supplier(conn: Reader, no: int) -> SupplierRow:
    """One supplier.

    Raises:
        Refused: `supplier_unknown`.
    """
    found = conn.execute(f"{_ROW} WHERE s.no = ?", (no,))
    return sql.found(SupplierRow, found, "supplier_unknown", no=no)


def supplier_named(conn: Reader, text: str) -> SupplierRow | None:
    """The supplier that a text names, such as the source of a delivery; None where none is meant
    for sure."""
    if not text.strip():
        return None
    known = suppliers(conn)
    at = named(text, [one.name for one in known])
    return None if at is None else known[at]


def add_supplier(step: Step, given: SupplierInput) -> int:
    """Write down a supplier; its number.

    Raises:
        Refused: `supplier_unnamed`, `supplier_twice`.
    """
    from models.drivers.tables import Supplier

    given = _checked(step.conn, given)
    no = step.next_no("supplier")
    step.add(Supplier(id=new_id(), no=no, **_columns(given)))
    step.act("supplier_added", no=no, name=given.name)
    return no


def change_supplier(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change what is known of a supplier, by names of SupplierInput.

    Raises:
        Refused: `supplier_unknown`, `edited_meanwhile`, and as `add_supplier`.
    """
    from models.drivers.tables import Supplier

    was = supplier(step.conn, no)
    refuse_outdated(no, was.version, version)
    before = SupplierInput(
        was.name, was.contact, was.phone, was.goods, was.pass_no, bool(was.is_listed), was.note
    )
    given = _checked(step.conn, before._replace(**changes), no)  # type: ignore[arg-type]
    if given == before:
        return
    step.change(Supplier, was.id, **_columns(given), version=was.version + 1)
    step.act("supplier_changed", no=no, name=given.name)


def choose_supplier(step: Step, delivery_no: int, no: int | None) -> SupplierRow | None:
    """Say who sent a delivery; one that is on no list is told as that, and not refused.

    Raises:
        Refused: `delivery_unknown`, `supplier_unknown`.
    """
    from models.supplies.tables import Delivery

    key = key_of(step.conn, "delivery", delivery_no)
    chosen = None if no is None else supplier(step.conn, no)
    step.change(
        Delivery,
        key,
        supplier_id=None if chosen is None else chosen.id,
        version=Delivery.version + 1,
    )
    name = "" if chosen is None else chosen.name
    step.act("supplier_chosen", no=delivery_no, name=name)
    return chosen


def _columns(given: SupplierInput) -> dict[str, Any]:
    search = fold(" ".join((given.name, given.contact, given.phone, given.goods, given.pass_no)))
    return {**given._asdict(), "is_listed": int(given.is_listed), "search": search}


def _checked(conn: Reader, given: SupplierInput, but: int | None = None) -> SupplierInput:
    phone = clean(given.phone, limit=40)
    limits = {
        "name": line(80),
        "contact": line(60),
        "goods": line(120),
        "pass_no": line(60),
        "note": lines(500),
    }
    given = tidied(given, limits)._replace(phone=phone_digits(phone) or phone)
    if not given.name:
        raise Refused("supplier_unnamed", "name")
    if any(one.name == given.name and one.no != but for one in suppliers(conn)):
        raise Refused("supplier_twice", "name", name=given.name)
    return given
