"""Tables of calls, one a row: lists of a help site, of the city line, of the committee's own desk,
and of people who wait for medicine, goods or a trip to the hospital.

What was asked is read as the capture line reads it, from the words of the row. How urgent others
thought it is judges nothing, since everything is ticked as most urgent; a level that speaks of a
life is asked about where the words read no such haste.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from data.exchange.call_rows import CallRows
from data.exchange.call_status import done_by
from data.exchange.call_words import call_words
from data.exchange.calls import Calls
from data.exchange.days import as_day
from data.exchange.found import Found
from data.exchange.gazetteer import Places
from data.exchange.rows import Rows, as_text
from data.exchange.taken import Taken
from data.reading.capture import input_of_reading
from data.sql import Reader
from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.exchange.columns import Cell
from models.learned.rules import of_kind
from models.reading.pasted import MOST_LINES
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.requests.doubts import LIFE
from models.text import clean, fold
from models.times import LOCAL, day_start, local_date
from models.typed_times import read_typed

_OF_MEDICINE = frozenset({RequestKind.MEDICINE, RequestKind.DIALYSIS, RequestKind.EMERGENCY})
"""What a row of a list of medicine may be; all else is medicine there."""

_NOT_PRESSING = frozenset({Urgency.SOON, Urgency.ROUTINE})
_A_DAY = timedelta(days=1)
_FIRST_DAY = datetime(1899, 12, 30, tzinfo=LOCAL)
"""From which spreadsheets count days; a moment of day is a part of one."""
_SERIAL_MOMENT = re.compile(r"[34]\d{4}\.\d+")


def read(
    tables: Sequence[Rows],
    found: Found,
    conn: Reader,
    now: datetime,
    coming: Places = (),
    taken: Taken | None = None,
) -> None:
    """The calls of a file's tables; those that are done are left out and counted.

    Args:
        coming, taken: as for `Calls`.
    """
    calls = Calls(found, conn, now, coming, taken)
    for rows in tables:
        table = CallRows(rows, now)
        done: Counter[str] = Counter()
        for number, group in _groups(table):
            said = done_by(rows, group[0], now)
            if said is not None:
                done[said] += 1
                continue
            _take(table, group, number, calls, now)
            if calls.too_many:
                rows.problem("too_many_lines", number, most=MOST_LINES)
                return
        if done:
            told = [f"{said} {count}" for said, count in done.items()]
            rows.note("calls_done", None, calls=done.total(), said=told)


def _groups(table: CallRows) -> Iterator[tuple[int, list[list[Cell]]]]:
    """Each call's rows with the number of the first; rows that name nobody go on the one above."""
    number, group = 0, list[list[Cell]]()
    for at, row in table.rows.body():
        if group and table.continues(row, group[0]):
            group.append(row)
            continue
        if group:
            yield number, group
        number, group = at, [row]
    if group:
        yield number, group


def _take(
    table: CallRows, group: Sequence[Sequence[Cell]], number: int, calls: Calls, now: datetime
) -> None:
    rows, row = table.rows, group[0]
    asked = table.asked(group, number)
    if not asked:
        rows.problem("call_says_nothing", number, "text")
        return
    whole = clean(as_text(rows.cell(row, "text")), multiline=True)
    if calls.is_on_record(whole):
        return
    came = _came(table, row, number, now)
    text = clean("\n".join((asked, *table.behind(row))), multiline=True)
    if not calls.is_new(text):
        return
    reading = _reading(table, group, number, calls, came)
    given = input_of_reading(reading, text, came)._replace(opened_at=came)
    who = table.who(row, number)
    given = given._replace(
        caller=who.caller or ("" if who.patient else given.caller),
        patient=who.patient or given.patient,
        call_back_phone=given.call_back_phone or who.call_back,
    )
    if calls.is_another(given):
        calls.take(given, reading, number, rows.table.sheet)


def _reading(
    table: CallRows, group: Sequence[Sequence[Cell]], number: int, calls: Calls, came: datetime
) -> Reading:
    """What a call's rows ask, with what their columns say of the kind and of how urgent it is."""
    rows, row = table.rows, group[0]
    asked = table.asked(group, number)
    kind_said = rows.text(row, "kind_said")
    reading = _with_kind(calls, kind_said, calls.reading(asked, came), came)
    beside = " ".join(filter(None, (kind_said, *table.notes(row))))
    if beside:
        reading = _louder(reading, calls.reading(table.asked(group, number, beside), came))
    if table.of_medicine and reading.kind not in _OF_MEDICINE and rows.text(row, "goods"):
        reading = of_kind(reading, RequestKind.MEDICINE)
    asks = call_words().life.search(fold(rows.text(row, "level")))
    if asks and reading.urgency in _NOT_PRESSING and LIFE not in reading.doubts:
        reading = replace(reading, doubts=(*reading.doubts, LIFE))
    return reading


def _louder(reading: Reading, more: Reading) -> Reading:
    """A reading, as urgent as it is with what stands beside it; never less."""
    louder = URGENCIES.index(reading.urgency) - URGENCIES.index(more.urgency)
    sooner = more.harm_at is not None and (
        reading.harm_at is None or more.harm_at < reading.harm_at
    )
    if louder > 0 or (louder == 0 and sooner):
        reading = replace(
            reading,
            urgency=more.urgency,
            harm_at=more.harm_at,
            harm_reason=more.harm_reason,
            days_left=more.days_left,
        )
    if LIFE in more.doubts and LIFE not in reading.doubts:
        reading = replace(reading, doubts=(*reading.doubts, LIFE))
    return reading


def _with_kind(calls: Calls, said: str, reading: Reading, at: datetime) -> Reading:
    """A reading that knows no kind, or only guesses one, with the kind that a column names."""
    doubted = {"kind_unknown", "kind_guessed"} & set(reading.doubts)
    kind = calls.reading(said, at).kind if said and doubted else RequestKind.OTHER
    return reading if kind is RequestKind.OTHER else of_kind(reading, kind)


# -- when ------------------------------------------------------------------------------------------


def _came(table: CallRows, row: Sequence[Cell], number: int, now: datetime) -> datetime:
    """When a call came: the moment a row says, of a day alone its beginning, since whoever asked
    then waits no shorter; now where it says none, or one that is still to come."""
    said = [cell for cell in _said_when(table, row, number) if cell is not None and as_text(cell)]
    if not said:
        return now
    came = next((at for cell in said if (at := _moment(cell, now)) is not None), None)
    if came is None or came > now:
        code = "came_at_unreadable" if came is None else "came_at_ahead"
        name = "came_at" if table.rows.text(row, "came_at") else "came_on"
        table.rows.problem(code, number, name, taken=True, value=as_text(said[0]))
        return now
    return came


def _said_when(table: CallRows, row: Sequence[Cell], number: int) -> Iterator[Cell]:
    """What says when a call came, the surest first; the day may have a column of its own."""
    day, moment = table.cell(row, number, "came_on"), table.cell(row, number, "came_at")
    if day is not None and moment is not None:
        yield f"{_day_text(day)} {_clock(moment)}"
        yield day
    yield moment if day is None else day


def _day_text(cell: Cell) -> str:
    """A day as text, one that a spreadsheet counts as a number, too."""
    day = as_day(cell, _FIRST_DAY) if isinstance(cell, int | float) else None
    return as_text(cell) if day is None else day.isoformat()


def _clock(cell: Cell) -> str:
    """A time of day as text: part of a day as spreadsheets keep it, or what stands there."""
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = _FIRST_DAY + timedelta(minutes=round(cell * 24 * 60))
    return f"{cell:%H:%M}" if isinstance(cell, datetime) else as_text(cell)


def _moment(cell: Cell, now: datetime) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=LOCAL) if cell.tzinfo is None else cell
    if isinstance(cell, str) and _SERIAL_MOMENT.fullmatch(cell.strip()):
        cell = float(cell)
    day = as_day(cell, now)
    if isinstance(cell, float) and day is not None and cell % 1:
        return _FIRST_DAY + timedelta(minutes=round(cell * 24 * 60))
    if isinstance(cell, str):
        with suppress(ValueError):
            said = read_typed(_with_plain_day(cell, now), now)
            if not said.any_hour:
                ahead = said.any_day and said.at > now
                return said.at - _A_DAY if ahead else said.at
    if day is None:
        return None
    return min(day_start(day), now) if day <= local_date(now) else day_start(day)


def _with_plain_day(text: str, now: datetime) -> str:
    """A moment with its day as `2022-04-08`, where only lists write it as it stands:
    `20220408 2130`, `16/04/2022 9:10`."""
    written = text.replace("T", " ")
    first, _, rest = written.partition(" ")
    day = as_day(first, now) if rest and (first.isdigit() or "/" in first) else None
    return written if day is None else f"{day.isoformat()} {rest}"
