"""Registers of residents: rows read into households, whatever columns they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from data.exchange.compounds import Compounds, name_of_sheet, named_in_title
from data.exchange.rows import Reading, Record, Rows, filled_down, tidy_name
from data.exchange.sheets import Table
from data.places.keys import Door, spelled
from models.exchange import RowProblem
from models.places import HouseholdInput
from models.rules.columns import Cell, Layout
from models.rules.headings import MARK
from models.rules.marks import split_remark, ticked
from models.rules.places import bare_building, bare_lane, bare_room, bare_unit, split_address
from models.rules.text import fold

Key = tuple[str, str, str, str, str]
"""Compound, lane, building, unit, room; empty where there is none."""

_HEADS = frozenset({"户主", "本人", "本户户主", "head", "self", "householder"})
_GROUPED = ("compound", "lane", "building", "unit")


class _Parts(NamedTuple):
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What the store knows of buildings.

    Attributes:
        with_rooms: compound, lane and building of those that have rooms.
        only_building: the building of each compound that has just one.
    """

    with_rooms: frozenset[tuple[str, str, str]] = frozenset()
    only_building: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Which compound rows without one of their own belong to, and where that was said."""

    name: str | None
    said: str = ""


def key_of(household: HouseholdInput) -> Key:
    """What makes a household that household: its address."""
    return (
        household.compound,
        household.lane or "",
        household.building,
        household.unit or "",
        household.room or "",
    )


def label_of(household: HouseholdInput) -> str:
    """An address as it is said: `大林苑3号1505室`, `四十三弄21号后客堂`."""
    return spelled(Door(*key_of(household)))


def read(
    table: Table, layout: Layout, compounds: Compounds, made: Callable[[str, str], str] | None
) -> Reading[HouseholdInput]:
    """The households of one sheet.

    Args:
        compounds: the compounds there are.
        made: takes the name and address of a compound nobody knows yet and makes it known; None
            when compounds are known and one not among them is a mistake.
    """
    reader = _Register(table, layout, compounds, made)
    reading = reader.read()
    if reader.rows.has("relation"):
        reading.records = _households_of(reading.records, reader.relations)
    return reading


class _Register:
    def __init__(
        self,
        table: Table,
        layout: Layout,
        compounds: Compounds,
        made: Callable[[str, str], str] | None,
    ) -> None:
        self.table = table
        self.rows = Rows(table, layout)
        self.compounds = compounds
        self.made = made
        self.relations: dict[int, str] = {}
        self.grouped = filled_down(self.rows, _GROUPED)
        self.marks = [
            (index, name.removeprefix(MARK))
            for index, name in enumerate(layout.fields)
            if name and name.startswith(MARK)
        ]
        self.place = self._place()

    def read(self) -> Reading[HouseholdInput]:
        reading: Reading[HouseholdInput] = Reading(
            problems=self.rows.problems, notes=self.rows.notes
        )
        nowhere = 0
        for number, row in self.rows.body(self._group):
            name = self._compound(row, number)
            if name is None:
                nowhere += 1
                continue
            household = self._household(row, number, name)
            if household is not None:
                reading.records.append(Record(household, self.table.sheet, number))
        if nowhere and not self.rows.has("compound") and not self.rows.has("address"):
            self.rows.problem("sheet_without_compound", None, rows=nowhere, said=self.place.said)
        return reading

    # -- the compound ------------------------------------------------------------------------------

    def _place(self) -> _Place:
        """The compound the sheet is about: its own name, a title, or the file's name tells."""
        sheet = self.table.sheet or ""
        titles = self.rows.layout.titles
        stem = self.table.file.rpartition(".")[0] or self.table.file
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
            head=tidy_name(self.rows.text(row, "head")) or None,
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
        lane, building = bare_lane(texts["lane"]), bare_building(texts["building"])
        unit, room = bare_unit(texts["unit"]), bare_room(texts["room"])
        if "弄" in texts["building"]:
            split = split_address(texts["building"])
            lane, building = (
                split.lane or lane,
                split.building or (building if not split.lane else None),
            )
        if room and not room.isalnum():
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


def _households_of(
    records: Iterable[Record[HouseholdInput]], relations: dict[int, str]
) -> list[Record[HouseholdInput]]:
    """Rows of single persons put together by address: the head's row speaks, all are counted."""
    groups: dict[Key, list[Record[HouseholdInput]]] = {}
    for record in records:
        groups.setdefault(key_of(record.input), []).append(record)
    households: list[Record[HouseholdInput]] = []
    for members in groups.values():
        head = next((r for r in members if relations.get(r.row) in _HEADS), members[0])
        marks = dict.fromkeys(mark for r in members for mark in r.input.marks or ())
        notes = dict.fromkeys(r.input.note for r in members if r.input.note)
        people = head.input.people if head.input.people is not None else len(members)
        phone = head.input.phone or next((r.input.phone for r in members if r.input.phone), None)
        households.append(
            Record(
                replace(
                    head.input,
                    people=people,
                    phone=phone,
                    marks=tuple(marks) or None,
                    note="，".join(notes) or None,
                ),
                head.sheet,
                head.row,
            )
        )
    return households


def settle(
    reading: Reading[HouseholdInput],
    file: str,
    known: Ground,
    heading: Callable[[Record[HouseholdInput], str], str | None],
) -> None:
    """Look at all households of a file together: rooms that are missing, addresses said twice.

    Args:
        known: what the store knows of buildings.
        heading: how a problem names the column of a record's field.
    """

    def problem(code: str, record: Record[HouseholdInput], field: str, **params: object) -> None:
        column = heading(record, field)
        reading.problems.append(RowProblem(file, code, record.sheet, record.row, column, params))

    built = {record.input.compound for record in reading.records if record.input.building}
    for at, record in enumerate(reading.records):
        only = known.only_building.get(record.input.compound)
        if only and not record.input.building and record.input.compound not in built:
            reading.records[at] = replace(record, input=replace(record.input, building=only))
    with_rooms = known.with_rooms | {key_of(r.input)[:3] for r in reading.records if r.input.room}
    kept: dict[Key, Record[HouseholdInput]] = {}
    for record in reading.records:
        key = key_of(record.input)
        if not record.input.building:
            problem("building_missing", record, "building")
        elif not record.input.room and key[:3] in with_rooms:
            problem("room_missing", record, "room")
        elif key not in kept:
            kept[key] = record
        elif _same(kept[key].input, record.input):
            reading.skipped += 1
        else:
            first = kept[key]
            problem("address_twice", record, "room", first=first.row, first_sheet=first.sheet)
    reading.records = list(kept.values())


def _same(one: HouseholdInput, other: HouseholdInput) -> bool:
    plain = [replace(each, marks=tuple(sorted(each.marks or ()))) for each in (one, other)]
    return plain[0] == plain[1]
