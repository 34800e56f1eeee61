"""Tables of calls, one a row: lists of a help site, of the city line, of the committee's own desk.

What was asked is read as the capture line reads it, from the words of the row alone: how urgent
others thought it is judges nothing, since everything is ticked as most urgent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from data.exchange.calls import Calls
from data.exchange.days import as_day
from data.exchange.found import Found
from data.exchange.gazetteer import Places
from data.exchange.list_words import list_words
from data.exchange.rows import Rows, as_text, tidy_name
from data.reading.capture import input_of_reading
from data.sql import Reader
from models.exchange.columns import Cell
from models.households.addresses import bare_building, bare_room, bare_unit
from models.learned.rules import of_kind
from models.reading.pasted import MOST_LINES
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.text import clean, fold
from models.times import LOCAL, day_start, local_date
from models.typed_times import read_typed

_BEHIND = ("measures", "handled_by", "note")
"""What others wrote about a call, kept on lines of its own behind what was asked."""


def read(
    tables: Sequence[Rows], found: Found, conn: Reader, now: datetime, coming: Places = ()
) -> None:
    """The calls of a file's tables; those that are done are left out and counted.

    Args:
        coming: as for `Calls`.
    """
    calls = Calls(found, conn, now, coming)
    for rows in tables:
        done = 0
        for number, row in rows.body():
            if _is_done(rows, row):
                done += 1
                continue
            _take(rows, row, number, calls, now)
            if calls.too_many:
                rows.problem("too_many_lines", number, most=MOST_LINES)
                return
        if done:
            rows.note("calls_done", None, calls=done)


def _is_done(rows: Rows, row: Sequence[Cell]) -> bool:
    """Whether a call waits for nothing any more: it says so, or when it was done."""
    return bool(rows.text(row, "closed_at")) or fold(rows.text(row, "result")) in list_words().done


def _take(rows: Rows, row: Sequence[Cell], number: int, calls: Calls, now: datetime) -> None:
    asked = _asked(rows, row)
    if not asked:
        rows.problem("call_says_nothing", number, "text")
        return
    came = _came(rows, row, number, now)
    behind = [f"{rows.heading(name)}：{said}" for name in _BEHIND if (said := rows.text(row, name))]
    text = clean("\n".join((asked, *behind)), multiline=True)
    if not calls.is_new(text):
        return
    reading = _with_kind(calls, rows.text(row, "kind_said"), calls.reading(asked, came), came)
    given = input_of_reading(reading, text, came)._replace(opened_at=came)
    name = tidy_name(rows.text(row, "name"))
    calls.take(given._replace(caller=given.caller or name), reading, number, rows.table.sheet)


def _asked(rows: Rows, row: Sequence[Cell]) -> str:
    """What was asked as one line: where, who, what, the number; empty where nothing was."""
    said = rows.text(row, "text") or rows.text(row, "kind_said")
    if not said:
        return ""
    parts = (_address(rows, row), tidy_name(rows.text(row, "name")), said, rows.text(row, "phone"))
    return " ".join(" ".join(part.split()) for part in parts if part)


def _address(rows: Rows, row: Sequence[Cell]) -> str:
    """The address as somebody says it: written whole, or put together of its columns."""
    written = rows.text(row, "address")
    lane, building, unit, room = (
        rows.text(row, name) for name in ("lane", "building", "unit", "room")
    )
    parts = [
        rows.text(row, "compound"),
        _with(lane, "弄"),
        _with(bare_building(building) or "", "号"),
        _with(bare_unit(unit) or "", "单元"),
        _with(bare_room(room) or "", "室"),
    ]
    together = "".join(parts)
    if written and together.startswith(written):
        return together
    return written if not any(parts[1:]) and parts[0] in written else together + written


def _with(name: str, word: str) -> str:
    return name + word if name and name[-1].isascii() and name[-1].isalnum() else name


def _with_kind(calls: Calls, said: str, reading: Reading, at: datetime) -> Reading:
    """A reading that knows no kind, or only guesses one, with the kind that a column names."""
    doubted = {"kind_unknown", "kind_guessed"} & set(reading.doubts)
    kind = calls.reading(said, at).kind if said and doubted else RequestKind.OTHER
    return reading if kind is RequestKind.OTHER else of_kind(reading, kind)


def _came(rows: Rows, row: Sequence[Cell], number: int, now: datetime) -> datetime:
    """When a call came: the moment a row says, of a day alone its beginning, since whoever asked
    then waits no shorter; now where it says none, or one that is still to come."""
    said = [cell for cell in _said_when(rows, row) if cell is not None and as_text(cell)]
    if not said:
        return now
    came = next((at for cell in said if (at := _moment(cell, now)) is not None), None)
    if came is None or came > now:
        code = "came_at_unreadable" if came is None else "came_at_ahead"
        name = "came_at" if rows.text(row, "came_at") else "came_on"
        rows.problem(code, number, name, taken=True, value=as_text(said[0]))
        return now
    return came


def _said_when(rows: Rows, row: Sequence[Cell]) -> Iterator[Cell]:
    """What says when a call came, the surest first; the day may have a column of its own."""
    day, moment = rows.cell(row, "came_on"), rows.cell(row, "came_at")
    if day is not None and moment is not None:
        yield f"{as_text(day)} {as_text(moment)}"
        yield day
    yield moment if day is None else day


def _moment(cell: Cell, now: datetime) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=LOCAL) if cell.tzinfo is None else cell
    if isinstance(cell, str):
        with suppress(ValueError):
            said = read_typed(cell.replace("T", " "), now)
            if not said.any_hour:
                return said.at
    day = as_day(cell, now)
    if day is None:
        return None
    return min(day_start(day), now) if day <= local_date(now) else day_start(day)
