"""Drivers and suppliers in a real file: noted, kept, changed, taken away, recognised; undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from data.drivers import commands as driver_commands
from data.drivers import queries as drivers
from data.drivers import suppliers
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import run
from models.drivers import NoteKind, SupplierInput
from models.households import CompoundInput
from models.supplies import DeliveryInput, ItemInput
from models.times import LOCAL
from tests.beginning import begin
from tests.states import refused, refused_whole, undone_whole

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


@pytest.fixture
def town(store: Store) -> Store:
    """Three deliveries: two of one driver, with another truck each time, and one of another."""
    begin(store, CompoundInput("甲苑"))
    for day, (driver, phone, plate) in enumerate(
        [
            ("朱师傅", "138 0000 9999", "沪A·1"),
            ("小朱", "13800009999", "沪A·2"),
            ("朱师傅", "13800008888", "沪B·3"),
        ]
    ):
        given = DeliveryInput(
            NINE + timedelta(days=day), (ItemInput("菜", 9, "份"),), plate, driver, phone
        )
        store.do(supply_commands.add_delivery, given)
    return store


def test_what_was_said_to_a_driver_is_read_before_the_next_call(town: Store) -> None:
    undone_whole(
        town,
        lambda: town.do(driver_commands.add_note, 1, NoteKind.ASKED, " 送到十个门口 "),
        lambda: town.do(driver_commands.add_note, 1, NoteKind.PROMISED, "每门口等 20 分钟"),
        lambda: town.do(driver_commands.keep_promise, 2, is_kept=True),
        lambda: town.do(driver_commands.add_note, 2, NoteKind.THANKED, "泡面、牛奶"),
    )
    card = town.ask(drivers.card_of, 2)
    assert (card.name, card.phone, card.plates) == ("小朱", "13800009999", ("沪A·2", "沪A·1"))
    assert [row.no for row in card.deliveries] == [2, 1]
    assert [(note.delivery_no, note.text) for note in card.notes] == [
        (2, "泡面、牛奶"),
        (1, "每门口等 20 分钟"),
        (1, "送到十个门口"),
    ]
    assert (card.kept, card.broken) == (1, 0)
    assert town.ask(drivers.card_of, 3).notes == ()
    assert [one.name for one in town.ask(drivers.drivers)] == ["朱师傅", "小朱"]
    assert [one.name for one in town.ask(drivers.drivers, "泡面")] == ["小朱"]


def test_a_note_is_changed_and_taken_away(town: Store) -> None:
    no = town.do(driver_commands.add_note, 1, NoteKind.WORKED, "七点前打")
    town.do(driver_commands.change_note, no, 1, "六点半前打")
    with refused("edited_meanwhile"):
        town.do(driver_commands.change_note, no, 1, "别打")
    refused_whole(
        town, lambda step: driver_commands.change_note(step, no, 2, "  "), "note_empty", "text"
    )
    undone_whole(town, lambda: town.do(driver_commands.remove_note, no))
    assert town.ask(drivers.card_of, 1).notes == ()
    with refused("note_unknown", no=no):
        town.do(driver_commands.remove_note, no)


def test_only_promises_are_kept(town: Store) -> None:
    no = town.do(driver_commands.add_note, 1, NoteKind.ASKED, "送到门口")
    with refused("only_promises_are_kept"):
        town.do(driver_commands.keep_promise, no, is_kept=True)
    with refused("only_promises_are_kept"):
        town.do(driver_commands.add_note, 1, NoteKind.ASKED, "再送", is_kept=True)
    with refused("delivery_unknown", no=9):
        town.do(driver_commands.add_note, 9, NoteKind.ASKED, "送到门口")
    promise = town.do(driver_commands.add_note, 1, NoteKind.PROMISED, "九点到")
    for is_kept in (True, False, None):
        town.do(driver_commands.keep_promise, promise, is_kept)
        told = town.ask(drivers.note, promise).is_kept
        assert told == (None if is_kept is None else int(is_kept))


def test_suppliers_are_listed_first_and_none_is_there_twice(town: Store) -> None:
    undone_whole(
        town,
        lambda: town.do(suppliers.add_supplier, SupplierInput("盒马", phone="138 0000 0001")),
        lambda: town.do(
            suppliers.add_supplier, SupplierInput("第一食品", pass_no="保-1", is_listed=True)
        ),
    )
    rows = town.ask(suppliers.suppliers)
    assert [(one.no, one.name, one.is_listed) for one in rows] == [
        (2, "第一食品", 1),
        (1, "盒马", 0),
    ]
    assert rows[1].phone == "13800000001"
    for given, code in (
        (SupplierInput("盒马"), "supplier_twice"),
        (SupplierInput(" "), "supplier_unnamed"),
    ):
        refused_whole(town, lambda step, g=given: suppliers.add_supplier(step, g), code, "name")
    town.do(suppliers.change_supplier, 1, 1, {"is_listed": True, "contact": "老陈"})
    assert town.ask(suppliers.supplier, 1).contact == "老陈"
    with refused("edited_meanwhile"):
        town.do(suppliers.change_supplier, 1, 1, {"contact": "x"})
    with refused("supplier_twice", name="第一食品"):
        town.do(suppliers.change_supplier, 1, 2, {"name": "第一食品"})
    assert [one.no for one in town.ask(suppliers.suppliers, "老陈")] == [1]


def test_who_sent_a_delivery_is_chosen_or_known_by_name(town: Store) -> None:
    listed = town.do(
        suppliers.add_supplier, SupplierInput("第一食品", pass_no="保-1", is_listed=True)
    )
    other = town.do(suppliers.add_supplier, SupplierInput("盒马"))
    with town.step() as step:
        step.act("became")
        step.change_where(_delivery(), _delivery().no == 1, source="上海第一食品公司")
    view = town.ask(run.truck, 1)
    assert (view.supplier, view.is_listed, view.supplier_pass) == ("第一食品", 1, "保-1")
    assert town.ask(run.truck, 2).supplier == ""
    undone_whole(town, lambda: town.do(suppliers.choose_supplier, 1, other))
    view = town.ask(run.truck, 1)
    assert (view.supplier_no, view.is_listed) == (other, 0), "said, and not refused"
    town.do(suppliers.choose_supplier, 1, None)
    assert town.ask(run.truck, 1).supplier_no == listed
    with refused("supplier_unknown", no=9):
        town.do(suppliers.choose_supplier, 1, 9)
    with refused("delivery_unknown", no=9):
        town.do(suppliers.choose_supplier, 9, other)


def _delivery() -> Any:
    from models.supplies.tables import Delivery

    return Delivery
