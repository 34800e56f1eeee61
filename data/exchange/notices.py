"""Notices of deliveries: one text, one delivery."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.exchange import texts
from data.exchange.found import Found, Known, Record
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from data.supplies import queries as supplies
from models.exchange import FieldChange, ImportKind
from models.reading.notice import read_notice
from models.supplies import DeliveryInput, ItemInput
from models.supplies.goods import delivery_of
from models.supplies.rules import amount, delivery_problems
from models.text import LIMIT
from models.times import iso

MOST_LINES = 40
"""Lines a notice may have; a longer text is something else."""

_LONGEST = LIMIT
"""Characters a notice may have; it is kept whole beside what was read out of it."""

_CLOCK = re.compile(r"\s*\d{1,2}[:：]\d{2}(?!\d)")

_NEEDED = ("goods_missing",)
_NOTES = {"arrival_missing": "notice_arrival_taken"}


def is_notice(text: str, now: datetime) -> bool:
    """Whether a text names goods with a time of arrival or a truck, and who or what brings them."""
    lines = [line for _number, line in texts.lines(text)]
    if len(lines) > MOST_LINES or _is_log(lines):
        return False
    reading = read_notice(text[:_LONGEST], now)
    brought = bool(reading.plate or reading.driver) or len(reading.items) > 1
    timed = reading.arrives_at is not None or bool(reading.plate)
    return timed and bool(reading.items) and brought


def _is_log(lines: Sequence[str]) -> bool:
    """Whether most of several lines begin with a time of day: calls as they came in, whatever goods
    the callers lack."""
    timed = sum(1 for line in lines if _CLOCK.match(line))
    return timed >= 3 and 2 * timed > len(lines)


def read(found: Found, text: str, conn: Reader, now: datetime, *, compounds: bool) -> None:
    """The delivery a notice announces, and doubts about it.

    One of the same time and plate on record is compared field by field.

    Args:
        compounds: whether there are compounds it can stop at.
    """
    if len(text) > _LONGEST:
        found.problem("notice_too_long", params={"most": _LONGEST})
        return
    reading = read_notice(text, now, StoreGazetteer(conn).compounds())
    for doubt in reading.doubted:
        if doubt.code not in _NEEDED:
            code = _NOTES.get(doubt.code, f"notice_{doubt.code}")
            found.note(code, params={"values": list(doubt.words)} if doubt.words else {})
    lacking = [f"notice_{doubt}" for doubt in reading.doubts if doubt in _NEEDED]
    if not compounds:
        lacking.append("compounds_missing")
    given = delivery_of(reading, now)._replace(note=reading.text)
    for code in lacking:
        found.problem(code)
    if lacking:
        return
    take(found, given, conn, None, 1)


def take(found: Found, given: DeliveryInput, conn: Reader, sheet: str | None, row: int) -> None:
    """Take a delivery, or what is said otherwise of one of the same time and plate on record."""
    wrong = delivery_problems(given)
    for problem in wrong:
        found.problem(problem.code, sheet, row, params=problem.params)
    if wrong:
        return
    no = supplies.same_delivery(conn, given)
    changes = _changes(given, None if no is None else supplies.delivery_input(conn, no))
    known = None if no is None else Known(no, {})
    record = Record(given, sheet, row)
    found.take(known, changes, ImportKind.DELIVERIES, _label(given), record)


def changed_fields(given: DeliveryInput, held: DeliveryInput) -> dict[str, object]:
    """What a notice says otherwise than the delivery on record; what it leaves out stays."""
    said = {
        "driver": given.driver,
        "driver_phone": given.driver_phone,
        "source": given.source,
        "pass_no": given.pass_no,
        "items": given.items,
    }
    return {name: value for name, value in said.items() if value and value != getattr(held, name)}


def _changes(given: DeliveryInput, held: DeliveryInput | None) -> list[FieldChange]:
    if held is not None:
        return [
            FieldChange(name, _told(getattr(held, name)), _told(value))
            for name, value in changed_fields(given, held).items()
        ]
    names = (
        *("arrives_at", "plate", "driver", "driver_phone"),
        *("source", "pass_no", "items", "drops"),
    )
    told = ((name, _told(getattr(given, name))) for name in names)
    return [FieldChange(name, None, value) for name, value in told if value]


def _told(value: object) -> object:
    """A field of a delivery as a change tells it: its goods are a list."""
    if isinstance(value, datetime):
        return iso(value)
    if not isinstance(value, tuple):
        return str(value)
    return _goods(one for one in value if isinstance(one, ItemInput)) or value


def _goods(items: Iterable[ItemInput]) -> tuple[str, ...]:
    return tuple(amount(item.goods, item.quantity, item.unit) for item in items)


def _label(given: DeliveryInput) -> str:
    goods = "，".join(_goods(given.items))
    return " ".join(filter(None, (iso(given.arrives_at), given.plate, goods)))
