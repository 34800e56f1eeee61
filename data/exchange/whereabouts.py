"""Whether somebody of a register lives behind their door: by its columns and by remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.exchange.days import as_day
from data.exchange.person_words import answer, person_words, place_in_cell, place_in_note
from data.exchange.rows import Rows, as_text
from models.exchange.columns import Cell
from models.households.marks import says_nothing
from models.residents import Whereabouts
from models.text import fold

_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?<!\d)\d{8}(?!\d)")


class Where(NamedTuple):
    """Where somebody is, and since which local date."""

    place: Whereabouts
    since: str | None = None


class WhereReader:
    """Reads where the persons of one sheet are."""

    def __init__(self, rows: Rows, now: datetime) -> None:
        self.rows = rows
        self.now = now

    def read(
        self, row: Sequence[Cell], number: int, notes: Sequence[str], away: bool
    ) -> Where | None:
        """Where somebody is by the columns about it, then by remarks.

        Args:
            away: whether a mark says that they are away.
        """
        found = (
            self._dated(row, number, "died", "died_on", Whereabouts.DIED)
            or self._dated(row, number, "moved_out", "moved_out_on", Whereabouts.MOVED_OUT)
            or self._ended(row)
        )
        told = [(place, text) for text in notes if (place := place_in_note(text))]
        if found is None and told:
            place, text = told[0]
            found = Where(place, self._day_in(text))
        said = self._presence(row, number)
        if found is None or (said and found.place is Whereabouts.PRESENT):
            found = said or found
        if away and (found is None or found.place is Whereabouts.PRESENT):
            found = Where(Whereabouts.AWAY)
        return found

    def _dated(
        self, row: Sequence[Cell], number: int, field: str, on: str, place: Whereabouts
    ) -> Where | None:
        text = as_text(self.rows.cell(row, field))
        since = self._day(row, number, on)
        said = answer(text) if text else None
        if said is None and text and not says_nothing(text):
            if place_in_cell(text) is place or self._day_in(text):
                return Where(place, since or self._day_in(text))
            self.rows.problem("answer_unreadable", number, field, taken=True, value=text)
        return Where(place, since) if said or (said is None and since) else None

    def _presence(self, row: Sequence[Cell], number: int) -> Where | None:
        text = as_text(self.rows.cell(row, "presence"))
        if not text or text in ("-", "—", "/"):
            return None
        place = place_in_cell(text)
        if place is None and not says_nothing(text):
            self.rows.problem("presence_unreadable", number, "presence", taken=True, value=text)
        if place is None:
            return None
        return Where(place, self._day_in(text) or self._day(row, number, "presence_on"))

    def _ended(self, row: Sequence[Cell]) -> Where | None:
        """Somebody an entry takes off the register lives here no longer."""
        said = fold(self.rows.text(row, "entry_kind"))
        ended = bool(said) and bool(person_words().ended.search(said))
        return Where(Whereabouts.MOVED_OUT) if ended else None

    def _day(self, row: Sequence[Cell], number: int, field: str) -> str | None:
        text = self.rows.text(row, field)
        if not text:
            return None
        cell = self.rows.cell(row, field)
        day = as_day(str(int(cell)) if isinstance(cell, float) and cell > 10**6 else cell, self.now)
        if day is None:
            self.rows.problem("day_unreadable", number, field, taken=True, value=text)
        return None if day is None else day.isoformat()

    def _day_in(self, text: str) -> str | None:
        found = _DAY.search(text)
        day = as_day(found[0], self.now) if found else None
        return None if day is None else day.isoformat()
