"""Reads lists of results, and of who is in which tube: rows into doors, people, tubes, results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from data.exchange.compounds import Compounds
from data.exchange.days import as_day
from data.exchange.rows import Rows, as_text, tidy_name
from models.address import Address, dashed
from models.call_sheet.named import Named, Written, read_named
from models.exchange.columns import Cell
from models.households.addresses import (
    bare_building,
    bare_lane,
    bare_room,
    bare_unit,
    split_address,
)
from models.reading.gazetteer import CompoundName
from models.results import Result
from models.results.reading import read_result, read_source
from models.results.rules import LONGEST_AGO, before_sample
from models.sampling.codes import tube_code
from models.text import clean, own_phone
from models.times import LOCAL, day_start, parse_moment

_ROUND = re.compile(r"\d{1,6}")
_TOLD = (
    "compound", "lane", "building", "unit", "room", "address", "name", "tube", "result"
)  # fmt: skip
"""Columns of what has to be known of a row to settle it."""
_DASHES = "-–—－/无 　"
"""In a cell that is filled so that it is not empty."""
_TAIL = re.compile(r"\d{3}[\dxX]$")
_ODD = re.compile(r"[,，、;；/\n\d]")
"""In a cell of names: several of them, or a door."""
_SEVERAL = re.compile(r"[、；;]")
"""In an address: several of them."""


class ListedRow(NamedTuple):
    """A row: whom it names, its tube, what is said of them."""

    number: int
    text: str
    """Whom it names, as it was written."""
    written: Written
    tube: str
    result: Result | None
    source: str | None
    """One of `Source`, or `POOL` of a tube of several people."""
    at: datetime | None
    sampled_at: datetime | None
    round_no: int | None
    told: str = ""
    """Compound, building, room, name, tube and result, as the row has them."""


class ListReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        rows: Rows,
        compounds: Compounds,
        named: Sequence[CompoundName],
        is_name: Callable[[str], bool],
        now: datetime,
    ) -> None:
        self._rows = rows
        self._compounds = compounds
        self._named = named
        self._is_name = is_name
        self._now = now

    def rows(self) -> Iterator[ListedRow]:
        """The rows that say something; what cannot be read of one is reported.

        A row without a tube is of the one above where its cell is merged with it.
        """
        rows = self._rows
        for number, row in rows.body():
            said = as_text(rows.cell(row, "result"))
            result = read_result(said) if said else None
            if said and result is None:
                rows.problem("result_unreadable", number, "result", value=said)
                continue
            by = rows.text(row, "source")
            source = read_source(by)
            if by and result and source is None:
                rows.problem("testing_source_unclear", number, "source", value=by)
                continue
            tube = tube_code(as_text(rows.cell(row, "tube")))
            text, written = self._whom(row)
            if not (tube or written.named or written.unread):
                rows.problem("testing_nobody", number)
                continue
            at = self._moment(row, number, "result_at")
            sampled = self._moment(row, number, "sampled_at")
            if sampled is not None and self._now - sampled > LONGEST_AGO:
                rows.problem("testing_long_ago", number, "sampled_at", value=sampled)
                continue
            if at is not None and at > self._now:
                rows.problem("result_to_come", number, "result_at", value=at)
                continue
            if at is not None and self._now - at > LONGEST_AGO:
                rows.problem("testing_long_ago", number, "result_at", value=at)
                continue
            if at is not None and sampled is not None and before_sample(at, sampled):
                rows.problem(
                    "testing_before_sample",
                    number,
                    "result_at",
                    what=text or tube,
                    sampled=sampled,
                )
                continue
            no = _ROUND.search(rows.text(row, "round"))
            yield ListedRow(
                number,
                text,
                written,
                tube,
                result,
                source,
                at,
                sampled,
                int(no[0]) if no else None,
                self._told(row),
            )

    def _told(self, row: Sequence[Cell]) -> str:
        cells = (as_text(self._rows.cell(row, name)) for name in _TOLD)
        return clean(" ".join(filter(None, cells)), limit=200)

    def _whom(self, row: Sequence[Cell]) -> tuple[str, Written]:
        """Whom a row names, and that as it was written."""
        rows = self._rows
        name = tidy_name(rows.text(row, "name"))
        address, door = self._door(row)
        place = rows.text(row, "address")
        text = " ".join(filter(None, (place or door, name)))
        if address.room is not None and self._is_nobody(row, name):
            return text, Written((), (text or as_text(rows.cell(row, "name")),))
        is_odd = bool(name) and (_ODD.search(name) is not None or not self._is_name(name))
        if (place and (address.room is None or _SEVERAL.search(place))) or is_odd:
            where = " ".join(filter(None, (rows.text(row, "compound"), place or door)))
            said = " ".join(filter(None, (where, name, rows.text(row, "phone"))))
            return text, read_named(said, self._named, self._is_name)
        if not name and address.room is None and address.building is None:
            return text, Written(())
        phone = own_phone(rows.text(row, "phone"))
        tail = _TAIL.search(rows.text(row, "identity"))
        has_door = address.room is not None or address.building is not None
        one = Named(
            text,
            address,
            door if has_door else "",
            names=(name,) if name else (),
            phones=(phone,) if phone and name else (),
            tails=(tail[0].upper(),) if tail and name else (),
        )
        return text, Written((one,))

    def _is_nobody(self, row: Sequence[Cell], name: str) -> bool:
        """Whether the cell of a row's name says something that names nobody, such as `?`: that row
        is not of everybody behind its door."""
        if not name:
            return as_text(self._rows.cell(row, "name")).strip(_DASHES) != ""
        if self._is_name(name):
            return False
        read = read_named(name, self._named, self._is_name).named
        return not any(one.names or one.phones or one.tails or one.address.room for one in read)

    def _door(self, row: Sequence[Cell]) -> tuple[Address, str]:
        """The door of a row by its columns, else by its address, and that in one word."""
        rows = self._rows
        compound = rows.text(row, "compound")
        known = self._compounds.find(compound) if compound else None
        parts = (
            bare_lane(rows.text(row, "lane")),
            bare_building(rows.text(row, "building")),
            bare_unit(rows.text(row, "unit")),
            bare_room(rows.text(row, "room")),
        )
        if any(parts):
            return Address(known or compound or None, *parts), dashed(*parts)
        text = rows.text(row, "address")
        if not text:
            return Address(known or compound or None), ""
        own, rest = self._compounds.split_off(text)
        found = split_address(rest)
        own = own or (self._compounds.find(found.compound) if found.compound else None)
        if found.compound and own is None:
            return Address(), text  # not told by its parts alone
        return found._replace(compound=own or known), text

    def _moment(self, row: Sequence[Cell], number: int, name: str) -> datetime | None:
        """A time of a row; of a day alone its midnight."""
        cell = self._rows.cell(row, name)
        if cell is None or not as_text(cell):
            return None
        if isinstance(cell, datetime):
            return cell if cell.tzinfo else cell.replace(tzinfo=LOCAL)
        if not isinstance(cell, date):
            try:
                return parse_moment(as_text(cell), self._now)
            except (ValueError, OverflowError):
                pass
        day = as_day(cell, self._now)
        if day is None:
            self._rows.problem("testing_time_unreadable", number, name, taken=True)
            return None
        return day_start(day)
