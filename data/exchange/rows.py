"""What all readers of tables share: cells as text and counts, rows worth reading, problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeVar

from data.exchange.found import Found, Record
from data.exchange.list_words import list_words
from data.exchange.person_words import person_words
from data.exchange.sheets import CELL_LIMIT, Table
from models.exchange.columns import Cell, Layout, letter
from models.exchange.headings import SERIAL, writing
from models.households.marks import says_nothing
from models.telephone_cells import read_telephones, whose_by
from models.telephones import Telephone
from models.text import clean, fold, own_phone, whole_number

_NUMBERS = frozenset({"phone", "owner_phone", "emergency_phone"})

PASSED_OVER = "line_passed_over"
"""A line of text between the rows of a table was."""

MOST_PEOPLE = 999
"""A household of more is a slip of the pen."""

_SUBTOTAL = re.compile(
    r".{0,12}?(?:小\s?计|合\s?计|总\s?计|共\s?计|累计|本页(?:小|合|共)?计?|总(?:户|人)数|total|subtotal|sub-total"
    r"|grand total|sum)[:：]?\s*(?:共|[\d.,户人口套间]|households?|people|\s)*"
)
_COUNTED = re.compile(r"共?\d+\s*(?:户|人|口|间|套|households?|people)(?:\s*\d+\s*[户人口间套])?")
"""What stands where a room would in a row that adds up: `4户`."""
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_PHONES = re.compile(r"[/、，,;；|\n]+|\s{1,}(?=1[3-9])")
_BRACKETED = re.compile(r"[（(].*?[)）]")
_NAME = re.compile(
    rf"(?:[{_HAN}·\s]{{2,9}}|[A-Z][A-Za-z'’.\- ]{{1,40}})(?:[（(][^（）()]{{1,8}}[)）])?"
)
_FEWEST_COLUMNS = 3
_SHORT = 12
"""Characters within which a cell that speaks of an example is one."""

_UNIT = re.compile(r"\s*(?:people|persons?|residents?|pax|households?|buildings?)$", re.IGNORECASE)
T = TypeVar("T")


def as_text(cell: Cell) -> str:
    """A cell as text through the gate: whole decimals without `.0`, days as `2022-04-09`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        plain = cell.time() == time(0, 0)
        return cell.date().isoformat() if plain else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return _cleaned(str(cell))


@lru_cache(maxsize=16_384)
def _cleaned(text: str) -> str:
    """A text through the gate; each cell of a list is looked at several times."""
    return clean(text, limit=CELL_LIMIT + 1)


def tidy_name(text: str) -> str:
    """A name as it is kept: no blanks inside a Chinese one, `刘 晓` is 刘晓; others keep theirs."""
    return _HAN_GAP.sub("", text)


class Rows:
    """The rows of one table below its headings; what is wrong in them goes to what is found."""

    def __init__(self, table: Table, layout: Layout, found: Found | None = None) -> None:
        self.table = table
        self.layout = layout
        self.found = Found(table.file) if found is None else found
        self._columns: dict[str, list[int]] = {}
        for index, name in enumerate(layout.fields):
            if name:
                self._columns.setdefault(name, []).append(index)
        self._headings = [fold(text) for text in layout.headings]
        self._width = self._wide()

    def _wide(self) -> int | None:
        """Cells a row of a table of text may have before its cells must have been shifted.

        None for sheets, which may have anything to the right, and where most rows are longer.
        """
        if self.table.sheet is not None or not self.layout.height:
            return None
        rows = self.table.rows
        width = max(len(row) for row in rows[self.layout.first : self.layout.body])
        body = [row for row in rows[self.layout.body :] if row]
        longer = sum(any(cell is not None for cell in row[width:]) for row in body)
        return None if longer * 2 > len(body) else width

    def unnamed(self) -> dict[int, int]:
        """Columns that hold something under no heading, with how many of their cells are filled."""
        found: Counter[int] = Counter()
        headings = self.layout.headings
        for row in self.table.rows[self.layout.body :]:
            for index, cell in enumerate(row):
                named = index < len(headings) and (headings[index] or self._field(index))
                if cell is not None and not named:
                    found[index] += 1
        return dict(sorted(found.items()))

    def has(self, name: str) -> bool:
        """Whether a column fills this field."""
        return name in self._columns

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """The first filled cell of a field's columns."""
        for index in self._columns.get(name, ()):
            if index < len(row) and row[index] is not None:
                return row[index]
        return None

    def text(self, row: Sequence[Cell], name: str) -> str:
        """A field's text, empty when the cell says nothing or only a dash."""
        text = as_text(self.cell(row, name))
        return "" if text != "0" and says_nothing(text) else text

    def texts(self, row: Sequence[Cell], name: str) -> list[str]:
        """The texts of all columns of a field that say something."""
        found = (as_text(row[i]) for i in self._columns.get(name, ()) if i < len(row))
        return [text for text in found if not says_nothing(text)]

    def heading(self, name: str) -> str | None:
        """How a problem names a field's column: by its heading, else by its letter."""
        indexes = self._columns.get(name)
        if not indexes:
            return None
        return clean(self.layout.headings[indexes[0]]) or letter(indexes[0])

    def problem(
        self,
        code: str,
        row: int | None,
        name: str | None = None,
        *,
        taken: bool = False,
        **params: object,
    ) -> None:
        """Report something at its place; `taken` when the row comes in without it."""
        column = self.heading(name) if name else None
        self.found.problem(code, self.table.sheet, row, column, params, taken=taken)

    def note(self, code: str, row: int | None = None, **params: object) -> None:
        """Say something that is no problem."""
        self.found.note(code, self.table.sheet, row, None, params)

    def count(
        self,
        row: Sequence[Cell],
        number: int,
        name: str,
        most: int = MOST_PEOPLE,
        read: Callable[[str], int | None] | None = None,
    ) -> int | None:
        """A count of people or things; what cannot be read is reported and left out.

        Args:
            read: reads what is more than a number with its unit.
        """
        text = self.text(row, name)
        if not text:
            return None
        cell = self.cell(row, name)
        value = whole_number(cell)
        if value is None and isinstance(cell, str):
            value = whole_number(_UNIT.sub("", _BRACKETED.sub("", text)))
            value = read(text) if value is None and read is not None else value
        if value is None or value > most:
            self.problem(f"{name}_unreadable", number, name, taken=True, value=text)
            return None
        return value

    def whole(self, row: Sequence[Cell], number: int, index: int, code: str) -> int | None:
        """The count in one of several columns of a field; what is none is reported by a code."""
        cell = row[index] if index < len(row) else None
        text = as_text(cell)
        if not text or (text != "0" and says_nothing(text)):
            return None
        value = whole_number(cell)
        if value is None:
            value = whole_number(_UNIT.sub("", _BRACKETED.sub("", text)))
        if value is None or value > MOST_PEOPLE:
            column = clean(self.layout.headings[index]) or letter(index)
            params = {"value": text}
            self.found.problem(code, self.table.sheet, number, column, params, taken=True)
            return None
        return value

    def phone(
        self, row: Sequence[Cell], number: int, name: str = "phone"
    ) -> tuple[str | None, str]:
        """The first telephone number of a cell and, when it holds more, the cell as it stands."""
        text = self.text(row, name)
        if not text:
            return None, ""
        whole = own_phone(text)
        if whole:
            return whole, ""
        parts = [part for part in _PHONES.split(text) if part.strip()]
        forms = ((part, _BRACKETED.sub("", part)) for part in parts)
        found = [n for part, bare in forms if (n := own_phone(part) or own_phone(bare))]
        if not found:
            self.problem("phone_unreadable", number, name, taken=True, value=text)
            return None, ""
        return found[0], text

    def phones(
        self, row: Sequence[Cell], number: int, name: str = "phone"
    ) -> tuple[Telephone, ...]:
        """The telephones in all columns of a field, each once, with whose they are by the words
        beside them or else by the column's heading; what else stands there is reported."""
        found: dict[tuple[str, str], Telephone] = {}
        for index in self._columns.get(name, ()):
            cell = row[index] if index < len(row) else None
            text = cell if isinstance(cell, str) else as_text(cell)
            if says_nothing(text):
                continue
            if fold(text) in person_words().as_owner:
                text = self._left_of(row, index)
            said = read_telephones(text)
            whose = whose_by(self.layout.headings[index])
            for one in said.telephones:
                found.setdefault(one[:2], one if one.whose else one._replace(whose=whose))
            column = clean(self.layout.headings[index]) or letter(index)
            for code, values in (
                ("phone_unreadable", said.unread),
                ("phone_cut_short", said.cut_short),
            ):
                for value in values:
                    params = {"value": value}
                    self.found.problem(code, self.table.sheet, number, column, params, taken=True)
        return tuple(found.values())

    def _left_of(self, row: Sequence[Cell], index: int) -> str:
        """The cell of the nearest numbers to the left, where a cell says that they are the same."""
        before = (at for at in reversed(range(index)) if self._field(at) in _NUMBERS)
        return next((as_text(row[at]) for at in before), "")

    def body(self, group: Callable[[str], bool] | None = None) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold a record, with their numbers from 1.

        Passes over blank rows, subtotals, headings printed again and lines of text between rows.

        Args:
            group: told of a line of text across the table; True when it was a heading of a group.
        """
        for index in range(self.layout.body, len(self.table.rows)):
            row = self.table.rows[index]
            number = index + 1
            filled = [i for i, cell in enumerate(row) if cell is not None and as_text(cell)]
            if not filled or all(self._field(i) == SERIAL for i in filled):
                continue
            if self._is_subtotal(row, filled) or self._is_heading(row, filled):
                continue
            if self._is_line(row, filled):
                text = as_text(row[filled[0]])
                is_group = group is not None and len(filled) == 1 and group(text)
                if not is_group and not self._names(row, filled):
                    self.note(PASSED_OVER, number, text=text[:80])
                if is_group or not self._names(row, filled):
                    continue
            if self._is_example(row):
                self.note("row_of_example", number)
                continue
            if self._width is not None and filled[-1] >= self._width:
                self.problem("too_many_cells", number, cells=filled[-1] + 1, headings=self._width)
                continue
            long = [i for i in filled if isinstance(row[i], str) and len(str(row[i])) > CELL_LIMIT]
            if long:
                self._too_long(number, long[0])
                continue
            yield number, row

    def named(self) -> Iterator[tuple[int, list[Cell], str]]:
        """As `body`, each with the name in it; a row without one is reported and passed over."""
        for number, row in self.body():
            name = tidy_name(self.text(row, "name"))
            if name:
                yield number, row, name
            else:
                self.problem("name_missing", number, "name")

    def record(self, read: T, number: int) -> Record[T]:
        """What a row was read into, with where it stands."""
        return Record(read, self.table.sheet, number)

    def _too_long(self, number: int, index: int) -> None:
        heading = self.layout.headings[index] if index < len(self.layout.headings) else ""
        column = clean(heading) or letter(index)
        self.found.problem("cell_too_long", self.table.sheet, number, column, {"most": CELL_LIMIT})

    def _field(self, index: int) -> str | None:
        return self.layout.fields[index] if index < len(self.layout.fields) else None

    def _is_subtotal(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """A row that adds up: it says so in one of its first texts and has no room."""
        room = fold(self.text(row, "room"))
        if room and not _COUNTED.fullmatch(room):
            return bool(_SUBTOTAL.fullmatch(room))
        texts = [fold(as_text(row[i])) for i in filled if isinstance(row[i], str)][:3]
        return any(_SUBTOTAL.fullmatch(text) for text in texts)

    def _is_line(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """A line of text across the table, or a signature under it."""
        first = row[filled[0]]
        if not isinstance(first, str) or len(self.layout.fields) < _FEWEST_COLUMNS:
            return False
        return len(filled) == 1 or bool(list_words().feet.fullmatch(fold(as_text(first))))

    def _names(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Whether the only cell of a row names somebody, at the door of the row above."""
        if len(filled) != 1 or self._field(filled[0]) != "name" or filled[0] == 0:
            return False
        return bool(_NAME.fullmatch(as_text(row[filled[0]])))

    def _is_example(self, row: Sequence[Cell]) -> bool:
        texts = (fold(self.text(row, name)) for name in (SERIAL, "head", "name"))
        return any(len(text) < _SHORT and writing().example_row.search(text) for text in texts)

    def _is_heading(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """The headings printed again, as at the top of a page."""
        return len(filled) > 1 and all(
            i < len(self._headings)
            and isinstance(row[i], str)
            and fold(as_text(row[i])) in self._headings[i]
            for i in filled
        )
