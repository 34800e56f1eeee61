"""Which door each row of a register is about: by its columns, by the rows above it where a sheet is
written so, by lines across the table, its titles and its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from data.exchange.compounds import Compounds, name_of_sheet, named_in_title
from data.exchange.door_kinds import kind_of_door
from data.exchange.list_words import list_words
from data.exchange.places import Band, across, in_title
from data.exchange.rows import Rows, tidy_name
from data.exchange.written_once import Once, written_once
from models.address import Address
from models.exchange.columns import Cell
from models.households.addresses import (
    bare_building,
    bare_lane,
    bare_room,
    bare_unit,
    is_part_of_room,
    read_parts,
    split_address,
)
from models.households.english_addresses import split_english
from models.text import fold, narrow

PARTS = ("lane", "building", "unit", "room")
_SLASH = re.compile(r"(?<=[弄号幢栋座楼元])/")
_REMARK = re.compile(r"[（(]([^（()）\d]{1,12})[)）]")
_HOUSE = re.compile(r"\d{1,2}")
"""A number that is a house's where no building is said: rooms have more digits."""
_STREET_LANE = re.compile(r"(?:.*[区镇])?([^\s区镇]{1,8}[路街道][\d一二三四五六七八九十百]+弄)")

Made = Callable[[str, str], str]


class Door(NamedTuple):
    """Where a household is, in bare text; `building` is empty where no row says it."""

    compound: str
    lane: str | None = None
    building: str = ""
    unit: str | None = None
    room: str | None = None


class Doors:
    """The doors of one sheet's rows, in their order.

    Args:
        made: takes the name and address of a compound nobody knows yet and makes it known; None
            where one that is not known is a mistake.
        compound: that of rows which name none, where somebody said so; it may be made.
        within: that of a sheet which calls itself by none, as other sheets of its file say.
    """

    def __init__(
        self,
        rows: Rows,
        compounds: Compounds,
        made: Made | None,
        compound: str | None = None,
        within: str | None = None,
    ) -> None:
        self.rows = rows
        self.compounds = compounds
        self.made = made
        self.once: Once = written_once(rows)
        self.band, self.said = self._titled(compound)
        if not self.band.compound and not self.said and within:
            self.band = self.band._replace(compound=within)
        self._last: dict[str, str] = {}
        self._nowhere: list[int] = []
        self._names_compounds = False

    def group(self, text: str) -> bool:
        """Whether a line across the table says where the rows below it are; they are there then."""
        found = across(text, self.compounds)
        told = named_in_title(text)
        if not found.compound and told and self.made and not found.building:
            found = Band(self.made(*told))
        if found.compound and self.rows.has("compound"):
            found = found._replace(compound=None)
        if not found.says:
            return False
        self.band = found.below(self.band)
        self._last = {}
        return True

    def of(self, row: Sequence[Cell], number: int) -> Door | None:
        """The door of a row; None, reported, where it has none that can be."""
        for part in (*PARTS, "address"):
            if isinstance(self.rows.cell(row, part), (date, datetime)):
                value = self.rows.text(row, part)
                self.rows.problem("cell_is_date", number, part, value=value)
                return None
        texts = self.texts(row, number)
        name = self._compound(texts, number)
        return None if name is None else self._door(name, texts)

    def texts(self, row: Sequence[Cell], number: int) -> dict[str, str]:
        """What the columns of a row say of its door, what was written once for it filled in."""
        own = {name: self.rows.text(row, name) for name in ("compound", *PARTS, "address")}
        if self._goes_on(own):
            return self._last
        texts = {name: text or self.once.text(name, number) for name, text in own.items()}
        if fold(texts["room"]) in list_words().no_room:
            texts["room"] = ""
        self._last = texts
        return texts

    def place_of(self, text: str, within: str | None) -> Door | None:
        """The door of a written address, such as a previous one; None where it says none."""
        name, rest = self.compounds.split_off(text)
        parts = _written(rest)
        name = name or (self.compounds.find(parts.compound) if parts.compound else None) or within
        if name is None or not (parts.building or parts.room):
            return None
        lane = None if parts.lane == self.compounds.own_lane(name) else parts.lane
        return Door(name, lane, parts.building or "", parts.unit, parts.room)

    def tell(self) -> None:
        """Report rows of which nothing says which compound they belong to: each by itself where
        others of the sheet name one, else together."""
        if self._nowhere and not self._names_compounds:
            rows = len(self._nowhere)
            self.rows.problem("sheet_without_compound", None, rows=rows, said=self.said)
            return
        column = "compound" if self.rows.has("compound") else "address"
        for number in self._nowhere:
            self.rows.problem("compound_missing", number, column)

    def _goes_on(self, own: dict[str, str]) -> bool:
        """Whether a row is about the door of the row above it: the sheet is written so, and it says
        no other."""
        if not self.once.doors or not self._last or own["room"] or own["address"]:
            return False
        return all(not text or text == self._last[name] for name, text in own.items())

    # -- the compound ------------------------------------------------------------------------------

    def _titled(self, told: str | None) -> tuple[Band, str]:
        """What the sheet is about by its name, a title or the file's name, and what it calls a
        compound that nobody knows.

        Args:
            told: the compound somebody named.
        """
        sheet = self.rows.table.sheet or ""
        titles = self.rows.layout.titles
        file = self.rows.table.file
        stem = file.rpartition(".")[0] or file
        if told is None:
            named = self.compounds.find(sheet)
        else:
            named = self.compounds.find(told) or (self.made(told, "") if self.made else None)
        bands = [in_title(text, self.compounds) for text in (*titles, sheet, stem)]
        compound = named or next((band.compound for band in bands if band.compound), None)
        spot = next((band for band in bands if band.building or band.lane), Band())
        unit = next((band.unit for band in bands if band.unit and not band.building), None)
        spot = spot._replace(unit=spot.unit or unit)
        if compound:
            own = self.compounds.own_lane(compound)
            lane = None if spot.lane == own else spot.lane
            return spot._replace(compound=compound, lane=lane), ""
        titled = next((pair for text in titles if (pair := named_in_title(text))), ("", ""))
        said = (name_of_sheet(sheet) if sheet and not spot.says else None) or titled[0]
        if self.made and said and not self.rows.has("compound"):
            address = titled[1] if titled[0] == said else ""
            return spot._replace(compound=self.made(said, address)), ""
        return spot._replace(compound=self.compounds.only), said

    def _compound(self, texts: dict[str, str], number: int) -> str | None:
        """The compound of a row; None, reported, where it names none that is known."""
        written = self._within(texts)
        in_column, in_address = tidy_name(texts["compound"]), _named(texts["address"])
        self._names_compounds |= bool(in_column or written or in_address)
        if in_column:
            return self._known(in_column, number, "compound")
        if found := written or self.band.compound:
            return found
        if in_address and not self.rows.has("compound"):
            return self._known(in_address, number, "address")
        if found := self._in_lane(texts):
            return found
        self._nowhere.append(number)
        return None

    def _within(self, texts: dict[str, str]) -> str | None:
        """The compound at the beginning of a written address, a building or a room."""
        for name in ("address", "building", "room", "lane"):
            text = texts[name]
            found = self.compounds.split_off(text)[0] if text else None
            english = split_english(text).compound if text and not found else None
            found = found or (self.compounds.find(english) if english else None)
            if found:
                return found
        return None

    def _in_lane(self, texts: dict[str, str]) -> str | None:
        """The one compound whose address has the lane a row, or a line above it, says."""
        written = (read_parts(narrow(texts[name])).lane for name in ("address", "building", "room"))
        lane = bare_lane(texts["lane"]) or next(filter(None, written), None) or self.band.lane
        found = self.compounds.in_lane(lane) if lane else None
        self._names_compounds |= found is not None
        return found

    def _known(self, said: str, number: int, column: str) -> str | None:
        found = self.compounds.find(said)
        if not found and self.made:
            lane = said if _STREET_LANE.fullmatch(said) else ""
            return self.made(said, lane)
        if not found:
            self.rows.problem("compound_unknown", number, column, value=said)
        return found

    # -- the parts ---------------------------------------------------------------------------------

    def _door(self, name: str, texts: dict[str, str]) -> Door:
        """The door by its own columns, then by a written address, then by what stands above."""
        columns = {part: self._inside(texts[part], name) for part in PARTS}
        found = _of_columns(columns | {"room": _bracketless(columns["room"])})
        if texts["address"]:
            rest = self._inside(_bracketless(texts["address"]), name)
            if self.compounds.is_beside(name, rest):
                found = found._replace(building=rest)
            else:
                found = _with_written(found, rest, built=bool(self.band.building))
        lane = found.lane or self.band.lane
        building = found.building or self.band.building or ""
        unit = found.unit or (self.band.unit if not found.building else None)
        lane = None if lane == self.compounds.own_lane(name) else lane
        return Door(name, lane, building, unit, found.room)

    def _inside(self, text: str, name: str) -> str:
        """A text without the compound's name or street at its beginning."""
        found, rest = self.compounds.split_off(text)
        return rest if found == name else text


def _of_columns(texts: dict[str, str]) -> Address:
    """What columns of their own say; a building or a room may say more than that."""
    lane, building = bare_lane(texts["lane"]), bare_building(texts["building"])
    unit, room = bare_unit(texts["unit"]), bare_room(texts["room"])
    if building and not re.fullmatch(r"[A-Za-z]?\d{1,5}[A-Za-z]?", building):
        said = split_address(texts["building"])
        if said.lane or (said.unit and said.building):
            lane, unit = said.lane or lane, said.unit or unit
            building = said.building or (building if not said.lane else None)
            room = room or said.room
    if room and not room.isdecimal():
        english = split_english(texts["room"])
        if english.room and english.building:
            return Address(None, lane, building or english.building, unit, english.room)
        said = split_address(texts["room"])
        if said.room and not said.compound:
            room, building, unit = _code(said, room, building, unit)
    return Address(None, lane, building, unit, room)


def _code(
    said: Address, room: str, building: str | None, unit: str | None
) -> tuple[str | None, str | None, str | None]:
    """Room, building and unit of a code such as `1-1-701`; `2-701` in building 1 is of unit 2."""
    if not building or said.building in (None, building):
        return said.room, building or said.building, unit or said.unit
    if (
        said.unit is None
        and (unit is None or unit == said.building)
        and len(said.building or "") < 3
    ):
        return said.room, building, said.building
    return room, building, unit


def _written(text: str) -> Address:
    """A written address in parts, Chinese or English."""
    plain = _SLASH.sub("", narrow(text).lstrip(" /,，"))
    parts = split_address(plain)
    if any(parts[1:]):
        return parts
    english = split_english(text)
    return english if any(english) else parts


def _with_written(own: Address, text: str, *, built: bool) -> Address:
    """Own columns, with what they leave open from a written address. A place that is no home, such
    as a dormitory in a basement, is called what it is where no building is said.

    Args:
        built: whether something above the rows says the building.
    """
    if _HOUSE.fullmatch(text) and not (own.building or built):
        return own._replace(building=bare_building(text))
    written = _written(text)
    if kind_of_door(text) and not (own.building or built or written.building):
        return own._replace(building=text)
    if own.building and written.building not in (None, own.building) and written.room:
        room, building, unit = _code(written, bare_room(text) or "", own.building, own.unit)
        return Address(None, own.lane, building, unit, own.room or room)
    found = Address(None, *(a or b for a, b in zip(own[1:], written[1:], strict=True)))
    if not found.room and not any(written[1:]) and text:
        building, room = _alone(text)
        found = found._replace(building=found.building or building, room=room)
    return found


def _bracketless(text: str) -> str:
    """A door without remarks in brackets behind it, `103（租）`; a part of a room is none."""
    return _REMARK.sub(lambda hit: hit[0] if is_part_of_room(hit[1]) else "", text).strip() or text


def beside_door(rows: Rows, row: Sequence[Cell]) -> list[str]:
    """Remarks in brackets behind a door."""
    texts = (rows.text(row, name) for name in ("room", "address"))
    found = (hit[1] for text in texts for hit in _REMARK.finditer(text))
    return [remark for remark in found if not is_part_of_room(remark)]


def _named(address: str) -> str:
    """What an address nobody knows calls its compound: a name, or a street with its lane."""
    if not any(char.isalpha() for char in address):
        return ""
    street = _STREET_LANE.match("".join(narrow(address).split()))
    return street[1] if street else _written(address).compound or ""


def _alone(text: str) -> tuple[str | None, str | None]:
    """An address of a number alone: a house without rooms."""
    if text.isascii() and text.isalnum():
        return bare_building(text), None
    return None, text
