"""What a row of a table of requests says, as the line somebody would have called it in with: where,
who, what is asked, what of it is left, and the number; and whose each name and number is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data.exchange import written_once
from data.exchange.call_words import call_words
from data.exchange.days import as_day
from data.exchange.list_words import list_words
from data.exchange.rows import Rows, as_text, tidy_name
from models.exchange.columns import Cell
from models.households.addresses import bare_building, bare_room, bare_unit
from models.households.marks import says_nothing, ticked
from models.telephone_cells import read_telephones
from models.text import clean, fold, whole_number

_BEHIND = (
    *("kind_said", "level", "patient", "patient_phone", "contact", "contact_phone", "age", "dose"),
    *("hospital", "card", "result", "measures", "handled_by", "handled_at", "note"),
)
"""What a row says beside what was asked, kept on lines of its own behind it."""

_WHO_AND_WHERE = (
    *("came_at", "came_on", "name", "contact", "patient", "phone", "contact_phone"),
    *("patient_phone", "compound", "lane", "building", "unit", "room", "address"),
)
_WANTED = ("goods", "strength", "quantity", "measure", "days_left", "stock_left", "runs_out")

_SENTENCE = 8
"""Characters of what is left from which on it is a sentence of its own."""


class Who(NamedTuple):
    """Who a row is about; empty where it does not say.

    Attributes:
        call_back: digits of who is to be called back, where that is not who called.
    """

    caller: str
    patient: str
    call_back: str


class CallRows:
    """The rows of one table of requests.

    A cell that is merged over several rows stands in each, and so does a day that is written once
    for those of it.
    """

    def __init__(self, rows: Rows, now: datetime) -> None:
        self.rows = rows
        self._now = now
        self._down: Mapping[str, Mapping[int, str]] = written_once.down(
            rows, _WHO_AND_WHERE, ("came_on",)
        )
        named = (rows.table.sheet or "", Path(rows.table.file).stem, *rows.layout.titles)
        columns = (rows.layout.headings[i] for i in rows.layout.columns("goods"))
        self._is_english = "".join(rows.layout.headings).isascii()
        self.of_medicine = any(call_words().medicine.search(fold(t)) for t in (*named, *columns))

    def text(self, row: Sequence[Cell], number: int, name: str) -> str:
        """A field's text, also where its cell is merged with one above."""
        return self.rows.text(row, name) or self._down.get(name, {}).get(number - 1, "")

    def cell(self, row: Sequence[Cell], number: int, name: str) -> Cell:
        """A field's cell, as `text`."""
        found = self.rows.cell(row, name)
        return found if found is not None else self._down.get(name, {}).get(number - 1) or None

    def continues(self, row: Sequence[Cell], before: Sequence[Cell] | None) -> bool:
        """Whether a row names more goods of the call above, and nobody.

        Args:
            before: the first row of that call; None where there is none.
        """

        def names_somebody(of: Sequence[Cell]) -> bool:
            return any(self.rows.text(of, name) for name in _WHO_AND_WHERE)

        more = bool(self.rows.text(row, "goods")) and not self.rows.text(row, "text")
        return more and before is not None and names_somebody(before) and not names_somebody(row)

    def asked(self, rows: Sequence[Sequence[Cell]], number: int, beside: str = "") -> str:
        """What was asked as one line: where, who, what, the number; empty where nothing was.

        Args:
            rows: that of the call, then those that continue it.
            beside: what is to be heard with it, behind what was asked.
        """
        first = rows[0]
        goods = "、".join(filter(None, (" ".join(self._wanted(row)) for row in rows)))
        said = self._said(first)
        lead = said or self._lead(first, goods)
        what = " ".join(filter(None, (lead, goods, *self._coming(first))))
        if not what:
            return ""
        named = (self.text(first, number, name) for name in ("name", "patient", "contact"))
        who = next(filter(None, named), "")
        where = self._address(first, number)
        told = (where, tidy_name(who), what, beside, self._number(first, number))
        return " ".join(" ".join(part.split()) for part in told if part)

    def _said(self, row: Sequence[Cell]) -> str:
        """What was asked in words; where that is yes, what the column asks."""
        said = self.rows.text(row, "text")
        plain = fold(said).strip()
        if plain in list_words().not_so:
            return ""
        return (self.rows.heading("text") or "") if plain in list_words().answers else said

    def behind(self, row: Sequence[Cell]) -> list[str]:
        """Everything else it says, a line each."""
        asked = set() if self.rows.text(row, "text") else {"kind_said"}
        if not self.rows.has("goods"):
            asked.add("hospital")
        layout = self.rows.layout
        return [
            f"{clean(layout.headings[index])}：{said}"
            for index, name in enumerate(layout.fields[: len(row)])
            if name in _BEHIND and name not in asked and (said := self._beside(name, row[index]))
        ]

    def notes(self, row: Sequence[Cell]) -> list[str]:
        """Remarks with what their columns are called."""
        layout = self.rows.layout
        return [
            f"{layout.headings[index]} {self._in_words(layout.headings[index], row[index])}"
            for index in layout.columns("note")
            if index < len(row) and not says_nothing(as_text(row[index]))
        ]

    def _beside(self, name: str, cell: Cell) -> str:
        """A cell of what stands beside; without a card somebody else has to know it."""
        said = as_text(cell)
        return "" if says_nothing(said) and name != "card" else said

    def who(self, row: Sequence[Cell], number: int) -> Who:
        """Whose the names and numbers are."""
        name, contact, patient = (
            tidy_name(self.text(row, number, each)) for each in ("name", "contact", "patient")
        )
        backs = [*self._digits(row, number, "contact_phone"), *self._second(row)]
        own = self._digits(row, number, "phone")
        caller = name or contact
        if caller == patient and contact:
            caller = contact
        return Who(caller, patient, next((one for one in backs if own and one not in own), ""))

    def _second(self, row: Sequence[Cell]) -> list[str]:
        """The number in a second column of numbers."""
        texts = self.rows.texts(row, "phone")[1:2]
        return [one.number for text in texts for one in read_telephones(text).telephones]

    def _digits(self, row: Sequence[Cell], number: int, name: str) -> list[str]:
        said = self.text(row, number, name)
        return [one.number for one in read_telephones(said).telephones]

    def _number(self, row: Sequence[Cell], number: int) -> str:
        """The cell of the caller's number, else that of another's."""
        names = ("phone", "contact_phone", "patient_phone")
        return next((said for name in names if (said := self.text(row, number, name))), "")

    def _lead(self, row: Sequence[Cell], goods: str) -> str:
        """What a row without words of its own asks for: its kind, else that of its list."""
        if said := self.rows.text(row, "kind_said"):
            return said
        heading = self.rows.heading("goods")
        if not goods or heading is None:
            return ""
        phrases = call_words().phrases(heading)
        return phrases.lead_medicine if self.of_medicine else phrases.lead_goods

    def _wanted(self, row: Sequence[Cell]) -> Iterator[str]:
        """Goods with how many of what, and how long what is there lasts, in the order of the
        columns; nothing where goods have a column that says nothing."""
        if self.rows.has("goods") and not self.rows.texts(row, "goods"):
            return
        fields = self.rows.layout.fields
        for index, name in enumerate(fields[: len(row)]):
            said = as_text(row[index])
            if name not in _WANTED or name == "measure" or not said:
                continue
            heading = self.rows.layout.headings[index]
            if name in ("days_left", "stock_left", "runs_out"):
                yield _left(name, heading, self._in_words(heading, row[index]))
            elif says_nothing(said):
                continue
            elif name == "quantity" and said.isdigit():
                measured = "measure" in fields[index + 1 : index + 2] and index + 1 < len(row)
                yield f"{said}{as_text(row[index + 1])}" if measured else f"×{said}"
            elif name == "goods" and call_words().named_goods.search(fold(heading)):
                yield heading if ticked(said) else f"{heading} {said}"
            else:
                yield said if self.rows.has("goods") else f"{heading} {said}"

    def _coming(self, row: Sequence[Cell]) -> Iterator[str]:
        """When and where somebody has to be; of goods, where they are had from says nothing."""
        for name in ("needed_on", *(() if self.rows.has("goods") else ("hospital",))):
            for index in self.rows.layout.columns(name):
                if index < len(row) and not says_nothing(as_text(row[index])):
                    heading = self.rows.layout.headings[index]
                    yield f"{heading} {self._in_words(heading, row[index])}"

    def _in_words(self, heading: str, cell: Cell) -> str:
        """A cell with the day it begins with as somebody says it: 4月12日 9:00."""
        said = as_text(cell)
        first, _, rest = said.partition(" ")
        day = as_day(cell if not isinstance(cell, str) else first, self._now)
        if day is None or whole_number(said) is not None:
            return said
        return f"{call_words().phrases(heading).day.format(day)} {rest}".strip()

    def _address(self, row: Sequence[Cell], number: int) -> str:
        """The address as somebody says it: written whole, or put together of its columns."""
        written = self.text(row, number, "address")
        lane, building, unit, room = (
            self.text(row, number, name) for name in ("lane", "building", "unit", "room")
        )
        parts = [
            self.text(row, number, "compound"),
            _with(lane, "弄"),
            _with(bare_building(building) or "", "号"),
            _with(bare_unit(unit) or "", "单元"),
            _with(bare_room(room) or "", "室"),
        ]
        if self._is_english and any((lane, building, unit, room)):
            return _in_english(parts[0], lane, building, unit, room, written)
        together = "".join(parts)
        if written and together.startswith(written):
            return together
        return written if not any(parts[1:]) and parts[0] in written else together + written


def _in_english(compound: str, lane: str, building: str, unit: str, room: str, said: str) -> str:
    """An address the other way round: Flat 3, 12 Rose Court."""
    flat = room if not room or room[0].isalpha() else f"Flat {room}"
    street = " ".join(part for part in (building, lane, compound) if part)
    return ", ".join(part for part in (flat, unit, street, said) if part)


def _with(name: str, word: str) -> str:
    return name + word if name and name[-1].isascii() and name[-1].isalnum() else name


def _left(name: str, heading: str, said: str) -> str:
    """How long or how much of something is left, in words."""
    phrases = call_words().phrases(heading)
    if fold(said).strip() in call_words().none_left:
        return phrases.none
    if name == "runs_out":
        return phrases.runs_out.format(said)
    if whole_number(said) is not None:
        return phrases.days.format(said) if name == "days_left" else f"{heading}{said}"
    return said if len(said) > _SENTENCE else phrases.left.format(said)
