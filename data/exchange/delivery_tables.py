"""Tables of deliveries, goods a row: what comes on which truck, when, with whom.

The rows of one truck and time are one delivery. Where compounds have rows of their own the goods
are added up, and the compounds are its stops: what each gets, the desk divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import NamedTuple

from data.exchange import notices, written_once
from data.exchange.compounds import Compounds
from data.exchange.days import as_day
from data.exchange.found import Found
from data.exchange.rows import Rows, tidy_name
from data.sql import Reader
from models.exchange.columns import Cell
from models.reading.notice import read_notice
from models.supplies import DeliveryInput, ItemInput
from models.supplies.goods import usual_arrival
from models.supplies.typed_goods import described
from models.telephone_cells import read_telephones
from models.text import clean, whole_number
from models.times import LOCAL, day_start
from models.typed_times import read_typed

_TRUCK = ("arrives_on", "arrives_at", "plate", "driver", "driver_phone", "source", "pass_no")
_QUANTITY = re.compile(r"([\d,]{1,9})(?:\.0)?\s*([^\d\s]{0,8})")
_MORNING = time(8)
"""When a delivery is expected of which only the day is told."""


class _Line(NamedTuple):
    """A row: what comes, and to which compound where it says so."""

    number: int
    item: ItemInput
    compound: str | None


Lines = list[_Line]


def read(rows: Rows, found: Found, conn: Reader, known: Compounds, now: datetime) -> None:
    """The deliveries of a table; of the same time and plate on record, what is said otherwise."""
    for cells, lines in _trucks(rows, known):
        number = lines[0].number
        at = _arrives(rows, cells, number, now)
        if at is None:
            continue
        given = DeliveryInput(
            arrives_at=at,
            items=tuple(_added_up(lines)),
            plate=read_notice(cells["plate"], now).plate or cells["plate"],
            driver=tidy_name(cells["driver"]),
            driver_phone=_phone(cells["driver_phone"]),
            source=cells["source"],
            pass_no=cells["pass_no"],
            drops=tuple(dict.fromkeys(one.compound for one in lines if one.compound)),
        )
        notices.take(found, given, conn, rows.table.sheet, number)


def _trucks(rows: Rows, known: Compounds) -> Iterator[tuple[Mapping[str, str], Lines]]:
    """For each truck and time its cells, and the rows of what it brings.

    A row that says nothing of truck and time is of the one above.
    """
    down = written_once.down(rows, _TRUCK, ())
    trucks: dict[tuple[str, ...], Lines] = {}
    key: tuple[str, ...] = ()
    for number, row in rows.body():
        said = tuple(_cell(rows, row, number, name, down) for name in _TRUCK)
        if any(said):
            key = said
        line = _line(rows, row, number, known)
        if line is not None:
            trucks.setdefault(key or said, []).append(line)
    for cells, lines in trucks.items():
        yield dict(zip(_TRUCK, cells, strict=True)), lines


def _cell(
    rows: Rows,
    row: Sequence[Cell],
    number: int,
    name: str,
    down: Mapping[str, Mapping[int, str]],
) -> str:
    return rows.text(row, name) or down.get(name, {}).get(number - 1, "")


def _line(rows: Rows, row: Sequence[Cell], number: int, known: Compounds) -> _Line | None:
    goods, said = rows.text(row, "goods"), rows.text(row, "quantity")
    counted = _QUANTITY.fullmatch(said)
    quantity = whole_number(counted[1].replace(",", "")) if counted else None
    if not goods or quantity is None or counted is None:
        name = "quantity" if goods else "goods"
        rows.problem(f"delivery_{name}_unreadable", number, name, value=said or goods)
        return None
    pack = rows.text(row, "pack")
    unit = rows.text(row, "measure") or counted[2]
    item = described(
        ItemInput(
            f"{goods}({pack})" if pack else goods,
            quantity,
            unit,
            batch=rows.text(row, "batch"),
            kit=rows.text(row, "kit"),
        ),
        rows.text(row, "rule"),
    )
    place = rows.text(row, "compound")
    compound = known.find(place) if place else None
    if place and compound is None:
        rows.problem("compound_unknown", number, "compound", taken=True, value=place)
    return _Line(number, item, compound)


def _added_up(lines: Sequence[_Line]) -> Iterator[ItemInput]:
    """The goods, each once with what its rows come to, divided as the first of them says."""
    sums: dict[tuple[str, str, str], int] = {}
    first: dict[tuple[str, str, str], ItemInput] = {}
    for line in lines:
        key = line.item.goods, line.item.unit, line.item.batch
        sums[key] = sums.get(key, 0) + line.item.quantity
        first.setdefault(key, line.item)
    for key, quantity in sums.items():
        yield first[key]._replace(quantity=quantity)


def _phone(said: str) -> str:
    return next((one.number for one in read_telephones(said).telephones), "")


def _arrives(rows: Rows, cells: Mapping[str, str], number: int, now: datetime) -> datetime | None:
    """When a truck comes; of a day alone in the morning, and at the usual time in a table that has
    no column for it, which is said."""
    if not rows.has("arrives_on") and not rows.has("arrives_at"):
        rows.note("notice_arrival_taken", number)
        return usual_arrival(now)
    said = f"{cells['arrives_on']} {cells['arrives_at']}".strip()
    with suppress(ValueError):
        typed = read_typed(clean(said).replace("T", " "), now)
        if not typed.any_hour:
            return typed.at
    day = as_day(cells["arrives_on"], now) or as_day(cells["arrives_at"], now)
    if day is None:
        rows.problem("notice_arrival_missing", number, "arrives_at")
        return None
    rows.note("delivery_hour_missing", number, value=f"{_MORNING:%H:%M}")
    return day_start(day, _MORNING).astimezone(LOCAL)
