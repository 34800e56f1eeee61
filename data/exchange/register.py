"""Registers of residents: rows read into households, whatever columns they come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from data.exchange.compounds import Compounds, name_of_sheet, named_in_title
from data.exchange.found import Record
from data.exchange.households import of_persons
from data.exchange.list_words import list_words
from data.exchange.rows import Rows, filled_down, tidy_name
from models.exchange.columns import Cell
from models.exchange.headings import MARK
from models.households import HouseholdInput
from models.households.addresses import (
    bare_building,
    bare_lane,
    bare_room,
    bare_unit,
    split_address,
)
from models.households.marks import split_remark, ticked
from models.text import fold

_GROUPED = ("compound", "lane", "building", "unit")
_CARRIED = ("compound", "lane", "building")


class _Parts(NamedTuple):
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Which compound rows without one of their own belong to, and where that was said."""

    name: str | None
    said: str = ""


def read(
    rows: Rows, compounds: Compounds, made: Callable[[str, str], str] | None
) -> list[Record[HouseholdInput]]:
    """The households of one sheet.

    Args:
        compounds: the compounds there are.
        made: takes the name and address of a compound nobody knows yet and makes it known; None
            when compounds are known and one not among them is a mistake.
    """
    reader = _Register(rows, compounds, made)
    records = reader.read()
    return of_persons(records, reader.relations) if rows.has("relation") else records


class _Register:
    def __init__(
        self, rows: Rows, compounds: Compounds, made: Callable[[str, str], str] | None
    ) -> None:
        self.rows = rows
        self.compounds = compounds
        self.made = made
        self.relations: dict[int, str] = {}
        self.grouped = filled_down(self.rows, _GROUPED, _CARRIED)
        self.marks = [
            (index, name.removeprefix(MARK))
            for index, name in enumerate(rows.layout.fields)
            if name and name.startswith(MARK)
        ]
        self.place = self._place()

    def read(self) -> list[Record[HouseholdInput]]:
        found = []
        nowhere = 0
        for number, row in self.rows.body(self._group):
            name = self._compound(row, number)
            if name is None:
                nowhere += 1
                continue
            household = self._household(row, number, name)
            if household is not None:
                found.append(self.rows.record(household, number))
        if nowhere and not self.rows.has("compound") and not self.rows.has("address"):
            self.rows.problem("sheet_without_compound", None, rows=nowhere, said=self.place.said)
        return found

    # -- the compound ------------------------------------------------------------------------------

    def _place(self) -> _Place:
        """The compound the sheet is about: its own name, a title, or the file's name tells."""
        sheet = self.rows.table.sheet or ""
        titles = self.rows.layout.titles
        file = self.rows.table.file
        stem = file.rpartition(".")[0] or file
        found = self.compounds.find(sheet) or next(
            (name for text in (*titles, sheet, stem) if (name := self.compounds.within(text))), None
        )
        if found:
            return _Place(found)
        told = next((pair for text in titles if (pair := named_in_title(text))), None)
        named = name_of_sheet(sheet) if sheet else None
        said = named or (told[0] if told else "")
        if self.made and said and not self.rows.has("compound"):
            address = told[1] if told and told[0] == said else ""
            return _Place(self.made(said, address))
        return _Place(self.compounds.only, said)

    def _group(self, text: str) -> bool:
        """A line across the table that names a compound: the rows below it belong there."""
        if self.rows.has("compound"):
            return False
        told = named_in_title(text)
        found = self.compounds.find(text) or (
            self.compounds.within(text) if told or len(text) < 30 else None
        )
        if not found and told and self.made:
            found = self.made(*told)
        if found:
            self.place = _Place(found)
        return found is not None

    def _compound(self, row: Sequence[Cell], number: int) -> str | None:
        """The compound of a row; None, reported, when it names none that is known."""
        if self.rows.has("compound"):
            said = tidy_name(
                self.rows.text(row, "compound") or self.grouped["compound"].get(number - 1, "")
            )
            if not said:
                found = self._from_address(row)
                if not found:
                    self.rows.problem("compound_missing", number, "compound")
                return found
            found = self.compounds.find(said)
            if not found and self.made:
                return self.made(said, "")
            if not found:
                self.rows.problem("compound_unknown", number, "compound", value=said)
            return found
        found = self._from_address(row) or self.place.name
        if not found and self.rows.has("address"):
            said = split_address(self.rows.text(row, "address")).compound or ""
            if said and self.made:
                return self.made(said, "")
            code = "compound_unknown" if said else "compound_missing"
            self.rows.problem(code, number, "address", value=said)
        return found

    def _from_address(self, row: Sequence[Cell]) -> str | None:
        return self.compounds.split_off(self.rows.text(row, "address"))[0]

    # -- the address -------------------------------------------------------------------------------

    def _household(self, row: Sequence[Cell], number: int, name: str) -> HouseholdInput | None:
        for part in ("building", "unit", "room", "address", "lane"):
            if isinstance(self.rows.cell(row, part), (date, datetime)):
                value = self.rows.text(row, part)
                self.rows.problem("cell_is_date", number, part, value=value)
                return None
        parts = self._parts(row, number, name)
        phone, more = self.rows.phone(row, number)
        marks, note = self._remarks(row, more)
        people = self.rows.count(row, number, "people")
        elders = self.rows.count(row, number, "elders")
        if people is not None and elders is not None and elders > people:
            self.rows.problem(
                "more_elders_than_people",
                number,
                "elders",
                taken=True,
                elders=elders,
                people=people,
            )
        if self.rows.has("relation"):
            self.relations[number] = fold(self.rows.text(row, "relation"))
        return HouseholdInput(
            compound=name,
            lane=parts.lane,
            building=parts.building or "",
            unit=parts.unit,
            room=parts.room,
            head=tidy_name(self.rows.text(row, "head") or self.rows.text(row, "name")) or None,
            phone=phone,
            people=people,
            elders=elders,
            marks=marks or None,
            note=note or None,
        )

    def _parts(self, row: Sequence[Cell], number: int, name: str) -> _Parts:
        """The address of a row: its own columns, then a written one for what they leave open."""
        texts = {
            field: self.rows.text(row, field) or self.grouped.get(field, {}).get(number - 1, "")
            for field in ("lane", "building", "unit", "room")
        }
        if fold(texts["room"]) in list_words().no_room:
            texts["room"] = ""
        lane, building = bare_lane(texts["lane"]), bare_building(texts["building"])
        unit, room = bare_unit(texts["unit"]), bare_room(texts["room"])
        if "弄" in texts["building"]:
            split = split_address(texts["building"])
            lane, building = (
                split.lane or lane,
                split.building or (building if not split.lane else None),
            )
        if room and not room.isdecimal():
            split = split_address(texts["room"])
            if (
                split.room
                and not split.compound
                and (not building or split.building in (None, building))
            ):
                building, unit, room = building or split.building, unit or split.unit, split.room
        written = self.rows.text(row, "address")
        if written:
            rest = self.compounds.split_off(written)[1]
            split = split_address(rest)
            lane, building = lane or split.lane, building or split.building
            unit, room = unit or split.unit, room or split.room
            if not (split.building or split.room or split.lane) and rest and not (building or room):
                building, room = _bare_pair(rest)
        return _Parts(None if lane == self.compounds.own_lane(name) else lane, building, unit, room)

    # -- the remarks -------------------------------------------------------------------------------

    def _remarks(self, row: Sequence[Cell], more: str) -> tuple[tuple[str, ...], str]:
        marks: list[str] = []
        notes: list[str] = [more] if more else []
        for text in self.rows.texts(row, "note"):
            remark = split_remark(text)
            marks.extend(remark.marks)
            if remark.note:
                notes.append(remark.note)
        for index, mark in self.marks:
            if index < len(row) and row[index] is not None and ticked(str(row[index])):
                marks.append(mark)
        return tuple(dict.fromkeys(marks)), "，".join(dict.fromkeys(notes))


def _bare_pair(text: str) -> tuple[str | None, str | None]:
    """An address of a number alone: a house without rooms."""
    return (bare_building(text), None) if text.isascii() and text.isalnum() else (None, text)
